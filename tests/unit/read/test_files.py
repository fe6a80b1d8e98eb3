"""Finding documents, and files that are none."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from clusterdb.errors import NotFound, UnreadableDocument
from clusterdb.read import files, find_documents, read_document

_BODY = "2022年，全市新增国家级专精特新“小巨人”企业134家，总数排名全国第四。"

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")


def test_folders_are_searched_in_order_without_side_and_hidden_files(tmp_path: Path):
    for name in ("b.txt", "a.MD", "c/d.html", "a.toml", ".hidden.txt", ".git/x.txt", "~$x.docx", "z.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(_BODY, encoding="utf-8")
    found = find_documents([tmp_path, tmp_path / "b.txt", str(tmp_path / "c")])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a.MD", "b.txt", "c/d.html"]


def test_named_file_is_returned_whatever_it_is(tmp_path: Path):
    (tmp_path / "z.csv").write_text("x")
    assert find_documents([tmp_path / "z.csv"]) == [tmp_path / "z.csv"]
    with pytest.raises(NotFound, match="nowhere"):
        find_documents([tmp_path / "nowhere"])


@posix
def test_links_inside_are_read_and_links_that_lead_out_are_refused(tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "out.txt").write_text(_BODY, encoding="utf-8")
    (folder / "a.txt").write_text(_BODY, encoding="utf-8")
    (folder / "b.txt").symlink_to(folder / "a.txt")
    (folder / "c.txt").symlink_to(tmp_path / "out.txt")
    (folder / "d.txt").symlink_to(folder / "d.txt")
    (folder / "loop").symlink_to(folder)
    assert [path.name for path in find_documents([folder])] == ["a.txt", "b.txt", "c.txt", "d.txt"]
    assert read_document(folder / "b.txt").text == _BODY
    with pytest.raises(UnreadableDocument, match="leads out of its folder"):
        read_document(folder / "c.txt")
    with pytest.raises(UnreadableDocument, match=r"d\.txt: "):
        read_document(folder / "d.txt")


@posix
def test_fifos_and_folders_are_no_documents(tmp_path: Path):
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").mkdir()
    for name in ("a.txt", "b.txt"):
        with pytest.raises(UnreadableDocument, match=r"not a regular file|directory"):
            read_document(tmp_path / name)


def test_missing_file_is_said(tmp_path: Path):
    with pytest.raises(UnreadableDocument, match=r"a\.txt: No such file"):
        read_document(tmp_path / "a.txt")


@posix
def test_odd_names_are_printed_safely(tmp_path: Path):
    path = tmp_path / "a\nb'\"\x1b[31m.txt"
    path.write_text(_BODY, encoding="utf-8")
    document = read_document(path)
    assert document.name == "a\\nb'\"\\x1b[31m.txt"
    assert document.path.isprintable()
    raw = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    raw.write_bytes(_BODY.encode())
    assert read_document(raw).name == "\\xff.txt"


def test_size_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    (tmp_path / "a.txt").write_text(_BODY, encoding="utf-8")
    with pytest.raises(UnreadableDocument, match="bytes, more than 10"):
        read_document(tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "old Office"),
        (b"{\\rtf1 x}", "rich text"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"x" * 200_001, "a line of"),
        (b"x\n" * 200_001, "lines"),
        (b"x" * 3_000_001, "characters, more than"),
    ],
)
def test_other_formats_and_excess_are_refused(read, data, reason):
    with pytest.raises(UnreadableDocument, match=reason):
        read("a.txt", data)


def test_hash_is_of_the_bytes(read):
    assert read("a.txt", b"abc").sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
