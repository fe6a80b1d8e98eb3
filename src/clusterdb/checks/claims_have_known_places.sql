-- A claim about a region of the catalogue lies in that region's province.
SELECT
    f.claim_id AS subject,
    concat(f.region_name, ' (', f.region_code, ') is put in ', coalesce(f.province_code, 'no province')) AS detail
FROM (
    SELECT
        t.claim_id,
        t.region_code,
        t.region_name,
        t.province_code
    FROM public.targets AS t
    UNION ALL
    SELECT
        a.claim_id,
        a.region_code,
        a.region_name,
        a.province_code
    FROM public.achievements AS a
) AS f
INNER JOIN public.regions AS r ON f.region_code = r.region_code
WHERE f.province_code IS DISTINCT FROM r.province_code;
