"""The inside of most lines of Markdown, read without the parser: bold, italic, code and web links.

Only what can be read in one way whatever stands around it is taken; anything else is left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from presales_tui.documents.plan import Run, Runs

TIMES = r"(?:(?<=[0-9A-Za-z长宽高深厚])\*(?=[0-9长宽高深厚])|(?<=[0-9])\*\*(?=[0-9]))"
"""A sign between measures, which begins nothing that is italic or bold."""
SPECIAL = re.compile(r"[*_`~\[\]<&\\!|]")
"""Characters that may mean something inside a line."""
_PLAIN = re.compile(
    r"(?:[^*_`~\[\]<&\\!|]|(?<=[^\W_])_(?=[^\W_])|<(?![A-Za-z/!?])|&(?!#?\w+;)|!(?!\[)|(?<!~)~(?!~)"
    rf"|{TIMES})+"
)
"""Text in which none of them means anything."""
WEB = r"https?://[a-z0-9]+(?:[.-][a-z0-9]+)*(?::[0-9]{2,5})?(?:/[A-Za-z0-9_.~/?#@$+,=:-]{,500})?"
"""Addresses that stay as they are written."""
_PIECE = re.compile(
    r"`([^`\s](?:[^`]*[^`\s])?)`(?!`)"
    r"|\[([^*_`~\[\]<&\\!|\s^](?:[^*_`~\[\]<&\\!|]*[^*_`~\[\]<&\\!|\s])?)\]"
    rf"\(({WEB}|[\w./-]*(?:#[\w.-]*)?)\)"
    r"|\[\^([^\]\s\[*_`~<&\\!|]+)\](?![\[(:])"
    r"|(?<=[^*`<>\s])(<br ?/?>)(?=[^*`<>\s])"
    r"|(\*{1,2})(?!\*)"
)
"""Code, a link (to the web, or into a document: that one is text), a footnote, a new line, the
beginning or end of what is bold or italic."""


def plain_runs(text: str, notes: Mapping[str, str]) -> Runs | None:
    """The runs of a line without blanks at its ends; None: it needs the parser.

    `notes` are the marks of footnotes by their name.
    """
    if not SPECIAL.search(text):
        return (Run(text),)
    runs: list[Run] = []
    mark = ""
    """What opened the stretch that is bold or italic; empty: neither is open."""
    wanted = ""
    """The only mark that this line may have: where both stand in one, they may pair otherwise."""
    at = 0
    while at < len(text):
        if plain := _PLAIN.match(text, at):
            _add(runs, Run(plain[0], mark == "**", mark == "*"))
            at = plain.end()
            continue
        piece = _PIECE.match(text, at)
        if piece is None:
            return None
        code, label, address, note, broken, found = piece.groups()
        if found:
            sides = text[at - 1 : at] if at else "", text[piece.end() : piece.end() + 1]
            outer, inner = sides if not mark else sides[::-1]
            if found != (wanted or found) or not _binds(inner, outer):
                return None
            mark, wanted = "" if mark else found, found
        elif broken:
            _add(runs, Run("\n", mark == "**", mark == "*"))
        elif note:
            if note not in notes:
                return None
            _add(runs, Run(notes[note], mark == "**", mark == "*"))
        elif label and not address.startswith("http"):
            _add(runs, Run(label, mark == "**", mark == "*"))
        elif runs and (runs[-1].code or runs[-1].link):
            return None
        else:
            runs.append(Run(code or label, mark == "**", mark == "*", False, bool(code), address or ""))
        at = piece.end()
    return None if mark else tuple(runs)


def _binds(inner: str, outer: str) -> bool:
    """Whether a mark between two characters belongs to the inner one."""
    return inner.isalnum() or (inner.isprintable() and inner not in ("", " ") and outer in ("", " ", "\n"))


def _add(runs: list[Run], run: Run) -> None:
    """Add text that is neither code nor link: to the last run, if that is of the same style."""
    if runs and runs[-1]._replace(text=run.text) == run:
        run = run._replace(text=runs.pop().text + run.text)
    runs.append(run)
