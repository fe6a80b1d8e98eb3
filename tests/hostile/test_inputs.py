"""A folder of everything that a folder should not hold, ingested in one go: each file is read, or refused with a reason.

What is refused says what to do; nothing of it is half loaded; the sound documents between are read; and the views
answer afterwards.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from tests.db.loading import clear
from tests.hostile.strings import INJECTIONS, UNCLEAN
from tests.unit.read.forking import quick_children
from tests.unit.read.making import Printed, make_docx, make_pdf, make_zip

from clusterdb import pipeline
from clusterdb.checks import run_checks
from clusterdb.load.report import Report
from clusterdb.read.cleaning import clean_line

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="makes FIFOs, links and names as Unix has them")

BODY = "2022年，全省新建5G基站3.2万座，规模以上工业增加值增长4.2%。"
_PDF = make_pdf([[Printed(BODY, 30, 700, 12)]])
_LOCK = b"/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"ab" * 32 + b"> /U <"
_DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "9"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


def _docx(part: str | None = None, content: bytes = b"") -> bytes:
    return make_docx(
        lambda document: document.add_paragraph(BODY), lambda parts: parts.update({part: content} if part else {})
    )


#: Name, bytes, and what the refusal says; None for what is read.
FILES: dict[str, tuple[bytes, str | None]] = {
    "empty.txt": (b"", "empty file"),
    "blank.txt": (b" \n\t\r\n\xe3\x80\x80", "no text"),
    "nul.txt": (b"abc\0def", "NUL bytes"),
    "only_nul.txt": (b"\0" * 5000, "NUL bytes"),
    "one_line.txt": (b"9" * 300_000, "a line of 300,000 characters"),
    "many_lines.txt": (b"9\n" * 200_001, "more than 200,000 lines"),
    "nested.html": (b"<html><body>" + b"<b>" * 10_000_000, "nested deeper than 2000"),
    "nested_blocks.html": (b"<html><body>" + b"<div>" * 3_000_000, "nested deeper than 2000"),
    "many_tags.html": (b"<html><body>" + b"<p>9</p>" * 1_000_000, "more than 1,000,000 tags"),
    "endless_tag.html": (b"<html><body><p " + b'a="<' * 100_000, "no text|a line of"),
    "endless_comment.html": (b"<html><body>" + b"<!--" * 500_000, "no text"),
    "bomb.docx": (make_zip({"word/document.xml": b"0" * 30_000_000}), "ZIP bomb"),
    "entities.docx": (_docx("word/document.xml", _DOCTYPE), "declares a document type or entities"),
    "entities_in_notes.docx": (_docx("word/footnotes.xml", _DOCTYPE), "declares a document type or entities"),
    "cut.docx": (_docx()[:9000], "truncated"),
    "no_docx.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "old Office"),
    "paths_that_leave.docx": (make_zip({"word/document.xml": b"<a/>", "../../harm.txt": b"harm"}), "not a whole DOCX"),
    "locked.pdf": (_PDF.replace(b"/Root 1 0 R", _LOCK + b"cd" * 32 + b"> >>"), "encrypted"),
    "cut.pdf": (_PDF[:60], "damaged or truncated"),
    "scan.pdf": (make_pdf([[]]), "a scan"),
    "pages_that_loop.pdf": (_PDF.replace(b"/Kids [7 0 R]", b"/Kids [2 0 R]"), "damaged|no page|a scan|loop"),
    "parent_that_loops.pdf": (_PDF.replace(b"/Type /Pages", b"/Type /Pages /Parent 2 0 R"), None),
    "countless_pages.pdf": (_PDF.replace(b"/Count 1", b"/Count 99999999"), None),
    "utf16.txt": (f"{BODY}\n5G".encode("utf-16-le"), "UTF-16 without a byte order mark"),
    "utf16_turned.txt": (f"{BODY}\n5G".encode("utf-16-be"), "UTF-16 without a byte order mark"),
    "mojibake.txt": (BODY.encode().decode("latin-1").encode(), "Latin-1"),
    "mixed.txt": (BODY.encode() + b"\n" + BODY.encode("gb18030"), "no encoding fits"),
    "surrogates.txt": (BODY.encode() + b"\xed\xa0\x80\xed\xb0\x80", "no encoding fits"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + b"x" * 99, "a picture"),
    "anchors.md": (b"---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: *b\n---\n" + BODY.encode(), "not plain YAML: anchors"),
    "tags.md": (b"---\ntitle: !!python/object/apply:os.system [id]\n---\n" + BODY.encode(), "not plain YAML: tags"),
    "huge_front.md": (b"---\ntitle: " + b"x" * 90_000 + b"\n---\n" + BODY.encode(), "front matter longer than"),
    "deep_front.md": (b"---\ntitle: " + b"[" * 5000 + b"\n---\n" + BODY.encode(), "not plain YAML"),
    "side_of_another.txt": (BODY.encode(), "unknown.*keys are|Extra inputs|the keys are"),
    "hidden.html": (
        f"<html><body><p>{BODY}</p><script>x=77</script><!-- 88家 --><p style='display:none'>新增99家</p></body></html>".encode(),
        None,
    ),
    "turned.txt": (f"\u202e{BODY}\u202c\u2066新增9家\u2069".encode(), None),
    "stacked.txt": ((BODY + "叠" + "\u0301" * 5000).encode(), None),
    "digits.txt": (f"全省新增企业{'9' * 10_000}家，增长{'8' * 400}.{'7' * 9_000}%。\n{BODY}".encode(), None),
    "dates.txt": (f"13月45日，新增9家。2023年2月30日，新增8家。到2025年13月，达到7家。\n{BODY}".encode(), None),
    "french.txt": ("Le conseil a décidé d'augmenter les crédits de 5 % en 2023.".encode("latin-1"), None),
    "arabic.txt": ("زاد عدد الشركات بنسبة ٢٥٪ في عام ٢٠٢٣.".encode(), None),
    "japanese.txt": ("令和5年度、基地局を3万局設置しました。".encode(), None),
    "emoji.txt": (("👨\u200d👩\u200d👧" * 500 + BODY).encode(), None),
    "sound.txt": (BODY.encode(), None),
    "名字 'with' \"quotes\"\nand; $(lines) %s \x1b[31m.txt": (BODY.encode(), None),
}


@pytest.fixture(scope="module")
def ingested(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The folder, ingested once."""
    folder = tmp_path_factory.mktemp("everything") / "文件"
    folder.mkdir()
    for name, (data, _) in FILES.items():
        (folder / name).write_bytes(data)
    (folder / "side_of_another.toml").write_text('titel = "x"', encoding="utf-8")
    with (folder / "sparse.txt").open("wb") as stream:
        stream.truncate(200_000_000)
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "itself").symlink_to(folder)
    outside = folder.parent / "outside.txt"
    outside.write_text(BODY, encoding="utf-8")
    (folder / "leads_out.txt").symlink_to("../outside.txt")
    (folder / "device.txt").symlink_to("/dev/zero")
    (folder / "nowhere.txt").symlink_to(folder / "gone")
    (folder / "folder.txt").mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/no\xffutf8.txt")).write_text(BODY, encoding="utf-8")
    if os.geteuid() != 0:
        (folder / "secret.txt").write_text(BODY, encoding="utf-8")
        (folder / "secret.txt").chmod(0)
    pipeline.prepare(engine)
    clear(engine)
    began = time.monotonic()
    with quick_children():
        report = pipeline.ingest(engine, [folder, Path("/dev/zero")], workers=1, document_seconds=30)
    assert time.monotonic() - began < 120, "twenty times what it takes"
    return report


def refusals(report: Report) -> dict[str, tuple[str, str | None]]:
    return {Path(one.path).name: (one.reason, one.remedy) for one in report.rejected}


@pytest.mark.parametrize("name", [name for name, (_, said) in FILES.items() if said])
def test_what_cannot_be_read_says_why(ingested: Report, name: str) -> None:
    reason, remedy = refusals(ingested)[name]
    assert re.search(FILES[name][1] or "", reason), reason
    assert remedy


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("sparse.txt", "200,000,000 bytes, more than"),
        ("pipe.txt", "no regular file"),
        ("loop.txt", "no regular file|symbolic links"),
        ("leads_out.txt", "leads out of its folder"),
        ("device.txt", "no regular file|leads out"),
        ("nowhere.txt", "no regular file|No such file"),
        ("zero", "no regular file"),
        *([("secret.txt", "Permission denied")] if sys.platform != "win32" and os.geteuid() else []),
    ],
)
def test_what_is_no_file_to_read_says_so(ingested: Report, name: str, said: str) -> None:
    reason, remedy = refusals(ingested)[name]
    assert re.search(said, reason), reason
    assert remedy


def test_the_rest_is_read_whole(ingested: Report, engine: Engine) -> None:
    readable = {name for name, (_, said) in FILES.items() if said is None} | {"no\\xffutf8.txt"}
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT name, text FROM sources")).all()
    texts = {row.name: row.text for row in rows}
    assert len(texts) == len(readable)
    assert ingested.read == len(readable)
    assert all(name.isprintable() for name in texts)
    assert not any(word in texts["hidden.html"] for word in ("77", "88", "99"))
    assert texts["turned.txt"] == f"{BODY}新增9家"
    assert texts["stacked.txt"] == f"{BODY}叠"
    assert "9" * 10_000 in texts["digits.txt"]


def test_no_refusal_is_a_fault_of_ours(ingested: Report) -> None:
    ours = ("clusterdb failed", "database refuses", "report this")
    bad = {name: told for name, told in refusals(ingested).items() if any(word in f"{told}" for word in ours)}
    assert bad == {}


def test_views_and_checks_answer_afterwards(ingested: Report, engine: Engine) -> None:
    with engine.connect() as connection:
        for view in connection.scalars(text("SELECT viewname FROM pg_views WHERE schemaname = 'report'")).all():
            connection.execute(text(f'SELECT * FROM report."{view}"')).all()
        deadlines = connection.scalars(
            text("SELECT DISTINCT extract(year FROM period_end_on)::int FROM report.targets")
        )
        assert all(2000 < year < 2100 for year in deadlines if year)
        assert run_checks(connection) == []


def test_reading_again_changes_nothing(ingested: Report, engine: Engine) -> None:
    with engine.connect() as connection:
        roots = connection.scalar(text("SELECT roots[1] FROM ingest_runs"))
    with quick_children():
        again = pipeline.ingest(engine, [roots], workers=1, document_seconds=30)
    assert (again.read, again.replaced, again.unchanged) == (0, 0, ingested.read)


WRITERS: dict[str, Callable[[str], bytes]] = {
    ".txt": lambda words: f"{words}\n来源：{words}\n{BODY}{words}新增9家。\n".encode(),
    ".md": lambda words: (
        f"---\ntitle: |\n  {words}\npublisher: >\n  {words}\n---\n\n# {words}\n\n{words}：{BODY}\n".encode()
    ),
    ".html": lambda words: (
        f"<html><head><title>{words}</title></head><body><h1>{words}</h1><p>{words}{BODY}</p></body></html>".encode()
    ),
}


def test_hostile_words_are_read_in_every_format(engine: Engine, tmp_path: Path) -> None:
    """Through the readers themselves; what they give is the words, cleaned, and never a refusal of the database's."""
    clear(engine)
    strings = INJECTIONS | UNCLEAN
    for suffix, write in WRITERS.items():
        for name, words in strings.items():
            (tmp_path / f"{name}{suffix}").write_bytes(write(words.replace("\0", "")))
            side = "".join(
                f"{key} = {_toml(words[:60])}\n" for key in ("title", "publisher", "issuer", "region", "note")
            )
            if suffix == ".txt":
                (tmp_path / f"{name}.toml").write_text(side, encoding="utf-8")
    report = pipeline.ingest(engine, [tmp_path], workers=1)
    assert [one for one in report.rejected if "YAML" not in one.reason and "No such file" not in one.reason] == []
    with engine.connect() as connection:
        found = connection.execute(text("SELECT name, title, publisher, issuer_name FROM sources")).all()
    stored = {row.name: row for row in found}
    for name, words in strings.items():
        row = stored[f"{name}.txt"]
        expected = clean_line(" ".join(words[:60].splitlines()))
        assert (row.title, row.publisher, row.issuer_name) == (expected,) * 3, name


def _toml(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'
