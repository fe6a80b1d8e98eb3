-- Grain: one row what a government's documents of one day told of a target (measure, region, cluster, scope, unit, basis,
-- period, day). Where they tell several figures, none of them is taken.
CREATE VIEW comparison.daily_targets AS
SELECT
    t.metric_key,
    t.region_code,
    t.cluster_name,
    t.scope,
    t.unit_code,
    t.basis,
    t.period_start_on,
    t.period_end_on,
    t.issuer_region_code,
    t.published_on,
    min(t.claim_id::text) AS claim_id,
    min(t.value) AS value,
    min(t.level) AS level
FROM comparison.told_targets AS t
GROUP BY
    t.metric_key, t.region_code, t.cluster_name, t.scope, t.unit_code, t.basis, t.period_start_on, t.period_end_on,
    t.issuer_region_code, t.published_on
HAVING
    min(t.value) IS NOT DISTINCT FROM max(t.value) AND min(t.level) IS NOT DISTINCT FROM max(t.level)
    AND min(coalesce(t.value_high, t.value)) IS NOT DISTINCT FROM max(coalesce(t.value_high, t.value));
COMMENT ON VIEW comparison.daily_targets IS 'One row what was told of a target on a day / 每行某日对一个目标的表述';

-- Grain: one row a known target that the same government also told with another figure, in another document: what it was
-- first and what it became last.
CREATE VIEW comparison.restated_targets AS
SELECT
    t.source_id,
    t.claim_id,
    before.claim_id AS original_claim_id,
    before.value AS original_value,
    before.level AS original_level,
    before.published_on AS original_on,
    later.claim_id AS revised_claim_id,
    later.value AS revised_value,
    later.level AS revised_level,
    later.published_on AS revised_on
FROM comparison.told_targets AS t
LEFT JOIN LATERAL (
    SELECT n.claim_id, n.value, n.level, n.published_on
    FROM comparison.daily_targets AS n
    WHERE
        n.metric_key = t.metric_key AND n.region_code = t.region_code AND n.unit_code = t.unit_code AND n.basis = t.basis
        AND n.period_end_on = t.period_end_on AND n.period_start_on IS NOT DISTINCT FROM t.period_start_on
        AND n.issuer_region_code = t.issuer_region_code AND n.published_on < t.published_on
        AND n.scope IS NOT DISTINCT FROM t.scope AND n.cluster_name IS NOT DISTINCT FROM t.cluster_name
    ORDER BY n.published_on ASC
    LIMIT 1
) AS before ON (before.value, before.level) IS DISTINCT FROM (t.value, t.level)
LEFT JOIN LATERAL (
    SELECT n.claim_id, n.value, n.level, n.published_on
    FROM comparison.daily_targets AS n
    WHERE
        n.metric_key = t.metric_key AND n.region_code = t.region_code AND n.unit_code = t.unit_code AND n.basis = t.basis
        AND n.period_end_on = t.period_end_on AND n.period_start_on IS NOT DISTINCT FROM t.period_start_on
        AND n.issuer_region_code = t.issuer_region_code AND n.published_on > t.published_on
        AND n.scope IS NOT DISTINCT FROM t.scope AND n.cluster_name IS NOT DISTINCT FROM t.cluster_name
    ORDER BY n.published_on DESC
    LIMIT 1
) AS later ON (later.value, later.level) IS DISTINCT FROM (t.value, t.level)
WHERE before.claim_id IS NOT NULL OR later.claim_id IS NOT NULL;
COMMENT ON VIEW comparison.restated_targets IS
'One row a target that another document tells otherwise, with the first and the last figure / 每行一个被重新表述的目标';
