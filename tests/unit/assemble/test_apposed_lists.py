"""Lists that say how many they name, and what later clauses say of all of them."""

from __future__ import annotations

from tests.unit.writing import check, plan, reasons, review


def test_list_of_the_clause_before_has_a_figure_each():
    facts = review("全省打造绿色食品、清洁能源、现代旅游三大支柱产业，上半年分别实现产值320亿元、210亿元、95亿元。")
    assert [(f.metric_text, int(f.value / 10**8)) for f in facts] == [
        ("绿色食品产业产值", 320),
        ("清洁能源产业产值", 210),
        ("现代旅游产业产值", 95),
    ]


def test_number_of_a_list_is_no_part_of_its_last_name():
    facts = review("钢铁、建材、轻工三大行业营业收入分别增长5.1%、4.2%和9.8%，合计拉动规上工业增长2.2个百分点。")
    assert [f.metric_text for f in facts] == [
        "钢铁营业收入",
        "建材营业收入",
        "轻工营业收入",
        "三大行业营业收入拉动规上工业",
    ]


def test_what_cities_have_together_is_none_of_theirs():
    facts = review("济南、青岛、烟台三市工业投资分别增长16.2%、14.8%和11.3%，合计占全省的52.6%。")
    assert [f.region_name for f in facts] == ["济南市", "青岛市", "烟台市", "山东省"]


def test_places_of_two_things_counted_before():
    facts = review("培育省级农业龙头企业320家、示范合作社1100家，数量分别居全国第五、第七位。")
    ranks = [(f.metric_text, int(f.value)) for f in facts if f.basis.value == "rank"]
    assert ranks == [("省级农业龙头企业数量", 5), ("示范合作社数量", 7)]


def test_shared_place_names_no_partner():
    fact = review("国家级工业设计中心达到19家，数量与湖北并列全国第六。")[1]
    check(fact, metric="国家级工业设计中心数量", value=6)


def test_from_a_fall_to_a_rise_is_one_growth():
    sentence = "规上工业企业利润900亿元，由上年下降3.5%转为增长6.2%。"
    assert [(f.basis.value, float(f.value)) for f in review(sentence)][1:] == [("growth", 6.2)]
    assert reasons(sentence)["3.5%"] == "baseline"


def test_goal_behind_a_rate_of_growth_is_one_too():
    assert [f.basis.value for f in plan("社会消费品零售总额增长6%，力争达到7%。")] == ["growth", "growth"]
    assert [f.basis.value for f in plan("高技术产业占比提高2个百分点，达到31%。")] == ["growth", "share"]


def test_that_year_is_the_one_told_of():
    facts = review("该生产线2019年3月投产，当年完成产值12亿元。")
    check(facts[-1], kind="achievement", period="2019-01-01..2019-12-31")


def test_income_is_not_that_of_the_staff():
    facts = review("园区现有企业416家，从业人员5.2万人，实现营业收入860亿元。")
    assert facts[2].metric_text == "营业收入"


def test_counts_of_today_stand():
    assert {f.basis.value for f in review("目前，全省已建成省级博物馆8个、社区书屋420个。")} == {"stock"}
    assert {f.basis.value for f in review("全年建成社区书屋420个。")} == {"flow"}


def test_doubled_twice_in_five_years():
    fact = review("快递业务量突破30亿件，五年翻了两番。")[1]
    check(fact, value=4, unit="times", basis="growth")
