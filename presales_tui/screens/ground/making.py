"""One piece of long work: how far it is, and whether it shall stop. Knows nothing of screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presales_tui.locale import _

if TYPE_CHECKING:
    from textual.timer import Timer


class Making:
    """One piece of work; only one goes on at a time."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.stopped = False
        self._far: tuple[str, int, int] = ("", 0, 0)
        self.timer: Timer | None = None

    def stop(self) -> None:
        """No more of it; it ends at its next step."""
        self.stopped = True

    def tell(self, what: str, n: int, total: int) -> bool:
        """Called by the work, in its thread."""
        self._far = (what, n, total)
        return not self.stopped

    @property
    def line(self) -> str:
        """How far it is."""
        what, n, total = self._far
        if not total:
            return _("{title} … (esc stops it)").format(title=self.title)
        return _("{title}: {what} {n} of {m} (esc stops it)").format(
            title=self.title, what=what, n=n, m=total
        )
