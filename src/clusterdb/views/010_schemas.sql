-- Grain: none. The two schemas of the views: `report` is for people and BI tools, `comparison` holds the steps to it.
CREATE SCHEMA IF NOT EXISTS report;
COMMENT ON SCHEMA report IS 'what psql and BI tools read: views only / 供查询与 BI 工具使用的视图';
CREATE SCHEMA IF NOT EXISTS comparison;
COMMENT ON SCHEMA comparison IS 'the steps from facts to verdicts; read report instead / 比较的中间步骤，请查询 report';
