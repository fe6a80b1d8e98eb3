-- Grain: one row a rung (target_id): a target of a series that sets at least two deadlines. A series is one measure, one
-- region, one cluster, one scope, one unit and one basis; a subset of a measure stands on the ladder of the whole.
CREATE VIEW report.target_ladders AS
WITH series AS (
    SELECT
        t.source_id,
        t.claim_id,
        t.metric_code,
        t.metric_key,
        t.metric_text,
        t.region_name,
        t.province_code,
        t.cluster_name,
        t.basis,
        t.unit_code,
        t.value,
        t.comparator,
        t.level,
        t.period_end_on,
        t.span_start,
        t.span_end,
        t.published_on,
        t.sense,
        t.need_low,
        coalesce(whole.metric_code, t.metric_key) AS ladder_metric,
        whole.metric_code IS NOT NULL AS is_subset,
        concat_ws(
            '|',
            coalesce(whole.metric_code, t.metric_key),
            coalesce(t.region_code, t.region_name),
            coalesce(t.cluster_code, t.cluster_name, '-'),
            coalesce(t.scope, '-'),
            t.unit_code,
            t.basis
        ) AS ladder_key
    FROM comparison.known_targets AS t
    LEFT JOIN LATERAL (
        SELECT min(w.metric_code) AS metric_code
        FROM (
            SELECT r.related_code AS metric_code
            FROM public.metric_relations AS r
            WHERE r.metric_code = t.metric_code AND r.relation = 'subset'
            UNION ALL
            SELECT r.metric_code
            FROM public.metric_relations AS r
            WHERE r.related_code = t.metric_code AND r.relation = 'superset'
        ) AS w
    ) AS whole ON TRUE
    WHERE t.period_end_on IS NOT NULL AND t.need_low IS NOT NULL AND t.basis IN ('stock', 'share', 'coverage', 'flow')
),

rungs AS (
    SELECT
        s.source_id,
        s.claim_id,
        s.metric_code,
        s.metric_key,
        s.metric_text,
        s.region_name,
        s.province_code,
        s.cluster_name,
        s.basis,
        s.unit_code,
        s.value,
        s.comparator,
        s.level,
        s.period_end_on,
        s.span_start,
        s.span_end,
        s.published_on,
        s.ladder_metric,
        s.is_subset,
        s.ladder_key,
        s.sense,
        s.need_low,
        dense_rank() OVER (PARTITION BY s.ladder_key ORDER BY s.period_end_on) AS rung,
        min(s.period_end_on) OVER (PARTITION BY s.ladder_key) AS first_on,
        max(s.period_end_on) OVER (PARTITION BY s.ladder_key) AS last_on,
        min(s.metric_key) OVER (PARTITION BY s.ladder_key) <> max(s.metric_key) OVER (PARTITION BY s.ladder_key) AS is_mixed,
        count(*) OVER (PARTITION BY s.ladder_key, s.period_end_on) AS tellings,
        max(s.need_low) OVER (
            PARTITION BY s.ladder_key ORDER BY s.period_end_on
            GROUPS BETWEEN 1 PRECEDING AND 1 PRECEDING
        ) AS previous_need,
        max(s.period_end_on) OVER (
            PARTITION BY s.ladder_key ORDER BY s.period_end_on
            GROUPS BETWEEN 1 PRECEDING AND 1 PRECEDING
        ) AS previous_on
    FROM series AS s
)

SELECT
    g.claim_id::varchar(36) AS target_id,
    md5(g.ladder_key)::varchar(32) AS ladder_id,
    CASE WHEN g.basis = 'flow' THEN 'yearly' ELSE 'level' END::varchar(8) AS ladder_kind,
    g.rung::integer AS rung,
    g.province_code::varchar AS province_code,
    p.name_zh::varchar(64) AS province_zh,
    p.name_en::varchar(64) AS province_en,
    g.region_name::varchar(200) AS region,
    g.cluster_name::varchar(200) AS cluster,
    CASE WHEN g.is_mixed THEN g.ladder_metric ELSE g.metric_key END::varchar AS ladder_metric,
    coalesce(m.name_zh, g.metric_text)::varchar(400) AS metric_zh,
    coalesce(m.name_en, g.metric_text)::varchar(400) AS metric_en,
    g.basis::varchar AS basis,
    g.unit_code::varchar(64) AS unit_code,
    u.name_zh::varchar(64) AS unit_zh,
    u.name_en::varchar(64) AS unit_en,
    g.period_end_on AS deadline_on,
    extract(YEAR FROM g.period_end_on)::integer AS target_year,
    g.value::double precision AS target_value,
    g.comparator::varchar(8) AS comparator,
    g.level::varchar(64) AS level,
    g.previous_on AS previous_deadline_on,
    CASE WHEN g.basis <> 'coverage' THEN g.previous_need * g.sense END::double precision AS previous_value,
    CASE WHEN g.basis <> 'coverage' THEN (g.need_low - g.previous_need) * g.sense END::double precision AS step,
    (g.need_low >= g.previous_need) AS is_rising,
    g.tellings > 1 AS is_restated,
    CASE WHEN g.is_subset AND g.is_mixed THEN 'POPULATION_SUBSET' ELSE 'SAME_SERIES' END::varchar(64) AS reasons,
    s.name::varchar(255) AS source_name,
    g.published_on,
    substr(s.text, g.span_start + 1, g.span_end - g.span_start) AS quote,
    b.name_zh::varchar(64) AS basis_zh,
    b.name_en::varchar(64) AS basis_en,
    CASE WHEN g.basis = 'flow' THEN '逐年' ELSE '水平' END::varchar(16) AS ladder_kind_zh,
    CASE WHEN g.basis = 'flow' THEN 'amount of each year' ELSE 'level at a date' END::varchar(32) AS ladder_kind_en
FROM rungs AS g
INNER JOIN public.sources AS s ON g.source_id = s.source_id
LEFT JOIN public.provinces AS p ON g.province_code = p.province_code
LEFT JOIN public.metrics AS m ON g.metric_code = m.metric_code
LEFT JOIN public.units AS u ON g.unit_code = u.unit_code
LEFT JOIN public.bases AS b ON g.basis = b.basis
WHERE g.first_on < g.last_on;

COMMENT ON VIEW report.target_ladders IS
'One row a rung: a target of a series with at least two deadlines / 每行一级阶梯目标（同一系列至少两个期限）';
COMMENT ON COLUMN report.target_ladders.target_id IS 'target / 目标标识';
COMMENT ON COLUMN report.target_ladders.ladder_id IS 'key of the series / 系列标识';
COMMENT ON COLUMN report.target_ladders.ladder_kind IS 'level: reached by a date; yearly: added within each period / 类型';
COMMENT ON COLUMN report.target_ladders.rung IS 'number of the deadline in the series, 1 the first / 第几级';
COMMENT ON COLUMN report.target_ladders.province_code IS 'province, GB/T 2260 code / 省级行政区代码';
COMMENT ON COLUMN report.target_ladders.province_zh IS 'province, Chinese / 省（中文）';
COMMENT ON COLUMN report.target_ladders.province_en IS 'province, English / 省（英文）';
COMMENT ON COLUMN report.target_ladders.region IS 'region / 区域';
COMMENT ON COLUMN report.target_ladders.cluster IS 'cluster in the document''s words / 集群';
COMMENT ON COLUMN report.target_ladders.ladder_metric IS 'measure of the series: the code, or w: and the words / 系列指标键';
COMMENT ON COLUMN report.target_ladders.metric_zh IS 'the rung''s own metric, Chinese / 指标（中文）';
COMMENT ON COLUMN report.target_ladders.metric_en IS 'the rung''s own metric, English / 指标（英文）';
COMMENT ON COLUMN report.target_ladders.basis IS 'stock, flow, share or coverage / 口径代码';
COMMENT ON COLUMN report.target_ladders.unit_code IS 'unit / 单位代码';
COMMENT ON COLUMN report.target_ladders.unit_zh IS 'unit, Chinese / 单位（中文）';
COMMENT ON COLUMN report.target_ladders.unit_en IS 'unit, English / 单位（英文）';
COMMENT ON COLUMN report.target_ladders.deadline_on IS 'deadline / 截止日';
COMMENT ON COLUMN report.target_ladders.target_year IS 'year of the deadline / 目标年份';
COMMENT ON COLUMN report.target_ladders.target_value IS 'the target in its base unit / 目标数值（标准单位）';
COMMENT ON COLUMN report.target_ladders.comparator IS 'how the figure bounds it / 比较词代码';
COMMENT ON COLUMN report.target_ladders.level IS 'level in words / 等级代码';
COMMENT ON COLUMN report.target_ladders.previous_deadline_on IS 'deadline of the rung below / 上一级截止日';
COMMENT ON COLUMN report.target_ladders.previous_value IS 'what the rung below asks for / 上一级目标';
COMMENT ON COLUMN report.target_ladders.step IS 'this rung less the one below / 与上一级之差';
COMMENT ON COLUMN report.target_ladders.is_rising IS 'true where it asks for no less than the rung below / 是否不低于上一级';
COMMENT ON COLUMN report.target_ladders.is_restated IS 'true where several claims set this deadline / 同一期限是否有多处表述';
COMMENT ON COLUMN report.target_ladders.reasons IS 'SAME_SERIES, or POPULATION_SUBSET where it counts a subset / 原因代码';
COMMENT ON COLUMN report.target_ladders.source_name IS 'document / 文件名';
COMMENT ON COLUMN report.target_ladders.published_on IS 'date of publication / 发布日期';
COMMENT ON COLUMN report.target_ladders.quote IS 'the words that state it / 原文';
COMMENT ON COLUMN report.target_ladders.basis_zh IS 'basis, Chinese / 口径（中文）';
COMMENT ON COLUMN report.target_ladders.basis_en IS 'basis, English / 口径（英文）';
COMMENT ON COLUMN report.target_ladders.ladder_kind_zh IS 'kind of ladder, Chinese / 阶梯类型（中文）';
COMMENT ON COLUMN report.target_ladders.ladder_kind_en IS 'kind of ladder, English / 阶梯类型（英文）';
