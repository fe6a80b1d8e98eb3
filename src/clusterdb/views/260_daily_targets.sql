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
