-- Grain: one row. The thresholds, and the date at which everything is looked at.
-- SET clusterdb.known_on = '2022-01-21' makes every view answer as known on that day; unset, it is today.
CREATE VIEW comparison.settings AS
SELECT
    coalesce(nullif(current_setting('clusterdb.known_on', TRUE), '')::date, current_date) AS known_on,
    max(p.value) FILTER (WHERE p.name = 'stock_days_before')::integer AS stock_days_before,
    max(p.value) FILTER (WHERE p.name = 'look_back_days')::integer AS look_back_days,
    max(p.value) FILTER (WHERE p.name = 'amount_tolerance') AS amount_tolerance,
    max(p.value) FILTER (WHERE p.name = 'rate_tolerance') AS rate_tolerance,
    max(p.value) FILTER (WHERE p.name = 'near_share') AS near_share,
    max(p.value) FILTER (WHERE p.name = 'on_track_ratio') AS on_track_ratio,
    max(p.value) FILTER (WHERE p.name = 'confidence_margin') AS confidence_margin,
    max(p.value) FILTER (WHERE p.name = 'verdict_confidence') AS verdict_confidence,
    max(p.value) FILTER (WHERE p.name = 'plausible_ratio') AS plausible_ratio,
    max(p.value) FILTER (WHERE p.name = 'plausible_points') AS plausible_points,
    max(p.value) FILTER (WHERE p.name = 'words_confidence') AS words_confidence
FROM public.parameters AS p;
COMMENT ON VIEW comparison.settings IS 'One row: thresholds and the date of knowledge / 一行：阈值与“截至何时所知”';

-- Grain: one row a document known at that date. Of identical bytes under several paths one document counts.
CREATE VIEW comparison.known_sources AS
SELECT
    s.source_id,
    s.name,
    s.title,
    s.url,
    s.publisher,
    s.issuer_name,
    s.issuer_region_code,
    s.published_on,
    s.published_precision,
    s.document_kind,
    s.text
FROM public.sources AS s
WHERE
    (
        s.published_on IS NULL
        -- of a document that gives its year alone nobody can say that it was known in March; today it is
        OR CASE
            WHEN coalesce(current_setting('clusterdb.known_on', TRUE), '') = '' THEN s.published_on <= current_date
            ELSE (
                date_trunc(s.published_precision, s.published_on::timestamp)
                + ('1 ' || s.published_precision)::interval - interval '1 day'
            )::date <= current_setting('clusterdb.known_on', TRUE)::date
        END
    )
    -- written with <> because the planner then rightly expects to keep nearly all rows
    AND coalesce((
        SELECT 'copy'
        FROM public.sources AS same
        WHERE same.sha256 = s.sha256 AND same.source_id < s.source_id
        LIMIT 1
    ), '') <> 'copy';
COMMENT ON VIEW comparison.known_sources IS 'One row a document known at the date / 每行一份当时已知的文档';

-- Grain: one row a claim whose latest review rejects it.
CREATE VIEW comparison.rejected_claims AS
SELECT latest.claim_id
FROM (
    SELECT DISTINCT ON (r.source_id, r.claim_id)
        r.claim_id,
        r.action
    FROM public.reviews AS r
    WHERE r.action <> 'correct'
    ORDER BY r.source_id ASC, r.claim_id ASC, r.reviewed_at DESC, r.review_id DESC
) AS latest
WHERE latest.action = 'reject';
COMMENT ON VIEW comparison.rejected_claims IS 'One row a claim that a reviewer has rejected / 每行一条被审核否决的陈述';
