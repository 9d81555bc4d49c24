"""Rows of terminal cells: text cut into what stands in each cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rich.cells import cell_len, get_character_cell_size
from rich.segment import Segment

from presales_tui.terminal.looks import Look, Looks

CERTAIN = re.compile(
    "[\x20-\x7e\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f"
    "\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003fffd]*"
)
"""Text whose width every terminal agrees on: ASCII, and Chinese, Japanese and Korean signs."""

_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Obeyed by some terminals, which then show a row in another order than its cells have."""
_JOINER = "\u200d"
_VARIATION = "\ufe0f"


class Row:
    """The cells of one line: `chars[x]` stands at `x` in the look `looks[x]`.

    The second cell of a wide character holds an empty text. A cell may hold several code points.
    """

    __slots__ = ("chars", "looks")

    def __init__(self, chars: list[str], looks: list[Look]) -> None:
        self.chars = chars
        self.looks = looks

    @classmethod
    def blank(cls, width: int, look: Look) -> Row:
        """A row of blanks."""
        return cls([" "] * width, [look] * width)

    def copy(self) -> Row:
        """A row of its own with the same cells."""
        return Row(self.chars.copy(), self.looks.copy())

    def same(self, other: Row) -> bool:
        """Whether both are known to show the same."""
        return self.chars == other.chars and self.looks == other.looks

    def put(self, x: int, chars: list[str], looks: list[Look]) -> None:
        """Overwrite cells from `x` on; half a wide character that is left over becomes a blank."""
        width = len(self.chars)
        chars = chars[: width - x]
        end = x + len(chars)
        if not chars:
            return
        if self.chars[x] == "" and x:
            self.chars[x - 1] = " "
        if end < width and self.chars[end] == "":
            self.chars[end] = " "
        self.chars[x:end] = chars
        self.looks[x:end] = looks[: len(chars)]


def steady(chars: list[str]) -> bool:
    """Whether terminals agree on the cells: no emoji, nothing put together from several code points."""
    if CERTAIN.fullmatch("".join(chars)):
        return True
    return all(
        len(char) <= 1 and (following != "" or char == "" or CERTAIN.fullmatch(char) is not None)
        for char, following in zip(chars, [*chars[1:], " "], strict=True)
    )


def append(segments: Iterable[Segment], looks: Looks, chars: list[str], worn: list[Look]) -> None:
    """Add the cells of `segments` to `chars` and their looks to `worn`."""
    for text, style, _ in segments:
        if not text.isascii() or not text.isprintable():
            cells = split(text)
            chars += cells
            worn += [looks.of(style)] * len(cells)
        else:
            chars += text
            worn += [looks.of(style)] * len(text)


@lru_cache(8192)
def split(text: str) -> tuple[str, ...]:
    """The cells of a text, one entry per cell as in `Row.chars`.

    Characters that belong together stay together in one cell. Control characters have no cell: they
    would be obeyed, not shown.
    """
    cells: list[str] = []
    cluster = ""
    for char in text:
        if cluster and (cluster[-1] == _JOINER or char in (_JOINER, _VARIATION) or _rides(char)):
            cluster += char
        elif _is_control(char):
            continue
        else:
            _close(cells, cluster)
            cluster = char
    _close(cells, cluster)
    return tuple(cells)


def _close(cells: list[str], cluster: str) -> None:
    width = cell_len(cluster)
    if width:
        cells.append(cluster)
        cells.extend([""] * (width - 1))


def _rides(char: str) -> bool:
    """Whether a character has no cell of its own but changes the one before it."""
    return not _is_control(char) and get_character_cell_size(char) == 0


def _is_control(char: str) -> bool:
    return char < " " or "\x7f" <= char < "\xa0" or char in _BIDI
