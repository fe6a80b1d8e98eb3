-- No measure is NaN or infinite, and no date stands for "never".
SELECT
    o.target_id AS subject,
    concat_ws(' ', o.attainment, o.difference, o.remaining, o.pace_ratio, o.expected_value, o.deadline_on) AS detail
FROM report.target_status AS o
WHERE
    o.attainment IN ('NaN', 'Infinity', '-Infinity')
    OR o.difference IN ('NaN', 'Infinity', '-Infinity')
    OR o.remaining IN ('NaN', 'Infinity', '-Infinity')
    OR o.pace_ratio IN ('NaN', 'Infinity', '-Infinity')
    OR o.expected_value IN ('NaN', 'Infinity', '-Infinity')
    OR o.deadline_on > '2200-12-31'
    OR o.achievement_end_on > '2200-12-31';
