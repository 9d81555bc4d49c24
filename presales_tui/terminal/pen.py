"""Writing at places: knows where the cursor is and which look is on."""

from __future__ import annotations

from presales_tui.terminal.looks import Look, change


class Pen:
    """Collects what to send for one frame of a screen `width` cells wide.

    It starts without knowing where the cursor is: others (`wall`, a job in the background) may have
    moved it, and an absolute move heals that.
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
        if self.y is not None and not x and 0 <= y - self.y <= 1:
            ways.append("\r" if y == self.y else "\r\n")
        if self.y is not None and self.x is not None:
            if y == self.y:
                step = x - self.x
                ways.append(_step(step, "C", "D"))
                if step < 0:
                    ways.append("\b" * -step)
            elif x == self.x:
                ways.append(_step(y - self.y, "B", "A"))
        self._parts.append(min(ways, key=len))
        self.x, self.y = x, y


def _step(by: int, forward: str, back: str) -> str:
    count = abs(by)
    return f"\x1b[{count if count > 1 else ''}{forward if by > 0 else back}"
