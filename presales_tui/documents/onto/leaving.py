"""All that a merged deck says, so that nothing internal leaves in what a colleague's deck brings along.

Sections that are internal now go with their slides. Everything else is read and asked about: what stands on
slides and beneath them (notes, comments, descriptions, links, the sheets behind charts, attached files), and
what the deck says of itself.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import unquote

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from presales_tui.documents.book import Book
from presales_tui.documents.gate import Leaving, Place, where_told
from presales_tui.documents.internal import Named, quoting, squeezed
from presales_tui.documents.onto.package import slide_element
from presales_tui.documents.stamps.stamp import MARKER, group_end, read_stamp
from presales_tui.locale import _

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ELSEWHERE = frozenset({RT.SLIDE, RT.SLIDE_LAYOUT, RT.SLIDE_MASTER, RT.NOTES_MASTER, RT.THEME})
"""What a slide refers to without having it to itself."""
_SAYING = frozenset({"descr", "title", "name", "tooltip", "author", "initials"})
"""Attributes that say something."""
_MOST = 64 * 1024 * 1024
"""Bytes of an attached file that are read."""
_DEEPEST = 3
"""Packages in packages that are opened: a document in a document has a sheet behind its chart."""


class Told(NamedTuple):
    """A text and where it stands."""

    where: str
    """For a person: `slide 3, notes`."""
    part: Any
    """Of the slide; None: the deck."""
    text: str


class Guard(NamedTuple):
    """Stands at the door: what may not be in the deck."""

    hides: Callable[[str], bool]
    """Whether the slides of a group (see `stamp.group_of`) tell a section that is internal."""
    names: Named
    sections: Mapping[str, str] = MappingProxyType({})
    """End of a group to the id of the section that may be gone to."""

    def names_some(self, part: Any) -> bool:
        """Whether a slide says something internal."""
        return any(self.names(one.text) for one in told_by_slide(part, 0))

    def stop(self, told: Iterable[Told], deck: str) -> Leaving | None:
        """Why the deck of this name is not written; None: it says nothing internal."""
        places = []
        for one in told:
            stamp = None if one.part is None else read_stamp(slide_element(one.part))
            section = self.sections.get(stamp.group.partition("-")[2], "") if stamp else ""
            places += [Place(section, one.where, ref) for ref in self.names(one.text)]
        places = list(dict.fromkeys(places))
        if not places:
            return None
        return Leaving(
            _(
                "Not written: {deck} says what is internal ({where}). Change it there, mark the record "
                "external, or export a new deck."
            ).format(deck=deck, where=where_told(places)),
            places,
        )


OPEN = Guard(lambda _group: False, lambda _text: [])
"""Lets all through: an edition of our own."""


def guard_of(book: Book) -> Guard:
    """What may not be in a deck for the client."""
    shown = {group_end(section.id): section.id for section in book.for_audience("client").sections}
    hidden = {group_end(section.id) for section in book.sections} - set(shown)
    return Guard(lambda group: group.partition("-")[2] in hidden, _naming(book), shown)


def _naming(book: Book) -> Named:
    """What a text quotes, and lines that are titles of internal sections, short ones too: they were drawn."""
    named = quoting(book)
    open_ = book.for_audience("client").sections
    said = squeezed("\n".join(f"{section.title}\n{section.body}" for section in open_))
    shown = {section.id for section in open_}
    hidden = (section for section in book.sections if section.id not in shown)
    titles = {title: one.ref or one.title for one in hidden if (title := squeezed(one.title)) not in said}

    def ask(text: str) -> list[str]:
        lines = (titles.get(squeezed(line), "") for line in text.splitlines()) if titles else ()
        return list(dict.fromkeys([*named(text), *filter(None, lines)]))

    return ask


def told_by_slide(part: Any, number: int) -> Iterator[Told]:
    """What a slide says, and what hangs on it."""
    for owner, reltype in _below(part):
        if reltype == RT.NOTES_SLIDE:
            where = _("slide {n}, notes").format(n=number)
        elif reltype.endswith("/comments"):
            where = _("slide {n}, comment").format(n=number)
        else:
            where = _("slide {n}").format(n=number)
        yield Told(where, part, text_of(owner))


def told_by_deck(deck: Any, slides: Iterable[tuple[int, Any]]) -> Iterator[Told]:
    """What a deck says: its slides, each with its number, then itself, its designs and its properties."""
    seen = set()
    for number, part in slides:
        seen |= {id(owner) for owner, _reltype in _below(part)}
        yield from told_by_slide(part, number)
    for part in deck.part.package.iter_parts():
        if id(part) not in seen:
            where = _("the deck's {name}").format(name=str(part.partname).lstrip("/"))
            yield Told(where, None, text_of(part))


def _below(part: Any) -> Iterator[tuple[Any, str]]:
    """A slide part and all that it has to itself, each with the relationship that leads to it."""
    waiting, seen = [(part, RT.SLIDE)], {id(part)}
    while waiting:
        owner, reltype = waiting.pop()
        yield owner, reltype
        for rel in owner.rels.values():
            if rel.is_external or rel.reltype in _ELSEWHERE or id(rel.target_part) in seen:
                continue
            seen.add(id(rel.target_part))
            waiting.append((rel.target_part, RT.NOTES_SLIDE if reltype == RT.NOTES_SLIDE else rel.reltype))


def text_of(part: Any) -> str:
    """The words of a part, a line for each paragraph, with the addresses that it leads to."""
    said = list(_said(part._element if hasattr(part, "_element") else part.blob, str(part.partname)))
    said += [unquote(rel.target_ref) for rel in part.rels.values() if rel.is_external]
    return "\n".join(said)


def _said(content: Any, name: str, depth: int = 0) -> Iterator[str]:
    if not isinstance(content, bytes):
        yield from _words(content)
    elif content[:4] == b"PK\x03\x04":
        yield from _packed(content, depth) if depth < _DEEPEST else ()
    elif name.endswith((".xml", ".rels", ".vml")) or content[:5] == b"<?xml":
        try:
            yield from _words(etree.fromstring(content, etree.XMLParser(resolve_entities=False)))
        except etree.XMLSyntaxError:
            yield content.decode("utf-8", "ignore")
    elif name.endswith((".bin", ".doc", ".xls", ".ppt", ".msg", ".txt", ".csv")):
        for start in (0, 1):
            yield content[start:].decode("utf-16-le", "ignore")
        yield content.decode("utf-8", "ignore")


def _packed(content: bytes, depth: int) -> Iterator[str]:
    """The words of an attached file that is a package of its own, such as the sheet behind a chart."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            left = _MOST
            for each in file.infolist():
                left -= each.file_size
                if left > 0 and not each.is_dir():
                    yield from _said(file.read(each), each.filename, depth + 1)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return


def _words(root: Any) -> Iterator[str]:
    line: list[str] = []
    for part in root.iter():
        if not isinstance(part.tag, str):
            if part.text:
                yield str(part.text)
            continue
        if part.tag.endswith(("}p", "}si", "}is")):
            yield "".join(line)
            line = []
        for name, value in part.attrib.items():
            if name in _SAYING and not value.startswith(MARKER):
                yield value
        if part.text and part.text.strip():
            if part.tag.endswith("}t"):
                line.append(part.text)
            else:
                yield part.text
    yield "".join(line)
