"""Where HTML between the lines of Markdown begins and ends (CommonMark, section 4.6)."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TO_ITS_END = (
    (r"(?i)<(?:script|pre|style|textarea)(?=[\s>]|\Z)", r"(?i)</(?:script|pre|style|textarea)>"),
    (r"<!--", r"-->"),
)
_BLOCK = (
    r"(?i)</?(?:address|article|aside|center|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr"
    r"|iframe|li|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)(?=\s|/?>|\Z)"
)
_ALONE = (
    r"(?a)(?:<[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w:.-]*(?:=(?:\"[^\"]*\"|'[^']*'|[\w./:#%-]+))?)*\s*/?>"
    r"|</[A-Za-z][A-Za-z0-9-]*\s*>)\s*\Z"
)
"""A tag alone in its line, which does not end a paragraph."""


def html_end(lines: Sequence[str], *, fresh: bool) -> int:
    """How many lines from the first on are HTML; 0: they are not, or it is not sure.

    `fresh`: nothing is open that these lines could go on with.
    """
    for start, end in _TO_ITS_END:
        if re.match(start, lines[0]):
            return next((n for n, line in enumerate(lines, 1) if re.search(end, line)), len(lines))
    if re.match(_BLOCK, lines[0]) or (fresh and re.match(_ALONE, lines[0])):
        return next((n for n, line in enumerate(lines) if not line.strip()), len(lines))
    return 0
