-- Grain: one row a claim, target or result (claim_id), with the sentence that it stands in.
CREATE VIEW report.evidence AS
SELECT
    f.claim_id::varchar(36) AS claim_id,
    f.kind::varchar AS kind,
    CASE f.kind WHEN 'target' THEN '目标' ELSE '成果' END::varchar(16) AS kind_zh,
    CASE f.kind WHEN 'target' THEN 'target' ELSE 'result' END::varchar(16) AS kind_en,
    f.source_id::varchar(36) AS source_id,
    s.name::varchar(255) AS source_name,
    s.title AS source_title,
    s.url AS source_url,
    s.issuer_name::varchar(200) AS issuer_name,
    s.published_on,
    s.published_precision::varchar(8) AS published_precision,
    sec.title::varchar(400) AS section_title,
    f.region_name::varchar(200) AS region,
    f.metric_text,
    substr(s.text, f.span_start + 1, f.span_end - f.span_start) AS quote,
    concat(around.before, substr(s.text, f.span_start + 1, f.span_end - f.span_start), around.after) AS context,
    char_length(around.before) AS quote_offset,
    f.printed::varchar(200) AS printed,
    f.span_start AS quote_start,
    f.span_end AS quote_end,
    f.figure_start,
    f.figure_end,
    (
        SELECT count(*)
        FROM public.mentions AS n
        WHERE n.source_id = f.source_id AND n.claim_id = f.claim_id
    )::integer AS mention_count,
    f.confidence::double precision AS confidence
FROM (
    SELECT
        'target' AS kind,
        t.source_id, t.claim_id, t.section_no, t.region_name, t.metric_text, t.printed,
        t.span_start, t.span_end, t.figure_start, t.figure_end, t.confidence
    FROM comparison.told_targets AS t
    UNION ALL
    SELECT
        'achievement' AS kind,
        a.source_id, a.claim_id, a.section_no, a.region_name, a.metric_text, a.printed,
        a.span_start, a.span_end, a.figure_start, a.figure_end, a.confidence
    FROM comparison.known_achievements AS a
) AS f
INNER JOIN public.sources AS s ON f.source_id = s.source_id
LEFT JOIN public.sections AS sec ON f.source_id = sec.source_id AND f.section_no = sec.section_no
CROSS JOIN LATERAL (
    SELECT
        substring(
            substr(s.text, greatest(f.span_start - 300, 0) + 1, least(f.span_start, 300)) FROM '[^。！？；\n]*$'
        ) AS before,
        substring(substr(s.text, f.span_end + 1, 300) FROM '^[^。！？；\n]*[。！？；]?') AS after
) AS around;

COMMENT ON VIEW report.evidence IS
'One row a claim with its quote, its sentence and its document / 每行一条陈述：原文、所在句、出处';
COMMENT ON COLUMN report.evidence.claim_id IS 'target or result / 目标或成果标识';
COMMENT ON COLUMN report.evidence.kind IS 'target or achievement / 目标或成果';
COMMENT ON COLUMN report.evidence.kind_zh IS 'kind, Chinese / 类型（中文）';
COMMENT ON COLUMN report.evidence.kind_en IS 'kind, English / 类型（英文）';
COMMENT ON COLUMN report.evidence.source_id IS 'document''s key / 文档标识';
COMMENT ON COLUMN report.evidence.source_name IS 'file name / 文件名';
COMMENT ON COLUMN report.evidence.source_title IS 'title of the document / 文档标题';
COMMENT ON COLUMN report.evidence.source_url IS 'where it was published / 网址';
COMMENT ON COLUMN report.evidence.issuer_name IS 'who speaks / 发文或发言机构';
COMMENT ON COLUMN report.evidence.published_on IS 'date of publication / 发布日期';
COMMENT ON COLUMN report.evidence.published_precision IS 'day, month or year: how precisely the date of publication is known / 发布日期精度';
COMMENT ON COLUMN report.evidence.section_title IS 'heading of the section / 章节标题';
COMMENT ON COLUMN report.evidence.region IS 'region / 区域';
COMMENT ON COLUMN report.evidence.metric_text IS 'the measured thing in the document''s words / 指标原文';
COMMENT ON COLUMN report.evidence.quote IS 'the words that state it, cut from the document / 原文';
COMMENT ON COLUMN report.evidence.context IS 'the sentence that holds the quote / 原文所在句';
COMMENT ON COLUMN report.evidence.quote_offset IS 'where in that sentence the quote begins, from 0 / 原文在句中的起始位置（从 0 计）';
COMMENT ON COLUMN report.evidence.printed IS 'number and unit as printed / 数字原文';
COMMENT ON COLUMN report.evidence.quote_start IS 'first character of the quote in the document, from 0 / 原文起始字符（从 0 计）';
COMMENT ON COLUMN report.evidence.quote_end IS 'character after the quote / 原文结束字符（不含）';
COMMENT ON COLUMN report.evidence.figure_start IS 'first character of the figure / 数字起始字符';
COMMENT ON COLUMN report.evidence.figure_end IS 'character after the figure / 数字结束字符（不含）';
COMMENT ON COLUMN report.evidence.mention_count IS 'places where the document says it / 出现次数';
COMMENT ON COLUMN report.evidence.confidence IS '0 to 1 / 置信度';
