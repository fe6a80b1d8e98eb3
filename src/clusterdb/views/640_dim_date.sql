-- Grain: one row a day (date_on), without gaps, from the first to the last year that a claim or a document knows.
CREATE VIEW report.dim_date AS
SELECT
    d.date_on,
    d.date_year,
    d.date_quarter,
    d.date_month,
    d.date_day,
    concat(d.date_year, '年第', d.date_quarter, '季度')::varchar(16) AS quarter_zh,
    concat(d.date_year, ' Q', d.date_quarter)::varchar(16) AS quarter_en,
    concat(d.date_year, '年', d.date_month, '月')::varchar(16) AS month_zh,
    to_char(d.date_on, 'YYYY-MM')::varchar(16) AS month_en,
    -- five years each since the sixth (1981–1985); 十四五 is 2021–2025
    CASE
        WHEN d.plan BETWEEN 6 AND 19
            THEN concat(CASE WHEN d.plan >= 10 THEN '十' END, substr('一二三四五六七八九', nullif(d.plan % 10, 0), 1), '五')
    END::varchar(8) AS plan_zh,
    CASE WHEN d.plan BETWEEN 6 AND 19 THEN concat(d.plan, 'th five-year plan') END::varchar(24) AS plan_en,
    d.date_on = (date_trunc('year', d.date_on) + interval '1 year - 1 day')::date AS is_year_end
FROM (
    SELECT
        day.date_on::date AS date_on,
        extract(YEAR FROM day.date_on)::integer AS date_year,
        extract(QUARTER FROM day.date_on)::integer AS date_quarter,
        extract(MONTH FROM day.date_on)::integer AS date_month,
        extract(DAY FROM day.date_on)::integer AS date_day,
        (extract(YEAR FROM day.date_on)::integer - 1981) / 5 + 6 AS plan
    FROM (
        SELECT
            least(min(f.first_on), current_date) AS first_on,
            greatest(max(f.last_on), current_date) AS last_on
        FROM (
            SELECT
                min(least(t.period_start_on, t.period_end_on)) AS first_on,
                max(t.period_end_on) AS last_on
            FROM public.targets AS t
            UNION ALL
            SELECT
                min(least(a.period_start_on, a.period_end_on)) AS first_on,
                max(a.period_end_on) AS last_on
            FROM public.achievements AS a
            UNION ALL
            SELECT
                min(s.published_on) AS first_on,
                max(s.published_on) AS last_on
            FROM public.sources AS s
        ) AS f
    ) AS known
    CROSS JOIN LATERAL generate_series(
        date_trunc('year', known.first_on::timestamp),
        date_trunc('year', known.last_on::timestamp) + interval '1 year - 1 day',
        interval '1 day'
    ) AS day (date_on)
) AS d;

COMMENT ON VIEW report.dim_date IS
'One row a day; fact_claims joins on period_end_on or published_on / 每行一天，以 period_end_on 或 published_on 与 fact_claims 关联';
COMMENT ON COLUMN report.dim_date.date_on IS 'key: the day / 日期';
COMMENT ON COLUMN report.dim_date.date_year IS 'year / 年';
COMMENT ON COLUMN report.dim_date.date_quarter IS 'quarter, 1 to 4 / 季度';
COMMENT ON COLUMN report.dim_date.date_month IS 'month, 1 to 12 / 月';
COMMENT ON COLUMN report.dim_date.date_day IS 'day of the month / 日';
COMMENT ON COLUMN report.dim_date.quarter_zh IS 'year and quarter, Chinese / 年与季度（中文）';
COMMENT ON COLUMN report.dim_date.quarter_en IS 'year and quarter, English / 年与季度（英文）';
COMMENT ON COLUMN report.dim_date.month_zh IS 'year and month, Chinese / 年与月（中文）';
COMMENT ON COLUMN report.dim_date.month_en IS 'year and month, English / 年与月（英文）';
COMMENT ON COLUMN report.dim_date.plan_zh IS 'five-year plan, Chinese (十四五: 2021 to 2025) / 五年规划（中文）';
COMMENT ON COLUMN report.dim_date.plan_en IS 'five-year plan, English / 五年规划（英文）';
COMMENT ON COLUMN report.dim_date.is_year_end IS 'true on 31 December / 是否年末';
