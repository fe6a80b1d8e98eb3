-- Grain: one row a document found (document_path), read or set aside: what became of every figure in it.
CREATE VIEW report.completeness AS
SELECT
    d.path AS document_path,
    d.source_id::varchar(36) AS source_id,
    d.name::varchar(255) AS source_name,
    d.title AS source_title,
    d.published_on,
    d.published_precision::varchar(8) AS published_precision,
    d.state::varchar(16) AS state,
    d.reason AS rejected_reason,
    d.char_count,
    coalesce(c.targets, 0)::integer AS targets,
    coalesce(c.achievements, 0)::integer AS achievements,
    coalesce(c.claims, 0)::integer AS claims,
    coalesce(c.figures, 0)::integer AS figures_claimed,
    coalesce(k.figures, 0)::integer AS figures_left_out,
    (coalesce(c.figures, 0) + coalesce(k.figures, 0))::integer AS figures,
    (coalesce(c.figures, 0)::numeric / nullif(coalesce(c.figures, 0) + coalesce(k.figures, 0), 0))::double precision AS share_claimed,
    k.reasons::varchar(400) AS left_out_reasons,
    k.reasons_zh::varchar(400) AS left_out_reasons_zh,
    k.reasons_en::varchar(400) AS left_out_reasons_en,
    c.mean_confidence::double precision AS mean_confidence,
    d.told_by_id::varchar(36) AS told_by_id,
    CASE d.state WHEN 'read' THEN '已读' WHEN 'same_bytes' THEN '重复' ELSE '未能入库' END::varchar(16) AS state_zh,
    CASE d.state WHEN 'read' THEN 'read' WHEN 'same_bytes' THEN 'same bytes as another' ELSE 'rejected' END::varchar(32) AS state_en
FROM (
    SELECT
        s.path,
        s.source_id,
        s.name,
        s.title,
        s.published_on,
        s.published_precision,
        s.char_count,
        NULL::text AS reason,
        CASE
            WHEN s.source_id = (
                SELECT same.source_id
                FROM public.sources AS same
                WHERE same.sha256 = s.sha256
                ORDER BY same.source_id
                LIMIT 1
            ) THEN 'read'
            ELSE 'same_bytes'
        END AS state,
        (
            SELECT same.source_id
            FROM public.sources AS same
            WHERE same.sha256 = s.sha256
            ORDER BY same.source_id
            LIMIT 1
        ) AS told_by_id
    FROM public.sources AS s
    UNION ALL
    SELECT
        x.path,
        NULL AS source_id,
        regexp_replace(x.path, '^.*[/\\]', '') AS name,
        NULL AS title,
        NULL AS published_on,
        NULL AS published_precision,
        NULL AS char_count,
        concat_ws('; ', x.reason, x.remedy) AS reason,
        'rejected' AS state,
        NULL AS told_by_id
    FROM public.rejected_documents AS x
    LEFT JOIN public.sources AS s ON x.path = s.path
    WHERE s.path IS NULL
) AS d
LEFT JOIN (
    SELECT
        f.source_id,
        count(*) AS claims,
        count(*) FILTER (WHERE f.kind = 'target') AS targets,
        count(*) FILTER (WHERE f.kind = 'achievement') AS achievements,
        count(DISTINCT concat(f.figure_start, '-', f.figure_end)) FILTER (WHERE f.figure_start < f.figure_end) AS figures,
        avg(f.confidence) AS mean_confidence
    FROM (
        SELECT
            'target' AS kind, t.source_id, t.figure_start, t.figure_end, t.confidence
        FROM public.targets AS t
        UNION ALL
        SELECT
            'achievement' AS kind, a.source_id, a.figure_start, a.figure_end, a.confidence
        FROM public.achievements AS a
    ) AS f
    GROUP BY f.source_id
) AS c ON d.source_id = c.source_id
LEFT JOIN (
    SELECT
        n.source_id,
        sum(n.figures) AS figures,
        string_agg(n.reason_code || ' ' || n.figures, ', ' ORDER BY n.figures DESC, n.reason_code) AS reasons,
        string_agg(w.name_zh || ' ' || n.figures, '；' ORDER BY n.figures DESC, n.reason_code) AS reasons_zh,
        string_agg(w.name_en || ' ' || n.figures, '; ' ORDER BY n.figures DESC, n.reason_code) AS reasons_en
    FROM (
        SELECT
            x.source_id,
            x.reason_code,
            count(*) AS figures
        FROM public.skipped_figures AS x
        GROUP BY x.source_id, x.reason_code
    ) AS n
    INNER JOIN public.skip_reasons AS w ON n.reason_code = w.reason_code
    GROUP BY n.source_id
) AS k ON d.source_id = k.source_id;

COMMENT ON VIEW report.completeness IS
'One row a document: its figures, its claims, what was left out and why / 每行一份文档：数字、陈述、未采用的数字及原因';
COMMENT ON COLUMN report.completeness.document_path IS 'where it was found / 路径';
COMMENT ON COLUMN report.completeness.source_id IS 'document''s key, NULL where it was set aside / 文档标识';
COMMENT ON COLUMN report.completeness.source_name IS 'file name / 文件名';
COMMENT ON COLUMN report.completeness.source_title IS 'title / 标题';
COMMENT ON COLUMN report.completeness.published_on IS 'date of publication / 发布日期';
COMMENT ON COLUMN report.completeness.published_precision IS 'day, month or year: how precisely the date of publication is known / 发布日期精度';
COMMENT ON COLUMN report.completeness.state IS 'read, same_bytes (as another path) or rejected / 状态：已读、重复、未能入库';
COMMENT ON COLUMN report.completeness.rejected_reason IS 'why it was set aside / 未能入库的原因';
COMMENT ON COLUMN report.completeness.char_count IS 'characters of its text / 正文字符数';
COMMENT ON COLUMN report.completeness.targets IS 'targets / 目标数';
COMMENT ON COLUMN report.completeness.achievements IS 'results / 成果数';
COMMENT ON COLUMN report.completeness.claims IS 'targets and results / 陈述数';
COMMENT ON COLUMN report.completeness.figures_claimed IS
'figures that are part of a claim; one figure may carry several claims / 进入陈述的数字';
COMMENT ON COLUMN report.completeness.figures_left_out IS 'figures that are nobody''s claim / 未作为陈述的数字';
COMMENT ON COLUMN report.completeness.figures IS 'figures found / 数字总数';
COMMENT ON COLUMN report.completeness.share_claimed IS
'share of the figures that are part of a claim; not additive / 进入陈述的比例（不可相加）';
COMMENT ON COLUMN report.completeness.left_out_reasons IS 'codes of the reasons with their counts / 未采用原因代码及数量';
COMMENT ON COLUMN report.completeness.left_out_reasons_zh IS 'the same, Chinese / 未采用原因（中文）';
COMMENT ON COLUMN report.completeness.left_out_reasons_en IS 'the same, English / 未采用原因（英文）';
COMMENT ON COLUMN report.completeness.mean_confidence IS 'mean confidence of the claims; not additive / 陈述平均置信度（不可相加）';
COMMENT ON COLUMN report.completeness.told_by_id IS
'key of the document whose claims the other views show for these bytes, its own unless same_bytes / 代表文档标识';
COMMENT ON COLUMN report.completeness.state_zh IS 'state, Chinese / 状态（中文）';
COMMENT ON COLUMN report.completeness.state_en IS 'state, English / 状态（英文）';
