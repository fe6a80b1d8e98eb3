-- Grain: one row. Whether what is kept in `public.kept_outcomes` is what the facts say as they stand.
-- It is where nothing that verdicts rest on has changed since it was worked out (triggers write every change into
-- `public.kept_changes`, in the transaction that makes it), nobody asks what was known on another day, and no document's
-- date of publication has come since.
CREATE VIEW comparison.freshness AS
SELECT
    coalesce(current_setting('clusterdb.known_on', TRUE), '') = ''
    AND NOT EXISTS (SELECT 1 FROM public.kept_changes)
    AND EXISTS (
        SELECT 1
        FROM public.kept_state AS k
        WHERE
            NOT EXISTS (
                SELECT 1
                FROM public.sources AS s
                WHERE
                    -- sessions in different time zones have different days
                    s.published_on > least(k.kept_on, current_date)
                    AND s.published_on <= greatest(k.kept_on, current_date)
            )
    ) AS is_fresh;
COMMENT ON VIEW comparison.freshness IS
'One row: whether the outcomes kept are those of the facts as they stand / 一行：所存结果是否与现有事实一致';

-- Views of another version may work out something else: whatever is kept is worked out anew.
INSERT INTO public.kept_changes DEFAULT VALUES;

-- Grain: one row a target whose outcome is kept and fresh; none at all where anything has changed.
CREATE VIEW comparison.fresh_outcomes AS
SELECT
    k.source_id,
    k.claim_id,
    k.sense,
    k.achievement_source_id,
    k.achievement_claim_id,
    k.attainment,
    k.verdict_confidence,
    k.self_declared_level,
    k.is_alike,
    k.class_code,
    k.pair_count,
    k.agreeing_sources,
    k.is_contradicted,
    k.reasons,
    k.baseline_value,
    k.baseline_on,
    k.expected_value,
    k.pace_ratio,
    k.pace_code,
    k.settled_code,
    k.overdue_code
FROM public.kept_outcomes AS k
WHERE (SELECT f.is_fresh FROM comparison.freshness AS f);
COMMENT ON VIEW comparison.fresh_outcomes IS
'One row a target whose outcome is kept and fresh / 每行一个结果已存且仍有效的目标';

-- Grain: one row a known target and what became of it: as kept while that is fresh, else worked out on the spot.
CREATE VIEW comparison.outcomes AS
SELECT
    t.source_id,
    t.claim_id,
    t.metric_code,
    t.metric_key,
    t.metric_text,
    t.region_code,
    t.region_name,
    t.province_code,
    t.cluster_code,
    t.cluster_name,
    t.value,
    t.value_high,
    t.comparator,
    t.unit_code,
    t.basis,
    t.level,
    t.scope,
    t.hedge,
    t.period_start_on,
    t.period_end_on,
    t.span_start,
    t.span_end,
    t.confidence,
    t.published_on,
    coalesce(k.sense, w.sense) AS sense,
    coalesce(k.achievement_source_id, w.achievement_source_id) AS achievement_source_id,
    coalesce(k.achievement_claim_id, w.achievement_claim_id) AS achievement_claim_id,
    coalesce(k.attainment, w.attainment) AS attainment,
    coalesce(k.verdict_confidence, w.verdict_confidence) AS verdict_confidence,
    coalesce(k.self_declared_level, w.self_declared_level) AS self_declared_level,
    coalesce(k.is_alike, w.is_alike) AS is_alike,
    coalesce(k.class_code, w.class_code) AS class_code,
    coalesce(k.pair_count, w.pair_count) AS pair_count,
    coalesce(k.agreeing_sources, w.agreeing_sources) AS agreeing_sources,
    coalesce(k.is_contradicted, w.is_contradicted) AS is_contradicted,
    coalesce(k.reasons, w.reasons) AS reasons,
    coalesce(k.baseline_value, w.baseline_value) AS baseline_value,
    coalesce(k.baseline_on, w.baseline_on) AS baseline_on,
    coalesce(k.expected_value, w.expected_value) AS expected_value,
    coalesce(k.pace_ratio, w.pace_ratio) AS pace_ratio,
    coalesce(k.pace_code, w.pace_code) AS pace_code,
    coalesce(
        k.settled_code,
        w.settled_code,
        CASE WHEN t.period_end_on >= (SELECT c.known_on FROM comparison.settings AS c) THEN 'not_yet_due' END,
        k.overdue_code,
        w.overdue_code
    ) AS status_code
FROM comparison.told_targets AS t
LEFT JOIN comparison.fresh_outcomes AS k ON t.source_id = k.source_id AND t.claim_id = k.claim_id
LEFT JOIN LATERAL (
    SELECT
        o.sense,
        o.achievement_source_id,
        o.achievement_claim_id,
        o.attainment,
        o.verdict_confidence,
        o.self_declared_level,
        o.is_alike,
        o.class_code,
        o.pair_count,
        o.agreeing_sources,
        o.is_contradicted,
        o.reasons,
        o.baseline_value,
        o.baseline_on,
        o.expected_value,
        o.pace_ratio,
        o.pace_code,
        o.settled_code,
        o.overdue_code
    FROM comparison.worked_outcomes AS o
    WHERE o.source_id = t.source_id AND o.claim_id = t.claim_id AND k.claim_id IS NULL
    OFFSET 0
) AS w ON TRUE;
COMMENT ON VIEW comparison.outcomes IS 'One row a known target and what became of it / 每行一个已知目标及其结果';
