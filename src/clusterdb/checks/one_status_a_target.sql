-- Every known target has one row in report.target_status, with a status and a class of the lookup tables.
SELECT
    t.claim_id AS subject,
    concat(count(o.target_id), ' rows, status ', min(o.status), ', class ', min(o.class_code)) AS detail
FROM comparison.known_targets AS t
LEFT JOIN report.target_status AS o ON o.target_id = t.claim_id::text
GROUP BY t.claim_id
HAVING
    count(o.target_id) <> 1
    OR count(o.status_zh) <> 1
    OR count(o.class_zh) <> 1;
