-- Grain: one row a column of schema report (entry_id), and one row a view, at position 0. For clients that drop comments.
CREATE VIEW report.data_dictionary AS
SELECT
    concat(d.view_name, '.', coalesce(d.column_name, '*'))::varchar(130) AS entry_id,
    d.view_name::varchar(63) AS view_name,
    d.position::integer AS position,
    d.column_name::varchar(63) AS column_name,
    d.data_type::varchar(64) AS data_type,
    split_part(d.description, ' / ', 1)::varchar(400) AS description_en,
    split_part(d.description, ' / ', 2)::varchar(400) AS description_zh
FROM (
    SELECT
        c.relname AS view_name,
        a.attnum AS position,
        a.attname AS column_name,
        format_type(a.atttypid, a.atttypmod) AS data_type,
        col_description(c.oid, a.attnum) AS description
    FROM pg_class AS c
    INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
    INNER JOIN pg_attribute AS a ON c.oid = a.attrelid
    WHERE n.nspname = 'report' AND c.relkind = 'v' AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT
        c.relname AS view_name,
        0 AS position,
        NULL AS column_name,
        NULL AS data_type,
        obj_description(c.oid, 'pg_class') AS description
    FROM pg_class AS c
    INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
    WHERE n.nspname = 'report' AND c.relkind = 'v'
) AS d;

COMMENT ON VIEW report.data_dictionary IS 'One row a view or column of this schema / 每行一个视图或字段的说明';
COMMENT ON COLUMN report.data_dictionary.entry_id IS 'key: view and column / 标识：视图与字段';
COMMENT ON COLUMN report.data_dictionary.view_name IS 'view / 视图';
COMMENT ON COLUMN report.data_dictionary.position IS 'place in the view, 0 for the view itself / 次序，0 为视图本身';
COMMENT ON COLUMN report.data_dictionary.column_name IS 'column, NULL for the view itself / 字段';
COMMENT ON COLUMN report.data_dictionary.data_type IS 'type / 类型';
COMMENT ON COLUMN report.data_dictionary.description_en IS 'what it is, English / 说明（英文）';
COMMENT ON COLUMN report.data_dictionary.description_zh IS 'what it is, Chinese / 说明（中文）';
