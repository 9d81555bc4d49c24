"""The Markdown that most sections are made of, read without the parser.

Paragraphs, headings, lists, tasks, quotes, code between fences, tables, rules, pictures, data lines. What is
read here is read as the parser reads it, many times faster and without loading it; a text with anything
else in it is left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from presales_tui.documents.plan import Align, Check, Code, Item, Items, Paragraph, Quote, Runs, Table
from presales_tui.documents.scripts import EAST_ASIAN
from presales_tui.documents.text.data_line import FindPicture, Source, data_line
from presales_tui.documents.text.diagrams import is_drawn
from presales_tui.documents.text.plain_inline import SPECIAL, WEB, plain_runs

_BULLET = re.compile(r"( *)([-*+]|\d{1,6}\.) (?=[^\s])")
_NO_TEXT = re.compile(r"[-+=:>#{|\t]|\d+[.)](?:\s|\Z)|[*_] |\[[ xX]\]|```|~~~")
"""How a line does not begin that is text and nothing else."""
_HEADING = re.compile(r"#{1,6} +([^#\s](?:[^#]*[^#\s])?)\Z")
_BREAK = re.compile(r"(?:-{3,}|\*{3,}|_{3,})\Z")
_FENCE = re.compile(r"```([\w+.-]*)\Z")
_BEGINS = re.compile(r"```[\w+.-]*[ ]*\Z|#{1,6} |>")
"""Lines that end a paragraph and begin something else."""
_COMMENT = re.compile(r"<!--(?!-?>)[^<>]*(?<!-)-->\Z")
_RULE = re.compile(r"\|(?: *:?-+:? *\|)+\Z")
"""The line below the head of a table."""
_PICTURE = re.compile(rf"!\[([^*_`~\[\]<&\\!|]*)\]\(({WEB}|[\w.-][\w./-]*|/[\w.-][\w./-]*)\)\Z")
_TASK = re.compile(r"\[([ xX])\] +(?=\S)")


class _NeedsParser(Exception):
    """There is something in the text that only the parser reads."""


class _List(NamedTuple):
    """A list that is open."""

    mark: str
    """`-`, `*`, `+`, or `.` where it is numbered."""
    inner: int
    """Where the text of its newest item begins."""
    number: int
    """Of its newest item; 0: a bullet."""


def plain_blocks(
    source: str, data_lines: Mapping[str, tuple[str, ...]], picture: FindPicture, notes: Mapping[str, str]
) -> list[Source] | None:
    """The blocks of a text (see `markdown.blocks`); None: it needs the parser."""
    lines = source.split("\n")
    # To Markdown only blanks and tabs are white space; a line that is empty but for others is text.
    if any(line.strip() != line.strip(" \t") for line in lines):
        return None
    try:
        return _Reader(lines, data_lines, picture, notes).read()
    except _NeedsParser:
        return None


class _Reader:
    """Walks the lines of a text."""

    def __init__(
        self,
        lines: list[str],
        data_lines: Mapping[str, tuple[str, ...]],
        picture: FindPicture,
        notes: Mapping[str, str],
    ) -> None:
        self._lines = lines
        self._data_lines = data_lines
        self._picture = picture
        self._notes = notes
        self._at = 0
        self._found: list[Source] = []
        self._items: list[Item] = []
        self._open: list[_List] = []
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
            else:
                self._block(line)
        self._end_list()
        return self._found

    def _block(self, line: str) -> None:
        """What is no item of a list, and ends all that is open."""
        if self._open and (fence := _FENCE.match(line.strip())):
            self._code_of_item(line, fence[1])
            return
        if line[0].isspace() or not (self._blank or _BEGINS.match(line)):
            raise _NeedsParser
        self._end_list()
        self._blank = False
        if line.startswith("|"):
            self._table(line.rstrip())
        elif fence := _FENCE.match(line.rstrip()):
            self._code(fence[1])
        elif heading := _HEADING.match(line.rstrip()):
            self._found.append(Paragraph(self._text(heading[1]), "lead"))
            self._blank = True
        elif line.startswith("{{"):
            found = data_line(line, self._data_lines)
            if found is None:
                raise _NeedsParser
            self._found.append(found)
        elif _BREAK.match(line.rstrip()) or _COMMENT.match(line.rstrip()):
            self._blank = True
        elif line.startswith(">"):
            self._quote()
        elif line.startswith("!["):
            self._image(line.rstrip())
        else:
            self._paragraph(line)

    def _paragraph(self, line: str) -> None:
        """A line, and those that go on with it up to a blank one or a list."""
        lines = [line]
        for more in self._lines[self._at :]:
            if not more.strip() or _BULLET.match(more) or _BEGINS.match(more):
                break
            if more[0].isspace():
                raise _NeedsParser
            lines.append(more)
        self._at += len(lines) - 1
        self._found.append(Paragraph(self._joined(lines)))

    def _quote(self) -> None:
        """Lines behind `>`; an empty one divides two paragraphs."""
        lines: list[str] = []
        for line in self._lines[self._at - 1 :]:
            if not line.startswith(">"):
                break
            if line[1:2] not in ("", " ") or line[2:3].isspace() or _BULLET.match(line[2:]):
                raise _NeedsParser
            lines.append(line[2:])
        self._at += len(lines) - 1
        while lines:
            end = next((n for n, line in enumerate(lines) if not line), len(lines))
            if end:
                self._found.append(Quote(self._joined(lines[:end])))
            del lines[: end + 1]

    def _image(self, line: str) -> None:
        """A picture that stands alone."""
        found = _PICTURE.match(line)
        after = self._lines[self._at] if self._at < len(self._lines) else ""
        if found is None or after.strip():
            raise _NeedsParser
        label, address = found.groups()
        if not address.isascii():
            from urllib.parse import quote

            address = quote(address)
        self._found.append(self._picture(address, label))

    def _end_list(self) -> None:
        if self._items:
            self._found.append(Items(tuple(self._items)))
            self._items = []
        self._open = []

    def _item(self, bullet: re.Match[str], text: str) -> None:
        indent, mark = len(bullet[1]), bullet[2][-1]
        number = int(bullet[2][:-1]) if mark == "." else 0
        inner = bullet.end()
        above = [each for each in self._open if each.inner <= indent]
        same = self._open[len(above)] if len(above) < len(self._open) else None
        if same and same.mark == mark:
            number = same.number + 1 if number else 0
        elif mark == "." and number != 1 and not (self._blank and number):
            raise _NeedsParser  # it goes on with the line above
        if len(above) > 8 or indent - (above[-1].inner if above else 0) > 3:
            raise _NeedsParser
        if same and same.mark != mark and not above:
            self._end_list()
        self._open = [*above, _List(mark, inner, number)]
        state: Check = ""
        if task := _TASK.match(text):
            state, text = "open" if task[1] == " " else "done", text[task.end() :].rstrip()
        self._items.append(Item(self._runs(text) if state else self._text(text), len(above), number, state))

    def _code_of_item(self, fence: str, language: str) -> None:
        """Code that stands in a list, which goes on after it."""
        inner = self._open[-1].inner
        if not fence.startswith(" " * inner + "`"):
            raise _NeedsParser
        if self._items:
            self._found.append(Items(tuple(self._items)))
            self._items = []
        self._code(language, " " * inner)

    def _code(self, language: str, indent: str = "") -> None:
        lines = []
        while self._at < len(self._lines):
            line = self._lines[self._at]
            self._at += 1
            if line.strip() and not line.startswith(indent):
                raise _NeedsParser
            line = line[len(indent) :]
            if line.rstrip() == "```":
                break
            if line.lstrip().startswith("```"):
                raise _NeedsParser
            lines.append(line.expandtabs(4).rstrip())
        else:
            raise _NeedsParser
        while lines and not lines[-1]:
            lines.pop()
        if lines:
            self._found.append(Code(tuple(lines), language))
        self._blank = True

    def _table(self, head: str) -> None:
        rule = self._lines[self._at].rstrip() if self._at < len(self._lines) else ""
        header = self._cells(head)
        if not _RULE.match(rule) or rule.count("|") != len(header) + 1:
            raise _NeedsParser
        align = [_align(cell.strip()) for cell in rule.strip("|").split("|")]
        rows = []
        for line in self._lines[self._at + 1 :]:
            if not line.strip():
                break
            rows.append(self._cells(line.rstrip()))
        self._at += 1 + len(rows)
        # Cells beyond those of the head are no less typed.
        filled = (n for row in rows for n, cell in enumerate(row, 1) if cell)
        width = max((len(header), *filled))
        header, *rows = ((*row, *((),) * (width - len(row)))[:width] for row in (header, *rows))
        align += ["left"] * (width - len(align))
        if any(map(any, (header, *rows))):
            self._found.append(Table(header, tuple(rows), tuple(align)))

    def _cells(self, line: str) -> tuple[Runs, ...]:
        if len(line) < 2 or line[0] != "|" or line[-1] != "|":
            raise _NeedsParser
        return tuple(self._runs(cell.strip()) if cell.strip() else () for cell in line[1:-1].split("|"))

    def _joined(self, lines: list[str]) -> Runs:
        """The lines of a paragraph as one."""
        text = lines[0]
        for before, line in pairwise(lines):
            if _NO_TEXT.match(line):
                raise _NeedsParser
            text = _glued(text.rstrip(), "\n" if before.endswith("  ") else "", line)
        if is_drawn("\n".join(lines)):
            raise _NeedsParser
        return self._text(text)

    def _text(self, text: str) -> Runs:
        """The runs of a paragraph."""
        text = text.strip()
        if not text or _NO_TEXT.match(text):
            raise _NeedsParser
        return self._runs(text)

    def _runs(self, text: str) -> Runs:
        runs = plain_runs(text, self._notes)
        if runs is None or "\t" in text:
            raise _NeedsParser
        return runs


def _align(rule: str) -> Align:
    if rule.endswith(":"):
        return "center" if rule.startswith(":") else "right"
    return "left"


def _glued(text: str, gap: str, more: str) -> str:
    """Two lines of a paragraph as one: without a gap by a blank, between Chinese characters by nothing."""
    before, after = text[-1], more[0]
    if SPECIAL.match(before) or SPECIAL.match(after) or (before == ")" and "](" in text):
        raise _NeedsParser
    if gap or (before in EAST_ASIAN and after in EAST_ASIAN):
        if text.count("`") % 2 or (gap and text.count("[") != text.count("]")):
            raise _NeedsParser
        return text + gap + more
    return f"{text} {more}"
