-- Grain: one row a reported result that is known at the date and that no reviewer has rejected.
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
    a.as_read,
    s.published_on,
    s.issuer_region_code
FROM public.achievements AS a
INNER JOIN comparison.known_sources AS s ON a.source_id = s.source_id
WHERE a.claim_id NOT IN (SELECT r.claim_id FROM comparison.rejected_claims AS r);
COMMENT ON VIEW comparison.known_achievements IS 'One row a known result / 每行一个已知成果';
