"""The way out to the terminal: never blocks who writes, and knows when it is held up.

A pty whose reader has stalled blocks `write(2)` for as long as the link is dead. What the terminal takes
at once is written at once, by a file description of our own that does not block (the one inherited is
shared with the shell). The rest is left to a thread. What piles up meanwhile is not a queue of old
pictures: the painter asks `congested` first, skips the picture, and paints the newest one when `on_room`
says that there is room.
"""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Callable

from presales_tui.terminal.charset import encode

CONGESTED = 4096
"""Bytes waiting from which on painting is put off: what one pty buffer holds."""
FULL = 1 << 20
"""Bytes waiting from which on everything is dropped; only a clipboard or bells could get here."""
_CHUNK = 2048


class Outlet:
    """Text goes in and never waits; bytes go out as the terminal takes them."""

    def __init__(self, fd: int, charset: str, on_room: Callable[[], None]) -> None:
        """Write to `fd` in the codec `charset`; call `on_room` from the thread once congestion ends."""
        self._fd = fd
        self._direct = _own_description(fd)
        self._charset = charset
        self._on_room = on_room
        self._state = threading.Condition()
        self._pending: list[bytes] = []
        self._backlog = 0
        self._owes_room = False
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="terminal-output", daemon=True)
        self._thread.start()

    @property
    def backlog(self) -> int:
        """Bytes that the terminal has not taken yet."""
        return self._backlog

    @property
    def congested(self) -> bool:
        """Whether to put off painting. If so, `on_room` will be called once."""
        with self._state:
            if self._backlog <= CONGESTED:
                return False
            self._owes_room = True
            return True

    def write(self, text: str) -> None:
        """Hand over text; returns at once."""
        data = encode(text, self._charset)
        with self._state:
            if self._closing or self._backlog + len(data) > FULL:
                return
            if not self._backlog:
                data = data[self._at_once(data) :]
                if not data:
                    return
            self._pending.append(data)
            self._backlog += len(data)
            self._state.notify_all()

    def _at_once(self, data: bytes) -> int:
        """How many bytes the terminal takes without being waited for."""
        if self._direct is None:
            return 0
        try:
            return os.write(self._direct, data)
        except OSError:
            return 0  # held up, or gone: the thread finds out

    def close(self, timeout: float) -> bool:
        """Take no more, wait up to `timeout` seconds; whether everything went out."""
        with self._state:
            self._closing = True
            self._state.notify_all()
            direct, self._direct = self._direct, None
        if direct is not None:
            os.close(direct)
        self._thread.join(timeout)
        return not self._backlog

    def _run(self) -> None:
        while True:
            with self._state:
                while not self._pending:
                    if self._closing:
                        return
                    self._state.wait()
                data = b"".join(self._pending)
                self._pending.clear()
            try:
                self._send(data)
            except OSError:
                # The terminal is gone; whoever watches it ends the program.
                with self._state:
                    self._closing = True
                    self._pending.clear()
                    self._backlog = 0
                return
            with self._state:
                room = self._owes_room and self._backlog <= CONGESTED and not self._closing
                if room:
                    self._owes_room = False
            if room:
                self._on_room()

    def _send(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            try:
                sent = os.write(self._fd, view[:_CHUNK])
            except BlockingIOError:
                # Another program that shares the terminal has made it non-blocking.
                poll = select.poll()
                poll.register(self._fd, select.POLLOUT)
                poll.poll()
                continue
            view = view[sent:]
            with self._state:
                self._backlog -= sent


def _own_description(fd: int) -> int | None:
    """The terminal opened once more, without blocking; None if it cannot be, as after `su`."""
    try:
        return os.open(os.ttyname(fd), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError:
        return None
