-- Grain: one row a target and a method (`difference`, `sum`) by which its result can be derived from other results; see 240.
-- What is derived stands apart: no reported verdict rests on it. A difference proves met and never missed, since what left
-- the stock is not seen. Where one part is told several times, what all tellings allow counts.
CREATE VIEW comparison.derived_results AS
SELECT
    d.target_source_id,
    d.target_claim_id,
    d.method,
    d.parts,
    d.as_of_on,
    d.value,
    d.low,
    d.high,
    d.confidence,
    t.metric_code,
    t.metric_key,
    t.metric_text,
    t.province_code,
    t.region_name,
    t.basis,
    t.unit_code,
    t.value AS target_value,
    t.value_high AS target_value_high,
    t.comparator AS target_comparator,
    t.level AS target_level,
    t.period_start_on AS target_start_on,
    t.period_end_on AS deadline_on,
    CASE d.method WHEN 'difference' THEN 'lower_bound' ELSE 'evaluable' END AS class_code,
    concat_ws(
        ',',
        CASE d.method WHEN 'difference' THEN 'STOCK_DIFFERENCE' ELSE 'SUM_OF_PARTS' END,
        CASE WHEN t.metric_key LIKE 'w:%' THEN 'MATCHED_BY_WORDS' END,
        CASE WHEN judged.is_far_off THEN 'IMPLAUSIBLE' END
    ) AS reasons,
    CASE
        WHEN judged.is_far_off THEN 'indeterminate'
        WHEN d.method = 'sum' OR judged.outcome IN ('exceeded', 'met') THEN judged.outcome
        ELSE 'indeterminate'
    END AS status_code,
    CASE WHEN t.value > 0 AND t.sense = 1 THEN d.value / t.value END AS attainment
FROM (
    SELECT DISTINCT ON (whole.target_source_id, whole.target_claim_id, whole.method)
        whole.target_source_id,
        whole.target_claim_id,
        whole.method,
        whole.parts,
        whole.as_of_on,
        whole.value,
        whole.low,
        whole.high,
        whole.confidence
    FROM (
        SELECT
            part.target_source_id,
            part.target_claim_id,
            part.method,
            part.as_of_on,
            count(*) AS parts,
            sum(part.value * part.sign) AS value,
            -- what holds for all parts holds for the whole: the least of them
            CASE WHEN bool_and(part.is_level) THEN min(part.low) ELSE sum(CASE part.sign WHEN 1 THEN part.low ELSE -part.high END) END
            AS low,
            CASE WHEN bool_and(part.is_level) THEN min(part.high) ELSE sum(CASE part.sign WHEN 1 THEN part.high ELSE -part.low END) END
            AS high,
            min(part.confidence) AS confidence
        FROM (
            SELECT
                p.target_source_id,
                p.target_claim_id,
                p.method,
                p.as_of_on,
                p.part_key,
                p.sign,
                p.target_region_code,
                bool_or(p.basis = 'coverage') AS is_level,
                (array_agg(p.value ORDER BY p.confidence DESC, p.published_on DESC NULLS LAST, p.achievement_claim_id ASC))[1]
                AS value,
                min(p.low) AS low,
                max(p.high) AS high,
                max(p.confidence) AS confidence
            FROM comparison.derived_parts AS p
            GROUP BY p.target_source_id, p.target_claim_id, p.method, p.as_of_on, p.part_key, p.sign, p.target_region_code
        ) AS part
        GROUP BY part.target_source_id, part.target_claim_id, part.method, part.as_of_on, part.target_region_code
        HAVING
            count(*) > 1
            AND count(*) = CASE part.method
                WHEN 'difference' THEN 2
                ELSE (
                    SELECT count(DISTINCT made.part_code)
                    FROM comparison.region_parts AS made
                    WHERE made.region_code = part.target_region_code
                )
            END
    ) AS whole
    ORDER BY whole.target_source_id ASC, whole.target_claim_id ASC, whole.method ASC, whole.as_of_on DESC
) AS d
INNER JOIN comparison.known_targets AS t ON d.target_source_id = t.source_id AND d.target_claim_id = t.claim_id
CROSS JOIN LATERAL (
    SELECT
        CASE t.sense WHEN 1 THEN d.low ELSE -d.high END AS low,
        CASE t.sense WHEN 1 THEN d.high ELSE -d.low END AS high
    OFFSET 0
) AS turned
CROSS JOIN LATERAL (
    SELECT
        CASE
            WHEN turned.low > t.need_high THEN 'exceeded'
            WHEN turned.low >= t.need_low THEN 'met'
            WHEN turned.high < t.need_low THEN 'missed'
            ELSE 'indeterminate'
        END AS outcome,
        coalesce(
            t.basis <> 'coverage' AND t.value > 0
            AND (
                d.value > t.value * (SELECT c.plausible_ratio FROM comparison.settings AS c)
                OR d.value * (SELECT c.plausible_ratio FROM comparison.settings AS c) < t.value
            ),
            FALSE
        ) AS is_far_off
    OFFSET 0
) AS judged
WHERE t.need_low IS NOT NULL;
COMMENT ON VIEW comparison.derived_results IS 'One row a target and a derived result / 每行一个目标及一个推算的成果';
