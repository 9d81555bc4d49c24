"""Typing ahead: every key meets the screen that the keys before it have made.

Textual hands a key to whatever has the focus at the moment at which it is read. Over a slow line
several keys come in one packet: of `a`, a title and enter, all would go to the list below the dialog
that `a` is about to open, and a line of minutes would run into the next one. Here a key whose effect
is open holds up those behind it until everything that it set off has been worked off.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.widgets import Input

PATIENCE = 6.0
"""Seconds after which a key is let through, whatever the one before it is still about."""
_TURNS = 4
"""Turns of the event loop without anything to do after which an effect counts as complete."""
_EAGER = 200
"""Turns that are looked at without a pause."""


class TypeAhead:
    """Hands keys and pastes on one after the other."""

    def __init__(self, app: App[Any], hand_on: Callable[[events.Event], Awaitable[None]]) -> None:
        """`hand_on` does with an event what the app does with it when it comes."""
        self._app = app
        self._hand_on = hand_on
        self._held: deque[events.Key | events.Paste] = deque()
        self._settling: asyncio.Task[None] | None = None
        self._typed = False
        """Whether an input may still be busy with what was typed into it."""

    async def take(self, event: events.Key | events.Paste) -> None:
        """Hand an event on, now or in its turn."""
        self._held.append(event)
        if self._settling is None:
            await self._go_on()

    def drop(self) -> None:
        """Forget the keys that wait: the terminal goes to somebody else, once for ctrl+z pressed twice."""
        self._held.clear()

    async def _go_on(self) -> None:
        while self._held and self._settling is None:
            # What an input takes as text changes nothing but that input, which works in order by itself.
            # Any other key waits for it: a binding of the screen would overtake the text that it saves.
            as_text = self._is_text(self._held[0])
            if not self._typed and self._at_once():
                self._typed = True
                continue
            if as_text or not self._typed:
                await self._hand_on(self._held.popleft())
            self._typed = as_text
            if not as_text:
                self._settling = asyncio.create_task(self._settle())

    def _at_once(self) -> bool:
        """Put characters that had to wait into an input all together, as it would take them one by one.

        Of a burst, a line is then one step and not forty, and is on the disk the sooner.
        """
        focused = self._app.focused
        plain = (
            isinstance(focused, Input)
            and focused.selection.is_empty
            and not focused.restrict
            and not focused.max_length
        )
        typed: list[str] = []
        for event in self._held if plain else ():
            if not isinstance(event, events.Key) or not event.is_printable or not self._is_text(event):
                break
            typed.append(event.character or "")
        if not isinstance(focused, Input) or len(typed) < 2:
            return False
        for _key in typed:
            self._held.popleft()
        focused.insert_text_at_cursor("".join(typed))
        return True

    def _is_text(self, event: events.Key | events.Paste) -> bool:
        focused = self._app.focused
        if focused is None or isinstance(event, events.Paste):
            return False
        return event.key != "enter" and focused.check_consume_key(event.key, event.character)

    async def _settle(self) -> None:
        until = monotonic() + PATIENCE
        quiet = turns = 0
        while quiet < _TURNS and monotonic() < until:
            turns += 1
            await asyncio.sleep(0 if turns < _EAGER else 0.002)
            quiet = 0 if self._busy() else quiet + 1
        # Handed on by the app's own queue, as if it came from the keyboard now.
        self._app.call_later(self._settled)

    async def _settled(self) -> None:
        self._settling = None
        await self._go_on()

    def _busy(self) -> bool:
        screens = self._app.screen_stack
        pumps: list[MessagePump] = [self._app, *screens, *self._app.screen.walk_children()]
        return any(
            pump.message_queue_size > 0 or len(pump._next_callbacks) > 0 or not pump._is_mounted
            for pump in pumps
        )
