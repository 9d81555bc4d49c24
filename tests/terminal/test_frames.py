"""The frame diff shows what stock Textual shows, cell by cell, in fewer bytes."""

from __future__ import annotations

import re
from typing import Any

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, set_cell_size
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from presales_tui.terminal.cursor import Cursor
from presales_tui.terminal.frames import Frame
from presales_tui.terminal.looks import Looks
from tests.terminal.emulator import Emulator

WIDTH, HEIGHT = 30, 8
CONSOLE = Console(color_system="256", force_terminal=True, file=None)
STYLES = [
    Style.parse(text)
    for text in (
        "none",
        "bold",
        "dim red",
        "bold dim",
        "underline",
        "reverse",
        "strike italic",
        "red on blue",
        "color(120) on blue",
        "on color(236)",
        "#ffcc00 on color(236)",
        "bright_green",
        "default on default",
        "bold white on color(236)",
    )
] + [Style(color="cyan", link="https://example.org/a"), None]


def strip_of(cells: list[tuple[str, Style | None]], width: int) -> Strip:
    segments = [Segment(text, style) for text, style in cells]
    return Strip(segments).adjust_cell_length(width)


def full(rows: list[Strip]) -> LayoutUpdate:
    return LayoutUpdate([[row] for row in rows], Region(0, 0, rows[0].cell_length, len(rows)))


class Side:
    """The same updates sent both ways, and two terminals that show them."""

    def __init__(
        self, width: int = WIDTH, height: int = HEIGHT, bce: bool = True, edits: bool = True
    ) -> None:
        self.now = 0.0
        self.disturbed = False
        self.frame = Frame(Looks(ColorSystem.EIGHT_BIT, bce), edits=edits, clock=lambda: self.now)
        self.ours = Emulator(width, height, bce)
        self.stock = Emulator(width, height, bce)
        self.pyte: pyte.Screen | None = None
        """A second opinion on what is sent."""

    def disturb(self) -> None:
        """Some seconds later something else has moved the cursor, as a message to all users does."""
        self.now += 5
        self.disturbed = True
        for x, y in ((3, 5), (self.ours.columns - 1, 0)):
            self.ours.x, self.ours.y = x, y
            if self.pyte is not None:
                self.pyte.cursor_position(y + 1, x + 1)

    def show(
        self, update: LayoutUpdate | ChopsUpdate, cursor: tuple[int, int] = (0, 0), shown: bool = False
    ) -> str:
        self.stock.feed(update.render_segments(CONSOLE))
        self.stock.feed(f"\x1b[{cursor[1] + 1};{cursor[0] + 1}H")
        sent = self.frame.paint(update, Cursor(*cursor, shown))
        if not sent and self.disturbed:
            return sent  # nothing to show, nothing to heal
        self.disturbed = False
        self.ours.feed(sent)
        for ours, stock in zip(self.ours.picture(), self.stock.picture(), strict=True):
            assert ours == stock
        assert (self.ours.x, self.ours.y) == cursor
        assert self.ours.shows_cursor == shown
        if self.pyte is not None:
            pyte.Stream(self.pyte).feed(sent)
            drawn = ["".join(cell.char for cell in line) for line in self.ours.rows]
            assert self.pyte.display == drawn
        return sent


words = st.one_of(
    st.text("ab 中文，。“…─│✓é", max_size=8), st.sampled_from([" " * 12, "需求", "", "x", "─" * 10])
)
row = st.lists(st.tuples(words, st.sampled_from(STYLES)), max_size=5)
rows = st.lists(row, min_size=HEIGHT, max_size=HEIGHT)
cursors = st.tuples(st.integers(0, WIDTH - 1), st.integers(0, HEIGHT - 1))
change_of = st.one_of(
    st.tuples(st.just("full"), rows),
    st.tuples(st.just("rows"), st.dictionaries(st.integers(0, HEIGHT - 1), row, max_size=3)),
    st.tuples(st.just("scroll"), st.integers(-4, 4)),
    st.tuples(st.just("part"), st.tuples(st.integers(0, HEIGHT - 1), st.integers(0, 2), row)),
    st.tuples(st.just("forget"), st.none()),
    st.tuples(st.just("disturb"), rows),
)


@given(
    first=rows,
    changes=st.lists(st.tuples(change_of, cursors, st.booleans()), max_size=12),
    bce=st.booleans(),
    edits=st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_any_sequence_of_updates_shows_what_stock_shows(
    first: Any, changes: Any, bce: bool, edits: bool
) -> None:
    side = Side(bce=bce, edits=edits)
    side.pyte = pyte.Screen(WIDTH, HEIGHT)
    now = [strip_of(cells, WIDTH) for cells in first]
    side.show(full(now))
    for (kind, value), cursor, shown in changes:
        if kind == "full":
            now = [strip_of(cells, WIDTH) for cells in value]
        elif kind == "rows":
            for y, cells in value.items():
                now[y] = strip_of(cells, WIDTH)
        elif kind == "scroll":
            now[1:7] = (now[1:7] * 3)[6 + value : 12 + value]
        elif kind == "part":
            # Three widgets beside each other, of which one has changed.
            y, third, cells = value
            cuts = [0, 10, 20, WIDTH]
            parts = list(now[y].divide(cuts[1:]))
            parts[third] = strip_of(cells, 10)
            now[y] = Strip.join(parts)
            chops = [dict.fromkeys(cuts[:-1]) for _ in range(HEIGHT)]
            chops[y] = dict(zip(cuts[:-1], parts, strict=True))
            start = cuts[third]
            side.show(ChopsUpdate(chops, [(y, start, start + 10)], [cuts[1:]] * HEIGHT), cursor, shown)
            continue
        elif kind == "disturb":
            side.disturb()
            now = [strip_of(cells, WIDTH) for cells in value]
        else:
            side.frame.forget()
            side.ours.rows = [[cell._replace(char="#") for cell in line] for line in side.ours.rows]
            side.ours.look = side.ours.look._replace(background="9")
        side.show(full(now), cursor, shown)


FAMILY = "👨\u200d👩\u200d👧"
ZH = "学校希望新的排课系统能够自动识别教师与教室的冲突，并给出“可行”的调整建议……避免反复核对；"
EN = "The campus wants the new timetable to find conflicts by itself and to connect to single sign-on. "
TEXT = Style.parse("white on color(236)")
BAR = Style.parse("cyan on color(238)")


def wrapped(text: str, width: int, height: int) -> list[str]:
    """A text folded as an editor folds it: words stay whole, Chinese breaks anywhere."""
    lines = [""]
    for word in re.findall("[ -~]+? |[ -~]+|.", text):
        if cell_len(lines[-1] + word.rstrip()) > width:
            lines.append("")
        while cell_len(word) > width:
            lines[-1], word = set_cell_size(word, width), word[width:]
            lines.append("")
        lines[-1] += word
    return (lines + [""] * height)[:height]


edit = st.tuples(
    st.floats(0, 1),
    st.sampled_from(["需", "求冲突", "a", " ", "word ", "“", "1，", "👍", "", "", ""]),
    st.integers(0, 5),
)


@given(
    text=st.lists(st.sampled_from([ZH, EN, ZH[:7], EN[:13]]), min_size=1, max_size=4).map("".join),
    edits=st.lists(edit, min_size=1, max_size=10),
    left=st.sampled_from(["", " ", "  │"]),
    right=st.sampled_from(["", " ", "│右", "▇ "]),
    bce=st.booleans(),
)
@settings(max_examples=120, deadline=None)
def test_any_edit_inside_wrapped_paragraphs_shows_what_stock_shows(
    text: str, edits: Any, left: str, right: str, bce: bool
) -> None:
    width, height = 41, 9
    side = Side(width, height, bce)
    side.pyte = pyte.Screen(width, height)
    room = width - cell_len(left) - cell_len(right)
    for at, new, gone in [(0.0, "", 0), *edits]:
        place = round(at * len(text))
        text = text[:place] + new + text[place + gone :]
        caret = place + len(new)
        lines = wrapped(text, room, height)
        strips = []
        for line in lines:
            parts = [(line, TEXT)]
            if 0 <= caret < len(line):
                under = TEXT + Style(reverse=True)
                parts = [(line[:caret], TEXT), (line[caret], under), (line[caret + 1 :], TEXT)]
            caret -= len(line)
            body = Strip([Segment(part, style) for part, style in parts])
            body = body.adjust_cell_length(room, TEXT)
            strips.append(Strip([Segment(left, BAR), *body, Segment(right, BAR)]))
        side.show(full(strips))


def test_a_character_typed_into_a_paragraph_of_chinese_costs_some_bytes_a_row() -> None:
    side = Side(80, 24)
    text = "学校希望新的排课系统能够自动识别教师教室与课程之间的冲突并给出可行的调整建议" * 4
    cost = 0
    for now in (text, text[:3] + "课" + text[3:]):
        lines = wrapped(now, 80, 24)
        cost = len(side.show(full([strip_of([(line, TEXT)], 80) for line in lines]), (8, 0)).encode())
    assert cost <= 60


def text_rows(*lines: str, style: str = "white on color(236)") -> list[Strip]:
    return [strip_of([(line, Style.parse(style))], WIDTH) for line in lines]


def test_nothing_is_sent_for_a_picture_that_is_there_already() -> None:
    side = Side()
    lines = text_rows(*["需求 one"] * HEIGHT)
    assert side.show(full(lines), (3, 3))
    assert side.show(full(lines), (3, 3)) == ""


def test_a_typed_character_costs_itself_and_after_a_pause_a_move() -> None:
    side = Side()
    lines = text_rows(*["abc"] * HEIGHT)
    side.show(full(lines), (3, 2), shown=True)
    for text, cost in (("abcd", "d"), ("abcd ", " "), ("abcd 课", "课"), ("abcd 课x", "x")):
        lines[2] = text_rows(text)[0]
        assert side.show(full(lines), (cell_len(text), 2), shown=True) == cost
    side.disturb()
    lines[2] = text_rows("abcd 课xy")[0]
    assert side.show(full(lines), (9, 2), shown=True) == "\x1b[3;9Hy"


def test_the_cursor_is_shown_and_hidden_when_that_changes_and_while_much_is_drawn() -> None:
    side = Side()
    lines = text_rows(*["abc"] * HEIGHT)
    side.show(full(lines), (3, 2))
    assert side.show(full(lines), (3, 2), shown=True) == "\x1b[?25h"
    assert side.show(full(lines), (3, 2), shown=True) == ""
    sent = side.show(full(text_rows(*["x" * WIDTH] * HEIGHT)), (3, 2), shown=True)
    assert sent.startswith("\x1b[?25l")
    assert sent.endswith("\x1b[?25h")
    assert side.show(full(text_rows(*["y" * WIDTH] * HEIGHT)), (3, 2)).startswith("\x1b[?25l")


def test_changes_close_to_each_other_are_sent_in_one_go() -> None:
    side = Side()
    lines = text_rows(*["abcde"] * HEIGHT)
    side.show(full(lines))
    lines[2] = text_rows("XbcdY")[0]
    assert side.show(full(lines), (5, 2)) == "\x1b[3HXbcdY"


def test_the_cursor_is_right_after_something_was_written_in_the_last_column() -> None:
    side = Side()
    lines = text_rows(*["a" * WIDTH] * HEIGHT)
    side.show(full(lines))
    lines[2] = text_rows("a" * (WIDTH - 1) + "X")[0]
    side.show(full(lines), (WIDTH - 3, 2))
    lines[2] = text_rows("a" * (WIDTH - 1) + "Y")[0]
    side.show(full(lines), (WIDTH - 1, 1))


def test_a_part_of_an_unknown_screen_asks_for_the_whole() -> None:
    side = Side()
    part = ChopsUpdate([{0: Strip.blank(WIDTH)}] * HEIGHT, [(0, 0, 4)], [[WIDTH]] * HEIGHT)
    assert side.frame.needs_full(part)
    side.show(full(text_rows(*["a"] * HEIGHT)))
    assert not side.frame.needs_full(part)
    side.frame.forget()
    assert side.frame.needs_full(part)


@pytest.mark.parametrize("by", [1, -1, 2, -3])
def test_a_list_that_scrolls_is_moved_by_the_terminal(by: int) -> None:
    width, height = 80, 24
    side = Side(width, height)
    items = [
        f"{n:03d} 需求编号与说明文字各不相同 {n * 7919 % 1000003:07d} " + chr(0x4E00 + n) * 20
        for n in range(60)
    ]
    style = Style.parse("white on color(236)")

    def picture(top: int) -> list[Strip]:
        shown = ["标题", *items[top : top + 22], "status"]
        return [strip_of([(line, style)], width) for line in shown]

    side.show(full(picture(20)))
    sent = side.show(full(picture(20 + by)))
    assert len(sent.encode()) < 160 * abs(by) + 60
    assert "r\x1b[" in sent or "M" in sent or "L" in sent


def test_colours_are_kept_from_frame_to_frame_and_blanks_do_not_change_them() -> None:
    side = Side()
    side.show(full(text_rows(*["abc"] * HEIGHT)))
    lines = text_rows(*["abc d"] * HEIGHT)
    assert side.show(full(lines)).count("\x1b[0") == 0


def test_control_characters_never_reach_the_terminal() -> None:
    side = Side()
    lines = text_rows(*["plain"] * HEIGHT)
    side.show(full(lines))
    style = Style.parse("white on color(236)")
    lines[0] = Strip([Segment("a\x1b]0;title\x07\x9b31mb\x08", style)], WIDTH)
    sent = side.frame.paint(full(lines), Cursor(0, 0))
    assert "\x08" not in sent
    assert "\x1b]" not in sent
    assert "\x07" not in sent
    assert "\x9b" not in sent


@pytest.mark.parametrize("cluster", [FAMILY, "✅", "❤\ufe0f", "👍🏽", "😀", "1\ufe0f\u20e3"])
@pytest.mark.parametrize("emoji", [1, 2])
def test_what_follows_an_emoji_stands_in_its_column_however_wide_the_terminal_draws_it(
    cluster: str, emoji: int
) -> None:
    side = Side()
    widths = dict.fromkeys(set(cluster) - set("1\u200d\ufe0f\u20e3"), emoji)
    terminal = Emulator(WIDTH, HEIGHT, widths=widths)
    width = cell_len(cluster)
    # It appears with its line, in a line that stays, and when what follows it changes.
    for before, mark in ((cluster, "|"), ("x" * width, "|"), (cluster, "|"), (cluster, "!")):
        lines = text_rows(*[f"ab {before}end of it {mark}"] * HEIGHT)
        terminal.feed(side.frame.paint(full(lines), Cursor(0, 0)))
        for line in terminal.rows:
            text = "".join(cell.char[:1] or "_" for cell in line)
            assert text.index("end of it " + mark) == len("ab ") + width
            assert "x" not in text[: 3 + width] or before[0] == "x"


def test_a_terminal_with_wide_quotation_marks_gets_every_later_change_in_place() -> None:
    terminal = Emulator(WIDTH, HEIGHT, widths={"“": 2, "”": 2, "…": 2})
    side = Side()
    terminal.feed(side.frame.paint(full(text_rows(*["xay z"] * HEIGHT)), Cursor(0, 0)))
    terminal.feed(side.frame.paint(full(text_rows(*["“b” z       end"] * HEIGHT)), Cursor(0, 0)))
    assert all(line[12].char == "e" for line in terminal.rows)


def test_what_stays_at_the_end_of_rows_that_become_shorter_is_still_there() -> None:
    side = Side(60, 20)
    for words in ("需求与说明 one two three four", "x"):
        rows = [
            strip_of([(f"{words} {n}".ljust(50 - words.count("需") * 5), TEXT), ("▎", BAR)], 60)
            for n in range(20)
        ]
        side.show(full(rows))
