-- What is derived has all its parts, says so, and lies between its bounds; a difference never proves a target missed.
SELECT
    d.derived_id AS subject,
    concat_ws(
        ' ', d.verdict_code, d.class_code, d.derived_value, 'between', d.derived_low, 'and', d.derived_high, 'of', told.parts, 'parts'
    ) AS detail
FROM report.derived_results AS d
LEFT JOIN (
    SELECT
        p.derived_id,
        count(DISTINCT concat(p.region, ' ', p.sign)) AS parts,
        count(DISTINCT p.unit_code) AS units
    FROM report.derived_parts AS p
    GROUP BY p.derived_id
) AS told ON d.derived_id = told.derived_id
WHERE
    told.parts IS DISTINCT FROM d.parts
    OR told.units <> 1
    OR d.reasons_zh IS NULL OR d.verdict_zh IS NULL OR d.class_zh IS NULL
    OR (d.method = 'difference' AND d.verdict_code NOT IN ('exceeded', 'met', 'indeterminate'))
    OR d.derived_value < d.derived_low
    OR d.derived_value > d.derived_high
    OR d.derived_value IN ('NaN', 'Infinity', '-Infinity');
