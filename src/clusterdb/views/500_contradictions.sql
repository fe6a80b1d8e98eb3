-- Grain: one row a pair of claims that cannot both hold (pair_id): two results, or two targets, on one measure, region,
-- cluster, scope, unit, basis and period, whose intervals do not meet. A target that a later document sets anew is
-- `revised`, all else a `contradiction`. Differences of half a per cent, or of 0.05 points, pass as rounding.
CREATE VIEW report.contradictions AS
WITH claims AS (
    SELECT
        'target' AS kind,
        t.source_id, t.claim_id, t.metric_code, t.metric_key, t.metric_text, t.province_code, t.region_name,
        t.value, t.unit_code, t.basis, t.period_end_on, t.span_start, t.span_end, t.published_on,
        concat_ws(
            '|', t.metric_key, coalesce(t.region_code, t.region_name), coalesce(t.cluster_code, t.cluster_name, '-'),
            coalesce(t.scope, '-'), t.unit_code, t.basis, coalesce(t.period_start_on::text, '-'), t.period_end_on
        ) AS series,
        CASE WHEN t.sense = 1 THEN t.need_low ELSE -t.need_high END AS low,
        CASE WHEN t.sense = 1 THEN t.need_high ELSE -t.need_low END AS high
    FROM comparison.known_targets AS t
    WHERE t.value IS NOT NULL AND t.period_end_on IS NOT NULL
    UNION ALL
    SELECT
        'achievement' AS kind,
        a.source_id, a.claim_id, a.metric_code, a.metric_key, a.metric_text, a.province_code, a.region_name,
        a.value, a.unit_code, a.basis, a.period_end_on, a.span_start, a.span_end, a.published_on,
        concat_ws(
            '|', a.metric_key, coalesce(a.region_code, a.region_name), coalesce(a.cluster_code, a.cluster_name, '-'),
            coalesce(a.scope, '-'), a.unit_code, a.basis, coalesce(a.period_start_on::text, '-'), a.period_end_on
        ) AS series,
        CASE
            WHEN a.comparator IN ('lt', 'le') THEN '-Infinity'::numeric
            WHEN a.comparator = 'approx' THEN a.value - band.tolerance
            ELSE a.value
        END AS low,
        CASE
            WHEN a.comparator IN ('gt', 'ge') THEN 'Infinity'::numeric
            WHEN a.comparator = 'approx' THEN a.value + band.tolerance
            ELSE coalesce(a.value_high, a.value)
        END AS high
    FROM comparison.known_achievements AS a
    CROSS JOIN LATERAL (
        SELECT
            CASE
                WHEN a.unit_code IN ('%', 'pp') THEN (SELECT c.rate_tolerance FROM comparison.settings AS c)
                ELSE abs(a.value) * (SELECT c.amount_tolerance FROM comparison.settings AS c)
            END AS tolerance
        OFFSET 0
    ) AS band
    WHERE a.value IS NOT NULL AND a.period_end_on IS NOT NULL AND a.hedge <> 'expected'
)

SELECT
    concat(a.claim_id, ':', b.claim_id)::varchar(80) AS pair_id,
    a.kind::varchar AS kind,
    fault.code::varchar(16) AS fault,
    CASE fault.code WHEN 'revised' THEN '修订' ELSE '矛盾' END::varchar(16) AS fault_zh,
    CASE fault.code WHEN 'revised' THEN 'revised' ELSE 'contradiction' END::varchar(16) AS fault_en,
    a.province_code::varchar AS province_code,
    p.name_zh::varchar(64) AS province_zh,
    p.name_en::varchar(64) AS province_en,
    a.region_name::varchar(200) AS region,
    a.metric_key::varchar AS metric_key,
    coalesce(m.name_zh, a.metric_text)::varchar(400) AS metric_zh,
    coalesce(m.name_en, a.metric_text)::varchar(400) AS metric_en,
    a.basis::varchar AS basis,
    a.unit_code::varchar(64) AS unit_code,
    a.period_end_on,
    a.claim_id::varchar(36) AS first_id,
    a.value::double precision AS first_value,
    a.published_on AS first_published_on,
    s1.name::varchar(255) AS first_source_name,
    substr(s1.text, a.span_start + 1, a.span_end - a.span_start) AS first_quote,
    b.claim_id::varchar(36) AS second_id,
    b.value::double precision AS second_value,
    b.published_on AS second_published_on,
    s2.name::varchar(255) AS second_source_name,
    substr(s2.text, b.span_start + 1, b.span_end - b.span_start) AS second_quote,
    (b.value - a.value)::double precision AS difference,
    ((b.value - a.value) / nullif(abs(a.value), 0))::double precision AS relative_difference,
    CASE a.kind WHEN 'target' THEN '目标' ELSE '成果' END::varchar(16) AS kind_zh,
    CASE a.kind WHEN 'target' THEN 'target' ELSE 'result' END::varchar(16) AS kind_en,
    u.name_zh::varchar(64) AS unit_zh,
    u.name_en::varchar(64) AS unit_en,
    ba.name_zh::varchar(64) AS basis_zh,
    ba.name_en::varchar(64) AS basis_en
FROM claims AS a
INNER JOIN claims AS b
    ON
        a.kind = b.kind AND a.series = b.series
        AND (coalesce(a.published_on, '1900-01-01'), a.claim_id) < (coalesce(b.published_on, '1900-01-01'), b.claim_id)
CROSS JOIN LATERAL (
    SELECT
        CASE WHEN a.kind = 'target' AND a.published_on < b.published_on THEN 'revised' ELSE 'contradiction' END AS code,
        CASE
            WHEN a.unit_code IN ('%', 'pp') THEN 0.05
            ELSE greatest(abs(a.value), abs(b.value)) * 0.005
        END AS rounding
    OFFSET 0
) AS fault
INNER JOIN public.sources AS s1 ON a.source_id = s1.source_id
INNER JOIN public.sources AS s2 ON b.source_id = s2.source_id
LEFT JOIN public.provinces AS p ON a.province_code = p.province_code
LEFT JOIN public.metrics AS m ON a.metric_code = m.metric_code
LEFT JOIN public.units AS u ON a.unit_code = u.unit_code
LEFT JOIN public.bases AS ba ON a.basis = ba.basis
WHERE a.high + fault.rounding < b.low OR b.high + fault.rounding < a.low;

COMMENT ON VIEW report.contradictions IS
'One row a pair of claims of one series and period that cannot both hold / 每行一对互相矛盾（或已修订）的陈述';
COMMENT ON COLUMN report.contradictions.pair_id IS 'key of the pair / 配对标识';
COMMENT ON COLUMN report.contradictions.kind IS 'target or achievement / 目标或成果';
COMMENT ON COLUMN report.contradictions.fault IS 'contradiction, or revised: a later document sets the target anew / 类型代码';
COMMENT ON COLUMN report.contradictions.fault_zh IS 'the same, Chinese / 类型（中文）';
COMMENT ON COLUMN report.contradictions.fault_en IS 'the same, English / 类型（英文）';
COMMENT ON COLUMN report.contradictions.province_code IS 'province, GB/T 2260 code / 省级行政区代码';
COMMENT ON COLUMN report.contradictions.province_zh IS 'province, Chinese / 省（中文）';
COMMENT ON COLUMN report.contradictions.province_en IS 'province, English / 省（英文）';
COMMENT ON COLUMN report.contradictions.region IS 'region / 区域';
COMMENT ON COLUMN report.contradictions.metric_key IS 'metric: the code, or w: and the words / 指标键';
COMMENT ON COLUMN report.contradictions.metric_zh IS 'metric, Chinese / 指标（中文）';
COMMENT ON COLUMN report.contradictions.metric_en IS 'metric, English / 指标（英文）';
COMMENT ON COLUMN report.contradictions.basis IS 'stock, flow, growth, share … / 口径代码';
COMMENT ON COLUMN report.contradictions.unit_code IS 'unit / 单位代码';
COMMENT ON COLUMN report.contradictions.period_end_on IS 'last day of the period, date, or deadline / 时期结束、时点或截止日';
COMMENT ON COLUMN report.contradictions.first_id IS 'the earlier claim / 先一条陈述';
COMMENT ON COLUMN report.contradictions.first_value IS 'its number / 先一条的数值';
COMMENT ON COLUMN report.contradictions.first_published_on IS 'when it was published / 先一条的发布日期';
COMMENT ON COLUMN report.contradictions.first_source_name IS 'its document / 先一条所在文件';
COMMENT ON COLUMN report.contradictions.first_quote IS 'its words / 先一条原文';
COMMENT ON COLUMN report.contradictions.second_id IS 'the later claim / 后一条陈述';
COMMENT ON COLUMN report.contradictions.second_value IS 'its number / 后一条的数值';
COMMENT ON COLUMN report.contradictions.second_published_on IS 'when it was published / 后一条的发布日期';
COMMENT ON COLUMN report.contradictions.second_source_name IS 'its document / 后一条所在文件';
COMMENT ON COLUMN report.contradictions.second_quote IS 'its words / 后一条原文';
COMMENT ON COLUMN report.contradictions.difference IS 'second less first / 差额';
COMMENT ON COLUMN report.contradictions.relative_difference IS 'the same as a share of the first / 相对差';
COMMENT ON COLUMN report.contradictions.kind_zh IS 'kind, Chinese / 类型（中文）';
COMMENT ON COLUMN report.contradictions.kind_en IS 'kind, English / 类型（英文）';
COMMENT ON COLUMN report.contradictions.unit_zh IS 'unit, Chinese / 单位（中文）';
COMMENT ON COLUMN report.contradictions.unit_en IS 'unit, English / 单位（英文）';
COMMENT ON COLUMN report.contradictions.basis_zh IS 'basis, Chinese / 口径（中文）';
COMMENT ON COLUMN report.contradictions.basis_en IS 'basis, English / 口径（英文）';
