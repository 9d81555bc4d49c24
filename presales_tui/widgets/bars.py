"""The first and the last line of every screen: where you are, and which keys work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from presales_tui.locale import N_, _
from presales_tui.widgets.cells import cut, fit, wrap
from presales_tui.widgets.commands import COMMANDS, Command, commands

TABS = tuple(c for c in COMMANDS if c.where == "everywhere" and c.key.isdigit())
"""The commands that change the screen, in the order of their digits; with the keys of the table."""


SELDOM = frozenset({"aftersale"})
"""Screens that the top line names only where one is on them: their digit works everywhere."""
SHORT = {
    "meetings": N_("Meet"),
    "requirements": N_("Reqs"),
    "outline": N_("Plan"),
    "people": N_("Ppl"),
    "follow": N_("Todo"),
    "library": N_("Lib"),
    "aftersale": N_("Sold"),
}
"""What stands for a long label where there is little room."""
ROOM = 16
"""Cells that the tabs leave at least to the name of the opportunity, besides its figures."""


def tab_texts(here: str, width: int, tabs: Sequence[Command]) -> list[str]:
    """The screens as the top line shows them in `width` cells: as many words as there is room for.

    With labels; with short labels; with the digits alone, but for the screen one is on.
    """
    texts: list[str] = []
    for labels in (
        [_(tab.label) for tab in tabs],
        [_(SHORT.get(tab.id, tab.label)) for tab in tabs],
        [_(SHORT.get(tab.id, tab.label)) if tab.id == here else "" for tab in tabs],
    ):
        texts = [f" {tab.key}{label}" for tab, label in zip(tabs, labels, strict=True)]
        texts = [text + " " if tab.id == here else text for tab, text in zip(tabs, texts, strict=True)]
        if sum(map(cell_len, texts)) <= width:
            break
    return texts


_CLIENT = 12
"""Cells that the name of a client keeps where both names are too long."""


def cut_title(title: str, room: int) -> str:
    """`Client / opportunity` in so many cells: a long name of a client gives way first, to its beginning."""
    client, slash, opportunity = title.partition(" / ")
    if cell_len(title) <= room or not slash:
        return cut(title, room)
    left = max(room - cell_len(slash + opportunity), _CLIENT)
    return cut(cut(client, left) + slash + opportunity, room)


class TopBar(Widget):
    """Screens by digit, the open opportunity and its coverage."""

    DEFAULT_CSS = """
    TopBar {
        dock: top;
        height: 1;
        background: $panel;
        color: $foreground;
        & > .bar--here { background: $primary; color: $primary-foreground; text-style: bold; }
        &:ansi > .bar--here { background: ansi_default; color: ansi_default; text-style: reverse; }
        & > .bar--key { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--here", "bar--key"}

    def __init__(self, here: str) -> None:
        super().__init__()
        self.here = here
        self.title = ""
        self.figures = ""

    def say(self, title: str, figures: str = "") -> None:
        """Show the opportunity and its figures."""
        if (title, figures) != (self.title, self.figures):
            self.title, self.figures = title, figures
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Tabs on the left, the opportunity on the right."""
        width = self.size.width
        base = self.rich_style
        here = base + self.get_component_rich_style("bar--here", partial=True)
        segments: list[Segment] = []
        used = 0
        ids = {tab.id for tab in TABS if tab.id not in SELDOM or tab.id == self.here}
        tabs = [command for command in commands("everywhere") if command.id in ids]
        texts = tab_texts(self.here, width - ROOM - cell_len(self.figures), tabs)
        for tab, text in zip(tabs, texts, strict=True):
            used += cell_len(text)
            segments.append(Segment(text, here if tab.id == self.here else base))
        right = self.figures
        room = width - used - cell_len(right) - 3
        title = cut_title(self.title, room) if room > 3 else ""
        text = fit(f"{title} {right}".strip() + " ", max(width - used, 0), "right")
        segments.append(Segment(text, base))
        return Strip(segments).adjust_cell_length(width, base)


class Figures(Widget):
    """One line of figures: only whole ones, since half a figure would be another figure."""

    DEFAULT_CSS = "Figures { height: 1; padding: 0 1; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None, open_end: bool = False) -> None:
        super().__init__(id=id, classes=classes)
        self.parts: Sequence[str] = ()
        self._open_end = open_end
        """Whether the last part is words, which may be cut."""

    def say(self, parts: Sequence[str]) -> None:
        """Show these, the first ones first."""
        if list(parts) != list(self.parts):
            self.parts = parts
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """As many as there is room for; `…` says that there are more."""
        width = self.size.width
        text = ""
        for index, part in enumerate(self.parts):
            longer = f"{text}  {part}" if text else part
            if self._open_end and part is self.parts[-1]:
                text = longer
                break
            more = "" if index == len(self.parts) - 1 else " …"
            if text and cell_len(longer + more) > width:
                text += " …"
                break
            text = longer
        return Strip([Segment(fit(text, width), self.rich_style)], width)


_MOST_ROWS = 4
"""Rows that a message may take."""


class KeyBar(Widget):
    """The keys that work where the focus is, and a figure on the right.

    A message that is longer than the row takes more rows while it is shown: what to do stands at its end.
    """

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        background: $panel;
        color: $foreground;
        & > .bar--key { color: $primary; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--key"}

    def __init__(self) -> None:
        super().__init__()
        self.items: Sequence[tuple[str, str]] = ()
        self.right = ""
        self._told: list[str] = []
        """The rows of a message that is longer than one."""

    def say(self, contexts: Sequence[str], right: str = "") -> None:
        """Show the footer commands of some contexts; a key belongs to the first that takes it."""
        items: list[tuple[str, str]] = []
        taken: set[str] = set()
        for command in commands(*contexts):
            keys = command.keys.split(",")
            if command.footer and keys[0] not in taken:
                items.append((command.key, _(command.label)))
            taken.update(keys)
        self.say_items(items, right)

    def say_items(self, items: Sequence[tuple[str, str]], right: str = "") -> None:
        """Show (key, word) pairs."""
        if (items, right) != (self.items, self.right):
            self.items, self.right = items, right
            self._fold()
            self.refresh()

    def on_resize(self) -> None:
        """Another width, other rows."""
        self._fold()

    def _fold(self) -> None:
        """Give a message as many rows as it needs, and the keys beside it one of their own."""
        first = self.items[0] if self.items else ("", "")
        told, beside = (self.right, cell_len("".join(first)) + 3) if self.right else (first[1], 0)
        alone = not first[0] and len(self.items) == 1
        width = self.size.width - 2
        long = width > 0 and (self.right or alone) and cell_len(told) + beside > width
        self._told = wrap(told, width)[:_MOST_ROWS] if long else []
        rows = len(self._told) + bool(self.right and self.items and self._told)
        if self.size.height != max(rows, 1):
            self.styles.height = max(rows, 1)

    def render_line(self, y: int) -> Strip:
        """As many keys as there is room for, or a row of the message."""
        width = self.size.width
        base = self.rich_style
        if y < len(self._told):
            return Strip([Segment(fit(" " + self._told[y], width), base)], width)
        right = "" if self._told else self.right
        strong = base + self.get_component_rich_style("bar--key", partial=True)
        segments = [Segment(" ", base)]
        room = width - cell_len(right) - 2
        for key, word in self.items:
            need = cell_len(key) + cell_len(word) + 3
            if need > room and not key:
                word, need = fit(word, max(room - 3, 0)), room
            if need > room:
                break
            room -= need
            segments += [Segment(key, strong), Segment(f" {word}  ", base)]
        return Strip([*segments, Segment(" " * room + right + " ", base)]).adjust_cell_length(width, base)
