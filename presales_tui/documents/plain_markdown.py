"""The Markdown that most sections are made of, read without the parser: paragraphs of one line and lists.

What is read here is read as the parser reads it, only many times faster; a text with anything else in
it is left to the parser.
"""

from __future__ import annotations

import re

from presales_tui.documents.plan import Item, Items, Paragraph, Run

_OTHER = re.compile(
    r"[*_`~\[\]<>&\\!|#{\t]|^(?!(?: {2}){0,8}- [^\s\-+]|[^\s\-+=:]|$)|^(?: *- )?\d+[.)]", re.MULTILINE
)
"""What makes it anything else: marks inside lines, and lines that begin with neither text nor `- text`."""


def plain_blocks(source: str) -> list[Paragraph | Items] | None:
    """The blocks of a text; None: it needs the parser."""
    if _OTHER.search(source):
        return None
    found: list[Paragraph | Items] = []
    items: list[Item] = []
    blank = True
    for line in source.split("\n"):
        text = line.strip()
        if not text:
            blank = True
            continue
        bullet = text.startswith("- ")
        if not bullet and not blank:
            return None  # it goes on with the line above
        level = (len(line) - len(line.lstrip())) // 2
        if level > (items[-1].level + 1 if items else 0):
            return None
        if bullet:
            text = text[2:].strip()
            items.append(Item((Run(text),), level))
        else:
            if items:
                found.append(Items(tuple(items)))
                items = []
            found.append(Paragraph((Run(text),)))
        blank = False
    if items:
        found.append(Items(tuple(items)))
    return found
