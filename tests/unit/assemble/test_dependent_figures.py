"""Figures that lean on another one, signs, and words that are no part of a measure."""

from __future__ import annotations

import pytest
from tests.unit.writing import check, claims, review


@pytest.mark.parametrize(
    ("sentence", "aside"),
    [
        ("公路投资86亿元，完成预算的101%，增长3%。", "公路投资完成预算"),
        ("公路投资86亿元，为年度计划的104%，增长3%。", "公路投资为年度计划"),
        ("快递业务量9亿件，日均247万件，增长3%。", "日均快递业务量"),
    ],
)
def test_what_follows_is_said_of_the_subject_again(sentence: str, aside: str):
    first, second, third = review(sentence)
    check(second, metric=aside, code=None)
    check(third, metric=first.metric_text, value=3, basis="growth")


@pytest.mark.parametrize(
    ("sentence", "value", "basis"),
    [
        ("人口自然增长率-0.8‰。", "-0.08", "growth"),
        ("单位产品价格同比下降0.6元。", "-0.6", "growth"),
        ("重污染天气减少12天。", "-12", "growth"),
        ("经营主体减少3200户。", "3200", "flow"),
        ("外贸保持两成以上增长。", "20", "growth"),
        ("外贸保持20%以上增长。", "20", "growth"),
    ],
)
def test_sign_and_growth(sentence: str, value: str, basis: str):
    check(review(sentence)[0], value=value, basis=basis)


def test_minus_in_a_list_of_rates():
    facts = review("化工、建材增加值分别增长7%和-2%。")
    assert [(f.metric_text, str(f.value)) for f in facts] == [("化工增加值", "7"), ("建材增加值", "-2")]


@pytest.mark.parametrize(
    ("sentence", "metric"),
    [
        ("市场主体突破1000万户大关。", "市场主体"),
        ("存款余额比上月增加60亿元。", "存款余额"),
        ("数字化率较2022年提高了27个百分点。", "数字化率"),
        ("工业投资两年平均增长8%。", "工业投资"),
        ("收入比上年减少63亿元。", "收入"),
    ],
)
def test_what_is_no_part_of_the_measure(sentence: str, metric: str):
    check(review(sentence)[0], metric=metric)


@pytest.mark.parametrize(
    "sentence",
    [
        "兜住民生底线，新增床位3万张。",
        "其中山区县占92%。",
        "推广元宇宙应用30个。",
        "作为中西部第一经济大省，新增床位3万张。",
    ],
)
def test_borders_of_words(sentence: str):
    facts = review(sentence)
    assert {f.region_name for f in facts} == {"山东省"}
    assert {f.period_end.isoformat() for f in facts if f.period_end} == {"2021-12-31"}
    assert "rank" not in {f.unit for f in facts}


def test_change_since_a_named_year_runs_from_it():
    check(review("收入突破80亿元，是2018年的1.4倍。")[-1], period="2019-01-01..2021-12-31")
    check(review("高新技术企业达到3360家，较“十三五”末增长15%。")[-1], period="2021-01-01..2021-12-31")
    check(review("澳资企业超6600户，较3年前增长44%。")[-1], period="2019-01-01..2021-12-31")


def test_contribution_is_no_growth_of_the_series():
    facts = review("规上工业增加值增长10%，拉动GDP增长3个百分点。")
    assert [f.metric_code is None for f in facts] == [False, True]


def test_date_behind_an_agency_is_the_day_of_printing(tmp_path):
    from clusterdb.read import read_document

    page = tmp_path / "简报.txt"
    page.write_text("烟台高新区简报\n烟台高新区管委会 2025年10月9日\n前三季度，完成产值380亿元。\n", encoding="utf-8")
    assert str(read_document(page).published_on) == "2025-10-09"


def test_headline_names_what_the_rates_are_of():
    (fact,) = claims(
        "烟台的增速达到5.4%。", title="各市固定资产投资出炉", published="2022-07-20", issuer="山东省统计局"
    )
    check(fact, metric="固定资产投资增速", region="烟台市")


def test_measures_before_a_semicolon_are_at_hand():
    facts = claims(
        "到2025年，数控化率、普及率分别达到60%、30%；到2030年分别达到70%、50%。",
        title="山东省碳达峰实施方案",
        published="2022-07-20",
        kind="plan",
    )
    assert [(f.metric_text, str(f.value), f.period_end.year) for f in facts if f.period_end] == [
        ("数控化率", "60", 2025),
        ("普及率", "30", 2025),
        ("数控化率", "70", 2030),
        ("普及率", "50", 2030),
    ]


@pytest.mark.parametrize("sentence", ["支持项目684个。", "开发公益性岗位3500个。", "规上企业由64家增加到118家。"])
def test_objects_and_rises_are_counted(sentence: str):
    assert len(review(sentence)) == 1
