-- Grain: one row a candidate pair with its class, its reasons and, where the class allows one, a verdict.
-- `rank` orders a target's pairs as evidence, 1 the best.
CREATE VIEW comparison.judged_pairs AS
SELECT
    p.target_source_id,
    p.target_claim_id,
    p.achievement_source_id,
    p.achievement_claim_id,
    p.metric_code,
    p.metric_key,
    p.metric_text,
    p.region_name,
    p.province_code,
    p.basis,
    p.target_value,
    p.target_value_high,
    p.target_comparator,
    p.target_level,
    p.target_unit_code,
    p.target_span_start,
    p.target_span_end,
    p.target_start_on,
    p.deadline_on,
    p.achievement_metric_text,
    p.achievement_region,
    p.achievement_basis,
    p.achievement_value,
    p.achievement_value_high,
    p.achievement_comparator,
    p.achievement_level,
    p.achievement_unit_code,
    p.achievement_span_start,
    p.achievement_span_end,
    p.achievement_start_on,
    p.achievement_end_on,
    p.achievement_published_on,
    p.is_same_issuer,
    p.is_by_words,
    p.calendar,
    coalesce(p.is_each_year, FALSE) AS is_each_year,
    p.result_low,
    p.result_high,
    judged.class_code,
    verdict.status_code,
    measured.is_measured,
    -- of one thing and one period: a part, a subset or another year's rate has no share of the target
    measured.is_alike,
    CASE WHEN measured.is_alike AND p.target_value * p.sense > 0 THEN p.achievement_value / p.target_value END AS attainment,
    (
        p.confidence
        * CASE WHEN p.is_by_words THEN (SELECT c.words_confidence FROM comparison.settings AS c) ELSE 1 END
    )::numeric(4, 3) AS confidence,
    coalesce(nullif(concat_ws(
        ',',
        CASE WHEN p.is_by_words THEN 'MATCHED_BY_WORDS' END,
        CASE WHEN p.is_target_open THEN 'TARGET_UNQUANTIFIED' END,
        CASE WHEN p.achievement_basis = 'rank' AND p.is_other_basis THEN 'RANK_ONLY' END,
        CASE WHEN p.achievement_basis = 'fulfilment' THEN 'CLAIM_ONLY' END,
        CASE
            WHEN p.is_other_basis AND p.achievement_basis NOT IN ('rank', 'fulfilment') THEN 'BASIS_DIFFERS'
        END,
        CASE WHEN p.is_other_unit AND NOT p.is_other_basis THEN 'UNIT_DIFFERS' END,
        CASE WHEN p.is_result_open AND p.achievement_basis <> 'fulfilment' THEN 'RESULT_UNQUANTIFIED' END,
        CASE WHEN p.is_related AND p.is_other_level THEN 'LEVEL_DIFFERS' END,
        CASE WHEN p.is_narrower THEN 'METRIC_NARROWER' END,
        CASE WHEN p.is_broader THEN 'METRIC_BROADER' END,
        CASE WHEN p.is_subset THEN 'POPULATION_SUBSET' END,
        CASE WHEN p.is_superset THEN 'POPULATION_SUPERSET' END,
        CASE WHEN p.is_related AND NOT p.is_other_level THEN 'METRIC_RELATED' END,
        CASE WHEN p.is_other_cluster THEN 'CLUSTER_DIFFERS' END,
        CASE
            p.place
            WHEN 'part' THEN 'REGION_PART'
            WHEN 'whole' THEN 'REGION_WHOLE'
            WHEN 'overlap' THEN 'REGION_OVERLAPS'
            WHEN 'disjoint' THEN 'REGION_DISJOINT'
            WHEN 'unknown' THEN 'REGION_UNKNOWN'
        END,
        CASE WHEN p.is_admin_geo_conflict THEN 'ADMIN_GEO_CONFLICT' END,
        CASE
            p.scope_relation
            WHEN 'part' THEN 'SCOPE_PARTIAL'
            WHEN 'whole' THEN 'SCOPE_WIDER'
            WHEN 'other' THEN 'SCOPE_DIFFERS'
        END,
        CASE WHEN bound.is_inside_out AND NOT bound.is_ordinal AND NOT p.is_additive THEN 'NOT_ADDITIVE' END,
        CASE WHEN p.is_forecast THEN 'FORECAST' WHEN p.is_preliminary THEN 'PRELIMINARY' END,
        CASE
            p.calendar
            WHEN 'no_deadline' THEN 'DEADLINE_MISSING'
            WHEN 'undated' THEN 'RESULT_DATE_MISSING'
            WHEN 'stock_before' THEN 'AS_OF_BEFORE_DEADLINE'
            WHEN 'after' THEN 'AS_OF_AFTER_DEADLINE'
            WHEN 'before' THEN 'PERIOD_BEFORE'
            WHEN 'to_date' THEN 'PERIOD_TO_DATE'
            WHEN 'longer' THEN 'PERIOD_SPANS_YEARS'
            WHEN 'unclear' THEN 'PERIOD_UNCLEAR'
            WHEN 'other' THEN 'PERIOD_DIFFERS'
        END,
        CASE WHEN p.is_each_year THEN 'EACH_YEAR' END,
        CASE WHEN p.calendar = 'exact' AND p.is_published_early THEN 'PERIOD_NOT_OVER' END,
        CASE WHEN p.calendar = 'exact' AND bound.is_undated_twin THEN 'SAME_DOCUMENT' END,
        CASE WHEN p.is_by_words AND NOT p.is_same_issuer THEN 'ISSUER_DIFFERS' END,
        CASE WHEN proof.status_code IS NOT NULL AND measured.is_unsure THEN 'LOW_CONFIDENCE' END,
        CASE WHEN proof.status_code IS NOT NULL AND measured.is_far_off THEN 'IMPLAUSIBLE' END,
        CASE WHEN p.is_basically THEN 'BASICALLY_REACHED' END,
        CASE
            WHEN
                verdict.status_code = 'met' AND p.target_comparator IN ('gt', 'lt')
                AND p.achievement_comparator = 'eq' AND p.achievement_value = p.target_value
                THEN 'AT_THE_MARK'
        END
    ), ''), 'SAME_SERIES') AS reasons,
    CASE
        WHEN judged.class_code = 'evaluable' AND verdict.status_code IN ('exceeded', 'met', 'missed') THEN 1
        WHEN judged.class_code IN ('lower_bound', 'upper_bound') AND verdict.status_code IS NOT NULL THEN 2
        WHEN judged.class_code = 'evaluable' THEN 3
        WHEN verdict.status_code = 'met_early' THEN 4
        WHEN judged.class_code = 'progress' THEN 5
        WHEN judged.class_code = 'lower_bound' THEN 6
        WHEN judged.class_code = 'upper_bound' THEN 7
        WHEN judged.class_code = 'partial_scope' THEN 8
        WHEN judged.class_code = 'indicative' THEN 9
        WHEN judged.class_code = 'reference' THEN 10
        WHEN p.calendar = 'exact' AND p.place = 'same' THEN 11
        ELSE 12
    END AS evidence_rank
FROM comparison.pairs AS p
CROSS JOIN LATERAL (
    SELECT
        p.basis = 'coverage' AS is_ordinal,
        p.place = 'part' OR p.scope_relation = 'part' OR p.is_subset AS is_inside,
        p.place = 'whole' OR p.scope_relation = 'whole' OR p.is_superset AS is_around,
        p.place IN ('part', 'whole') OR p.scope_relation IN ('part', 'whole')
        OR p.is_subset OR p.is_superset AS is_inside_out,
        p.is_same_source AND p.achievement_published_on IS NULL AS is_undated_twin
    OFFSET 0
) AS bound
CROSS JOIN LATERAL (
    SELECT
        CASE
            WHEN
                p.is_target_open OR p.is_result_open OR p.is_other_basis OR p.is_other_unit OR p.is_forecast
                OR p.is_other_cluster OR p.is_admin_geo_conflict OR (p.is_related AND p.is_other_level)
                OR p.place IN ('disjoint', 'unknown') OR p.scope_relation = 'other'
                OR p.calendar IN ('no_deadline', 'undated', 'longer', 'other')
                OR (p.is_by_words AND (NOT p.is_same_issuer OR p.place <> 'same' OR p.scope_relation <> 'same'))
                THEN 'not_comparable'
            WHEN p.calendar = 'exact' AND bound.is_undated_twin THEN 'not_comparable'
            WHEN bound.is_ordinal AND (bound.is_inside OR p.place = 'overlap') THEN 'partial_scope'
            WHEN NOT bound.is_ordinal AND bound.is_inside_out AND NOT p.is_additive AND p.calendar <> 'before'
                THEN 'not_comparable'
            WHEN p.calendar = 'before' THEN 'reference'
            WHEN
                p.is_narrower OR p.is_broader OR p.is_related OR p.place = 'overlap'
                OR p.calendar IN ('after', 'unclear')
                THEN 'indicative'
            WHEN bound.is_inside AND bound.is_around THEN 'indicative'
            -- for an ordinal, which holds for all, the whole proves the part
            WHEN bound.is_inside OR (bound.is_ordinal AND bound.is_around) THEN 'lower_bound'
            WHEN bound.is_around THEN 'upper_bound'
            WHEN p.calendar IN ('stock_before', 'to_date') OR p.is_published_early THEN 'progress'
            ELSE 'evaluable'
        END AS class_code
    OFFSET 0
) AS judged
CROSS JOIN LATERAL (
    SELECT
        p.confidence < (SELECT c.verdict_confidence FROM comparison.settings AS c) AS is_unsure,
        CASE
            WHEN p.basis IN ('stock', 'flow') AND p.target_unit_code <> '%' AND p.target_value > 0
                THEN
                    p.achievement_value > p.target_value * (SELECT c.plausible_ratio FROM comparison.settings AS c)
                    OR p.achievement_value * (SELECT c.plausible_ratio FROM comparison.settings AS c) < p.target_value
            WHEN p.target_unit_code IN ('%', 'pp')
                THEN
                    abs(p.achievement_value - p.target_value)
                    > (SELECT c.plausible_points FROM comparison.settings AS c)
            ELSE FALSE
        END AS is_far_off,
        CASE
            WHEN p.result_low > p.need_high THEN 'exceeded'
            WHEN p.result_low >= p.need_low THEN 'met'
            -- 58.08 % reaches 58.1 %: a rate told to more places than its target is held against it at the target's
            WHEN
                p.target_unit_code IN ('%', 'pp') AND p.achievement_comparator = 'eq'
                AND scale(trim_scale(p.target_value)) >= 1
                AND round(p.achievement_value, scale(trim_scale(p.target_value))) = p.target_value
                THEN 'met'
            WHEN p.result_high < p.need_low OR (p.result_high = p.need_low AND p.is_high_open) THEN 'missed'
            ELSE 'indeterminate'
        END AS outcome,
        -- after the target was set, and about days that were over when it was published
        p.achievement_end_on > p.target_published_on AND p.achievement_published_on > p.target_published_on
        AND NOT p.is_period_open AND NOT p.is_same_source AS is_news,
        p.basis NOT IN ('rank', 'coverage', 'fulfilment', 'gap') AND NOT p.is_result_open AND NOT p.is_target_open
        AND judged.class_code NOT IN ('not_comparable', 'reference') AS is_measured,
        p.basis NOT IN ('rank', 'coverage', 'fulfilment', 'gap')
        AND (judged.class_code = 'evaluable' OR (judged.class_code = 'progress' AND p.basis IN ('stock', 'flow'))) AS is_alike
    OFFSET 0
) AS measured
CROSS JOIN LATERAL (
    -- what the pair would prove, were it sure and near enough
    SELECT
        CASE
            WHEN judged.class_code = 'evaluable' THEN measured.outcome
            WHEN
                p.calendar = 'exact' AND NOT p.is_published_early
                AND (
                    (judged.class_code = 'lower_bound' AND measured.outcome IN ('exceeded', 'met'))
                    OR (judged.class_code = 'upper_bound' AND measured.outcome = 'missed')
                )
                THEN measured.outcome
            WHEN
                judged.class_code = 'progress' AND p.basis IN ('stock', 'flow', 'coverage') AND p.sense = 1
                AND measured.is_news AND measured.outcome IN ('exceeded', 'met')
                THEN 'met_early'
        END AS status_code
    OFFSET 0
) AS proof
CROSS JOIN LATERAL (
    SELECT
        CASE
            WHEN (measured.is_unsure OR measured.is_far_off) IS NOT TRUE THEN proof.status_code
            WHEN judged.class_code = 'evaluable' THEN 'indeterminate'
        END AS status_code
    OFFSET 0
) AS verdict;
COMMENT ON VIEW comparison.judged_pairs IS 'One row a candidate pair, judged / 每行一对候选及其判断';
