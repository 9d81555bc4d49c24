"""The package of a deck: the template, its new slides, notes, pictures, charts, sections."""

from __future__ import annotations

from pathlib import Path

from presales_tui.documents.drawing.charts import chart_parts
from presales_tui.documents.drawing.notes import notes_xml
from presales_tui.documents.drawing.properties import core_xml, extended_xml
from presales_tui.documents.drawing.sections import sections_xml
from presales_tui.documents.drawing.slide import slide_xml
from presales_tui.documents.ooxml.package import Package, Rel
from presales_tui.documents.ooxml.xml import scaled
from presales_tui.documents.plan import Chart, Plan
from presales_tui.documents.progress import watched
from presales_tui.documents.stamps.ledger import Ledger, printed
from presales_tui.documents.stamps.stamp import Related
from presales_tui.documents.template import PRESENTATION, Template, built_in, role_of
from presales_tui.documents.text.pictures import picture_type
from presales_tui.documents.words import word
from presales_tui.locale import _

_FIRST_SLIDE_ID = 256
_TYPE = "application/vnd.openxmlformats-officedocument."
SLIDE = f"{_TYPE}presentationml.slide+xml"
NOTES = f"{_TYPE}presentationml.notesSlide+xml"
CHART = f"{_TYPE}drawingml.chart+xml"
SHEET = f"{_TYPE}spreadsheetml.sheet"
EXTENDED = f"{_TYPE}extended-properties+xml"
CUSTOM = f"{_TYPE}custom-properties+xml"
CORE = "application/vnd.openxmlformats-package.core-properties+xml"
CORE_REL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


class Deck:
    """A plan drawn into a template."""

    def __init__(self, plan: Plan, template: Template | None = None) -> None:
        self._plan = plan
        self._template = template or built_in()
        self.package = self._template.package.copy()
        self._slides = [f"ppt/slides/slide{n}.xml" for n in range(1, len(plan.slides) + 1)]
        self._pictures: dict[str, str] = {}
        with scaled(self._template.scale):
            self._add_slides()
        self._add_presentation()
        self._add_properties()

    def save(self) -> bytes:
        """The file."""
        return self.package.write()

    def _add_slides(self) -> None:
        plan, package = self._plan, self.package
        ledger = Ledger(plan.audience, plan.lang, printed(plan.date, plan.footer))
        first: dict[str, str] = {}
        for name, slide in zip(self._slides, plan.slides, strict=True):
            for id_ in slide.section_ids:
                first.setdefault(id_, name)
        for n, slide in enumerate(watched(_("slides"), plan.slides), 1):
            name = self._slides[n - 1]
            layout = self._template.layouts[role_of(slide)]
            package.relate(name, "slideLayout", layout.part)
            xml = slide_xml(slide, n, plan, _Media(self, name, first))
            xml = ledger.stamped(xml, slide, _Shown(package, name, layout.name))
            package.add(name, SLIDE, xml.encode())
            if slide.notes:
                self._add_notes(n, slide.notes, name)
        listed = package.target("", "custom-properties") or "docProps/custom.xml"
        package.add(listed, CUSTOM, ledger.xml(package.parts.get(listed, b"")))
        package.relate("", "custom-properties", listed)

    def _add_notes(self, n: int, text: str, slide: str) -> None:
        name = f"ppt/notesSlides/notesSlide{n}.xml"
        package = self.package
        package.add(name, NOTES, notes_xml(text, self._plan.lang).encode())
        package.relate(name, "notesMaster", package.target(PRESENTATION, "notesMaster"))
        package.relate(name, "slide", slide)
        package.relate(slide, "notesSlide", name)

    def _add_presentation(self) -> None:
        before, between, after = self._template.presentation
        listed = []
        for n, name in enumerate(self._slides):
            rel = self.package.relate(PRESENTATION, "slide", name)
            listed.append(f'<p:sldId id="{_FIRST_SLIDE_ID + n}" r:id="{rel}"/>')
        opening = word(self._plan.lang, "overview")
        sections = sections_xml(
            [(slide.chapter or opening, _FIRST_SLIDE_ID + n) for n, slide in enumerate(self._plan.slides)]
        )
        xml = f"{before}<p:sldIdLst>{''.join(listed)}</p:sldIdLst>{between}<p:extLst>{sections}{after}"
        self.package.parts[PRESENTATION] = xml.encode()

    def _add_properties(self) -> None:
        plan = self._plan
        name = self.package.target("", "core-properties") or "docProps/core.xml"
        if not self.package.target("", "core-properties"):
            self.package.rels.setdefault("", []).append(Rel("rIdCore", "core-properties", CORE_REL, name))
        values = {
            "dc:title": plan.title,
            "dc:creator": plan.author,
            "dc:subject": plan.client,
            "cp:version": plan.version,
            "dc:language": "zh-CN" if plan.lang == "zh" else "en-US",
            "cp:contentStatus": plan.mark,
        }
        self.package.add(name, CORE, core_xml(values))
        counted = self.package.target("", "extended-properties") or "docProps/app.xml"
        with_notes = sum(bool(slide.notes) for slide in plan.slides)
        old = self.package.parts.get(counted, b"")
        self.package.add(counted, EXTENDED, extended_xml(old, len(plan.slides), with_notes))
        self.package.relate("", "extended-properties", counted)

    def picture(self, path: str) -> str:
        """Name of the part of a picture, one for all slides that show it; empty if it cannot be read."""
        found = self._pictures.get(path)
        if found is None:
            found = self._pictures[path] = self._added(path)
        return found

    def _added(self, path: str) -> str:
        try:
            blob = Path(path).read_bytes()
        except OSError:
            return ""
        type_ = picture_type(blob)
        if not type_:
            return ""
        import hashlib  # OpenSSL comes with it

        name = f"ppt/media/{hashlib.sha1(blob, usedforsecurity=False).hexdigest()[:16]}.{type_}"
        self.package.defaults.setdefault(type_, f"image/{type_}")
        self.package.parts[name] = blob
        return name

    def chart(self, chart: Chart) -> str:
        """Name of the part of a native chart, with the sheet behind it."""
        package = self.package
        xml, sheet = chart_parts(chart)
        name = package.free("ppt/charts/chart{}.xml")
        book = package.free("ppt/embeddings/Microsoft_Excel_Sheet{}.xlsx")
        package.add(name, CHART, xml)
        package.add(book, SHEET, sheet)
        package.relate(name, "package", book)
        return name


class _Shown(Related):
    """What a slide that is being drawn refers to."""

    def __init__(self, package: Package, slide: str, layout: str) -> None:
        self._package = package
        self._rels = {rel.id: rel for rel in package.rels.get(slide, ())}
        self._layout = layout

    def part(self, rid: str) -> bytes:
        """The bytes of a picture, the XML of a chart."""
        rel = self._rels.get(rid)
        return b"" if rel is None else self._package.parts.get(rel.target, b"")

    def link(self, rid: str) -> str:
        """The address that a link leads to."""
        rel = self._rels.get(rid)
        return "" if rel is None else rel.target if rel.external else "#"

    def layout(self) -> str:
        """The name of its layout."""
        return self._layout


class _Media:
    """The relationships of one slide, and the looks of its template."""

    def __init__(self, deck: Deck, slide: str, first: dict[str, str]) -> None:
        self.look: Template = deck._template
        self.fill = self.look.palette.fill
        self._deck = deck
        self._slide = slide
        self._first = first

    def to(self, address: str) -> str:
        """`a:hlinkClick` for a web address or, with `#`, for the first slide of a section."""
        package: Package = self._deck.package
        if address.startswith("#"):
            target = self._first.get(address[1:])
            if target is None or target == self._slide:
                return ""
            rel = package.relate(self._slide, "slide", target)
            return f'<a:hlinkClick r:id="{rel}" action="ppaction://hlinksldjump"/>'
        rel = package.relate(self._slide, "hyperlink", address, external=True)
        return f'<a:hlinkClick r:id="{rel}"/>'

    def picture(self, path: str) -> str:
        """Relationship id of a picture; empty if the file cannot be read any more."""
        part = self._deck.picture(path)
        return self._deck.package.relate(self._slide, "image", part) if part else ""

    def chart(self, chart: Chart) -> str:
        """Relationship id of a chart."""
        return self._deck.package.relate(self._slide, "chart", self._deck.chart(chart))
