"""What happens when the terminal is lost: save first, then leave, and leave in any case.

A thread of its own waits for SIGHUP, SIGTERM and the hang-up of the terminal. It does not depend on
the event loop, so a main thread that is busy or stuck cannot keep what was typed from being saved.
Waiting costs nothing: the kernel reports a hang-up without being polled, and signals arrive through
the wake-up pipe of the interpreter.
"""

from __future__ import annotations

import os
import select
import signal
import termios
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

_SIGNALS = (signal.SIGHUP, signal.SIGTERM)
_GRACE = 2.5
"""Seconds from the loss to the end of the process, whatever it is doing."""
_LAST_BYTES = 0.3


class Guard:
    """Watches over one terminal. Create, start and stop it in the main thread."""

    def __init__(self, fd: int, restore: bytes, leave: Callable[[], None], grace: float = _GRACE) -> None:
        """Watch the terminal `fd`.

        `leave` asks the program to end; it is called from another thread. If the program has not
        ended `grace` seconds after the loss, `restore` is written, the terminal attributes of the
        start are set, and the process ends.
        """
        self.code = 0
        """The exit code once the terminal is lost (128 + signal), else 0."""
        self._fd = fd
        self._restore = restore
        self._leave = leave
        self._grace = grace
        self._callbacks: list[Callable[[], object]] = []
        self._lock = threading.Lock()
        self._attributes: list[Any] | None = None
        self._handlers: dict[signal.Signals, Any] = {}
        self._previous_wakeup = -1
        self._reader = self._writer = -1
        self._thread: threading.Thread | None = None

    def on_loss(self, callback: Callable[[], object]) -> None:
        """Register what must be saved. Called once, from another thread; errors are ignored."""
        self._callbacks.append(callback)

    def start(self) -> None:
        """Watch from now on."""
        with suppress(termios.error):
            self._attributes = termios.tcgetattr(self._fd)
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._writer, False)
        self._previous_wakeup = signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)
        for number in _SIGNALS:
            # Python tells the wake-up pipe only about signals that have a handler.
            self._handlers[number] = signal.signal(number, _noticed)
        self._thread = threading.Thread(target=self._watch, name="terminal-guard", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Watch no more; signals are handled as before."""
        signal.set_wakeup_fd(self._previous_wakeup)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        os.write(self._writer, b"\0")
        if self._thread is not None:
            self._thread.join(self._grace)
        os.close(self._reader)
        os.close(self._writer)

    def lost(self, number: signal.Signals = signal.SIGHUP) -> None:
        """The terminal is lost, or its end was asked for: save, then leave. Only the first call counts."""
        with self._lock:
            if self.code:
                return
            self.code = 128 + number
        threading.Thread(target=self._end_in_any_case, name="terminal-watchdog", daemon=True).start()
        for callback in self._callbacks:
            with suppress(Exception):
                callback()
        self._leave()

    def _watch(self) -> None:
        poll = select.poll()
        poll.register(self._reader, select.POLLIN)
        poll.register(self._fd, 0)
        while True:
            for fd, _ in poll.poll():
                if fd == self._fd:
                    poll.unregister(fd)
                    self.lost()
                    continue
                received = os.read(self._reader, 512)
                for number in _SIGNALS:
                    if number in received:
                        self.lost(number)
                if 0 in received:
                    return

    def _end_in_any_case(self) -> None:
        threading.Event().wait(self._grace)
        last = threading.Thread(target=self._give_back, daemon=True)
        last.start()
        last.join(_LAST_BYTES)
        os._exit(self.code)

    def _give_back(self) -> None:
        if self._attributes is not None:
            with suppress(termios.error):
                termios.tcsetattr(self._fd, termios.TCSANOW, self._attributes)
        with suppress(OSError):
            os.write(self._fd, self._restore)


def _noticed(number: int, frame: object) -> None:
    """The thread of the guard has been told already. From now on nothing stops the process any more.

    One that was stopped (ctrl+z) is continued to end. It would take the terminal back first, which the
    shell has now, and be stopped for that, never to end.
    """
    for stopping in (signal.SIGCONT, signal.SIGTSTP, signal.SIGTTOU, signal.SIGTTIN):
        signal.signal(stopping, _nothing)


def _nothing(number: int, frame: object) -> None:
    """A handler rather than SIG_IGN, which a program started from here would inherit."""
