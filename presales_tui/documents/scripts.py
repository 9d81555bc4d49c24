"""Which script a character belongs to, as far as lines, fonts and languages depend on it.

Expressions with large ranges of characters take longer to compile than a deck takes to draw. So each
character is looked up once, a text becomes a string of kinds of the same length, and expressions look
at that.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable


class Ranges:
    """A set of characters, as ranges of code points in order."""

    def __init__(self, *ranges: tuple[int, int]) -> None:
        self._starts = [start for start, _ in ranges]
        self._ends = [end for _, end in ranges]

    def __contains__(self, char: str) -> bool:
        code = ord(char)
        at = bisect_right(self._starts, code) - 1
        return at >= 0 and code <= self._ends[at]


EAST_ASIAN = Ranges(
    (0x2E80, 0x9FFF),
    (0xAC00, 0xD7AF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
    (0x20000, 0x3FFFF),
)
"""What is set in the East Asian font, one em wide."""


class Kinds(dict[int, str]):
    """A table for `str.translate`: each character becomes a letter for its kind, asked for once."""

    def __init__(self, kind: Callable[[str], str]) -> None:
        super().__init__()
        self._kind = kind

    def __missing__(self, code: int) -> str:
        found = self[code] = self._kind(chr(code))
        return found
