-- Every claim's span lies inside its document's text, and says something.
SELECT
    f.claim_id AS subject,
    concat('span ', f.span_start, '-', f.span_end, ' of ', s.char_count, ' characters of ', s.name) AS detail
FROM (
    SELECT
        t.source_id,
        t.claim_id,
        t.span_start,
        t.span_end
    FROM public.targets AS t
    UNION ALL
    SELECT
        a.source_id,
        a.claim_id,
        a.span_start,
        a.span_end
    FROM public.achievements AS a
) AS f
INNER JOIN public.sources AS s ON f.source_id = s.source_id
WHERE f.span_end > s.char_count OR btrim(substr(s.text, f.span_start + 1, f.span_end - f.span_start)) = '';
