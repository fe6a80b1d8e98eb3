"""Rows of the views -> records of the page."""

from __future__ import annotations

import json
from datetime import date

import pytest
from tests.unit.report.rows import DEED, evidence, material, result, target

from clusterdb.report.records import PAIRS_SHOWN, claim_ids, island, same_targets, web_address


def test_target_carries_its_figure_in_both_languages_and_its_result() -> None:
    page = island(material())
    (told,) = page["targets"]
    assert told["fig"] == ["30000 zh", "30000 en"]
    assert (told["v"], told["ratio"], told["end"], told["y"]) == (30000, 0.8, "2025-12-31", 2025)
    assert page["results"][told["best"]]["fig"] == ["24000 zh", "24000 en"]
    assert page["statuses"] == {"missed": ["未完成", "missed"]}
    assert page["classes"] == {"evaluable": ["可直接比较", "same series, same period"]}
    assert told["pairs"] == [{"r": 0, "cl": "evaluable", "why": ["SAME_SERIES", "CORROBORATED"]}]
    assert page["reasons"]["CORROBORATED"] == ["多个来源一致", "several sources agree"]


def test_quote_and_figure_are_cut_where_a_script_counts() -> None:
    page = island(material())
    (told,) = page["results"]
    number, *ends = told["at"]
    sentence = page["sentences"][number]
    assert sentence == DEED
    # 𠮷 is one character and two units of UTF-16
    units = sentence.encode("utf-16-le")
    begin, end, first, last = (2 * place for place in ends)
    assert units[begin:end].decode("utf-16-le") == "全省累计建成充电桩2.4万个"
    assert units[first:last].decode("utf-16-le") == "2.4万个"


def test_figure_outside_the_quote_is_not_marked() -> None:
    outside = evidence("11111111-aaaa", "甲。乙3个。", "乙3个", "3个", figure_start=0, figure_end=1)
    page = island(material(evidence=[outside]))
    assert page["targets"][0]["at"] == [0, 2, 5]
    assert "at" not in page["results"][0]


def test_claims_of_one_sentence_share_it() -> None:
    both = [evidence(name, DEED, "建成充电桩2.4万个", "2.4万个") for name in ("11111111-aaaa", "22222222-bbbb")]
    assert island(material(evidence=both))["sentences"] == [DEED]


def test_fields_with_nothing_to_say_are_left_out() -> None:
    page = island(material(targets=[target(achievement_id=None, attainment=None, reasons=None)], comparisons=[]))
    assert not {
        "best",
        "ratio",
        "pairs",
        "why",
        "cl",
        "scope",
        "group",
        "pace",
        "said",
        "h",
        "n",
        "same",
        "down",
    } & set(page["targets"][0])


def test_total_of_several_years_says_so() -> None:
    five, one = (
        result(achievement_id=str(start), period_start_on=start) for start in (date(2021, 1, 1), date(2025, 1, 1))
    )
    told = island(material(achievements=[five, one]))["results"]
    assert [claim.get("long") for claim in told] == [True, None]


def test_reasons_that_do_not_pair_up_stay_together() -> None:
    page = island(material(targets=[target(reasons="A,B", reasons_zh="甲；乙；丙", reasons_en="a; b")]))
    assert page["targets"][0]["why"] == ["A,B"]
    assert page["reasons"]["A,B"] == ["甲；乙；丙", "a; b"]


def test_no_more_results_beside_a_target_than_the_best() -> None:
    results = [result(achievement_id=f"2222-{number}") for number in range(PAIRS_SHOWN + 3)]
    pairs = [material().comparisons[0] | {"achievement_id": row["achievement_id"]} for row in results]
    page = island(material(achievements=results, comparisons=pairs))
    assert [pair["r"] for pair in page["targets"][0]["pairs"]] == list(range(PAIRS_SHOWN))


def test_target_told_again_points_to_the_first_telling() -> None:
    again = [
        target(target_id="b", published_on=None),
        target(target_id="c", published_on=date(2025, 2, 1)),
        target(target_id="a"),
        target(target_id="d", target_value=31000.0),
    ]
    assert same_targets(again) == {0: 2, 1: 2}
    page = island(material(targets=again))
    assert [row.get("same") for row in page["targets"]] == [2, 2, None, None]


def test_documents_say_what_became_of_their_figures() -> None:
    plan, news = sorted(island(material())["sources"], key=lambda source: source["on"])
    assert (plan["targets"], plan["figures"], plan["left"], plan["why"]) == (1, 3, 2, ["日期 2", "date 2"])
    assert (news["title"], news["url"]) == ("news.txt", None)
    assert "figures" not in news
    assert "id" not in plan


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.test/x?y=1", True),
        ("http://a.test", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//a.test", False),
        ("http://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str | None, kept: bool) -> None:
    assert web_address(url) == (url if kept else None)


def test_same_rows_give_the_same_page() -> None:
    assert json.dumps(island(material())) == json.dumps(island(material()))


def test_claim_ids_are_named_once() -> None:
    assert claim_ids(["b", None], ["a", "b"]) == ["a", "b"]
