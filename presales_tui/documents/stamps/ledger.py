"""The list of all slides that an export drew, kept in the deck's own properties.

With it a later export knows a slide that the colleague deleted from one that is new here.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from typing import NamedTuple

from presales_tui.documents.ooxml.escaping import escape
from presales_tui.documents.plan import Slide
from presales_tui.documents.stamps.fresh import stamped
from presales_tui.documents.stamps.stamp import Related, Stamp, group_of, notes_digest

_NS = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAME = "presales slides "
_MOST = 240
"""Characters in one property: what the dialog of PowerPoint takes is 255."""
_ENTRY = re.compile(r"([a-z]+-[0-9a-z]*):(\w+):(\w+)(?::(\w+))?")


class Entry(NamedTuple):
    """A slide as it was drawn."""

    group: str
    n: int
    text: str
    notes: str
    marks: str = ""
    """Empty: drawn before that was written down."""


class Ledger:
    """Stamps the slides of a deck while it is drawn, and writes the list of them."""

    def __init__(self, audience: str, lang: str = "", printed: str = "") -> None:
        self.audience = audience
        self.lang = lang
        """Of the deck; empty: it was made before that was written down."""
        self.printed = printed
        """Digests of the date and the footer, `date:footer`; empty: as above."""
        self.entries: list[Entry] = []
        self._count: Counter[str] = Counter()

    def stamped(self, xml: str, slide: Slide, related: Related) -> str:
        """The XML of a slide with its stamp."""
        group = group_of(slide)
        xml, stamp = stamped(xml, group, self._count[group], slide.notes, related)
        self._count[group] += 1
        self.add(stamp)
        return xml

    def add(self, stamp: Stamp) -> None:
        """Take note of a slide."""
        self.entries.append(Entry(stamp.group, stamp.n, stamp.face.text, stamp.face.notes, stamp.face.marks))

    def xml(self, old: bytes = b"") -> bytes:
        """The properties of a deck with the list in them, where it replaces an older one."""
        return self._added_to(old) if old else self._fresh()

    def _fresh(self) -> bytes:
        """Properties that hold nothing but the list."""
        rows = "".join(
            f'<property fmtid="{_FMTID}" pid="{n + 1}" name="{_NAME}{n}">'
            f"<vt:lpwstr>{escape(chunk)}</vt:lpwstr></property>"
            for n, chunk in enumerate(self._chunks(), 1)
        )
        return f'{_HEAD}<Properties xmlns="{_NS}" xmlns:vt="{_VT}">{rows}</Properties>'.encode()

    def _added_to(self, old: bytes) -> bytes:
        from xml.etree import ElementTree

        ElementTree.register_namespace("", _NS)
        ElementTree.register_namespace("vt", _VT)
        root = ElementTree.Element(f"{{{_NS}}}Properties")
        with suppress(ElementTree.ParseError):  # what cannot be read is begun anew
            root = ElementTree.fromstring(old)  # noqa: S314
        for entry in list(root):
            if entry.get("name", "").startswith(_NAME):
                root.remove(entry)
        taken = [int(own) for old in root if (own := old.get("pid", "1")).isdigit()]
        pid = max([1, *taken])
        for n, chunk in enumerate(self._chunks(), 1):
            pid += 1
            entry = ElementTree.SubElement(root, f"{{{_NS}}}property")
            entry.set("fmtid", _FMTID)
            entry.set("pid", str(pid))
            entry.set("name", f"{_NAME}{n}")
            ElementTree.SubElement(entry, f"{{{_VT}}}lpwstr").text = chunk
        said = ElementTree.tostring(root, encoding="unicode")
        return f"{_HEAD}{said}".encode()

    def _chunks(self) -> list[str]:
        chunks = [" ".join(filter(None, ("1", self.audience, self.lang, self.printed)))]
        for entry in self.entries:
            said = ":".join((entry.group, *entry[2:])).rstrip(":")
            if len(chunks) > 1 and len(chunks[-1]) + len(said) < _MOST:
                chunks[-1] += " " + said
            else:
                chunks.append(said)
        return chunks


def printed(date: str, footer: str) -> str:
    """What a ledger keeps of what stands at the foot of the slides."""
    return f"{notes_digest(date)}:{notes_digest(footer)}"


def read_ledger(properties: bytes) -> Ledger | None:
    """The list that an export left in the properties of a deck; none if there is none that can be read."""
    from xml.etree import ElementTree

    try:
        root = ElementTree.fromstring(properties)  # noqa: S314 - expat refuses bombs
    except ElementTree.ParseError:
        return None
    said: dict[int, str] = {}
    for entry in root:
        name = entry.get("name", "")
        if name.startswith(_NAME) and name[len(_NAME) :].isdecimal():
            said[int(name[len(_NAME) :])] = "".join(entry.itertext())
    head = said.pop(1, "").split()
    if not 2 <= len(head) <= 4 or head[0] != "1":
        return None
    ledger = Ledger(*head[1:])
    count: Counter[str] = Counter()
    for n in sorted(said):
        for group, text, notes, marks in _ENTRY.findall(said[n]):
            ledger.entries.append(Entry(group, count[group], text, notes, marks))
            count[group] += 1
    return ledger
