-- Grain: one row a claim on 专精特新 firms and their neighbours on the ladder of titles (claim_id). Each level is a list of its
-- own, kept by another government: rows of two levels are never to be added or compared.
CREATE VIEW report.srdi_enterprises AS
SELECT
    f.claim_id::varchar(36) AS claim_id,
    f.kind::varchar AS kind,
    CASE f.kind WHEN 'target' THEN '目标' ELSE '成果' END::varchar(16) AS kind_zh,
    CASE f.kind WHEN 'target' THEN 'target' ELSE 'result' END::varchar(16) AS kind_en,
    f.province_code::varchar AS province_code,
    p.name_zh::varchar(64) AS province_zh,
    p.name_en::varchar(64) AS province_en,
    p.iso_code::varchar(5) AS province_iso,
    f.region_code::varchar AS region_code,
    f.region_name::varchar(200) AS region_zh,
    coalesce(r.name_en, f.region_name)::varchar(200) AS region_en,
    f.metric_code::varchar AS metric_code,
    m.name_zh::varchar(200) AS metric_zh,
    m.name_en::varchar(200) AS metric_en,
    f.metric_text,
    tier.place::integer AS tier_order,
    m.level::varchar(64) AS award_level,
    f.value::double precision AS value,
    f.value_high::double precision AS value_high,
    f.comparator::varchar(8) AS comparator,
    f.unit_code::varchar(64) AS unit_code,
    f.basis::varchar AS basis,
    b.name_zh::varchar(64) AS basis_zh,
    b.name_en::varchar(64) AS basis_en,
    f.period_start_on,
    f.period_end_on,
    extract(YEAR FROM f.period_end_on)::integer AS period_year,
    o.status_code::varchar AS status,
    st.name_zh::varchar(64) AS status_zh,
    st.name_en::varchar(64) AS status_en,
    substr(s.text, f.span_start + 1, f.span_end - f.span_start) AS quote,
    s.name::varchar(255) AS source_name,
    s.published_on,
    f.confidence::double precision AS confidence,
    coalesce(award.name_zh, m.level)::varchar(64) AS award_level_zh,
    coalesce(award.name_en, m.level)::varchar(64) AS award_level_en,
    u.name_zh::varchar(64) AS unit_zh,
    u.name_en::varchar(64) AS unit_en
FROM (
    SELECT
        'target' AS kind,
        t.source_id, t.claim_id, t.metric_code, t.metric_text, t.region_code, t.region_name, t.province_code,
        t.value, t.value_high, t.comparator, t.unit_code, t.basis, t.level, t.scope, t.hedge,
        t.period_start_on, t.period_end_on, t.span_start, t.span_end, t.confidence
    FROM comparison.told_targets AS t
    UNION ALL
    SELECT
        'achievement' AS kind,
        a.source_id, a.claim_id, a.metric_code, a.metric_text, a.region_code, a.region_name, a.province_code,
        a.value, a.value_high, a.comparator, a.unit_code, a.basis, a.level, a.scope, a.hedge,
        a.period_start_on, a.period_end_on, a.span_start, a.span_end, a.confidence
    FROM comparison.known_achievements AS a
) AS f
INNER JOIN (
    VALUES
    ('srdi_any', NULL),
    ('innovative_sme', 1),
    ('srdi_city', 2),
    ('srdi_sme_provincial', 3),
    ('little_giant_national', 4),
    ('little_giant_national_key', 5),
    ('single_champion_national', 6)
) AS tier (metric_code, place) ON f.metric_code = tier.metric_code
INNER JOIN public.sources AS s ON f.source_id = s.source_id
INNER JOIN public.metrics AS m ON f.metric_code = m.metric_code
LEFT JOIN comparison.award_levels AS award ON m.level = award.level
LEFT JOIN public.provinces AS p ON f.province_code = p.province_code
LEFT JOIN public.regions AS r ON f.region_code = r.region_code
LEFT JOIN public.bases AS b ON f.basis = b.basis
LEFT JOIN public.units AS u ON f.unit_code = u.unit_code
LEFT JOIN comparison.outcomes AS o
    ON f.kind = 'target' AND f.source_id = o.source_id AND f.claim_id = o.claim_id
LEFT JOIN public.statuses AS st ON o.status_code = st.status_code;

COMMENT ON VIEW report.srdi_enterprises IS
'One row a claim on 专精特新 firms at each level of award / 每行一条各级专精特新企业的目标或成果';
COMMENT ON COLUMN report.srdi_enterprises.claim_id IS 'target or result / 目标或成果标识';
COMMENT ON COLUMN report.srdi_enterprises.kind IS 'target or achievement / 目标或成果';
COMMENT ON COLUMN report.srdi_enterprises.kind_zh IS 'kind, Chinese / 类型（中文）';
COMMENT ON COLUMN report.srdi_enterprises.kind_en IS 'kind, English / 类型（英文）';
COMMENT ON COLUMN report.srdi_enterprises.province_code IS 'province, GB/T 2260 code / 省级行政区代码';
COMMENT ON COLUMN report.srdi_enterprises.province_zh IS 'province, Chinese / 省（中文）';
COMMENT ON COLUMN report.srdi_enterprises.province_en IS 'province, English / 省（英文）';
COMMENT ON COLUMN report.srdi_enterprises.province_iso IS 'province, ISO 3166-2 code / 省的 ISO 3166-2 代码';
COMMENT ON COLUMN report.srdi_enterprises.region_code IS 'region, NULL where the catalogue has none / 区域代码';
COMMENT ON COLUMN report.srdi_enterprises.region_zh IS 'region, Chinese / 区域（中文）';
COMMENT ON COLUMN report.srdi_enterprises.region_en IS 'region, English where the catalogue has it / 区域（英文）';
COMMENT ON COLUMN report.srdi_enterprises.metric_code IS 'metric / 指标代码';
COMMENT ON COLUMN report.srdi_enterprises.metric_zh IS 'metric, Chinese / 指标（中文）';
COMMENT ON COLUMN report.srdi_enterprises.metric_en IS 'metric, English / 指标（英文）';
COMMENT ON COLUMN report.srdi_enterprises.metric_text IS 'the measured thing in the document''s words / 指标原文';
COMMENT ON COLUMN report.srdi_enterprises.tier_order IS
'place on the ladder of titles, 1 the lowest; NULL where the level is not said / 梯度次序（1 最低）';
COMMENT ON COLUMN report.srdi_enterprises.award_level IS 'who awards it: 市级, 省级, 国家级; any where not said / 认定级别代码';
COMMENT ON COLUMN report.srdi_enterprises.value IS 'firms; not to be summed over levels or dates / 企业数（不可跨级别或日期相加）';
COMMENT ON COLUMN report.srdi_enterprises.value_high IS 'upper end of a range / 区间上限';
COMMENT ON COLUMN report.srdi_enterprises.comparator IS 'eq, gt 超, ge 以上, lt 近, le 以内, approx 左右, range / 比较词代码';
COMMENT ON COLUMN report.srdi_enterprises.unit_code IS 'unit / 单位代码';
COMMENT ON COLUMN report.srdi_enterprises.basis IS 'stock: firms on the list; flow: firms added in the period / 口径代码';
COMMENT ON COLUMN report.srdi_enterprises.basis_zh IS 'basis, Chinese / 口径（中文）';
COMMENT ON COLUMN report.srdi_enterprises.basis_en IS 'basis, English / 口径（英文）';
COMMENT ON COLUMN report.srdi_enterprises.period_start_on IS 'first day of the period / 时期起始';
COMMENT ON COLUMN report.srdi_enterprises.period_end_on IS 'deadline, or the date of the result / 截止日，或成果的日期';
COMMENT ON COLUMN report.srdi_enterprises.period_year IS 'year of that day / 年份';
COMMENT ON COLUMN report.srdi_enterprises.status IS 'what became of the target, NULL for a result / 目标状态代码';
COMMENT ON COLUMN report.srdi_enterprises.status_zh IS 'status, Chinese / 状态（中文）';
COMMENT ON COLUMN report.srdi_enterprises.status_en IS 'status, English / 状态（英文）';
COMMENT ON COLUMN report.srdi_enterprises.quote IS 'the words that state it, cut from the document / 原文';
COMMENT ON COLUMN report.srdi_enterprises.source_name IS 'file name / 文件名';
COMMENT ON COLUMN report.srdi_enterprises.published_on IS 'date of publication / 发布日期';
COMMENT ON COLUMN report.srdi_enterprises.confidence IS '0 to 1 / 置信度';
COMMENT ON COLUMN report.srdi_enterprises.award_level_zh IS 'who awards it, Chinese / 认定级别（中文）';
COMMENT ON COLUMN report.srdi_enterprises.award_level_en IS 'who awards it, English / 认定级别（英文）';
COMMENT ON COLUMN report.srdi_enterprises.unit_zh IS 'unit, Chinese / 单位（中文）';
COMMENT ON COLUMN report.srdi_enterprises.unit_en IS 'unit, English / 单位（英文）';
