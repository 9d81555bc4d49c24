"""Work that is done a little at a time, and only while nobody types."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from textual.message_pump import MessagePump

PAUSE = 0.25
"""Seconds without a key from which on it goes on."""
BETWEEN = 0.01
"""Seconds between two steps: a key that comes meanwhile waits for one of them at most."""

_last_key = 0.0


def note_key() -> None:
    """A key was pressed."""
    global _last_key
    _last_key = monotonic()


def in_background(owner: MessagePump, step: Callable[[], bool], *, after: float = BETWEEN) -> None:
    """Call `step`, some milliseconds of work, until it returns False or its owner is gone."""

    def turn() -> None:
        if not owner.is_attached:
            return
        if monotonic() - _last_key < PAUSE:
            owner.set_timer(PAUSE, turn)
        elif step():
            owner.set_timer(BETWEEN, turn)

    owner.set_timer(after, turn)
