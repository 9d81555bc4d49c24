"""The template that decks of the open opportunity are made with: choosing it, and its frame."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from presales_tui.documents.planning.frame import WIDE, Frame
from presales_tui.locale import N_, _
from presales_tui.model.change import Change
from presales_tui.model.errors import Problem
from presales_tui.model.opportunity import Opportunity
from presales_tui.screens.ground.options import Option

if TYPE_CHECKING:
    from presales_tui.documents.template import Template
    from presales_tui.screens.ground.saving import SavingScreen

Chosen = tuple[tuple[str, str], ...]
"""Layouts chosen by hand: role and name."""


def frame_of(screen: SavingScreen, opportunity: Opportunity) -> Frame:
    """The geometry that the export will draw in; of a template that is no use any more the built-in one."""
    from presales_tui.documents.deck import template_of

    try:
        template = template_of(opportunity)
    except Problem as problem:
        screen.say(problem.sentence)
        return WIDE
    return template.frame if template else WIDE


def choose_template(screen: SavingScreen) -> None:
    """The template in use with its mapping, another file, or the built-in one; without one a file at once."""
    opportunity = screen.desk.opportunity
    if opportunity is None:
        return
    now = opportunity.deck_template
    if not now:
        _choose_file(screen, opportunity)
        return

    def picked(key: str) -> None:
        if key == "now":
            _look(screen, opportunity, now)
        elif key == "file":
            _choose_file(screen, opportunity)
        else:
            _keep(screen, opportunity, "")

    rows = [
        Option("now", _("{file}: mapping").format(file=Path(now).name), "*", "1"),
        Option("file", _("Another file …"), "", "2"),
        Option("", _("Built-in template"), "", "3"),
    ]
    screen.choose(_("Deck template"), rows, picked, typed=False)


def _choose_file(screen: SavingScreen, opportunity: Opportunity) -> None:
    """Ask for a file; then show its mapping."""
    from presales_tui.documents.template.load import ENDINGS
    from presales_tui.screens.dialogs.files import choose_file

    def chosen(path: Path) -> None:
        if path == Path():
            _keep(screen, opportunity, "")
        else:
            _look(screen, opportunity, str(path))

    built_in = Option("", _("Built-in template"), "" if opportunity.deck_template else "*")
    choose_file(screen, _("Deck template"), _start(opportunity), chosen, endings=ENDINGS, first=built_in)


def _start(opportunity: Opportunity) -> Path:
    kept = Path(opportunity.deck_template).expanduser().parent if opportunity.deck_template else Path.cwd()
    return kept if kept.is_dir() else Path.home()


def _look(screen: SavingScreen, opportunity: Opportunity, file: str, layouts: Chosen | None = None) -> None:
    """Read it beside the event loop; then its mapping, to be changed or kept."""
    from presales_tui.documents.template.load import load_template

    if layouts is None:
        layouts = opportunity.deck_layouts if file == opportunity.deck_template else ()
    chosen = layouts
    screen.say(_("Reading {file} …").format(file=Path(file).name))

    def work() -> None:
        try:
            template = load_template(file, chosen)
        except Problem as problem:
            screen.app.call_from_thread(screen.say, problem.sentence)
        else:
            screen.app.call_from_thread(_confirm, screen, opportunity, file, template, chosen)

    screen.run_worker(work, thread=True, exclusive=True, group="template")


def _confirm(
    screen: SavingScreen, opportunity: Opportunity, file: str, template: Template, layouts: Chosen
) -> None:
    """What each layout is used for: enter on one takes another, enter on the first line keeps all."""
    from presales_tui.documents.template import ROLES
    from presales_tui.documents.template.telling import facts, mapping

    by_hand = dict(layouts)
    rows = [Option("", _("Keep {file}").format(file=Path(file).name), _("Enter"))]
    rows += [
        Option(role, f"{label}: {layout}", _("by hand") if role in by_hand else told)
        for role, (label, layout, told) in zip(ROLES, mapping(template), strict=True)
    ]
    rows += [Option(f"fact{n}", text) for n, text in enumerate(facts(template))]

    def picked(key: str) -> None:
        if not key:
            _keep(screen, opportunity, file, layouts)
        elif key.startswith("fact"):
            _confirm(screen, opportunity, file, template, layouts)
        else:
            _another(screen, opportunity, file, template, layouts, key)

    screen.choose(_("What the template is used for"), rows, picked, typed=False)


def _another(
    screen: SavingScreen, opportunity: Opportunity, file: str, template: Template, layouts: Chosen, role: str
) -> None:
    """Choose a layout for a role by hand; then the mapping again, read with it."""
    from presales_tui.documents.template.telling import LABELS

    now = {str(known): layout.name for known, layout in template.layouts.items()}[role]
    label = {str(known): _(text) for known, text in LABELS.items()}[role]
    rows = [Option("", _("As it is matched"), "")]
    rows += [Option(name, name, "*" if name == now else "") for name in template.names]

    def picked(name: str) -> None:
        kept = tuple((known, layout) for known, layout in layouts if known != role)
        _look(screen, opportunity, file, (*kept, (role, name)) if name else kept)

    screen.choose(_("Layout for: {use}").format(use=label), rows, picked, typed=True)


def _keep(screen: SavingScreen, opportunity: Opportunity, file: str, layouts: Chosen = ()) -> None:
    if (file, layouts) != (opportunity.deck_template, opportunity.deck_layouts):
        new = replace(opportunity, deck_template=file, deck_layouts=layouts)
        screen.commit(Change(N_("Choose deck template")).put(new, opportunity))
    screen.say(_("Decks are made with {file}.").format(file=Path(file).name or _("the built-in template")))
