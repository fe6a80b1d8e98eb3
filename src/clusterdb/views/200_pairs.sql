-- Grain: one row a candidate pair: a target and a result on the same or a related measure, about the same region or one
-- that holds it, lies in it, overlaps it or is in no catalogue, not wholly later than the target and not years earlier.
-- Says how the two differ; 210 makes a class of it. Of neighbours only those of an informal area are candidates: what
-- another city reports is nothing to a city's promise, and all cities by all cities would be too many.
CREATE VIEW comparison.pairs AS
SELECT
    t.source_id AS target_source_id,
    t.claim_id AS target_claim_id,
    a.source_id AS achievement_source_id,
    a.claim_id AS achievement_claim_id,
    t.metric_code,
    t.metric_key,
    t.metric_text,
    t.region_name,
    t.province_code,
    t.basis,
    t.value AS target_value,
    t.value_high AS target_value_high,
    t.comparator AS target_comparator,
    t.level AS target_level,
    t.unit_code AS target_unit_code,
    t.span_start AS target_span_start,
    t.span_end AS target_span_end,
    t.period_start_on AS target_start_on,
    t.period_end_on AS deadline_on,
    t.published_on AS target_published_on,
    t.need_low,
    t.need_high,
    t.sense,
    t.is_additive,
    a.metric_text AS achievement_metric_text,
    a.region_name AS achievement_region,
    a.basis AS achievement_basis,
    a.value AS achievement_value,
    a.value_high AS achievement_value_high,
    a.comparator AS achievement_comparator,
    a.level AS achievement_level,
    a.unit_code AS achievement_unit_code,
    a.span_start AS achievement_span_start,
    a.span_end AS achievement_span_end,
    a.period_start_on AS achievement_start_on,
    a.period_end_on AS achievement_end_on,
    a.published_on AS achievement_published_on,
    a.confidence AS achievement_confidence,
    least(t.confidence, a.confidence) AS confidence,
    t.source_id = a.source_id AS is_same_source,
    t.issuer_region_code IS NOT DISTINCT FROM a.issuer_region_code AS is_same_issuer,
    measure.is_same AS is_same_metric,
    measure.is_subset,
    measure.is_superset,
    measure.is_narrower,
    measure.is_broader,
    measure.is_related,
    t.metric_key LIKE 'w:%' AS is_by_words,
    t.metric_level IS DISTINCT FROM measure.level AS is_other_level,
    t.cluster_code IS DISTINCT FROM a.cluster_code
    OR (t.cluster_code IS NULL AND t.cluster_name IS DISTINCT FROM a.cluster_name) AS is_other_cluster,
    t.unit_code <> a.unit_code AS is_other_unit,
    t.basis <> a.basis AS is_other_basis,
    t.need_low IS NULL AS is_target_open,
    reach.low IS NULL AS is_result_open,
    -- 预计 said of a period that was over when it was published is a preliminary figure; before that, a forecast
    a.hedge = 'expected' AND (a.published_on > a.period_end_on) IS NOT TRUE AS is_forecast,
    a.hedge = 'expected' AND a.published_on > a.period_end_on AS is_preliminary,
    a.hedge = 'basically' AND t.hedge <> 'basically' AND t.basis = 'coverage' AS is_basically,
    place.relation AS place,
    place.is_admin_geo_conflict,
    CASE
        -- the scope of a rank is who is ranked
        WHEN t.scope IS NOT DISTINCT FROM a.scope OR (a.basis = 'rank' AND t.basis <> 'rank') THEN 'same'
        WHEN t.scope IS NULL THEN 'part'
        WHEN a.scope IS NULL THEN 'whole'
        ELSE 'other'
    END AS scope_relation,
    calendar.relation AS calendar,
    each_year.is_result AND calendar.relation = 'exact' AND a.period_start_on < t.period_start_on AS is_each_year,
    coalesce(a.published_on < t.period_end_on, FALSE) AS is_published_early,
    coalesce(a.published_on < a.period_end_on, FALSE) AS is_period_open,
    reach.low AS result_low,
    reach.high AS result_high,
    reach.is_high_open
FROM comparison.known_targets AS t
-- what the result's metric is to the target's; a relation may be written from either side
CROSS JOIN LATERAL (
    SELECT
        kin.metric_key,
        (SELECT m.level FROM public.metrics AS m WHERE m.metric_code = kin.metric_key) AS level,
        bool_or(
            -- 工业投资增速 is what 工业投资 says with basis growth, 新增上市企业 what 上市企业 says with basis flow
            kin.relation = 'same' OR (kin.relation = 'growth_of' AND t.basis = 'growth')
            OR (kin.relation = 'flow_of' AND t.basis = 'flow')
        ) AS is_same,
        bool_or(kin.relation = 'subset') AS is_subset,
        bool_or(kin.relation = 'superset') AS is_superset,
        bool_or(kin.relation = 'narrower') AS is_narrower,
        bool_or(kin.relation = 'broader') AS is_broader,
        bool_or(
            kin.relation IN ('related', 'share_of') OR (kin.relation = 'growth_of' AND t.basis <> 'growth')
            OR (kin.relation = 'flow_of' AND t.basis <> 'flow')
        ) AS is_related
    FROM (
        SELECT
            t.metric_key,
            'same' AS relation
        UNION ALL
        SELECT
            r.metric_code AS metric_key,
            r.relation
        FROM public.metric_relations AS r
        WHERE r.related_code = t.metric_code
        UNION ALL
        SELECT
            r.related_code AS metric_key,
            CASE r.relation
                WHEN 'subset' THEN 'superset'
                WHEN 'superset' THEN 'subset'
                WHEN 'narrower' THEN 'broader'
                ELSE r.relation
            END AS relation
        FROM public.metric_relations AS r
        WHERE r.metric_code = t.metric_code
    ) AS kin
    GROUP BY kin.metric_key
) AS measure
-- where to look: the region, what it lies in and what lies in it
CROSS JOIN LATERAL (
    SELECT ARRAY(
        SELECT coalesce(t.region_code, t.province_code)
        UNION ALL
        SELECT r.descendant_code
        FROM public.region_members AS r
        WHERE r.ancestor_code = t.region_code
        UNION ALL
        SELECT r.ancestor_code
        FROM public.region_members AS r
        WHERE r.descendant_code = t.region_code
        UNION ALL
        SELECT n.region_code
        FROM public.regions AS here
        INNER JOIN public.regions AS n ON here.province_code = n.province_code
        WHERE
            here.region_code = t.region_code AND here.kind IN ('informal', 'subarea', 'zone')
            AND n.kind IN ('informal', 'subarea', 'zone', 'prefecture')
    ) AS region_codes
    OFFSET 0
) AS near
CROSS JOIN LATERAL (
    SELECT
        k.source_id, k.claim_id, k.metric_text, k.region_code, k.region_name, k.province_code, k.cluster_code, k.cluster_name,
        k.value, k.value_high, k.comparator, k.unit_code, k.basis, k.level, k.scope, k.hedge, k.period_start_on,
        k.period_end_on, k.span_start, k.span_end, k.rules, k.confidence, k.published_on, k.issuer_region_code
    FROM comparison.known_achievements AS k
    WHERE
        k.metric_key = measure.metric_key AND k.region_code = ANY(near.region_codes)
        -- what a change in one province touches ends at that province: see 230
        AND (k.province_code = t.province_code) IS NOT FALSE
        AND (k.period_end_on >= t.earliest_on) IS NOT FALSE AND (k.period_start_on <= t.period_end_on) IS NOT FALSE
    UNION ALL
    SELECT
        k.source_id, k.claim_id, k.metric_text, k.region_code, k.region_name, k.province_code, k.cluster_code, k.cluster_name,
        k.value, k.value_high, k.comparator, k.unit_code, k.basis, k.level, k.scope, k.hedge, k.period_start_on,
        k.period_end_on, k.span_start, k.span_end, k.rules, k.confidence, k.published_on, k.issuer_region_code
    FROM comparison.known_achievements AS k
    WHERE
        k.metric_key = measure.metric_key AND k.region_code IS NULL
        AND (k.province_code = t.province_code OR k.region_name = t.region_name)
        -- a 高新区 of another province is another place
        AND (k.province_code = t.province_code) IS NOT FALSE
        AND (k.period_end_on >= t.earliest_on) IS NOT FALSE AND (k.period_start_on <= t.period_end_on) IS NOT FALSE
) AS a
CROSS JOIN LATERAL (
    SELECT
        CASE
            WHEN t.region_code = a.region_code THEN 'same'
            WHEN t.region_code IS NULL AND a.region_code IS NULL AND t.region_name = a.region_name THEN 'same'
            WHEN t.region_code IS NULL OR a.region_code IS NULL THEN 'unknown'
            WHEN lies.is_whole_inside THEN 'part'
            WHEN lies.is_whole_around THEN 'whole'
            WHEN lies.is_inside OR lies.is_around THEN 'overlap'
            ELSE 'disjoint'
        END AS relation,
        lies.is_admin_geo_conflict
    FROM (
        SELECT
            bool_or(r.is_whole AND r.ancestor_code = t.region_code) AS is_whole_inside,
            bool_or(r.is_whole AND r.ancestor_code = a.region_code) AS is_whole_around,
            bool_or(r.ancestor_code = t.region_code) AS is_inside,
            bool_or(r.ancestor_code = a.region_code) AS is_around,
            -- 深汕特别合作区 is run by Shenzhen and lies in Shanwei: it is part of what holds both
            coalesce(bool_or(w.admin_parent_code IS NOT NULL AND w.geo_parent_code IS NOT NULL AND (
                SELECT count(DISTINCT both_parents.descendant_code)
                FROM public.region_members AS both_parents
                WHERE
                    both_parents.ancestor_code = r.ancestor_code
                    AND both_parents.descendant_code IN (w.admin_parent_code, w.geo_parent_code)
            ) < 2), FALSE) AS is_admin_geo_conflict
        FROM public.region_members AS r
        LEFT JOIN public.regions AS w ON r.descendant_code = w.region_code
        WHERE
            t.region_code <> a.region_code
            AND (
                (r.ancestor_code = t.region_code AND r.descendant_code = a.region_code)
                OR (r.ancestor_code = a.region_code AND r.descendant_code = t.region_code)
            )
    ) AS lies
) AS place
CROSS JOIN LATERAL (
    SELECT
        'period: each year' = ANY(t.rules) AS is_target,
        'period: each year' = ANY(a.rules) AS is_result
    OFFSET 0
) AS each_year
CROSS JOIN LATERAL (
    SELECT
        CASE
            WHEN t.period_end_on IS NULL THEN 'no_deadline'
            WHEN a.period_end_on IS NULL THEN 'undated'
            WHEN t.basis IN ('stock', 'coverage') THEN
                CASE
                    WHEN a.period_end_on > t.period_end_on THEN 'after'
                    WHEN a.period_end_on >= t.period_end_on - (SELECT c.stock_days_before FROM comparison.settings AS c) THEN 'exact'
                    ELSE 'stock_before'
                END
            -- 每年, 稳定在: said of every year of a longer period, and so of the year that the target is about
            WHEN each_year.is_target <> each_year.is_result AND t.basis <> 'share'
                AND t.period_start_on < t.period_end_on - 366 THEN 'other'
            WHEN each_year.is_result AND a.period_start_on <= t.period_start_on AND a.period_end_on >= t.period_end_on
                THEN 'exact'
            WHEN t.basis IN ('share', 'rank') AND a.period_end_on = t.period_end_on
                AND (t.period_start_on = a.period_start_on) IS NOT FALSE THEN 'exact'
            WHEN t.period_start_on IS NULL AND a.period_start_on IS NULL THEN
                CASE WHEN a.period_end_on < t.period_end_on THEN 'before' ELSE 'unclear' END
            WHEN a.period_end_on < t.period_start_on THEN 'before'
            WHEN t.period_start_on IS NULL AND t.basis <> 'growth' AND a.period_end_on < t.period_end_on THEN 'before'
            WHEN t.period_start_on IS NULL OR a.period_start_on IS NULL THEN 'unclear'
            WHEN t.period_start_on = a.period_start_on AND a.period_end_on = t.period_end_on THEN 'exact'
            WHEN a.period_start_on >= t.period_start_on AND a.period_end_on <= t.period_end_on THEN 'to_date'
            WHEN a.period_start_on < t.period_start_on AND a.period_end_on >= t.period_end_on THEN 'longer'
            ELSE 'other'
        END AS relation
    OFFSET 0
) AS calendar
CROSS JOIN LATERAL (
    -- the interval that the result's words allow, turned like the target's: 超 and 以上 have no upper end, 近 reaches
    -- down to 95 %, 左右 is a band, "basically" full may be less
    SELECT
        CASE
            WHEN span.is_figure THEN a.value * t.sense
            WHEN t.sense = 1 THEN span.low
            ELSE -span.high
        END AS low,
        CASE
            WHEN span.is_figure THEN a.value * t.sense
            WHEN t.sense = 1 THEN span.high
            WHEN a.comparator = 'lt' AND NOT said.is_fall THEN 'Infinity'::numeric  -- 失业率低于5%: no lower end is said
            ELSE -span.low
        END AS high,
        a.comparator = CASE WHEN t.sense = 1 THEN 'lt' ELSE 'gt' END AS is_high_open
    FROM (
        SELECT
            a.basis = 'growth' AND a.value < 0 AS is_fall,
            CASE
                WHEN a.basis = 'coverage' THEN (
                    SELECT o.level_rank::numeric
                    FROM public.ordinal_levels AS o
                    WHERE o.scale_code = a.basis AND o.level_code = a.level
                )
                ELSE a.value
            END AS figure,
            CASE
                WHEN a.basis IN ('rank', 'coverage') THEN 0
                WHEN a.unit_code IN ('%', 'pp') THEN (SELECT c.rate_tolerance FROM comparison.settings AS c)
                ELSE abs(a.value) * (SELECT c.amount_tolerance FROM comparison.settings AS c)
            END AS tolerance
        OFFSET 0
    ) AS said
    CROSS JOIN LATERAL (
        SELECT
            -- both 左右: the figure itself decides, where it lies inside the target's band
            t.comparator = 'approx' AND a.comparator = 'approx'
            AND a.value * t.sense BETWEEN t.need_low AND t.need_high AS is_figure,
            CASE
                WHEN said.figure IS NULL THEN NULL
                WHEN a.basis = 'coverage' AND a.hedge = 'basically' AND t.hedge <> 'basically' THEN said.figure - 1
                WHEN a.comparator = 'approx' THEN said.figure - said.tolerance
                WHEN a.comparator = 'le' OR (a.comparator = 'lt' AND said.is_fall) THEN '-Infinity'::numeric
                WHEN a.comparator = 'lt' THEN said.figure * (SELECT c.near_share FROM comparison.settings AS c)
                ELSE said.figure
            END AS low,
            CASE
                WHEN said.figure IS NULL THEN NULL
                WHEN a.comparator = 'approx' THEN said.figure + said.tolerance
                WHEN a.comparator = 'gt' AND said.is_fall THEN said.figure * (SELECT c.near_share FROM comparison.settings AS c)
                WHEN a.comparator IN ('ge', 'gt') THEN 'Infinity'::numeric
                WHEN a.comparator = 'range' THEN a.value_high
                ELSE said.figure
            END AS high
        OFFSET 0
    ) AS span
    OFFSET 0
) AS reach;
COMMENT ON VIEW comparison.pairs IS 'One row a candidate pair and how the two differ / 每行一对候选及其差异';
