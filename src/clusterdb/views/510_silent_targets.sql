-- Grain: one row a target (target_id) that is due and on whose measure no document says anything at all for its period.
-- Without a later document of the same government the silence is ours: see `later_documents`.
CREATE VIEW report.silent_targets AS
SELECT
    o.claim_id::varchar(36) AS target_id,
    o.province_code::varchar AS province_code,
    p.name_zh::varchar(64) AS province_zh,
    p.name_en::varchar(64) AS province_en,
    o.region_name::varchar(200) AS region,
    o.cluster_name::varchar(200) AS cluster,
    o.metric_key::varchar AS metric_key,
    coalesce(m.name_zh, o.metric_text)::varchar(400) AS metric_zh,
    coalesce(m.name_en, o.metric_text)::varchar(400) AS metric_en,
    o.value::double precision AS target_value,
    o.unit_code::varchar(64) AS unit_code,
    o.basis::varchar AS basis,
    o.period_end_on AS deadline_on,
    extract(YEAR FROM o.period_end_on)::integer AS target_year,
    ((SELECT c.known_on FROM comparison.settings AS c) - o.period_end_on)::integer AS days_overdue,
    (
        SELECT count(*)
        FROM comparison.known_sources AS later
        WHERE later.issuer_region_code = s.issuer_region_code AND later.published_on > o.period_end_on
    )::integer AS later_documents,
    s.name::varchar(255) AS source_name,
    s.published_on,
    substr(s.text, o.span_start + 1, o.span_end - o.span_start) AS quote,
    u.name_zh::varchar(64) AS unit_zh,
    u.name_en::varchar(64) AS unit_en,
    b.name_zh::varchar(64) AS basis_zh,
    b.name_en::varchar(64) AS basis_en
FROM comparison.outcomes AS o
INNER JOIN public.sources AS s ON o.source_id = s.source_id
LEFT JOIN public.provinces AS p ON o.province_code = p.province_code
LEFT JOIN public.metrics AS m ON o.metric_code = m.metric_code
LEFT JOIN public.units AS u ON o.unit_code = u.unit_code
LEFT JOIN public.bases AS b ON o.basis = b.basis
WHERE o.status_code = 'due_no_report' AND o.class_code IN ('no_result', 'reference');

COMMENT ON VIEW report.silent_targets IS
'One row a target that is due and that nobody reports on / 每行一个到期而无人报告的目标';
COMMENT ON COLUMN report.silent_targets.target_id IS 'target / 目标标识';
COMMENT ON COLUMN report.silent_targets.province_code IS 'province, GB/T 2260 code / 省级行政区代码';
COMMENT ON COLUMN report.silent_targets.province_zh IS 'province, Chinese / 省（中文）';
COMMENT ON COLUMN report.silent_targets.province_en IS 'province, English / 省（英文）';
COMMENT ON COLUMN report.silent_targets.region IS 'region / 区域';
COMMENT ON COLUMN report.silent_targets.cluster IS 'cluster in the document''s words / 集群';
COMMENT ON COLUMN report.silent_targets.metric_key IS 'metric: the code, or w: and the words / 指标键';
COMMENT ON COLUMN report.silent_targets.metric_zh IS 'metric, Chinese / 指标（中文）';
COMMENT ON COLUMN report.silent_targets.metric_en IS 'metric, English / 指标（英文）';
COMMENT ON COLUMN report.silent_targets.target_value IS 'the target in its base unit / 目标数值（标准单位）';
COMMENT ON COLUMN report.silent_targets.unit_code IS 'unit / 单位代码';
COMMENT ON COLUMN report.silent_targets.basis IS 'stock, flow, growth, share … / 口径代码';
COMMENT ON COLUMN report.silent_targets.deadline_on IS 'deadline / 截止日';
COMMENT ON COLUMN report.silent_targets.target_year IS 'year of the deadline / 目标年份';
COMMENT ON COLUMN report.silent_targets.days_overdue IS 'days since the deadline / 逾期天数';
COMMENT ON COLUMN report.silent_targets.later_documents IS
'documents here that the same government issued after the deadline / 同一政府在截止日之后的文档数';
COMMENT ON COLUMN report.silent_targets.source_name IS 'document of the target / 文件名';
COMMENT ON COLUMN report.silent_targets.published_on IS 'when the target was published / 发布日期';
COMMENT ON COLUMN report.silent_targets.quote IS 'the words that state it / 原文';
COMMENT ON COLUMN report.silent_targets.unit_zh IS 'unit, Chinese / 单位（中文）';
COMMENT ON COLUMN report.silent_targets.unit_en IS 'unit, English / 单位（英文）';
COMMENT ON COLUMN report.silent_targets.basis_zh IS 'basis, Chinese / 口径（中文）';
COMMENT ON COLUMN report.silent_targets.basis_en IS 'basis, English / 口径（英文）';
