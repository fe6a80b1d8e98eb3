-- Grain: one row a reported figure in what can be derived for a target (target, method, achievement). Two methods:
-- `difference`: two stocks frame a target's period, and what came in is at least the one less the other (what fell out of
-- the stock is not seen). `sum`: all whole parts of the target's region report the same thing for the same days.
-- `part_key` says which of the two stocks, or which part; several tellings of one part are several rows.
-- First the parts that a region is made up of: one row a region and a part, in each hierarchy.
CREATE VIEW comparison.region_parts AS
SELECT
    inside.ancestor_code AS region_code,
    inside.descendant_code AS part_code
FROM public.region_members AS inside
INNER JOIN public.regions AS part ON inside.descendant_code = part.region_code
INNER JOIN public.regions AS whole ON inside.ancestor_code = whole.region_code
WHERE
    inside.is_whole AND part.kind IN ('province', 'prefecture', 'county') AND part.valid_to_on IS NULL AND NOT whole.is_partial
    -- the largest divisions alone: of a province its cities, and such counties as lie in none
    AND (
        SELECT count(*)
        FROM public.region_members AS around
        INNER JOIN public.region_members AS between_them
            ON around.ancestor_code = between_them.descendant_code AND between_them.is_whole
        INNER JOIN public.regions AS larger ON around.ancestor_code = larger.region_code
        WHERE
            around.descendant_code = inside.descendant_code AND around.is_whole
            AND between_them.ancestor_code = inside.ancestor_code
            AND larger.kind IN ('province', 'prefecture', 'county')
    ) = 0;
COMMENT ON VIEW comparison.region_parts IS
'One row a region and a division that it is made up of, in each hierarchy / 每行一个区域及其组成部分';

CREATE VIEW comparison.derived_parts AS
SELECT
    told.target_source_id,
    told.target_claim_id,
    told.method,
    told.part_key,
    told.sign,
    told.target_region_code,
    told.achievement_source_id,
    told.achievement_claim_id,
    told.region_name,
    told.basis,
    told.value,
    told.unit_code,
    told.span_start,
    told.span_end,
    told.period_end_on,
    told.published_on,
    told.confidence,
    told.as_of_on,
    reach.low,
    reach.high
FROM (
    SELECT
        t.source_id AS target_source_id,
        t.claim_id AS target_claim_id,
        'difference' AS method,
        CASE WHEN k.period_end_on = t.period_end_on THEN 'closing' ELSE 'opening' END AS part_key,
        CASE WHEN k.period_end_on = t.period_end_on THEN 1 ELSE -1 END AS sign,
        t.region_code AS target_region_code,
        k.source_id AS achievement_source_id,
        k.claim_id AS achievement_claim_id,
        k.region_name,
        k.basis,
        k.level,
        k.value,
        k.value_high,
        k.comparator,
        k.hedge,
        k.printed,
        k.unit_code,
        k.span_start,
        k.span_end,
        k.period_end_on,
        k.published_on,
        k.confidence,
        t.period_end_on AS as_of_on
    FROM comparison.known_targets AS t
    CROSS JOIN LATERAL (
        SELECT array(
            SELECT t.metric_key
            UNION ALL
            SELECT r.related_code
            FROM public.metric_relations AS r
            WHERE r.metric_code = t.metric_code AND r.relation = 'flow_of'
        ) AS metric_keys
        OFFSET 0
    ) AS same
    INNER JOIN comparison.known_achievements AS k
        ON
            k.metric_key = any(same.metric_keys)
            AND t.region_code = k.region_code
            AND t.unit_code = k.unit_code
            AND k.basis = 'stock'
            AND k.period_end_on IN (t.period_start_on - 1, t.period_end_on)
    WHERE
        t.basis = 'flow' AND t.sense = 1 AND t.unit_code NOT IN ('%', 'pp') AND t.period_start_on IS NOT NULL
        AND NOT 'period: each year' = any(t.rules)
        AND t.scope IS NOT DISTINCT FROM k.scope
        AND t.cluster_code IS NOT DISTINCT FROM k.cluster_code AND t.cluster_name IS NOT DISTINCT FROM k.cluster_name
        -- said when the day was over, and not in one breath with the promise
        AND (k.published_on < k.period_end_on) IS NOT TRUE
        AND NOT (t.source_id = k.source_id AND k.published_on IS NULL)
        AND (t.metric_key NOT LIKE 'w:%' OR t.issuer_region_code IS NOT DISTINCT FROM k.issuer_region_code)
    UNION ALL
    SELECT
        t.source_id AS target_source_id,
        t.claim_id AS target_claim_id,
        'sum' AS method,
        k.region_code AS part_key,
        1 AS sign,
        t.region_code AS target_region_code,
        k.source_id AS achievement_source_id,
        k.claim_id AS achievement_claim_id,
        k.region_name,
        k.basis,
        k.level,
        k.value,
        k.value_high,
        k.comparator,
        k.hedge,
        k.printed,
        k.unit_code,
        k.span_start,
        k.span_end,
        k.period_end_on,
        k.published_on,
        k.confidence,
        k.period_end_on AS as_of_on
    FROM comparison.known_targets AS t
    CROSS JOIN LATERAL (
        SELECT array(
            SELECT r.descendant_code
            FROM public.region_members AS r
            WHERE r.ancestor_code = t.region_code AND r.is_whole
        ) AS region_codes
        OFFSET 0
    ) AS inside
    INNER JOIN comparison.known_achievements AS k
        ON
            t.metric_key = k.metric_key
            AND t.unit_code = k.unit_code
            AND t.basis = k.basis
            AND k.region_code = any(inside.region_codes)
            AND t.period_end_on >= k.period_end_on
    WHERE
        (t.is_additive OR t.basis = 'coverage')
        AND CASE t.basis
            WHEN 'flow' THEN t.period_start_on = k.period_start_on AND t.period_end_on = k.period_end_on
            ELSE k.period_end_on >= t.period_end_on - (SELECT c.stock_days_before FROM comparison.settings AS c)
        END
        AND t.scope IS NULL AND k.scope IS NULL
        AND (
            SELECT count(*)
            FROM comparison.region_parts AS part
            WHERE part.region_code = t.region_code AND part.part_code = k.region_code
        ) > 0
        AND t.cluster_code IS NOT DISTINCT FROM k.cluster_code AND t.cluster_name IS NOT DISTINCT FROM k.cluster_name
        AND (k.published_on < t.period_end_on) IS NOT TRUE
        AND NOT (t.source_id = k.source_id AND k.published_on IS NULL)
        AND (t.metric_key NOT LIKE 'w:%' OR t.issuer_region_code IS NOT DISTINCT FROM k.issuer_region_code)
) AS told
CROSS JOIN LATERAL (
    -- how finely it is printed: 7万座 to 10,000, 9.5万座 to 1,000; what can be counted and is printed in full is exact
    SELECT
        CASE
            WHEN told.unit_code IN ('count', 'persons') AND digits.number = told.value THEN 0
            ELSE abs(told.value) / nullif(digits.number, 0) * power(10::numeric, -scale(digits.number)) / 2
        END AS half
    FROM (SELECT replace(substring(told.printed FROM '[0-9][0-9,]*(?:[.][0-9]+)?'), ',', '')::numeric AS number) AS digits
    OFFSET 0
) AS fine
CROSS JOIN LATERAL (
    SELECT
        CASE
            WHEN told.basis = 'coverage' THEN rank.place - CASE WHEN told.hedge = 'basically' THEN 1 ELSE 0 END
            WHEN told.comparator IN ('le', 'lt') THEN
                CASE WHEN told.comparator = 'lt' THEN told.value * (SELECT c.near_share FROM comparison.settings AS c) ELSE 0 END
            WHEN told.comparator = 'approx' THEN told.value * (1 - (SELECT c.amount_tolerance FROM comparison.settings AS c))
            WHEN told.comparator IN ('ge', 'gt') THEN told.value
            ELSE told.value - coalesce(fine.half, told.value * (SELECT c.amount_tolerance FROM comparison.settings AS c))
        END AS low,
        CASE
            WHEN told.basis = 'coverage' THEN rank.place
            WHEN told.comparator IN ('ge', 'gt') THEN 'Infinity'::numeric
            WHEN told.comparator = 'approx' THEN told.value * (1 + (SELECT c.amount_tolerance FROM comparison.settings AS c))
            WHEN told.comparator IN ('le', 'lt') THEN told.value
            ELSE
                coalesce(told.value_high, told.value)
                + coalesce(fine.half, told.value * (SELECT c.amount_tolerance FROM comparison.settings AS c))
        END AS high
    FROM (
        SELECT (
            SELECT o.level_rank::numeric
            FROM public.ordinal_levels AS o
            WHERE told.basis = 'coverage' AND o.scale_code = told.basis AND o.level_code = told.level
        ) AS place
    ) AS rank
    OFFSET 0
) AS reach
WHERE
    NOT (told.hedge = 'expected' AND (told.published_on > told.period_end_on) IS NOT TRUE)
    AND told.confidence >= (SELECT c.verdict_confidence FROM comparison.settings AS c)
    AND reach.low >= 0;
COMMENT ON VIEW comparison.derived_parts IS 'One row a reported figure in what is derived for a target / 每行一个用于推算的成果';
