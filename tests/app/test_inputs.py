"""Where something is typed: rows filled to the edge, and the cursor behind a full one."""

from __future__ import annotations

import pytest
from textual import events
from textual.app import App, ComposeResult

from presales_tui.widgets.inputs import LineInput, QueryLine, TextBox


class Page(App[None]):
    """A box over the whole screen."""

    def compose(self) -> ComposeResult:
        yield TextBox("校" * 20)


async def test_a_row_is_filled_and_the_cursor_behind_it_stands_on_the_last_character() -> None:
    async with Page().run_test(size=(40, 6)) as pilot:
        box = pilot.app.query_one(TextBox)
        box.focus()
        box.move_cursor(box.document.end)
        await pilot.pause()
        assert box.wrapped_document.height == 1
        *_rest, last = box.render_line(0)
        assert (last.text, bool(last.style and last.style.reverse)) == ("校", True)
        await pilot.press("a")
        assert box.place == (2, 2)
        assert not any(part.style and part.style.reverse for part in box.render_line(0))


class Lines(App[None]):
    """Both kinds of one line."""

    def compose(self) -> ComposeResult:
        yield LineInput()
        yield QueryLine()


@pytest.mark.parametrize(
    ("pasted", "becomes"),
    [
        ("one\r\n  two\t三\n\nfour\n", "one two 三 four"),
        (" kept as it is ", " kept as it is "),
        ("\x1b[31mred\x07 \udcff", "␛[31mred␇ \ufffd"),
        ("\n", ""),
    ],
)
async def test_pasted_lines_become_one_and_nothing_of_them_is_left_out(pasted: str, becomes: str) -> None:
    async with Lines().run_test() as pilot:
        line = pilot.app.query_one(LineInput)
        line.post_message(events.Paste(pasted))
        await pilot.pause()
        assert line.value == becomes


async def test_a_pasted_megabyte_is_kept_but_not_searched_for() -> None:
    async with Lines().run_test() as pilot:
        for line in pilot.app.query(LineInput):
            line.post_message(events.Paste("长" * 300_000))
        await pilot.pause()
        assert [len(line.value) for line in pilot.app.query(LineInput)] == [300_000, 500]
