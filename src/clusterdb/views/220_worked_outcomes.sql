-- Grain: one row a known target with what is worked out for it: the one result that speaks best for it, what became of it
-- and, while it is on its way, its pace. Where results of equal weight lead to different verdicts, none is given.
-- Nothing here hangs on today: `settled_code` is the status that no day changes, `overdue_code` what it is where there is
-- none and the deadline has passed. Pace is measured against a straight line: from an earlier result to a stock's deadline,
-- from zero over a flow's period.
CREATE VIEW comparison.worked_outcomes AS
SELECT
    t.source_id,
    t.claim_id,
    t.metric_key,
    t.province_code,
    t.sense,
    best.achievement_source_id,
    best.achievement_claim_id,
    best.attainment,
    best.confidence AS verdict_confidence,
    best.self_declared_level,
    coalesce(best.is_alike, FALSE) AS is_alike,
    coalesce(best.class_code, 'no_result') AS class_code,
    coalesce(best.pair_count, 0) AS pair_count,
    coalesce(best.agreeing_sources, 0) AS agreeing_sources,
    coalesce(best.is_contradicted, FALSE) AS is_contradicted,
    nullif(concat_ws(
        ',',
        best.reasons,
        CASE WHEN best.is_contradicted THEN 'RESULTS_DIFFER' END,
        CASE WHEN best.agreeing_sources > 1 AND NOT best.is_contradicted THEN 'CORROBORATED' END,
        CASE WHEN best.reasons IS NULL AND t.need_low IS NULL THEN 'TARGET_UNQUANTIFIED' END,
        CASE WHEN best.reasons IS NULL AND t.period_end_on IS NULL THEN 'DEADLINE_MISSING' END
    ), '') AS reasons,
    CASE
        WHEN best.is_torn THEN 'indeterminate'
        WHEN best.status_code IS NOT NULL THEN best.status_code
        WHEN t.period_end_on IS NULL THEN 'no_deadline'
    END AS settled_code,
    CASE WHEN t.need_low IS NULL OR best.evidence_rank = 11 THEN 'not_comparable' ELSE 'due_no_report' END AS overdue_code,
    line.baseline_value,
    line.baseline_on,
    pace.expected_value,
    pace.ratio AS pace_ratio,
    CASE
        WHEN pace.ratio >= 1 THEN 'ahead'
        WHEN pace.ratio >= (SELECT c.on_track_ratio FROM comparison.settings AS c) THEN 'on_track'
        WHEN pace.ratio < (SELECT c.on_track_ratio FROM comparison.settings AS c) THEN 'behind'
    END AS pace_code
FROM comparison.known_targets AS t
LEFT JOIN LATERAL (
    SELECT
        weighed.achievement_source_id,
        weighed.achievement_claim_id,
        weighed.achievement_start_on,
        weighed.achievement_end_on,
        weighed.achievement_value,
        weighed.attainment,
        weighed.is_measured,
        weighed.is_alike,
        weighed.confidence,
        weighed.reasons,
        weighed.class_code,
        weighed.status_code,
        weighed.evidence_rank,
        weighed.pair_count,
        weighed.self_declared_level,
        weighed.agreeing_sources,
        bool_or(weighed.is_rival) OVER () AS is_contradicted,
        bool_or(
            weighed.is_rival
            AND weighed.achievement_published_on IS NOT DISTINCT FROM weighed.first_published_on
            AND weighed.confidence > weighed.first_confidence - (SELECT c.confidence_margin FROM comparison.settings AS c)
        ) OVER () AS is_torn,
        first_value(CASE WHEN weighed.is_earlier THEN weighed.achievement_value END) OVER by_baseline AS earlier_value,
        first_value(CASE WHEN weighed.is_earlier THEN weighed.achievement_end_on END) OVER by_baseline AS earlier_on
    FROM (
        SELECT
            p.achievement_source_id,
            p.achievement_claim_id,
            p.achievement_start_on,
            p.achievement_end_on,
            p.achievement_value,
            p.achievement_published_on,
            p.attainment,
            p.is_measured,
            p.is_alike,
            p.confidence,
            p.reasons,
            p.class_code,
            p.status_code,
            p.evidence_rank,
            row_number() OVER by_weight AS place,
            first_value(p.achievement_published_on) OVER by_weight AS first_published_on,
            first_value(p.confidence) OVER by_weight AS first_confidence,
            -- both cannot hold, and they lead elsewhere or stand in one document: then it is not known which is meant
            p.class_code = 'evaluable' AND first_value(p.class_code) OVER by_weight = 'evaluable'
            AND (
                p.result_low > first_value(p.result_high) OVER by_weight
                OR p.result_high < first_value(p.result_low) OVER by_weight
            )
            AND (
                (p.evidence_rank = 1 AND p.status_code <> first_value(p.status_code) OVER by_weight)
                OR (
                    p.achievement_source_id = first_value(p.achievement_source_id) OVER by_weight
                    AND p.achievement_end_on = first_value(p.achievement_end_on) OVER by_weight
                )
            ) AS is_rival,
            -- where a stock's way may have begun: near the day on which the target was set, and before rather than after it
            coalesce(
                p.class_code IN ('progress', 'lower_bound', 'indicative') AND p.is_measured
                AND p.achievement_end_on < first_value(p.achievement_end_on) OVER by_weight,
                FALSE
            ) AS is_earlier,
            count(*) OVER () AS pair_count,
            max(p.achievement_level) FILTER (
                WHERE p.achievement_basis = 'fulfilment' AND p.achievement_end_on = t.period_end_on
            ) OVER () AS self_declared_level,
            CASE
                WHEN p.class_code = 'evaluable'
                    THEN
                        dense_rank() OVER (same_figure ORDER BY p.achievement_source_id ASC)
                        + dense_rank() OVER (same_figure ORDER BY p.achievement_source_id DESC) - 1
            END AS agreeing_sources
        FROM (
            SELECT
                j.achievement_source_id,
                j.achievement_claim_id,
                j.achievement_start_on,
                j.achievement_end_on,
                j.achievement_value,
                j.achievement_published_on,
                j.achievement_basis,
                j.achievement_level,
                j.achievement_comparator,
                j.attainment,
                j.is_measured,
                j.is_alike,
                j.is_same_issuer,
                j.is_each_year,
                j.confidence,
                j.reasons,
                j.class_code,
                j.status_code,
                j.evidence_rank,
                j.result_low,
                j.result_high
            FROM comparison.judged_pairs AS j
            WHERE j.target_source_id = t.source_id AND j.target_claim_id = t.claim_id
            OFFSET 0
        ) AS p
        WINDOW
            by_weight AS (
                ORDER BY
                    p.evidence_rank ASC,
                    p.is_each_year ASC,
                    -- the figure itself before a mark that it passed: 515.6亿斤 before 跃上500亿斤台阶
                    (p.achievement_comparator = 'eq') DESC,
                    p.achievement_end_on DESC NULLS LAST,
                    p.achievement_published_on DESC NULLS LAST,
                    p.confidence DESC,
                    p.is_same_issuer DESC,
                    p.achievement_claim_id ASC
            ),
            same_figure AS (PARTITION BY p.class_code, p.result_low, p.result_high)
    ) AS weighed
    WINDOW
        by_baseline AS (
            ORDER BY
                weighed.is_earlier DESC,
                weighed.achievement_end_on <= t.published_on DESC NULLS LAST,
                abs(weighed.achievement_end_on - t.published_on) ASC NULLS LAST,
                weighed.evidence_rank ASC,
                weighed.achievement_end_on ASC,
                weighed.achievement_claim_id ASC
        )
    ORDER BY weighed.place
    LIMIT 1
) AS best ON TRUE
CROSS JOIN LATERAL (
    SELECT
        best.is_measured AND best.achievement_end_on < t.period_end_on
        AND CASE t.basis
            WHEN 'flow' THEN best.class_code = 'progress' AND best.achievement_start_on = t.period_start_on
            WHEN 'stock' THEN best.class_code IN ('progress', 'lower_bound', 'indicative')
        END AS is_under_way
    OFFSET 0
) AS way
CROSS JOIN LATERAL (
    SELECT
        CASE WHEN way.is_under_way THEN CASE t.basis WHEN 'flow' THEN 0 ELSE best.earlier_value END END AS baseline_value,
        CASE WHEN way.is_under_way THEN CASE t.basis WHEN 'flow' THEN t.period_start_on - 1 ELSE best.earlier_on END END
        AS baseline_on
    OFFSET 0
) AS line
CROSS JOIN LATERAL (
    SELECT
        line.baseline_value + (t.value - line.baseline_value) * (best.achievement_end_on - line.baseline_on)::numeric
        / nullif(t.period_end_on - line.baseline_on, 0) AS expected_value
    OFFSET 0
) AS straight
CROSS JOIN LATERAL (
    SELECT
        straight.expected_value,
        (best.achievement_value - line.baseline_value) / nullif(straight.expected_value - line.baseline_value, 0) AS ratio
    OFFSET 0
) AS pace;
COMMENT ON VIEW comparison.worked_outcomes IS
'One row a known target with what is worked out for it, of which nothing hangs on today / 每行一个已知目标及其推定结果（与当天日期无关）';
