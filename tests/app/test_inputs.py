"""Where something is typed: rows filled to the edge, and the cursor behind a full one."""

from __future__ import annotations

from textual.app import App, ComposeResult

from presales_tui.widgets.inputs import TextBox


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
