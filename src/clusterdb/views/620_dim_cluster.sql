-- Grain: one row a cluster (cluster_key): all of the catalogue, and each that claims name and the catalogue lacks.
CREATE VIEW report.dim_cluster AS
SELECT
    k.cluster_code::varchar AS cluster_key,
    k.cluster_code::varchar AS cluster_code,
    k.name_zh::varchar(200) AS cluster_zh,
    k.name_en::varchar(200) AS cluster_en,
    k.tier::varchar(64) AS tier,
    k.parent_code::varchar AS parent_code,
    up.name_zh::varchar(200) AS parent_zh,
    up.name_en::varchar(200) AS parent_en,
    k.scheme_code::varchar AS scheme_code,
    h.name_zh::varchar(200) AS scheme_zh,
    h.name_en::varchar(200) AS scheme_en,
    k.region_code::varchar AS region_code,
    r.name_zh::varchar(200) AS region_zh,
    r.name_en::varchar(200) AS region_en,
    k.is_confirmed,
    TRUE AS is_catalogued
FROM public.clusters AS k
INNER JOIN public.cluster_schemes AS h ON k.scheme_code = h.scheme_code
LEFT JOIN public.clusters AS up ON k.parent_code = up.cluster_code
LEFT JOIN public.regions AS r ON k.region_code = r.region_code
UNION ALL
SELECT
    concat('w:', f.cluster_name)::varchar AS cluster_key,
    NULL AS cluster_code,
    f.cluster_name::varchar(200) AS cluster_zh,
    f.cluster_name::varchar(200) AS cluster_en,
    NULL AS tier,
    NULL AS parent_code,
    NULL AS parent_zh,
    NULL AS parent_en,
    NULL AS scheme_code,
    NULL AS scheme_zh,
    NULL AS scheme_en,
    NULL AS region_code,
    NULL AS region_zh,
    NULL AS region_en,
    FALSE AS is_confirmed,
    FALSE AS is_catalogued
FROM (
    SELECT t.cluster_name::varchar(200) AS cluster_name
    FROM comparison.told_targets AS t
    WHERE t.cluster_code IS NULL AND t.cluster_name IS NOT NULL
    UNION
    SELECT a.cluster_name::varchar(200) AS cluster_name
    FROM comparison.known_achievements AS a
    WHERE a.cluster_code IS NULL AND a.cluster_name IS NOT NULL
) AS f;

COMMENT ON VIEW report.dim_cluster IS
'One row a cluster; fact_claims joins on cluster_key / 每行一个集群，以 cluster_key 与 fact_claims 关联';
COMMENT ON COLUMN report.dim_cluster.cluster_key IS
'key: the code, or w: and the name where the catalogue has none / 集群键：代码，目录外为 w: 加名称';
COMMENT ON COLUMN report.dim_cluster.cluster_code IS 'cluster, NULL where the catalogue has none / 集群代码';
COMMENT ON COLUMN report.dim_cluster.cluster_zh IS 'cluster, Chinese / 集群（中文）';
COMMENT ON COLUMN report.dim_cluster.cluster_en IS 'cluster, English where the catalogue has it / 集群（英文）';
COMMENT ON COLUMN report.dim_cluster.tier IS 'tier in its scheme (pillar, emerging, group) / 集群层级';
COMMENT ON COLUMN report.dim_cluster.parent_code IS 'group that it is in / 所属组代码';
COMMENT ON COLUMN report.dim_cluster.parent_zh IS 'that group, Chinese / 所属组（中文）';
COMMENT ON COLUMN report.dim_cluster.parent_en IS 'that group, English / 所属组（英文）';
COMMENT ON COLUMN report.dim_cluster.scheme_code IS 'scheme whose list it is on / 集群体系代码';
COMMENT ON COLUMN report.dim_cluster.scheme_zh IS 'scheme, Chinese / 集群体系（中文）';
COMMENT ON COLUMN report.dim_cluster.scheme_en IS 'scheme, English / 集群体系（英文）';
COMMENT ON COLUMN report.dim_cluster.region_code IS 'where it is / 所在区域代码';
COMMENT ON COLUMN report.dim_cluster.region_zh IS 'where it is, Chinese / 所在区域（中文）';
COMMENT ON COLUMN report.dim_cluster.region_en IS 'where it is, English / 所在区域（英文）';
COMMENT ON COLUMN report.dim_cluster.is_confirmed IS 'true where a source was seen for it / 是否已有出处';
COMMENT ON COLUMN report.dim_cluster.is_catalogued IS 'false where the catalogue lacks it / 是否在目录中';
