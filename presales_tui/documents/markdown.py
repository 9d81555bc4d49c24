"""Markdown to blocks. Nothing that is written is lost but comments, scripts, rules and front matter.

Images stand as blocks after the paragraph that they are in; a block inside a list ends the list and
the list goes on after it. Lines drawn with characters stay lines.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from presales_tui.documents.column_marks import ColumnReader, column_mark
from presales_tui.documents.data_line import DataLine, Source
from presales_tui.documents.diagrams import is_drawn
from presales_tui.documents.footnotes import collected, marks, named, taken_apart
from presales_tui.documents.inline import FindPicture, inline, lines_of
from presales_tui.documents.plain_markdown import plain_blocks
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
from presales_tui.model.text import clean

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_FRONT = re.compile(r"\A---[ \t]*\n(?=[\w.-]+[ \t]*:)(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_DATA_LINE = re.compile(r"\{\{\s*(\w+)((?:\s+\w+=(?:\"[^\"]*\"|[^\s\"{}]+))*)\s*\}\}\s*\Z")
_OPTION = re.compile(r"(\w+)=(?:\"([^\"]*)\"|(\S+))")
_TASK = re.compile(r"\[([ xX])\]\s+")
_TARGET = re.compile(r"^ {0,3}\[[^\]\n]+\]:", re.MULTILINE)


LinkTargets = dict[str, dict[str, str]]
"""Label of a reference link to what markdown-it knows about it."""


def no_picture(address: str, label: str) -> Picture:
    """The marked place of a picture that is not looked for."""
    return Picture("", label or address)


def blocks(
    text: str,
    data_lines: Mapping[str, tuple[str, ...]] | None = None,
    picture: FindPicture = no_picture,
    links: LinkTargets | None = None,
    footnotes: Mapping[str, str] | None = None,
) -> list[Source]:
    """The blocks of a Markdown text.

    `data_lines` are the names that `{{name}}` may have, each with the options that it takes; any other
    such line stays text. `links` are targets of reference links, `footnotes` what footnotes say, that are
    defined elsewhere; what the footnotes of this text say stands at its end in small print.
    """
    source = _FRONT.sub("", clean(text))
    if not source.strip():
        return []
    if (plainly := plain_blocks(source)) is not None:
        return [*plainly]
    known = collected([source]) if footnotes is None else footnotes
    source = taken_apart(source, known)[0]
    numbers = marks(named(source), known) if known else {}
    try:
        tokens = _parser().parse(source, {"data_lines": data_lines or {}, "references": dict(links or {})})
    except RecursionError:
        return [Paragraph((Run(line.strip()),)) for line in source.split("\n") if line.strip()]
    found = _Reader(tokens, picture, numbers).read()
    for name, mark in numbers.items():
        found += _footnote(mark, blocks(known[name], None, picture, links, {}))
    return found


def _footnote(mark: str, said: list[Source]) -> Iterator[Source]:
    """What a footnote says: its first paragraph behind its number, the rest as it is."""
    runs: Runs = ()
    if said and isinstance(first := said[0], Paragraph):
        runs = first.runs
        del said[0]
    yield Paragraph((Run(f"{mark} "), *runs), "small")
    yield from (each._replace(style="small") if isinstance(each, Paragraph) else each for each in said)


def link_targets(texts: Iterable[str]) -> LinkTargets:
    """The targets that lines such as `[label]: address` define, in any of the texts."""
    found: LinkTargets = {}
    for text in texts:
        if _TARGET.search(text):
            env: dict[str, Any] = {"data_lines": {}, "references": found}
            with contextlib.suppress(RecursionError):
                _parser().parse(clean(text), env)
    return {label: target for label, target in found.items() if not label.startswith("^")}


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # The preset's limit of 20 levels drops the rest of a text after a deep list without a word.
    parser = MarkdownIt("commonmark", {"maxNesting": 1000}).enable(["table", "strikethrough"])
    parser.block.ruler.before("paragraph", "data_line", _data_line_rule, {"alt": ["paragraph"]})
    ends = ["paragraph", "reference", "blockquote", "list"]
    parser.block.ruler.before("paragraph", "column_mark", _column_mark_rule, {"alt": ends})
    return parser


def _data_line_rule(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A line that holds a known `{{name}}` and nothing else."""
    if state.is_code_block(line):
        return False
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
    found = _DATA_LINE.match(text)
    known: Mapping[str, tuple[str, ...]] = state.env["data_lines"]
    if found is None or found[1] not in known:
        return False
    options = tuple((m[1], m[2] if m[2] is not None else m[3]) for m in _OPTION.finditer(found[2]))
    if any(name not in known[found[1]] for name, _ in options):
        return False
    if not silent:
        token = state.push("data_line", "", 0)
        token.meta = {"line": DataLine(found[1], options, text.strip())}
        state.line = line + 1
    return True


def _column_mark_rule(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A line that divides a slide (see `column_marks`)."""
    if state.is_code_block(line):
        return False
    mark = column_mark(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]])
    if mark is None:
        return False
    if not silent:
        token = state.push("column_mark", "", 0)
        token.meta = {"mark": mark}
        state.line = line + 1
    return True


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
                from presales_tui.documents.html_text import text_of_html

                for line in text_of_html(token.content).split("\n"):
                    if line.strip():
                        self._text((Run(line.strip()),), heading=False)
            case "table_open":
                return self._table(at)
            case "data_line":
                self._add(token.meta["line"])
            case "column_mark":
                self._end_list()
                self._found = self._columns.mark(token.meta["mark"], self._found)
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
        lines = token.content.expandtabs(4).rstrip("\n").split("\n")
        if any(line.strip() for line in lines):
            language = token.info.split()[0] if token.info.strip() else ""
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
