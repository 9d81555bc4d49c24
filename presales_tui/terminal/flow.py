"""How far the far end is behind: pictures are put off rather than queued on the way.

A slow line hides behind buffers that take seconds of pictures (sshd, TCP): to the program nothing stalls,
and who holds a key down looks at the past. So every few hundred bytes the terminal is asked where its
cursor is, which it answers once it has shown what came before. From answers that come the later the more
was on its way follows how fast the line is; then a picture is painted when the one before it is about to
be through, and the newest one is next. Until that is known, nothing is painted as long as more than a
window is on its way; the window grows while answers come as fast as ever.
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
_FASTER = 1.2
"""By which a line is thought faster that answers in time although it is used."""
_USED = 0.8
"""Of what a line is thought to take, what must be on its way for it to count as used."""
_DRAIN = 0.85
"""Of what a line takes, what it gets while something queues before it."""
_APART = 0.01
"""Seconds below which two answers came in one packet and tell nothing of the time between them."""
_JITTER = 0.03
"""Seconds by which an answer may be later than the fastest without anything having queued."""


class _Asked(NamedTuple):
    sent: int
    at: float
    on_way: int
    """Bytes that had not been answered for when it was asked."""
    own: int
    """Those of them that were sent since the question before it."""


class _Trip(NamedTuple):
    """The fastest answer, and what was on its way with its question."""

    took: float
    on_way: int
    own: int


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
        self._fastest: _Trip | None = None
        self._rate: float | None = None
        """Bytes a second of the line, once it has been slow."""
        self._late = False
        """Whether the last answer was later than its bytes alone explain: something queues."""
        self._told = _Asked(0, float("-inf"), 0, 0)
        """What the last answer told, and when."""
        self._through = 0.0
        """When what was sent will have left for the far end."""
        self._answers = False
        """Whether this terminal answers at all; one that does not is never waited for."""

    def sends(self, count: int) -> str:
        """Note that so many bytes go out; what to send after them."""
        with self._lock:
            self._sent += count
            if self._rate is not None:
                rate = self._rate * (_DRAIN if self._late else 1.0)
                self._through = max(self._through, self._clock()) + count / rate
            if self._sent - self._last < _EVERY:
                return ""
            own, self._last = self._sent - self._last, self._sent
            self._asked.append(_Asked(self._sent, self._clock(), self._sent - self._seen, own))
            self._quiet.clear()
            return ASK

    def answered(self) -> bool:
        """Note an answer; whether it is one to a question of ours."""
        with self._lock:
            if not self._asked:
                return False
            asked = self._asked.popleft()
            self._seen, self._answers = asked.sent, True
            now = self._clock()
            took = now - asked.at
            if self._fastest is None or took <= self._fastest.took:
                self._fastest = _Trip(took, asked.on_way, asked.own)
            self._learn(asked, now, self._fastest)
            if not self._asked:
                self._quiet.set()
            return True

    def _learn(self, asked: _Asked, now: float, fastest: _Trip) -> None:
        """How fast the line is, from an answer that comes now."""
        took = now - asked.at
        since = now - self._told.at
        itself = 0.0 if self._rate is None else max(0, asked.own - fastest.own) / self._rate
        late = took > fastest.took + itself + _JITTER
        self._late = late
        self._window = _LEAST if late else min(self._window + _GROWTH, _MOST)
        if not late and self._rate is not None and asked.on_way > self._rate * took * _USED:
            self._rate *= _FASTER
        if since < _APART:
            return
        if late:
            # Asked while others were on their way, it came right behind them; else it came the later the
            # more there was of it.
            behind = asked.at < self._told.at
            much = asked.sent - self._told.sent if behind else asked.on_way - fastest.on_way
            rate = much / (since if behind else took - fastest.took)
            if much > 0:
                self._rate = rate if self._rate is None else (self._rate + rate) / 2
        self._told = _Asked(asked.sent, now, 0, 0)

    @property
    def wait(self) -> float:
        """Seconds after which to look again whether there is room, should no answer come first."""
        with self._lock:
            ahead = self._through - self._clock() - _JITTER
            return ahead if self._rate is not None and ahead > 0 else PATIENCE

    def _full(self) -> bool:
        on_way = self._sent - self._seen
        if self._rate is None or self._fastest is None:
            return on_way > self._window
        queued = self._through - self._clock()
        return queued > _JITTER or on_way > self._rate * self._fastest.took + 2 * _LEAST

    @property
    def behind(self) -> bool:
        """Whether to put off painting until the next answer."""
        with self._lock:
            if not self._asked or not self._answers or not self._full():
                return False
            if self._clock() - self._asked[0].at < PATIENCE:
                return True
            self._asked.clear()
            self._quiet.set()
            self._seen, self._answers = self._sent, False
            self._fastest = self._rate = None
            return False

    def settle(self, seconds: float) -> None:
        """Wait for the answers that are due, so that no shell gets them for input."""
        if self._answers:
            self._quiet.wait(seconds)
