"""The Markdown that most sections are made of, read without the parser.

Paragraphs, headings, lists, tasks, quotes, code between fences, tables, rules, pictures, data lines, columns,
HTML. What is read here is read as the parser reads it, many times faster and without loading it; a text with
anything else in it is left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from presales_tui.documents.plan import Check, Code, Item, Items, Paragraph, Quote, Runs
from presales_tui.documents.text.addresses import defines, plain_target, plain_targets
from presales_tui.documents.text.data_line import FindPicture, LinkTargets, Source, data_line
from presales_tui.documents.text.diagrams import is_drawn
from presales_tui.documents.text.joining import SOFT
from presales_tui.documents.text.plain_inline import TAGS, Image, Known, plain_runs

if TYPE_CHECKING:
    from presales_tui.documents.text.column_marks import ColumnReader

_BULLET = re.compile(r"( *)([-*+]|\d{1,6}[.)]) {1,4}(?=\S)")
_HTML = rf"<(?=[A-Za-z/!?])(?!br\b|https?:|/?(?:{TAGS})[\s/>])"
"""How a line begins that is HTML, and no tag or address in a paragraph."""
_NO_TEXT = re.compile(
    rf"[=:>{{|\t]|-(?:[-\s|:]|\Z)|\+(?:[\s-]|\Z)|#{{1,6}}(?:\s|\Z)|\d+[.)](?:\s|\Z)|\*(?:\s|\Z)"
    rf"|(?:[*_] *){{3}}|\[[ xX]\]|```|~~~|{_HTML}"
)
"""How a line does not begin that is text and nothing else."""
_HEADING = re.compile(r"#{1,6} +([^#\s](?:[^#]*[^#\s])?)\Z")
_BREAK = re.compile(r"(?:-{3,}|\*{3,}|_{3,})\Z")
_FENCE = re.compile(r"(`{3,}|~{3,})([^`]*)\Z")
_BEGINS = re.compile(rf"```[^`]*\Z|~~~|#{{1,6}} |>|::|{_HTML}")
"""Lines that end a paragraph and begin something else."""
_COMMENT = r"<!--(?!-?>)[^<>]*(?<!-)-->"
_NAMED = r"(?:title|file(?:name)?|caption)\s*=\s*[\"']([^\"']+)[\"']"
_TASK = re.compile(r"\[([ xX])\] +(?=\S)")


class _NeedsParser(Exception):
    """There is something in the text that only the parser reads."""


class _List(NamedTuple):
    """A list that is open."""

    mark: str
    """`-`, `*`, `+`, or `.` or `)` where it is numbered."""
    inner: int
    """Where the text of its newest item begins."""
    number: int
    """Of its newest item; 0: a bullet."""


def plain_blocks(
    source: str,
    data_lines: Mapping[str, tuple[str, ...]],
    picture: FindPicture,
    notes: Mapping[str, str],
    links: LinkTargets | None = None,
) -> list[Source] | None:
    """The blocks of a text (see `markdown.blocks`); None: it needs the parser."""
    lines = source.split("\n")
    known = Known(notes, links or {})
    if defines(source):
        own = plain_targets(source)
        if own is None:
            return None
        known = Known(notes, own | known.links)
    # To Markdown only blanks and tabs are white space; a line that is empty but for others is text.
    if any(line.strip() != line.strip(" \t") for line in lines):
        return None
    try:
        return _Reader(lines, data_lines, picture, known).read()
    except _NeedsParser:
        return None


class _Reader:
    """Walks the lines of a text."""

    def __init__(
        self,
        lines: Sequence[str],
        data_lines: Mapping[str, tuple[str, ...]],
        picture: FindPicture,
        known: Known,
        *,
        quoted: int = 0,
    ) -> None:
        self._lines = lines
        self._data_lines = data_lines
        self._picture = picture
        self._known = known
        self._quoted = quoted
        """How many quotes stand around the text."""
        self._at = 0
        self._found: list[Source] = []
        self._items: list[Item] = []
        self._open: list[_List] = []
        self._unsaid = False
        """Whether the newest item has no text yet."""
        self._columns: ColumnReader | None = None
        self._blank = True
        """Whether the line before was blank: what follows one then begins anew."""

    def read(self) -> list[Source]:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            self._at += 1
            if not line.strip():
                self._blank = True
            elif (bullet := _BULLET.match(line)) and line[bullet.end() :].strip("*_- "):
                self._item(bullet, line[bullet.end() :])
                self._blank = False
            elif self._open and line[0] == " ":
                self._in_item(line)
            else:
                self._block(line)
        self._end_list()
        return self._columns.finished(self._found) if self._columns else self._found

    def _block(self, line: str) -> None:
        """What is no item of a list, and ends all that is open."""
        if line[0].isspace() or not (self._blank or _BEGINS.match(line)):
            raise _NeedsParser
        self._end_list()
        fresh, self._blank = self._blank, False
        if line.startswith("|"):
            self._table()
        elif fence := _FENCE.match(line.rstrip()):
            self._code(fence[1], fence[2])
        elif heading := _HEADING.match(line.rstrip()):
            self._found.append(Paragraph(self._text(heading[1]), "lead"))
            self._blank = True
        elif line.startswith("{{"):
            found = data_line(line, self._data_lines)
            if found is None:
                raise _NeedsParser
            self._found.append(found)
        elif _BREAK.match(line.rstrip()):
            self._blank = True
        elif line.startswith(">"):
            self._quote()
        elif line.startswith("::"):
            self._column(line)
        elif (plain_target(line) and fresh and not self._quoted) or (
            line.startswith("<") and self._html(line, fresh=fresh)
        ):
            self._blank = True
        else:
            self._say(*self._paragraph(line))

    def _say(self, runs: Runs, images: Iterable[Image]) -> None:
        """A paragraph, and the pictures that stand in it."""
        if runs:
            self._found.append(Quote(runs) if self._quoted else Paragraph(runs))
        self._found += (self._picture(*image) for image in images)

    def _paragraph(self, line: str) -> tuple[Runs, list[Image]]:
        """A line, and those that go on with it up to a blank one or a list."""
        lines = [line]
        for more in self._lines[self._at :]:
            text = more.strip()
            if not text or _BULLET.match(more) or _BEGINS.match(text):
                break
            if _NO_TEXT.match(text):
                raise _NeedsParser
            lines.append(more)
        self._at += len(lines) - 1
        if is_drawn("\n".join(lines)) or _NO_TEXT.match(line.strip()):
            raise _NeedsParser
        text = lines[0].strip()
        for before, more in pairwise(lines):
            # Two blanks at the end of a line are the author's wish.
            text += ("\n" if before.endswith("  ") else SOFT) + more.strip()
        images: list[Image] = []
        return self._runs(text, images), images

    def _quote(self) -> None:
        """Lines behind `>`: what stands there is read like a text of its own."""
        if self._quoted > 8:
            raise _NeedsParser
        lines: list[str] = []
        for line in self._lines[self._at - 1 :]:
            if not line.startswith(">"):
                break
            lines.append(line[2:] if line[1:2] == " " else line[1:])
        self._at += len(lines) - 1
        inside = _Reader(lines, self._data_lines, self._picture, self._known, quoted=self._quoted + 1)
        self._found += inside.read()

    def _column(self, line: str) -> None:
        """A line that divides a slide."""
        from presales_tui.documents.text.column_marks import ColumnReader, column_mark

        found = column_mark(line)
        if found is None or self._quoted:
            raise _NeedsParser
        self._columns = self._columns or ColumnReader()
        self._found = self._columns.mark(found, self._found)
        self._blank = True

    def _html(self, line: str, *, fresh: bool) -> bool:
        """Read HTML that begins with this line, if it is a block of its own."""
        from presales_tui.documents.text.plain_html import html_end

        length = html_end(self._lines[self._at - 1 :], fresh=fresh)
        if not length:
            return False
        source = "\n".join(self._lines[self._at - 1 : self._at - 1 + length])
        self._at += length - 1
        if re.fullmatch(_COMMENT, source.rstrip()):
            return True
        from presales_tui.documents.text.html import pictures_of_html, said_in_html

        for runs in said_in_html(source):
            self._say(runs, ())
        self._say((), (Image(*each) for each in pictures_of_html(source)))
        return True

    def _end_list(self) -> None:
        self._end_items()
        self._open = []

    def _end_items(self) -> None:
        """What follows stands between two items of a list that goes on."""
        if self._items:
            self._found.append(Items(tuple(self._items)))
            self._items = []

    def _item(self, bullet: re.Match[str], text: str) -> None:
        indent, mark = len(bullet[1]), bullet[2][-1]
        number = int(bullet[2][:-1]) if mark in ".)" else 0
        above = [each for each in self._open if each.inner <= indent]
        same = self._open[len(above)] if len(above) < len(self._open) else None
        if same and same.mark == mark:
            number = same.number + 1 if number else 0
        elif mark in ".)" and number != 1 and not (self._blank and number):
            raise _NeedsParser  # it goes on with the line above
        if len(above) > 8 or indent - (above[-1].inner if above else 0) > 3:
            raise _NeedsParser
        if same and same.mark != mark and not above:
            self._end_list()
        self._open = [*above, _List(mark, bullet.end(), number)]
        state: Check = ""
        if task := _TASK.match(text):
            state, text = "open" if task[1] == " " else "done", text[task.end() :]
        runs, images = self._paragraph(text)
        if (state and not runs) or (runs and _TASK.match(runs[0].text)):
            raise _NeedsParser
        self._unsaid = not runs
        self._put(Item(runs, len(above), number, state), images)

    def _put(self, item: Item, images: Sequence[Image]) -> None:
        if item.runs:
            self._items.append(item)
        if images:
            self._end_items()
            self._say((), images)

    def _in_item(self, line: str) -> None:
        """A further paragraph of an item, or code in it."""
        text = line.lstrip(" ")
        indent = len(line) - len(text)
        above = [each for each in self._open if each.inner <= indent]
        fence = _FENCE.match(text.rstrip())
        if not above or indent - above[-1].inner > 3 or not (self._blank or fence) or self._unsaid:
            raise _NeedsParser
        self._open, self._blank = above, False
        if fence:
            self._code(fence[1], fence[2], above[-1].inner, indent)
        else:
            runs, images = self._paragraph(text)
            self._put(Item(runs, len(above) - 1, continued=True), images)

    def _code(self, fence: str, info: str, inner: int = 0, indent: int = 0) -> None:
        """Code below a fence that stands `indent` far in, in an item whose text begins at `inner`."""
        lines = []
        while self._at < len(self._lines):
            line = self._lines[self._at]
            self._at += 1
            if line.strip() and not line.startswith(" " * inner):
                raise _NeedsParser
            line = line[inner:]
            text = line.strip(" \t")
            if text.startswith(fence) and not text.strip(fence[0]) and not line.startswith(("    ", "\t")):
                break
            for _blank in range(inner, indent):
                line = line.removeprefix(" ")
            lines.append(line.expandtabs(4).rstrip())
        else:
            if inner:
                raise _NeedsParser
        while lines and not lines[-1]:
            lines.pop()
        language, caption = fence_words(info.strip())
        if lines:
            if caption:
                raise _NeedsParser
            self._end_items()
            self._found.append(Code(tuple(lines), language))
        self._blank = True

    def _table(self) -> None:
        from presales_tui.documents.text.plain_table import read_table

        images: list[Image] = []
        lines = list(takewhile(str.strip, self._lines[self._at - 1 :]))
        table = read_table(lines, lambda cell: self._runs(cell, images))
        if table is None:
            raise _NeedsParser
        self._at += len(lines) - 1
        if any(map(any, (table.header, *table.rows))):
            self._found.append(table)
        self._say((), images)

    def _text(self, text: str) -> Runs:
        """The runs of a heading."""
        if _NO_TEXT.match(text) or not (runs := self._runs(text, None)):
            raise _NeedsParser
        return runs

    def _runs(self, text: str, images: list[Image] | None) -> Runs:
        runs = plain_runs(text, self._known, images)
        if runs is None or "\t" in text:
            raise _NeedsParser
        return runs


def fence_words(info: str) -> tuple[str, str]:
    """(language, caption) that the line above a block of code says."""
    language, _blank, rest = info.partition(" ")
    if "=" in info and (named := re.search(_NAMED, info, re.IGNORECASE)):
        return language, named[1]
    if not language.isascii():
        return "", info
    return language, rest.strip() if not rest.isascii() else ""
