"""A whole note: in which of its lines a mark counts."""

from __future__ import annotations

from collections.abc import Iterable

from presales_tui.capture.blocks import front_matter, parse_blocks
from presales_tui.capture.marks import has_mark

_CLOSED = frozenset({"fence", "code_block", "html_block"})


def note_lines(text: str, *, loose: bool = False) -> set[int]:
    """The lines of a Markdown text, counted from 0, that carry a mark.

    A mark counts in ordinary text and lists, also where CommonMark would lazily continue a
    quotation or a table; not in code blocks, tables, HTML and front matter. Block quotes never carry
    one, since their lines begin with `>`.
    """
    lines = text.split("\n")
    return counting(lines, (n for n, line in enumerate(lines) if has_mark(line, loose=loose)))


def counting(lines: list[str], candidates: Iterable[int]) -> set[int]:
    """Those of some lines that begin with a mark which are neither code, table, HTML nor front matter."""
    front = front_matter(lines)
    found = {n for n in candidates if n >= front}
    if not found:
        return found
    for token in parse_blocks("\n" * front + "\n".join(lines[front:])):
        if token.map is None:
            continue
        if token.type in _CLOSED:
            found.difference_update(range(*token.map))
        elif token.type == "table_open":
            found.difference_update(n for n in range(*token.map) if "|" in lines[n])
    return found
