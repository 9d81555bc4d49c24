"""Speaker notes that a deck in Markdown puts between marks, whatever the tool.

`::: notes` and `::: {.notes}` of pandoc and Quarto, `<aside class="notes">` of reveal.js, `{{% note %}}`
of Hugo. Other blocks (`::: columns`) are text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

_FENCE = re.compile(r":{3,}[ \t]*(?:\{[^}]*\.notes\b[^}]*\}|\.?notes)[ \t]*:*\s*\Z")
_ANY_FENCE = re.compile(r":{3,}[ \t]*(\S.*)?\Z")
_TAG = re.compile(r"\s*<(aside|div)\b[^>]*\bclass=[\"']?(?:[^\"'>]*\s)?notes\b[^>]*>", re.IGNORECASE)
_SHORT = re.compile(r"\s*\{\{[<%]\s*(notes?)\s*[%>]\}\}", re.IGNORECASE)


class Aside(NamedTuple):
    """Notes that take the lines from `start` up to `end`, their marks among them."""

    start: int
    end: int
    text: str


def opens(line: str) -> bool:
    """Whether notes may begin here, unless it is code."""
    return "note" in line.casefold() and any(mark.match(line) for mark in (_FENCE, _TAG, _SHORT))


def asides(lines: Sequence[str], code: Collection[int]) -> list[Aside]:
    """All of them that are closed, in order."""
    found: list[Aside] = []
    n = 0
    while n < len(lines):
        aside = None if n in code else _aside(lines, n, code)
        if aside:
            found.append(aside)
        n = aside.end if aside else n + 1
    return found


def _aside(lines: Sequence[str], at: int, code: Collection[int]) -> Aside | None:
    if not opens(lines[at]):
        return None
    if _FENCE.match(lines[at]):
        return _fenced(lines, at, code)
    if mark := _TAG.match(lines[at]):
        return _between(lines, at, mark.end(), rf"<{mark[1]}\b", rf"</{mark[1]}\s*>")
    if mark := _SHORT.match(lines[at]):
        opening = rf"\{{\{{[<%]\s*{mark[1]}\b"
        return _between(lines, at, mark.end(), opening, rf"\{{\{{[<%]\s*/\s*{mark[1]}\s*[%>]\}}\}}")
    return None


def _fenced(lines: Sequence[str], at: int, code: Collection[int]) -> Aside | None:
    depth = 1
    for n in range(at + 1, len(lines)):
        fence = None if n in code else _ANY_FENCE.match(lines[n])
        depth += 0 if fence is None else 1 if fence[1] else -1
        if not depth:
            return Aside(at, n + 1, "\n".join(lines[at + 1 : n]))
    return None


def _between(lines: Sequence[str], at: int, column: int, opening: str, closing: str) -> Aside | None:
    """What stands between two marks; none if more than notes stands on the last line."""
    either = re.compile(f"(?P<open>{opening})|{closing}", re.IGNORECASE)
    depth = 1
    for n in range(at, len(lines)):
        start = column if n == at else 0
        for mark in either.finditer(lines[n], start):
            depth += 1 if mark["open"] else -1
            if not depth:
                if lines[n][mark.end() :].strip():
                    return None
                said = [lines[at][column:], *lines[at + 1 : n], lines[n][: mark.start()]]
                return Aside(at, n + 1, "\n".join(said) if n > at else lines[n][start : mark.start()])
    return None
