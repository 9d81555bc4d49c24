"""Marks inside the slides of Markdown decks: the classes of remark, titles written as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from presales_tui.model.text import one_line

_OPEN = re.compile(r"\.[A-Za-z][\w-]*(?:\.[\w-]+)*\[")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")
_OTHER = re.compile(r"\s*(?:[>|#]|```|~~~)")
"""What is no paragraph."""
_HTML_TITLE = re.compile(r"<h([1-3])\b[^>]*>(.*?)</h\1>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def without_classes(lines: list[str], numbers: Iterable[int]) -> int:
    """Takes `.red[…]` and `.left-column[…]` away, over several lines too, and keeps what is in them.

    `numbers`: the lines to look at, in order. How many there were.
    """
    count = 0
    depth: list[bool] = []
    """Of every bracket that is open, whether it belongs to a class."""
    for n in numbers:
        line = lines[n]
        if not depth and "[" not in line:
            continue
        out: list[str] = []
        at = closed = 0
        while at < len(line):
            found = _OPEN.match(line, at)
            # Right behind a word or a link it is no class, but right behind the end of one it is.
            if found and (at == closed or not (line[at - 1].isalnum() or line[at - 1] in "_])")):
                depth.append(True)
                count += 1
                at = found.end()
                continue
            char = line[at]
            at += 1
            if char == "\\" and at < len(line):
                out.append(char + line[at])
                at += 1
                continue
            if char == "[":
                depth.append(False)
            elif char == "]" and depth and depth.pop():
                closed = at
                continue
            out.append(char)
        # What was not closed on its line is no link: only classes go on over lines.
        depth = [own for own in depth if own]
        lines[n] = "".join(out).rstrip() if count else line
    return count


def glued(lines: Sequence[str], at: int) -> Sequence[str]:
    """The line of a mark with the lines of the paragraph, or the end of the list, that it stands in."""
    first, last = at, at + 1
    while first and lines[first - 1].strip() and not _OTHER.match(lines[first - 1]):
        first -= 1
        if _ITEM.match(lines[first]):
            break
    while (
        last < len(lines)
        and lines[last].strip()
        and not (_OTHER.match(lines[last]) or _ITEM.match(lines[last]))
    ):
        last += 1
    return [line.strip() for line in lines[first:last]]


def html_title(lines: list[str], start: int, end: int) -> str:
    """The first HTML heading of a slide, which is taken out of its lines; empty: there is none."""
    text = "\n".join(lines[start:end])
    found = _HTML_TITLE.search(text)
    title = one_line(_TAG.sub("", found[2])) if found else ""
    if found is None or not title:
        return ""
    gone = "\n" * found[0].count("\n")
    lines[start:end] = (text[: found.start()] + gone + text[found.end() :]).split("\n")
    return title
