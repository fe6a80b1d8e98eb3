-- Grain: one row a known target, its outcome and, while it is on its way, its pace.
-- Pace is measured against a straight line: from an earlier result to a stock's deadline, from zero over a flow's period.
CREATE VIEW comparison.paced_outcomes AS
SELECT
    o.source_id,
    o.claim_id,
    o.metric_code,
    o.metric_key,
    o.metric_text,
    o.region_code,
    o.region_name,
    o.province_code,
    o.cluster_code,
    o.cluster_name,
    o.value,
    o.value_high,
    o.comparator,
    o.unit_code,
    o.basis,
    o.level,
    o.scope,
    o.hedge,
    o.period_start_on,
    o.period_end_on,
    o.span_start,
    o.span_end,
    o.confidence,
    o.published_on,
    o.sense,
    o.achievement_source_id,
    o.achievement_claim_id,
    o.attainment,
    o.verdict_confidence,
    o.self_declared_level,
    o.is_measured,
    o.is_alike,
    o.class_code,
    o.pair_count,
    o.agreeing_sources,
    o.is_contradicted,
    o.reasons,
    o.status_code,
    line.baseline_value,
    line.baseline_on,
    pace.expected_value,
    pace.ratio AS pace_ratio,
    CASE
        WHEN pace.ratio >= 1 THEN 'ahead'
        WHEN pace.ratio >= (SELECT c.on_track_ratio FROM comparison.settings AS c) THEN 'on_track'
        WHEN pace.ratio < (SELECT c.on_track_ratio FROM comparison.settings AS c) THEN 'behind'
    END AS pace_code
FROM comparison.outcomes AS o
LEFT JOIN LATERAL (
    SELECT
        p.achievement_value AS baseline_value,
        p.achievement_end_on AS baseline_on
    FROM comparison.judged_pairs AS p
    WHERE
        p.target_source_id = o.source_id AND p.target_claim_id = o.claim_id
        AND o.basis = 'stock' AND o.class_code IN ('progress', 'lower_bound', 'indicative')
        AND p.class_code IN ('progress', 'lower_bound', 'indicative')
        AND p.is_measured AND p.achievement_end_on < o.achievement_end_on
        AND o.is_measured AND o.achievement_end_on < o.period_end_on
    ORDER BY
        p.achievement_end_on <= o.published_on DESC NULLS LAST,
        abs(p.achievement_end_on - o.published_on) ASC NULLS LAST,
        p.evidence_rank ASC,
        p.achievement_end_on ASC,
        p.achievement_claim_id ASC
    LIMIT 1
) AS earlier ON TRUE
CROSS JOIN LATERAL (
    SELECT
        o.is_measured AND o.basis = 'flow' AND o.class_code = 'progress'
        AND o.achievement_start_on = o.period_start_on AND o.achievement_end_on < o.period_end_on AS is_flow
    OFFSET 0
) AS way
CROSS JOIN LATERAL (
    SELECT
        CASE WHEN way.is_flow THEN 0 ELSE earlier.baseline_value END AS baseline_value,
        CASE WHEN way.is_flow THEN o.period_start_on - 1 ELSE earlier.baseline_on END AS baseline_on
    OFFSET 0
) AS line
CROSS JOIN LATERAL (
    SELECT
        line.baseline_value + (o.value - line.baseline_value) * (o.achievement_end_on - line.baseline_on)::numeric
        / nullif(o.period_end_on - line.baseline_on, 0) AS expected_value
    OFFSET 0
) AS straight
CROSS JOIN LATERAL (
    SELECT
        straight.expected_value,
        (o.achievement_value - line.baseline_value) / nullif(straight.expected_value - line.baseline_value, 0) AS ratio
    OFFSET 0
) AS pace;
COMMENT ON VIEW comparison.paced_outcomes IS 'One row a known target, its outcome and pace / 每行一个已知目标、其结果与进度';
