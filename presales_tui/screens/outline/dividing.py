"""One section made into several at a line of its text, and several made into one."""

from __future__ import annotations

from presales_tui.locale import _, ngettext
from presales_tui.model.arranging import Arranging
from presales_tui.model.change import Change
from presales_tui.model.dividing import all_pieces, cut, cut_at, joined, pieces
from presales_tui.model.outline import Section
from presales_tui.screens.ground.options import Option
from presales_tui.screens.outline.entering import EnteringScreen

_ALL = "all"


class DividingScreen(EnteringScreen):
    """What the outline does with the text of sections as a whole."""

    def why_not_outline_split(self) -> str:
        """Its text must have a place to cut."""
        here = self.here()
        if here is None:
            return self.no_section()
        return "" if pieces(here.body) else _("There is no text to split: e writes it.")

    def do_outline_split(self) -> None:
        """Choose where: all headings or points as sections below, or one of its own from a line on."""
        here = self.here()
        if here is None:
            return
        every = all_pieces(here.body)
        options = [
            Option(str(piece.line), f"{'  ' * max(piece.level - 1, 0)}{piece.title}", _("from here on"))
            for piece in pieces(here.body)
        ]
        if len(every) > 1:
            shown = (
                _("Every heading a section below ({n})")
                if every[0].level
                else _("Every point a section below ({n})")
            )
            options.insert(0, Option(_ALL, shown.format(n=len(every))))

        def chosen(key: str) -> None:
            sections = self.desk.records(Section)
            made = cut(here, sections, every) if key == _ALL else cut_at(here, sections, int(key))
            self.folded.discard(here.id)
            self._done(*made)

        self.choose(
            _("Split “{title}”: what becomes a section?").format(title=here.title),
            options,
            chosen,
            typed=True,
        )

    def _done(self, change: Change, ids: list[str]) -> None:
        if self.commit(change, ids[0]) is not None:
            self.say(
                ngettext(
                    "{n} section made. u takes it back.", "{n} sections made. u takes it back.", len(ids)
                ).format(n=len(ids))
            )

    def _to_join(self) -> list[Section]:
        """What is marked; else the section under the cursor, after the one before it or its parent."""
        chosen = self.chosen()
        if len(chosen) > 1:
            by_id = {section.id: section for section in chosen}
            return [by_id[id_] for id_ in Arranging(self.desk.records(Section)).ordered(by_id)]
        here = self.here()
        if here is None:
            return []
        arranging = Arranging(self.desk.records(Section))
        siblings = arranging.siblings(here.id)
        at = siblings.index(here.id)
        before = siblings[at - 1] if at else arranging.parent(here.id)
        return [*arranging.now([before] if before else []), here]

    def why_not_outline_join(self) -> str:
        """There must be one before it, and the same people may see both."""
        found = self._to_join()
        if not found:
            return self.no_section()
        if len(found) < 2:
            return _("There is nothing before it to join it to.")
        if self.top and len(self.chosen()) < 2 and found[1].id == self.top:
            return self.beyond(found)
        if len({(section.visibility, section.parked) for section in found}) > 1:
            return _("Sections that are internal or set aside join their like only.")
        return ""

    def do_outline_join(self) -> None:
        """The text, notes and links of all in the first of them; each title is a heading there."""
        first, *others = self._to_join()
        if self.commit(joined(first, others, self.desk.records(Section)), first.id) is not None:
            self.say(_("Joined to “{title}”. u takes it back.").format(title=first.title))
