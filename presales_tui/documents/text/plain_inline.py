"""The inside of most lines of Markdown, read without the parser: bold, italic, code and web links.

Only what can be read in one way whatever stands around it is taken; anything else is left to the parser.
"""

from __future__ import annotations

import re

from presales_tui.documents.plan import Run, Runs

SPECIAL = re.compile(r"[*_`~\[\]<&\\!|]")
"""Characters that may mean something inside a line."""
_PLAIN = re.compile(
    r"(?:[^*_`~\[\]<&\\!|]|(?<=[^\W_])_(?=[^\W_])|<(?![A-Za-z/!?])|&(?!#?\w+;)|!(?!\[)|(?<!~)~(?!~))+"
)
"""Text in which none of them means anything."""
_PIECE = re.compile(
    r"`([^`\s](?:[^`]*[^`\s])?)`(?!`)"
    r"|\[([^*_`~\[\]<&\\!|\s^](?:[^*_`~\[\]<&\\!|]*[^*_`~\[\]<&\\!|\s])?)\]"
    r"\((https?://[a-z0-9]+(?:[.-][a-z0-9]+)*(?::[0-9]{2,5})?(?:/[A-Za-z0-9_.~/?#@$+,=:-]{,500})?)\)"
    r"|(\*{1,2})(?!\*)"
)
"""Code, a link to the web, the beginning or end of what is bold or italic."""


def plain_runs(text: str) -> Runs | None:
    """The runs of a line without blanks at its ends; None: it needs the parser."""
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
            runs.append(Run(plain[0], mark == "**", mark == "*"))
            at = plain.end()
            continue
        piece = _PIECE.match(text, at)
        if piece is None:
            return None
        code, label, address, found = piece.groups()
        if found:
            beside = text[piece.end() : piece.end() + 1] if not mark else text[at - 1]
            if not beside.isalnum() or found != (wanted or found):
                return None
            mark, wanted = "" if mark else found, found
        elif runs and (runs[-1].code or runs[-1].link):
            return None
        else:
            runs.append(Run(code or label, mark == "**", mark == "*", False, bool(code), address or ""))
        at = piece.end()
    return None if mark else tuple(runs)
