import java.sql.*;

/** Reads the catalogue as JDBC tools do (Metabase, Tableau, DBeaver), then every row; prints lines of tab-separated words. */
public class JdbcProbe {
    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection(arguments[0], arguments[1], arguments[2])) {
            connection.setReadOnly(true);
            DatabaseMetaData catalogue = connection.getMetaData();
            for (String schema : new String[] {"report", "report_zh"}) {
                try (ResultSet views = catalogue.getTables(null, schema, "%", new String[] {"VIEW"})) {
                    while (views.next()) {
                        String view = views.getString("TABLE_NAME");
                        say("VIEW", schema, view, views.getString("REMARKS"));
                        columns(catalogue, schema, view);
                        rows(connection, schema, view);
                    }
                }
            }
        }
    }

    private static void columns(DatabaseMetaData catalogue, String schema, String view) throws SQLException {
        try (ResultSet columns = catalogue.getColumns(null, schema, view, "%")) {
            while (columns.next()) {
                String type = JDBCType.valueOf(columns.getInt("DATA_TYPE")).getName();
                say("COLUMN", schema, view, columns.getString("COLUMN_NAME"), type, columns.getString("REMARKS"));
            }
        }
    }

    private static void rows(Connection connection, String schema, String view) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + schema + ".\"" + view + "\"")) {
            int width = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                String[] words = new String[width + 3];
                words[0] = "ROW";
                words[1] = schema;
                words[2] = view;
                for (int column = 1; column <= width; column++) {
                    Object value = rows.getObject(column);
                    words[column + 2] = value == null ? "␀" : value.toString();
                }
                say(words);
            }
        }
    }

    private static void say(String... words) {
        for (int word = 0; word < words.length; word++) {
            words[word] = String.valueOf(words[word]).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
        }
        System.out.println(String.join("\t", words));
    }
}
