-- Grain: one row a known target that the same government also told with another figure, in another document: what it was
-- first and what it became last. Same measure, region, cluster, scope, unit, basis and period; where one day's documents
-- tell several figures, none of them is taken.
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
    SELECT
        min(n.claim_id::text) AS claim_id,
        min(n.value) AS value,
        min(n.level) AS level,
        n.published_on
    FROM comparison.told_targets AS n
    WHERE
        n.metric_key = t.metric_key AND n.region_code = t.region_code AND n.unit_code = t.unit_code AND n.basis = t.basis
        AND n.period_end_on = t.period_end_on AND n.period_start_on IS NOT DISTINCT FROM t.period_start_on
        AND n.issuer_region_code = t.issuer_region_code AND n.published_on < t.published_on
        AND n.scope IS NOT DISTINCT FROM t.scope AND n.cluster_name IS NOT DISTINCT FROM t.cluster_name
    GROUP BY n.published_on
    HAVING
        min(n.value) IS NOT DISTINCT FROM max(n.value) AND min(n.level) IS NOT DISTINCT FROM max(n.level)
        AND min(coalesce(n.value_high, n.value)) IS NOT DISTINCT FROM max(coalesce(n.value_high, n.value))
    ORDER BY n.published_on ASC
    LIMIT 1
) AS before ON (before.value, before.level) IS DISTINCT FROM (t.value, t.level)
LEFT JOIN LATERAL (
    SELECT
        min(n.claim_id::text) AS claim_id,
        min(n.value) AS value,
        min(n.level) AS level,
        n.published_on
    FROM comparison.told_targets AS n
    WHERE
        n.metric_key = t.metric_key AND n.region_code = t.region_code AND n.unit_code = t.unit_code AND n.basis = t.basis
        AND n.period_end_on = t.period_end_on AND n.period_start_on IS NOT DISTINCT FROM t.period_start_on
        AND n.issuer_region_code = t.issuer_region_code AND n.published_on > t.published_on
        AND n.scope IS NOT DISTINCT FROM t.scope AND n.cluster_name IS NOT DISTINCT FROM t.cluster_name
    GROUP BY n.published_on
    HAVING
        min(n.value) IS NOT DISTINCT FROM max(n.value) AND min(n.level) IS NOT DISTINCT FROM max(n.level)
        AND min(coalesce(n.value_high, n.value)) IS NOT DISTINCT FROM max(coalesce(n.value_high, n.value))
    ORDER BY n.published_on DESC
    LIMIT 1
) AS later ON (later.value, later.level) IS DISTINCT FROM (t.value, t.level)
WHERE before.claim_id IS NOT NULL OR later.claim_id IS NOT NULL;
COMMENT ON VIEW comparison.restated_targets IS
'One row a target that another document tells otherwise, with the first and the last figure / 每行一个被重新表述的目标';
