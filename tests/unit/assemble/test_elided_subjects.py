"""Measures that leave out what the sentence said before, and lists said of each."""

from __future__ import annotations

import pytest
from tests.unit.writing import check, reasons, review


def test_stages_are_of_the_projects_told_of_and_no_other_measure():
    facts = review("实施省级重点项目300个，开工280个，竣工96个，完成投资500亿元。")
    assert [f.metric_text for f in facts] == [
        "省级重点项目",
        "省级重点项目开工",
        "省级重点项目竣工",
        "省级重点项目完成投资",
    ]
    assert len({f.metric_key for f in facts}) == 4


def test_two_measures_told_are_ranked_together():
    facts = review("全省5G基站达7.8万个，千兆端口达34万个，两项指标均居全国首位。")
    assert [f.metric_text for f in facts if f.basis.value == "rank"] == ["5G基站", "千兆端口"]


@pytest.mark.parametrize(
    ("sentence", "metrics"),
    [
        ("托育服务机构和可提供托位数量均居全国首位。", {"托育服务机构数量", "可提供托位数量"}),
        ("论坛活动数量和财政支出均压减50%。", {"论坛活动数量", "财政支出"}),
        ("项目立项数量和获资助额、科创平台数量均增长12%。", {"项目立项数量", "获资助额", "科创平台数量"}),
        ("村卫生室标准化、紧密型医联体实现全覆盖。", {"村卫生室标准化全覆盖", "紧密型医联体全覆盖"}),
    ],
)
def test_what_is_said_of_all_is_said_of_each(sentence: str, metrics: set[str]):
    assert {f.metric_text for f in review(sentence)} == metrics


def test_scale_and_quality_are_said_of_one_thing():
    assert len(review("上市公司规模和质量均居全国首位。")) == 1


def test_what_is_counted_stands_behind_its_examples():
    check(review("成功举办羽毛球锦标赛、乒乓球世界杯等国际赛事28场次。")[0], metric="国际赛事")
    check(review("开展“齐鲁购”等促消费活动430场。")[0], metric="促消费活动")
    check(review("推出政务服务“立等可取”事项52项。")[0], metric="政务服务“立等可取”事项")
    check(review("新增高等职业学校3所。")[0], metric="高等职业学校")


def test_count_of_those_who_paid_is_only_their_number():
    sentence = "300个省列重大项目完成投资2393亿元。"
    check(review(sentence)[0], metric="省列重大项目完成投资", unit="CNY")
    assert reasons(sentence)["300个"] == "scope_count"


def test_so_many_coverages_are_those_of_the_list():
    facts = review("农村寄递物流、充电桩、5G网络、四好农村路实现“四个全覆盖”。")
    assert {f.metric_text for f in facts} == {"农村寄递物流全覆盖", "充电桩全覆盖", "5G网络全覆盖", "四好农村路全覆盖"}
    assert {f.level for f in facts} == {"full"}


def test_rate_is_said_of_each_and_a_least_growth_of_each_example():
    rates = review("学前教育毛入园率、高中毛入学率超过93%。")
    assert {f.metric_text for f in rates} == {"学前教育毛入园率", "高中毛入学率"}
    least = review("计算机通信、航空航天制造等新兴产业税收增长30%以上。")
    assert {f.metric_text for f in least} == {"计算机通信税收", "航空航天制造税收"}
    assert len(review("计算机通信、航空航天制造等新兴产业税收增长30%。")) == 1


def test_number_in_a_quoted_name_makes_no_size_of_what_entered_it():
    check(review("6个遗址入选“中国百年百大考古发现”。")[0], value=6, basis="flow")


def test_which_of_it_is_told_of_the_sentence_before():
    facts = review("新能源汽车产量已连续8年居全国第一。其中出口23.9万辆，同比增长1.2倍。")
    assert [f.metric_text for f in facts[1:]] == ["新能源汽车产量出口"] * 2


def test_time_and_papers_saved_are_falls():
    facts = review("重点事项办理平均减时间83%、减材料54%。")
    assert [int(f.value) for f in facts] == [-83, -54]


def test_fund_is_named_behind_its_size():
    check(review("设立总规模50亿元的电子信息产业发展基金。")[0], metric="电子信息产业发展基金", unit="CNY")


def test_what_parks_earn_together_is_no_mark_that_each_passes():
    check(
        review("13个重点园区2021年营业收入突破2.5万亿元。")[0], metric="重点园区营业收入", unit="CNY", comparator="gt"
    )
    check(review("191家工业企业营业收入超百亿元。")[0], unit="count", value=191)


def test_prize_is_that_of_its_contest():
    check(review("在国家科学技术奖评选中荣获53个奖项。")[0], metric="国家科学技术奖", value=53)
    check(review("我省选手在第47届世界技能大赛上勇夺13块金牌。")[0], metric="世界技能大赛金牌", value=13)
