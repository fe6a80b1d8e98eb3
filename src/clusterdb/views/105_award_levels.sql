-- Grain: one row a level of award (level): who gives a title, and what that is called. A level that is not here has no
-- name beside its own.
CREATE VIEW comparison.award_levels AS
SELECT
    award.level,
    award.name_zh,
    award.name_en
FROM (
    VALUES
    ('国家级', '国家级', 'national'),
    ('省级', '省级', 'provincial'),
    ('市级', '市级', 'municipal'),
    ('any', '未注明级别', 'level not said')
) AS award (level, name_zh, name_en);
COMMENT ON VIEW comparison.award_levels IS 'One row a level of award with its names / 每行一个认定级别及其名称';
