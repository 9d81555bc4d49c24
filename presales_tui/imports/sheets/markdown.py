"""Markdown tables as tables, and list items as a table of headings, number and text.

A heading that begins with an identifier (`US-BOP-01 Administer my site`) is an item too, and the text
below it is its description. Other prose is no list of requirements: how much of it there is, is told.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from presales_tui.capture.blocks import NESTING, parse_blocks
from presales_tui.imports.files import Text
from presales_tui.imports.headlines import plain
from presales_tui.imports.sheets.table import Limits, Row, Table
from presales_tui.locale import _, ngettext

if TYPE_CHECKING:
    from markdown_it.token import Token

LIST_HEADER = ("模块", "编号", "标题", "描述")
"""Headings above an item, its number or identifier, its first line, the rest of it."""

_PIPE = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_NAMED = re.compile(
    r"(?P<id>[A-Za-z][A-Za-z0-9]*(?:[-_.][A-Za-z0-9]+)*[-_.]?\d+)\s*[:：.、—–-]?\s+(?P<title>\S.*)"
)
_MARKER = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")
_LONGEST_PATH = 12
"""Titles above an item that name its module; deeper down those in the middle are left out."""
_TASK = re.compile(r"\[[ xX]\]\s+")


def read_markdown(text: Text) -> list[Table]:
    """Every table of a document, and its list items as the last one; without either, no table."""
    lines = text.text.split("\n")
    tokens = parse_blocks(text.text)
    limits = Limits(text.name)
    tables: list[Table] = []
    names: dict[str, int] = {}
    items = Items(lines, limits)
    heading = ""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type == "heading_open":
            heading = plain(tokens[at + 1].content) or heading
            items.heading(int(token.tag[1]), heading, token)
        elif token.type == "table_open" and token.map:
            table = _table(lines, token, limits, _free(heading or text.name, names))
            if table.rows:
                tables.append(table)
            items.leave()
        elif token.type in ("bullet_list_open", "ordered_list_open") and token.level == 0:
            at = items.read_list(tokens, at)
            continue
        elif token.level == 0 and token.map and token.type not in ("hr", "html_block"):
            items.prose(token)
        at += 1
    found = items.table(_free(_("Lists"), names))
    return [*tables, found] if found.rows else tables


def _free(name: str, names: dict[str, int]) -> str:
    names[name] = names.get(name, 0) + 1
    return name if names[name] == 1 else f"{name} ({names[name]})"


def _table(lines: list[str], token: Token, limits: Limits, name: str) -> Table:
    table = Table(name, header=1)
    start, end = token.map or (0, 0)
    for number in range(start, end):
        if number == start + 1:
            continue  # The rule below the header.
        row = limits.row(number + 1, cells_of(lines[number]))
        if row is not None:
            table.rows.append(row)
    return table


def cells_of(line: str) -> list[str]:
    """The cells of one line of a table, as text: no limit by the header, so nothing is dropped."""
    line = line.strip()
    line = line.removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    return [cell_text(part) for part in _PIPE.split(line)]


def cell_text(cell: str) -> str:
    """What a cell of a Markdown table says: breaks are line ends, entities are characters."""
    text = _BREAK.sub("\n", cell.strip().replace("\\|", "|"))
    if text.startswith("**") and text.endswith("**") and text.count("**") == 2:
        text = text[2:-2]
    return html.unescape(text) if "&" in text else text


def cell_source(text: str) -> str:
    """The other way: a cell whose `cell_text` is this text."""
    text = re.sub(r"&(?=#|\w)", "&amp;", text)
    text = re.sub(r"<(?=br\s*/?>)", "&lt;", text, flags=re.IGNORECASE)
    text = text.replace("\\|", "\\&#124;").replace("|", "\\|").replace("\t", "&#9;").replace("\n", "<br>")
    if text.startswith("**"):
        text = "&#42;" + text[1:]
    if text.endswith("\\"):
        text = text[:-1] + "&#92;"
    if text[:1].isspace():
        text = f"&#{ord(text[0])};" + text[1:]
    if len(text) > 1 and text[-1].isspace():
        text = text[:-1] + f"&#{ord(text[-1])};"
    return text


class Items:
    """Collects list items, and headings with an identifier, with the headings above them."""

    def __init__(self, lines: list[str], limits: Limits) -> None:
        self._lines = lines
        self._limits = limits
        self._path: list[tuple[int, str]] = []
        self._open: list[str] | None = None
        self._open_line = 0
        self._open_level = 0
        self._rows: list[Row] = []
        self._prose = 0
        self._deep = 0

    def heading(self, level: int, title: str, token: Token) -> None:
        """A heading: part of the path, or an item of its own."""
        self.leave()
        while self._path and self._path[-1][0] >= level:
            self._path.pop()
        named = _NAMED.fullmatch(title)
        if named and any(char.isalpha() for char in named["id"]):
            self._open = [self._module(), named["id"], named["title"], ""]
            self._open_line = (token.map or (0, 0))[0] + 1
        else:
            self._path.append((level, title))

    def leave(self) -> None:
        """What follows is no longer text of the heading before."""
        if self._open is not None:
            self._add(self._open_line, self._open)
            self._open = None

    def prose(self, token: Token) -> None:
        """A block of text: of the item above it, or not a requirement."""
        start, end = token.map or (0, 0)
        if self._open is not None:
            text = "\n".join(self._lines[start:end]).strip("\n")
            self._open[3] = f"{self._open[3]}\n\n{text}".strip("\n")
        elif token.type in ("paragraph_open", "blockquote_open", "fence", "code_block"):
            self._prose += 1

    def read_list(self, tokens: list[Token], at: int) -> int:
        """One list with what is nested in it; where it ends."""
        if self._open is not None:
            self.prose(tokens[at])
            return _closing(tokens, at) + 1
        return self._list(tokens, at, "", ())

    def _list(self, tokens: list[Token], at: int, number: str, above: tuple[str, ...]) -> int:
        """Iterative over the tokens, with a stack: a list may be nested a thousand deep."""
        ordered = [tokens[at].type == "ordered_list_open"]
        counts = [int(tokens[at].attrs.get("start", 1) or 1) - 1]
        titles: list[str] = []
        place = at + 1
        row: list[str] | None = None
        line = 0

        def flush() -> None:
            nonlocal row
            if row is not None:
                self._add(line, row)
                row = None

        while counts:
            token = tokens[place]
            if token.type in ("bullet_list_open", "ordered_list_open"):
                flush()
                ordered.append(token.type == "ordered_list_open")
                counts.append(int(token.attrs.get("start", 1) or 1) - 1)
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                ordered.pop()
                counts.pop()
                del titles[max(len(counts) - 1, 0) :]
            elif token.type == "list_item_open":
                flush()
                counts[-1] += 1
                del titles[len(counts) - 1 :]
                digits = [str(n) for n, is_number in zip(counts, ordered, strict=True) if is_number]
                row = [self._module(titles), ".".join(digits) if ordered[-1] else "", "", ""]
                line = (token.map or (0, 0))[0] + 1
                if token.level >= NESTING - 1:
                    self._too_deep(row, token)
            elif token.type == "list_item_close":
                flush()
            elif token.type == "inline" or token.type in ("fence", "code_block", "html_block"):
                text = (
                    _TASK.sub("", token.content.strip("\n"), count=1)
                    if token.type == "inline"
                    else token.content
                )
                if row is None:  # Text of an item behind its own sub-list.
                    row = [self._module(titles), "", "", ""]
                    line = (token.map or (0, 0))[0] + 1
                if not row[2]:
                    first, _newline, rest = text.partition("\n")
                    named = _NAMED.fullmatch(plain(first))
                    if named and any(char.isalpha() for char in named["id"]) and not row[1]:
                        row[1], row[2] = named["id"], named["title"]
                    else:
                        row[2] = first.strip()
                    row[3] = rest
                    if len(titles) < len(counts):
                        titles.append(plain(first))
                else:
                    row[3] = f"{row[3]}\n{text}".strip("\n")
            place += 1
        flush()
        return place

    def _module(self, titles: list[str] | None = None) -> str:
        # The title of the document stands above all of it: it tells nothing of one item.
        path = [title for level, title in self._path]
        deepest = path[1:] if len(path) > 1 and self._path[0][0] == 1 else path
        deepest = [*deepest, *(titles or [])]
        if len(deepest) > _LONGEST_PATH:
            half = _LONGEST_PATH // 2
            deepest = [*deepest[:half], "…", *deepest[-half:]]
        return " / ".join(deepest)

    def _too_deep(self, row: list[str], token: Token) -> None:
        """An item that the parser does not look into: what stands in it, as it is written."""
        start, end = token.map or (0, 0)
        first, *rest = self._lines[start:end] or [""]
        row[2] = _MARKER.sub("", first, count=1).strip()
        row[3] = "\n".join(line.strip() for line in rest).strip()
        self._deep += 1

    def _add(self, line: int, cells: list[str]) -> None:
        row = self._limits.row(line, [cell.strip() if n < 3 else cell for n, cell in enumerate(cells)])
        if row is not None and any(row.cells[1:]):
            self._rows.append(row)

    def table(self, name: str) -> Table:
        """All items below one header, which is ours."""
        self.leave()
        table = Table(name, header=1)
        if self._rows:
            table.rows = [Row(0, LIST_HEADER), *self._rows]
        if self._prose:
            table.told.append(
                ngettext(
                    "{n} paragraph is neither list nor table and is not read.",
                    "{n} paragraphs are neither list nor table and are not read.",
                    self._prose,
                ).format(n=self._prose)
            )
        if self._deep:
            table.told.append(
                ngettext(
                    "{n} item is nested so deep that what is below it stands in its text.",
                    "{n} items are nested so deep that what is below them stands in their text.",
                    self._deep,
                ).format(n=self._deep)
            )
        return table


def _closing(tokens: list[Token], at: int) -> int:
    level = tokens[at].level
    while True:
        at += 1
        if tokens[at].level == level and tokens[at].nesting == -1:
            return at
