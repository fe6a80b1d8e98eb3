-- Grain: one row a known target with the one result that speaks best for it, and what became of it.
-- Where results of equal weight lead to different verdicts, none is given.
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
    t.sense,
    best.achievement_source_id,
    best.achievement_claim_id,
    best.achievement_start_on,
    best.achievement_end_on,
    best.achievement_value,
    best.attainment,
    best.confidence AS verdict_confidence,
    best.self_declared_level,
    best.calendar,
    coalesce(best.is_measured, FALSE) AS is_measured,
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
        WHEN t.period_end_on >= (SELECT c.known_on FROM comparison.settings AS c) THEN 'not_yet_due'
        WHEN t.need_low IS NULL OR best.evidence_rank = 11 THEN 'not_comparable'
        ELSE 'due_no_report'
    END AS status_code
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
        weighed.calendar,
        weighed.pair_count,
        weighed.self_declared_level,
        weighed.agreeing_sources,
        bool_or(weighed.is_rival) OVER () AS is_contradicted,
        bool_or(
            weighed.is_rival
            AND weighed.achievement_published_on IS NOT DISTINCT FROM weighed.first_published_on
            AND weighed.confidence > weighed.first_confidence - (SELECT c.confidence_margin FROM comparison.settings AS c)
        ) OVER () AS is_torn
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
            p.calendar,
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
        FROM comparison.judged_pairs AS p
        WHERE p.target_source_id = t.source_id AND p.target_claim_id = t.claim_id
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
    ORDER BY weighed.place
    LIMIT 1
) AS best ON TRUE;
COMMENT ON VIEW comparison.outcomes IS 'One row a known target and what became of it / 每行一个已知目标及其结果';
