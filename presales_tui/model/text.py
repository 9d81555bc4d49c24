"""Text from outside, made safe to keep, to show and to write into documents."""

from __future__ import annotations

import re

_CONTROL = {
    **{code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)},
    0x7F: 0x2421,
    **dict.fromkeys(range(128, 160), 65533),
    **dict.fromkeys(range(55296, 57344), 65533),
    0xFFFE: 0xFFFD,
    0xFFFF: 0xFFFD,
    0x0B: 0x0A,
    0x0C: 0x0A,
    0x85: 0x0A,
    0x2028: 0x0A,
    0x2029: 0x0A,
    0xFEFF: None,
}
"""C0 controls become their visible pictures (ESC is shown as ␛), so nothing that was there is lost
and nothing is executed; C1 controls, lone surrogates and non-characters become U+FFFD; vertical
tab, form feed and the Unicode line separators end a line; a byte order mark goes."""

_UNSAFE = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"


def clean(text: str) -> str:
    """Text with `\\n` line ends and nothing that a terminal or an XML file would choke on.

    Tabs stay. Text without anything unsafe comes back as it is.
    """
    if text.replace("\n", "").isprintable() or re.search(_UNSAFE, text) is None:
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROL)


_REORDERS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Unicode's bidirectional marks: a terminal that obeys them shows a text in another order than it has."""


def visible(text: str) -> str:
    """Clean text for a terminal: what would reorder it is shown as U+FFFD (a name ends as it ends)."""
    return _REORDERS.sub("\ufffd", clean(text))


def one_line(text: str) -> str:
    """Clean text in one line: every run of white space becomes one blank."""
    return " ".join(clean(text).split())


def cells(text: str) -> int:
    """How many terminal cells a text takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)
