-- What is kept of a target is, where it is read at all, what the facts say as they stand.
SELECT
    coalesce(k.claim_id, w.claim_id) AS subject,
    concat_ws(
        ' ', 'kept:', coalesce(k.class_code, 'nothing'), k.settled_code, k.reasons,
        'worked out:', coalesce(w.class_code, 'nothing'), w.settled_code, w.reasons
    ) AS detail
FROM public.kept_outcomes AS k
FULL JOIN comparison.worked_outcomes AS w ON k.source_id = w.source_id AND k.claim_id = w.claim_id
WHERE
    (SELECT f.is_fresh FROM comparison.freshness AS f)
    AND row(k.*) IS DISTINCT FROM row(w.*);
