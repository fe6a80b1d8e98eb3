-- Grain: one row a target that was known on the day asked for, with what was known of it then.
-- SELECT status, count(*) FROM report.target_status_at('2022-01-21') GROUP BY status;
CREATE FUNCTION report.target_status_at(known_on date) RETURNS SETOF report.target_status
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    before text := coalesce(current_setting('clusterdb.known_on', TRUE), '');
BEGIN
    PERFORM set_config('clusterdb.known_on', coalesce(known_on::text, ''), TRUE);
    RETURN QUERY TABLE report.target_status;
    PERFORM set_config('clusterdb.known_on', before, TRUE);
END
$$;
COMMENT ON FUNCTION report.target_status_at(date) IS
'report.target_status as known on a day: documents published later do not count / 按某日已知文档得出的目标状态';
