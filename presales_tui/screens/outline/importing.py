"""An outline from a file: what it holds is looked at, and where it goes, before anything is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from presales_tui.locale import _, ngettext
from presales_tui.model.outline import Section, in_order
from presales_tui.model.requirement import Requirement
from presales_tui.screens.dialogs.weighing import Switch, Weigh, Weighed, WeighRow

if TYPE_CHECKING:
    from presales_tui.imports.any_outline import Read
    from presales_tui.screens.outline.branches import BranchScreen

_BELOW = "b"
"""The key that puts what is imported below the section under the cursor."""


def choose_outline(screen: BranchScreen) -> None:
    """Choose a file; then see what its sections would be, and what of it has no place here."""
    from presales_tui.screens.dialogs.files import choose_file

    title = _("Import an outline: Markdown, OPML, PPTX or DOCX")
    choose_file(screen, title, Path.cwd(), lambda path: _read(screen, path))


def _read(screen: BranchScreen, path: Path) -> None:
    from presales_tui.imports.any_outline import read_outline
    from presales_tui.model.errors import Problem
    from presales_tui.model.text import one_line

    screen.say(_("Reading {name} …").format(name=one_line(path.name)))

    def work() -> None:
        try:
            found = read_outline(path)
        except Problem as problem:
            screen.app.call_from_thread(screen.say, problem.sentence)
        else:
            screen.app.call_from_thread(_offer, screen, found)

    screen.run_worker(work, thread=True, exclusive=True, group="import")


def _offer(screen: BranchScreen, found: Read) -> None:
    screen.end_message()
    here = screen.here()
    made = {
        under: found.change(
            screen.desk.opportunity_id, screen.desk.records(Section), screen.desk.records(Requirement), under
        )
        for under in {"", here.id if here else ""}
    }

    def under(on: frozenset[str]) -> str:
        return here.id if here and _BELOW in on else ""

    def look(on: frozenset[str]) -> Weighed:
        sections = [put.new for put in made[under(on)].puts if isinstance(put.new, Section)]
        rows = [WeighRow(f"told{n}", text, _("note"), "warn") for n, text in enumerate(found.told)]
        rows += [
            WeighRow(one.section.id, "  " * one.depth + one.section.title, _size(one.section))
            for one in in_order(sections)
        ]
        title = ngettext(
            "{n} section from {name} ({encoding})", "{n} sections from {name} ({encoding})", len(sections)
        ).format(n=len(sections), name=found.name, encoding=found.form)
        place = _("below “{title}”").format(title=here.title) if here and under(on) else _("at the end")
        return Weighed(f"{title} → {place}", rows)

    def agreed(on: frozenset[str] | None) -> None:
        if on is None:
            return
        change = made[under(on)]
        if screen.commit(change, change.puts[0].new.id) is not None:
            screen.say(
                ngettext(
                    "{n} section imported. u takes it back.",
                    "{n} sections imported. u takes them back.",
                    len(change.puts),
                ).format(n=len(change.puts))
            )

    switches = [Switch(_BELOW, _("Below the cursor"), _("At the end"))] if here else []
    screen.app.push_screen(Weigh(look, _("Import"), switches), agreed)


def _size(section: Section) -> str:
    """How much text a section has, in a few words."""
    lines = sum(bool(line.strip()) for line in section.body.split("\n"))
    said = ngettext("{n} line", "{n} lines", lines).format(n=lines) if lines else "-"
    return said + (" + " + _("notes") if section.notes.strip() else "")
