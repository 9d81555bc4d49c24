"""Paragraphs of an area as DrawingML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from presales_tui.documents.ooxml.xml import (
    CHINESE,
    bullet,
    code_segments,
    emu,
    escaped,
    hundredths,
    segments,
)
from presales_tui.documents.plan import Area, Code, Item, Items, Paragraph, Quote, Run
from presales_tui.documents.planning.look import LEVELS, TextPiece, drawn, look
from presales_tui.documents.planning.parts import pieces_of
from presales_tui.documents.template import Template
from presales_tui.documents.template.theme import MONOSPACED

_MONO_LATIN = f'<a:latin typeface="{MONOSPACED}"/>'
_MONO_OTHER = f'<a:cs typeface="{MONOSPACED}"/>'
_MONO = _MONO_LATIN + _MONO_OTHER
_MONO_SIGNS = f'{_MONO_LATIN}<a:ea typeface="{MONOSPACED}"/>{_MONO_OTHER}'
"""For the frames and arrows of a diagram beside East Asian text, which take its font, twice as wide, else."""
_NO_SPACE = (
    '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>'
    '<a:spcAft><a:spcPts val="0"/></a:spcAft>'
)


INSIDE = 'rtl="0" hangingPunct="0"'
"""A punctuation mark at the end of a line stands inside the box, where it was measured, not beside it;
and a template written from right to left does not turn the lines around."""

TONES = {"good": "good", "warn": "fair", "bad": "warn", "muted": "muted", "bar": "mark", "point": "fair"}
"""The fill of a tone."""


class Pen(Protocol):
    """What a slide is drawn with: its relationships, and the looks of its template."""

    @property
    def look(self) -> Template:
        """The template."""

    def to(self, address: str) -> str:
        """`a:hlinkClick` for an address (see `Run.link`); empty if it leads nowhere."""

    def fill(self, use: str) -> str:
        """`a:solidFill` for a use (`text`, `muted`, `panel`, …)."""


def runs_xml(
    runs: Iterable[Run], lang: str, pen: Pen, size: float = 0, fill: str = "", attributes: str = ""
) -> str:
    """Runs; `size` in points only where it differs from that of the level, `fill` as `Pen.fill` takes it."""
    found = []
    fonts = pen.look.fonts
    sz = f' sz="{hundredths(size)}"' if size else ""
    for run in runs:
        style = sz + (' b="1"' if run.bold else "") + (' i="1"' if run.italic else "")
        style += (' strike="sngStrike"' if run.strike else "") + attributes
        own = TONES[run.tone] if run.tone else fill
        before = pen.fill(own) if own else ""
        behind = pen.to(run.link) if run.link else ""
        usual = _MONO_LATIN + fonts + _MONO_OTHER if run.code else fonts
        parts = code_segments if run.code else segments
        for n, line in enumerate(run.text.split("\n")):
            if n:
                found.append(f'<a:br><a:rPr lang="en-US"{sz}/></a:br>')
            for piece, language in _apart(parts(line, lang)) if line else ():
                signs = run.code and language != CHINESE and not piece.isascii()
                inside = before + (_MONO_SIGNS if signs else usual) + behind
                props = f'<a:rPr {language}{style} dirty="0"'
                props += f">{inside}</a:rPr>" if inside else "/>"
                found.append(f"<a:r>{props}<a:t>{escaped(piece)}</a:t></a:r>")
    return "".join(found)


_SELECTOR = re.compile("(?<=[\U0001f000-\U0001faff])(?=\ufe0f(?!\u200d))")


def _apart(pieces: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """A variation selector begins a run: a PDF made without a font for the sign before it loses that else."""
    for piece, language in pieces:
        for part in _SELECTOR.split(piece) if "\ufe0f" in piece else (piece,):
            yield part, language


def area_xml(
    area: Area, lang: str, pen: Pen, text: str = "", *, own: bool = False, boxed: bool = False
) -> str:
    """List style and paragraphs of a text area: what stands in `p:txBody` after `a:bodyPr`.

    `text` is the colour of text on this layout, where it is not that of the others; `own`: in its
    placeholders too. `boxed`: it stands in a text box, to which no layout gives anything.
    """
    if isinstance(code := area.blocks[0], Code):
        return _code(code, area.size, lang, pen)
    pieces = [piece for block in area.blocks for piece in pieces_of(block) or ()]
    starts = _numbering(pieces)
    # LibreOffice changes the colour of a list style by what the style of the template says of brightness.
    ink = text or "text" if own else ""
    paragraphs = [_paragraph(piece, n, area, starts[n], lang, pen, ink) for n, piece in enumerate(pieces)]
    return _list_style(area, pen, text, own=own, free=boxed or area.place == "free") + "".join(paragraphs)


def _list_style(area: Area, pen: Pen, text: str, *, own: bool, free: bool) -> str:
    """Sizes and indents of all levels, so that what a user types into the area looks the same.

    The placeholders of most templates bring bullets; a text box has none unless they are given.
    Spaces are those that were measured, whatever the template has.
    """
    look_ = pen.look
    ours = free or not look_.bullets
    inherits = look_.large_bullets or (ours and look_.name and not free)
    as_text = '<a:buSzPct val="100000"/>' if inherits else ""
    space = "" if not look_.name else _NO_SPACE
    align = "" if free else look_.left
    fill = pen.fill(text or "text") if (free and look_.name) or own else ""
    end = f">{fill}</a:defRPr>" if fill else "/>"
    levels = []
    for level in range(LEVELS + 1):
        shape = look(Item((), level), area.size)
        if level == 1 and look_.deep_text and not fill:
            end = f">{pen.fill(text or 'text')}</a:defRPr>"
        levels.append(
            f'<a:lvl{level + 1}pPr marL="{emu(shape.left)}" indent="{-emu(shape.hang)}"{align} {INSIDE}>'
            f"{space}"
            f"{bullet(level, pen.fill('mark'), as_text) if ours else as_text}"
            f'<a:defRPr sz="{hundredths(shape.size)}"{look_.plain_text}{end}'
            f"</a:lvl{level + 1}pPr>"
        )
    return f"<a:lstStyle>{''.join(levels)}</a:lstStyle>"


def _paragraph(piece: TextPiece, n: int, area: Area, start: int, lang: str, pen: Pen, ink: str = "") -> str:
    shape = look(piece, area.size)
    before = hundredths(shape.before * area.spread) if n else 0
    space = f'<a:spcBef><a:spcPts val="{before}"/></a:spcBef>' if before else ""
    if isinstance(piece, Item):
        level = f' lvl="{min(piece.level, LEVELS)}"' if piece.level else ""
        if piece.continued:
            props = f'<a:pPr marL="{emu(shape.left)}"{level} indent="0">{space}<a:buNone/></a:pPr>'
        elif piece.check:
            box = "☑" if piece.check == "done" else "☐"
            props = (
                f'<a:pPr{level}>{space}<a:buFont typeface="Segoe UI Symbol"/><a:buChar char="{box}"/></a:pPr>'
            )
        elif piece.number:
            at = f' startAt="{start}"' if start != 1 else ""
            place = f' marL="{emu(shape.left)}"{level} indent="{-emu(shape.hang)}"'
            props = (
                f'<a:pPr{place}>{space}<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"{at}/>'
            )
            props += "</a:pPr>"
        else:
            props = f"<a:pPr{level}>{space}</a:pPr>" if level or space else ""
        return f"<a:p>{props}{runs_xml(piece.runs, lang, pen, fill=ink)}</a:p>"
    props = f'<a:pPr marL="{emu(shape.left)}" indent="0">{space}<a:buNone/></a:pPr>'
    size = shape.size if shape.size != area.size else 0
    return f"<a:p>{props}{runs_xml(drawn(piece), lang, pen, size, _fill(piece) or ink)}</a:p>"


def _fill(piece: Paragraph | Quote) -> str:
    if isinstance(piece, Quote):
        return "muted"
    return {"lead": "lead", "small": "muted", "missing": "warn"}.get(piece.style, "")


def _numbering(pieces: Sequence[TextPiece]) -> list[int]:
    """Of every numbered item the number at which its list starts on this slide.

    PowerPoint counts on through deeper levels, and begins anew after anything else.
    """
    starts = []
    running: dict[int, tuple[int, int]] = {}
    for piece in pieces:
        level = piece.level if isinstance(piece, Item) else 0
        for deeper in [known for known in running if known > level]:
            del running[deeper]
        if not isinstance(piece, Item) or not piece.number or piece.continued:
            running.pop(level, None)
            starts.append(0)
            continue
        start, last = running.get(level, (piece.number, piece.number - 1))
        if piece.number != last + 1:
            start = piece.number
        running[level] = (start, piece.number)
        starts.append(start)
    return starts


def _code(code: Code, size: float, lang: str, pen: Pen) -> str:
    sz = hundredths(size)
    style = (
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="l" {INSIDE}>{_NO_SPACE}<a:buNone/>'
        f'<a:defRPr sz="{sz}"{pen.look.plain_text}/></a:lvl1pPr></a:lstStyle>'
    )
    fill = "code" if pen.look.name else ""
    lines = "".join(
        f"<a:p>{runs_xml((Run(line, code=True),), lang, pen, fill=fill)}</a:p>"
        if line
        else f'<a:p><a:endParaRPr lang="en-US" sz="{sz}">{_MONO}</a:endParaRPr></a:p>'
        for line in code.lines
    )
    return style + lines


def is_text(area: Area) -> bool:
    """Whether an area holds text or code: something that a placeholder or text box shows."""
    return isinstance(area.blocks[0], Paragraph | Items | Quote | Code)
