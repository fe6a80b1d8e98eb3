-- Grain: one row a region (region_key): all of the catalogue, and each place that a claim names and the catalogue lacks.
CREATE VIEW report.dim_region AS
SELECT
    r.region_code::varchar AS region_key,
    r.region_code::varchar AS region_code,
    r.name_zh::varchar(200) AS region_zh,
    r.name_en::varchar(200) AS region_en,
    r.kind::varchar(16) AS region_kind,
    k.name_zh::varchar(16) AS region_kind_zh,
    k.name_en::varchar(16) AS region_kind_en,
    r.parent_code::varchar AS parent_code,
    up.name_zh::varchar(200) AS parent_zh,
    up.name_en::varchar(200) AS parent_en,
    r.province_code::varchar AS province_code,
    p.name_zh::varchar(64) AS province_zh,
    p.name_en::varchar(64) AS province_en,
    p.short_name_zh::varchar(16) AS province_short,
    p.iso_code::varchar(5) AS province_iso,
    TRUE AS is_catalogued
FROM public.regions AS r
LEFT JOIN public.regions AS up ON r.parent_code = up.region_code
LEFT JOIN public.provinces AS p ON r.province_code = p.province_code
LEFT JOIN (
    VALUES
    ('nation', '全国', 'nation'), ('province', '省级', 'province'), ('prefecture', '地级', 'prefecture'),
    ('county', '县级', 'county'), ('zone', '功能区', 'zone'), ('informal', '习惯区域', 'informal area'),
    ('subarea', '片区', 'subarea')
) AS k (kind, name_zh, name_en) ON r.kind = k.kind
UNION ALL
SELECT
    concat('w:', w.region_name)::varchar AS region_key,
    NULL AS region_code,
    w.region_name::varchar(200) AS region_zh,
    w.region_name::varchar(200) AS region_en,
    'uncatalogued'::varchar(16) AS region_kind,
    '目录外'::varchar(16) AS region_kind_zh,
    'not catalogued'::varchar(16) AS region_kind_en,
    NULL AS parent_code,
    NULL AS parent_zh,
    NULL AS parent_en,
    w.province_code::varchar AS province_code,
    p.name_zh::varchar(64) AS province_zh,
    p.name_en::varchar(64) AS province_en,
    p.short_name_zh::varchar(16) AS province_short,
    p.iso_code::varchar(5) AS province_iso,
    FALSE AS is_catalogued
FROM (
    SELECT
        f.region_name,
        -- one name in two provinces lies in neither
        CASE WHEN min(f.province_code) = max(f.province_code) THEN min(f.province_code) END AS province_code
    FROM (
        SELECT t.region_name::varchar(200) AS region_name, t.province_code
        FROM comparison.told_targets AS t
        WHERE t.region_code IS NULL
        UNION ALL
        SELECT a.region_name::varchar(200) AS region_name, a.province_code
        FROM comparison.known_achievements AS a
        WHERE a.region_code IS NULL
    ) AS f
    GROUP BY f.region_name
) AS w
LEFT JOIN public.provinces AS p ON w.province_code = p.province_code;

COMMENT ON VIEW report.dim_region IS
'One row a region; fact_claims joins on region_key / 每行一个区域，以 region_key 与 fact_claims 关联';
COMMENT ON COLUMN report.dim_region.region_key IS
'key: the code, or w: and the name where the catalogue has none / 区域键：代码，目录外为 w: 加名称';
COMMENT ON COLUMN report.dim_region.region_code IS 'GB/T 2260 code, or x-… for a place without one / 区域代码';
COMMENT ON COLUMN report.dim_region.region_zh IS 'region, Chinese / 区域（中文）';
COMMENT ON COLUMN report.dim_region.region_en IS 'region, English where the catalogue has it / 区域（英文）';
COMMENT ON COLUMN report.dim_region.region_kind IS
'nation, province, prefecture, county, zone, informal, subarea or uncatalogued / 区域类型代码';
COMMENT ON COLUMN report.dim_region.region_kind_zh IS 'kind, Chinese / 区域类型（中文）';
COMMENT ON COLUMN report.dim_region.region_kind_en IS 'kind, English / 区域类型（英文）';
COMMENT ON COLUMN report.dim_region.parent_code IS 'region that it is part of / 上级区域代码';
COMMENT ON COLUMN report.dim_region.parent_zh IS 'that region, Chinese / 上级区域（中文）';
COMMENT ON COLUMN report.dim_region.parent_en IS 'that region, English / 上级区域（英文）';
COMMENT ON COLUMN report.dim_region.province_code IS 'province, GB/T 2260 code / 省级行政区代码';
COMMENT ON COLUMN report.dim_region.province_zh IS 'province, Chinese / 省（中文）';
COMMENT ON COLUMN report.dim_region.province_en IS 'province, English / 省（英文）';
COMMENT ON COLUMN report.dim_region.province_short IS 'province without 省, 市 or 自治区, for charts / 省的简短名称';
COMMENT ON COLUMN report.dim_region.province_iso IS 'province, ISO 3166-2 code / 省的 ISO 3166-2 代码';
COMMENT ON COLUMN report.dim_region.is_catalogued IS 'false where the catalogue lacks it / 是否在目录中';
