"""Mind maps of FreeMind and Freeplane (`.mm`): nodes with their notes, details, links and attributes.

Icons, arrows and looks are told and left out; formulas, attributes and what labels an arrow are kept.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from presales_tui.imports.maps.rich import markdown, own_lines
from presales_tui.imports.maps.topics import Map, Topic, place
from presales_tui.imports.marking import split_lines
from presales_tui.imports.pictures import placed_pictures
from presales_tui.imports.xml_text import local, parse_xml
from presales_tui.locale import _
from presales_tui.model.errors import BadInput
from presales_tui.model.mind_maps import OWN, OWN_VALUE
from presales_tui.model.text import clean, one_line

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TAG = re.compile(r"<[^<>]*>")
_LABELS = ("SOURCE_LABEL", "MIDDLE_LABEL", "TARGET_LABEL")


def is_freemind(text: str, name: str) -> bool:
    """Whether a text is to be read as such a map: by the name of its file, else by how it begins."""
    if PurePath(name).suffix.lower() == ".mm":
        return text.lstrip("\ufeff \t\r\n").startswith("<")
    start = text[:2000].lstrip("\ufeff \t\r\n")
    return start.startswith(("<map ", "<map>")) or (start.startswith("<?xml") and "<map version" in start)


def freemind_map(text: str, name: str, folder: Path | None = None) -> Map:
    """The topics of a map; pictures are looked for from `folder` on. BadInput if it is none."""
    # Early versions wrote this one without saying what it means.
    root = parse_xml(text.replace("&nbsp;", "&#160;"), name, _("FreeMind map"))
    top = next((child for child in root if local(child) == "node"), None)
    if local(root) != "map" or top is None:
        raise BadInput(_("{name} is XML, but no mind map of FreeMind or Freeplane.").format(name=name))
    return _Reader(folder).read(top)


class _Reader:
    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._told: Counter[str] = Counter()
        self._own = False

    def read(self, top: Element) -> Map:
        self._own = any(
            local(child) == "attribute" and child.get("NAME") == OWN and child.get("VALUE") == OWN_VALUE
            for child in top
        )
        root = Topic()
        # No recursion: a file may nest deeper than Python's stack.
        stack = [(top, root)]
        while stack:
            element, topic = stack.pop()
            topic.title = element.get("TEXT", "")
            if topic.title.lstrip()[:5].lower() == "<html":
                topic.title, topic.text = _parted(self._html(topic.title))
            topic.link = element.get("LINK", "")
            if element.get("ENCRYPTED_CONTENT"):
                self._told[_("encrypted topics left out")] += 1
            blocks: list[str] = []
            for child in element:
                if local(child) == "node":
                    below = Topic()
                    topic.children.append(below)
                    stack.append((child, below))
                else:
                    self._beside(child, topic, blocks)
            if topic.link.startswith("#"):
                self._told[_("links between topics left out")] += 1
            elif topic.link and "://" not in topic.link and not topic.link.startswith("mailto:"):
                topic.remarks.append(_("Link: {link}").format(link=one_line(topic.link)))
            topic.text = "\n\n".join(filter(None, (topic.text, *blocks)))
        return Map([root], self._told, self._own)

    def _beside(self, child: Element, topic: Topic, blocks: list[str]) -> None:
        """What belongs to a node and is no node."""
        match local(child):
            case "richcontent":
                kind = child.get("TYPE", "")
                said = self._rich(child)
                if kind == "NODE":
                    topic.title, more = _parted(said)
                    blocks.insert(0, more)
                else:
                    blocks.append(said)
            case "icon":
                self._told[_("icons left out")] += 1
            case "attribute" if child.get("NAME") != OWN:
                name, value = (one_line(clean(child.get(key, ""))) for key in ("NAME", "VALUE"))
                if name or value:
                    topic.remarks.append(f"{name}: {value}")
            case "arrowlink":
                self._told[_("arrows between topics left out")] += 1
                topic.remarks += [one_line(child.get(key, "")) for key in _LABELS]
            case "hook":
                self._hook(child, topic)
            case _:
                pass

    def _hook(self, hook: Element, topic: Topic) -> None:
        name = hook.get("NAME", "")
        if name == "ExternalObject" and (address := hook.get("URI", "")):
            topic.pictures.append(self._picture(address, ""))
        elif name.endswith("latex/LatexNodeHook.properties") and (formula := hook.get("EQUATION", "")):
            topic.text = f"$${one_line(formula)}$$"
        elif name.endswith("NodeNote.properties") and (said := "".join(hook.itertext()).strip()):
            topic.text = split_lines(said)

    def _rich(self, element: Element) -> str:
        plain = next((child for child in element if local(child) == "text"), None)
        if plain is not None:
            said = clean("".join(plain.itertext())).strip("\n")
            return said if "markdown" in element.get("CONTENT-TYPE", "") else split_lines(said)
        if self._own and (lines := own_lines(element)) is not None:
            return clean(lines)
        return markdown(element, self._picture)

    def _html(self, text: str) -> str:
        """Formatted text that stands in an attribute, as some versions write it."""
        try:
            return markdown(parse_xml(text.replace("&nbsp;", "&#160;"), "-", "HTML"), self._picture)
        except BadInput:
            return split_lines(unescape(_TAG.sub("\n", text)))

    def _picture(self, address: str, described: str) -> str:
        path = address.removeprefix("file:")
        label = described or PurePath(path).stem
        shown = f"![{label}](<{path}>)" if path and not set("<>\n") & set(path) else place(label)
        if self._folder is not None:
            shown = placed_pictures(shown, self._folder)
        if not shown.startswith(("![", "[")) or "(</" not in shown:
            self._told[_("pictures to be put in again")] += 1
        return shown


def _parted(said: str) -> tuple[str, str]:
    """(title, what stands below it) of a formatted topic, whose first paragraph is its title."""
    first, _gap, rest = said.partition("\n\n")
    return ("", said) if first.startswith(("- ", "1. ", "|", "!", "```")) else (_plain(first), rest)


def _plain(line: str) -> str:
    """A title: the words of a line of Markdown."""
    from presales_tui.imports.headlines import plain

    return plain(line.removesuffix("\\"))
