"""Footnotes and endnotes of a Word document: a mark where each one is named, and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_KINDS = ("footnote", "endnote")
_ESCAPED = re.compile(r"\\\[\^(\d+)\\\]")
_MARK = re.compile(r"\[\^(\d+)\]")


class Footnotes:
    """Those of one document, counted through in the order in which they are named."""

    def __init__(self, part: Any) -> None:
        self._part = part
        self._said: dict[tuple[str, str], list[Any]] | None = None
        self._names: dict[tuple[str, str], str] = {}

    def mark(self, element: Any) -> str:
        """The Markdown of a reference; empty: it is none, or the note says nothing."""
        kind = str(element.tag).removeprefix(_W).removesuffix("Reference")
        if kind not in _KINDS or not str(element.tag).endswith("Reference"):
            return ""
        key = kind, element.get(f"{_W}id", "")
        if not self._all().get(key):
            return ""
        return f"[^{self._names.setdefault(key, str(len(self._names) + 1))}]"

    def named_in(self, body: str) -> Iterator[tuple[str, list[Any]]]:
        """Name and paragraphs of each one that a text refers to."""
        keys = {name: key for key, name in self._names.items()}
        for name in dict.fromkeys(_MARK.findall(body)):
            if name in keys:
                yield name, self._all()[keys[name]]

    def restored(self, text: str) -> str:
        """A text in which marks were escaped, as in a table, with its marks."""
        return _ESCAPED.sub(r"[^\1]", text) if self._names else text

    def _all(self) -> dict[tuple[str, str], list[Any]]:
        """Kind and id to paragraphs."""
        if self._said is None:
            self._said = {}
            for rel in self._part.rels.values():
                kind = rel.reltype.rpartition("/")[2].removesuffix("s")
                if kind in _KINDS and not rel.is_external:
                    self._read(kind, rel.target_part.blob)
        return self._said

    def _read(self, kind: str, blob: bytes) -> None:
        from lxml.etree import XMLParser, fromstring

        for note in fromstring(blob, XMLParser(resolve_entities=False)).iter(f"{_W}{kind}"):
            paragraphs = [
                p for p in note.iter(f"{_W}p") if "".join(t.text or "" for t in p.iter(f"{_W}t")).strip()
            ]
            for link in note.iter(f"{_W}hyperlink"):
                link.attrib.clear()  # it names an address of the notes, not of the document
            if paragraphs and self._said is not None:
                self._said[kind, note.get(f"{_W}id", "")] = paragraphs
