"""Full-width and half-width: the same mark typed with either keyboard, and a text cut to a width."""

from __future__ import annotations

from presales_tui.model.text import cells

_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x300B: 0x3E}
"""Full-width ASCII and blank; `》` is what a Chinese keyboard types for `>`."""


def half(text: str) -> str:
    """Full-width ASCII as half-width, character for character: places in both texts are the same."""
    return text if text.isascii() else text.translate(_HALF)


def cut(text: str, most: int) -> str:
    """The start of a text in at most `most` cells, ended with `…`; the text itself if it fits.

    Cuts at a blank or a comma where one is near.
    """
    if cells(text) <= most:
        return text
    used = 0
    end = 0
    while used + cells(text[end]) < most:
        used += cells(text[end])
        end += 1
    nice = max(text.rfind(char, 0, end) for char in " ,，、；;")
    return text[: nice if nice > end * 2 // 3 else end].rstrip(" ,，、；;") + "…"
