-- Every claim's figure lies inside the claim's span.
SELECT
    f.claim_id AS subject,
    concat('figure ', f.figure_start, '-', f.figure_end, ', span ', f.span_start, '-', f.span_end) AS detail
FROM (
    SELECT
        t.claim_id,
        t.span_start,
        t.span_end,
        t.figure_start,
        t.figure_end
    FROM public.targets AS t
    UNION ALL
    SELECT
        a.claim_id,
        a.span_start,
        a.span_end,
        a.figure_start,
        a.figure_end
    FROM public.achievements AS a
) AS f
WHERE f.figure_start < f.figure_end AND (f.figure_start < f.span_start OR f.figure_end > f.span_end);
