-- Grain: one row a target that is known at the date and that no reviewer has rejected.
CREATE VIEW comparison.told_targets AS
SELECT
    t.source_id,
    t.claim_id,
    t.section_no,
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
    t.period_precision,
    t.printed,
    t.span_start,
    t.span_end,
    t.figure_start,
    t.figure_end,
    t.rules,
    t.inherited,
    t.confidence,
    t.as_read,
    s.published_on,
    s.issuer_region_code
FROM public.targets AS t
INNER JOIN comparison.known_sources AS s ON t.source_id = s.source_id
WHERE t.claim_id NOT IN (SELECT r.claim_id FROM comparison.rejected_claims AS r);
COMMENT ON VIEW comparison.told_targets IS 'One row a known target / 每行一个已知目标';

-- Grain: the same, with what each requires.
-- `sense` is 1 where more is better and -1 where less is; `need_low` and `need_high` bound what counts as met, turned so
-- that more is always better. 左右 gives a band, 以上 and 超 the mark itself, 近 the band below it.
-- (OFFSET 0 here and in the next files: worked out once, instead of being copied into every expression that uses it.)
CREATE VIEW comparison.known_targets AS
SELECT
    t.source_id,
    t.claim_id,
    t.section_no,
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
    t.period_precision,
    t.printed,
    t.span_start,
    t.span_end,
    t.figure_start,
    t.figure_end,
    t.rules,
    t.inherited,
    t.confidence,
    t.as_read,
    t.published_on,
    t.issuer_region_code,
    -- results that ended before are of another time
    (least(t.period_start_on, t.period_end_on, t.published_on) - (SELECT c.look_back_days FROM comparison.settings AS c))::date
    AS earliest_on,
    m.level AS metric_level,
    coalesce(m.is_additive AND t.basis IN ('stock', 'flow'), FALSE) AS is_additive,
    need.sense,
    need.low AS need_low,
    need.high AS need_high
FROM comparison.told_targets AS t
LEFT JOIN public.metrics AS m ON t.metric_code = m.metric_code
CROSS JOIN LATERAL (
    SELECT
        aim.sense,
        CASE WHEN aim.sense = 1 THEN band.low ELSE -band.high END AS low,
        CASE WHEN aim.sense = 1 THEN band.high ELSE -band.low END AS high
    FROM (
        SELECT
            t.basis = 'growth' AND t.value < 0 AS is_fall,
            CASE
                WHEN t.basis = 'coverage' THEN (
                    SELECT o.level_rank::numeric
                    FROM public.ordinal_levels AS o
                    WHERE o.scale_code = t.basis AND o.level_code = t.level
                )
                ELSE t.value
            END AS figure
        OFFSET 0
    ) AS said
    CROSS JOIN LATERAL (
        SELECT
            CASE
                WHEN t.basis = 'coverage' THEN 1
                WHEN t.basis = 'rank' OR t.comparator = 'le' THEN -1
                WHEN t.comparator = 'ge' THEN 1
                WHEN said.is_fall THEN -1
                WHEN t.comparator = 'gt' THEN 1
                WHEN m.direction = 'down' THEN -1
                ELSE 1
            END AS sense,
            CASE
                WHEN t.basis IN ('rank', 'coverage') THEN 0
                WHEN t.unit_code IN ('%', 'pp') THEN (SELECT c.rate_tolerance FROM comparison.settings AS c)
                ELSE abs(said.figure) * (SELECT c.amount_tolerance FROM comparison.settings AS c)
            END AS tolerance
        OFFSET 0
    ) AS aim
    CROSS JOIN LATERAL (
        SELECT
            CASE
                WHEN t.comparator = 'approx' THEN said.figure - aim.tolerance
                WHEN t.comparator = 'lt' AND aim.sense = 1 THEN said.figure * (SELECT c.near_share FROM comparison.settings AS c)
                ELSE said.figure
            END AS low,
            CASE
                WHEN t.comparator = 'approx' THEN said.figure + aim.tolerance
                WHEN t.comparator = 'gt' AND said.is_fall THEN said.figure * (SELECT c.near_share FROM comparison.settings AS c)
                WHEN t.comparator = 'range' THEN t.value_high
                ELSE said.figure
            END AS high
        OFFSET 0
    ) AS band
    OFFSET 0
) AS need;
COMMENT ON VIEW comparison.known_targets IS 'One row a known target with what it requires / 每行一个已知目标及其要求';
