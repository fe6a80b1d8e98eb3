-- Every key of report.fact_claims is in its dimension, no dimension holds a key twice, and no claim is left out.
SELECT
    f.claim_id AS subject,
    concat_ws(
        ', ',
        CASE WHEN r.region_key IS NULL THEN concat('region ', f.region_key) END,
        CASE WHEN m.metric_key IS NULL THEN concat('metric ', f.metric_key) END,
        CASE WHEN f.cluster_key IS NOT NULL AND k.cluster_key IS NULL THEN concat('cluster ', f.cluster_key) END,
        CASE WHEN s.source_id IS NULL THEN concat('source ', f.source_id) END,
        CASE WHEN f.period_end_on IS NOT NULL AND d.date_on IS NULL THEN concat('day ', f.period_end_on) END,
        CASE WHEN f.published_on IS NOT NULL AND p.date_on IS NULL THEN concat('day ', f.published_on) END
    ) AS detail
FROM report.fact_claims AS f
LEFT JOIN report.dim_region AS r ON f.region_key = r.region_key
LEFT JOIN report.dim_metric AS m ON f.metric_key = m.metric_key
LEFT JOIN report.dim_cluster AS k ON f.cluster_key = k.cluster_key
LEFT JOIN report.dim_source AS s ON f.source_id = s.source_id
LEFT JOIN report.dim_date AS d ON f.period_end_on = d.date_on
LEFT JOIN report.dim_date AS p ON f.published_on = p.date_on
WHERE
    r.region_key IS NULL
    OR m.metric_key IS NULL
    OR (f.cluster_key IS NOT NULL AND k.cluster_key IS NULL)
    OR s.source_id IS NULL
    OR (f.period_end_on IS NOT NULL AND d.date_on IS NULL)
    OR (f.published_on IS NOT NULL AND p.date_on IS NULL)
UNION ALL
SELECT
    told.claim_id AS subject,
    concat('is in ', told.view_name, ' and not in fact_claims') AS detail
FROM (
    SELECT t.target_id AS claim_id, 'targets' AS view_name FROM report.targets AS t
    UNION ALL
    SELECT a.achievement_id AS claim_id, 'achievements' AS view_name FROM report.achievements AS a
) AS told
LEFT JOIN report.fact_claims AS f ON told.claim_id = f.claim_id
WHERE f.claim_id IS NULL
UNION ALL
SELECT
    dimension.key AS subject,
    concat(dimension.name, ': ', count(*), ' times') AS detail
FROM (
    SELECT 'dim_region' AS name, r.region_key AS key FROM report.dim_region AS r
    UNION ALL
    SELECT 'dim_metric' AS name, m.metric_key AS key FROM report.dim_metric AS m
    UNION ALL
    SELECT 'dim_cluster' AS name, k.cluster_key AS key FROM report.dim_cluster AS k
    UNION ALL
    SELECT 'dim_source' AS name, s.source_id AS key FROM report.dim_source AS s
    UNION ALL
    SELECT 'dim_date' AS name, d.date_on::text AS key FROM report.dim_date AS d
) AS dimension
GROUP BY dimension.name, dimension.key
HAVING count(*) > 1;
