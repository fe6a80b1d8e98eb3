-- Grain: one row a target that is known at the date and that no reviewer has rejected, with what it requires.
-- `sense` is 1 where more is better and -1 where less is; `need_low` and `need_high` bound what counts as met, turned so
-- that more is always better. 左右 gives a band, 以上 and 超 the mark itself, 近 the band below it.
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
    s.published_on,
    s.issuer_region_code,
    m.level AS metric_level,
    coalesce(m.is_additive AND t.basis IN ('stock', 'flow'), FALSE) AS is_additive,
    aim.sense,
    CASE WHEN aim.sense = 1 THEN need.low ELSE -need.high END AS need_low,
    CASE WHEN aim.sense = 1 THEN need.high ELSE -need.low END AS need_high
FROM public.targets AS t
INNER JOIN comparison.known_sources AS s ON t.source_id = s.source_id
CROSS JOIN comparison.settings AS c
LEFT JOIN public.metrics AS m ON t.metric_code = m.metric_code
LEFT JOIN public.ordinal_levels AS o ON t.basis = 'coverage' AND o.scale_code = 'coverage' AND t.level = o.level_code
CROSS JOIN LATERAL (
    SELECT
        CASE WHEN t.basis = 'coverage' THEN o.level_rank::numeric ELSE t.value END AS figure,
        t.basis = 'growth' AND t.value < 0 AS is_fall
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
            WHEN t.unit_code IN ('%', 'pp') THEN c.rate_tolerance
            ELSE abs(said.figure) * c.amount_tolerance
        END AS tolerance
) AS aim
CROSS JOIN LATERAL (
    SELECT
        CASE
            WHEN t.comparator = 'approx' THEN said.figure - aim.tolerance
            WHEN t.comparator = 'lt' AND aim.sense = 1 THEN said.figure * c.near_share
            ELSE said.figure
        END AS low,
        CASE
            WHEN t.comparator = 'approx' THEN said.figure + aim.tolerance
            WHEN t.comparator = 'gt' AND said.is_fall THEN said.figure * c.near_share
            WHEN t.comparator = 'range' THEN t.value_high
            ELSE said.figure
        END AS high
) AS need
WHERE
    NOT EXISTS (
        SELECT 1
        FROM public.reviews AS r
        WHERE
            r.claim_id = t.claim_id AND r.source_id = t.source_id AND r.action = 'reject'
            AND NOT EXISTS (
                SELECT 1
                FROM public.reviews AS later
                WHERE later.claim_id = r.claim_id AND later.source_id = r.source_id
                    AND later.action = 'accept' AND later.review_id > r.review_id
            )
    );
COMMENT ON VIEW comparison.known_targets IS 'One row a known target with what it requires / 每行一个已知目标及其要求';
