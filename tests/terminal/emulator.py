"""A small strict terminal: shows what a byte stream would show, and fails on anything unusual.

It knows only sequences that the Linux console, GNU screen, tmux, PuTTY and xterm all know, so a test
that passes says that nothing else is sent.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from wcwidth import wcwidth

_TOKEN = re.compile(
    "\x1b\\[(?P<private>[?>]?)(?P<params>[\\d;]*)(?P<final>[@A-Za-z]|\\$p)"
    "|\x1b(?P<index>[DM])"
    "|\x1b\\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\\\)|(?P<control>[\r\n\b\a])|(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
)
_OFF = {"22": "12", "23": "3", "24": "4", "25": "56", "27": "7", "28": "8", "29": "9", "55": ("53",)}
_SEEN_ON_BLANKS = {"4", "5", "6", "7", "9", "21", "53"}


class Cell(NamedTuple):
    char: str = " "
    attributes: frozenset[str] = frozenset()
    foreground: str = ""
    background: str = ""
    link: str = ""

    def visible(self) -> Cell:
        """What can be seen of it: of a blank, neither weight nor the colour of the text."""
        if self.char != " ":
            return self
        on_blank = self.attributes & _SEEN_ON_BLANKS
        return Cell(" ", on_blank, self.foreground if on_blank else "", self.background, self.link)


class Emulator:
    """A terminal of a size. `bce`: erasing uses the background in use. `widths`: its own idea of some."""

    def __init__(
        self, columns: int, lines: int, bce: bool = True, widths: dict[str, int] | None = None
    ) -> None:
        self.bce = bce
        self.widths = widths or {}
        self.x = self.y = 0
        self.look = Cell()
        self.shows_cursor = True
        self.bytes = 0
        self.resize(columns, lines)

    def resize(self, columns: int, lines: int) -> None:
        """Another size; like many terminals it shows something arbitrary afterwards."""
        self.columns, self.lines = columns, lines
        self.margins = (0, lines)
        self.rows = [[Cell("?")] * columns for _ in range(lines)]
        self.x = self.y = 0

    def picture(self) -> list[list[Cell]]:
        """What can be seen."""
        return [[cell.visible() for cell in row] for row in self.rows]

    def text(self) -> list[str]:
        """The characters of each line."""
        return ["".join(cell.char for cell in row) for row in self.rows]

    def feed(self, data: str) -> None:
        """Obey and show."""
        self.bytes += len(data.encode())
        at = 0
        while at < len(data):
            token = _TOKEN.match(data, at)
            assert token is not None, f"unusual: {data[at : at + 20]!r}"
            at = token.end()
            if token["text"]:
                for char in token["text"]:
                    self._draw(char)
            elif token["final"]:
                self._csi(token["private"], token["params"], token["final"])
            elif token["control"]:
                self._control(token["control"])
            elif token["index"]:
                self.x = min(self.x, self.columns - 1)
                self.y += 1 if token["index"] == "D" else -1
                assert 0 <= self.y < self.lines, "this scrolls"
            elif token["osc"] is not None and token["osc"].startswith("8;"):
                self.look = self.look._replace(link=token["osc"].split(";", 2)[2])

    def _draw(self, char: str) -> None:
        width = self.widths.get(char, wcwidth(char))
        row = self.rows[self.y]
        if width == 0:
            if self.x:
                at = self.x - 1
                while at and not row[at].char:
                    at -= 1
                row[at] = row[at]._replace(char=row[at].char + char)
            return
        assert width > 0, f"not printable: {char!r}"
        x = min(self.x, self.columns - width)  # no automatic wrapping
        for half in (x, x + width):
            if half < self.columns and row[half].char == "":
                other = half - 1 if half == x else half
                row[other] = row[other]._replace(char=" ")
        row[x] = self.look._replace(char=char)
        if width == 2:
            row[x + 1] = self.look._replace(char="")
        self.x = x + width

    def _control(self, control: str) -> None:
        self.x = min(self.x, self.columns - 1)
        if control == "\r":
            self.x = 0
        elif control == "\n":
            # A terminal line discipline sends \r before it.
            self.x = 0
            self.y = min(self.y + 1, self.lines - 1)
        elif control == "\b":
            self.x = max(self.x - 1, 0)

    def _csi(self, private: str, params: str, final: str) -> None:
        if private or final == "$p":
            assert final in ("h", "l", "$p", "u")
            if params == "25":
                self.shows_cursor = final == "h"
            return
        numbers = [int(number) if number else 0 for number in params.split(";")]
        first = numbers[0] or 1
        if final == "m":
            self._sgr(params.split(";"))
            return
        if final == "n":
            assert params == "6"
            return
        self.x = min(self.x, self.columns - 1)
        if final == "H":
            self.y = min(first, self.lines) - 1
            self.x = min(numbers[1] or 1 if len(numbers) > 1 else 1, self.columns) - 1
        elif final in "ABCD":
            self.x = min(max(self.x + first * {"C": 1, "D": -1}.get(final, 0), 0), self.columns - 1)
            self.y = min(max(self.y + first * {"B": 1, "A": -1}.get(final, 0), 0), self.lines - 1)
        elif final == "K":
            assert not numbers[0]
            self._erase(self.y, self.x, self.columns)
        elif final == "X":
            assert self.x + first <= self.columns
            self._erase(self.y, self.x, self.x + first)
        elif final == "J":
            assert numbers in ([0], [2])
            if not numbers[0]:
                self._erase(self.y, self.x, self.columns)
            for y in range(0 if numbers[0] else self.y + 1, self.lines):
                self._erase(y, 0, self.columns)
        elif final in "@P":
            self._slide(first if final == "@" else -first)
        elif final == "r":
            self.margins = (numbers[0] - 1, numbers[1]) if params else (0, self.lines)
            self.x = self.y = 0
        elif final in "LM":
            top, bottom = self.margins
            assert top <= self.y < bottom
            for _ in range(first):
                gone, new = (self.y, bottom - 1) if final == "M" else (bottom - 1, self.y)
                del self.rows[gone]
                self.rows.insert(new, [self._blank()] * self.columns)
            self.x = 0
        else:
            raise AssertionError(f"unusual: CSI {params}{final}")

    def _blank(self) -> Cell:
        return Cell(background=self.look.background if self.bce else "")

    def _slide(self, by: int) -> None:
        """Insert cells at the cursor, or delete them. Terminals disagree on halves and on what comes in."""
        row, x, width = self.rows[self.y], self.x, self.columns
        assert x + abs(by) <= width
        cuts = (x, width - by) if by > 0 else (x, x - by)
        assert all(cut == width or row[cut].char for cut in cuts), "a wide character is cut in half"
        anything = [Cell("?", background="9")] * abs(by)
        row[x:] = anything + row[x : width - by] if by > 0 else row[x - by :] + anything

    def _erase(self, y: int, start: int, stop: int) -> None:
        row = self.rows[y]
        if start and row[start].char == "":
            row[start - 1] = row[start - 1]._replace(char=" ")
        if stop < self.columns and row[stop].char == "":
            row[stop] = row[stop]._replace(char=" ")
        row[start:stop] = [self._blank()] * (stop - start)

    def _sgr(self, codes: list[str]) -> None:
        attributes = set(self.look.attributes)
        foreground, background = self.look.foreground, self.look.background
        at = 0
        while at < len(codes):
            code = codes[at] or "0"
            at += 1
            if code == "0":
                attributes, foreground, background = set(), "", ""
            elif code in _OFF:
                attributes -= set(_OFF[code])
                if code == "24":
                    attributes.discard("21")
            elif code in ("38", "48"):
                length = 2 if codes[at] == "5" else 4
                colour = ";".join([code[1:], *codes[at : at + length]])
                at += length
                if code == "38":
                    foreground = colour
                else:
                    background = colour
            elif len(code) > 1 and code[-2] in "39" and code not in ("39", "53"):
                foreground = code
            elif code == "39":
                foreground = ""
            elif code == "49":
                background = ""
            elif len(code) > 1 and (code[0] == "4" or code.startswith("10")):
                background = code
            else:
                attributes.add(code)
        self.look = self.look._replace(
            attributes=frozenset(attributes), foreground=foreground, background=background
        )
