"""Speaker notes of one slide."""

from __future__ import annotations

from presales_tui.documents.ooxml.xml import HEAD, NS, colour_map, escaped, segments


def notes_xml(text: str, lang: str) -> str:
    """The notes part: the picture of the slide, and the text, one paragraph a line."""
    lines = "".join(_line(line, lang) for line in text.split("\n"))
    return (
        f"{HEAD}<p:notes {NS}><p:cSld><p:spTree>"
        '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image 1"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes 2"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{lines}</p:txBody>"
        f"</p:sp></p:spTree></p:cSld>{colour_map()}</p:notes>"
    )


def _line(line: str, lang: str) -> str:
    runs = "".join(
        f'<a:r><a:rPr {language} dirty="0"/><a:t>{escaped(piece)}</a:t></a:r>'
        for piece, language in (segments(line, lang) if line else ())
    )
    return f"<a:p>{runs}</a:p>"
