"""What every edit of the colleague works with: the open deck, chance, words of their own, facts."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any, NamedTuple

from pptx import Presentation

from presales_tui.documents.stamps.stamp import MARKER, parse_stamp

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
FOOTERS = ("dt", "ftr", "sldNum")


class Fact(NamedTuple):
    """Something that the colleague did, as it can be seen in a deck."""

    said: str
    holds: Callable[[Any], bool]


@dataclass(slots=True)
class Desk:
    """The deck while it is worked on."""

    deck: Any
    rng: Random
    facts: list[Fact] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    count: int = 0

    def number(self) -> int:
        """One that is nowhere else in the deck."""
        self.count += 1
        return 7000 + 11 * self.count + self.rng.randrange(10)

    def words(self) -> str:
        """Words that are nowhere else in the deck."""
        return f"同事{self.number()}说"

    def colour(self) -> str:
        """A colour that is nowhere else in the deck."""
        return f"A1{self.number():04d}"

    def slide(self) -> Any:
        """Any slide."""
        return self.rng.choice(list(self.deck.slides))

    def fact(self, said: str, holds: Callable[[Any], bool]) -> None:
        """Something that must still hold when all is merged, if it does when the colleague is done."""
        self.facts.append(Fact(said, holds))


def opened(content: bytes) -> Any:
    """The deck as python-pptx reads it."""
    return Presentation(io.BytesIO(content))


def saved(deck: Any) -> bytes:
    """The file of it."""
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def shapes(slide: Any) -> list[Any]:
    """What stands on a slide, without its footers and its stamp."""
    return [
        shape
        for shape in slide.shapes
        if not shape.name.startswith(MARKER)
        and not (shape.is_placeholder and shape._element.find(f".//{P}ph").get("type") in FOOTERS)
    ]


def texts(slide: Any) -> list[Any]:
    """The shapes of a slide that say something."""
    return [s for s in shapes(slide) if s.has_text_frame and s.text_frame.text.strip()]


def tables(deck: Any) -> list[Any]:
    """All tables."""
    return [shape for slide in deck.slides for shape in slide.shapes if shape.has_table]


def charts(deck: Any) -> list[Any]:
    """All charts."""
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def group(slide: Any) -> str:
    """Which section a slide tells; empty: none of ours."""
    for shape in slide.shapes:
        if shape.name.startswith(MARKER) and (stamp := parse_stamp(shape.name)):
            return stamp.group
    return ""


def said(slide: Any) -> str:
    """All that a slide says, notes included, footers not."""
    paragraphs = (p for shape in shapes(slide) for p in shape._element.iter(f"{A}p"))
    text = "\n".join("".join(t.text or "" for t in p.iter(f"{A}t")) for p in paragraphs)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        text += "\n" + slide.notes_slide.notes_text_frame.text
    return text


def says(words: str) -> Callable[[Any], bool]:
    """Some slide says it."""
    return lambda deck: any(words in said(slide) for slide in deck.slides)


def some(tag: str, attribute: str, value: str) -> Callable[[Any], bool]:
    """Some slide has such an element."""
    return lambda deck: any(
        each.get(attribute) == value for slide in deck.slides for each in slide._element.iter(tag)
    )


def twin(deck: Any, slide: Any) -> Any:
    """A copy of a slide behind it, as PowerPoint makes one: stamp, pictures and charts included."""
    new = deck.slides.add_slide(slide.slide_layout)
    number = {}
    for rid, rel in slide.part.rels.items():
        if "notesSlide" in rel.reltype or "slideLayout" in rel.reltype or "omment" in rel.reltype:
            continue
        number[rid] = (
            new.part.relate_to(rel.target_ref, rel.reltype, is_external=True)
            if rel.is_external
            else new.part.relate_to(rel.target_part, rel.reltype)
        )
    tree = new.shapes._spTree
    for shape in list(new.shapes):
        tree.remove(shape._element)
    for shape in slide.shapes:
        element = copy.deepcopy(shape._element)
        for part in element.iter():
            for name, value in list(part.attrib.items()):
                if str(name).startswith(R) and value in number:
                    part.set(name, number[value])
        tree.append(element)
    listed = deck.slides._sldIdLst
    at = [entry.rId for entry in listed].index(deck.part.relate_to(slide.part, RT_SLIDE))
    listed.insert(at + 1, listed[-1])
    into_section(deck, slide.slide_id, new.slide_id)
    return new


RT_SLIDE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"


def sections(deck: Any) -> list[Any]:
    """Elements of the named sections."""
    return list(deck.element.iter(f"{P14}section"))


def into_section(deck: Any, beside: int, slide_id: int) -> None:
    """A slide is listed in the section of another one, behind it."""
    for entry in list(deck.element.iter(f"{P14}sldId")):
        if entry.get("id") == str(beside):
            new = copy.deepcopy(entry)
            new.set("id", str(slide_id))
            entry.addnext(new)
            return


def section_of(deck: Any, slide: Any) -> str:
    """Name of the section that lists a slide."""
    for section in sections(deck):
        if any(entry.get("id") == str(slide.slide_id) for entry in section.iter(f"{P14}sldId")):
            return str(section.get("name"))
    return ""


def pointers(deck: Any, part: Any) -> Iterator[tuple[Any, str]]:
    """(slide, relationship id) of all links to a slide."""
    for slide in deck.slides:
        for rid, rel in list(slide.part.rels.items()):
            if not rel.is_external and rel.target_part is part:
                yield slide, rid
