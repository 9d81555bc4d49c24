"""Formatted text of a mind map (XHTML) as Markdown: paragraphs, lists, tables, code, links, pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from presales_tui.imports.marking import Piece, joined, marked, table

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_BLANKS = re.compile(r"[ \t\r\n]+")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {"p", "div", "blockquote", "center", "body", "html", "section", "article", "form"}
_BLOCKS |= {"dl", "dt", "dd", "address", "li"}
_SILENT = frozenset({"head", "style", "script", "title"})
_BOLD = frozenset({"b", "strong", "th", "dt"})
_ITALIC = frozenset({"i", "em", "cite", "var"})
_DEEPEST = 100
"""Tags inside tags; deeper is no text that a person formatted, and comes as plain text."""

Picture = Callable[[str, str], str]
"""Address and description of a picture to the Markdown of it."""


def markdown(root: Element, picture: Picture) -> str:
    """The Markdown of an element and all below it."""
    reader = _Rich(picture)
    reader.walk(root, 0)
    reader.end()
    return joined(reader.blocks)


def own_lines(root: Element) -> str | None:
    """The text of a note that an export of ours wrote, a paragraph a line; None: it was formatted since."""
    lines = []
    for body in root.iter("body"):
        for child in body:
            if child.tag != "p" or any(True for _child in child):
                return None
            said = child.text or ""
            # Freeplane sets what is inside a tag on a line of its own.
            said = said.strip(" \t\r\n") if said.startswith("\n") else said
            lines.append(said.replace("\xa0", " "))
    return "\n".join(lines)


class _Rich:
    def __init__(self, picture: Picture) -> None:
        self.blocks: list[tuple[str, str]] = []
        """Sign of a list before it, and Markdown."""
        self._picture = picture
        self._pieces: list[Piece] = []
        self._lists: list[int] = []
        """Of every open list the number of its newest item; 0: bullets, -1 where none came yet."""
        self._sign = ""
        self._bold = self._italic = 0
        self._link = ""
        self._quotes = 0

    def walk(self, element: Element, depth: int) -> None:
        tag = str(element.tag).rpartition("}")[2].lower()
        if tag in _SILENT:
            return
        if depth > _DEEPEST:
            self._say("".join(element.itertext()))
            return
        match tag:
            case "br":
                self._pieces.append(Piece("\n"))
            case "hr":
                self.end()
            case "img":
                self.end()
                self.blocks.append(("", self._picture(element.get("src", ""), element.get("alt", ""))))
            case "pre":
                self.end()
                said = "".join(element.itertext()).strip("\n")
                fence = "```" if "```" not in said else "~~~~"
                self.blocks.append(("", f"{fence}\n{said}\n{fence}"))
            case "table":
                self.end()
                self.blocks.append(("", _table(element)))
            case "ul" | "ol":
                self.end()
                self._lists.append(0 if tag == "ol" else -1)
                self._inside(element, depth)
                self.end()
                self._lists.pop()
            case _:
                self._styled(element, tag, depth)

    def _styled(self, element: Element, tag: str, depth: int) -> None:
        block = tag in _BLOCKS
        if block:
            self.end()
        if tag == "li":
            self._sign = self._next()
        before = self._bold, self._italic, self._link, self._quotes
        self._bold += tag in _BOLD or tag in _HEADINGS
        self._italic += tag in _ITALIC
        self._quotes += tag == "blockquote"
        if tag == "a":
            self._link = element.get("href", "")
        self._inside(element, depth)
        if block:
            self.end()
        self._bold, self._italic, self._link, self._quotes = before

    def _inside(self, element: Element, depth: int) -> None:
        self._say(element.text)
        for child in element:
            self.walk(child, depth + 1)
            self._say(child.tail)

    def _next(self) -> str:
        """What stands before the next item of the list."""
        if not self._lists:
            return "- "
        indent = "   " * (len(self._lists) - 1)
        if self._lists[-1] < 0:
            return f"{indent}- "
        self._lists[-1] += 1
        return f"{indent}{self._lists[-1]}. "

    def _say(self, text: str | None) -> None:
        said = _BLANKS.sub(" ", (text or "").replace("\xa0", " "))
        if not said or (said == " " and (not self._pieces or self._pieces[-1].text.endswith((" ", "\n")))):
            return
        if self._pieces and self._pieces[-1].text.endswith("\n"):
            said = said.lstrip()
        self._pieces.append(Piece(said, self._bold > 0, self._italic > 0, self._link))

    def end(self) -> None:
        """What was said so far is a paragraph, or an item of a list."""
        pieces, self._pieces = self._pieces, []
        for line in _lines(pieces):
            if said := marked(line):
                if self._lists and not self._sign and self.blocks and self.blocks[-1][0]:
                    # It goes on with the item above.
                    sign, text = self.blocks[-1]
                    self.blocks[-1] = (sign, f"{text}\n\n{said}")
                    continue
                self.blocks.append((self._sign, f"> {said}" if self._quotes and not self._sign else said))
                self._sign = ""


def _lines(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Pieces as lines: each break that a map has by hand begins a paragraph."""
    line: list[Piece] = []
    for piece in pieces:
        if piece.text == "\n":
            yield line
            line = []
        else:
            line.append(piece if line else piece._replace(text=piece.text.lstrip()))
    yield line


def _table(element: Element) -> str:
    rows = []
    for row in element.iter():
        if str(row.tag).rpartition("}")[2].lower() != "tr":
            continue
        cells = [cell for cell in row if str(cell.tag).rpartition("}")[2].lower() in ("td", "th")]
        rows.append([_BLANKS.sub(" ", "".join(cell.itertext()).replace("\xa0", " ")) for cell in cells])
    return table([row for row in rows if row])
