-- Grain: one row a reported result that is known at the date and that no reviewer has rejected, with the interval that
-- its words allow: 超 and 以上 have no upper end, 近 reaches down to 95 %, 左右 is a band, "basically" full may be less.
CREATE VIEW comparison.known_achievements AS
SELECT
    a.source_id,
    a.claim_id,
    a.section_no,
    a.metric_code,
    a.metric_key,
    a.metric_text,
    a.region_code,
    a.region_name,
    a.province_code,
    a.cluster_code,
    a.cluster_name,
    a.value,
    a.value_high,
    a.comparator,
    a.unit_code,
    a.basis,
    a.level,
    a.scope,
    a.hedge,
    a.period_start_on,
    a.period_end_on,
    a.period_precision,
    a.printed,
    a.span_start,
    a.span_end,
    a.figure_start,
    a.figure_end,
    a.rules,
    a.inherited,
    a.confidence,
    s.published_on,
    s.issuer_region_code,
    m.level AS metric_level,
    CASE
        WHEN said.figure IS NULL THEN NULL
        WHEN a.basis = 'coverage' AND a.hedge = 'basically' THEN said.figure - 1
        WHEN a.comparator = 'approx' THEN said.figure - said.tolerance
        WHEN a.comparator = 'le' OR (a.comparator = 'lt' AND said.is_fall) THEN '-Infinity'::numeric
        WHEN a.comparator = 'lt' THEN said.figure * c.near_share
        ELSE said.figure
    END AS low,
    CASE
        WHEN said.figure IS NULL THEN NULL
        WHEN a.comparator = 'approx' THEN said.figure + said.tolerance
        WHEN a.comparator = 'gt' AND said.is_fall THEN said.figure * c.near_share
        WHEN a.comparator IN ('ge', 'gt') THEN 'Infinity'::numeric
        WHEN a.comparator = 'range' THEN a.value_high
        ELSE said.figure
    END AS high,
    a.comparator = 'gt' AS is_low_open,
    a.comparator = 'lt' AS is_high_open,
    said.is_fall
FROM public.achievements AS a
INNER JOIN comparison.known_sources AS s ON a.source_id = s.source_id
CROSS JOIN comparison.settings AS c
LEFT JOIN public.metrics AS m ON a.metric_code = m.metric_code
LEFT JOIN public.ordinal_levels AS o ON a.basis = 'coverage' AND o.scale_code = 'coverage' AND a.level = o.level_code
CROSS JOIN LATERAL (
    SELECT
        CASE WHEN a.basis = 'coverage' THEN o.level_rank::numeric ELSE a.value END AS figure,
        a.basis = 'growth' AND a.value < 0 AS is_fall,
        CASE
            WHEN a.basis IN ('rank', 'coverage') THEN 0
            WHEN a.unit_code IN ('%', 'pp') THEN c.rate_tolerance
            ELSE abs(a.value) * c.amount_tolerance
        END AS tolerance
) AS said
WHERE
    NOT EXISTS (
        SELECT 1
        FROM public.reviews AS r
        WHERE
            r.claim_id = a.claim_id AND r.source_id = a.source_id AND r.action = 'reject'
            AND NOT EXISTS (
                SELECT 1
                FROM public.reviews AS later
                WHERE later.claim_id = r.claim_id AND later.source_id = r.source_id
                    AND later.action = 'accept' AND later.review_id > r.review_id
            )
    );
COMMENT ON VIEW comparison.known_achievements IS 'One row a known result with its interval / 每行一个已知成果及其区间';
