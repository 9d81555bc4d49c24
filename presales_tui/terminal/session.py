"""Running an app in a terminal on somebody else's server, from the first check to the last byte.

Importing this does not import Textual: `prepare` (module `environment`) and `check` come before it.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from presales_tui.locale import _
from presales_tui.model.errors import TerminalProblem
from presales_tui.terminal.environment import prepare, wake_collector
from presales_tui.terminal.guard import Guard
from presales_tui.terminal.untold import Untold

if TYPE_CHECKING:
    from presales_tui.terminal.home import AtHome

__all__ = ["LEAST_HEIGHT", "LEAST_WIDTH", "check", "leave", "prepare", "run"]

LEAST_WIDTH, LEAST_HEIGHT = 60, 20


def check() -> None:
    """Raise TerminalProblem if the workbench cannot run here. Cheap; call it before importing Textual."""
    for stream, name in ((sys.__stdin__, _("input")), (sys.__stderr__, _("error output"))):
        if stream is None or not stream.isatty():
            problem = _("The workbench needs a terminal, and its {stream} is none; try presales --help")
            raise TerminalProblem(problem.format(stream=name))
    term = os.environ.get("TERM", "")
    if term in ("", "dumb", "unknown"):
        problem = _("TERM={term} cannot place the cursor; set another, for example TERM=xterm-256color")
        raise TerminalProblem(problem.format(term=term))
    width, height = os.get_terminal_size(2)
    # A serial line says 0 x 0 and means that it does not know.
    if width and height and (width < LEAST_WIDTH or height < LEAST_HEIGHT):
        problem = _("The terminal is {width}x{height}; make it at least {least_width}x{least_height}")
        raise TerminalProblem(
            problem.format(width=width, height=height, least_width=LEAST_WIDTH, least_height=LEAST_HEIGHT)
        )


def run(app: AtHome, *, mouse: bool = False) -> int:
    """Run the app until it ends; the exit code (0, 1 after a crash, 128 + signal if it was ended).

    What went wrong meanwhile where nobody waits for it (a thread, a forgotten task, a `__del__`), or while
    leaving, is told like a crash, in one line.
    The mouse is left to the terminal, which can select and copy with it, unless `mouse` asks for it.
    Raises TerminalProblem, before anything was touched, where it cannot run (see `check`).
    """
    check()
    from presales_tui.terminal.driver import restoring

    guard = Guard(0, restoring(os.environ).encode(), lambda: _ask_to_leave(app))
    guard.on_loss(app.save_on_loss)
    app._guard = guard
    untold = app._untold = Untold()
    guard.start()
    try:
        with untold.listening():
            app.run(mouse=mouse)
    except KeyboardInterrupt:
        return guard.code or 130
    except Exception as error:  # noqa: BLE001 - at the very end, where Textual catches nothing any more
        # Where the terminal is gone, writing to it fails, and that is no mistake of ours.
        if not (guard.code and isinstance(error, OSError)):
            app.save_on_loss()
            untold.note(error)
    finally:
        guard.stop()
        app._guard = None
        wake_collector()
    if untold.lines and not (guard.code or app.return_code):
        with suppress(OSError):
            sys.stderr.write(untold.lines[0] + "\n")
        return 1
    return guard.code or app.return_code or 0


def leave(code: int) -> NoReturn:
    """End the process now. Everything must be on disk; taking a large program apart takes long."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            continue
    os._exit(code)


def _ask_to_leave(app: AtHome) -> None:
    loop = app._loop
    if loop is not None:
        with suppress(RuntimeError):  # the loop has ended by itself
            loop.call_soon_threadsafe(app.exit)
