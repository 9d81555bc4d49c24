"""Lines of code: how wide they are, and in pieces where they are too wide."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from presales_tui.documents.planning.look import CODE_LINE
from presales_tui.documents.planning.metrics import line_height, whole_character
from presales_tui.documents.scripts import EAST_ASIAN, Kinds

CELL_WIDTH = 0.611
"""Em of one character of a fixed-width font."""

ALONE = 0.5
"""Cells more that a single wide character takes among others."""


def line_points(line: str, size: float, chars: int) -> float:
    """Height in points of a line in a frame so many characters wide.

    Where the font is missing, the frames of a diagram behind East Asian text are drawn in its font and
    so take two cells: a line that would then run over has room for it, but is not broken for that.
    """
    lines = 1 if line.isascii() else max(-(-_measured(line)[1] // chars), 1)
    return lines * size * max(CODE_LINE, line_height(line))


def broken(line: str, chars: int) -> list[str]:
    """A line of code in pieces that fit; broken at a blank where there is one near."""
    if cells(line) <= chars:
        return [line]
    found = []
    begin = 0
    ends = list(accumulate(_cells(line), initial=0.0))
    while ends[-1] - ends[begin] > chars:
        at = max(bisect_right(ends, ends[begin] + chars, begin) - 1, begin + 1)
        blank = line.rfind(" ", begin + int((at - begin) * 0.6), at)
        at = blank + 1 if blank > begin and line[begin:blank].strip() else at
        at = begin + max(whole_character(line[begin : at + 1], at - begin), 1)
        found.append(line[begin:at].rstrip())
        begin = at
    return [*found, line[begin:]]


def cells(line: str) -> float:
    """Width of a line of code, in characters of a fixed-width font."""
    return len(line) if line.isascii() else _measured(line)[0]


def _cells(line: str) -> list[float]:
    """Cells of each character; one or two wide ones among others take more, for the gaps around them."""
    kinds = line.translate(_KINDS)
    found = [2.0 if kind in "wAN" else 1.0 for kind in kinds]
    for run in re.finditer("w+", kinds):
        if len(run[0]) <= 2:
            found[run.start()] += ALONE / (1 if len(run[0]) == 1 else 4)
    return found


@lru_cache(maxsize=4096)  # the pages of a listing are tried in several sizes before one is chosen
def _measured(line: str) -> tuple[float, int]:
    """Cells of a line; and if its frames are drawn in the font of the East Asian text before them."""
    kinds = line.translate(_KINDS)
    letters = kinds.replace("n", "").replace("N", "")
    behind = letters.lstrip("f")
    frames = sum(map(len, re.findall("w(f+)", behind)))
    if behind.startswith("w"):
        frames += len(letters) - len(behind)
    return sum(_cells(line)), len(kinds) + sum(map(kinds.count, "wAN")) + frames


def _kind(char: str) -> str:
    """`w`: East Asian; `f`: of a frame; `a`, `A`: a letter; `n`, `N`: none. Two cells: `w`, `A`, `N`."""
    if char in EAST_ASIAN:
        return "w"
    if "\u2500" <= char < "\u25a0":
        return "f"
    kind = "a" if char.isalpha() else "n"
    return kind if _cell(char) == 1 else kind.upper()


_KINDS = Kinds(_kind)


def _cell(char: str) -> int:
    """Cells of a character in code: letters and box drawing one, East Asian and unknown ones two."""
    return 1 if char < "\u0250" or "\u2500" <= char < "\u25a0" else 2
