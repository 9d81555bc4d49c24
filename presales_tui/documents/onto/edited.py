"""An edited deck as it comes back: opened with care, and its slides read."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from presales_tui.documents.onto.merge import Drawn, Theirs
from presales_tui.documents.onto.package import slide_element
from presales_tui.documents.onto.properties import PartRelated, ledger_of
from presales_tui.documents.stamps.ledger import Ledger
from presales_tui.documents.stamps.reading import face_of
from presales_tui.documents.stamps.stamp import Face, Stamp, notes_digest, read_stamp
from presales_tui.imports.zipped import check_zipped
from presales_tui.locale import _
from presales_tui.model.errors import BadInput
from presales_tui.model.text import one_line

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
_EXACT = ("", "presales", "Microsoft Office PowerPoint", "Microsoft Macintosh PowerPoint")
"""Programs that leave what they do not touch as it was written."""


@dataclass(slots=True)
class EditedSlide:
    """A slide of the edited deck."""

    part: Any
    slide_id: int
    title: str
    section: str
    """Name of its section in the slide sorter; empty: none."""
    stamp: Stamp | None
    face: Face
    """As it is now."""
    tended: bool
    """Whether it has comments, or is hidden."""

    def reshaped(self) -> bool:
        """Whether its looks are others than when it was drawn, as far as its stamp knows."""
        if self.stamp is None:
            return False
        was, now = self.stamp.face, self.face
        known = bool(was.finish)
        return was.form != now.form or (known and (was.marks, was.finish) != (now.marks, now.finish))


class EditedDeck:
    """The deck, its slides, and the list that the last export left in it. BadInput if it is none of ours."""

    def __init__(self, content: bytes, name: str) -> None:
        check_zipped(content, name)
        self.name = name
        try:
            self.deck = Presentation(io.BytesIO(content))
            self.slides = [self._slide(entry) for entry in self.deck.slides._sldIdLst]
        except Exception as error:
            raise BadInput(_("{name} cannot be read as a PowerPoint deck.").format(name=name)) from error
        ledger = ledger_of(self.deck.part.package)
        if ledger is None and not any(slide.stamp for slide in self.slides):
            raise BadInput(
                _(
                    "{name} was not exported from here, or has lost every sign of it: export a new deck."
                ).format(name=name)
            )
        self.ledger = ledger or Ledger("client")
        self.has_ledger = ledger is not None
        self.exact = self._program() in _EXACT
        """Whether positions and looks can be compared: other programs write all of them anew."""

    def _slide(self, entry: Any) -> EditedSlide:
        part = self.deck.part.related_part(entry.rId)
        element = slide_element(part)
        face = face_of(element, PartRelated(part), notes_digest(notes_of(part)))
        return EditedSlide(
            part,
            int(entry.id),
            _title(element),
            self._sections().get(int(entry.id), ""),
            read_stamp(element),
            face,
            element.get("show") == "0"
            or any(rel.reltype.endswith("/comments") for rel in part.rels.values()),
        )

    def _sections(self) -> dict[int, str]:
        return {
            int(member.get("id")): section.get("name", "")
            for section in self.deck.element.iter(f"{_P14}section")
            for member in section.iter(f"{_P14}sldId")
        }

    def _program(self) -> str:
        for rel in self.deck.part.package.iter_rels():
            if rel.reltype == RT.EXTENDED_PROPERTIES and not rel.is_external:
                from lxml import etree

                try:
                    root = etree.fromstring(rel.target_part.blob)
                except etree.XMLSyntaxError:
                    return "?"
                return next((e.text or "" for e in root if e.tag.endswith("}Application")), "")
        return ""

    @property
    def drawn(self) -> list[Drawn]:
        """The ledger, as it is compared."""
        return [Drawn(entry.group, entry.text, entry.notes, entry.marks) for entry in self.ledger.entries]

    @property
    def theirs(self) -> list[Theirs]:
        """The slides, as they are compared."""
        found = []
        for slide in self.slides:
            now, stamp = slide.face, slide.stamp
            if stamp is None:
                found.append(Theirs(text=now.text, notes=now.notes, base_text=now.text, base_notes=now.notes))
                continue
            then = stamp.face
            found.append(
                Theirs(
                    stamp.group,
                    stamp.n,
                    then.text,
                    then.notes,
                    now.text,
                    now.notes,
                    self.exact and slide.reshaped(),
                    slide.tended,
                )
            )
        return found


def notes_of(part: Any) -> str:
    """The speaker notes of a slide part; empty if it has none."""
    for rel in part.rels.values():
        if rel.reltype == RT.NOTES_SLIDE and not rel.is_external:
            element = slide_element(rel.target_part)
            for shape in element.iter(f"{_P}sp"):
                holder = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
                if holder is not None and holder.get("type") == "body":
                    lines = ("".join(t.text or "" for t in p.iter(f"{_A}t")) for p in shape.iter(f"{_A}p"))
                    return "\n".join(lines)
    return ""


def _title(element: Any) -> str:
    """The title of a slide, else its first words."""
    first = ""
    for shape in element.iter(f"{_P}sp"):
        said = one_line(
            " ".join("".join(t.text or "" for t in p.iter(f"{_A}t")) for p in shape.iter(f"{_A}p"))
        )
        holder = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        if holder is not None and holder.get("type") in ("title", "ctrTitle"):
            return said
        first = first or said
    return first
