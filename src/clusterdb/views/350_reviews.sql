-- Grain: one row a review (review_id), and whether it still stands. A review outlives the claim that it is about.
CREATE VIEW report.reviews AS
SELECT
    r.review_id::varchar(20) AS review_id,
    r.action::varchar(16) AS action,
    CASE r.action WHEN 'accept' THEN '认可' WHEN 'reject' THEN '否决' WHEN 'correct' THEN '更正' ELSE '撤回' END::varchar(16) AS action_zh,
    r.action::varchar(16) AS action_en,
    r.field::varchar(64) AS field,
    r.corrected_value,
    c.as_read ->> r.field AS read_value,
    r.reason,
    r.reviewer::varchar(200) AS reviewer,
    to_char(r.reviewed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')::varchar(32) AS reviewed_at,
    (r.reviewed_at AT TIME ZONE 'UTC')::date AS reviewed_on,
    now_is.state::varchar(16) AS state,
    CASE now_is.state
        WHEN 'standing' THEN '有效'
        WHEN 'superseded' THEN '已被取代'
        WHEN 'withdrawn' THEN '已撤回'
        WHEN 'orphaned' THEN '陈述已不存在'
        ELSE '无法应用'
    END::varchar(16) AS state_zh,
    CASE now_is.state
        WHEN 'orphaned' THEN 'the claim is gone'
        WHEN 'unsuitable' THEN 'no longer suits the claim'
        ELSE now_is.state
    END::varchar(32) AS state_en,
    r.kind::varchar(16) AS kind,
    r.metric_text,
    r.quote,
    r.source_name::varchar(255) AS source_name,
    r.source_id::varchar(36) AS source_id,
    r.claim_id::varchar(36) AS claim_id,
    CASE r.kind WHEN 'target' THEN '目标' ELSE '成果' END::varchar(16) AS kind_zh,
    CASE r.kind WHEN 'target' THEN 'target' ELSE 'result' END::varchar(16) AS kind_en
FROM public.reviews AS r
LEFT JOIN LATERAL (
    SELECT t.as_read
    FROM public.targets AS t
    WHERE t.claim_id = r.claim_id AND t.source_id = r.source_id
    UNION ALL
    SELECT a.as_read
    FROM public.achievements AS a
    WHERE a.claim_id = r.claim_id AND a.source_id = r.source_id
    LIMIT 1
) AS c ON TRUE
CROSS JOIN LATERAL (
    SELECT
        coalesce(bool_or(n.action = 'withdraw'), FALSE) AS is_withdrawn,
        coalesce(bool_or(
            CASE
                WHEN r.action = 'correct' THEN n.action = 'correct' AND n.field = r.field
                ELSE n.action IN ('accept', 'reject')
            END
        ), FALSE) AS is_superseded
    FROM public.reviews AS n
    WHERE
        n.claim_id = r.claim_id
        AND n.source_id = r.source_id
        AND (n.reviewed_at, n.review_id) > (r.reviewed_at, r.review_id)
) AS later
CROSS JOIN LATERAL (
    SELECT
        CASE
            WHEN r.action <> 'withdraw' AND later.is_withdrawn THEN 'withdrawn'
            WHEN r.action <> 'withdraw' AND later.is_superseded THEN 'superseded'
            WHEN r.action = 'withdraw' THEN 'standing'
            WHEN c.as_read IS NULL THEN 'orphaned'
            WHEN r.action = 'correct' AND (c.as_read -> r.field) IS NULL THEN 'unsuitable'
            ELSE 'standing'
        END AS state
) AS now_is;

COMMENT ON VIEW report.reviews IS
'One row a review of a claim: who said what, when and why, and whether it still stands / 每行一条人工审核';
COMMENT ON COLUMN report.reviews.review_id IS 'key of the review / 审核标识';
COMMENT ON COLUMN report.reviews.action IS 'accept, reject, correct, or withdraw all before it / 动作';
COMMENT ON COLUMN report.reviews.action_zh IS 'action, Chinese / 动作（中文）';
COMMENT ON COLUMN report.reviews.action_en IS 'action, English / 动作（英文）';
COMMENT ON COLUMN report.reviews.field IS 'column that is corrected / 更正的字段';
COMMENT ON COLUMN report.reviews.corrected_value IS 'the right value, as text / 更正值';
COMMENT ON COLUMN report.reviews.read_value IS 'what the rules read there now / 规则的原读值';
COMMENT ON COLUMN report.reviews.reason IS 'why / 理由';
COMMENT ON COLUMN report.reviews.reviewer IS 'who / 审核人';
COMMENT ON COLUMN report.reviews.reviewed_at IS 'when, UTC / 时间（UTC）';
COMMENT ON COLUMN report.reviews.reviewed_on IS 'day of the review, UTC / 审核日期';
COMMENT ON COLUMN report.reviews.state IS
'standing, superseded, withdrawn, orphaned (the claim is gone) or unsuitable (it no longer suits the claim) / 状态代码';
COMMENT ON COLUMN report.reviews.state_zh IS 'state, Chinese / 状态（中文）';
COMMENT ON COLUMN report.reviews.state_en IS 'state, English / 状态（英文）';
COMMENT ON COLUMN report.reviews.kind IS 'target or achievement, when it was reviewed / 审核时的类型';
COMMENT ON COLUMN report.reviews.metric_text IS 'the measured thing when it was reviewed / 审核时的指标原文';
COMMENT ON COLUMN report.reviews.quote IS 'the words of the claim when it was reviewed / 审核时的原文';
COMMENT ON COLUMN report.reviews.source_name IS 'file name / 文件名';
COMMENT ON COLUMN report.reviews.source_id IS 'document''s key / 文档标识';
COMMENT ON COLUMN report.reviews.claim_id IS 'key of the target or achievement / 目标或成果标识';
COMMENT ON COLUMN report.reviews.kind_zh IS 'kind, Chinese / 类型（中文）';
COMMENT ON COLUMN report.reviews.kind_en IS 'kind, English / 类型（英文）';
