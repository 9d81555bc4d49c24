"""Notices a bracketed paste whose end never came.

A link that drops, or a terminal that cuts a long paste, leaves the parser waiting for the end marker
for ever, and every key pressed from then on vanishes into the paste.
"""

from __future__ import annotations

import re

START = "\x1b[200~"
END = "\x1b[201~"
PATIENCE = 2.0
"""Seconds of silence after which a paste counts as ended."""

_MARKER = re.compile("\x1b\\[20[01]~")
_TAIL = len(START) - 1


class PasteWatch:
    """Follows the input stream, in whatever pieces it comes."""

    def __init__(self) -> None:
        self.open = False
        """Whether a paste has begun and not ended."""
        self._tail = ""
        self._last = 0.0

    def feed(self, text: str, now: float) -> None:
        """Take note of text that came at `now` (seconds of any monotonic clock)."""
        self._last = now
        seen = self._tail + text
        if "\x1b" in seen:
            for marker in _MARKER.finditer(seen):
                self.open = marker.group() == START
        self._tail = seen[-_TAIL:]

    def overdue(self, now: float) -> bool:
        """True once for a paste that has been silent for too long; it counts as closed then."""
        if self.open and now - self._last >= PATIENCE:
            self.open = False
            self._tail = ""
            return True
        return False
