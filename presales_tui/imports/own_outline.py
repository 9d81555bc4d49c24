"""An outline that was exported as Markdown comes back as it went: one chapter or many, no dialect in it.

The first line of the file says that it is one. The headings of its sections stand at the margin; those
that a text has itself are set in by a blank, which other programs do not mind.
"""

from __future__ import annotations

import re
from itertools import pairwise

from presales_tui.capture.blocks import parse_blocks
from presales_tui.imports.headlines import plain
from presales_tui.imports.outline import Part, take_export
from presales_tui.locale import _
from presales_tui.model.text import clean

MARK = "<!-- presales outline -->"

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_OUTER = re.compile(r"(?= {0,2}#{1,6}(?:\s|$))")
_INNER = re.compile(r" (?= {0,2}#{1,6}(?:\s|$))")


def is_own(text: str) -> bool:
    """Whether a text is an outline that was exported here."""
    return text.lstrip("\ufeff").startswith(MARK)


def own_parts(text: str) -> list[Part]:
    """The sections of a text that `is_own`."""
    lines = clean(text).lstrip("\ufeff").split("\n")
    lines[0] = ""
    tokens = parse_blocks("\n".join(lines))
    parts = [Part(1, _("Introduction"))]
    for token, inline in pairwise(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map and lines[token.map[0]][:1] == "#":
            start, end = token.map
            parts.append(Part(int(token.tag[1]), plain(inline.content) or _("Untitled"), start, end))
    for part, after in zip(parts, [*(part.start for part in parts[1:]), len(lines)], strict=True):
        part.body = outward("\n".join(lines[part.text : after]).strip("\n").rstrip())
        take_export(part)
    return parts[1:] if parts[0].empty else parts


def inward(body: str) -> str:
    """A text with its headings set in by a blank."""
    return _headings(body, _OUTER, " ")


def outward(body: str) -> str:
    """What `inward` made, as it was."""
    return _headings(body, _INNER, "")


def _headings(body: str, pattern: re.Pattern[str], sign: str) -> str:
    if "#" not in body:
        return body
    lines = body.split("\n")
    fence = ""
    for n, line in enumerate(lines):
        if found := _FENCE.match(line):
            if not fence:
                fence = found[1]
            elif found[1].startswith(fence) and not found[2].strip():
                fence = ""
        elif not fence:
            lines[n] = pattern.sub(sign, line, count=1) if pattern.match(line) else line
    return "\n".join(lines)
