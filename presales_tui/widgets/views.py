"""The line that says which views a screen has, how much is in each, and which one is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget


class View(NamedTuple):
    """One view."""

    id: str
    label: str
    """In the language in use."""
    total: str = ""


class ViewBar(Widget):
    """Views side by side; the one that is shown stands in brackets."""

    DEFAULT_CSS = """
    ViewBar {
        height: 1;
        background: $background;
        color: $foreground;
        & > .views--here { color: $primary; text-style: bold; }
        & > .views--other { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"views--here", "views--other"}

    def __init__(self) -> None:
        super().__init__()
        self.views: tuple[View, ...] = ()
        self.here = ""
        self.notes: tuple[str, ...] = ()

    def say(self, views: Sequence[View], here: str, *notes: str) -> None:
        """Show these views; of the notes stand on the right as many as there is room for, the first first."""
        notes = tuple(filter(None, notes))
        if (tuple(views), here, notes) != (self.views, self.here, self.notes):
            self.views, self.here, self.notes = tuple(views), here, notes
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Labels with counts; where there is no room the counts of the others go, then the last labels."""
        width = self.size.width
        base = self.rich_style
        texts = view_texts(self.views, self.here, width)
        segments: list[Segment] = []
        for view, text in zip(self.views, texts, strict=True):
            name = "here" if view.id == self.here else "other"
            style = base + self.get_component_rich_style(f"views--{name}", partial=True)
            segments.append(Segment(text, style))
        room = width - sum(map(cell_len, texts)) - 1
        note = ""
        for more in self.notes:
            longer = f"{note}  {more}" if note else more
            if cell_len(longer) >= room:
                break
            note = longer
        if note:
            segments.append(Segment(" " * (room - cell_len(note)) + note, base))
        return Strip(segments).adjust_cell_length(width, base)


def view_texts(views: Sequence[View], here: str, width: int) -> list[str]:
    """The text of each view; the one that is shown is always in sight."""

    def text(view: View, counted: bool) -> str:
        words = f"{view.label} {view.total}" if view.total and counted else view.label
        return f"[{words}]" if view.id == here else f" {words} "

    texts: list[str] = []
    for counted in (True, False):
        texts = [text(view, counted or view.id == here) for view in views]
        if sum(map(cell_len, texts)) <= width:
            return texts
    at = next((n for n, view in enumerate(views) if view.id == here), 0)
    first = 0
    while first < at and sum(map(cell_len, texts[first : at + 1])) > width:
        texts[first] = ""
        first += 1
    return texts
