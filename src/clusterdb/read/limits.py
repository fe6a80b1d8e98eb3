"""How large a document may be. A document beyond a limit is set aside with a message, never read in part."""

from __future__ import annotations

MAX_BYTES = 50_000_000
"""A file. The longest work report with its annexes is under 1 MB; a plan as PDF with pictures may reach 30 MB."""

MAX_CHARACTERS = 3_000_000
"""Of clean text: ten times a five-year plan with all annexes."""

MAX_LINE = 200_000
"""Characters of one line: no paragraph is as long, a binary file taken for text is."""

MAX_PARAGRAPH = 20_000
"""Characters of a paragraph to which no broken line is joined any more."""

MAX_TITLE = 300
"""Characters of a title."""

MAX_LINES = 200_000
"""Lines of one document."""

MAX_DEPTH = 2_000
"""Elements of HTML inside each other."""

MAX_TAGS = 1_000_000
"""Tags of HTML, of opening and of closing: as many take half a gigabyte. A long report has some ten thousand."""

MAX_TABLE_CELLS = 200_000
"""Cells of one table, spans laid out."""

MAX_FRONT_MATTER = 65_536
"""Characters of YAML before a document."""

MAX_EXPANDED = 300_000_000
"""Bytes that the parts of a DOCX may take when unpacked."""

MAX_PARTS = 5_000
"""Files inside a DOCX."""

MAX_PAGES = 3_000
"""Pages of a PDF."""

CHILD_SECONDS = 60
"""Time that reading one binary document may take."""

CHILD_FILES = 10_000_000
"""Size of a file that reading one binary document may write, in bytes; it writes none but caches."""

CHILD_MEMORY = 2_000_000_000
"""Address space that reading one binary document may take, in bytes."""
