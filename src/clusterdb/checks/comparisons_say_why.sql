-- Every candidate pair has a class and reasons, and each code of them stands in a lookup table.
SELECT
    c.comparison_id AS subject,
    concat('class ', c.class_code, ', reason ', said.reason_code) AS detail
FROM report.comparisons AS c
LEFT JOIN LATERAL unnest(string_to_array(c.reasons, ',')) AS said (reason_code) ON TRUE
LEFT JOIN public.comparison_reasons AS w ON said.reason_code = w.reason_code
WHERE c.class_zh IS NULL OR w.reason_code IS NULL;
