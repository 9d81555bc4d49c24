"""Baselines: freeze the requirements under a name, and see what changed since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from presales_tui.documents.papers.record_history import local_time
from presales_tui.documents.sheets.changes import rows, told
from presales_tui.locale import N_, _, language
from presales_tui.model.baseline import Baseline, Difference
from presales_tui.model.errors import Problem
from presales_tui.model.text import one_line
from presales_tui.screens.ground.dialog import Confirm, Dialog, Read
from presales_tui.widgets.bars import KeyBar
from presales_tui.widgets.grid import Column, Grid
from presales_tui.widgets.reader import Line


class BaselineGrid(Grid):
    """The baselines, the newest first."""

    EMPTY = N_("No baseline yet. Press a to freeze the list; a deck for the client freezes it by itself.")


class Baselines(Dialog[None]):
    """Freeze, compare, delete."""

    DEFAULT_CSS = """
    Baselines {
        & BaselineGrid { height: 12; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", show=False),
        Binding("enter", "compare", show=False),
        Binding("d", "remove", show=False),
        Binding("q,B", "cancel", show=False),
    ]

    def __init__(
        self,
        read: Callable[[], Sequence[Baseline]],
        freeze: Callable[[str], str],
        since: Callable[[Baseline], Difference],
        delete: Callable[[Baseline], str],
        ask: Callable[..., None],
        *,
        at: str = "",
    ) -> None:
        """`ask` is that of the screen below, which keeps what is typed; `at`: the one to open at once."""
        super().__init__()
        self.at = at
        self.read, self.freeze, self.since, self.delete, self.ask = read, freeze, since, delete, ask

    def compose(self) -> ComposeResult:
        """The list."""
        with Vertical():
            yield Static(_("Baselines"), classes="title", markup=False)
            yield BaselineGrid(
                [
                    Column(N_("Ref"), 8, lambda b: b.ref),
                    Column(N_("When"), 16, lambda b: local_time(b.taken)),
                    Column(N_("Kind"), 6, lambda b: _("deck") if b.kind == "deck" else ""),
                    Column(N_("Requirements"), 12, lambda b: str(b.count), align="right"),
                    Column(N_("Name"), 0, lambda b: b.title),
                ]
            )
            yield KeyBar()

    def on_mount(self) -> None:
        """Fill it."""
        self.query_one(BaselineGrid).focus()
        self._fill(keep=self.at)
        if self.at:
            self.action_compare()

    def _fill(self, wrong: str = "", keep: str = "") -> None:
        found = sorted(self.read(), key=lambda b: (b.taken, b.id), reverse=True)
        self.query_one(BaselineGrid).load(found, keep)
        keys = [("a", _("Freeze")), ("enter", _("What changed")), ("d", _("Delete")), ("q", _("Back"))]
        self.query_one(KeyBar).say_items([] if wrong else keys if found else [keys[0], keys[-1]], wrong)

    def action_add(self) -> None:
        """Ask for the name, and freeze."""
        names = {b.title.casefold() for b in self.read()}

        def wrong(text: str) -> str:
            if not text:
                return _("Type a name.")
            return (
                _("There is a baseline “{name}” already.").format(name=text)
                if text.casefold() in names
                else ""
            )

        def named(name: str) -> None:
            self._fill(self.freeze(one_line(name)))

        self.ask(_("Name of the baseline, such as: as agreed on 12 March"), named, "", wrong)

    def action_compare(self) -> None:
        """What changed since the baseline under the cursor."""
        here: Baseline | None = self.query_one(BaselineGrid).current
        if here is None:
            return
        try:
            found = self.since(here)
        except Problem as problem:
            self._fill(problem.sentence)
            return
        title = _("Changes since {name}").format(name=here.title)
        self.app.push_screen(Read(title, diff_lines(found)))

    def action_remove(self) -> None:
        """Delete it, after a question."""
        here: Baseline | None = self.query_one(BaselineGrid).current
        if here is None:
            return

        def agreed(yes: bool | None) -> None:
            if yes:
                self._fill(self.delete(here))

        question = _("Delete {refs}? u takes it back.").format(refs=f"{here.ref} {here.title}")
        self.app.push_screen(Confirm(question, _("Delete")), agreed)


def diff_lines(found: Difference) -> list[Line]:
    """A difference to read: what was added, what changed field by field, what was dropped."""
    if not found:
        return [(_("Nothing changed."), "muted")]
    lines: list[Line] = [(told(found), "muted"), ("", "")]
    last = ""
    tones = {_("added"): ("+", "good"), _("dropped"): ("-", "bad"), _("changed"): ("~", "warn")}
    for change, ref, title, field, before, after in rows(found, language()):
        sign, tone = tones[change]
        if ref != last or not field:
            lines.append((f"{sign} {ref} {title}", tone))
        last = ref
        if field:
            lines.append((f"    {field}: {one_line(before) or '-'} -> {one_line(after) or '-'}", ""))
    return lines
