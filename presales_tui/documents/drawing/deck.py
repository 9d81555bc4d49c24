"""The package of a deck: the template, its new slides, notes, pictures, charts, sections."""

from __future__ import annotations

import io
from typing import IO

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from presales_tui.documents.drawing.charts import add_chart
from presales_tui.documents.drawing.notes import notes_xml
from presales_tui.documents.drawing.sections import sections_xml
from presales_tui.documents.drawing.slide import slide_xml
from presales_tui.documents.plan import Chart, Plan
from presales_tui.documents.template import LAYOUTS, role_of, template_bytes
from presales_tui.documents.words import word
from presales_tui.model.text import one_line

_FIRST_SLIDE_ID = 256
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Deck:
    """A plan drawn into the built-in template."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._deck = Presentation(io.BytesIO(template_bytes()))
        self._package = self._deck.part.package
        self._slides: list[Part] = []
        self._add_slides()
        self._add_sections()
        self._add_properties()

    def save(self, target: IO[bytes]) -> None:
        """Write the file."""
        self._deck.save(target)

    def _add_slides(self) -> None:
        """All parts first, since slides link to each other; then what stands on them."""
        layouts = {layout.name: layout.part for layout in self._deck.slide_layouts}
        presentation = self._deck.part
        listed = self._deck.element.get_or_add_sldIdLst()
        for n, slide in enumerate(self._plan.slides):
            part = Part(PackURI(f"/ppt/slides/slide{n + 1}.xml"), CT.PML_SLIDE, self._package, b"")
            part.relate_to(layouts[LAYOUTS[role_of(slide)]], RT.SLIDE_LAYOUT)
            entry = etree.SubElement(listed, f"{{{_P}}}sldId")
            entry.set("id", str(_FIRST_SLIDE_ID + n))
            entry.set(f"{{{_R}}}id", presentation.relate_to(part, RT.SLIDE))
            self._slides.append(part)
        first: dict[str, Part] = {}
        for n, slide in enumerate(self._plan.slides):
            for id_ in slide.section_ids:
                first.setdefault(id_, self._slides[n])
        for n, (slide, part) in enumerate(zip(self._plan.slides, self._slides, strict=True)):
            part.blob = slide_xml(slide, n + 1, self._plan, _Media(part, first)).encode()
            if slide.notes:
                self._add_notes(n, slide.notes, part)

    def _add_notes(self, n: int, text: str, slide: Part) -> None:
        blob = notes_xml(text, self._plan.lang).encode()
        part = Part(
            PackURI(f"/ppt/notesSlides/notesSlide{n + 1}.xml"), CT.PML_NOTES_SLIDE, self._package, blob
        )
        part.relate_to(self._deck.notes_master.part, RT.NOTES_MASTER)
        part.relate_to(slide, RT.SLIDE)
        slide.relate_to(part, RT.NOTES_SLIDE)

    def _add_sections(self) -> None:
        ids = range(_FIRST_SLIDE_ID, _FIRST_SLIDE_ID + len(self._plan.slides))
        opening = word(self._plan.lang, "overview")
        listed = sections_xml(
            [(slide.chapter or opening, id_) for slide, id_ in zip(self._plan.slides, ids, strict=True)]
        )
        self._deck.element.append(etree.fromstring(listed))

    def _add_properties(self) -> None:
        plan = self._plan
        properties = self._deck.core_properties
        properties.title = _short(plan.title)
        properties.author = _short(plan.author)
        properties.subject = _short(plan.client)
        properties.version = _short(plan.version)
        properties.language = "zh-CN" if plan.lang == "zh" else "en-US"


def _short(text: str) -> str:
    """Text as a core property may be: one clean line, and not too long."""
    return one_line(text)[:255]


class _Media:
    """The relationships of one slide."""

    def __init__(self, part: Part, first: dict[str, Part]) -> None:
        self._part = part
        self._first = first

    def to(self, address: str) -> str:
        """`a:hlinkClick` for a web address or, with `#`, for the first slide of a section."""
        if address.startswith("#"):
            target = self._first.get(address[1:])
            if target is None or target is self._part:
                return ""
            rel = self._part.relate_to(target, RT.SLIDE)
            return f'<a:hlinkClick r:id="{rel}" action="ppaction://hlinksldjump"/>'
        rel = self._part.relate_to(address, RT.HYPERLINK, is_external=True)
        return f'<a:hlinkClick r:id="{rel}"/>'

    def picture(self, path: str) -> str:
        """Relationship id of a picture; empty if the file cannot be read any more."""
        try:
            part = self._part.package.get_or_add_image_part(path)
        except (OSError, ValueError):
            return ""
        return self._part.relate_to(part, RT.IMAGE)

    def chart(self, chart: Chart) -> str:
        """Relationship id of a chart."""
        return self._part.relate_to(add_chart(self._part.package, chart), RT.CHART)
