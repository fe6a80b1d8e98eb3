-- Grain: one row a reported result (achievement_id).
CREATE VIEW report.achievements AS
SELECT
    f.claim_id::varchar(36) AS achievement_id,
    f.source_id::varchar(36) AS source_id,
    s.name::varchar(255) AS source_name,
    s.title AS source_title,
    s.url AS source_url,
    s.issuer_name::varchar(200) AS issuer_name,
    s.published_on,
    f.section_no,
    sec.title::varchar(400) AS section_title,
    f.province_code::varchar AS province_code,
    p.name_zh::varchar(64) AS province_zh,
    p.name_en::varchar(64) AS province_en,
    p.iso_code::varchar(5) AS province_iso,
    f.region_code::varchar AS region_code,
    f.region_name::varchar(200) AS region_zh,
    coalesce(r.name_en, f.region_name)::varchar(200) AS region_en,
    f.cluster_code::varchar AS cluster_code,
    coalesce(k.name_zh, f.cluster_name)::varchar(200) AS cluster_zh,
    coalesce(k.name_en, f.cluster_name)::varchar(200) AS cluster_en,
    f.metric_code::varchar AS metric_code,
    f.metric_key::varchar AS metric_key,
    coalesce(m.name_zh, f.metric_text)::varchar(400) AS metric_zh,
    coalesce(m.name_en, f.metric_text)::varchar(400) AS metric_en,
    f.metric_text,
    m.family::varchar(64) AS metric_family,
    f.basis::varchar AS basis,
    b.name_zh::varchar(64) AS basis_zh,
    b.name_en::varchar(64) AS basis_en,
    f.value::double precision AS value,
    f.value_high::double precision AS value_high,
    f.comparator::varchar(8) AS comparator,
    q.name_zh::varchar(64) AS comparator_zh,
    q.name_en::varchar(64) AS comparator_en,
    f.unit_code::varchar(64) AS unit_code,
    u.name_zh::varchar(64) AS unit_zh,
    u.name_en::varchar(64) AS unit_en,
    f.level::varchar(64) AS level,
    l.name_zh::varchar(64) AS level_zh,
    l.name_en::varchar(64) AS level_en,
    f.scope::varchar(200) AS scope,
    f.period_start_on,
    f.period_end_on,
    extract(YEAR FROM f.period_end_on)::integer AS period_year,
    f.period_precision::varchar(8) AS period_precision,
    f.hedge::varchar(16) AS hedge,
    h.name_zh::varchar(64) AS hedge_zh,
    h.name_en::varchar(64) AS hedge_en,
    f.printed::varchar(200) AS printed,
    substr(s.text, f.span_start + 1, f.span_end - f.span_start) AS quote,
    f.span_start AS quote_start,
    f.span_end AS quote_end,
    f.figure_start,
    f.figure_end,
    array_to_string(f.rules, ', ')::varchar(400) AS rules,
    (SELECT string_agg(i.key || ': ' || i.value, ', ' ORDER BY i.key) FROM jsonb_each_text(f.inherited) AS i)::varchar(400) AS inherited,
    f.confidence::double precision AS confidence,
    hand.review::varchar(16) AS review,
    CASE hand.review WHEN 'accepted' THEN '人工认可' WHEN 'corrected' THEN '人工更正' END::varchar(16) AS review_zh,
    CASE hand.review WHEN 'accepted' THEN 'accepted by hand' WHEN 'corrected' THEN 'corrected by hand' END::varchar(32) AS review_en,
    hand.corrected_fields::varchar(400) AS corrected_fields
FROM comparison.known_achievements AS f
INNER JOIN public.sources AS s ON f.source_id = s.source_id
LEFT JOIN public.sections AS sec ON f.source_id = sec.source_id AND f.section_no = sec.section_no
LEFT JOIN public.provinces AS p ON f.province_code = p.province_code
LEFT JOIN public.regions AS r ON f.region_code = r.region_code
LEFT JOIN public.clusters AS k ON f.cluster_code = k.cluster_code
LEFT JOIN public.metrics AS m ON f.metric_code = m.metric_code
LEFT JOIN public.units AS u ON f.unit_code = u.unit_code
LEFT JOIN public.bases AS b ON f.basis = b.basis
LEFT JOIN public.comparators AS q ON f.comparator = q.comparator
LEFT JOIN public.hedges AS h ON f.hedge = h.hedge
LEFT JOIN public.ordinal_levels AS l ON f.basis = l.scale_code AND f.level = l.level_code
CROSS JOIN LATERAL (
    -- what a hand has set, with what the rules had read
    SELECT
        CASE
            WHEN f.as_read - 'confidence' <> '{}'::jsonb THEN 'corrected'
            WHEN f.as_read <> '{}'::jsonb THEN 'accepted'
        END AS review,
        (
            SELECT string_agg(concat(e.key, ' was ', coalesce(e.value, 'empty')), ', ' ORDER BY e.key)
            FROM jsonb_each_text(f.as_read - 'confidence') AS e
        ) AS corrected_fields
) AS hand;

COMMENT ON VIEW report.achievements IS
'One row a reported number, level or rank, with all labels / 每行一个成果，含全部名称';
COMMENT ON COLUMN report.achievements.achievement_id IS 'key of the achievement / 成果标识';
COMMENT ON COLUMN report.achievements.source_id IS 'document''s key / 文档标识';
COMMENT ON COLUMN report.achievements.source_name IS 'file name / 文件名';
COMMENT ON COLUMN report.achievements.source_title IS 'title of the document / 文档标题';
COMMENT ON COLUMN report.achievements.source_url IS 'where it was published / 网址';
COMMENT ON COLUMN report.achievements.issuer_name IS 'who speaks / 发文或发言机构';
COMMENT ON COLUMN report.achievements.published_on IS 'date of publication / 发布日期';
COMMENT ON COLUMN report.achievements.section_no IS 'section of the document / 章节序号';
COMMENT ON COLUMN report.achievements.section_title IS 'heading of the section / 章节标题';
COMMENT ON COLUMN report.achievements.province_code IS 'province, GB/T 2260 code / 省级行政区代码';
COMMENT ON COLUMN report.achievements.province_zh IS 'province, Chinese / 省（中文）';
COMMENT ON COLUMN report.achievements.province_en IS 'province, English / 省（英文）';
COMMENT ON COLUMN report.achievements.province_iso IS 'province, ISO 3166-2 code / 省的 ISO 3166-2 代码';
COMMENT ON COLUMN report.achievements.region_code IS 'region, NULL where the catalogue has none / 区域代码';
COMMENT ON COLUMN report.achievements.region_zh IS 'region, Chinese / 区域（中文）';
COMMENT ON COLUMN report.achievements.region_en IS 'region, English where the catalogue has it / 区域（英文）';
COMMENT ON COLUMN report.achievements.cluster_code IS 'industrial cluster / 集群代码';
COMMENT ON COLUMN report.achievements.cluster_zh IS 'cluster, Chinese / 集群（中文）';
COMMENT ON COLUMN report.achievements.cluster_en IS 'cluster, English where the catalogue has it / 集群（英文）';
COMMENT ON COLUMN report.achievements.metric_code IS 'metric, NULL where the catalogue has none / 指标代码';
COMMENT ON COLUMN report.achievements.metric_key IS 'what comparisons join on: the code, or w: and the words / 比较用指标键';
COMMENT ON COLUMN report.achievements.metric_zh IS
'metric, Chinese; the document''s words where the catalogue has none / 指标（中文）';
COMMENT ON COLUMN report.achievements.metric_en IS
'metric, English; the document''s words where the catalogue has none / 指标（英文）';
COMMENT ON COLUMN report.achievements.metric_text IS 'the measured thing in the document''s words / 指标原文';
COMMENT ON COLUMN report.achievements.metric_family IS 'subject family of the metric / 指标族';
COMMENT ON COLUMN report.achievements.basis IS 'stock, flow, growth, share, rank, coverage, fulfilment or gap / 口径代码';
COMMENT ON COLUMN report.achievements.basis_zh IS 'basis, Chinese / 口径（中文）';
COMMENT ON COLUMN report.achievements.basis_en IS 'basis, English / 口径（英文）';
COMMENT ON COLUMN report.achievements.value IS
'the number in its base unit, 6% as 6; a fall is negative; not to be summed over metrics / 数值（标准单位，6%记为6，下降为负；不同指标不可相加）';
COMMENT ON COLUMN report.achievements.value_high IS 'upper end of a range / 区间上限';
COMMENT ON COLUMN report.achievements.comparator IS 'eq, gt 超, ge 以上, lt 近, le 以内, approx 左右, range / 比较词代码';
COMMENT ON COLUMN report.achievements.comparator_zh IS 'comparator, Chinese / 比较词（中文）';
COMMENT ON COLUMN report.achievements.comparator_en IS 'comparator, English / 比较词（英文）';
COMMENT ON COLUMN report.achievements.unit_code IS 'unit / 单位代码';
COMMENT ON COLUMN report.achievements.unit_zh IS 'unit, Chinese / 单位（中文）';
COMMENT ON COLUMN report.achievements.unit_en IS 'unit, English / 单位（英文）';
COMMENT ON COLUMN report.achievements.level IS 'level in words (full, met …) / 等级代码';
COMMENT ON COLUMN report.achievements.level_zh IS 'level, Chinese / 等级（中文）';
COMMENT ON COLUMN report.achievements.level_en IS 'level, English / 等级（英文）';
COMMENT ON COLUMN report.achievements.scope IS 'part of the region, or comparison group / 范围';
COMMENT ON COLUMN report.achievements.period_start_on IS 'first day of the period / 时期起始';
COMMENT ON COLUMN report.achievements.period_end_on IS 'last day of the period, or date of a stock / 时期结束或时点';
COMMENT ON COLUMN report.achievements.period_year IS 'year of that day / 年份';
COMMENT ON COLUMN report.achievements.period_precision IS 'day, month, quarter, half or year / 时期精度';
COMMENT ON COLUMN report.achievements.hedge IS 'firm, strive 力争, expected 预计, basically 基本 / 语气代码';
COMMENT ON COLUMN report.achievements.hedge_zh IS 'hedge, Chinese / 语气（中文）';
COMMENT ON COLUMN report.achievements.hedge_en IS 'hedge, English / 语气（英文）';
COMMENT ON COLUMN report.achievements.printed IS 'number and unit as printed / 数字原文';
COMMENT ON COLUMN report.achievements.quote IS 'the words that state it, cut from the document / 原文';
COMMENT ON COLUMN report.achievements.quote_start IS 'first character of the quote, from 0 / 原文起始字符（从 0 计）';
COMMENT ON COLUMN report.achievements.quote_end IS 'character after the quote / 原文结束字符（不含）';
COMMENT ON COLUMN report.achievements.figure_start IS 'first character of the figure / 数字起始字符';
COMMENT ON COLUMN report.achievements.figure_end IS 'character after the figure / 数字结束字符（不含）';
COMMENT ON COLUMN report.achievements.rules IS 'rules that read it / 抽取规则';
COMMENT ON COLUMN report.achievements.inherited IS 'fields taken over from elsewhere, and whence / 继承字段及来源';
COMMENT ON COLUMN report.achievements.confidence IS '0 to 1 / 置信度';
COMMENT ON COLUMN report.achievements.review IS 'accepted or corrected by a reviewer, NULL where nobody looked / 人工审核结果代码';
COMMENT ON COLUMN report.achievements.review_zh IS 'review, Chinese / 人工审核（中文）';
COMMENT ON COLUMN report.achievements.review_en IS 'review, English / 人工审核（英文）';
COMMENT ON COLUMN report.achievements.corrected_fields IS 'columns that a reviewer has set, and what the rules had read / 人工更正的字段及原读值';
