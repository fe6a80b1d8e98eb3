-- Grain: one row a claim, target or result (claim_id): the fact table of the star. dim_region, dim_metric, dim_cluster,
-- dim_source and dim_date hang on region_key, metric_key, cluster_key, source_id and period_end_on.
CREATE VIEW report.fact_claims AS
SELECT
    f.claim_id::varchar(36) AS claim_id,
    f.kind,
    f.kind_zh,
    f.kind_en,
    f.source_id::varchar(36) AS source_id,
    coalesce(f.region_code, concat('w:', f.region_name))::varchar AS region_key,
    f.province_code::varchar AS province_code,
    f.metric_key::varchar AS metric_key,
    CASE
        WHEN f.cluster_code IS NOT NULL OR f.cluster_name IS NOT NULL
            THEN coalesce(f.cluster_code, concat('w:', f.cluster_name))
    END::varchar AS cluster_key,
    f.period_start_on,
    f.period_end_on,
    extract(YEAR FROM f.period_end_on)::integer AS period_year,
    f.period_precision::varchar(8) AS period_precision,
    s.published_on,
    f.value::double precision AS value,
    f.value_high::double precision AS value_high,
    f.comparator::varchar(8) AS comparator,
    q.name_zh::varchar(64) AS comparator_zh,
    q.name_en::varchar(64) AS comparator_en,
    f.unit_code::varchar(64) AS unit_code,
    u.name_zh::varchar(64) AS unit_zh,
    u.name_en::varchar(64) AS unit_en,
    f.basis::varchar AS basis,
    b.name_zh::varchar(64) AS basis_zh,
    b.name_en::varchar(64) AS basis_en,
    f.level::varchar(64) AS level,
    l.name_zh::varchar(64) AS level_zh,
    l.name_en::varchar(64) AS level_en,
    f.scope::varchar(200) AS scope,
    f.hedge::varchar(16) AS hedge,
    h.name_zh::varchar(64) AS hedge_zh,
    h.name_en::varchar(64) AS hedge_en,
    f.printed::varchar(200) AS printed,
    -- a query of its own, which PostgreSQL asks for the rows that a page shows and not for all that it sorts
    (
        SELECT substr(told.text, f.span_start + 1, f.span_end - f.span_start)
        FROM public.sources AS told
        WHERE told.source_id = f.source_id
    ) AS quote,
    s.title AS source_title,
    s.url AS source_url,
    f.confidence::double precision AS confidence
FROM (
    SELECT
        'target'::varchar AS kind,
        '目标'::varchar(16) AS kind_zh,
        'target'::varchar(16) AS kind_en,
        t.source_id, t.claim_id, t.metric_key, t.region_code, t.region_name, t.province_code, t.cluster_code,
        t.cluster_name, t.value, t.value_high, t.comparator, t.unit_code, t.basis, t.level, t.scope, t.hedge,
        t.period_start_on, t.period_end_on, t.period_precision, t.printed, t.span_start, t.span_end, t.confidence
    FROM comparison.told_targets AS t
    UNION ALL
    SELECT
        'achievement'::varchar AS kind,
        '成果'::varchar(16) AS kind_zh,
        'result'::varchar(16) AS kind_en,
        a.source_id, a.claim_id, a.metric_key, a.region_code, a.region_name, a.province_code, a.cluster_code,
        a.cluster_name, a.value, a.value_high, a.comparator, a.unit_code, a.basis, a.level, a.scope, a.hedge,
        a.period_start_on, a.period_end_on, a.period_precision, a.printed, a.span_start, a.span_end, a.confidence
    FROM comparison.known_achievements AS a
) AS f
INNER JOIN public.sources AS s ON f.source_id = s.source_id
LEFT JOIN public.units AS u ON f.unit_code = u.unit_code
LEFT JOIN public.bases AS b ON f.basis = b.basis
LEFT JOIN public.comparators AS q ON f.comparator = q.comparator
LEFT JOIN public.hedges AS h ON f.hedge = h.hedge
LEFT JOIN public.ordinal_levels AS l ON f.basis = l.scale_code AND f.level = l.level_code;

COMMENT ON VIEW report.fact_claims IS
'One row a claim, target or result: the middle of the star / 每行一条陈述（目标或成果），星型模型的事实表';
COMMENT ON COLUMN report.fact_claims.claim_id IS
'key; target_status.target_id where it is a target / 目标或成果标识（目标可与 target_status.target_id 关联）';
COMMENT ON COLUMN report.fact_claims.kind IS 'target or achievement / 类型代码';
COMMENT ON COLUMN report.fact_claims.kind_zh IS 'kind, Chinese / 类型（中文）';
COMMENT ON COLUMN report.fact_claims.kind_en IS 'kind, English / 类型（英文）';
COMMENT ON COLUMN report.fact_claims.source_id IS 'joins dim_source / 文档标识，关联 dim_source';
COMMENT ON COLUMN report.fact_claims.region_key IS 'joins dim_region / 区域键，关联 dim_region';
COMMENT ON COLUMN report.fact_claims.province_code IS 'province, GB/T 2260 code / 省级行政区代码';
COMMENT ON COLUMN report.fact_claims.metric_key IS 'joins dim_metric / 指标键，关联 dim_metric';
COMMENT ON COLUMN report.fact_claims.cluster_key IS 'joins dim_cluster; NULL where none is named / 集群键，关联 dim_cluster';
COMMENT ON COLUMN report.fact_claims.period_start_on IS 'first day of the period / 时期起始';
COMMENT ON COLUMN report.fact_claims.period_end_on IS
'last day of the period, or a target''s deadline; joins dim_date / 时期结束、时点或截止日，关联 dim_date';
COMMENT ON COLUMN report.fact_claims.period_year IS 'year of that day / 年份';
COMMENT ON COLUMN report.fact_claims.period_precision IS 'day, month, quarter, half or year / 时期精度';
COMMENT ON COLUMN report.fact_claims.published_on IS 'date of publication / 发布日期';
COMMENT ON COLUMN report.fact_claims.value IS
'the number in its base unit, 6% as 6; a fall is negative; sum it within one metric, unit and basis only / 数值（标准单位，6%记为6，降为负；同指标、单位、口径内可加）';
COMMENT ON COLUMN report.fact_claims.value_high IS 'upper end of a range / 区间上限';
COMMENT ON COLUMN report.fact_claims.comparator IS 'eq, gt 超, ge 以上, lt 近, le 以内, approx 左右, range / 比较词代码';
COMMENT ON COLUMN report.fact_claims.comparator_zh IS 'comparator, Chinese / 比较词（中文）';
COMMENT ON COLUMN report.fact_claims.comparator_en IS 'comparator, English / 比较词（英文）';
COMMENT ON COLUMN report.fact_claims.unit_code IS 'unit / 单位代码';
COMMENT ON COLUMN report.fact_claims.unit_zh IS 'unit, Chinese / 单位（中文）';
COMMENT ON COLUMN report.fact_claims.unit_en IS 'unit, English / 单位（英文）';
COMMENT ON COLUMN report.fact_claims.basis IS 'stock, flow, growth, share, rank, coverage, fulfilment or gap / 口径代码';
COMMENT ON COLUMN report.fact_claims.basis_zh IS 'basis, Chinese / 口径（中文）';
COMMENT ON COLUMN report.fact_claims.basis_en IS 'basis, English / 口径（英文）';
COMMENT ON COLUMN report.fact_claims.level IS 'level in words (full, met …) / 等级代码';
COMMENT ON COLUMN report.fact_claims.level_zh IS 'level, Chinese / 等级（中文）';
COMMENT ON COLUMN report.fact_claims.level_en IS 'level, English / 等级（英文）';
COMMENT ON COLUMN report.fact_claims.scope IS 'part of the region, or comparison group / 范围';
COMMENT ON COLUMN report.fact_claims.hedge IS 'firm, strive 力争, expected 预计, basically 基本 / 语气代码';
COMMENT ON COLUMN report.fact_claims.hedge_zh IS 'hedge, Chinese / 语气（中文）';
COMMENT ON COLUMN report.fact_claims.hedge_en IS 'hedge, English / 语气（英文）';
COMMENT ON COLUMN report.fact_claims.printed IS 'number and unit as printed / 数字原文';
COMMENT ON COLUMN report.fact_claims.quote IS 'the words that state it, cut from the document / 原文';
COMMENT ON COLUMN report.fact_claims.source_title IS 'title of the document / 文档标题';
COMMENT ON COLUMN report.fact_claims.source_url IS 'where it was published / 网址';
COMMENT ON COLUMN report.fact_claims.confidence IS '0 to 1 / 置信度';
