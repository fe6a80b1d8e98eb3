"""Paths -> documents to read, and a document's bytes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from clusterdb.errors import NotFound, UnreadableDocument
from clusterdb.read.limits import MAX_BYTES

SUFFIXES = frozenset({".md", ".markdown", ".html", ".htm", ".txt", ".docx", ".pdf"})
"""Documents that a folder is searched for."""


def find_documents(paths: Iterable[Path | str]) -> list[Path]:
    """The documents of these files and folders, sorted, each once.

    Folders are searched to the bottom, links to folders are not followed, hidden names and side files are passed over.
    A file that is named is always returned: read_document says what is wrong with it.
    """
    found: dict[str, Path] = {}
    for given in paths:
        path = Path(given)
        if path.is_dir():
            for document in _inside(path):
                found.setdefault(_place(document), document)
        elif path.is_symlink() or path.exists():
            found.setdefault(_place(path), path)
        else:
            raise NotFound(f"{printable(str(path))}: no such file or folder", "check the path")
    return sorted(found.values(), key=os.fsencode)


def _place(path: Path) -> str:
    """Where a path leads, links left alone: a file and a link to it are two documents."""
    return os.path.normpath(path.absolute())


def _inside(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if not name.startswith((".", "~$")) and Path(name).suffix.lower() in SUFFIXES:
                yield Path(folder, name)


def printable(name: str) -> str:
    """A file name for messages and tables: no line ends or control characters, bytes that are no UTF-8 as escapes."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file within the size limit; UnreadableDocument for anything else."""
    name = printable(path.name)
    try:
        if path.is_symlink():
            target = path.resolve(strict=True)
            if not target.is_relative_to(path.parent.resolve()):
                raise UnreadableDocument(
                    f"{name}: a link that leads out of its folder", "copy the file, or name the file itself"
                )
        # O_NONBLOCK: opening a FIFO must not wait for a writer
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, RuntimeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        raise UnreadableDocument(f"{name}: {reason}", "check the file and its permissions") from fault
    try:
        with os.fdopen(descriptor, "rb") as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableDocument(f"{name}: not a regular file", "give the document itself")
            data = stream.read(MAX_BYTES + 1) if status.st_size <= MAX_BYTES else b""
            size = max(status.st_size, len(data))
    except OSError as fault:
        raise UnreadableDocument(f"{name}: {fault.strerror or fault}", "check the file and its disk") from fault
    if size > MAX_BYTES:
        raise UnreadableDocument(f"{name}: {size:,} bytes, more than {MAX_BYTES:,}", "split the document")
    if not data:
        raise UnreadableDocument(f"{name}: empty file", "remove it or download it again")
    return data
