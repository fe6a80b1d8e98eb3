"""Reviews as a CSV file: what `clusterdb export reviews` wrote -> reviews.

The guard that export puts before a text which a spreadsheet would run is taken off again. A row that makes no sense is
named by its line; none of the file is then used.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from clusterdb.errors import SettingsError

if TYPE_CHECKING:
    from clusterdb.load.reviews import Review

NEEDED = ("source_id", "claim_id", "source_name", "kind", "metric_text", "quote", "action", "reviewer", "reviewed_at")
OPTIONAL = ("field", "corrected_value", "reason")


def read_reviews(file: Path) -> list[Review]:
    """The reviews of a CSV file, in its order; SettingsError names the line that is at fault."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            if missing := [name for name in NEEDED if name not in (reader.fieldnames or ())]:
                raise SettingsError(
                    f"{file} has no column {', '.join(missing)}",
                    "import what clusterdb export reviews -o FILE.csv wrote",
                )
            return [_review(row, f"{file}:{reader.line_num}") for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise SettingsError(f"{file} is no CSV file in UTF-8: {error}", "save it as CSV UTF-8") from error


def _review(row: Mapping[str, str | None], place: str) -> Review:
    from clusterdb.load.corrections import column_of
    from clusterdb.load.reviews import ACTIONS, Review
    from clusterdb.model import Kind

    values = {name: _bare(row.get(name) or "") for name in (*NEEDED, *OPTIONAL)}
    try:
        when = datetime.fromisoformat(values["reviewed_at"])
        source_id, claim_id, kind = UUID(values["source_id"]), UUID(values["claim_id"]), Kind(values["kind"])
    except ValueError as error:
        raise SettingsError(f"{place}: {error}", "leave ids, kinds and times as they were exported") from error
    if when.tzinfo is None:
        raise SettingsError(f"{place}: {values['reviewed_at']} names no time zone", "write it as 2026-01-31T09:00:00Z")
    if values["action"] not in ACTIONS or (values["action"] == "correct") != bool(values["field"]):
        raise SettingsError(
            f"{place}: {values['action']!r} with field {values['field']!r} is no review",
            f"action is {', '.join(ACTIONS)}; only correct has a field",
        )
    if not values["reviewer"]:
        raise SettingsError(f"{place}: nobody is named as reviewer", "fill in the column reviewer")
    return Review(
        source_id=source_id,
        claim_id=claim_id,
        source_name=values["source_name"],
        kind=kind.value,
        metric_text=values["metric_text"],
        quote=values["quote"],
        action=values["action"],
        reviewer=values["reviewer"],
        reviewed_at=when,
        field=column_of(values["field"]) if values["field"] else None,
        corrected_value=values["corrected_value"] or None,
        reason=values["reason"] or None,
    )


def _bare(text: str) -> str:
    """A text without the apostrophe that guards it from spreadsheets: '-3 -> -3."""
    from clusterdb.cli.formats import is_formula

    return text[1:] if text.startswith("'") and is_formula(text[1:]) else text
