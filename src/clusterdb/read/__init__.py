"""Files -> Documents: one clean text each, and what is known about it.

`find_documents([folder])` lists what a folder holds; `read_document(path)` reads one, or raises UnreadableDocument with
the reason and a remedy. A reader a format: html, markdown, text, docx, pdf.
"""

from clusterdb.read.document import read_document
from clusterdb.read.files import find_documents

__all__ = ["find_documents", "read_document"]
