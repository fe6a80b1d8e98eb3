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
) AS counted
WHERE counted.occurrences > 1;
