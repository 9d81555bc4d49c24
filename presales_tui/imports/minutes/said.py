"""A line of minutes without its Markdown: heading, bullet, checkbox, and the words."""

from __future__ import annotations

import re
from typing import NamedTuple

from presales_tui.capture.marks import LEAD
from presales_tui.capture.width import half
from presales_tui.imports.headlines import plain


class Said(NamedTuple):
    """A line without its Markdown."""

    raw: str
    indent: int
    """Columns before it."""
    level: int
    """Level of a heading; 0: none."""
    bullet: str
    """Its bullet or number as written; empty: none."""
    box: str
    """`open` or `done` if a checkbox stands before it."""
    struck: bool
    bold: bool
    """The whole line is bold: a heading of those who do not use `#`."""
    words: str
    asked: bool = False
    """A question mark stands before it as a sign: `❓ who pays`."""


_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_HEAD = re.compile(rf"(?P<lead>{LEAD})", re.IGNORECASE)
_PAREN_NUMBER = re.compile(
    r"[ \t]*(?:\d{1,2}[))]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[a-z]\)|\d{1,2}[、,，](?=\D))[ \t]*"
)
_QUOTED = re.compile(r"(?:[ \t]*>)+[ \t]?")
_BOLD = re.compile(r"(\*\*|__)(?P<words>[^*_].*?)\1[:：]?\s*$")
_BOLD_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)、]?\s+(?=\S)")
_EMOJI = re.compile(r"^[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\s]+")


def said(line: str) -> Said:
    """A line taken apart."""
    raw = line
    if quoted := _QUOTED.match(line):
        line = line[quoted.end() :]
    line = line.expandtabs(4)
    if found := _HEADING.match(line):
        body = found[2]
        lead = _HEAD.match(half(body))
        if lead is not None and lead.end():
            body = body[lead.end() :]
        words = _EMOJI.sub("", plain(body))
        # `## **4. Next Steps**`: the number stands inside the bold.
        words = _BOLD_NUMBER.sub("", words) if body.startswith(("**", "__")) else words
        return Said(raw, 0, len(found[1]), "", "", False, False, words)
    indent = len(line) - len(line.lstrip())
    found = _HEAD.match(half(line))
    lead_text = line[: found.end()] if found else ""
    box = (found["box"] or "") if found else ""
    if not lead_text.strip() and (number := _PAREN_NUMBER.match(line)):
        lead_text = number[0]
    body = line[len(lead_text) :]
    bold = _BOLD.match(body.strip()) is not None
    struck = body.lstrip().startswith("~~")
    state = "" if not box and "[" not in lead_text else ("open" if box in ("", " ") else "done")
    bullet = lead_text.strip()
    words = plain(body)
    return Said(
        raw, indent, 0, bullet, state, struck, bold, _EMOJI.sub("", words), words.startswith(("❓", "❔"))
    )
