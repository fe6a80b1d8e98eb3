-- No number is invented: the words at a claim's figure hold a digit, Arabic or Chinese.
SELECT
    f.claim_id AS subject,
    concat(f.value, ' read from ', said.words, ' in ', s.name) AS detail
FROM (
    SELECT
        t.source_id,
        t.claim_id,
        t.value,
        t.figure_start,
        t.figure_end
    FROM public.targets AS t
    UNION ALL
    SELECT
        a.source_id,
        a.claim_id,
        a.value,
        a.figure_start,
        a.figure_end
    FROM public.achievements AS a
) AS f
INNER JOIN public.sources AS s ON f.source_id = s.source_id
CROSS JOIN LATERAL (
    SELECT substr(s.text, f.figure_start + 1, f.figure_end - f.figure_start) AS words
) AS said
WHERE
    f.value IS NOT NULL
    AND said.words !~ '[0-9零〇一二三四五六七八九十百千万亿两双半首倍翻全冠亚季壹贰叁肆伍陆柒捌玖拾佰仟ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]';
