"""Documents written for a test, and what clusterdb reads out of them.

    fact, = review("全省建成5G基站11.6万座。")        one sentence under the heading 2021年工作总结
    check(fact, metric="5G基站", value=116000, unit="count")

Lines that begin with `# ` are titles, `## ` headings; all others are paragraphs.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from clusterdb.model import Block, BlockKind, Document, Extraction, Fact, Span
from clusterdb.pipeline import extract

ISSUER = "山东省工业和信息化厅"
_MARKS = (("## ", BlockKind.HEADING, 1), ("# ", BlockKind.TITLE, 0))


def document(
    *lines: str,
    title: str | None = None,
    issuer: str | None = ISSUER,
    published: str | None = "2022-01-20",
    kind: str = "other",
    region: str | None = None,
    context_year: int | None = None,
) -> Document:
    """A document of these lines, as a reader would give it."""
    blocks, text = [], ""
    for line in (f"# {title}", *lines) if title else lines:
        mark, block, level = next(((m, b, v) for m, b, v in _MARKS if line.startswith(m)), ("", BlockKind.PARAGRAPH, 0))
        words = line.removeprefix(mark)
        blocks.append(Block(Span(len(text), len(text) + len(words)), block, level))
        text += words + "\n"
    return Document(
        name="made.txt",
        path="made.txt",
        sha256="0" * 64,
        text=text.removesuffix("\n"),
        blocks=tuple(blocks),
        media_type="text/plain",
        encoding="utf-8",
        reader="text",
        title=title,
        issuer=issuer,
        published_on=date.fromisoformat(published) if published else None,
        published_precision="day" if published else None,
        document_kind=kind,
        region=region,
        context_year=context_year,
    )


def read(*lines: str, **known: object) -> Extraction:
    """All that is read out of these lines; `known` is what `document` takes."""
    return extract(document(*lines, **known))  # type: ignore[arg-type]


def claims(*lines: str, **known: object) -> list[Fact]:
    """The claims of these lines, in order."""
    return list(read(*lines, **known).facts)


def review(*lines: str, **known: object) -> list[Fact]:
    """The claims of lines that look back on 2021."""
    return claims("## 2021年工作总结", *lines, **known)


def plan(*lines: str, **known: object) -> list[Fact]:
    """The claims of lines that look ahead at 2022."""
    return claims("## 2022年重点工作举措", *lines, **known)


def left_out(*lines: str, **known: object) -> list[tuple[str, str]]:
    """The figures of these lines that are nobody's claim: their words and the reason."""
    extraction = read(*lines, **known)
    return [(s.span.of(extraction.document.text), s.reason) for s in extraction.skipped]


def reasons(*lines: str, **known: object) -> dict[str, str]:
    """Why each figure of lines that look back on 2021 was left out."""
    return dict(left_out("## 2021年工作总结", *lines, **known))


def check(fact: Fact, **expected: object) -> None:
    """Compare the fields that a test names; a difference shows all of them side by side."""
    wanted = {
        n: Decimal(str(v)) if isinstance(v, int | float) or (n in ("value", "high") and v is not None) else v
        for n, v in expected.items()
    }
    found = {name: _field(fact, name) for name in expected}
    wrong = [f"{n}: {found[n]!r}, not {wanted[n]!r}" for n in wanted if found[n] != wanted[n]]
    if wrong:
        raise AssertionError(f"{fact.printed} in {fact.metric_text}: " + "; ".join(wrong))


def _field(fact: Fact, name: str) -> object:
    match name:
        case "metric":
            return fact.metric_text
        case "code":
            return fact.metric_code
        case "region":
            return fact.region_name
        case "cluster":
            return fact.cluster_name
        case "period":
            return f"{fact.period_start or ''}..{fact.period_end or ''}"
        case "precision":
            return fact.period_precision
        case "kind" | "comparator" | "basis" | "hedge":
            return str(getattr(fact, name).value)
        case "value" | "high":
            return fact.value if name == "value" else fact.value_high
        case _:
            return getattr(fact, name)
