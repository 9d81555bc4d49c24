"""Lines of code: how wide they are, and in pieces where they are too wide."""

from __future__ import annotations

from presales_tui.documents.planning.look import CODE_LINE
from presales_tui.documents.planning.metrics import line_height, whole_character
from presales_tui.documents.scripts import EAST_ASIAN

CELL_WIDTH = 0.611
"""Em of one character of a fixed-width font."""


def line_points(line: str, size: float, chars: int) -> float:
    """Height in points of a line in a frame so many characters wide.

    Where the font is missing, the frames of a diagram behind East Asian text are drawn in its font and
    so take two cells: a line that would then run over has room for it, but is not broken for that.
    """
    lines = 1 if line.isascii() else max(-(-_widest(line) // chars), 1)
    return lines * size * max(CODE_LINE, line_height(line))


def broken(line: str, chars: int) -> list[str]:
    """A line of code in pieces that fit; broken at a blank where there is one near."""
    found = []
    width = cells(line)
    while width > chars:
        at = used = 0
        for at, char in enumerate(line):  # noqa: B007
            used += _cell(char)
            if used > chars:
                break
        blank = line.rfind(" ", int(at * 0.6), at)
        at = whole_character(line, max(blank + 1 if blank > 0 and line[:blank].strip() else at, 1))
        found.append(line[:at].rstrip())
        width -= cells(line[:at])
        line = line[at:]
    return [*found, line]


def cells(line: str) -> int:
    """Width of a line of code, in characters of a fixed-width font."""
    return len(line) if line.isascii() else sum(map(_cell, line))


def _widest(line: str) -> int:
    """Cells of a line whose frames are drawn in the font of the East Asian text before them."""
    found, wide = 0, False
    for char in line:
        if char in EAST_ASIAN or char.isalpha():
            wide = char in EAST_ASIAN
        found += 2 if wide and "\u2500" <= char < "\u25a0" else _cell(char)
    return found


def _cell(char: str) -> int:
    """Cells of a character in code: letters and box drawing one, East Asian and unknown ones two."""
    return 1 if char < "\u0250" or "\u2500" <= char < "\u25a0" else 2
