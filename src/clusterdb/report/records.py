"""Rows of the views -> what the page holds: targets, results, their sentences, and the names that they share.

Keys are short because a page holds thousands of records; `claims.js` opens with what each means. A pair of texts is
always [Chinese, English].
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

Row = Mapping[str, Any]
Figure = Callable[[dict[str, Any], str], str]

#: results shown beside a target, the best first
PAIRS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Material:
    """What the views answered: rows of target_status, achievements, comparisons, evidence and completeness.

    `comparisons` come in the order of their weight. `figure(row, lang)` writes the figure of a row.
    """

    figure: Figure
    known_on: date
    targets: Sequence[Row]
    achievements: Sequence[Row]
    comparisons: Sequence[Row]
    evidence: Sequence[Row]
    documents: Sequence[Row]
    rejected: int = 0
    cut: bool = False
    cut_results: bool = False


@dataclass(slots=True)
class _Shelf:
    """Things that many records share, each kept once and named by its place."""

    things: list[Any] = field(default_factory=list)
    places: dict[Any, int] = field(default_factory=dict)

    def place(self, key: Any, thing: Callable[[], Any]) -> int:
        if key not in self.places:
            self.places[key] = len(self.things)
            self.things.append(thing())
        return self.places[key]


class _Names(dict[str, list[str]]):
    """Code -> [Chinese, English]."""

    def learn(self, code: str | None, zh: str | None, en: str | None) -> str | None:
        if code:
            self.setdefault(code, [zh or code, en or zh or code])
        return code

    def learn_reasons(self, row: Row) -> list[str] | None:
        """The codes of a row's reasons; where names and codes do not pair up, all of them are one."""
        codes = (row["reasons"] or "").split(",")
        zh, en = ((row[f"reasons_{lang}"] or "").split(mark) for lang, mark in (("zh", "；"), ("en", "; ")))
        if not len(codes) == len(zh) == len(en):
            codes, zh, en = [row["reasons"]], [row["reasons_zh"]], [row["reasons_en"]]
        return [code for code, *names in zip(codes, zh, en, strict=True) if self.learn(code, *names)] or None


def island(material: Material) -> dict[str, Any]:
    """What the page holds, as plain data: the same rows give the same data."""
    return _Island(material).data()


class _Island:
    def __init__(self, material: Material) -> None:
        self.given = material
        self.sources, self.sentences, self.metrics = _Shelf(), _Shelf(), _Shelf()
        self.bases, self.statuses, self.classes, self.reasons = _Names(), _Names(), _Names(), _Names()
        self.evidence = {row["claim_id"]: row for row in material.evidence}
        self.results = {row["achievement_id"]: number for number, row in enumerate(material.achievements)}
        self.pairs: dict[str, list[Row]] = defaultdict(list)
        for row in material.comparisons:
            self.pairs[row["target_id"]].append(row)

    def data(self) -> dict[str, Any]:
        given = self.given
        documents = {row["source_id"]: row for row in given.documents}
        for row in sorted(given.targets, key=lambda row: row["status_order"]):
            self.statuses.learn(row["status"], row["status_zh"], row["status_en"])
        results = [self._result(row) for row in given.achievements]
        targets = [self._target(row) for row in given.targets]
        for number, first in same_targets(given.targets).items():
            targets[number]["same"] = first
        for row in given.documents:
            self._source(row)
        return {
            "known": given.known_on.isoformat(),
            "targets": targets,
            "results": results,
            "metrics": self.metrics.things,
            "sentences": self.sentences.things,
            "sources": [source | _counts(documents.get(source.pop("id"))) for source in self.sources.things],
            "bases": self.bases,
            "statuses": self.statuses,
            "classes": self.classes,
            "reasons": self.reasons,
            "rejected": given.rejected,
            "cut": given.cut,
            "cut_results": given.cut_results,
        }

    def _target(self, row: Row) -> dict[str, Any]:
        best = self.results.get(row["achievement_id"])
        claim = dict(row) | {"value": row["target_value"], "value_high": row["target_value_high"]}
        return self._claim(claim, row["target_id"], row["deadline_on"], row["target_year"]) | _told(
            st=row["status"],
            cl=self.classes.learn(row["class_code"], row["class_zh"], row["class_en"]) if best is not None else None,
            why=self.reasons.learn_reasons(row),
            ratio=_number(row["attainment"]),
            down=row["direction"] == "down" or None,
            best=best,
            pairs=[
                _told(
                    r=self.results[pair["achievement_id"]],
                    cl=self.classes.learn(pair["class_code"], pair["class_zh"], pair["class_en"]),
                    why=self.reasons.learn_reasons(pair),
                )
                for pair in self.pairs[row["target_id"]]
                if pair["achievement_id"] in self.results
            ][:PAIRS_SHOWN]
            or None,
            pace=[row["pace_zh"], row["pace_en"]] if row["pace"] else None,
            said=[row["self_declared_zh"], row["self_declared_en"]] if row["self_declared"] else None,
        )

    def _result(self, row: Row) -> dict[str, Any]:
        return self._claim(dict(row), row["achievement_id"], row["period_end_on"], row["period_year"])

    def _claim(self, row: dict[str, Any], claim_id: str, end: date | None, year: int | None) -> dict[str, Any]:
        evidence = self.evidence.get(claim_id)
        start = row["period_start_on"]
        return _told(
            id=claim_id,
            m=self.metrics.place(row["metric_key"], lambda: [row["metric_key"], row["metric_zh"], row["metric_en"]]),
            p=row["province_code"],
            place=[row["region_zh"], row["region_en"]],
            whole=bool(row["region_code"] and row["region_code"] == row["province_code"]) or None,
            scope=row["scope"],
            group=[row["cluster_zh"], row["cluster_en"]] if row["cluster_zh"] else None,
            b=self.bases.learn(row["basis"], row["basis_zh"], row["basis_en"]),
            u=row["unit_code"],
            c=row["comparator"],
            fig=[self.given.figure(row, "zh"), self.given.figure(row, "en")],
            v=_number(row["value"]),
            h=_number(row["value_high"]),
            end=end and end.isoformat(),
            y=year,
            long=bool(start and end and start.year < end.year) or None,
            src=self._source(row),
            at=self._sentence(evidence) if evidence else None,
            sec=evidence and evidence["section_title"],
            n=evidence["mention_count"] if evidence and evidence["mention_count"] > 1 else None,
            sure=_number(round(evidence["confidence"], 2)) if evidence else None,
        )

    def _source(self, row: Row) -> int:
        published = row["published_on"]
        return self.sources.place(
            row["source_id"],
            lambda: {
                "id": row["source_id"],
                "title": row["source_title"] or row["source_name"],
                "name": row["source_name"],
                "url": web_address(row.get("source_url")),
                "by": row.get("issuer_name"),
                "on": published and published.isoformat(),
            },
        )

    def _sentence(self, row: Row) -> list[int]:
        """Which sentence, where in it the quote begins and ends, and the figure where it lies within the quote."""
        context, quote_at = row["context"], row["quote_offset"]
        ends = [quote_at, quote_at + len(row["quote"])]
        figure = [quote_at + row[name] - row["quote_start"] for name in ("figure_start", "figure_end")]
        if ends[0] <= figure[0] < figure[1] <= ends[1]:
            ends += figure
        return [self.sentences.place(context, lambda: context), *(_script_offset(context, end) for end in ends)]


def same_targets(rows: Sequence[Row]) -> dict[int, int]:
    """Where a target is told again -> where it stands that is told first, so that it counts once."""
    order = sorted(range(len(rows)), key=lambda number: (str(rows[number]["published_on"] or "9"), number))
    firsts: dict[tuple[Any, ...], int] = {}
    again = {number: firsts.setdefault(_telling(rows[number]), number) for number in order}
    return {number: first for number, first in sorted(again.items()) if number != first}


def _telling(row: Row) -> tuple[Any, ...]:
    columns = (
        *("metric_key", "scope", "unit_code", "basis", "level", "target_value", "target_value_high", "comparator"),
        *("period_start_on", "deadline_on"),
    )
    place, cluster = (row[f"{name}_code"] or row[f"{name}_zh"] for name in ("region", "cluster"))
    return (place, cluster, *(row[column] for column in columns))


def web_address(url: str | None) -> str | None:
    """The address if it leads to the web: a document may name any, `javascript:` too."""
    try:
        return url if url and urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None


def _script_offset(text: str, at: int) -> int:
    """An offset in characters as scripts count it: 𠮷 is two."""
    return len(text[:at].encode("utf-16-le")) // 2


def _counts(row: Row | None) -> dict[str, Any]:
    if row is None:
        return {}
    return {
        "targets": row["targets"],
        "results": row["achievements"],
        "figures": row["figures"],
        "left": row["figures_left_out"],
        "why": [row["left_out_reasons_zh"], row["left_out_reasons_en"]] if row["left_out_reasons"] else None,
    }


def _number(value: float | None) -> float | int | None:
    """The number, as short as JSON can have it: 25000.0 -> 25000."""
    return int(value) if value is not None and value == int(value) else value


def _told(**fields: Any) -> dict[str, Any]:
    """The fields that have something to say."""
    return {name: value for name, value in fields.items() if value is not None}


def claim_ids(*columns: Iterable[str | None]) -> list[str]:
    """Every claim named in the columns, once, in order."""
    return sorted({claim for column in columns for claim in column if claim})
