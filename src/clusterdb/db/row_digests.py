"""Rows counted and digested table by table, whatever their order: two stores with equal digests hold the same rows.

In: lines of PostgreSQL's COPY format, from a server or from a backup file. Out: `Digest`s. A digest is the sum of a
128-bit hash of every row, so that it needs no memory and no sorting, and one other row anywhere changes it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from psycopg import Cursor

_MODULUS = 1 << 128
_BEGIN = re.compile(rb"COPY (?P<table>.+?) \((?P<columns>.*)\) FROM stdin;\n")
_END = b"\\.\n"

#: What the text of a value hangs on, as pg_dump sets it.
SETTINGS = (
    "SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'postgres'; SET LOCAL extra_float_digits = 3;"
    " SET LOCAL timezone = 'UTC'; SET LOCAL synchronize_seqscans = off; SET LOCAL client_encoding = 'UTF8'"
)


@dataclass(slots=True)
class Digest:
    """How many rows a table has, and the sum of their hashes."""

    rows: int = 0
    total: int = 0

    def add(self, line: bytes) -> None:
        """Count one row, a line of COPY's text format."""
        self.rows += 1
        hashed = hashlib.blake2b(line, digest_size=16).digest()
        self.total = (self.total + int.from_bytes(hashed, "big")) % _MODULUS


def digest_of_copy(cursor: Cursor[object], table: str, columns: str) -> Digest:
    """A table's rows as the server copies them out; names are as SQL writes them. Needs SETTINGS in the transaction."""
    found = Digest()
    # the names come from our own metadata or from pg_dump, which quotes them
    with cursor.copy(f"COPY {table} ({columns}) TO STDOUT".encode()) as copy:
        for block in copy:
            for line in bytes(block).splitlines(keepends=True):
                found.add(line)
    return found


def digests_of_script(lines: Iterable[bytes]) -> Iterator[tuple[str, str, Digest]]:
    """Each table of a script of pg_restore with its columns and its rows."""
    inside: Digest | None = None
    table = columns = ""
    for line in lines:
        if inside is None:
            if begun := _BEGIN.fullmatch(line):
                table, columns = begun["table"].decode(), begun["columns"].decode()
                inside = Digest()
        elif line == _END:
            yield table, columns, inside
            inside = None
        else:
            inside.add(line)


def differences(found: Mapping[str, Digest], wanted: Mapping[str, Digest]) -> list[str]:
    """The tables that differ, each with both counts: "public.sources: 3 rows, not 4"."""
    told = []
    for table in sorted({*found, *wanted}):
        one, other = found.get(table, Digest()), wanted.get(table, Digest())
        if one != other:
            same = one.rows == other.rows
            told.append(f"{table}: {one.rows} rows" + (", and not the same" if same else f", not {other.rows}"))
    return told
