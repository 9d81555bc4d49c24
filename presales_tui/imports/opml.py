"""An outline from an outliner (OPML): nested headings, the note of each as its text.

`_note` is what WorkFlowy, Dynalist, OmniOutliner and others call the text below a heading. Speaker notes
stand in an attribute of our own, so that our own files come back whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import unescape
from pathlib import PurePath
from typing import TYPE_CHECKING

from presales_tui.imports.headlines import plain
from presales_tui.imports.outline import Part, placed
from presales_tui.imports.xml_text import parse_xml
from presales_tui.locale import _
from presales_tui.model.change import Change
from presales_tui.model.errors import BadInput
from presales_tui.model.opml import ANSWERS, NAMESPACE, NOTE, NOTES
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section
from presales_tui.model.text import clean, one_line

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TAG = re.compile(r"</?(?:a|b|i|u|s|em|strong|del|code|mark|span|time|br|p|div)\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|nbsp|#39);")
_LINKS = ("url", "htmlUrl", "xmlUrl")
"""Attributes with the address of what a heading stands for: a page, a feed."""
_WEB = re.compile(r"https?://[^\s<>]+\Z", re.IGNORECASE)
_LINK = re.compile(r'<a\b[^<>]*\bhref="([^"]*)"[^<>]*>(.*?)</a>', re.IGNORECASE | re.DOTALL)
_MARKS = (
    (re.compile(r"</?(?:b|strong)>", re.IGNORECASE), "**"),
    (re.compile(r"</?(?:i|em)>", re.IGNORECASE), "*"),
    (re.compile(r"</?code>", re.IGNORECASE), "`"),
    (re.compile(r"<br\s*/?>|</(?:p|div)>", re.IGNORECASE), "\n"),
)
"""Tag to the mark of Markdown."""

MOST_SECTIONS = 20_000
"""More is no outline of a solution."""


def is_opml(text: str, name: str) -> bool:
    """Whether a text is to be read as OPML: by the name of its file, else by how it begins."""
    if PurePath(name).suffix.lower() == ".opml":
        return True
    start = text[:2000].lstrip("\ufeff \t\r\n")
    return start.startswith("<opml") or (start.startswith("<?xml") and "<opml" in start)


def opml_title(text: str, name: str) -> str:
    """What the file calls itself; empty: nothing. BadInput as for `opml_change`."""
    return one_line(clean(_read(text, name).findtext("head/title") or ""))


def opml_change(text: str, *, opportunity: Opportunity, existing: Sequence[Section], name: str) -> Change:
    """One change that adds the sections of an OPML text behind the chapters that are there.

    Empty if there is none. BadInput as for `opml_parts`.
    """
    change = Change("Import outline")
    for section in placed(opml_parts(text, name), opportunity.id, existing):
        change.put(section)
    return change


def opml_parts(text: str, name: str) -> list[Part]:
    """The headings of an OPML text. BadInput if it is none, declares entities, or has too many."""
    body = _read(text, name).find("body")
    said = clean if NAMESPACE in text else _without_tags
    parts: list[Part] = []
    # No recursion: a file may nest deeper than Python's stack.
    stack = [(child, 1) for child in reversed(body if body is not None else [])]
    while stack:
        element, level = stack.pop()
        stack += [(child, level + 1) for child in reversed(element)]
        if element.tag != "outline":
            continue
        if len(parts) == MOST_SECTIONS:
            raise BadInput(
                _("{name} has more than {most} sections: cut it into parts.").format(
                    name=name, most=MOST_SECTIONS
                )
            )
        parts.append(_part(element, level, said))
    return parts


def _without_tags(text: str) -> str:
    """A text as WorkFlowy and others write it: HTML in an attribute, of which Markdown knows a part."""
    text = clean(text)
    if not _TAG.search(text):
        return unescape(text) if _ENTITY.search(text) else text
    text = _LINK.sub(r"[\2](\1)", text)
    for tag, mark in _MARKS:
        text = tag.sub(mark, text)
    return unescape(_TAG.sub("", text))


def _part(element: Element, level: int, said: Callable[[str], str]) -> Part:
    title = one_line(said(element.get("text") or element.get("title") or ""))
    title = title if said is clean else plain(title)
    notes = clean(element.get(NOTES, "")).strip("\n").rstrip()
    body = said(element.get(NOTE, "")).strip("\n").rstrip()
    if said is not clean and (link := next((found for key in _LINKS if (found := element.get(key))), "")):
        body = "\n\n".join(filter(None, (body, f"<{link}>" if _WEB.match(link) else "")))
    part = Part(level, title or _("Untitled"), body=body, notes=[notes] if notes else [])
    part.answers = element.get(ANSWERS, "").split()
    return part


def _read(text: str, name: str) -> Element:
    root = parse_xml(text, name, "OPML")
    if root.tag != "opml":
        raise BadInput(_("{name} is XML, but no OPML outline.").format(name=name))
    return root
