"""Zones that no catalogue lists, airports and ports, and places that are only examples."""

from __future__ import annotations

import pytest
from tests.unit.writing import check, review


@pytest.mark.parametrize(
    ("sentence", "region"),
    [
        ("鲁北先导区承接转移项目31个。", "鲁北先导区"),
        ("沂蒙湖新区年营收超500亿元。", "沂蒙湖新区"),
        ("烟台黄渤海新区新增绿色工厂12家。", "烟台黄渤海新区"),
        ("青岛胶东综保区进出口值增长12%。", "青岛胶东综保区"),
        ("国家级跨境电商综合试验区增至9个。", "山东省"),
        ("自贸试验区159项改革试验任务全面实施。", "山东省"),
        ("重点推进县域经济示范区建设项目12个。", "山东省"),
        ("大连英歌石科学城汇聚科研团队300个。", "大连市"),
    ],
)
def test_name_of_a_zone_is_a_region_and_a_kind_of_zone_is_none(sentence: str, region: str):
    check(review(sentence)[0], region=region)


def test_sentence_that_begins_with_a_zone_goes_on_about_it():
    facts = review("蓬海黎安国际教育创新试验区初具规模，签约入驻高校26所，在园师生达1万人。")
    assert [f.region_name for f in facts] == ["蓬海黎安国际教育创新试验区"] * 2


@pytest.mark.parametrize(
    ("sentence", "region", "metric"),
    [
        ("济南遥墙国际机场旅客吞吐量突破800万人次。", "济南市", "济南遥墙国际机场旅客吞吐量"),
        ("青岛港货物吞吐量达到7亿吨。", "青岛市", "青岛港货物吞吐量"),
        ("宁波舟山港集装箱吞吐量突破3900万标箱。", "宁波市", "宁波舟山港集装箱吞吐量"),
    ],
)
def test_airport_or_port_keeps_its_name_and_lies_in_its_city(sentence: str, region: str, metric: str):
    check(review(sentence)[0], region=region, metric=metric)


def test_sentence_that_begins_with_an_airport_goes_on_about_it():
    facts = review("济南遥墙机场开通货运航线21条，货邮吞吐量达到12万吨、居全国第35位。")
    assert {f.region_name for f in facts} == {"济南市"}


@pytest.mark.parametrize(
    "sentence",
    [
        "济南长清、青岛、烟台3家高新区进入全国50强。",
        "烟台化工新材料、淄博精细化工2个平台获评省级中试平台。",
        "章丘刁镇等7个强镇通过验收。",
    ],
)
def test_figure_of_a_list_is_not_its_first_places(sentence: str):
    check(review(sentence)[0], region="山东省")


def test_zones_in_turn_have_a_rank_each():
    facts = review("烟台经开区、威海经开区全国排名46位、82位。")
    assert [(f.region_name, int(f.value)) for f in facts] == [("烟台经开区", 46), ("威海经开区", 82)]


@pytest.mark.parametrize(
    ("sentence", "metric", "region"),
    [
        ("烟台高新区在国家高新区综合评价中位列第36位。", "国家高新区综合评价", "烟台高新区"),
        ("我省在全国营商环境评价中位居第3位。", "全国营商环境评价", "山东省"),
        ("荣成市位列全国县域经济百强第83位。", "全国县域经济百强", "荣成市"),
    ],
)
def test_place_is_ranked_in_what_rates_it(sentence: str, metric: str, region: str):
    check(review(sentence)[0], metric=metric, region=region, basis="rank")
