-- The key column of every view is unique.
SELECT
    counted.key AS subject,
    concat(counted.view_name, ': ', counted.occurrences, ' times') AS detail
FROM (
    SELECT 'targets' AS view_name, v.target_id AS key, count(*) AS occurrences
    FROM report.targets AS v
    GROUP BY v.target_id
    UNION ALL
    SELECT 'achievements' AS view_name, v.achievement_id AS key, count(*) AS occurrences
    FROM report.achievements AS v
    GROUP BY v.achievement_id
    UNION ALL
    SELECT 'evidence' AS view_name, v.claim_id AS key, count(*) AS occurrences
    FROM report.evidence AS v
    GROUP BY v.claim_id
    UNION ALL
    SELECT 'comparisons' AS view_name, v.comparison_id AS key, count(*) AS occurrences
    FROM report.comparisons AS v
    GROUP BY v.comparison_id
    UNION ALL
    SELECT 'completeness' AS view_name, v.document_path AS key, count(*) AS occurrences
    FROM report.completeness AS v
    GROUP BY v.document_path
    UNION ALL
    SELECT 'target_ladders' AS view_name, v.target_id AS key, count(*) AS occurrences
    FROM report.target_ladders AS v
    GROUP BY v.target_id
    UNION ALL
    SELECT 'target_status' AS view_name, v.target_id AS key, count(*) AS occurrences
    FROM report.target_status AS v
    GROUP BY v.target_id
    UNION ALL
    SELECT 'derived_results' AS view_name, v.derived_id AS key, count(*) AS occurrences
    FROM report.derived_results AS v
    GROUP BY v.derived_id
    UNION ALL
    SELECT 'derived_parts' AS view_name, v.part_id AS key, count(*) AS occurrences
    FROM report.derived_parts AS v
    GROUP BY v.part_id
    UNION ALL
    SELECT 'fact_claims' AS view_name, v.claim_id AS key, count(*) AS occurrences
    FROM report.fact_claims AS v
    GROUP BY v.claim_id
    UNION ALL
    SELECT 'coverage_5g' AS view_name, v.claim_id AS key, count(*) AS occurrences
    FROM report.coverage_5g AS v
    GROUP BY v.claim_id
    UNION ALL
    SELECT 'srdi_enterprises' AS view_name, v.claim_id AS key, count(*) AS occurrences
    FROM report.srdi_enterprises AS v
    GROUP BY v.claim_id
    UNION ALL
    SELECT 'contradictions' AS view_name, v.pair_id AS key, count(*) AS occurrences
    FROM report.contradictions AS v
    GROUP BY v.pair_id
    UNION ALL
    SELECT 'silent_targets' AS view_name, v.target_id AS key, count(*) AS occurrences
    FROM report.silent_targets AS v
    GROUP BY v.target_id
    UNION ALL
    SELECT 'province_scorecard' AS view_name, v.scorecard_id AS key, count(*) AS occurrences
    FROM report.province_scorecard AS v
    GROUP BY v.scorecard_id
    UNION ALL
    SELECT 'cluster_scorecard' AS view_name, v.scorecard_id AS key, count(*) AS occurrences
    FROM report.cluster_scorecard AS v
    GROUP BY v.scorecard_id
    UNION ALL
    SELECT 'data_dictionary' AS view_name, v.entry_id AS key, count(*) AS occurrences
    FROM report.data_dictionary AS v
    GROUP BY v.entry_id
) AS counted
WHERE counted.occurrences > 1;
