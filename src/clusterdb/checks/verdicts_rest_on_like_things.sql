-- A target is called exceeded, met or missed by a number of its own unit and basis, published when its time was over,
-- from evaluable evidence or a bound; by words alone only from its own issuer.
SELECT
    o.target_id AS subject,
    concat(o.status, ' from ', o.class_code, ' ', o.achievement_id, ': ', o.reasons) AS detail
FROM report.target_status AS o
WHERE
    o.status IN ('exceeded', 'met', 'missed')
    AND (
        o.class_code NOT IN ('evaluable', 'lower_bound', 'upper_bound')
        OR o.achievement_unit_code IS DISTINCT FROM o.unit_code
        OR o.achievement_basis IS DISTINCT FROM o.basis
        OR o.achievement_published_on < o.deadline_on
        OR o.achievement_end_on > o.deadline_on
        OR (o.class_code = 'lower_bound' AND o.status = 'missed')
        OR (o.class_code = 'upper_bound' AND o.status <> 'missed')
    );
