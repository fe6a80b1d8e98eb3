"""The Superset dashboard of clusterdb, as files that Superset imports.

    python bundle.py refresh ADDRESS          write the files below bundle/ anew (after a change of views or charts)
    python bundle.py zip OUT.zip ADDRESS      pack them, with the address of your database in them

ADDRESS is what `clusterdb bi --for superset --show-password` prints. charts.py says what is shown; the columns are those
of the database. Keys are uuid5 of what a thing is: importing again updates the dashboard and doubles nothing. (Superset
keeps a dataset that it has: after a change of views, press Sync columns in it.)
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from typing import Any

import yaml
from charts import SCHEMAS, STATUSES, VIEWS, Made, Words, charts, key

HERE = Path(__file__).parent
ROOT = "bundle"
NOWHERE = "postgresql+psycopg2://clusterdb_reader@127.0.0.1:25432/clusterdb"
TITLE = "clusterdb 目标与成果 Targets and results"
TABS = {"zh": "中文", "en": "English"}
FILTERS = ("province*", "metric*", "target_year")


def dataset(words: Words, view: str, about: str, columns: list[tuple[str, str, str]]) -> Made:
    """A view as Superset knows it, every column with its heading and its comment."""
    day = VIEWS[view]
    return {
        "table_name": words.view(view),
        "main_dttm_col": words.column(day) if day else None,
        "description": about,
        "schema": SCHEMAS[words.lang],
        "sql": None,
        "filter_select_enabled": True,
        "uuid": words.dataset(view),
        "version": "1.0.0",
        "database_uuid": key("database"),
        "metrics": words.measures(view),
        "columns": [
            {
                "column_name": name,
                "verbose_name": name if words.is_chinese else words.heads(name),
                "description": comment,
                "type": kind.upper(),
                "is_dttm": kind == "date",
                "is_active": True,
                "groupby": True,
                "filterable": True,
            }
            for name, kind, comment in columns
        ],
    }


def dashboard() -> Made:
    """One dashboard: a tab a language, and the filters of each."""
    return {
        "dashboard_title": TITLE,
        "description": None,
        "css": "",
        "slug": "clusterdb",
        "published": True,
        "uuid": key("dashboard"),
        "version": "1.0.0",
        "position": layout(),
        "metadata": {
            "cross_filters_enabled": True,
            "refresh_frequency": 0,
            "label_colors": {name: colour for zh, en, colour in STATUSES.values() for name in (zh, en)},
            "color_scheme": "supersetColors",
            "native_filter_configuration": [choice(Words(lang), name) for lang in TABS for name in FILTERS],
        },
    }


def layout() -> Made:
    """Rows of charts, in a tab a language."""
    page: Made = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"id": "ROOT_ID", "type": "ROOT", "children": []},
        "GRID_ID": {"id": "GRID_ID", "type": "GRID", "children": [], "parents": ["ROOT_ID"]},
        "HEADER_ID": {"id": "HEADER_ID", "type": "HEADER", "meta": {"text": TITLE}},
    }

    def put(kind: str, name: str, above: list[str], **meta: Any) -> list[str]:
        place = f"{kind}-{name}"
        page[place] = {"id": place, "type": kind, "children": [], "parents": above, "meta": meta}
        page[above[-1]]["children"].append(place)
        return [*above, place]

    tabs = put("TABS", "1", ["ROOT_ID"])
    for lang, name in TABS.items():
        tab = put("TAB", lang, tabs, text=name)
        for number, row in enumerate(rows(charts(Words(lang)))):
            place = put("ROW", f"{lang}-{number}", tab, background="BACKGROUND_TRANSPARENT")
            for made, width, height in row:
                told = {"uuid": made["uuid"], "sliceName": made["slice_name"], "chartId": 0}
                put("CHART", made["uuid"][:8], place, width=width, height=height, **told)
    return page


def rows(placed: list[tuple[Made, int, int]]) -> list[list[tuple[Made, int, int]]]:
    """Charts in rows of at most twelve columns."""
    found: list[list[tuple[Made, int, int]]] = []
    for item in placed:
        if not found or sum(width for _, width, _ in found[-1]) + item[1] > 12:
            found.append([])
        found[-1].append(item)
    return found


def choice(words: Words, name: str) -> Made:
    """A filter for the reader to set, on the charts of its own tab."""
    return {
        "id": f"NATIVE_FILTER-{key(words.lang + name)[:12]}",
        "name": words.heads(name),
        "filterType": "filter_select",
        "type": "NATIVE_FILTER",
        "description": "",
        "scope": {"rootPath": [f"TAB-{words.lang}"], "excluded": []},
        "cascadeParentIds": [],
        "targets": [{"datasetUuid": words.dataset("target_status"), "column": {"name": words.column(name)}}],
        "defaultDataMask": {"extraFormData": {}, "filterState": {}},
        "controlValues": {"multiSelect": True, "enableEmptyFilter": False, "searchAllOptions": True},
    }


def refresh(address: str) -> None:
    """Write every file of the bundle, with the columns that the database has now."""
    import psycopg2  # noqa: PLC0415  (packing does without)

    files: dict[str, Made] = {
        "metadata.yaml": {"version": "1.0.0", "type": "Dashboard", "timestamp": "2026-01-01T00:00:00+00:00"},
        "databases/clusterdb.yaml": {
            "database_name": "clusterdb", "sqlalchemy_uri": NOWHERE, "expose_in_sqllab": True, "allow_ctas": False,
            "allow_cvas": False, "allow_dml": False, "allow_csv_upload": False, "uuid": key("database"),
            "version": "1.0.0", "extra": {"allows_virtual_table_explore": True},
        },
        "dashboards/clusterdb.yaml": dashboard(),
    }  # fmt: skip
    with psycopg2.connect(address.replace("+psycopg2", "")) as connection, connection.cursor() as cursor:
        for lang, schema in SCHEMAS.items():
            words = Words(lang)
            for view in VIEWS:
                cursor.execute(
                    "SELECT obj_description(c.oid), attname, format_type(atttypid, NULL), col_description(c.oid, attnum)"
                    " FROM pg_class AS c INNER JOIN pg_attribute ON attrelid = c.oid AND attnum > 0"
                    " WHERE relnamespace = %s::regnamespace AND relname = %s ORDER BY attnum",
                    (schema, words.view(view)),
                )
                listed = cursor.fetchall()
                made = dataset(words, view, listed[0][0], [column for _, *column in listed])
                files[f"datasets/clusterdb/{lang}_{view}.yaml"] = made
            for number, (made, _, _) in enumerate(charts(words)):
                files[f"charts/{lang}_{number:02d}_{made['viz_type']}.yaml"] = made
    for path in (HERE / ROOT).rglob("*.yaml"):
        path.unlink()
    for name, made in files.items():
        path = HERE / ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")


def pack(out: Path, address: str) -> None:
    """The bundle as a ZIP whose database is at `address`."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted((HERE / ROOT).rglob("*.yaml")):
            words = path.read_text(encoding="utf-8").replace(NOWHERE, address)
            archive.writestr(zipfile.ZipInfo(path.relative_to(HERE).as_posix(), (2026, 1, 1, 0, 0, 0)), words)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["refresh", address]:
            refresh(address)
        case ["zip", out, address]:
            pack(Path(out), address)
        case _:
            sys.exit(__doc__)
