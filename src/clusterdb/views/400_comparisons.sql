-- Grain: one row a candidate pair of a target and a result (comparison_id); see 200_pairs.sql for which pairs those are.
CREATE VIEW report.comparisons AS
SELECT
    (j.target_claim_id::text || ':' || j.achievement_claim_id::text)::varchar(80) AS comparison_id,
    j.target_claim_id::varchar(36) AS target_id,
    j.achievement_claim_id::varchar(36) AS achievement_id,
    j.class_code::varchar AS class_code,
    c.name_zh::varchar(64) AS class_zh,
    c.name_en::varchar(64) AS class_en,
    j.reasons::varchar(400) AS reasons,
    (
        SELECT string_agg(w.name_zh, '；' ORDER BY said.place)
        FROM unnest(string_to_array(j.reasons, ',')) WITH ORDINALITY AS said (reason_code, place)
        INNER JOIN public.comparison_reasons AS w ON said.reason_code = w.reason_code
    ) AS reasons_zh,
    (
        SELECT string_agg(w.name_en, '; ' ORDER BY said.place)
        FROM unnest(string_to_array(j.reasons, ',')) WITH ORDINALITY AS said (reason_code, place)
        INNER JOIN public.comparison_reasons AS w ON said.reason_code = w.reason_code
    ) AS reasons_en,
    j.status_code::varchar(16) AS verdict_code,
    v.name_zh::varchar(64) AS verdict_zh,
    v.name_en::varchar(64) AS verdict_en,
    j.evidence_rank::integer AS evidence_rank,
    j.confidence::double precision AS confidence,
    j.attainment::double precision AS attainment,
    j.province_code::varchar AS province_code,
    p.name_zh::varchar(64) AS province_zh,
    p.name_en::varchar(64) AS province_en,
    j.metric_key::varchar AS metric_key,
    coalesce(m.name_zh, j.metric_text)::varchar(400) AS metric_zh,
    coalesce(m.name_en, j.metric_text)::varchar(400) AS metric_en,
    j.basis::varchar AS basis,
    j.region_name::varchar(200) AS target_region,
    j.target_value::double precision AS target_value,
    j.target_value_high::double precision AS target_value_high,
    j.target_comparator::varchar(8) AS target_comparator,
    j.target_level::varchar(64) AS target_level,
    j.target_unit_code::varchar(64) AS target_unit_code,
    j.target_start_on,
    j.deadline_on,
    extract(YEAR FROM j.deadline_on)::integer AS target_year,
    s1.name::varchar(255) AS target_source_name,
    substr(s1.text, j.target_span_start + 1, j.target_span_end - j.target_span_start) AS target_quote,
    j.achievement_metric_text,
    j.achievement_basis::varchar(16) AS achievement_basis,
    j.achievement_region::varchar(200) AS achievement_region,
    j.achievement_value::double precision AS achievement_value,
    j.achievement_value_high::double precision AS achievement_value_high,
    j.achievement_comparator::varchar(8) AS achievement_comparator,
    j.achievement_level::varchar(64) AS achievement_level,
    j.achievement_unit_code::varchar(64) AS achievement_unit_code,
    j.achievement_start_on,
    j.achievement_end_on,
    j.achievement_published_on,
    s2.name::varchar(255) AS achievement_source_name,
    substr(s2.text, j.achievement_span_start + 1, j.achievement_span_end - j.achievement_span_start) AS achievement_quote,
    b.name_zh::varchar(64) AS basis_zh,
    b.name_en::varchar(64) AS basis_en,
    u.name_zh::varchar(64) AS target_unit_zh,
    u.name_en::varchar(64) AS target_unit_en
FROM comparison.judged_pairs AS j
INNER JOIN public.sources AS s1 ON j.target_source_id = s1.source_id
INNER JOIN public.sources AS s2 ON j.achievement_source_id = s2.source_id
LEFT JOIN public.comparison_classes AS c ON j.class_code = c.class_code
LEFT JOIN public.statuses AS v ON j.status_code = v.status_code
LEFT JOIN public.provinces AS p ON j.province_code = p.province_code
LEFT JOIN public.metrics AS m ON j.metric_code = m.metric_code
LEFT JOIN public.units AS u ON j.target_unit_code = u.unit_code
LEFT JOIN public.bases AS b ON j.basis = b.basis;

COMMENT ON VIEW report.comparisons IS
'One row a candidate pair of a target and a result: class, reasons, verdict / 每行一对候选的目标与成果：类别、原因、结论';
COMMENT ON COLUMN report.comparisons.comparison_id IS 'key of the pair / 比较标识';
COMMENT ON COLUMN report.comparisons.target_id IS 'target / 目标标识';
COMMENT ON COLUMN report.comparisons.achievement_id IS 'result / 成果标识';
COMMENT ON COLUMN report.comparisons.class_code IS 'what the result can say of the target / 可比性类别代码';
COMMENT ON COLUMN report.comparisons.class_zh IS 'class, Chinese / 可比性类别（中文）';
COMMENT ON COLUMN report.comparisons.class_en IS 'class, English / 可比性类别（英文）';
COMMENT ON COLUMN report.comparisons.reasons IS 'codes of the reasons, comma-separated / 原因代码（逗号分隔）';
COMMENT ON COLUMN report.comparisons.reasons_zh IS 'reasons, Chinese / 原因（中文）';
COMMENT ON COLUMN report.comparisons.reasons_en IS 'reasons, English / 原因（英文）';
COMMENT ON COLUMN report.comparisons.verdict_code IS 'what this pair alone proves, NULL where nothing / 该对可得出的结论代码';
COMMENT ON COLUMN report.comparisons.verdict_zh IS 'verdict, Chinese / 结论（中文）';
COMMENT ON COLUMN report.comparisons.verdict_en IS 'verdict, English / 结论（英文）';
COMMENT ON COLUMN report.comparisons.evidence_rank IS
'weight as evidence among the target''s pairs, 1 the best / 证据次序（1 最佳）';
COMMENT ON COLUMN report.comparisons.confidence IS '0 to 1; lower where matched by words alone / 置信度';
COMMENT ON COLUMN report.comparisons.attainment IS
'result divided by target, 1 is reached; NULL unless both are of one thing and period; not additive / 完成率（1 为达到；仅同一事物同一时期；不可相加）';
COMMENT ON COLUMN report.comparisons.province_code IS 'target''s province, GB/T 2260 code / 目标所在省代码';
COMMENT ON COLUMN report.comparisons.province_zh IS 'province, Chinese / 省（中文）';
COMMENT ON COLUMN report.comparisons.province_en IS 'province, English / 省（英文）';
COMMENT ON COLUMN report.comparisons.metric_key IS 'target''s metric: the code, or w: and the words / 目标指标键';
COMMENT ON COLUMN report.comparisons.metric_zh IS 'target''s metric, Chinese / 目标指标（中文）';
COMMENT ON COLUMN report.comparisons.metric_en IS 'target''s metric, English / 目标指标（英文）';
COMMENT ON COLUMN report.comparisons.basis IS 'target''s basis / 目标口径代码';
COMMENT ON COLUMN report.comparisons.target_region IS 'target''s region / 目标区域';
COMMENT ON COLUMN report.comparisons.target_value IS 'the target in its base unit / 目标数值（标准单位）';
COMMENT ON COLUMN report.comparisons.target_value_high IS 'upper end of the target''s range / 目标区间上限';
COMMENT ON COLUMN report.comparisons.target_comparator IS 'how the target''s figure bounds it / 目标比较词代码';
COMMENT ON COLUMN report.comparisons.target_level IS 'target''s level in words / 目标等级代码';
COMMENT ON COLUMN report.comparisons.target_unit_code IS 'target''s unit / 目标单位代码';
COMMENT ON COLUMN report.comparisons.target_start_on IS 'first day of the target''s period / 目标时期起始';
COMMENT ON COLUMN report.comparisons.deadline_on IS 'deadline / 截止日';
COMMENT ON COLUMN report.comparisons.target_year IS 'year of the deadline / 目标年份';
COMMENT ON COLUMN report.comparisons.target_source_name IS 'document of the target / 目标所在文件';
COMMENT ON COLUMN report.comparisons.target_quote IS 'the target''s words / 目标原文';
COMMENT ON COLUMN report.comparisons.achievement_metric_text IS
'the result''s measure in its document''s words / 成果指标原文';
COMMENT ON COLUMN report.comparisons.achievement_basis IS 'result''s basis / 成果口径代码';
COMMENT ON COLUMN report.comparisons.achievement_region IS 'result''s region / 成果区域';
COMMENT ON COLUMN report.comparisons.achievement_value IS 'the result in its base unit / 成果数值（标准单位）';
COMMENT ON COLUMN report.comparisons.achievement_value_high IS 'upper end of the result''s range / 成果区间上限';
COMMENT ON COLUMN report.comparisons.achievement_comparator IS 'how the result''s figure bounds it / 成果比较词代码';
COMMENT ON COLUMN report.comparisons.achievement_level IS 'result''s level in words / 成果等级代码';
COMMENT ON COLUMN report.comparisons.achievement_unit_code IS 'result''s unit / 成果单位代码';
COMMENT ON COLUMN report.comparisons.achievement_start_on IS 'first day of the result''s period / 成果时期起始';
COMMENT ON COLUMN report.comparisons.achievement_end_on IS 'last day of the result''s period, or its date / 成果时期结束或时点';
COMMENT ON COLUMN report.comparisons.achievement_published_on IS 'when the result was published / 成果发布日期';
COMMENT ON COLUMN report.comparisons.achievement_source_name IS 'document of the result / 成果所在文件';
COMMENT ON COLUMN report.comparisons.achievement_quote IS 'the result''s words / 成果原文';
COMMENT ON COLUMN report.comparisons.basis_zh IS 'basis, Chinese / 口径（中文）';
COMMENT ON COLUMN report.comparisons.basis_en IS 'basis, English / 口径（英文）';
COMMENT ON COLUMN report.comparisons.target_unit_zh IS 'target''s unit, Chinese / 目标单位（中文）';
COMMENT ON COLUMN report.comparisons.target_unit_en IS 'target''s unit, English / 目标单位（英文）';
