-- No figure is both left out and part of a claim.
SELECT
    concat(s.name, ' ', k.span_start, '-', k.span_end) AS subject,
    concat('left out as ', k.reason_code, ', and read as ', f.value) AS detail
FROM public.skipped_figures AS k
INNER JOIN public.sources AS s ON k.source_id = s.source_id
INNER JOIN (
    SELECT
        t.source_id,
        t.value,
        t.figure_start,
        t.figure_end
    FROM public.targets AS t
    UNION ALL
    SELECT
        a.source_id,
        a.value,
        a.figure_start,
        a.figure_end
    FROM public.achievements AS a
) AS f ON k.source_id = f.source_id AND k.span_start = f.figure_start AND k.span_end = f.figure_end;
