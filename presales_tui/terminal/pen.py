"""Writing at places: knows where the cursor is and which look is on."""

from __future__ import annotations

from typing import NamedTuple

from presales_tui.terminal.looks import Look, change


class Mark(NamedTuple):
    """Where a pen was."""

    parts: int
    x: int | None
    y: int | None
    look: Look


class Passage(NamedTuple):
    """What a pen collected, and where it was then."""

    parts: list[str]
    x: int | None
    y: int | None
    look: Look

    @property
    def cost(self) -> int:
        """How many bytes it is."""
        return _bytes(self.parts)


class Pen:
    """Collects what to send for one frame of a screen `width` cells wide.

    It starts without knowing where the cursor is, unless it is told.
    """

    look: Look
    """The look that is on."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._parts: list[str] = []
        self.x: int | None = None
        """The column of the cursor, or None if it is not certain."""
        self.y: int | None = None
        """The line of the cursor, or None if it is not certain."""

    @property
    def used(self) -> bool:
        """Whether there is anything to send."""
        return bool(self._parts)

    @property
    def cost(self) -> int:
        """How many bytes were collected."""
        return _bytes(self._parts)

    def mark(self) -> Mark:
        """The state now, to come back to."""
        return Mark(len(self._parts), self.x, self.y, self.look)

    def take_back(self, mark: Mark) -> Passage:
        """Take back what was collected since then; it can be collected again."""
        passage = Passage(self._parts[mark.parts :], self.x, self.y, self.look)
        del self._parts[mark.parts :]
        self.x, self.y, self.look = mark.x, mark.y, mark.look
        return passage

    def resume(self, passage: Passage) -> None:
        """Collect again what was taken back."""
        self._parts += passage.parts
        self.x, self.y, self.look = passage.x, passage.y, passage.look

    def take(self) -> str:
        """All that was collected."""
        return "".join(self._parts)

    def raw(self, sequence: str) -> None:
        """Add a sequence that leaves the cursor where it is."""
        self._parts.append(sequence)

    def lost(self) -> None:
        """The cursor may be anywhere."""
        self.x = self.y = None

    def text(self, text: str, cells: int) -> None:
        """Write text in the look that is on, at the cursor."""
        self._parts.append(text)
        if self.x is not None:
            self.x += cells
            if self.x >= self._width:
                self.x = None  # at the margin terminals differ on where the cursor stays

    def wear(self, look: Look) -> None:
        """Change to a look."""
        if look is not self.look:
            self._parts.append(change(self.look, look))
            self.look = look

    def fits(self, char: str, look: Look) -> bool:
        """Whether a cell can be written without changing the look."""
        return look is self.look or (char == " " and look.blank is self.look.blank)

    def move(self, x: int, y: int) -> None:
        """Move the cursor the shortest way."""
        if (x, y) == (self.x, self.y):
            return
        ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"]
        if self.y is not None and 0 <= y - self.y <= 1:
            line = "\r" if y == self.y else "\r\n"
            ways.append(line + _across(x))
        if self.y is not None and self.x is not None:
            ways.append(_down(y - self.y) + _across(x - self.x))
        self._parts.append(min(ways, key=len))
        self.x, self.y = x, y


def _bytes(parts: list[str]) -> int:
    return len("".join(parts).encode("utf-8", "replace"))


def _across(by: int) -> str:
    """So many columns to the right, or to the left."""
    if -4 < by < 0:
        return "\b" * -by
    return _step(by, "C", "D")


def _down(by: int) -> str:
    """So many lines down, or up; there is always a line there, so that nothing scrolls."""
    if abs(by) == 1:
        return "\x1bD" if by > 0 else "\x1bM"
    return _step(by, "B", "A")


def _step(by: int, forward: str, back: str) -> str:
    count = abs(by)
    return f"\x1b[{count if count > 1 else ''}{forward if by > 0 else back}" if by else ""
