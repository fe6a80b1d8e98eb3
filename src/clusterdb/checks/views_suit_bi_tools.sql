-- Views of schema report keep to what BI tools read well: plain types, short ASCII names, a comment "English / 中文" on
-- every view and column, an English twin to every Chinese label.
SELECT
    concat_ws('.', f.view_name, f.column_name) AS subject,
    f.fault AS detail
FROM (
    SELECT
        c.relname AS view_name,
        a.attname AS column_name,
        CASE
            WHEN
                format_type(a.atttypid, NULL) NOT IN (
                    'bigint', 'integer', 'double precision', 'text', 'character varying', 'date', 'boolean'
                )
                THEN concat('type ', format_type(a.atttypid, a.atttypmod))
            WHEN a.attname !~ '^[a-z][a-z0-9_]{0,29}$' THEN 'name is not lower-case ASCII of at most 30 characters'
            WHEN a.attname ~ '_(on|date)$' AND format_type(a.atttypid, NULL) <> 'date' THEN 'is named as a date'
            WHEN coalesce(col_description(c.oid, a.attnum), '') !~ '^.+ / .*[一-龥]' THEN 'comment is not "English / 中文"'
            WHEN
                a.attname ~ '_zh$'
                AND NOT EXISTS (
                    SELECT 1
                    FROM pg_attribute AS twin
                    WHERE twin.attrelid = c.oid AND twin.attname = regexp_replace(a.attname, '_zh$', '_en')
                )
                THEN 'has no English twin'
        END AS fault
    FROM pg_class AS c
    INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
    INNER JOIN pg_attribute AS a ON c.oid = a.attrelid
    WHERE n.nspname = 'report' AND c.relkind = 'v' AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT
        c.relname AS view_name,
        NULL AS column_name,
        CASE
            WHEN c.relkind <> 'v' THEN 'is no view'
            WHEN coalesce(obj_description(c.oid), '') !~ '^.+ / .*[一-龥]' THEN 'comment is not "English / 中文"'
        END AS fault
    FROM pg_class AS c
    INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
    WHERE n.nspname = 'report' AND c.relkind IN ('r', 'v', 'm', 'p', 'f')
) AS f
WHERE f.fault IS NOT NULL;
