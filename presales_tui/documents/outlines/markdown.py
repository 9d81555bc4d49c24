"""The outline as one Markdown file: to read, to mail, to edit elsewhere and import again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from presales_tui.imports.headlines import plain
from presales_tui.imports.own_outline import MARK, inward
from presales_tui.model.outline import Section, in_order
from presales_tui.model.requirement import Requirement
from presales_tui.model.text import clean, one_line

DEEPEST = 6
"""Markdown has no deeper heading; deeper sections stand at this level."""

_SIGN = re.compile(r"([\\`*_\[\]<>&#~])")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")


def outline_markdown(sections: Iterable[Section], requirements: Iterable[Requirement] = ()) -> str:
    """Headings with their bodies, in reading order.

    The requirements that a section answers follow it as a quotation, so that they are seen; its
    speaker notes follow as a comment, so that they are never drawn on a slide. The first line says
    what it is, so that it comes back whole.
    """
    known = {r.id: r for r in requirements}
    found: list[str] = []
    for section, depth, _number in in_order(sections):
        found.append(f"{'#' * min(depth + 1, DEEPEST)} {_heading(one_line(section.title)) or '—'}")
        found += filter(None, [inward(below(section, known))])
    return "\n\n".join([MARK, *found]) + "\n" if found else ""


def _heading(title: str) -> str:
    """A title with its signs escaped, if they would be markup."""
    if plain(title) == title and not title.endswith("#"):
        return title
    return _SIGN.sub(r"\\\1", title)


def below(section: Section, known: Mapping[str, Requirement]) -> str:
    """All that is said below a heading: the body, the requirements that it answers, the speaker notes."""
    found: list[str] = []
    if body := clean(section.body).strip("\n"):
        found.append(_closed(body))
    answers = [known[id_] for id_ in section.requirements if id_ in known]
    if answers:
        found.append("\n".join(f"> - {r.ref} {one_line(r.title)}" for r in answers))
    if notes := clean(section.notes).strip("\n").rstrip():
        found.append(f"<!-- notes\n{notes.replace('-->', '-- >')}\n-->")
    return "\n\n".join(found)


def _closed(body: str) -> str:
    """A body whose last code block or comment ends with it, and does not swallow what follows."""
    fence = ""
    for line in body.split("\n"):
        found = _FENCE.match(line)
        if found is None:
            continue
        if not fence:
            fence = found[1]
        elif found[1].startswith(fence) and not found[2].strip():
            fence = ""
    if fence:
        return f"{body}\n{fence}"
    return f"{body}\n-->" if body.rfind("<!--") > body.rfind("-->") else body
