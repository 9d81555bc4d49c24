"""Text of an Office document as Markdown: signs that would be markup are escaped, runs are marked up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from presales_tui.model.text import clean, one_line

_SIGN = re.compile(r"([\\`*_\[\]<])")
_START = re.compile(r"^(\s*)(#{1,6}\s|[-+]\s|>|~{3,}|={2,}\s*$|-{2,}\s*$|\{\{)")
_NUMBER = re.compile(r"^(\s*\d{1,9})([.)]\s)")


class Piece(NamedTuple):
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    ready: bool = False
    """Whether it is Markdown already, such as the mark of a footnote."""


def marked(pieces: Iterable[Piece]) -> str:
    """The Markdown of one paragraph; `\\n` in it is a line break."""
    merged: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if merged and merged[-1][1:] == piece[1:]:
            merged[-1] = merged[-1]._replace(text=merged[-1].text + piece.text)
        else:
            merged.append(piece)
    plain_all = len(merged) == 1
    out = "".join(_piece(piece, whole=plain_all) for piece in merged)
    lines = [_START.sub(r"\1\\\2", _NUMBER.sub(r"\1\\\2", line.rstrip())) for line in out.split("\n")]
    return "\\\n".join(line for line in lines if line.strip())


def _piece(piece: Piece, *, whole: bool) -> str:
    if piece.ready:
        return piece.text
    text = _SIGN.sub(r"\\\1", clean(piece.text).replace("\v", "\n").replace("\t", " "))
    sign = "**" * piece.bold + "*" * piece.italic
    if sign and text.strip() and "\n" not in text:
        # Signs stand right beside the words, else they are no markup.
        head, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        inner = text.strip()
        # Between East Asian words bold that ends in punctuation is no bold to Markdown.
        if whole or inner[-1:].isalnum():
            text = f"{head}{sign}{inner}{sign[::-1]}{tail}"
    if piece.link and text.strip() and "\n" not in text and not re.search(r"[\s<>()]", piece.link):
        text = f"[{text.strip()}]({piece.link})"
    return text


_LISTED = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+\S")
_ROUND_BULLET = re.compile(r"^(\s*)[•·●○▪■◆◇➢➤]\s*(?=\S)")
_STRUCTURE = re.compile(r"\s*(?:[|>#<]|!\[|\$\$|\{\{)|\s{2,}\S|\t")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")


def split_lines(text: str) -> str:
    """Plain text as Markdown in which its lines stay lines: each is a paragraph, and lists are lists."""
    lines: list[str] = []
    fence = ""
    before = ""
    for line in clean(text).split("\n"):
        if (found := _FENCE.match(line)) and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else found[1]
        elif not fence:
            line = _ROUND_BULLET.sub(r"\1- ", line.rstrip())
            if line.strip() and before.strip() and not _goes_on(before, line):
                lines.append("")
        lines.append(line)
        before = line
    return "\n".join(lines).strip("\n")


def _goes_on(before: str, line: str) -> bool:
    """Whether two lines belong together as they are: items of one list, rows of one table."""
    if _LISTED.match(before) and (_LISTED.match(line) or line[:2].isspace()):
        return True
    return bool(_STRUCTURE.match(line)) and bool(_STRUCTURE.match(before))


def joined(blocks: Sequence[tuple[str, str]]) -> str:
    """Blocks (sign of a list, Markdown) as one text: items stand together, the rest apart."""
    out = ""
    for n, (sign, text) in enumerate(blocks):
        between = "" if not n else "\n" if sign and blocks[n - 1][0] else "\n\n"
        out += between + sign + text.replace("\n", "\n" + " " * len(sign))
    return out


def table(rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table of plain texts, the first row its header; every row gets as many cells."""
    width = max((len(row) for row in rows), default=0)
    if not width:
        return ""
    lines = []
    for n, row in enumerate(rows):
        cells = [_SIGN.sub(r"\\\1", one_line(clean(cell))).replace("|", "\\|") for cell in row]
        lines.append("| " + " | ".join((*cells, *[""] * (width - len(cells)))) + " |")
        if n == 0:
            lines.append("|" + " --- |" * width)
    return "\n".join(lines)
