"""An outline from a PowerPoint deck: titles are sections, bullets, tables and notes come along.

The sections of the slide sorter are chapters; without them slides that only part others are. What is no
text (pictures, charts, diagrams) is named where it stood and told.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from presales_tui.imports.deck_charts import chart_table
from presales_tui.imports.diagram_text import diagram_list
from presales_tui.imports.marking import Piece, joined, marked, table
from presales_tui.imports.outline import Part
from presales_tui.imports.zipped import check_zipped, is_strict
from presales_tui.locale import _, ngettext
from presales_tui.model.errors import BadInput
from presales_tui.model.text import clean, one_line

if TYPE_CHECKING:
    from pptx.presentation import Presentation

_CONTINUED = re.compile(r"\s*[（(]\s*(?:续|cont\.?|continued)\s*\d*\s*[)）]\s*$", re.IGNORECASE)
_P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MACHINERY = frozenset({"DATE", "FOOTER", "SLIDE_NUMBER", "HEADER"})
_TITLES = frozenset({"TITLE", "CENTER_TITLE", "VERTICAL_TITLE"})
_LISTS = frozenset({"BODY", "OBJECT", "VERTICAL_BODY", "VERTICAL_OBJECT"})


def deck_parts(data: bytes, name: str) -> tuple[list[Part], list[str]]:
    """(headings of a deck with what is below each, what of it has no place in an outline).

    BadInput if it is no deck that can be read.
    """
    check_zipped(data, name)
    try:
        import pptx  # noqa: F401
    except ImportError:
        raise BadInput(_("A deck cannot be read here: python-pptx is not installed.")) from None
    try:
        return _Deck(_opened(data)).parts()
    except BadInput:
        raise
    except Exception as error:
        if is_strict(data, "ppt/presentation.xml"):
            raise BadInput(
                _("{name} is a deck in the strict form of Open XML: save it as an ordinary .pptx.").format(
                    name=name
                )
            ) from error
        raise BadInput(_("{name} cannot be read as a PowerPoint deck.").format(name=name)) from error


def _opened(data: bytes) -> Presentation:
    """A deck or a template of decks (.potx, .potm), which python-pptx takes for something else."""
    from pptx.opc.constants import CONTENT_TYPE as CT
    from pptx.opc.package import PartFactory
    from pptx.package import Package
    from pptx.parts.presentation import PresentationPart

    for kind in (CT.PML_TEMPLATE_MAIN, "application/vnd.ms-powerpoint.template.macroEnabled.main+xml"):
        PartFactory.part_type_for[kind] = PresentationPart
    return Package.open(io.BytesIO(data)).main_document_part.presentation  # type: ignore[no-any-return]


class _Deck:
    def __init__(self, deck: Presentation) -> None:
        self._deck = deck
        self._lost: Counter[str] = Counter()

    def parts(self) -> tuple[list[Part], list[str]]:
        sections = self._sections()
        parts: list[Part] = []
        told: list[str] = []
        chapter = None
        entries = list(self._deck.slides._sldIdLst)
        for n, (entry, slide) in enumerate(zip(entries, self._deck.slides, strict=True)):
            title, blocks = self._read(slide)
            notes = self._notes(slide)
            kind = _kind(slide)
            body = "\n\n".join(blocks)
            if (
                n == 0
                and kind == "cover"
                and len(entries) > 1
                and not any(_weighs(block) for block in blocks)
            ):
                words = one_line(" / ".join(filter(None, (title, *blocks))))
                told.append(_("cover slide left out: {words}").format(words=words))
                if notes:
                    told.append(_("notes of the cover left out: {words}").format(words=one_line(notes)))
                continue
            name = sections.get(int(entry.id), "")
            if name and name != chapter:
                chapter = name
                if not (kind == "chapter" and title == name):
                    parts.append(Part(1, name))
            base = _CONTINUED.sub("", title)
            if parts and base != title and parts[-1].title == base:
                last = parts[-1]
                last.body = _joined(last.body, body)
                last.notes += [notes] if notes else []
                continue
            own = kind == "chapter"
            level = 1 if own or not (chapter or any(part.level == 1 for part in parts)) else 2
            if not chapter and not own and parts and all(part.level == 2 for part in parts):
                level = 2
            part = Part(
                level if sections or self._has_chapters else 1, title or _untitled(blocks, n + 1), body=body
            )
            part.notes += [notes] if notes else []
            part.parked = slide._element.get("show") in ("0", "false")
            parts.append(part)
        if hidden := sum(part.parked for part in parts):
            told.append(
                ngettext("{n} hidden slide is set aside", "{n} hidden slides are set aside", hidden).format(
                    n=hidden
                )
            )
        for what, count in self._lost.items():
            told.append(f"{what}: {count}")
        return parts, told

    @property
    def _has_chapters(self) -> bool:
        return any(_kind(slide) == "chapter" for n, slide in enumerate(self._deck.slides) if n)

    def _sections(self) -> dict[int, str]:
        """Slide id to the name of its section in the slide sorter; empty if all are in one."""
        found = {
            int(member.get("id")): one_line(section.get("name", ""))
            for section in self._deck.element.iter(f"{_P14}section")
            for member in section.iter(f"{_P14}sldId")
        }
        return found if len(set(found.values())) > 1 else {}

    def _read(self, slide: Any) -> tuple[str, list[str]]:
        """The title, and the Markdown of every other shape in reading order."""
        title = ""
        blocks: list[str] = []
        for shape in _ordered(slide.shapes):
            kind = _placeholder(shape)
            if kind in _MACHINERY:
                continue
            if kind in _TITLES and not title and shape.has_text_frame:
                title = one_line(clean(shape.text_frame.text))
                continue
            if text := self._shape(shape, kind, slide):
                blocks.append(text)
        return title, [*blocks, *self._alternatives(slide)]

    def _alternatives(self, slide: Any) -> Iterator[str]:
        """Shapes that newer programs draw in another way (formulas, 3D): their text, without its looks."""
        for choice in slide._element.iter(f"{_MC}Choice"):
            paragraphs = (
                "".join(t.text or "" for t in p.iter(f"{_A}t", f"{_M}t")) for p in choice.iter(f"{_A}p")
            )
            if said := "\n\n".join(filter(None, (marked([Piece(text)]) for text in paragraphs))):
                self._lost[_("shapes with formulas or effects, as plain text")] += 1
                yield said

    def _shape(self, shape: Any, kind: str, slide: Any) -> str:
        if getattr(shape, "has_table", False):
            rows = shape.table.rows
            return table([[cell.text_frame.text.replace("\v", " ") for cell in row.cells] for row in rows])
        if getattr(shape, "has_chart", False):
            self._lost[_("charts that came as tables")] += 1
            return chart_table(shape.chart)
        if shape.shape_type is not None and shape.shape_type.name in ("PICTURE", "LINKED_PICTURE", "MEDIA"):
            self._lost[_("pictures to be put in again")] += 1
            return _place(_described(shape) or _("picture"), "")
        if shape.has_text_frame:
            return self._text(shape.text_frame, slide, listed=kind in _LISTS)
        if shape.element.tag.endswith("}graphicFrame"):
            if said := diagram_list(shape.element, slide.part):
                self._lost[_("diagrams that came as lists")] += 1
                return said
            self._lost[_("diagrams and embedded objects")] += 1
            return _place(_described(shape) or one_line(shape.name), "")
        return ""

    def _text(self, frame: Any, slide: Any, *, listed: bool) -> str:
        lines: list[tuple[str, str]] = []
        paragraphs = [p for p in frame.paragraphs if p.text.strip()]
        # One paragraph alone is no list, whatever the layout would draw before it.
        listed = listed and len(paragraphs) > 1
        counts: dict[int, int] = {}
        for paragraph in paragraphs:
            text = marked(_runs(paragraph, slide))
            if not text:
                continue
            properties = paragraph._p.find(f"{_A}pPr")
            tags = {child.tag for child in properties} if properties is not None else set()
            level = paragraph.level
            numbered = f"{_A}buAutoNum" in tags
            bullet = numbered or f"{_A}buChar" in tags or (listed and f"{_A}buNone" not in tags)
            if not bullet:
                counts.clear()
                lines.append(("", text))
                continue
            counts[level] = counts.get(level, 0) + 1 if numbered else 0
            for deeper in [key for key in counts if key > level]:
                del counts[deeper]
            indent = "   " * level
            sign = f"{counts[level]}. " if numbered else "- "
            lines.append((indent + sign, text))
        return joined(lines)

    def _notes(self, slide: Any) -> str:
        if not slide.has_notes_slide:
            return ""
        frame = slide.notes_slide.notes_text_frame
        return clean(frame.text).replace("\v", "\n").strip() if frame is not None else ""


def _runs(paragraph: Any, slide: Any) -> Iterator[Piece]:
    for child in paragraph._p:
        if child.tag == f"{_A}br":
            yield Piece("\n")
        elif child.tag in (f"{_A}r", f"{_A}fld"):
            said = child.find(f"{_A}t")
            look = child.find(f"{_A}rPr")
            link = ""
            bold = italic = False
            if look is not None:
                bold = look.get("b") in ("1", "true")
                italic = look.get("i") in ("1", "true")
                click = look.find(f"{_A}hlinkClick")
                rel = click.get(f"{_R}id") if click is not None else None
                if rel and rel in slide.part.rels and slide.part.rels[rel].is_external:
                    link = slide.part.rels[rel].target_ref
            yield Piece((said.text or "") if said is not None else "", bold, italic, link)


def _ordered(shapes: Any) -> Iterator[Any]:
    """Shapes top down, then from the left; groups taken apart."""
    found = sorted(shapes, key=lambda s: ((s.top or 0) // 200_000, s.left or 0))
    for shape in found:
        if shape.shape_type is not None and shape.shape_type.name == "GROUP":
            yield from _ordered(shape.shapes)
        else:
            yield shape


def _placeholder(shape: Any) -> str:
    return shape.placeholder_format.type.name if shape.is_placeholder else ""


def _kind(slide: Any) -> str:
    """`cover` and `chapter` by the type of the layout; else `content`."""
    kind = slide.slide_layout._element.get("type", "")
    titles = [s for s in slide.placeholders if s.placeholder_format.type.name == "CENTER_TITLE"]
    if kind == "title" or titles:
        return "cover"
    return "chapter" if kind == "secHead" else "content"


def _weighs(block: str) -> bool:
    """Whether a text is more than stands on a cover."""
    return block.startswith("|") or len(block) > 300


def _described(shape: Any) -> str:
    for element in shape.element.iter():
        if element.tag.endswith("}cNvPr"):
            return one_line(clean(element.get("descr") or ""))
    return ""


def _place(what: str, name: str) -> str:
    label = one_line(f"{what} {name}").replace("[", "(").replace("]", ")")
    return f"![{label}]()"


def _untitled(blocks: list[str], n: int) -> str:
    first = blocks[0].split("\n")[0] if blocks else ""
    first = first.lstrip("-* ").strip()
    return one_line(first)[:40] if first and not first.startswith(("|", "!")) else _("Slide {n}").format(n=n)


def _joined(before: str, more: str) -> str:
    """Two texts; a table that goes on under the same header is one table."""
    old, new = before.split("\n"), more.split("\n")
    header = next((n for n, line in enumerate(old) if line.startswith("| ")), -1)
    if header >= 0 and len(new) > 2 and new[:2] == old[header : header + 2] and old[-1].startswith("| "):
        return "\n".join([*old, *new[2:]])
    return "\n\n".join(filter(None, (before, more)))
