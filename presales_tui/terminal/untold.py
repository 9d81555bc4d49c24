"""Errors that nobody is there to catch: in a thread, in a task that was forgotten, in a `__del__`.

Python prints a traceback of each, with source and values, on the very terminal that the workbench draws on.
Here each becomes a report without client data, at once, and one line when the workbench ends.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

_MOST = 20
"""Reports of one run: what fails at every tick shall not fill a disk."""


class Untold:
    """Takes down what went wrong beside the app."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._places: set[str] = set()
        self._writing = threading.RLock()
        """Held while a report is written, which leaving waits for."""

    def note(self, error: BaseException) -> None:
        """Write a report of an error; of those of one place only the first."""
        if isinstance(error, SystemExit | KeyboardInterrupt):
            return
        with self._writing:
            from presales_tui.terminal.crash import last_words, place

            where = place(error)
            if where not in self._places and len(self._places) < _MOST:
                self._places.add(where)
                self._lines.append(last_words(error))

    @property
    def lines(self) -> list[str]:
        """What to say of each, in the order in which they came."""
        with self._writing:
            return list(self._lines)

    def listen_to(self, loop: AbstractEventLoop) -> None:
        """Also take down what the tasks of an event loop raise with nobody to await them."""
        loop.set_exception_handler(self._of_loop)

    def _of_loop(self, _loop: AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            self.note(error)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """While this lasts, threads and `__del__` that fail are taken down."""
        threads, unraisable = threading.excepthook, sys.unraisablehook
        threading.excepthook = lambda failed: self.note(failed.exc_value or failed.exc_type())
        sys.unraisablehook = lambda failed: self.note(failed.exc_value or failed.exc_type())
        try:
            yield
        finally:
            threading.excepthook, sys.unraisablehook = threads, unraisable
