"""Turns of phrase that the genre uses for its figures."""

from __future__ import annotations

import pytest
from tests.unit.writing import check, claims, plan, reasons, review


def test_amount_that_bounds_a_group_is_not_the_count():
    sentence = "191家工业企业营业收入超百亿元。"
    (fact,) = review(sentence)
    check(fact, value=191, unit="count")
    assert reasons(sentence)["百亿元"] == "threshold"


def test_amount_that_defines_what_is_counted():
    (fact,) = review("拥有年产值超100亿元的园区8个。")
    check(fact, value=8, unit="count")


def test_counted_subject_is_only_the_size():
    sentence = "64个县市新增城镇常住人口30.5万人。"
    (fact,) = review(sentence)
    check(fact, metric="城镇常住人口", value=305000, basis="flow")
    assert reasons(sentence)["64个"] == "scope_count"


def test_shared_noun_of_a_list_ends_it():
    facts = review("化工、汽车制造、电子信息等重点行业产值分别增长22.8%、14.2%和13.9%。")
    assert [f.metric_text for f in facts] == ["化工产值", "汽车制造产值", "电子信息产值"]


def test_rate_may_stand_before_its_noun():
    (fact,) = review("对外贸易实现12.5%的增长。")
    check(fact, metric="对外贸易", value="12.5", basis="growth")


def test_growth_noun_may_stand_behind_its_rate():
    (fact,) = review("青岛2.5%的增速低于全国。")
    check(fact, metric="增速", value="2.5", basis="growth", region="青岛市")


def test_spelled_share_behind_a_verb_names_what_follows():
    (fact,) = review("全省有七成行业实现增长。")
    check(fact, metric="行业实现增长", value=70, basis="share")


def test_text_runs_on_behind_a_list_mark():
    count, growth = review("荣获53个奖项、比上年增长12%。")
    check(count, metric="奖项", value=53)
    check(growth, metric="奖项", value=12, basis="growth")


def test_noun_that_says_too_little_keeps_its_verb():
    (fact,) = review("带动就业47.6万人。")
    check(fact, metric="带动就业", value=476000)


def test_year_inside_a_rise_dates_its_figure_alone():
    facts = claims(
        "## 2022年重点工作举措", "数字经济核心产业增加值由2018年的3000亿元增长到2020年的4930亿元，2022年增长8%以上。"
    )
    assert [(str(f.value), f.period_end.year) for f in facts][-1] == ("8", 2022)


def test_month_just_told_is_the_current_one():
    facts = review("12月，规上工业增加值增长8%，当月出口增长12%。")
    assert {f.period_end.isoformat() for f in facts} == {"2021-12-31"}
    assert {f.period_precision for f in facts} == {"month"}


@pytest.mark.parametrize(
    ("sentence", "figure", "reason"),
    [
        ("续航超千公里氢能重卡下线。", "千公里", "name"),
        ("迈上4个万亿元台阶。", "万亿元", "name"),
        ("前三分之一企业利润较好。", "三分之一", "ordinal"),
        ("形成千亿级产业集群。", "千亿", "name"),
        ("深化新一代信息技术应用。", "一", "name"),
        ("千方百计稳增长。", "百", "name"),
        ("企业增长两位数。", "两位数", "vague"),
        ("来自青岛的78个应用在全国1.2万个项目中脱颖而出。", "1.2万个", "scope_count"),
    ],
)
def test_manner_of_speaking_is_no_claim(sentence: str, figure: str, reason: str):
    assert reasons(sentence)[figure] == reason


def test_at_least_before_a_verb():
    (fact,) = plan("至少新增园区12个。")
    check(fact, value=12, comparator="ge")


def test_income_above_the_nations_is_a_gap():
    (fact,) = review("全省人均可支配收入比全国平均水平高1200元。")
    check(fact, value=1200, unit="CNY", basis="gap")


def test_people_need_no_counter():
    (fact,) = review("全年游客突破5亿。")
    check(fact, value=5 * 10**8, comparator="gt")
    assert fact.unit in ("persons", "person-times")


def test_population_needs_no_counter():
    (fact,) = review("全省人口达到1.01亿。")
    check(fact, value=101 * 10**6)


@pytest.mark.parametrize(("sentence", "value"), [("获得国家奖励三项。", 3), ("建成新冠疫苗生产线三条。", 3)])
def test_spelled_count_at_the_end_is_a_claim(sentence: str, value: int):
    (fact,) = review(sentence)
    check(fact, value=value, unit="count")


def test_two_measures_joined_by_and_reach_it_both():
    facts = review("危险废物综合治理率和污水处理达标率均达95%。")
    assert sorted(f.metric_text for f in facts) == ["危险废物综合治理率", "污水处理达标率"]


def test_bare_number_of_a_list_shares_the_unit():
    facts = review("规模化、智能化水平分别提高2.1、3.2个百分点。")
    assert [(str(f.value), f.unit) for f in facts] == [("2.1", "pp"), ("3.2", "pp")]


def test_relative_place_is_no_measure():
    assert "全省" not in [f.metric_text for f in review("全省迈上14万亿元新台阶、连续36年居全国首位。")]


@pytest.mark.xfail(strict=True, reason="a standing list is taken for an addition")
def test_standing_list_is_a_level_and_a_dated_one_an_addition():
    (standing,) = review("3个集群入选国家级先进制造业集群名单。")
    (dated,) = review("3个集群入选第三批国家级先进制造业集群名单。")
    assert (standing.basis.value, dated.basis.value) == ("stock", "flow")


def test_level_held_over_years_is_told_of_all_of_them():
    facts = claims("## “十三五”时期工作回顾", "高新技术产业产值占比保持在40%以上。", "森林覆盖率提高到20.9%。")
    assert [f.period_start.year for f in facts if f.period_start] == [2016, 2020]


@pytest.mark.parametrize(
    ("sentence", "basis"),
    [
        ("粮食总产稳定在1000亿斤以上。", "flow"),
        ("机场旅客吞吐量达到6000万人次。", "flow"),
        ("累计支持企业技术改造项目320个。", "stock"),
        ("新发布国家标准120项。", "flow"),
        ("制定修订地方标准320项。", "flow"),
        ("320项改革事项落地。", "flow"),
        ("节水灌溉面积320万亩。", "stock"),
        ("清理整治河湖320公里。", "flow"),
        ("民营企业销售收入占比70%。", "share"),
        ("一般工业固废综合利用率79%。", "share"),
    ],
)
def test_nature_of_the_measure_tells_the_basis(sentence: str, basis: str):
    (fact,) = review(sentence)
    check(fact, basis=basis)


def test_spring_report_turns_back_by_a_cue():
    facts = claims(
        "今年是实施“十四五”规划的关键之年，全省将新增上市公司40家。",
        "回顾过去，全省新增上市公司30家。",
        kind="government_work_report",
        issuer="山东省人民政府",
    )
    assert [(f.kind.value, f.period_end.year) for f in facts] == [("target", 2022), ("achievement", 2021)]


def test_undated_document_goes_by_its_words():
    facts = claims("回顾，全省新增上市公司12家。", "下一步，力争新增上市公司15家。", published=None)
    assert [f.kind.value for f in facts] == ["achievement", "target"]


def test_deadline_in_an_undated_document_is_a_target():
    (fact,) = claims("到2025年底，全省上市公司达到400家。", published=None)
    check(fact, kind="target", period="..2025-12-31")


def test_year_of_an_undated_document_is_over():
    (fact,) = claims("2020年，全省新增上市公司12家。", published=None)
    check(fact, kind="achievement")


def test_reading_section_of_the_year_of_printing():
    (fact,) = claims("## 2022年上半年工作总结", "今年新增上市公司12家。", published="2022-07-20")
    assert fact.kind.value == "achievement"
    assert fact.period_end.year == 2022


@pytest.mark.parametrize(
    ("sentence", "value", "unit", "basis"),
    [
        ("荣获国家奖励53项。", 53, "count", "flow"),
        ("释放低空空域资源320处。", 320, "count", "flow"),
        ("现有省级以上园区120个。", 120, "count", "stock"),
        ("120个省级园区运行良好。", 120, "count", "stock"),
        ("高速公路总里程8000公里。", 8000, "km", "stock"),
        ("水利工程供水面积120万亩。", 1200000, "mu", "stock"),
        ("工业用电量保持在3000亿千瓦时。", 3 * 10**11, "kWh", "flow"),
        ("旅客吞吐量保持在6000万人次。", 6 * 10**7, "person-times", "flow"),
        ("年产值增加1200亿元。", 1200 * 10**8, "CNY", "flow"),
        ("经营主体减少3200户。", 3200, "count", "flow"),
        ("数字经济规模缩小到1.2万亿元。", 12 * 10**11, "CNY", "stock"),
        ("餐饮收入规模1200亿元。", 1200 * 10**8, "CNY", "flow"),
        ("志愿者人数突破500万。", 5 * 10**6, "persons", "stock"),
    ],
)
def test_what_is_counted_and_how(sentence: str, value: int, unit: str, basis: str):
    fact, *_ = review(sentence)
    check(fact, value=value, unit=unit, basis=basis)


def test_visits_are_no_visitors():
    (fact,) = review("接待游客人次突破500万。")
    check(fact, unit="person-times", basis="flow")


def test_rate_that_fell_by_times():
    (fact,) = review("审批时限缩短2倍。")
    check(fact, unit="times", basis="growth")


def test_far_away_quote_is_cut_to_its_clause():
    long = "全省国家级绿色工厂达到215家，" + "绿色发展水平持续提升、资源能源利用效率稳步提高，" * 8 + "比上年增加32家。"
    facts = review(long)
    assert all(len(f.span) <= 130 for f in facts)
