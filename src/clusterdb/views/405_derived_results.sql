-- Grain: one row a target and a method (derived_id) by which its result follows from other reported results; see 250. What is
-- derived stands here alone and decides no status.
CREATE VIEW report.derived_results AS
SELECT
    concat(d.target_claim_id, ':', d.method)::varchar(80) AS derived_id,
    d.target_claim_id::varchar(36) AS target_id,
    d.method::varchar(16) AS method,
    CASE d.method WHEN 'difference' THEN '存量之差' ELSE '各区域汇总' END::varchar(16) AS method_zh,
    CASE d.method WHEN 'difference' THEN 'difference of stocks' ELSE 'sum of all parts' END::varchar(32) AS method_en,
    d.class_code::varchar AS class_code,
    c.name_zh::varchar(64) AS class_zh,
    c.name_en::varchar(64) AS class_en,
    d.reasons::varchar(400) AS reasons,
    (
        SELECT string_agg(w.name_zh, '；' ORDER BY said.place)
        FROM unnest(string_to_array(d.reasons, ',')) WITH ORDINALITY AS said (reason_code, place)
        INNER JOIN public.comparison_reasons AS w ON said.reason_code = w.reason_code
    ) AS reasons_zh,
    (
        SELECT string_agg(w.name_en, '; ' ORDER BY said.place)
        FROM unnest(string_to_array(d.reasons, ',')) WITH ORDINALITY AS said (reason_code, place)
        INNER JOIN public.comparison_reasons AS w ON said.reason_code = w.reason_code
    ) AS reasons_en,
    d.status_code::varchar(16) AS verdict_code,
    v.name_zh::varchar(64) AS verdict_zh,
    v.name_en::varchar(64) AS verdict_en,
    d.province_code::varchar AS province_code,
    p.name_zh::varchar(64) AS province_zh,
    p.name_en::varchar(64) AS province_en,
    d.region_name::varchar(200) AS region,
    d.metric_key::varchar AS metric_key,
    coalesce(m.name_zh, d.metric_text)::varchar(400) AS metric_zh,
    coalesce(m.name_en, d.metric_text)::varchar(400) AS metric_en,
    d.basis::varchar AS basis,
    d.unit_code::varchar(64) AS unit_code,
    u.name_zh::varchar(64) AS unit_zh,
    u.name_en::varchar(64) AS unit_en,
    d.target_value::double precision AS target_value,
    d.target_value_high::double precision AS target_value_high,
    d.target_comparator::varchar(8) AS target_comparator,
    d.target_level::varchar(64) AS target_level,
    d.target_start_on,
    d.deadline_on,
    extract(YEAR FROM d.deadline_on)::integer AS target_year,
    d.as_of_on,
    d.value::double precision AS derived_value,
    CASE WHEN d.basis <> 'coverage' THEN nullif(d.low, '-Infinity') END::double precision AS derived_low,
    CASE WHEN d.basis <> 'coverage' THEN nullif(d.high, 'Infinity') END::double precision AS derived_high,
    l.level_code::varchar(64) AS derived_level,
    d.attainment::double precision AS attainment,
    d.parts::integer AS parts,
    d.confidence::double precision AS confidence,
    b.name_zh::varchar(64) AS basis_zh,
    b.name_en::varchar(64) AS basis_en
FROM comparison.derived_results AS d
LEFT JOIN public.comparison_classes AS c ON d.class_code = c.class_code
LEFT JOIN public.statuses AS v ON d.status_code = v.status_code
LEFT JOIN public.provinces AS p ON d.province_code = p.province_code
LEFT JOIN public.metrics AS m ON d.metric_code = m.metric_code
LEFT JOIN public.units AS u ON d.unit_code = u.unit_code
LEFT JOIN public.bases AS b ON d.basis = b.basis
LEFT JOIN public.ordinal_levels AS l ON d.basis = 'coverage' AND d.basis = l.scale_code AND d.low = l.level_rank;

COMMENT ON VIEW report.derived_results IS
'One row a target and a result derived from others; decides no status / 每行一个目标及由其他成果推算的结果，不参与判定';
COMMENT ON COLUMN report.derived_results.derived_id IS 'key: target and method / 推算标识：目标与方法';
COMMENT ON COLUMN report.derived_results.target_id IS 'target / 目标标识';
COMMENT ON COLUMN report.derived_results.method IS 'difference (of two stocks) or sum (of all parts of the region) / 推算方法代码';
COMMENT ON COLUMN report.derived_results.method_zh IS 'method, Chinese / 推算方法（中文）';
COMMENT ON COLUMN report.derived_results.method_en IS 'method, English / 推算方法（英文）';
COMMENT ON COLUMN report.derived_results.class_code IS 'what it can say of the target: evaluable, or lower_bound / 可比性类别代码';
COMMENT ON COLUMN report.derived_results.class_zh IS 'class, Chinese / 可比性类别（中文）';
COMMENT ON COLUMN report.derived_results.class_en IS 'class, English / 可比性类别（英文）';
COMMENT ON COLUMN report.derived_results.reasons IS 'reason codes, joined with commas / 原因代码';
COMMENT ON COLUMN report.derived_results.reasons_zh IS 'reasons, Chinese / 原因（中文）';
COMMENT ON COLUMN report.derived_results.reasons_en IS 'reasons, English / 原因（英文）';
COMMENT ON COLUMN report.derived_results.verdict_code IS 'what it would prove; apart from the status / 推算结论代码（不影响状态）';
COMMENT ON COLUMN report.derived_results.verdict_zh IS 'verdict, Chinese / 推算结论（中文）';
COMMENT ON COLUMN report.derived_results.verdict_en IS 'verdict, English / 推算结论（英文）';
COMMENT ON COLUMN report.derived_results.province_code IS 'province, GB/T 2260 code / 省级行政区代码';
COMMENT ON COLUMN report.derived_results.province_zh IS 'province, Chinese / 省级行政区（中文）';
COMMENT ON COLUMN report.derived_results.province_en IS 'province, English / 省级行政区（英文）';
COMMENT ON COLUMN report.derived_results.region IS 'region that the target is about / 目标区域';
COMMENT ON COLUMN report.derived_results.metric_key IS 'metric code, or the words after w: / 指标键';
COMMENT ON COLUMN report.derived_results.metric_zh IS 'metric, Chinese / 指标（中文）';
COMMENT ON COLUMN report.derived_results.metric_en IS 'metric, English / 指标（英文）';
COMMENT ON COLUMN report.derived_results.basis IS 'basis of the target / 目标口径代码';
COMMENT ON COLUMN report.derived_results.basis_zh IS 'basis, Chinese / 口径（中文）';
COMMENT ON COLUMN report.derived_results.basis_en IS 'basis, English / 口径（英文）';
COMMENT ON COLUMN report.derived_results.unit_code IS 'unit / 单位代码';
COMMENT ON COLUMN report.derived_results.unit_zh IS 'unit, Chinese / 单位（中文）';
COMMENT ON COLUMN report.derived_results.unit_en IS 'unit, English / 单位（英文）';
COMMENT ON COLUMN report.derived_results.target_value IS 'planned number in its base unit / 目标数（标准单位）';
COMMENT ON COLUMN report.derived_results.target_value_high IS 'upper end of a planned range / 目标区间上限';
COMMENT ON COLUMN report.derived_results.target_comparator IS 'eq, gt 超, ge 以上, lt 近, le 以内, approx 左右, range / 目标比较词代码';
COMMENT ON COLUMN report.derived_results.target_level IS 'planned level in words / 目标等级代码';
COMMENT ON COLUMN report.derived_results.target_start_on IS 'first day of the target''s period / 目标时期起始';
COMMENT ON COLUMN report.derived_results.deadline_on IS 'deadline / 截止日';
COMMENT ON COLUMN report.derived_results.target_year IS 'year of the deadline / 截止年份';
COMMENT ON COLUMN report.derived_results.as_of_on IS 'day that the derived result is of / 推算结果的时点';
COMMENT ON COLUMN report.derived_results.derived_value IS
'the derived number in its base unit, from figures as printed / 推算数（标准单位，按原文数字计算）';
COMMENT ON COLUMN report.derived_results.derived_low IS 'least that rounding in print allows; NULL where open / 推算下限（考虑四舍五入；空为无下限）';
COMMENT ON COLUMN report.derived_results.derived_high IS 'most that it allows; NULL where open / 推算上限（空为无上限）';
COMMENT ON COLUMN report.derived_results.derived_level IS 'level that all parts reach / 各区域均达到的等级代码';
COMMENT ON COLUMN report.derived_results.attainment IS
'derived number divided by target; not additive / 推算完成率（不可相加）';
COMMENT ON COLUMN report.derived_results.parts IS 'figures or regions that it is made of; see derived_parts / 组成部分数，见 derived_parts';
COMMENT ON COLUMN report.derived_results.confidence IS 'of the least sure part, 0 to 1 / 置信度（取最低者）';

-- Grain: one row a reported figure that a derived result is made of (part_id). Where one part is told several times, all
-- tellings stand here.
CREATE VIEW report.derived_parts AS
SELECT
    concat(d.target_claim_id, ':', d.method, ':', d.achievement_claim_id)::varchar(120) AS part_id,
    concat(d.target_claim_id, ':', d.method)::varchar(80) AS derived_id,
    d.achievement_claim_id::varchar(36) AS achievement_id,
    d.sign,
    d.region_name::varchar(200) AS region,
    d.value::double precision AS value,
    d.unit_code::varchar(64) AS unit_code,
    u.name_zh::varchar(64) AS unit_zh,
    u.name_en::varchar(64) AS unit_en,
    d.period_end_on,
    s.name::varchar(255) AS source_name,
    d.published_on,
    substr(s.text, d.span_start + 1, d.span_end - d.span_start) AS quote
FROM comparison.derived_parts AS d
INNER JOIN comparison.derived_results AS whole
    ON
        d.target_source_id = whole.target_source_id AND d.target_claim_id = whole.target_claim_id
        AND d.method = whole.method AND d.as_of_on = whole.as_of_on
INNER JOIN public.sources AS s ON d.achievement_source_id = s.source_id
LEFT JOIN public.units AS u ON d.unit_code = u.unit_code;

COMMENT ON VIEW report.derived_parts IS
'One row a reported figure that a derived result is made of / 每行一个用于推算的成果';
COMMENT ON COLUMN report.derived_parts.part_id IS 'key: derived result and figure / 标识：推算与成果';
COMMENT ON COLUMN report.derived_parts.derived_id IS 'derived result / 推算标识';
COMMENT ON COLUMN report.derived_parts.achievement_id IS 'result / 成果标识';
COMMENT ON COLUMN report.derived_parts.sign IS '1 where it is added, -1 where it is taken off / 加减号（1 或 -1）';
COMMENT ON COLUMN report.derived_parts.region IS 'region that the figure is about / 成果区域';
COMMENT ON COLUMN report.derived_parts.value IS 'the number in its base unit / 数值（标准单位）';
COMMENT ON COLUMN report.derived_parts.unit_code IS 'unit / 单位代码';
COMMENT ON COLUMN report.derived_parts.unit_zh IS 'unit, Chinese / 单位（中文）';
COMMENT ON COLUMN report.derived_parts.unit_en IS 'unit, English / 单位（英文）';
COMMENT ON COLUMN report.derived_parts.period_end_on IS 'date that it is of, or last day of its period / 时点或时期结束';
COMMENT ON COLUMN report.derived_parts.source_name IS 'file name / 文件名';
COMMENT ON COLUMN report.derived_parts.published_on IS 'date of publication / 发布日期';
COMMENT ON COLUMN report.derived_parts.quote IS 'the words that state it / 原文';
