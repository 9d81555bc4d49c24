"""Folding a text for search, and the first letters of its pinyin; character by character.

Both keep the length, so that a place in what they return is the same place in the text.
"""

from __future__ import annotations

import re
from functools import cache

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20, 0x09: 0x20}
"""Full-width signs and blanks, as a Chinese keyboard types them, to plain ones."""

LEAST = 2
"""Letters from which on a word may be meant as initials; one letter would be found everywhere."""


def fold(text: str) -> str:
    """The text in lower case with plain signs: what is compared."""
    if not text.isascii():
        text = text.translate(_WIDE)
    lower = text.lower()
    if len(lower) != len(text):  # some letters of other alphabets become two
        lower = "".join(small if len(small := char.lower()) == 1 else char for char in text)
    return lower


def initials(folded: str) -> str:
    """The usual first letter of the pinyin of each character; what is not Chinese stays as it is."""
    return folded if folded.isascii() else folded.translate(_tables()[0])


def second_initials(folded: str) -> str:
    """As `initials`, with the other letter of those characters that are read in two ways (重 银行)."""
    return folded if folded.isascii() else folded.translate(_tables()[1])


def has_second(text: str) -> bool:
    """Whether a text has a character that is read in two ways."""
    return not text.isascii() and _two().search(text) is not None


@cache
def _two() -> re.Pattern[str]:
    from presales_tui.model.initials_table import ALSO

    return re.compile(f"[{ALSO[::2]}]")


def may_be_initials(word: str) -> bool:
    """Whether a folded word may be meant as initials."""
    return len(word) >= LEAST and word.isascii() and word.isalnum() and not word.isdigit()


@cache
def _tables() -> tuple[dict[int, str], dict[int, str]]:
    from presales_tui.model.initials_table import ALSO, FIRST, LETTERS

    usual = {FIRST + at: letter for at, letter in enumerate(LETTERS)}
    other = {ord(char): letter for char, letter in zip(ALSO[::2], ALSO[1::2], strict=True)}
    return usual, {**usual, **other}
