"""Any Markdown to blocks, by the parser.

Images stand as blocks after the paragraph that they are in; a block inside a list ends the list and
the list goes on after it. Lines drawn with characters stay lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from presales_tui.documents.plan import (
    Align,
    Code,
    Item,
    Items,
    Paragraph,
    Picture,
    Quote,
    Run,
    Runs,
    Table,
    plain,
)
from presales_tui.documents.text.column_marks import ColumnReader
from presales_tui.documents.text.data_line import FindPicture, LinkTargets, Source
from presales_tui.documents.text.diagrams import is_drawn
from presales_tui.documents.text.grammar import parser
from presales_tui.documents.text.inline import inline, lines_of
from presales_tui.documents.text.plain import fence_words

if TYPE_CHECKING:
    from markdown_it.token import Token

_TASK = re.compile(r"\[([ xX])\]\s+")


def parsed(
    source: str,
    data_lines: Mapping[str, tuple[str, ...]],
    picture: FindPicture,
    links: LinkTargets,
    notes: Mapping[str, str],
) -> list[Source]:
    """The blocks of a text (see `markdown.blocks`). RecursionError if it is nested too deep."""
    tokens = parser().parse(source, {"data_lines": data_lines, "references": dict(links)})
    if "|" in source:
        from presales_tui.documents.text.wide_tables import widened

        if (wide := widened(source, tokens)) != source:
            tokens = parser().parse(wide, {"data_lines": data_lines, "references": dict(links)})
    return _Reader(tokens, picture, notes).read()


def add_targets(text: str, found: LinkTargets) -> None:
    """Add the targets of reference links that a text defines."""
    with suppress(RecursionError):
        parser().parse(text, {"data_lines": {}, "references": found})


class _Reader:
    """Walks the tokens of one text. Lists are flattened on the way."""

    def __init__(self, tokens: list[Token], picture: FindPicture, notes: Mapping[str, str]) -> None:
        self._tokens = tokens
        self._picture = picture
        self._notes = notes
        self._found: list[Source] = []
        self._columns = ColumnReader()
        self._items: list[Item] = []
        self._lists: list[int] = []
        """Of every open list the number of its next item; 0: bullets."""
        self._marker: int | None = None
        """Number of the item just begun (0: a bullet); None: its first paragraph has been read."""
        self._quotes = 0

    def read(self) -> list[Source]:
        at = 0
        while at < len(self._tokens):
            at = self._take(at)
        self._end_list()
        return self._columns.finished(self._found)

    def _take(self, at: int) -> int:
        """Read the token at `at`; where to go on."""
        token = self._tokens[at]
        match token.type:
            case "bullet_list_open":
                self._lists.append(0)
            case "ordered_list_open":
                self._lists.append(int(token.attrGet("start") or 1) or 1)
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
                self._marker = None
                if not self._lists:
                    self._end_list()
            case "list_item_open":
                self._marker = self._lists[-1]
                if self._lists[-1]:
                    self._lists[-1] += 1
            case "blockquote_open":
                self._quotes += 1
            case "blockquote_close":
                self._quotes -= 1
            case "inline":
                self._paragraph(token, heading=self._tokens[at - 1].type == "heading_open")
            case "fence" | "code_block":
                self._code(token)
            case "html_block":
                from presales_tui.documents.text.html import pictures_of_html, said_in_html

                for runs in said_in_html(token.content):
                    self._text(runs, heading=False)
                for address, label in pictures_of_html(token.content):
                    self._add(self._picture(address, label))
            case "table_open":
                return self._table(at)
            case "data_line":
                self._add(token.meta["found"])
            case "column_mark":
                self._end_list()
                self._found = self._columns.mark(token.meta["found"], self._found)
            case _:
                pass
        return at + 1

    def _add(self, block: Source) -> None:
        self._end_list()
        self._found.append(block)

    def _end_list(self) -> None:
        if self._items:
            self._found.append(Items(tuple(self._items)))
            self._items = []

    def _paragraph(self, token: Token, *, heading: bool) -> None:
        runs, pictures = inline(token, self._picture, self._notes)
        if not heading and is_drawn(token.content):
            self._add(Code(lines_of(token)))
        elif runs:
            self._text(runs, heading=heading)
        for picture in pictures:
            self._add(picture)

    def _text(self, runs: Runs, *, heading: bool) -> None:
        if heading:
            self._add(Paragraph(runs, "lead"))
        elif self._lists:
            self._item(runs)
        elif self._quotes:
            self._add(Quote(runs))
        else:
            self._add(Paragraph(runs))

    def _item(self, runs: Runs) -> None:
        level = min(len(self._lists) - 1, 8)
        if self._marker is None:
            self._items.append(Item(runs, level, continued=True))
            return
        task = _TASK.match(runs[0].text)
        if task and len(plain(runs)) > task.end():
            first = runs[0]
            rest = first.text[task.end() :]
            runs = (
                *(
                    (Run(rest, first.bold, first.italic, first.strike, first.code, first.link),)
                    if rest
                    else ()
                ),
                *runs[1:],
            )
            self._items.append(Item(runs, level, self._marker, "open" if task[1] == " " else "done"))
        else:
            self._items.append(Item(runs, level, self._marker))
        self._marker = None

    def _code(self, token: Token) -> None:
        lines = token.content.expandtabs(4).rstrip().split("\n")
        if any(lines):
            language, caption = fence_words(token.info.strip())
            if caption:
                self._text((Run(caption),), heading=False)
            self._add(Code(tuple(line.rstrip() for line in lines), language))

    def _table(self, at: int) -> int:
        rows: list[list[Runs]] = []
        align: list[Align] = []
        pictures: list[Picture] = []
        while (token := self._tokens[at]).type != "table_close":
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open") and len(rows) == 1:
                style = str(token.attrGet("style") or "")
                align.append("right" if "right" in style else "center" if "center" in style else "left")
            elif token.type == "inline":
                runs, more = inline(token, self._picture, self._notes)
                rows[-1].append(runs)
                pictures += more
            at += 1
        header, *body = (tuple(row) for row in rows)
        if any(map(any, rows)):
            self._add(Table(header, tuple(body), tuple(align)))
        for picture in pictures:
            self._add(picture)
        return at + 1
