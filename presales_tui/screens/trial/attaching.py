"""Attach evidence to an issue: name a file or pick one, see what is masked, accept; and read it again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from presales_tui.imports.evidence import Slice, evidence_of, read_slice, wanted
from presales_tui.locale import _, ngettext
from presales_tui.model.change import Change
from presales_tui.model.errors import Problem
from presales_tui.model.evidence import Evidence, counted, seen_before
from presales_tui.model.traces import fold
from presales_tui.model.trial import Issue
from presales_tui.screens.dialogs.files import choose_file
from presales_tui.screens.ground.dialog import Read
from presales_tui.widgets.reader import Line

if TYPE_CHECKING:
    from presales_tui.screens.ground.saving import SavingScreen

LOGS = Path("/var/log")
"""Where the picker begins."""


class Preview(Read):
    """What would be kept: masked lines below what they were. Enter keeps it; nothing is kept before."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,y", "keep", show=False, priority=True)]

    def __init__(self, lines: list[Line], title: str, keep: Callable[[], None]) -> None:
        super().__init__(title, lines, [("enter", _("Keep"))], leave=_("Do not keep"))
        self._keep = keep

    def action_keep(self) -> None:
        """Close, and keep it."""
        self.dismiss(None)
        self._keep()


def attach(screen: SavingScreen, issue: Issue) -> None:
    """Ask for `app.log`, `app.log:120-180` or `app.log:-50`; an empty line opens the picker."""

    def check(spec: str) -> str:
        try:
            if spec:
                read_slice(wanted(str(Path(spec).expanduser())))
        except Problem as problem:
            return problem.sentence
        return ""

    def answered(spec: str) -> None:
        if spec:
            preview(screen, issue, read_slice(wanted(str(Path(spec).expanduser()))))
        else:
            choose_file(screen, _("Attach which log?"), LOGS if LOGS.is_dir() else Path.home(), picked)

    def picked(path: Path) -> None:
        try:
            preview(screen, issue, read_slice(wanted(str(path))))
        except Problem as problem:
            screen.say(problem.sentence)

    screen.ask(
        _("Log: app.log, app.log:120-180 or app.log:-50 (empty: choose from a list)"), answered, check=check
    )


def preview(screen: SavingScreen, issue: Issue, found: Slice) -> None:
    """Show what is masked; keep it if it is accepted."""
    store = screen.desk.store
    if store is None:
        return
    new = replace(evidence_of(found, key=store.client.id), issue=issue.id, opportunity=issue.opportunity)

    def keep() -> None:
        if done := screen.commit(Change("Attach evidence").put(new), issue.id):
            told = _("{ref} kept with {issue}.").format(ref=done.records[0].ref, issue=issue.ref)
            again = seen_before(new, store.where(Evidence), store.where(Issue))
            screen.say(told + (" " + again if again else ""))

    screen.app.push_screen(Preview(_diff(found.text, new), f"{issue.ref} {found.name}", keep))


def show_evidence(screen: SavingScreen, issue: Issue, found: Sequence[Evidence]) -> None:
    """All evidence of an issue, long traces folded."""
    lines: list[Line] = []
    for evidence in found:
        place = f"{evidence.title}:{evidence.first}" if evidence.first else evidence.title
        lines.append((f"{evidence.ref}  {place}  {evidence.fingerprint}", "title"))
        if evidence.masked:
            lines.append((_("Masked: {what}").format(what=counted(evidence)), "muted"))
        lines += [(line, "") for line in fold(evidence.text).split("\n")]
        lines.append(("", ""))
    screen.app.push_screen(Read(f"{issue.ref} {issue.title}", lines))


def _diff(was: str, new: Evidence) -> list[Line]:
    """What was masked as pairs of lines, then everything that is kept."""
    before, after = was.split("\n"), new.text.split("\n")
    lines: list[Line] = []
    told = counted(new)
    lines.append(
        (_("Masked: {what}").format(what=told) if told else _("Nothing had to be masked."), "strong")
    )
    lines.append(
        (
            ngettext(
                "{n} line is kept; enter keeps it, q keeps nothing.",
                "{n} lines are kept; enter keeps them, q keeps nothing.",
                new.lines,
            ).format(n=new.lines),
            "muted",
        )
    )
    lines.append(("", ""))
    if len(before) != len(after):
        # A private key became one line: pairs would not stand side by side.
        return [*lines, *((line, "") for line in after)]
    for old, kept in zip(before, after, strict=True):
        if old == kept:
            lines.append(("  " + kept, "muted"))
        else:
            lines += [("- " + old, "bad"), ("+ " + kept, "good")]
    return lines
