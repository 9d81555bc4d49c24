"""The app side of being at home in SSH: a base class for a Textual app."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from rich.color import ColorSystem
from textual import constants, events, on
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.driver import Driver

from presales_tui.locale import _
from presales_tui.model.errors import TerminalProblem
from presales_tui.terminal.cursor import cursor_of
from presales_tui.terminal.driver import TerminalDriver
from presales_tui.terminal.environment import edits, erases_with_colour, palette, wake_collector
from presales_tui.terminal.frames import Frame, size_of
from presales_tui.terminal.looks import Looks

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.screen import Screen
    from textual.timer import Timer

    from presales_tui.terminal.guard import Guard
    from presales_tui.terminal.untold import Untold

_TORN = 200
"""Bytes from which on a picture may arrive in two parts, which is worth holding back the first."""


class AtHome(App[None]):
    """An app that sends little, survives its terminal and never shows what the client said in a crash.

    Use it in place of `App` and start it with `session.run`: `run(MyApp())`. The keyword `frames`
    (default: not PRESALES_FRAMES=stock) turns the frame diff off where something must be compared.
    """

    def __init__(self, *args: Any, frames: bool | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if frames is None:
            frames = os.environ.get("PRESALES_FRAMES", "") != "stock"
        # Told to do without colours, Textual makes the terminal's own ones black on black.
        bare = palette(os.environ) == "none"
        colours = None if bare else self.console._color_system or ColorSystem.TRUECOLOR
        looks = Looks(colours, erases_with_colour(os.environ))
        self._frame = Frame(looks, edits=edits(os.environ)) if frames else None
        self._guard: Guard | None = None
        self._untold: Untold | None = None
        """Takes down what fails where nobody waits for it."""
        self._saved_on_loss: list[Callable[[], object]] = []
        self._rescue: Callable[[], object] | None = None
        """What takes over the text that an editor has."""
        self._loss = RLock()
        """Held while what is lost with the terminal is saved."""
        self._after_picture: list[Callable[[], object]] = []
        self._overdue: Timer | None = None
        """Runs while a picture is put off."""

    def get_driver_class(self) -> type[Driver]:
        """Our driver, unless TEXTUAL_DRIVER asks for another."""
        return super().get_driver_class() if constants.DRIVER else TerminalDriver

    @property
    def shows_cursor(self) -> bool:
        """Whether the terminal shows its own cursor where text is typed (see `cursor`)."""
        return self._frame is not None and isinstance(self._driver, TerminalDriver)

    @on(events.Load)
    def _hear_tasks(self) -> None:
        if self._untold is not None:
            self._untold.listen_to(asyncio.get_running_loop())

    # Losing the terminal

    def on_loss(self, callback: Callable[[], object]) -> None:
        """Register what must be saved when the terminal is lost or the app crashes.

        `callback` is called from another thread than the app's, at once, whatever the app is doing;
        it must not touch widgets. The process ends 2.5 seconds later at the latest.
        """
        self._saved_on_loss.append(callback)

    def save_on_loss(self) -> None:
        """Call what `on_loss` registered, and end a program that has the terminal.

        What an editor had saved is taken over, and the callbacks are called once more.
        """
        self._call_saved()
        from presales_tui.terminal.programs import end_running

        with self._loss:
            if end_running() and self._rescue is not None:
                with suppress(Exception):
                    self._rescue()
                self._call_saved()

    def _call_saved(self) -> None:
        for callback in self._saved_on_loss:
            with suppress(Exception):  # there is nobody left to tell, and the next one must run
                callback()

    @on(TerminalDriver.Gone)
    def _end_without_terminal(self) -> None:
        if self._guard is not None:
            self._guard.lost()
        else:
            self.save_on_loss()
            self.exit()

    # Painting

    def after_picture(self, callback: Callable[[], object]) -> None:
        """Call something once the next picture is on the screen: what takes long and can wait for it."""
        self._after_picture.append(callback)

    def _pictured(self) -> None:
        waiting, self._after_picture = self._after_picture, []
        for callback in waiting:
            self.call_later(callback)

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        super()._load_screen_css(screen)
        if screen._css_update_count < 0:
            # It is new: its style sheets have just been read. Textual would read all there are again.
            self.stylesheet.update(self)
            screen._css_update_count = self._css_update_count

    def action_repaint(self) -> None:
        """Paint the whole screen afresh, whatever the terminal shows."""
        if self._frame is not None:
            self._frame.forget()
        self._paint_newest()

    @on(TerminalDriver.Room)
    def _paint_newest(self) -> None:
        if self._overdue is not None:
            self._overdue.stop()
            self._overdue = None
        if self._screen_stack:
            self.screen.refresh()

    def _paint_overdue(self) -> None:
        """There should be room by now, or nothing has told of it and nothing may ever."""
        self._overdue = None
        self._paint_newest()

    async def _on_resize(self, event: events.Resize) -> None:
        # Terminals reflow, cut or keep what they showed, also if the size soon is what it was. With
        # another size the new layout is painted in any case.
        # The driver reports a size whenever it takes the terminal over.
        if self._frame is not None:
            self._frame.forget()
        if event.size == self._size:
            self._paint_newest()

    def _on_descendant_focus(self, event: events.DescendantFocus) -> None:
        # A blinking cursor sends bytes twice a second to somebody who does nothing.
        if getattr(event.widget, "cursor_blink", False):
            event.widget.cursor_blink = False  # type: ignore[attr-defined]

    def _set_pointer_shape(self, shape: str) -> None:
        if self._driver is not None and self._driver._mouse:
            super()._set_pointer_shape(shape)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        driver = self._driver
        if not isinstance(driver, TerminalDriver) or renderable is None or self._batch_count:
            super()._display(screen, renderable)
            if renderable is not None and not self._batch_count:
                self._pictured()
            return
        if driver.congested:
            # The picture is dropped; `Room` follows when the terminal takes something again.
            if self._overdue is None:
                self._overdue = self.set_timer(driver.patience, self._paint_overdue)
            self.post_display_hook()
            return
        wake_collector()
        if self._frame is None or not isinstance(renderable, LayoutUpdate | ChopsUpdate):
            super()._display(screen, renderable)
            if self._frame is not None:
                self._frame.forget()
            self._pictured()
            return
        try:
            if self._running and not self._closed:
                self._paint(self._frame, driver, screen, renderable)
        except Exception as error:  # noqa: BLE001 - as in Textual: an error while painting ends the app
            self._handle_exception(error)
        finally:
            self.post_display_hook()

    def _paint(
        self, frame: Frame, driver: TerminalDriver, screen: Screen[Any], update: LayoutUpdate | ChopsUpdate
    ) -> None:
        if size_of(update) != self.size:
            return  # laid out before the window changed its size; the new layout is on its way
        if frame.needs_full(update):
            update = screen._compositor.render_full_update()
        self._previous_cursor_position = self.screen.outer_size.clamp_offset(self.cursor_position)
        if sequence := frame.paint(update, cursor_of(self)):
            if self._sync_available and len(sequence) > _TORN:
                sequence = SYNC_START + sequence + SYNC_END
            driver.picture(sequence)
            self._pictured()

    # The clipboard and other programs

    def copy_to_clipboard(self, text: str) -> None:
        """Ask the terminal to put `text` into the clipboard of the machine that it runs on.

        Nothing tells whether it did, so never say that it is copied: show the text or a file too.
        """
        self._clipboard = text
        if self._driver is not None:
            from presales_tui.terminal.carry import clipboard

            self._driver.write(clipboard(text, os.environ).decode("ascii"))

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """As in Textual, and the app comes back also if the body raises."""
        problem: BaseException | None = None
        with super().suspend():
            try:
                yield
            except BaseException as error:  # noqa: BLE001 - raised again below
                problem = error
        if problem is not None:
            raise problem

    def edit_text(
        self, text: str, suffix: str = ".md", keep: Callable[[str], object] | None = None
    ) -> str | None:
        """Let the user edit `text` in $VISUAL, $EDITOR or vi; None if it is unchanged or given up.

        `keep` gets what the editor had saved if the terminal is lost meanwhile; what it does then must be
        fit for `on_loss`. Raises TerminalProblem, with the terminal in order, if there is no editor or it
        failed.
        """
        from presales_tui.terminal.editor import Editing

        if self._driver is None or not self._driver.can_suspend:
            raise TerminalProblem(_("An editor can only be opened in a terminal"))
        editing = Editing(text, os.environ, suffix, self.editing_place())

        def rescue() -> None:
            if keep is not None and (found := editing.rescued()) is not None:
                keep(found)

        self._rescue = rescue
        try:
            with self.suspend():
                editing.run()
                with self._loss:  # if it was lost, its text is taken over first
                    return editing.result()
        except TerminalProblem:
            # The editor may have ended of the loss before we were told of it.
            rescue()
            if self._guard is not None and self._guard.code:
                self._call_saved()
            raise
        finally:
            self._rescue = None

    def editing_place(self) -> Path | None:
        """Where a text lies while an editor has it; None: in a place of the system's for such."""
        return None

    # Crashing

    def panic(self, *renderables: RenderableType) -> None:
        """End the app. What Textual would print is left out: it may quote what the client said."""
        self._fatal_error()

    def _fatal_error(self) -> None:
        """End the app after an error: save, write a report without client data, say one line."""
        if not self._exit_renderables:
            from presales_tui.terminal.crash import last_words

            self.save_on_loss()
            self._exit_renderables.append(last_words(self._exception or sys.exc_info()[1] or RuntimeError()))
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        if self._exit_renderables:
            self.error_console.print(self._exit_renderables[0], highlight=False, soft_wrap=True)
        self._exit_renderables.clear()
