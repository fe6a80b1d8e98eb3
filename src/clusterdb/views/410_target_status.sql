-- Grain: one row a target (target_id): what became of it, and the result that says so or comes nearest.
-- SET clusterdb.known_on = '2022-01-21' shows what was known on that day; report.target_status_at(date) does the same.
CREATE VIEW report.target_status AS
SELECT
    f.claim_id::varchar(36) AS target_id,
    f.status_code::varchar AS status,
    st.name_zh::varchar(64) AS status_zh,
    st.name_en::varchar(64) AS status_en,
    st.sort_order::integer AS status_order,
    f.class_code::varchar AS class_code,
    c.name_zh::varchar(64) AS class_zh,
    c.name_en::varchar(64) AS class_en,
    f.reasons::varchar(400) AS reasons,
    (
        SELECT string_agg(w.name_zh, '；' ORDER BY said.place)
        FROM unnest(string_to_array(f.reasons, ',')) WITH ORDINALITY AS said (reason_code, place)
        INNER JOIN public.comparison_reasons AS w ON said.reason_code = w.reason_code
    ) AS reasons_zh,
    (
        SELECT string_agg(w.name_en, '; ' ORDER BY said.place)
        FROM unnest(string_to_array(f.reasons, ',')) WITH ORDINALITY AS said (reason_code, place)
        INNER JOIN public.comparison_reasons AS w ON said.reason_code = w.reason_code
    ) AS reasons_en,
    f.source_id::varchar(36) AS source_id,
    s.name::varchar(255) AS source_name,
    s.title AS source_title,
    s.url AS source_url,
    s.issuer_name::varchar(200) AS issuer_name,
    s.published_on,
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
    f.value::double precision AS target_value,
    f.value_high::double precision AS target_value_high,
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
    CASE f.sense WHEN 1 THEN 'up' ELSE 'down' END::varchar(4) AS direction,
    f.period_start_on,
    f.period_end_on AS deadline_on,
    extract(YEAR FROM f.period_end_on)::integer AS target_year,
    f.hedge::varchar(16) AS hedge,
    h.name_zh::varchar(64) AS hedge_zh,
    h.name_en::varchar(64) AS hedge_en,
    substr(s.text, f.span_start + 1, f.span_end - f.span_start) AS target_quote,
    f.confidence::double precision AS target_confidence,
    a.claim_id::varchar(36) AS achievement_id,
    a.source_id::varchar(36) AS achievement_source_id,
    s2.name::varchar(255) AS achievement_source_name,
    s2.title AS achievement_source_title,
    s2.published_on AS achievement_published_on,
    a.region_name::varchar(200) AS achievement_region,
    a.metric_text AS achievement_metric_text,
    a.basis::varchar(16) AS achievement_basis,
    a.value::double precision AS achievement_value,
    a.value_high::double precision AS achievement_value_high,
    a.comparator::varchar(8) AS achievement_comparator,
    a.unit_code::varchar(64) AS achievement_unit_code,
    a.level::varchar(64) AS achievement_level,
    a.period_start_on AS achievement_start_on,
    a.period_end_on AS achievement_end_on,
    substr(s2.text, a.span_start + 1, a.span_end - a.span_start) AS achievement_quote,
    f.attainment::double precision AS attainment,
    CASE WHEN f.is_alike THEN a.value - f.value END::double precision AS difference,
    CASE WHEN f.is_alike THEN greatest((f.value - a.value) * f.sense, 0) END::double precision AS remaining,
    f.pace_code::varchar(16) AS pace,
    CASE f.pace_code WHEN 'ahead' THEN '超前' WHEN 'on_track' THEN '正常' WHEN 'behind' THEN '落后' END::varchar(16) AS pace_zh,
    CASE f.pace_code WHEN 'ahead' THEN 'ahead' WHEN 'on_track' THEN 'on track' WHEN 'behind' THEN 'behind' END::varchar(16) AS pace_en,
    f.pace_ratio::double precision AS pace_ratio,
    f.expected_value::double precision AS expected_value,
    f.baseline_value::double precision AS baseline_value,
    f.baseline_on,
    f.self_declared_level::varchar(16) AS self_declared,
    sl.name_zh::varchar(64) AS self_declared_zh,
    sl.name_en::varchar(64) AS self_declared_en,
    f.verdict_confidence::double precision AS verdict_confidence,
    f.pair_count::integer AS pair_count,
    f.agreeing_sources::integer AS agreeing_sources,
    f.is_contradicted,
    coalesce(a.as_read - 'confidence' <> '{}'::jsonb, FALSE) OR coalesce((
        SELECT t.as_read - 'confidence' <> '{}'::jsonb
        FROM public.targets AS t
        WHERE t.source_id = f.source_id AND t.claim_id = f.claim_id
    ), FALSE) AS is_corrected,
    original.claim_id::varchar(36) AS original_id,
    original.value::double precision AS original_value,
    original.level::varchar(64) AS original_level,
    original.published_on AS original_on,
    revised.claim_id::varchar(36) AS revised_id,
    revised.value::double precision AS revised_value,
    revised.level::varchar(64) AS revised_level,
    revised.published_on AS revised_on
FROM comparison.outcomes AS f
INNER JOIN public.sources AS s ON f.source_id = s.source_id
LEFT JOIN public.achievements AS a
    ON f.achievement_source_id = a.source_id AND f.achievement_claim_id = a.claim_id
LEFT JOIN public.sources AS s2 ON a.source_id = s2.source_id
LEFT JOIN public.statuses AS st ON f.status_code = st.status_code
LEFT JOIN public.comparison_classes AS c ON f.class_code = c.class_code
LEFT JOIN public.provinces AS p ON f.province_code = p.province_code
LEFT JOIN public.regions AS r ON f.region_code = r.region_code
LEFT JOIN public.clusters AS k ON f.cluster_code = k.cluster_code
LEFT JOIN public.metrics AS m ON f.metric_code = m.metric_code
LEFT JOIN public.units AS u ON f.unit_code = u.unit_code
LEFT JOIN public.bases AS b ON f.basis = b.basis
LEFT JOIN public.comparators AS q ON f.comparator = q.comparator
LEFT JOIN public.hedges AS h ON f.hedge = h.hedge
LEFT JOIN public.ordinal_levels AS l ON f.basis = l.scale_code AND f.level = l.level_code
LEFT JOIN public.ordinal_levels AS sl ON sl.scale_code = 'fulfilment' AND f.self_declared_level = sl.level_code
-- the same target as the same government first told it and as it told it last, where with another figure
LEFT JOIN LATERAL (
    SELECT n.claim_id, n.value, n.level, n.published_on
    FROM comparison.daily_targets AS n
    WHERE
        n.metric_key = f.metric_key AND n.region_code = f.region_code AND n.unit_code = f.unit_code AND n.basis = f.basis
        AND n.period_end_on = f.period_end_on AND n.period_start_on IS NOT DISTINCT FROM f.period_start_on
        AND n.issuer_region_code = s.issuer_region_code AND n.published_on < s.published_on
        AND n.scope IS NOT DISTINCT FROM f.scope AND n.cluster_name IS NOT DISTINCT FROM f.cluster_name
    ORDER BY n.published_on ASC
    LIMIT 1
) AS original ON (original.value, original.level) IS DISTINCT FROM (f.value, f.level)
LEFT JOIN LATERAL (
    SELECT n.claim_id, n.value, n.level, n.published_on
    FROM comparison.daily_targets AS n
    WHERE
        n.metric_key = f.metric_key AND n.region_code = f.region_code AND n.unit_code = f.unit_code AND n.basis = f.basis
        AND n.period_end_on = f.period_end_on AND n.period_start_on IS NOT DISTINCT FROM f.period_start_on
        AND n.issuer_region_code = s.issuer_region_code AND n.published_on > s.published_on
        AND n.scope IS NOT DISTINCT FROM f.scope AND n.cluster_name IS NOT DISTINCT FROM f.cluster_name
    ORDER BY n.published_on DESC
    LIMIT 1
) AS revised ON (revised.value, revised.level) IS DISTINCT FROM (f.value, f.level);

COMMENT ON VIEW report.target_status IS
'One row a target: status, class, reasons, evidence, attainment, pace / 每行一个目标：状态、可比性、原因、证据、完成率、进度';
COMMENT ON COLUMN report.target_status.target_id IS 'key of the target / 目标标识';
COMMENT ON COLUMN report.target_status.status IS 'what became of the target / 状态代码';
COMMENT ON COLUMN report.target_status.status_zh IS 'status, Chinese / 状态（中文）';
COMMENT ON COLUMN report.target_status.status_en IS 'status, English / 状态（英文）';
COMMENT ON COLUMN report.target_status.status_order IS 'order in which to show the status / 状态排序';
COMMENT ON COLUMN report.target_status.class_code IS 'what the evidence can say of the target / 可比性类别代码';
COMMENT ON COLUMN report.target_status.class_zh IS 'class, Chinese / 可比性类别（中文）';
COMMENT ON COLUMN report.target_status.class_en IS 'class, English / 可比性类别（英文）';
COMMENT ON COLUMN report.target_status.reasons IS
'codes of the reasons, comma-separated; NULL where no document speaks of it / 原因代码（逗号分隔；无相关成果时为空）';
COMMENT ON COLUMN report.target_status.reasons_zh IS 'reasons, Chinese / 原因（中文）';
COMMENT ON COLUMN report.target_status.reasons_en IS 'reasons, English / 原因（英文）';
COMMENT ON COLUMN report.target_status.source_id IS 'document''s key / 文档标识';
COMMENT ON COLUMN report.target_status.source_name IS 'file name / 文件名';
COMMENT ON COLUMN report.target_status.source_title IS 'title of the document / 文档标题';
COMMENT ON COLUMN report.target_status.source_url IS 'where it was published / 网址';
COMMENT ON COLUMN report.target_status.issuer_name IS 'who speaks / 发文或发言机构';
COMMENT ON COLUMN report.target_status.published_on IS 'date of publication / 发布日期';
COMMENT ON COLUMN report.target_status.province_code IS 'province, GB/T 2260 code / 省级行政区代码';
COMMENT ON COLUMN report.target_status.province_zh IS 'province, Chinese / 省（中文）';
COMMENT ON COLUMN report.target_status.province_en IS 'province, English / 省（英文）';
COMMENT ON COLUMN report.target_status.province_iso IS 'province, ISO 3166-2 code / 省的 ISO 3166-2 代码';
COMMENT ON COLUMN report.target_status.region_code IS 'region, NULL where the catalogue has none / 区域代码';
COMMENT ON COLUMN report.target_status.region_zh IS 'region, Chinese / 区域（中文）';
COMMENT ON COLUMN report.target_status.region_en IS 'region, English where the catalogue has it / 区域（英文）';
COMMENT ON COLUMN report.target_status.cluster_code IS 'industrial cluster / 集群代码';
COMMENT ON COLUMN report.target_status.cluster_zh IS 'cluster, Chinese / 集群（中文）';
COMMENT ON COLUMN report.target_status.cluster_en IS 'cluster, English where the catalogue has it / 集群（英文）';
COMMENT ON COLUMN report.target_status.metric_code IS 'metric, NULL where the catalogue has none / 指标代码';
COMMENT ON COLUMN report.target_status.metric_key IS 'what comparisons join on: the code, or w: and the words / 比较用指标键';
COMMENT ON COLUMN report.target_status.metric_zh IS
'metric, Chinese; the document''s words where the catalogue has none / 指标（中文）';
COMMENT ON COLUMN report.target_status.metric_en IS
'metric, English; the document''s words where the catalogue has none / 指标（英文）';
COMMENT ON COLUMN report.target_status.metric_text IS 'the measured thing in the document''s words / 指标原文';
COMMENT ON COLUMN report.target_status.metric_family IS 'subject family of the metric / 指标族';
COMMENT ON COLUMN report.target_status.basis IS 'stock, flow, growth, share, rank, coverage, fulfilment or gap / 口径代码';
COMMENT ON COLUMN report.target_status.basis_zh IS 'basis, Chinese / 口径（中文）';
COMMENT ON COLUMN report.target_status.basis_en IS 'basis, English / 口径（英文）';
COMMENT ON COLUMN report.target_status.target_value IS
'the number in its base unit, 6% as 6; a fall is negative; not to be summed over metrics / 数值（标准单位，6%记为6，降为负；不同指标不可加）';
COMMENT ON COLUMN report.target_status.target_value_high IS 'upper end of a range / 区间上限';
COMMENT ON COLUMN report.target_status.comparator IS 'eq, gt 超, ge 以上, lt 近, le 以内, approx 左右, range / 比较词代码';
COMMENT ON COLUMN report.target_status.comparator_zh IS 'comparator, Chinese / 比较词（中文）';
COMMENT ON COLUMN report.target_status.comparator_en IS 'comparator, English / 比较词（英文）';
COMMENT ON COLUMN report.target_status.unit_code IS 'unit / 单位代码';
COMMENT ON COLUMN report.target_status.unit_zh IS 'unit, Chinese / 单位（中文）';
COMMENT ON COLUMN report.target_status.unit_en IS 'unit, English / 单位（英文）';
COMMENT ON COLUMN report.target_status.level IS 'level in words (full, met …) / 等级代码';
COMMENT ON COLUMN report.target_status.level_zh IS 'level, Chinese / 等级（中文）';
COMMENT ON COLUMN report.target_status.level_en IS 'level, English / 等级（英文）';
COMMENT ON COLUMN report.target_status.scope IS 'part of the region, or comparison group / 范围';
COMMENT ON COLUMN report.target_status.direction IS 'up: more is better; down: less is / 方向';
COMMENT ON COLUMN report.target_status.period_start_on IS 'first day of the target''s period / 目标时期起始';
COMMENT ON COLUMN report.target_status.deadline_on IS 'deadline / 截止日';
COMMENT ON COLUMN report.target_status.target_year IS 'year of the deadline / 目标年份';
COMMENT ON COLUMN report.target_status.hedge IS 'firm, strive 力争, expected 预计, basically 基本 / 语气代码';
COMMENT ON COLUMN report.target_status.hedge_zh IS 'hedge, Chinese / 语气（中文）';
COMMENT ON COLUMN report.target_status.hedge_en IS 'hedge, English / 语气（英文）';
COMMENT ON COLUMN report.target_status.target_quote IS 'the target''s words / 目标原文';
COMMENT ON COLUMN report.target_status.target_confidence IS 'how surely the target was read, 0 to 1 / 目标抽取置信度';
COMMENT ON COLUMN report.target_status.achievement_id IS
'the result that the status rests on, or that comes nearest / 所依据或最接近的成果标识';
COMMENT ON COLUMN report.target_status.achievement_source_id IS 'its document''s key / 成果文档标识';
COMMENT ON COLUMN report.target_status.achievement_source_name IS 'its document / 成果所在文件';
COMMENT ON COLUMN report.target_status.achievement_source_title IS 'title of its document / 成果文档标题';
COMMENT ON COLUMN report.target_status.achievement_published_on IS 'when it was published / 成果发布日期';
COMMENT ON COLUMN report.target_status.achievement_region IS 'its region / 成果区域';
COMMENT ON COLUMN report.target_status.achievement_metric_text IS 'its measure in its document''s words / 成果指标原文';
COMMENT ON COLUMN report.target_status.achievement_basis IS 'its basis / 成果口径代码';
COMMENT ON COLUMN report.target_status.achievement_value IS 'its number in its base unit / 成果数值（标准单位）';
COMMENT ON COLUMN report.target_status.achievement_value_high IS 'upper end of its range / 成果区间上限';
COMMENT ON COLUMN report.target_status.achievement_comparator IS 'how its figure bounds it / 成果比较词代码';
COMMENT ON COLUMN report.target_status.achievement_unit_code IS 'its unit / 成果单位代码';
COMMENT ON COLUMN report.target_status.achievement_level IS 'its level in words / 成果等级代码';
COMMENT ON COLUMN report.target_status.achievement_start_on IS 'first day of its period / 成果时期起始';
COMMENT ON COLUMN report.target_status.achievement_end_on IS 'last day of its period, or its date / 成果时期结束或时点';
COMMENT ON COLUMN report.target_status.achievement_quote IS 'its words / 成果原文';
COMMENT ON COLUMN report.target_status.attainment IS
'result divided by target, 1 is reached; NULL unless both are of one thing and period; not additive / 完成率（1 为达到；仅同一事物同一时期；不可相加）';
COMMENT ON COLUMN report.target_status.difference IS 'result less target, in the target''s unit / 成果减目标';
COMMENT ON COLUMN report.target_status.remaining IS 'what is still to go, in the target''s unit / 尚差';
COMMENT ON COLUMN report.target_status.pace IS 'ahead, on_track or behind the straight line to the target / 进度代码';
COMMENT ON COLUMN report.target_status.pace_zh IS 'pace, Chinese / 进度（中文）';
COMMENT ON COLUMN report.target_status.pace_en IS 'pace, English / 进度（英文）';
COMMENT ON COLUMN report.target_status.pace_ratio IS
'way covered divided by the way expected by then / 进度比（已完成增量与应完成增量之比）';
COMMENT ON COLUMN report.target_status.expected_value IS
'where the straight line from the baseline stood at the result''s date / 按直线推算的应达数';
COMMENT ON COLUMN report.target_status.baseline_value IS 'where that line begins / 基期数';
COMMENT ON COLUMN report.target_status.baseline_on IS 'date of the baseline / 基期日期';
COMMENT ON COLUMN report.target_status.self_declared IS
'exceeded, met or missed in the government''s own words, without a number / 自我宣布的完成情况代码';
COMMENT ON COLUMN report.target_status.self_declared_zh IS 'self-declared, Chinese / 自我宣布（中文）';
COMMENT ON COLUMN report.target_status.self_declared_en IS 'self-declared, English / 自我宣布（英文）';
COMMENT ON COLUMN report.target_status.verdict_confidence IS
'how sure the pair is, 0 to 1; lower where matched by words alone / 结论置信度';
COMMENT ON COLUMN report.target_status.pair_count IS 'candidate results looked at / 候选成果数';
COMMENT ON COLUMN report.target_status.agreeing_sources IS 'documents that report the same figure / 一致来源数';
COMMENT ON COLUMN report.target_status.is_contradicted IS
'true where comparable results lead to different verdicts / 成果之间是否矛盾';
COMMENT ON COLUMN report.target_status.is_corrected IS 'a reviewer has corrected the target or its result / 是否经人工更正';
COMMENT ON COLUMN report.target_status.original_id IS
'the target as the same government first set it, where it was another figure / 最初目标标识（数字不同时）';
COMMENT ON COLUMN report.target_status.original_value IS 'number first set, in the base unit / 最初目标数（标准单位）';
COMMENT ON COLUMN report.target_status.original_level IS 'level first set / 最初目标等级代码';
COMMENT ON COLUMN report.target_status.original_on IS 'when it was first set / 最初目标发布日期';
COMMENT ON COLUMN report.target_status.revised_id IS
'the target as the same government set it last, where it is another figure / 修订后目标标识（数字不同时）';
COMMENT ON COLUMN report.target_status.revised_value IS 'number set last, in the base unit / 修订后目标数（标准单位）';
COMMENT ON COLUMN report.target_status.revised_level IS 'level set last / 修订后目标等级代码';
COMMENT ON COLUMN report.target_status.revised_on IS 'when it was set last / 修订发布日期';
