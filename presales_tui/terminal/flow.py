"""How far the far end is behind: pictures are put off rather than queued on the way.

A slow line hides behind buffers that take seconds of pictures (sshd, TCP): to the program nothing stalls,
and who holds a key down looks at the past. So every few hundred bytes the terminal is asked where its
cursor is, which it answers once it has shown what came before. As long as more than a window is on its
way, nothing is painted; then the newest picture is. The window grows while answers come as fast as ever.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import NamedTuple

ASK = "\x1b[6n"
PATIENCE = 3.0
"""Seconds after which an answer counts as lost: another terminal may have been attached."""
_EVERY = 400
"""Bytes after which to ask again."""
_LEAST, _MOST, _GROWTH = 800, 16_384, 200
"""Bytes of the window; the least keeps a line of 64 kbit/s and 150 ms busy for two thirds of the time."""
_JITTER = 0.03
"""Seconds by which an answer may be later than the fastest without anything having queued."""


class _Asked(NamedTuple):
    sent: int
    at: float


class Flow:
    """What is on its way to one terminal. Answers come from another thread than pictures."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._asked: deque[_Asked] = deque()
        self._quiet = threading.Event()
        self._quiet.set()
        self._sent = self._seen = self._last = 0
        self._window = _LEAST
        self._fastest: float | None = None
        self._answers = False
        """Whether this terminal answers at all; one that does not is never waited for."""

    def sends(self, count: int) -> str:
        """Note that so many bytes go out; what to send after them."""
        with self._lock:
            self._sent += count
            if self._sent - self._last < _EVERY:
                return ""
            self._last = self._sent
            self._asked.append(_Asked(self._sent, self._clock()))
            self._quiet.clear()
            return ASK

    def answered(self) -> bool:
        """Note an answer; whether it is one to a question of ours."""
        with self._lock:
            if not self._asked:
                return False
            asked = self._asked.popleft()
            self._seen, self._answers = asked.sent, True
            took = self._clock() - asked.at
            self._fastest = took if self._fastest is None else min(took, self._fastest)
            if took <= self._fastest + _JITTER:
                self._window = min(self._window + _GROWTH, _MOST)
            else:
                self._window = _LEAST
            if not self._asked:
                self._quiet.set()
            return True

    @property
    def behind(self) -> bool:
        """Whether to put off painting until the next answer."""
        with self._lock:
            if not self._asked or not self._answers or self._sent - self._seen <= self._window:
                return False
            if self._clock() - self._asked[0].at < PATIENCE:
                return True
            self._asked.clear()
            self._quiet.set()
            self._seen, self._answers = self._sent, False
            return False

    def settle(self, seconds: float) -> None:
        """Wait for the answers that are due, so that no shell gets them for input."""
        if self._answers:
            self._quiet.wait(seconds)
