"""Text measured in terminal cells: Chinese takes two."""

from __future__ import annotations

from rich.cells import cell_len, get_character_cell_size

_NO_START = set("，。、；：？！）】》」』”’…—,.;:?!)]}%")
"""Punctuation that must not begin a line (kinsoku)."""
_NO_END = set("（【《「『“‘([{")
"""Punctuation that must not end a line."""


def fit(text: str, width: int, align: str = "left") -> str:
    """Text of exactly `width` cells: cut with `…` if longer, padded if shorter.

    `align`: left, right, or `tail`, which stands left and keeps its end where it is cut.
    """
    size = cell_len(text)
    if size > width:
        text = cut_front(text, width) if align == "tail" else cut(text, width)
        size = cell_len(text)
    pad = " " * (width - size)
    return pad + text if align == "right" else text + pad


def split(text: str, width: int) -> tuple[str, str]:
    """The part of a text that fits into `width` cells, and the rest."""
    taken = 0
    for index, char in enumerate(text):
        taken += get_character_cell_size(char)
        if taken > width:
            return text[:index], text[index:]
    return text, ""


def cut(text: str, width: int) -> str:
    """Text of at most `width` cells, ending in `…` if something is missing."""
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    taken = 0
    for index, char in enumerate(text):
        taken += get_character_cell_size(char)
        if taken > width - 1:
            return text[:index] + "…"
    return text


def cut_front(text: str, width: int) -> str:
    """Text of at most `width` cells that keeps its end, beginning with `…` if something is missing."""
    if cell_len(text) <= width or width <= 0:
        return cut(text, width)
    while text and cell_len(text) > width - 1:
        text = text[1:]
    return "…" + text


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells; breaks at blanks and between Chinese characters.

    Always at least one line. A word longer than the width is broken. Tabs count as four blanks.
    """
    width = max(width, 2)
    out: list[str] = []
    for line in text.expandtabs(4).split("\n"):
        if len(line) * 2 <= width or cell_len(line) <= width:
            out.append(line)
        else:
            out.extend(_wrap_line(line, width))
    return out


def _wrap_line(line: str, width: int) -> list[str]:
    out: list[str] = []
    start = 0
    size = 0
    last = 0
    """The last place in this line where it may be broken."""
    index = 0
    while index < len(line):
        char = line[index]
        step = get_character_cell_size(char)
        if index > start and _may_break(line[index - 1], char):
            last = index
        if size + step > width:
            at = last if last > start else index
            out.append(line[start:at].rstrip())
            start = at
            while start < len(line) and line[start] == " ":
                start += 1
            index = start
            size = 0
            last = start
            continue
        size += step
        index += 1
    if start < len(line):
        out.append(line[start:])
    return out or [""]


def _may_break(before: str, after: str) -> bool:
    if after in _NO_START or before in _NO_END:
        return False
    if before == " ":
        return True
    return get_character_cell_size(before) == 2 or get_character_cell_size(after) == 2
