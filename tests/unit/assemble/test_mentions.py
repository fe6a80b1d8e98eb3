"""One fact told twice is one claim with two mentions."""

from __future__ import annotations

from tests.unit.writing import check, claims, document, read, review


def test_heading_and_text_tell_one_fact():
    (fact,) = claims("## 新增上市公司120家", "2021年，全省新增上市公司120家。")
    assert len(fact.mentions) == 1
    check(fact, value=120)


def test_text_is_kept_and_the_heading_mentions():
    extraction = read("## 新增上市公司120家", "2021年，全省新增上市公司120家。")
    (fact,) = extraction.facts
    assert fact.span.of(extraction.document.text).endswith("全省新增上市公司120家")
    assert fact.mentions[0].end <= len("新增上市公司120家")


def test_title_mentions_too():
    (fact,) = claims("去年，全省累计建成5G基站10万座。", title="山东累计建成5G基站10万座")
    assert len(fact.mentions) == 1


def test_summary_repeats_a_fact():
    (fact,) = review("全省累计建成5G基站10万座。", "其他工作稳步推进。", "●全省累计建成5G基站10万座。")
    assert len(fact.mentions) == 1


def test_other_year_is_another_fact():
    assert len(claims("2020年新增上市公司12家。", "2021年新增上市公司12家。")) == 2


def test_other_place_is_another_fact():
    assert len(claims("去年，青岛新增绿色工厂12家。", "去年，济南新增绿色工厂12家。")) == 2


def test_other_basis_is_another_fact():
    assert len(claims("去年新增上市公司12家。", "截至去年底，全省上市公司达到12家。")) == 2


def test_other_measure_with_the_same_figure_is_another_fact():
    assert len(review("新增上市公司12家。", "新增国家级绿色工厂12家。")) == 2


def test_heading_alone_is_a_claim():
    (fact,) = claims("## 新增上市公司120家", "全省资本市场健康发展。")
    assert fact.mentions == ()


def test_target_and_result_are_two_facts():
    facts = claims("2021年，全省新增上市公司30家。", "2022年，全省将新增上市公司30家。")
    assert [f.kind.value for f in facts] == ["achievement", "target"]


def test_confidence_falls_with_every_guess():
    (plain,) = review("全省新增国家级绿色工厂20家。")
    _, guessed = review("拥有国家级绿色工厂215家，比上年增加32家。")
    assert guessed.confidence < plain.confidence


def test_claims_come_in_the_order_of_the_text():
    facts = review("新增上市公司12家。建成5G基站10万座。工业投资增长8%。")
    assert [f.figure.start for f in facts] == sorted(f.figure.start for f in facts)


def test_quote_is_cut_from_the_text():
    made = document("## 2021年工作总结", "全省新增上市公司12家，建成5G基站10万座。")
    facts = read("## 2021年工作总结", "全省新增上市公司12家，建成5G基站10万座。").facts
    assert [f.span.of(made.text) for f in facts] == ["全省新增上市公司12家", "建成5G基站10万座"]
    assert [f.printed for f in facts] == ["12家", "10万座"]
