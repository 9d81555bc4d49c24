"""An outline from a file of any kind that is known: Markdown, OPML, mind maps, decks, Word documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Literal, NamedTuple

from presales_tui.imports.files import Text, read_bytes, read_text
from presales_tui.imports.opml import is_opml, opml_parts, opml_title
from presales_tui.imports.outline import Part, markdown_document, placed, without_title
from presales_tui.imports.own_outline import is_own, own_parts
from presales_tui.locale import _
from presales_tui.model.change import Change
from presales_tui.model.errors import BadInput
from presales_tui.model.outline import Section
from presales_tui.model.requirement import Requirement
from presales_tui.model.text import one_line

if TYPE_CHECKING:
    from presales_tui.imports.maps.topics import Map

MOST_BYTES = 256 * 1024 * 1024
"""A deck with its pictures."""

_SHEETS = frozenset({".csv", ".tsv", ".xls", ".xlsx", ".xlsm", ".et", ".ods"})
_ZIPPED = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"


class Read(NamedTuple):
    """What a file holds."""

    parts: Sequence[Part]
    name: str
    form: str
    """Encoding of a text, else the kind of file."""
    told: Sequence[str] = ()
    """What of it has no place in an outline, and what was decided where there was a choice."""
    title: str = ""
    """What the document calls itself; empty: nothing."""

    def change(
        self,
        opportunity: str,
        existing: Sequence[Section],
        requirements: Iterable[Requirement] = (),
        under: str = "",
    ) -> Change:
        """One change that adds it behind the chapters that are there, linked to the requirements it names.

        `under`: id of the section below which it goes instead, behind those that are there.
        """
        change = Change("Import outline")
        refs = {r.ref: r.id for r in requirements if r.ref}
        for section in placed(self.parts, opportunity, existing, refs, under):
            change.put(section)
        return change


def read_outline(source: Path | Literal["-"]) -> Read:
    """The sections of a file.

    NotFound and BadInput as for `read_text`; BadInput too if the file has nothing for an outline.
    """
    data, shown = read_bytes(source, most=MOST_BYTES)
    if PurePath(shown).suffix.lower() in _SHEETS:
        raise BadInput(
            _("{name} is a sheet and no outline: import it as requirements or as issues.").format(name=shown)
        )
    if data.startswith(_OLE):
        raise BadInput(
            _(
                "{name} is an old Office file or has a password: save it as .pptx or .docx without one."
            ).format(name=shown)
        )
    if data.startswith(_ZIPPED):
        found = _office(data, shown)
    else:
        found = _text(read_text(data, shown), Path() if source == "-" else source.parent)
    if not found.parts:
        raise BadInput(_("{name} holds no heading and no text for an outline.").format(name=found.name))
    return found


def _text(text: Text, folder: Path) -> Read:
    if is_opml(text.text, text.name):
        parts = opml_parts(text.text, text.name)
        return Read(parts, text.name, text.encoding, (), opml_title(text.text, text.name))
    if text.text.lstrip("\ufeff \t\r\n").startswith("<"):
        from presales_tui.imports.maps.freemind import freemind_map, is_freemind

        if is_freemind(text.text, text.name):
            return _mapped(freemind_map(text.text, text.name, folder.absolute()), text.name, "FreeMind")
    if is_own(text.text):
        return Read(own_parts(text.text), text.name, text.encoding)
    # A text that comes through a pipe has no folder; its pictures are told from where one stands.
    parts, title, told = markdown_document(text.text, text.name, folder.absolute())
    return Read(parts, text.name, text.encoding, [*_no_section(title, parts), *told], title)


def _no_section(title: str, parts: Sequence[Part]) -> list[str]:
    """What is told of a title without text: it stands over the whole, and is no section."""
    if not title or any(one_line(part.title) == title for part in parts):
        return []
    return [_("title of the whole, no section: {title}").format(title=title)]


def _mapped(found: Map, name: str, form: str) -> Read:
    from presales_tui.imports.maps.topics import outlined

    made = outlined(found, name)
    return Read(made.parts, name, form, [*_no_section(made.title, made.parts), *made.told], made.title)


def _office(data: bytes, name: str) -> Read:
    if b"ppt/presentation.xml" in data or b"ppt/slides/" in data:
        from presales_tui.imports.deck_outline import deck_parts

        parts, told = deck_parts(data, name)
        return Read(parts, name, "PPTX", told)
    if b"word/document" in data:
        from presales_tui.imports.word_outline import word_parts

        parts, told = word_parts(data, name)
        title = one_line(parts[0].title) if parts else ""
        parts = without_title(parts)
        return Read(parts, name, "DOCX", [*_no_section(title, parts), *told], title)
    from presales_tui.imports.maps.xmind import is_xmind, xmind_map

    if is_xmind(data):
        return _mapped(xmind_map(data, name), name, "XMind")
    raise BadInput(
        _(
            "{name} is an archive or an Office file, but no PowerPoint deck, Word document or XMind map."
        ).format(name=name)
    )
