"""One slide: its placeholders, tables, pictures and footers."""

from __future__ import annotations

from typing import Protocol

from presales_tui.documents.drawing.tables import figures_xml, table_xml
from presales_tui.documents.drawing.text import Pen, area_xml, is_text, runs_xml
from presales_tui.documents.ooxml.xml import HEAD, NS, colour_map, emu, escaped, xfrm
from presales_tui.documents.plan import (
    Area,
    Box,
    Chart,
    Code,
    Figures,
    Paragraph,
    Picture,
    Plan,
    Run,
    Slide,
    Table,
)
from presales_tui.documents.planning.frame import FOOTER_SIZE
from presales_tui.documents.planning.look import CODE_PAD, MISSING_SIZE, PANEL, PANEL_PAD, SMALL
from presales_tui.documents.planning.metrics import text_width
from presales_tui.documents.template import NUMBER_BOX, NUMBER_SIZES, Holder, role_of

_RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
_FITTED = '<a:bodyPr wrap="square"><a:normAutofit/></a:bodyPr>'
_BARE = (
    '<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" numCol="1"{anchor}>'
    "<a:normAutofit/></a:bodyPr>"
)
"""A text body of which nothing comes from the layout."""
_MIDDLE = (
    '<a:bodyPr vert="horz" wrap="square" lIns="{pad}" tIns="0" rIns="{pad}" bIns="0" numCol="1" '
    'anchor="ctr"><a:normAutofit/></a:bodyPr>'
)


def _is_missing(area: Area) -> bool:
    """Whether it says nothing but what is still to be written."""
    return all(isinstance(block, Paragraph) and block.style == "missing" for block in area.blocks)


class Media(Pen, Protocol):
    """Makes the parts that a slide refers to."""

    def picture(self, path: str) -> str:
        """Relationship id of a picture; empty if it cannot be read."""

    def chart(self, chart: Chart) -> str:
        """Relationship id of a chart."""


def slide_xml(slide: Slide, number: int, plan: Plan, media: Media) -> str:
    """The slide part; `number` is what stands in its corner."""
    return _Slide(slide, number, plan, media).xml()


class _Slide:
    def __init__(self, slide: Slide, number: int, plan: Plan, media: Media) -> None:
        self._slide = slide
        self._number = number
        self._plan = plan
        self._media = media
        self._layout = media.look.layouts[role_of(slide)]
        self._shapes: list[str] = []

    def xml(self) -> str:
        slide, layout = self._slide, self._layout
        self._title()
        if slide.number and layout.number >= 0:
            self._chapter_number(slide.number, layout.number)
        for area in slide.areas:
            self._area(area)
        if slide.refs_line:
            self._refs(slide.refs_line)
        if slide.kind not in ("cover", "closing"):
            self._footers()
        # Where the titles of the outline are links they look like titles, not like links.
        links = layout.link if slide.kind in ("agenda", "section") else self._media.look.links
        colours = layout.colours or (self._media.look.colours if links else None)
        return (
            f"{HEAD}<p:sld {NS}><p:cSld><p:spTree>"
            '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
            f"{''.join(self._shapes)}</p:spTree></p:cSld>"
            f"{colour_map(colours, links)}</p:sld>"
        )

    @property
    def _id(self) -> int:
        """The id of the next shape; 1 is the tree itself."""
        return len(self._shapes) + 2

    def _line(
        self, text: str, size: float = 0, fill: str = "", paragraph: str = "", attributes: str = ""
    ) -> str:
        runs = runs_xml((Run(text),), self._plan.lang, self._media, size, fill, attributes)
        return f"<a:lstStyle/><a:p>{paragraph}{runs}</a:p>"

    def _placeholder(
        self, name: str, holder: Holder, text: str, place: str = "", body: str = "<a:bodyPr/>"
    ) -> None:
        type_ = f' type="{holder.kind}"' if holder.kind else ""
        size = ' sz="quarter"' if holder.kind in ("dt", "ftr", "sldNum") else ""
        number = f' idx="{holder.idx}"' if holder.idx else ""
        self._shapes.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self._id}" name="{name} {self._id}"/>'
            f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f"<p:nvPr><p:ph{type_}{size}{number}/></p:nvPr></p:nvSpPr>"
            f"<p:spPr>{place}</p:spPr><p:txBody>{body}{text}</p:txBody></p:sp>"
        )

    def _box(self, name: str, box: Box, text: str, inside: str = "", body: str = "") -> None:
        """A text box of its own."""
        body = body or _BARE.format(anchor="")
        self._shapes.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self._id}" name="{name} {self._id}"/>'
            '<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
            f"<p:spPr>{xfrm(box)}{_RECTANGLE}{inside or '<a:noFill/>'}</p:spPr>"
            f"<p:txBody>{body}{text}</p:txBody></p:sp>"
        )

    @property
    def _title_box(self) -> Box:
        frame = self._media.look.frame
        boxes = {
            "cover": frame.cover_title,
            "section": frame.section_title,
            "closing": frame.closing_title,
        }
        return boxes.get(self._slide.kind, frame.title)

    def _title(self) -> None:
        slide, layout, look = self._slide, self._layout, self._media.look
        holder = layout.title
        own = holder is not None and slide.title_size == layout.title_size
        size = 0 if own else slide.title_size
        # A title that had to be made smaller is not set with wide letters.
        close = ' spc="0"' if size and look.name else ""
        fill = layout.title_text or ("text" if holder is None and look.name else "")
        text = self._line(slide.title, size, fill, paragraph=look.title_paragraph, attributes=close)
        if holder and holder.box == self._title_box:
            body = _FITTED if look.name else "<a:bodyPr/>"
            self._placeholder("Title", holder, text, body=body)
            return
        anchor, box = ' anchor="b"', self._title_box
        box = box._replace(w=box.w * layout.title_wider)
        if slide.kind not in ("cover", "section", "closing"):
            anchor, box = ' anchor="ctr"', look.frame.title_drawn or box
        self._placeholder(
            "Title",
            holder or Holder("title", 0, box),
            text,
            xfrm(box),
            _BARE.format(anchor=anchor),
        )

    def _chapter_number(self, text: str, idx: int) -> None:
        width = text_width((Run(text, bold=True),))
        size = next((each for each in NUMBER_SIZES if width * each <= NUMBER_BOX.w), NUMBER_SIZES[-1])
        line = self._line(text, 0 if size == NUMBER_SIZES[0] else size)
        self._placeholder("Number", Holder("body", idx, NUMBER_BOX), line)

    def _refs(self, text: str) -> None:
        box = self._media.look.frame.refs
        if self._layout.refs >= 0:
            self._placeholder("Refs", Holder("body", self._layout.refs, box), self._line(text))
        else:
            self._box(
                "Refs", box, self._line(text, SMALL, "muted"), body=_BARE.format(anchor=' anchor="ctr"')
            )

    def _footers(self) -> None:
        plan, known = self._plan, self._layout.footers
        plain = ' cap="none" spc="0"' if self._media.look.name else ""
        if plan.date and "dt" in known:
            date = self._line(plan.date, FOOTER_SIZE, attributes=plain)
            self._placeholder("Date", known["dt"], date)
        if plan.footer and "ftr" in known:
            footer = self._line(plan.footer, FOOTER_SIZE, attributes=plain)
            self._placeholder("Footer", known["ftr"], footer)
        elif plan.footer:
            box = self._media.look.frame.footer
            fill = self._layout.footer_text or self._layout.text or "muted"
            self._box("Footer", box, self._line(plan.footer, FOOTER_SIZE, fill))
        if "sldNum" not in known:
            return
        field = (
            '<a:lstStyle/><a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
            f'<a:rPr lang="en-US"/><a:t>{self._number}</a:t></a:fld></a:p>'
        )
        self._placeholder("Slide Number", known["sldNum"], field)

    def _area(self, area: Area) -> None:
        block = area.blocks[0]
        if is_text(area):
            self._text(area)
        elif isinstance(block, Table):
            self._shapes.append(table_xml(area, block, self._id, self._plan.lang, self._media))
        elif isinstance(block, Figures):
            self._shapes.append(figures_xml(area, block, self._id, self._plan.lang, self._media))
        elif isinstance(block, Chart):
            self._chart(area, block)
        elif isinstance(block, Picture):
            rel = self._media.picture(block.path) if block.path else ""
            if rel:
                self._picture(area, block, rel)
            else:
                self._missing(area, block)

    def _text(self, area: Area) -> None:
        layout = self._layout
        known = layout.holders.get(area.place)
        text = area_xml(
            area, self._plan.lang, self._media, layout.text, own=layout.recoloured, boxed=known is None
        )
        if isinstance(area.blocks[0], Code):
            pad = emu(CODE_PAD)
            body = (
                f'<a:bodyPr vert="horz" wrap="square" lIns="{pad}" tIns="{pad}" rIns="{pad}" bIns="{pad}" '
                'numCol="1" anchor="t"><a:normAutofit/></a:bodyPr>'
            )
            panel = self._media.fill("panel")
            if known:
                self._placeholder("Code", known, text, xfrm(area.box) + _RECTANGLE + panel, body)
            else:
                self._box("Code", area.box, text, panel, body)
        elif area.box.h >= PANEL and self._slide.kind == "content" and _is_missing(area):
            dashes, body = self._dashes("warn"), _MIDDLE.format(pad=emu(PANEL_PAD))
            if known:
                self._placeholder("Text", known, text, xfrm(area.box) + _RECTANGLE + dashes, body)
            else:
                self._box("Text", area.box, text, dashes, body)
        elif known and area.box == known.box:
            # Where the layout has it already nothing is said, so that the slide follows its layout.
            self._placeholder("Text", known, text, "", _FITTED)
        elif known:
            self._placeholder("Text", known, text, xfrm(area.box), _BARE.format(anchor=' anchor="t"'))
        else:
            self._box("Text", area.box, text)

    def _picture(self, area: Area, picture: Picture, rel: str) -> None:
        self._shapes.append(
            f'<p:pic><p:nvPicPr><p:cNvPr id="{self._id}" name="Picture {self._id}" '
            f'descr="{escaped(picture.label)}"/>'
            '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
            f'<p:blipFill><a:blip r:embed="{rel}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f"<p:spPr>{xfrm(area.box)}{_RECTANGLE}</p:spPr></p:pic>"
        )

    def _dashes(self, use: str) -> str:
        """The outline of a place that is still to be filled."""
        return f'<a:noFill/><a:ln w="{emu(1)}">{self._media.fill(use)}<a:prstDash val="dash"/></a:ln>'

    def _missing(self, area: Area, picture: Picture) -> None:
        """The marked place of a picture, to be filled by hand."""
        text = runs_xml(
            (Run(picture.shown or picture.label),), self._plan.lang, self._media, MISSING_SIZE, "muted"
        )
        pad = emu(CODE_PAD)
        self._shapes.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self._id}" name="Picture to insert {self._id}" '
            f'descr="{escaped(picture.label)}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
            f"<p:spPr>{xfrm(area.box)}{_RECTANGLE}{self._dashes('muted')}</p:spPr>"
            f'<p:txBody><a:bodyPr wrap="square" lIns="{pad}" tIns="{pad}" rIns="{pad}" bIns="{pad}" '
            'anchor="ctr"/>'
            f'<a:lstStyle/><a:p><a:pPr algn="ctr"/>{text}</a:p></p:txBody></p:sp>'
        )

    def _chart(self, area: Area, chart: Chart) -> None:
        rel = self._media.chart(chart)
        figures = "; ".join(
            f"{name} {value:g}" for name, value in zip(chart.labels, chart.values, strict=True)
        )
        self._shapes.append(
            f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{self._id}" name="Chart {self._id}" '
            f'descr="{escaped(f"{chart.title}: {figures}")}"/>'
            "<p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>"
            f"{xfrm(area.box, 'p')}<a:graphic>"
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
            f'<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{rel}"/>'
            "</a:graphicData></a:graphic></p:graphicFrame>"
        )
