"""Text in UTF-16, as Windows writes its logs, read as if it were in UTF-8: in pieces, never as a whole."""

from __future__ import annotations

import codecs
import gzip
from typing import BinaryIO, Protocol

_HEAD = 1024
"""Bytes from which the encoding is told."""


class Lines(Protocol):
    """What lines are read from, one after the other."""

    def readline(self, most: int, /) -> bytes:
        """A line, or as much of it; empty at the end."""


class _Narrow:
    """A file in UTF-16."""

    def __init__(self, file: BinaryIO | gzip.GzipFile, encoding: str) -> None:
        self._text = codecs.getreader(encoding)(file, "replace")

    def readline(self, most: int, /) -> bytes:
        """A line of the text."""
        return self._text.readline(most).lstrip("\ufeff").encode()


def as_narrow(file: BinaryIO | gzip.GzipFile, encoding: str) -> Lines:
    """A file to read lines from; with an encoding as that says."""
    return _Narrow(file, encoding) if encoding else file


def encoding_of(file: BinaryIO | gzip.GzipFile) -> str:
    """The encoding of a file in UTF-16; empty: it is in none. The file stands at its beginning."""
    try:
        head = file.read(_HEAD)
        file.seek(0)
    except (OSError, EOFError):
        return ""
    return wide_encoding(head)


def wide_encoding(head: bytes) -> str:
    """`utf-16-le` or `utf-16-be` if a text begins so: with its mark, or with a NUL in every other byte."""
    head = head[:_HEAD]
    if head.startswith(codecs.BOM_UTF16_LE) and not head.startswith(codecs.BOM_UTF32_LE):
        return "utf-16-le"
    if head.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    pairs = len(head) // 2
    even, odd = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if pairs >= 8 and odd > 0.4 * pairs and not even:
        return "utf-16-le"
    return "utf-16-be" if pairs >= 8 and even > 0.4 * pairs and not odd else ""
