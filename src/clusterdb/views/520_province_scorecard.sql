-- Grain: one row a province and a year of deadlines (scorecard_id): what was set, what is due, what became of it. Targets of the
-- province's cities and zones count with it.
CREATE VIEW report.province_scorecard AS
WITH told AS (
    SELECT
        o.province_code,
        extract(YEAR FROM o.period_end_on)::integer AS target_year,
        o.status_code,
        o.class_code,
        o.attainment,
        o.self_declared_level,
        o.period_end_on < (SELECT c.known_on FROM comparison.settings AS c) AS is_due,
        row_number() OVER (
            PARTITION BY
                o.province_code, o.metric_key,
                coalesce(o.region_code, o.region_name), coalesce(o.cluster_code, o.cluster_name),
                o.scope, o.unit_code, o.basis, o.level, o.value, o.comparator, o.period_start_on, o.period_end_on
            ORDER BY o.published_on ASC NULLS LAST, o.claim_id ASC
        ) AS telling
    FROM comparison.outcomes AS o
    WHERE o.province_code IS NOT NULL
),

grades AS (
    SELECT
        t.province_code,
        t.target_year,
        count(*) AS targets,
        count(*) FILTER (WHERE t.is_due) AS due,
        count(*) FILTER (WHERE t.status_code IN ('exceeded', 'met', 'met_early', 'missed')) AS decided,
        count(*) FILTER (WHERE t.is_due AND t.status_code IN ('exceeded', 'met', 'met_early', 'missed')) AS due_decided,
        count(*) FILTER (WHERE t.status_code = 'exceeded') AS exceeded,
        count(*) FILTER (WHERE t.status_code IN ('met', 'met_early')) AS met,
        count(*) FILTER (WHERE t.status_code = 'missed') AS missed,
        count(*) FILTER (WHERE t.status_code IN ('indeterminate', 'not_comparable')) AS undecided,
        count(*) FILTER (WHERE t.status_code = 'due_no_report') AS silent,
        count(*) FILTER (WHERE t.status_code = 'not_yet_due') AS not_yet_due,
        count(*) FILTER (WHERE t.status_code = 'no_deadline') AS without_deadline,
        count(*) FILTER (WHERE t.self_declared_level IN ('met', 'exceeded')) AS self_declared,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY t.attainment::double precision) FILTER (
            WHERE t.is_due AND t.class_code = 'evaluable'
        ) AS median_attainment
    FROM told AS t
    WHERE t.telling = 1
    GROUP BY t.province_code, t.target_year
)

SELECT
    concat(g.province_code, ':', coalesce(g.target_year::text, '-'))::varchar(16) AS scorecard_id,
    g.province_code::varchar AS province_code,
    p.name_zh::varchar(64) AS province_zh,
    p.name_en::varchar(64) AS province_en,
    p.iso_code::varchar(5) AS province_iso,
    g.target_year,
    g.targets::integer AS targets,
    g.due::integer AS due,
    g.decided::integer AS decided,
    g.exceeded::integer AS exceeded,
    g.met::integer AS met,
    g.missed::integer AS missed,
    g.undecided::integer AS undecided,
    g.silent::integer AS silent,
    g.not_yet_due::integer AS not_yet_due,
    g.without_deadline::integer AS without_deadline,
    g.self_declared::integer AS self_declared,
    ((g.exceeded + g.met)::numeric / nullif(g.decided, 0))::double precision AS share_met,
    (g.due_decided::numeric / nullif(g.due, 0))::double precision AS share_decided,
    g.median_attainment
FROM grades AS g
INNER JOIN public.provinces AS p ON g.province_code = p.province_code;

COMMENT ON VIEW report.province_scorecard IS
'One row a province and year: targets set, due, met, missed, silent / 每行一省一年：目标设定、到期、完成、未完成、未报告';
COMMENT ON COLUMN report.province_scorecard.scorecard_id IS 'key of the row: province and year / 行标识：省与年份';
COMMENT ON COLUMN report.province_scorecard.province_code IS 'province, GB/T 2260 code / 省级行政区代码';
COMMENT ON COLUMN report.province_scorecard.province_zh IS 'province, Chinese / 省（中文）';
COMMENT ON COLUMN report.province_scorecard.province_en IS 'province, English / 省（英文）';
COMMENT ON COLUMN report.province_scorecard.province_iso IS 'province, ISO 3166-2 code / 省的 ISO 3166-2 代码';
COMMENT ON COLUMN report.province_scorecard.target_year IS 'year of the deadline, NULL where there is none / 目标年份';
COMMENT ON COLUMN report.province_scorecard.targets IS
'targets set; one that several documents tell counts once / 目标数（多处重复只计一次）';
COMMENT ON COLUMN report.province_scorecard.due IS 'of these, past their deadline / 已到期';
COMMENT ON COLUMN report.province_scorecard.decided IS 'exceeded, met, met early or missed / 有结论';
COMMENT ON COLUMN report.province_scorecard.exceeded IS 'exceeded / 超额完成';
COMMENT ON COLUMN report.province_scorecard.met IS 'met, early or in time / 完成（含提前）';
COMMENT ON COLUMN report.province_scorecard.missed IS 'missed / 未完成';
COMMENT ON COLUMN report.province_scorecard.undecided IS
'reported, but not comparable or not to be told / 有报告但不可比或无法判定';
COMMENT ON COLUMN report.province_scorecard.silent IS 'due, and no report found / 到期未见报告';
COMMENT ON COLUMN report.province_scorecard.not_yet_due IS 'not yet due / 未到期';
COMMENT ON COLUMN report.province_scorecard.without_deadline IS 'without a deadline / 无期限';
COMMENT ON COLUMN report.province_scorecard.self_declared IS
'said to be fulfilled in the government''s own words; apart from the verdicts / 自我宣布完成（另计）';
COMMENT ON COLUMN report.province_scorecard.share_met IS
'exceeded and met, of those decided; not additive / 完成比例（占有结论者，不可相加）';
COMMENT ON COLUMN report.province_scorecard.share_decided IS 'decided, of those due; not additive / 有结论比例（占已到期者，不可相加）';
COMMENT ON COLUMN report.province_scorecard.median_attainment IS
'median of result divided by target, where comparable and due; not additive / 完成率中位数（不可相加）';
