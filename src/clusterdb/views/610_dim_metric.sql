-- Grain: one row a measured thing (metric_key): all of the catalogue, and each that claims tell of and the catalogue lacks.
CREATE VIEW report.dim_metric AS
SELECT
    m.metric_code::varchar AS metric_key,
    m.metric_code::varchar AS metric_code,
    m.name_zh::varchar(400) AS metric_zh,
    m.name_en::varchar(400) AS metric_en,
    m.family::varchar(64) AS metric_family,
    m.kind::varchar(16) AS metric_kind,
    m.unit_code::varchar AS unit_code,
    u.name_zh::varchar(64) AS unit_zh,
    u.name_en::varchar(64) AS unit_en,
    m.level::varchar(64) AS award_level,
    m.direction::varchar(4) AS direction,
    m.is_additive,
    TRUE AS is_catalogued,
    coalesce(award.name_zh, m.level)::varchar(64) AS award_level_zh,
    coalesce(award.name_en, m.level)::varchar(64) AS award_level_en
FROM public.metrics AS m
LEFT JOIN public.units AS u ON m.unit_code = u.unit_code
LEFT JOIN comparison.award_levels AS award ON m.level = award.level
UNION ALL
SELECT
    f.metric_key::varchar AS metric_key,
    NULL AS metric_code,
    min(f.metric_text)::varchar(400) AS metric_zh,
    min(f.metric_text)::varchar(400) AS metric_en,
    NULL AS metric_family,
    NULL AS metric_kind,
    NULL AS unit_code,
    NULL AS unit_zh,
    NULL AS unit_en,
    NULL AS award_level,
    NULL AS direction,
    FALSE AS is_additive,
    FALSE AS is_catalogued,
    NULL AS award_level_zh,
    NULL AS award_level_en
FROM (
    SELECT t.metric_key, t.metric_text
    FROM comparison.told_targets AS t
    WHERE t.metric_code IS NULL
    UNION ALL
    SELECT a.metric_key, a.metric_text
    FROM comparison.known_achievements AS a
    WHERE a.metric_code IS NULL
) AS f
GROUP BY f.metric_key;

COMMENT ON VIEW report.dim_metric IS
'One row a measured thing; fact_claims joins on metric_key / 每行一个指标，以 metric_key 与 fact_claims 关联';
COMMENT ON COLUMN report.dim_metric.metric_key IS
'key: the code, or w: and the words where the catalogue has none / 指标键：代码，目录外为 w: 加原文';
COMMENT ON COLUMN report.dim_metric.metric_code IS 'metric, NULL where the catalogue has none / 指标代码';
COMMENT ON COLUMN report.dim_metric.metric_zh IS
'metric, Chinese; the document''s words where the catalogue has none / 指标（中文）';
COMMENT ON COLUMN report.dim_metric.metric_en IS
'metric, English; the document''s words where the catalogue has none / 指标（英文）';
COMMENT ON COLUMN report.dim_metric.metric_family IS 'subject family of the metric / 指标族';
COMMENT ON COLUMN report.dim_metric.metric_kind IS
'stock, flow, ratio, index, rate, ordinal, milestone or claim / 指标类型';
COMMENT ON COLUMN report.dim_metric.unit_code IS 'its usual unit; a claim states its own / 常用单位代码';
COMMENT ON COLUMN report.dim_metric.unit_zh IS 'usual unit, Chinese / 常用单位（中文）';
COMMENT ON COLUMN report.dim_metric.unit_en IS 'usual unit, English / 常用单位（英文）';
COMMENT ON COLUMN report.dim_metric.award_level IS 'level at which it is awarded: 市级, 省级, 国家级; any; NULL where it is no title / 认定级别代码';
COMMENT ON COLUMN report.dim_metric.direction IS 'up: more is better; down: less is / 方向';
COMMENT ON COLUMN report.dim_metric.is_additive IS
'true where stocks and flows of it may be summed over regions / 存量与增量是否可跨区域相加';
COMMENT ON COLUMN report.dim_metric.is_catalogued IS 'false where the catalogue lacks it / 是否在目录中';
COMMENT ON COLUMN report.dim_metric.award_level_zh IS 'level at which it is awarded, Chinese / 认定级别（中文）';
COMMENT ON COLUMN report.dim_metric.award_level_en IS 'level at which it is awarded, English / 认定级别（英文）';
