"""The outline made of something: of a template and the records, or of a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presales_tui.locale import N_, _, language, ngettext
from presales_tui.model.change import Change
from presales_tui.model.errors import Problem
from presales_tui.model.outline import Section
from presales_tui.screens.dialogs.weighing import Switch, Weigh, Weighed, WeighRow
from presales_tui.screens.ground.options import Option
from presales_tui.screens.outline.placing import PlacingScreen

if TYPE_CHECKING:
    from presales_tui.documents.outlines.generating import Generated

_TONES = dict.fromkeys(("add", "update"), "good")
_TONES |= dict.fromkeys(("remove", "park"), "warn") | dict.fromkeys(("drop", "told", "same"), "muted")


class MakingScreen(PlacingScreen):
    """Generate, make one section again, import."""

    def do_outline_template(self) -> None:
        """Choose a template; then see what it would add, make again and leave alone."""
        from presales_tui.imports.outline_templates import outline_templates

        found, wrong = outline_templates(self.desk.workspace.path, language())
        by_name = {template.name: template for template in found}
        options = [
            Option(
                template.name,
                f"{template.title} ({_('{n} min').format(n=f'{template.minutes:g}')})"
                if template.minutes
                else template.title,
                _("own") if template.own else template.name,
                str(n),
            )
            for n, template in enumerate(found, 1)
        ]

        def chosen(name: str) -> None:
            try:
                self._weigh(by_name[name].name)
            except Problem as problem:
                self.say(problem.sentence)

        self.choose(_("Generate the outline: which kind?"), options, chosen, typed=len(options) > 9)
        if wrong:
            self.say(next(iter(wrong.values())).sentence)

    def _weigh(self, name: str) -> None:
        from presales_tui.documents.book import Book
        from presales_tui.documents.language import document_language
        from presales_tui.documents.outlines.generating import SAID, generate
        from presales_tui.imports.outline_templates import outline_template

        store = self.desk.store
        if store is None:
            return
        lang = document_language(store, self.desk.opportunity_id)
        template = outline_template(self.desk.workspace.path, lang, name)
        book = Book.of(store, self.desk.opportunity_id, parked=True)

        def made(on: frozenset[str]) -> Generated:
            return generate(book, template, lang, drop_empty="e" in on, aside="o" in on)

        def look(on: frozenset[str]) -> Weighed:
            found = made(on)
            title = found.told(template.title)
            if found.others and "o" not in on:
                title += "\n" + ngettext(
                    "{n} other section stays as it is; o sets its chapter aside.",
                    "{n} other sections stay as they are; o sets their chapters aside.",
                    found.others,
                ).format(n=found.others)
            rows = [
                WeighRow(
                    f"{step.slot} {n}",
                    "  " * step.depth + step.title,
                    _("to be completed") if step.missing and step.action == "add" else _(SAID[step.action]),
                    "warn" if step.missing and step.action == "add" else _TONES.get(step.action, ""),
                )
                for n, step in enumerate(found.steps)
            ]
            if "a" not in on:
                rows = [row for row, step in zip(rows, found.steps, strict=True) if step.action != "same"]
            return Weighed(title, rows)

        made(frozenset())  # what is wrong with the template is said now

        def agreed(on: frozenset[str] | None) -> None:
            if on is None:
                return
            found = made(on)
            first = next((step.section for step in found.steps if step.action == "add"), "")
            if not found.change:
                self.say(_("Everything is there already."))
            elif self.commit(found.change, first) is not None:
                self.say(
                    ngettext(
                        "{new} section made, {kept} hand-written kept. u takes it back.",
                        "{new} sections made, {kept} hand-written ones kept. u takes it back.",
                        found.count("add", "update"),
                    ).format(new=found.count("add", "update"), kept=found.count("keep"))
                )

        aside = any(not section.slot for section in book.sections) or any(
            section.slot not in {place.slot for place in template.places} for section in book.sections
        )
        switches = [Switch("e", _("Leave empty ones out"), _("Keep empty ones"))]
        if any(section.slot for section in book.sections):
            switches.append(Switch("a", _("All sections"), _("Only what changes")))
        if aside:
            switches.append(Switch("o", _("Set others aside"), _("Keep others")))
        self.app.push_screen(Weigh(look, _("Generate"), switches), agreed)

    def why_not_outline_again(self) -> str:
        """The section must come from a template."""
        here = self.here()
        if here is None:
            return self.no_section()
        return "" if here.slot else _("This section was not made from a template.")

    def do_outline_again(self) -> None:
        """Make the section under the cursor again; what is written by hand stays, and that is said."""
        from presales_tui.documents.book import Book
        from presales_tui.documents.language import document_language
        from presales_tui.documents.outlines.generating import generate
        from presales_tui.imports.outline_templates import outline_templates

        here, store = self.here(), self.desk.store
        if here is None or store is None:
            return
        lang = document_language(store, self.desk.opportunity_id)
        book = Book.of(store, self.desk.opportunity_id, parked=True)
        stem = here.slot.partition("/")[0]
        found_all, wrong = outline_templates(self.desk.workspace.path, lang)
        if wrong:
            # The place may be in it: what comes along must not take its place unsaid.
            self.say(next(iter(wrong.values())).sentence)
            return
        for template in found_all[::-1]:
            if all(place.slot != stem for place in template.places):
                continue
            try:
                found = generate(book, template, lang, only=here.slot)
            except Problem as problem:
                self.say(problem.sentence)
                return
            if not found.steps:
                continue
            step = found.steps[0]
            if found.change:
                self.commit(found.change, here.id)
            self.say(_told(step.action, step.linked, template.title))
            return
        self.say(_("No template has a place for it any more; it stays as it is."))

    why_not_outline_insert = PlacingScreen.no_section

    def do_outline_insert(self) -> None:
        """Choose what is drawn from the records below the text of the section."""
        from presales_tui.documents.book import Book
        from presales_tui.documents.language import document_language
        from presales_tui.documents.slots import SLOTS, SlotContext

        here, store = self.here(), self.desk.store
        if here is None or store is None:
            return
        lang = document_language(store, self.desk.opportunity_id)
        book = Book.of(store, self.desk.opportunity_id).for_audience("client")
        context = SlotContext(book, lang, "client")
        options = [
            Option(
                name,
                f"{slot.label(language())}  {{{{{name}}}}}",
                "" if slot.build(context) else _("no data yet"),
            )
            for name, slot in SLOTS.items()
        ]

        def chosen(name: str) -> None:
            body = "\n\n".join(filter(None, (here.body.rstrip(), f"{{{{{name}}}}}")))
            self.commit(Change(N_("Edit section")).put(replace(here, body=body), here), here.id)

        self.choose(_("Which data line?"), options, chosen, typed=True)

    # Onto a deck, from a file

    def why_not_outline_onto(self) -> str:
        """There must be something to export."""
        return "" if self.desk.records(Section) else _("There is no outline to export yet.")

    def do_outline_onto(self) -> None:
        """Choose the deck that came back."""
        from presales_tui.screens.outline.onto import choose_deck

        choose_deck(self)

    def do_outline_import(self) -> None:
        """Choose a file; then see what its sections would be, and where they go."""
        from presales_tui.screens.outline.importing import choose_outline

        choose_outline(self)


def _told(action: str, linked: int, template: str) -> str:
    """What making one section again has done."""
    said = {
        "update": _("Made again from “{template}”."),
        "keep": _("Hand-written: the text stays as it is."),
        "complete": _("Hand-written: the text stays; missing data lines stand below it."),
    }.get(action, _("It is as the template “{template}” and the records make it."))
    said = said.format(template=template)
    return said + (
        " "
        + ngettext("{n} more requirement placed.", "{n} more requirements placed.", linked).format(n=linked)
        if linked
        else ""
    )
