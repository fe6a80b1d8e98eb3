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


def test_share_of_the_task_is_that_of_each():
    facts = review("培育创新型中小企业900家、省级绿色工厂40家，分别完成年度目标的112%和133%。")
    assert [f.metric_text for f in facts[2:]] == ["创新型中小企业完成年度目标", "省级绿色工厂完成年度目标"]


def test_contributions_are_those_of_whoever_brought_them():
    facts = review("外资企业贡献了12%的税收、30%的出口，民营企业贡献全市六成以上的就业。")
    assert [f.metric_text for f in facts] == ["外资企业贡献税收", "外资企业贡献出口", "民营企业贡献就业"]
    assert {f.metric_code for f in facts} == {None}


def test_noun_behind_the_last_tier_is_that_of_all():
    facts = plan("打造1个万亿级、3个五千亿级、10个千亿级先进制造业集群。")
    assert [(f.metric_text, int(f.value)) for f in facts] == [
        ("万亿级先进制造业集群", 1),
        ("五千亿级先进制造业集群", 3),
        ("千亿级先进制造业集群", 10),
    ]


def test_brackets_hold_no_conjuncts():
    fact = review("97%的县（市、区）建成县级融媒体中心。")[0]
    assert "（市、区）" in fact.metric_text
    assert len(review("所有市（州）、县（市、区）均实现5G网络覆盖。")) == 1


def test_ratios_may_close_in():
    fact = review("城乡居民收入比由2.45缩小至2.38。")[0]
    check(fact, metric="城乡居民收入比", value="2.38", unit="ratio")


def test_per_thousand_of_the_old():
    check(review("每千名老年人拥有养老床位36张。")[0], unit="count/1k-persons")


def test_whole_nouns_lend_nothing_to_their_neighbours():
    facts = review("全省进出口、实际使用外资分别增长8%、5%。")
    assert [f.metric_text for f in facts] == ["进出口", "实际使用外资"]


def test_five_years_so_far_without_the_word_period():
    facts = review("单位GDP能耗下降3.9%，“十四五”累计下降8.2%。")
    check(facts[1], metric="单位GDP能耗", period="2021-01-01..2021-12-31")
