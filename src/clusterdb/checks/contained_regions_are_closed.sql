-- What lies whole in a region that lies whole in another lies in that other too, be it by another hierarchy.
SELECT
    concat(outer_part.ancestor_code, ' ⊃ ', inner_part.descendant_code) AS subject,
    concat('missing, although ', outer_part.descendant_code, ' lies between') AS detail
FROM public.region_members AS outer_part
INNER JOIN public.region_members AS inner_part
    ON outer_part.descendant_code = inner_part.ancestor_code AND outer_part.is_whole AND inner_part.is_whole
WHERE
    outer_part.ancestor_code <> inner_part.descendant_code
    AND NOT EXISTS (
        SELECT 1
        FROM public.region_members AS whole
        WHERE
            whole.ancestor_code = outer_part.ancestor_code
            AND whole.descendant_code = inner_part.descendant_code
    );
