"""Press texts, notices and plans: how far they look, what 今年 and 目前 mean in them, whose figures they tell."""

from __future__ import annotations

import pytest
from tests.unit.writing import check, claims, review


def press(*lines: str, published: str = "2022-09-15", title: str = "青岛市工业经济新闻", **known: object):
    return claims(*lines, title=title, published=published, issuer=None, kind="news", **known)


def a_plan(*lines: str, title: str, published: str = "2021-06-10"):
    return claims(*lines, title=title, published=published, kind="plan", issuer="青岛市人民政府")


@pytest.mark.parametrize(
    ("title", "end"),
    [
        ("青岛市数字经济三年行动计划（2021—2023年）", "2023-12-31"),
        ("青岛市“十四五”数字经济发展规划", "2025-12-31"),
        ("青岛市2022年5G基站建设任务", "2022-12-31"),
        ("关于印发《青岛市工业强市实施方案（2021—2024年）》的通知", "2024-12-31"),
    ],
)
def test_plan_looks_as_far_as_its_title_says(title: str, end: str):
    (fact,) = a_plan("新增高新技术企业500家。", title=title)
    check(fact, kind="target")
    assert str(fact.period_end) == end


def test_plan_without_years_looks_to_its_first_deadline():
    facts = a_plan(
        "到2024年底，建成5G基站3万个。", "新增上云企业2000家。", title="青岛市加快工业互联网发展若干政策措施"
    )
    assert [str(f.period_end) for f in facts] == ["2024-12-31", "2024-12-31"]


def test_what_was_before_a_plan_is_told_of():
    facts = a_plan("2020年，高新技术企业达到4396家。", title="青岛市科技创新行动计划（2021—2023年）")
    check(facts[0], kind="achievement", period="..2020-12-31")


def test_years_of_a_plan_are_aims_one_by_one():
    first, second = a_plan(
        "——2022年，新增上云企业300家。",
        "——2023年，新增上云企业400家。",
        title="青岛市上云行动计划（2021—2023年）",
        published="2022-03-01",
    )
    check(first, kind="target", period="2022-01-01..2022-12-31")
    check(second, kind="target", period="2023-01-01..2023-12-31")


def test_deadline_holds_behind_a_semicolon():
    facts = press("力争通过三年努力，到2025年底，上云企业达到3万家；培育示范平台20个。")
    assert {(f.kind.value, str(f.period_end)) for f in facts} == {("target", "2025-12-31")}


def test_heading_leaves_the_years_above_it():
    facts = claims(
        "## 一、目标",
        "2021年，全市新建5G基站1.2万座。",
        "## 二、要求",
        "新增智慧灯杆900根。",
        title="青岛市2022年5G基站建设任务",
        published="2022-01-18",
        kind="plan",
    )
    assert [(f.kind.value, f.period_end.year) for f in facts] == [("achievement", 2021), ("target", 2022)]


def test_since_this_year_looks_back_up_to_now():
    (fact,) = press("今年以来，全市新增规上工业企业260家。")
    check(fact, kind="achievement", period="2022-01-01..2022-09-15")


def test_cut_off_date_holds_for_what_follows():
    facts = press("截至8月底，全市5G基站达到2.6万座。千兆用户达到110万户。")
    assert [str(f.period_end) for f in facts] == ["2022-08-31", "2022-08-31"]


def test_cut_off_date_lies_before_the_printing():
    (fact,) = press("截至11月底，全市5G基站达到2.6万座。", published="2022-01-08")
    check(fact, period="..2021-11-30")


def test_first_months_are_a_period():
    (fact,) = press("2021年前11个月，软件业务收入增长12%。", published="2022-01-08")
    check(fact, period="2021-01-01..2021-11-30")


def test_half_year_ahead_is_an_aim():
    (fact,) = press("今年上半年，开工率不低于60%。", published="2022-02-01")
    check(fact, kind="target", period="2022-01-01..2022-06-30")


def test_expected_for_a_year_that_runs_is_an_aim():
    (fact,) = press("今年全年预计新增“小巨人”企业40家以上。", published="2022-08-01")
    check(fact, kind="target", hedge="expected")


def test_zone_is_a_region_of_its_own():
    facts = press("烟台高新区实现产值380亿元。全区新增高新技术企业52家。", title="烟台高新区交出年度答卷")
    assert {f.region_name for f in facts} == {"烟台高新区"}
    assert {f.province_code for f in facts} == {"370000"}


def test_whole_county_is_the_county_and_not_the_city():
    facts = press("平度市位列青岛市第二。全市新增规上企业30家。", "胶州市里岔镇开工。", title="平度市项目建设")
    assert facts[-1].region_name == "平度市"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("即墨区、胶州市分别新建5G基站900座和800座。", [("即墨区", 900), ("胶州市", 800)]),
        ("济南、潍坊、淄博市各新建5G基站600座。", [("济南市", 600), ("潍坊市", 600), ("淄博市", 600)]),
        ("龙泉镇、田横镇分别新签约项目9个、7个。", [("龙泉镇", 9), ("田横镇", 7)]),
    ],
)
def test_places_in_turn(sentence: str, told: list[tuple[str, int]]):
    assert [(f.region_name, f.value) for f in review(sentence)] == told


def test_what_is_counted_was_said_before():
    facts = review("全省新建5G基站5万座。", "青岛市新建8000座，潍坊市新建4000座。")
    assert [(f.region_name, f.metric_code) for f in facts[1:]] == [
        ("青岛市", "base_station_5g"),
        ("潍坊市", "base_station_5g"),
    ]


@pytest.mark.parametrize(
    ("sentence", "metric", "value"),
    [
        ("高速公路投资86亿元，完成年度计划的105%。", "高速公路投资完成年度计划", 105),
        ("税收收入61亿元，剔除留抵退税因素增长4%。", "税收收入", 4),
        ("农产品加工业产值90亿元，是上一个五年的1.7倍。", "农产品加工业产值", "1.7"),
        ("“小巨人”企业实现营业收入310亿元、利润总额28亿元。", "“小巨人”企业利润总额", 2800000000),
        ("存款余额4100亿元，比年初增加260亿元。", "存款余额", 26000000000),
        ("集群已培育瞪羚企业35家，拥有创新平台16个。", "创新平台", 16),
    ],
)
def test_said_of_what_came_before(sentence: str, metric: str, value: object):
    check(review(sentence)[-1], metric=metric, value=value)


def test_three_sectors_have_a_share_each():
    facts = review("第一、二、三产业增加值占GDP比重分别为7%、41%和52%。")
    assert [f.metric_text[:4] for f in facts] == ["第一产业", "第二产业", "第三产业"]


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [("每万人拥有5G基站18个。", "count/10k-persons"), ("氢气年产能20万吨。", "t/a"), ("5G基站18个。", "count")],
)
def test_measure_tells_per_whom(sentence: str, unit: str):
    check(review(sentence)[0], unit=unit)


def test_share_is_about_so_much_where_the_word_stands_before_it():
    check(review("5G基站16万座，约占全国的12%。")[-1], value=12, comparator="approx")


@pytest.mark.parametrize(
    "lines",
    [
        ("在平度，一家鞋企的车间内，30多条生产线高速运转。", "“我们的订单增长了23%，库存下降12%。”该企业总监王强说。"),
        ("走进车间内，80台机械臂正在作业。",),
        ("某公司今年营收达6亿元，产品占全球市场三成。",),
        ("“公司投入2亿元，产能提高50%。”海润公司总经理介绍。",),
    ],
)
def test_what_one_firm_does_is_no_result_of_the_region(lines: tuple[str, ...]):
    assert press(*lines) == []


def test_scene_ends_where_the_whole_is_told_of():
    facts = press("在莱西，一家企业的车间内，12条生产线高速运转。全市规上工业增加值增长7%。")
    assert [int(f.value or 0) for f in facts] == [7]


def test_text_counts_what_its_title_names():
    facts = press(
        "分省份看，广东新增512家，居全国第一。安徽新增148家，湖北新增127家，分列第七、第八位。",
        title="国家级专精特新“小巨人”名单公布：广东领先",
    )
    assert [(f.region_name, f.value, f.unit) for f in facts] == [
        ("广东省", 512, "count"),
        ("广东省", 1, "rank"),
        ("安徽省", 148, "count"),
        ("湖北省", 127, "count"),
        ("安徽省", 7, "rank"),
        ("湖北省", 8, "rank"),
    ]
    assert {f.metric_code for f in facts} == {"little_giant_national"}


@pytest.mark.parametrize(
    ("sentence", "basis", "start"),
    [
        ("力争三年培养技能人才5万名。", "flow", "2019-01-01"),
        ("每年攻克关键技术20项。", "flow", None),
        ("全市集聚科研机构310家。", "stock", None),
        ("重点项目累计完成投资86亿元。", "flow", "2021-01-01"),
        ("累计建成充电桩1.2万个。", "stock", None),
    ],
)
def test_spans_and_running_totals(sentence: str, basis: str, start: str | None):
    (fact,) = review(sentence)
    check(fact, basis=basis)
    if start is not None:
        assert str(fact.period_start) == start


def test_aims_that_were_missed_are_missed():
    facts = review("社零总额增长0.4%，服务业增加值增长2%，均未达到年初预期目标。")
    assert {(f.metric_text, f.level) for f in facts if f.unit == "fulfilment"} == {
        ("社零总额", "missed"),
        ("服务业增加值", "missed"),
    }


def test_ratio_is_a_ratio():
    check(review("城乡居民收入比缩小至2.1：1。")[0], value="2.1", unit="ratio")


def test_rates_of_growth_are_each_ones_and_sums_are_not():
    assert len(review("装备制造业、食品加工业产值年均增长12%。")) == 2
    assert len(review("装备制造业、食品加工业产值达到300亿元。")) == 1


def test_year_amid_five_years_dates_its_own_clause():
    facts = claims(
        "# 2026年政府工作报告",
        "## 一、“十四五”时期工作回顾",
        "2025年人均可支配收入达到4.2万元。新增高新技术企业5200家。",
        published="2026-01-20",
        kind="government_work_report",
    )
    assert [f.period_start.year for f in facts if f.period_start] == [2025, 2021]


def test_label_of_a_paragraph_names_what_it_counts():
    facts = a_plan(
        "1．创新型中小企业。2022年新增280家，2023年新增300家。",
        title="青岛市中小企业培育行动方案（2021—2023年）",
    )
    assert [(f.metric_text, f.value, f.period_end.year) for f in facts] == [
        ("创新型中小企业", 280, 2022),
        ("创新型中小企业", 300, 2023),
    ]


def test_ministry_speaks_of_the_country():
    facts = claims(
        "各省、新疆生产建设兵团工业和信息化主管部门：",
        "到2025年，中小企业上云率超过45%。",
        title="工业和信息化部关于开展数字化行动的通知",
        issuer="工业和信息化部",
        published="2024-05-22",
        kind="plan",
    )
    assert [f.region_name for f in facts] == ["全国"]
