-- Grain: none. The codes that the views speak, each with its Chinese and English name, and the thresholds they use.
-- A threshold that a user has changed stays as it is.
INSERT INTO public.comparison_classes (class_code, name_zh, name_en, sort_order) VALUES
('evaluable', '可直接比较', 'same series, same period', 1),
('progress', '进展（期限前）', 'same series, before the deadline', 2),
('lower_bound', '下限（只能证明达成）', 'lower bound: can prove met', 3),
('upper_bound', '上限（只能证明未达成）', 'upper bound: can prove missed', 4),
('partial_scope', '仅部分范围', 'part of the area only', 5),
('indicative', '仅供参考（口径更窄或相关）', 'narrower or related measure', 6),
('reference', '背景（更早时期）', 'an earlier period', 7),
('not_comparable', '不可比', 'not comparable', 8),
('no_result', '没有相关成果', 'no result found', 9)
ON CONFLICT (class_code) DO UPDATE
SET name_zh = excluded.name_zh, name_en = excluded.name_en, sort_order = excluded.sort_order;

INSERT INTO public.statuses (status_code, name_zh, name_en, sort_order) VALUES
('exceeded', '超额完成', 'exceeded', 1),
('met', '完成', 'met', 2),
('met_early', '提前完成', 'met early', 3),
('missed', '未完成', 'missed', 4),
('indeterminate', '无法判定', 'cannot be told', 5),
('not_comparable', '有报告但不可比', 'reported, but not comparable', 6),
('due_no_report', '到期未见报告', 'due, no report found', 7),
('not_yet_due', '未到期', 'not yet due', 8),
('no_deadline', '无期限', 'no deadline', 9)
ON CONFLICT (status_code) DO UPDATE
SET name_zh = excluded.name_zh, name_en = excluded.name_en, sort_order = excluded.sort_order;

INSERT INTO public.comparison_reasons (reason_code, name_zh, name_en) VALUES
('SAME_SERIES', '同一指标、区域、单位、口径与时期', 'same measure, region, unit, basis and period'),
('MATCHED_BY_WORDS', '目录外指标，仅按文字匹配', 'measure outside the catalogue, matched by its words alone'),
('POPULATION_SUBSET', '成果只统计其中一部分对象', 'the result counts a subset of the population'),
('POPULATION_SUPERSET', '成果统计的对象更广', 'the result counts a wider population'),
('METRIC_NARROWER', '成果的定义更窄', 'the result has a narrower definition'),
('METRIC_BROADER', '成果的定义更宽', 'the result has a broader definition'),
('METRIC_RELATED', '相关但不同的指标', 'a related but different measure'),
('LEVEL_DIFFERS', '认定级别不同', 'awarded at another level'),
('REGION_PART', '成果只涉及部分区域', 'the result is about a part of the region'),
('REGION_WHOLE', '成果涉及更大的区域', 'the result is about a larger region'),
('REGION_OVERLAPS', '区域部分重叠', 'the regions overlap in part'),
('REGION_DISJOINT', '区域不同', 'another region'),
('REGION_UNKNOWN', '区域不在目录中', 'a region outside the catalogue'),
('ADMIN_GEO_CONFLICT', '行政管理与地理所在不一致', 'administered by one region, lying in another'),
('SCOPE_PARTIAL', '成果只涉及部分范围', 'the result covers a part of the area or group'),
('SCOPE_WIDER', '成果涉及更大的范围', 'the result covers more than the target asks'),
('SCOPE_DIFFERS', '范围不同', 'another part of the area or group'),
('CLUSTER_DIFFERS', '集群不同', 'another cluster'),
('UNIT_DIFFERS', '单位不同', 'the units differ'),
('BASIS_DIFFERS', '口径不同（存量、增量、增速、占比）', 'stock, flow, growth or share: not the same'),
('NOT_ADDITIVE', '指标不可跨区域或对象相加', 'the measure cannot be added up'),
('RANK_ONLY', '成果只有名次', 'the result gives a rank only'),
('CLAIM_ONLY', '只有自我宣布，没有数字', 'self-declared, without a number'),
('FORECAST', '成果为预计数', 'the result is a forecast'),
('PRELIMINARY', '期后公布的初步数（“预计”）', 'a preliminary figure, published when the period was over'),
('IMPLAUSIBLE', '与目标相差过大，可能并非同一事物', 'so far from the target that it may be another thing'),
('TARGET_UNQUANTIFIED', '目标没有数字或等级', 'the target has no number or level'),
('RESULT_UNQUANTIFIED', '成果没有数字或等级', 'the result has no number or level'),
('DEADLINE_MISSING', '目标没有期限', 'the target has no deadline'),
('RESULT_DATE_MISSING', '成果没有日期', 'the result has no date'),
('PERIOD_BEFORE', '成果属于更早的时期', 'the result is of an earlier period'),
('PERIOD_TO_DATE', '成果为期内累计', 'the result is to date within the period'),
('PERIOD_DIFFERS', '时期不同', 'another period'),
('PERIOD_SPANS_YEARS', '多年累计或年均，与目标时期不同', 'a total or average over other years'),
('EACH_YEAR', '成果说的是多年中的每一年', 'said of every year of a longer period'),
('PERIOD_UNCLEAR', '时期的起点不明', 'the period has no known start'),
('AS_OF_BEFORE_DEADLINE', '数据早于期限', 'as of a date before the deadline'),
('AS_OF_AFTER_DEADLINE', '数据晚于期限', 'as of a date after the deadline'),
('PERIOD_NOT_OVER', '发布时该时期尚未结束', 'published before the period was over'),
('SAME_DOCUMENT', '与目标出自同一份未注明日期的文档', 'from the same document as the target, whose date is unknown'),
('ISSUER_DIFFERS', '发布机构所属区域不同', 'issued by another government'),
('LOW_CONFIDENCE', '抽取置信度低', 'read with low confidence'),
('AT_THE_MARK', '恰为目标数（可能经四舍五入）', 'printed at the mark itself, perhaps rounded'),
('BASICALLY_REACHED', '“基本”达到', 'only "basically" reached'),
('RESULTS_DIFFER', '各处成果数不一致', 'results contradict each other'),
('CORROBORATED', '多个来源一致', 'several sources agree'),
('STOCK_DIFFERENCE', '由期初与期末存量之差推算（净增，只能证明达成）', 'derived from two stocks: net growth, which can prove met only'),
('SUM_OF_PARTS', '由所有组成区域汇总推算', 'derived from all parts of the region')
ON CONFLICT (reason_code) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en;

INSERT INTO public.parameters (name, value, default_value, note) VALUES
(
    'stock_days_before', 45, 45,
    'a stock counts as of the deadline when dated at most so many days before it / 存量数据可早于期限的天数'
),
(
    'look_back_days', 1095, 1095,
    'results that ended so many days before the target was set and its period began are no candidates / 成果最多可早于目标的天数'
),
('amount_tolerance', 0.05, 0.05, '左右 of an amount: share on either side / “左右”对数量的容差（比例）'),
('rate_tolerance', 0.25, 0.25, '左右 of a rate: percentage points on either side / “左右”对比率的容差（百分点）'),
('near_share', 0.95, 0.95, '近 means at least this share of the number / “近”的下限（比例）'),
('on_track_ratio', 0.95, 0.95, 'pace from which a target is on track / 进度正常的最低比率'),
('confidence_margin', 0.1, 0.1, 'results whose confidence differs by less weigh the same / 视为同等可信的置信度差'),
('verdict_confidence', 0.3, 0.3, 'a target or result read with less confidence decides nothing / 参与判定的最低置信度'),
(
    'plausible_ratio', 3, 3,
    'an amount more than so many times the target, or less than that part of it, decides nothing / 与目标相差超过此倍数不作判定'
),
('plausible_points', 20, 20, 'a rate more percentage points off the target decides nothing / 与目标相差超过此百分点不作判定'),
('words_confidence', 0.8, 0.8, 'a match by words weighs so much of one by code / 文字匹配的置信度折扣')
ON CONFLICT (name) DO UPDATE
SET
    value = CASE
        WHEN public.parameters.value = public.parameters.default_value THEN excluded.value
        ELSE public.parameters.value
    END,
    default_value = excluded.default_value,
    note = excluded.note;
