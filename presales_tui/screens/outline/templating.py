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
    """Ask for a file; then show its mapping."""
    from presales_tui.documents.template.load import ENDINGS
    from presales_tui.screens.dialogs.files import choose_file

    opportunity = screen.desk.opportunity
    if opportunity is None:
        return

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


def _look(screen: SavingScreen, opportunity: Opportunity, file: str) -> None:
    """Read it beside the event loop; then its mapping, and whether to keep it."""
    from presales_tui.documents.template.load import load_template

    screen.say(_("Reading {file} …").format(file=Path(file).name))

    def work() -> None:
        try:
            template = load_template(file)
        except Problem as problem:
            screen.app.call_from_thread(screen.say, problem.sentence)
        else:
            screen.app.call_from_thread(_confirm, screen, opportunity, file, template)

    screen.run_worker(work, thread=True, exclusive=True, group="template")


def _confirm(screen: SavingScreen, opportunity: Opportunity, file: str, template: Template) -> None:
    from presales_tui.documents.template.telling import facts, mapping

    rows = [Option("", _("Keep {file}").format(file=Path(file).name), _("Enter"))]
    rows += [
        Option(f"row{n}", f"{label}: {layout}", told)
        for n, (label, layout, told) in enumerate(mapping(template))
    ]
    rows += [Option(f"fact{n}", text) for n, text in enumerate(facts(template))]
    screen.choose(
        _("What the template is used for"), rows, lambda _key: _keep(screen, opportunity, file), typed=False
    )


def _keep(screen: SavingScreen, opportunity: Opportunity, file: str) -> None:
    if file != opportunity.deck_template:
        new = replace(opportunity, deck_template=file, deck_layouts=())
        screen.commit(Change(N_("Choose deck template")).put(new, opportunity))
    screen.say(_("Decks are made with {file}.").format(file=Path(file).name or _("the built-in template")))
