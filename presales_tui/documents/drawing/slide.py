"""One slide: its placeholders, tables, pictures and footers."""

from __future__ import annotations

from typing import Protocol

from presales_tui.documents.drawing.tables import table_xml
from presales_tui.documents.drawing.text import Links, area_xml, colour, is_text, runs_xml
from presales_tui.documents.drawing.xml import HEAD, NS, colour_map, emu, escaped, xfrm
from presales_tui.documents.frame import FOOTER_SIZE
from presales_tui.documents.look import CODE_PAD, MISSING_SIZE
from presales_tui.documents.plan import Area, Chart, Code, Picture, Plan, Run, Slide, Table
from presales_tui.documents.template import HOLDERS, NUMBER_IDX, REFS_IDX, role_of

_LINK_COLOUR = {"section": "lt2", "agenda": "dk1"}
"""Where the titles of the outline are links they look like titles, not like links."""


class Media(Links, Protocol):
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
        self._role = role_of(slide)
        self._shapes: list[str] = []

    def xml(self) -> str:
        slide = self._slide
        self._title()
        if slide.number:
            self._placeholder("Number", "body", NUMBER_IDX, self._runs(slide.number))
        for area in slide.areas:
            self._area(area)
        if slide.refs_line:
            self._placeholder("Refs", "body", REFS_IDX, self._runs(slide.refs_line))
        if slide.kind not in ("cover", "closing"):
            self._footers()
        return (
            f"{HEAD}<p:sld {NS}><p:cSld><p:spTree>"
            '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
            f"{''.join(self._shapes)}</p:spTree></p:cSld>"
            f"{colour_map(_LINK_COLOUR.get(slide.kind, ''))}</p:sld>"
        )

    @property
    def _id(self) -> int:
        """The id of the next shape; 1 is the tree itself."""
        return len(self._shapes) + 2

    def _runs(self, text: str, size: float = 0) -> str:
        return f"<a:lstStyle/><a:p>{runs_xml((Run(text),), self._plan.lang, self._media, size)}</a:p>"

    def _placeholder(
        self, name: str, kind: str, idx: int, text: str, place: str = "", body: str = "<a:bodyPr/>"
    ) -> None:
        type_ = f' type="{kind}"' if kind else ""
        size = ' sz="quarter"' if kind in ("dt", "ftr", "sldNum") else ""
        number = f' idx="{idx}"' if idx else ""
        self._shapes.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self._id}" name="{name} {self._id}"/>'
            f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f"<p:nvPr><p:ph{type_}{size}{number}/></p:nvPr></p:nvSpPr>"
            f"<p:spPr>{place}</p:spPr><p:txBody>{body}{text}</p:txBody></p:sp>"
        )

    def _title(self) -> None:
        kind = "ctrTitle" if self._slide.kind == "cover" else "title"
        self._placeholder("Title", kind, 0, self._runs(self._slide.title, self._slide.title_size))

    def _footers(self) -> None:
        plan = self._plan
        if plan.date:
            self._placeholder("Date", "dt", 10, self._runs(plan.date, FOOTER_SIZE))
        if plan.footer:
            self._placeholder("Footer", "ftr", 11, self._runs(plan.footer, FOOTER_SIZE))
        field = (
            '<a:lstStyle/><a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
            f'<a:rPr lang="en-US"/><a:t>{self._number}</a:t></a:fld></a:p>'
        )
        self._placeholder("Slide Number", "sldNum", 12, field)

    def _area(self, area: Area) -> None:
        block = area.blocks[0]
        if is_text(area):
            self._text(area)
        elif isinstance(block, Table):
            self._shapes.append(table_xml(area, block, self._id, self._plan.lang, self._media))
        elif isinstance(block, Chart):
            self._chart(area, block)
        elif isinstance(block, Picture):
            rel = self._media.picture(block.path) if block.path else ""
            if rel:
                self._picture(area, block, rel)
            else:
                self._missing(area, block)

    def _text(self, area: Area) -> None:
        text = area_xml(area, self._plan.lang, self._media)
        known = HOLDERS[self._role].get(area.place)
        place = xfrm(area.box)
        body = "<a:bodyPr><a:normAutofit/></a:bodyPr>"
        if isinstance(area.blocks[0], Code):
            pad = emu(CODE_PAD)
            place += f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{colour("bg2")}'
            body = (
                f'<a:bodyPr wrap="square" lIns="{pad}" tIns="{pad}" rIns="{pad}" bIns="{pad}">'
                "<a:normAutofit/></a:bodyPr>"
            )
        if known:
            # Where the layout has it already nothing is said, so that the slide follows its layout.
            inherits = area.box == known.box and not isinstance(area.blocks[0], Code)
            self._placeholder("Text", known.kind, known.idx, text, "" if inherits else place, body)
            return
        if "prstGeom" not in place:
            place += '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
            body = '<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"><a:normAutofit/></a:bodyPr>'
        self._shapes.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self._id}" name="Text {self._id}"/>'
            '<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
            f"<p:spPr>{place}</p:spPr><p:txBody>{body}{text}</p:txBody></p:sp>"
        )

    def _picture(self, area: Area, picture: Picture, rel: str) -> None:
        self._shapes.append(
            f'<p:pic><p:nvPicPr><p:cNvPr id="{self._id}" name="Picture {self._id}" '
            f'descr="{escaped(picture.label)}"/>'
            '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
            f'<p:blipFill><a:blip r:embed="{rel}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f'<p:spPr>{xfrm(area.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )

    def _missing(self, area: Area, picture: Picture) -> None:
        """The marked place of a picture, to be filled by hand."""
        text = runs_xml(
            (Run(picture.shown or picture.label),), self._plan.lang, self._media, MISSING_SIZE, "accent5"
        )
        pad = emu(CODE_PAD)
        self._shapes.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self._id}" name="Picture to insert {self._id}" '
            f'descr="{escaped(picture.label)}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr>{xfrm(area.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
            f'<a:ln w="12700">{colour("accent5")}<a:prstDash val="dash"/></a:ln></p:spPr>'
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
