"""What to do next on the tour, above the key line."""

from __future__ import annotations

from textual.widgets import Static


class TourBar(Static):
    """One step, in as many lines as it needs."""

    DEFAULT_CSS = """
    TourBar { height: auto; max-height: 3; padding: 0 1; background: $primary; color: $primary-foreground; }
    TourBar:ansi { background: ansi_default; color: ansi_default; text-style: reverse; }
    """

    def __init__(self, text: str) -> None:
        super().__init__(text, markup=False)
        self.text = text

    def say(self, text: str) -> None:
        """Show another step."""
        if text != self.text:
            self.text = text
            self.update(text)
