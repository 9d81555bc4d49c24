"""Footnotes of Markdown: `[^1]` in a text, `[^1]: what it says` somewhere in the document."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

_START = re.compile(r" {0,3}\[\^([^\]\s]+)\]:[ \t]*(.*)")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_MARK = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def taken_apart(text: str, wanted: Collection[str] | None = None) -> tuple[str, dict[str, str]]:
    """A text without what its footnotes say, and that by their names; only the `wanted` ones if given."""
    if "[^" not in text:
        return text, {}
    left: list[str] = []
    found: dict[str, str] = {}
    name = fence = ""
    gap = False
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark or fence:
            fence = "" if mark and mark[1] == fence else fence or (mark[1] if mark else "")
            name = ""
        elif start := _START.match(line):
            if wanted is None or start[1] in wanted:
                name, gap = start[1], False
                found.setdefault(name, start[2])
                continue
            # Nothing refers to it, so it is text; to Markdown it could be the target of a link.
            name, line = "", line.replace("[^", "\\[^", 1)
        elif name and not line.strip():
            gap = True
        elif name and (not gap or line.startswith(("  ", "\t"))):
            found[name] += "\n\n" * gap + "\n" + line.strip()
            gap = False
            continue
        else:
            name = ""
        left.append(line)
    return "\n".join(left), found


def named(text: str) -> list[str]:
    """The names of the footnotes that a text refers to, in order, each once."""
    return list(dict.fromkeys(_MARK.findall(text))) if "[^" in text else []


def collected(texts: Iterable[str]) -> dict[str, str]:
    """What the footnotes of some texts say, in the order in which the texts refer to them."""
    with_notes = [text for text in texts if "[^" in text]
    wanted = list(dict.fromkeys(name for text in with_notes for name in named(text)))
    found: dict[str, str] = {}
    for text in with_notes:
        found = taken_apart(text, wanted)[1] | found
    return {name: found[name] for name in wanted if name in found}


def marks(names: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    """Name to the small raised number that stands for it, for those that say something.

    They are counted through all that is `known`, so that two on one slide are told apart.
    """
    numbers = {name: n for n, name in enumerate(known, 1)}
    return {name: str(numbers[name]).translate(_RAISED) for name in names if name in numbers}
