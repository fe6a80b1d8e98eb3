-- Grain: one row a document known at the date (source_id); of identical bytes under several paths one document counts.
CREATE VIEW report.dim_source AS
SELECT
    s.source_id::varchar(36) AS source_id,
    s.name::varchar(255) AS source_name,
    s.title AS source_title,
    s.url AS source_url,
    s.publisher::varchar(200) AS publisher,
    s.issuer_name::varchar(200) AS issuer_name,
    s.issuer_region_code::varchar AS issuer_region_code,
    r.name_zh::varchar(200) AS issuer_region_zh,
    r.name_en::varchar(200) AS issuer_region_en,
    s.document_kind::varchar(32) AS document_kind,
    s.published_on,
    extract(YEAR FROM s.published_on)::integer AS published_year,
    s.published_precision::varchar(8) AS published_precision
FROM comparison.known_sources AS s
LEFT JOIN public.regions AS r ON s.issuer_region_code = r.region_code;

COMMENT ON VIEW report.dim_source IS
'One row a document; fact_claims joins on source_id / 每行一份文档，以 source_id 与 fact_claims 关联';
COMMENT ON COLUMN report.dim_source.source_id IS 'document''s key / 文档标识';
COMMENT ON COLUMN report.dim_source.source_name IS 'file name / 文件名';
COMMENT ON COLUMN report.dim_source.source_title IS 'title of the document / 文档标题';
COMMENT ON COLUMN report.dim_source.source_url IS 'where it was published / 网址';
COMMENT ON COLUMN report.dim_source.publisher IS 'who printed it / 发布媒体';
COMMENT ON COLUMN report.dim_source.issuer_name IS 'who speaks / 发文或发言机构';
COMMENT ON COLUMN report.dim_source.issuer_region_code IS 'whose government the issuer is / 机构所属区域代码';
COMMENT ON COLUMN report.dim_source.issuer_region_zh IS 'that region, Chinese / 机构所属区域（中文）';
COMMENT ON COLUMN report.dim_source.issuer_region_en IS 'that region, English / 机构所属区域（英文）';
COMMENT ON COLUMN report.dim_source.document_kind IS 'kind of document / 文档类型';
COMMENT ON COLUMN report.dim_source.published_on IS 'date of publication / 发布日期';
COMMENT ON COLUMN report.dim_source.published_year IS 'year of that day / 发布年份';
COMMENT ON COLUMN report.dim_source.published_precision IS 'day, month or year / 发布日期精度';
