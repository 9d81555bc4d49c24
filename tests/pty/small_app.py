"""A small app at home in SSH, for the tests: `small_app.py SAVED [option ...]`.

SAVED is the file that is written when the terminal is lost. Options: `input` and `area` choose the
field, `busy` blocks the event loop on ctrl+t, `crash` raises on ctrl+t, `thread` in a thread,
`task` in a task that nobody awaits, `del` in a `__del__` and `leaving` while the app is left, `edit`
opens the editor on ctrl+t, `hup` ignores SIGHUP before the start.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import ClassVar

from presales_tui.model.errors import Problem
from presales_tui.terminal.session import check, leave, prepare, run

if __name__ == "__main__":
    if "hup" in sys.argv:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    prepare(os.environ)
    try:
        check()
    except Problem as problem:
        print(problem.sentence, file=sys.stderr)
        sys.exit(problem.exit_code)

    from textual.app import App, ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input, Static, TextArea

    from presales_tui.terminal.home import AtHome

    class Failing:
        """Calls something when it goes."""

        def __init__(self, call: Callable[[], None]) -> None:
            self.call = call

        def __del__(self) -> None:
            self.call()

    class SmallApp(AtHome, App[None]):
        CSS = "Screen { background: ansi_default; } Input, TextArea { border: none; }"
        BINDINGS: ClassVar[list[BindingType]] = [
            ("ctrl+t", "act", "act"),
            ("ctrl+l", "repaint", "repaint"),
            ("ctrl+z", "suspend_process", "stop"),
            ("ctrl+c", "quit", "quit"),
        ]
        ENABLE_COMMAND_PALETTE = False

        def compose(self) -> ComposeResult:
            yield Static("需求 ready ✓", id="line")
            yield TextArea() if "area" in sys.argv else Input()

        def on_mount(self) -> None:
            self.on_loss(lambda: Path(sys.argv[1]).write_text(self.typed))
            self.typed = ""

        def on_input_changed(self, event: Input.Changed) -> None:
            self.typed = event.value

        def on_text_area_changed(self, event: TextArea.Changed) -> None:
            self.typed = event.text_area.text
            self.query_one("#line", Static).update(f"{len(self.typed)} characters")

        def on_unmount(self) -> None:
            if "leaving" in sys.argv:
                self.fail()

        def fail(self) -> None:
            secret = "客户机密"
            raise KeyError(secret)

        async def fail_later(self) -> None:
            self.fail()

        def action_act(self) -> None:
            if "busy" in sys.argv:
                time.sleep(60)
            if "crash" in sys.argv:
                self.fail()
            if "thread" in sys.argv:
                Thread(target=self.fail).start()
                self.exit()
            if "task" in sys.argv:
                asyncio.get_running_loop().create_task(self.fail_later())
                self.set_timer(0.1, self.exit)
            if "del" in sys.argv:
                Failing(self.fail)
                self.exit()
            if "leaving" in sys.argv:
                self.exit()
            if "edit" in sys.argv:
                try:
                    text = self.edit_text("旧", keep=lambda text: setattr(self, "typed", text))
                except Problem as problem:
                    text = problem.sentence
                self.query_one("#line", Static).update(str(text))

    leave(run(SmallApp()))
