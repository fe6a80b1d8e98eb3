-- Grain: one row a statement on how far 5G reaches (claim_id): a level promised or reported for a place. The order of the
-- levels is this project's own (table ordinal_levels); a part of an area proves nothing of the whole.
CREATE VIEW report.coverage_5g AS
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
    f.level::varchar(64) AS level,
    l.name_zh::varchar(64) AS level_zh,
    l.name_en::varchar(64) AS level_en,
    l.level_rank::integer AS level_rank,
    f.scope::varchar(200) AS scope,
    coalesce(f.scope IS NOT NULL OR r.is_partial, FALSE) AS is_part,
    f.hedge::varchar(16) AS hedge,
    h.name_zh::varchar(64) AS hedge_zh,
    h.name_en::varchar(64) AS hedge_en,
    f.period_start_on,
    f.period_end_on,
    extract(YEAR FROM f.period_end_on)::integer AS period_year,
    o.status_code::varchar AS status,
    st.name_zh::varchar(64) AS status_zh,
    st.name_en::varchar(64) AS status_en,
    substr(s.text, f.span_start + 1, f.span_end - f.span_start) AS quote,
    s.name::varchar(255) AS source_name,
    s.published_on,
    f.confidence::double precision AS confidence
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
INNER JOIN public.sources AS s ON f.source_id = s.source_id
INNER JOIN public.metrics AS m ON f.metric_code = m.metric_code
LEFT JOIN public.provinces AS p ON f.province_code = p.province_code
LEFT JOIN public.regions AS r ON f.region_code = r.region_code
LEFT JOIN public.hedges AS h ON f.hedge = h.hedge
LEFT JOIN public.ordinal_levels AS l ON f.basis = l.scale_code AND f.level = l.level_code
LEFT JOIN comparison.outcomes AS o
    ON f.kind = 'target' AND f.source_id = o.source_id AND f.claim_id = o.claim_id
LEFT JOIN public.statuses AS st ON o.status_code = st.status_code
WHERE
    f.basis = 'coverage'
    AND f.metric_code IN ('coverage_5g', 'coverage_5g_village', 'coverage_5g_application_scene', 'network_700mhz_5g');

COMMENT ON VIEW report.coverage_5g IS
'One row a statement, promised or reported, on 5G coverage and its level / 每行一条 5G 覆盖水平的目标或成果';
COMMENT ON COLUMN report.coverage_5g.claim_id IS 'target or result / 目标或成果标识';
COMMENT ON COLUMN report.coverage_5g.kind IS 'target or achievement / 目标或成果';
COMMENT ON COLUMN report.coverage_5g.kind_zh IS 'kind, Chinese / 类型（中文）';
COMMENT ON COLUMN report.coverage_5g.kind_en IS 'kind, English / 类型（英文）';
COMMENT ON COLUMN report.coverage_5g.province_code IS 'province, GB/T 2260 code / 省级行政区代码';
COMMENT ON COLUMN report.coverage_5g.province_zh IS 'province, Chinese / 省（中文）';
COMMENT ON COLUMN report.coverage_5g.province_en IS 'province, English / 省（英文）';
COMMENT ON COLUMN report.coverage_5g.province_iso IS 'province, ISO 3166-2 code / 省的 ISO 3166-2 代码';
COMMENT ON COLUMN report.coverage_5g.region_code IS 'region, NULL where the catalogue has none / 区域代码';
COMMENT ON COLUMN report.coverage_5g.region_zh IS 'region, Chinese / 区域（中文）';
COMMENT ON COLUMN report.coverage_5g.region_en IS 'region, English where the catalogue has it / 区域（英文）';
COMMENT ON COLUMN report.coverage_5g.metric_code IS 'metric / 指标代码';
COMMENT ON COLUMN report.coverage_5g.metric_zh IS 'metric, Chinese / 指标（中文）';
COMMENT ON COLUMN report.coverage_5g.metric_en IS 'metric, English / 指标（英文）';
COMMENT ON COLUMN report.coverage_5g.metric_text IS 'the measured thing in the document''s words / 指标原文';
COMMENT ON COLUMN report.coverage_5g.level IS 'coverage level / 覆盖等级代码';
COMMENT ON COLUMN report.coverage_5g.level_zh IS 'level, Chinese / 覆盖等级（中文）';
COMMENT ON COLUMN report.coverage_5g.level_en IS 'level, English / 覆盖等级（英文）';
COMMENT ON COLUMN report.coverage_5g.level_rank IS 'place in the order, 1 the lowest / 等级次序（1 最低）';
COMMENT ON COLUMN report.coverage_5g.scope IS 'part of the region that it is about / 范围';
COMMENT ON COLUMN report.coverage_5g.is_part IS 'true where only a part of the region is meant / 是否只涉及部分区域';
COMMENT ON COLUMN report.coverage_5g.hedge IS 'firm, strive 力争, expected 预计, basically 基本 / 语气代码';
COMMENT ON COLUMN report.coverage_5g.hedge_zh IS 'hedge, Chinese / 语气（中文）';
COMMENT ON COLUMN report.coverage_5g.hedge_en IS 'hedge, English / 语气（英文）';
COMMENT ON COLUMN report.coverage_5g.period_start_on IS 'first day of the period / 时期起始';
COMMENT ON COLUMN report.coverage_5g.period_end_on IS 'deadline, or the date of the result / 截止日，或成果的日期';
COMMENT ON COLUMN report.coverage_5g.period_year IS 'year of that day / 年份';
COMMENT ON COLUMN report.coverage_5g.status IS 'what became of the target, NULL for a result / 目标状态代码';
COMMENT ON COLUMN report.coverage_5g.status_zh IS 'status, Chinese / 状态（中文）';
COMMENT ON COLUMN report.coverage_5g.status_en IS 'status, English / 状态（英文）';
COMMENT ON COLUMN report.coverage_5g.quote IS 'the words that state it, cut from the document / 原文';
COMMENT ON COLUMN report.coverage_5g.source_name IS 'file name / 文件名';
COMMENT ON COLUMN report.coverage_5g.published_on IS 'date of publication / 发布日期';
COMMENT ON COLUMN report.coverage_5g.confidence IS '0 to 1 / 置信度';
