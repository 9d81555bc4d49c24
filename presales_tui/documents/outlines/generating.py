"""An outline from a template and the records: what is added, what is made again, what stays as it is.

Decided as data first (`Generated`), so that it can be shown before it is written. What a person has
written is never touched: a section counts as generated only while its text is the one that was made.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Literal, NamedTuple

from presales_tui.documents.book import Book
from presales_tui.documents.outlines.drafts import Draft, Drafts, data_lines
from presales_tui.documents.outlines.told import is_told, told_by_hand
from presales_tui.imports.outline_templates import OutlineTemplate
from presales_tui.locale import N_, _
from presales_tui.model.change import Change
from presales_tui.model.outline import Section, fingerprint, in_order, shown
from presales_tui.model.position import between, following
from presales_tui.model.text import one_line

Action = Literal["add", "update", "same", "keep", "complete", "back", "park", "remove", "drop", "told"]

SAID: dict[Action, str] = {
    "add": N_("new"),
    "update": N_("made again"),
    "same": N_("as it was"),
    "keep": N_("hand-written, kept"),
    "complete": N_("hand-written, kept; data lines added below"),
    "back": N_("was set aside: taken back"),
    "park": N_("not in this template: set aside"),
    "remove": N_("its module is gone: removed"),
    "drop": N_("left out, no data"),
    "told": N_("left out, your own text has it"),
}
"""Action to what is said of it (English message)."""


class Step(NamedTuple):
    """What happens to one section."""

    action: Action
    slot: str
    title: str
    depth: int
    section: str = ""
    """Id; empty: there is none."""
    missing: bool = False
    """There is no data for it: it says what is to be completed."""
    linked: int = 0
    """Requirements that it answers from now on."""


class Generated(NamedTuple):
    """A generation before it is written."""

    steps: tuple[Step, ...]
    change: Change
    others: int
    """Sections of the outline that are no part of the template: they stay as they are."""

    def count(self, *actions: Action) -> int:
        """How many sections have one of some actions."""
        return sum(step.action in actions for step in self.steps)

    @property
    def missing(self) -> int:
        """How many sections are made whose data is still to come."""
        return sum(step.missing and step.action not in ("drop", "told") for step in self.steps)

    def told(self, title: str) -> str:
        """What it comes to, in figures; `title` is that of the template."""
        return _("{title}: {new} new, {again} made again, {kept} kept, {missing} to be completed").format(
            title=title,
            new=self.count("add"),
            again=self.count("update"),
            kept=self.count("keep", "complete"),
            missing=self.missing,
        )


def generate(
    book: Book,
    template: OutlineTemplate,
    lang: str,
    *,
    drop_empty: bool = False,
    aside: bool = False,
    only: str = "",
) -> Generated:
    """What the template makes of a book, and the change that does it (empty: nothing).

    `book` is the whole one, for both audiences and with what is parked. With `drop_empty` places without
    data are left out, as those are that the template calls optional; with `aside` chapters that are no
    part of the template are parked. `only` is the slot of one section that is made again. BadInput if
    the template is somebody's own and asks for what is not filled from the records.
    """
    if template.own:
        from presales_tui.documents.outlines.own_template import check_data_lines

        check_data_lines(template)
    return _Generator(book, template, lang, drop_empty, aside, only).run()


class _Generator:
    def __init__(
        self, book: Book, template: OutlineTemplate, lang: str, drop_empty: bool, aside: bool, only: str
    ) -> None:
        self._book, self._template, self._lang, self._only = book, template, lang, only
        self._drop_empty, self._aside = drop_empty, aside and not only
        self._change = Change(N_("Generate outline"))
        self._steps: list[Step] = []
        placed = in_order(book.sections)
        self._by_slot = {one.section.slot: one.section for one in reversed(placed) if one.section.slot}
        above = {section.parent for section in book.sections}
        self._by_title = {
            (one_line(one.section.title).casefold(), one.section.id in above): one.section
            for one in reversed(placed)
            if not one.section.slot
        }
        ids = {section.id for section in book.sections}
        self._children: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        """Parent to (position, id) of what is under it, in order."""
        for one in placed:
            parent = one.section.parent if one.section.parent in ids else ""
            self._children[parent].append((one.section.pos, one.section.id))
        self._matched: set[str] = set()
        self._fresh: set[str] = set()
        """Ids of the sections that are added: nobody can have taken anything out of them."""

    def run(self) -> Generated:
        drafts = Drafts(self._book, self._template, self._lang).all()
        dropped = self._dropped(drafts, self._told(drafts))
        above: list[tuple[int, str]] = []
        last: dict[str, str] = {}
        for n, draft in enumerate(drafts):
            while above and above[-1][0] >= draft.place.level:
                above.pop()
            depth = len(above)
            parent = above[-1][1] if above else ""
            existing = self._existing(draft)
            if n in dropped and existing is None:
                self._say(dropped[n], draft, depth)
                continue
            if existing is None:
                existing = self._add(draft, depth, parent, last.get(parent, ""))
            else:
                self._renew(draft, depth, existing, parent, last.get(parent, ""))
            self._matched.add(existing.id)
            above.append((draft.place.level, existing.id))
            last[parent] = existing.id
        self._retire({draft.slot for draft in drafts})
        self._park()
        self._limit()
        others = sum(section.id not in self._matched for section in shown(self._book.sections))
        return Generated(tuple(self._steps), self._change, others)

    def _told(self, drafts: list[Draft]) -> set[int]:
        """Numbers of the drafts that would only tell again what hand-written sections tell."""
        if self._only:
            return set()
        existing = [self._existing(draft) for draft in drafts]
        staying = frozenset(section.id for section in existing if section) if self._aside else None
        told = told_by_hand(self._book.for_audience("client").sections, staying)
        return {
            n
            for n, (draft, there) in enumerate(zip(drafts, existing, strict=True))
            if there is None and is_told(draft.body, told)
        }

    def _dropped(self, drafts: list[Draft], told: set[int]) -> dict[int, Action]:
        """The drafts that are left out by number, and why; a chapter goes with all that stands below it."""
        dropped: dict[int, Action] = {}
        for n in range(len(drafts) - 1, -1, -1):
            draft, end = drafts[n], n + 1
            if not draft.holds:
                out = n in told or (draft.missing and (draft.place.optional or self._drop_empty))
            else:
                below = range(n + 1, len(drafts))
                end = next((m for m in below if drafts[m].place.level <= draft.place.level), len(drafts))
                out = not draft.body.strip() and all(m in dropped for m in range(n + 1, end))
            if out:
                dropped[n] = "told" if told.intersection(range(n, end)) else "drop"
        return dropped

    # What becomes of it

    def _existing(self, draft: Draft) -> Section | None:
        found = self._by_slot.get(draft.slot)
        if found is None:
            found = self._by_title.get((draft.title.casefold(), draft.holds))
        return None if found is None or found.id in self._matched else found

    def _say(self, action: Action, draft: Draft, depth: int, section: str = "", linked: int = 0) -> None:
        title = draft.title
        if not self._only or self._only == draft.slot:
            missing = draft.missing and action not in ("keep", "complete", "told")
            self._steps.append(Step(action, draft.slot, title, depth, section, missing, linked))

    def _add(self, draft: Draft, depth: int, parent: str, after: str) -> Section:
        new = Section(
            opportunity=self._book.opportunity.id,
            parent=parent,
            title=draft.title,
            body=draft.body,
            notes=draft.notes,
            requirements=tuple(dict.fromkeys(draft.requirements)),
            slot=draft.slot,
            made=fingerprint(draft.body),
            minutes=draft.place.minutes,
            visibility="internal" if draft.place.internal else "external",
        )
        if self._only and self._only != draft.slot:
            return new
        if self._only and all(parent != section.id for section in self._book.sections):
            new, parent = replace(new, parent=""), ""
        new = replace(new, pos=self._pos(parent, after, new.id))
        self._fresh.add(new.id)
        self._change.put(new)
        self._say("add", draft, depth, new.id, len(new.requirements))
        return new

    def _pos(self, parent: str, after: str, new_id: str) -> str:
        """A position after a sibling, or at the end; the list of the siblings knows of it then."""
        for there in self._children.values():
            there[:] = [entry for entry in there if entry[1] != new_id]
        siblings = self._children[parent]
        at = next((n for n, (_pos, id_) in enumerate(siblings) if id_ == after), len(siblings) - 1)
        before = siblings[at][0] if siblings else ""
        if at + 1 < len(siblings) and siblings[at + 1][0] > before:
            pos = between(before, siblings[at + 1][0])
        else:
            pos = following(before, 1)[0]
        siblings.insert(at + 1, (pos, new_id))
        return pos

    def _renew(self, draft: Draft, depth: int, was: Section, parent: str, after: str) -> None:
        if self._only and self._only != draft.slot:
            return
        touched = bool(was.body.strip()) and was.made != fingerprint(was.body)
        wanted_ids = dict.fromkeys((*was.requirements, *draft.requirements))
        new = replace(was, slot=draft.slot, requirements=tuple(wanted_ids))
        action: Action = "keep"
        if not touched:
            new = replace(new, body=draft.body, made=fingerprint(draft.body))
            action = "same" if new.body == was.body else "update"
        elif self._only and (lines := _lines_without(draft.body, was.body)):
            new = replace(new, body="\n\n".join((was.body.rstrip(), *lines)))
            action = "complete"
        if not was.slot and not was.minutes:
            new = replace(new, minutes=draft.place.minutes)
        # What is set aside by generating are whole chapters; a section below them was so by hand, and stays.
        back = was.parked and not was.parent
        moves = parent in self._fresh or self._aside
        if back or (moves and self._out_of_place(was, parent, after)):
            parked = was.parked and not back
            new = replace(new, parked=parked, parent=parent, pos=self._pos(parent, after, was.id))
            action = "back" if back else action
        if new != was:
            self._change.put(new, was)
        self._say(action, draft, depth, was.id, len(wanted_ids) - len(was.requirements))

    def _out_of_place(self, section: Section, parent: str, after: str) -> bool:
        order = [id_ for _pos, id_ in self._children[parent]]
        if section.id not in order:
            return True
        return after in order and order.index(after) > order.index(section.id)

    def _retire(self, drafts: set[str]) -> None:
        """Sections of a module that is gone, if nobody has written anything there."""
        if self._only:
            return
        stems = {place.slot for place in self._template.places if place.by_module}
        for slot, section in self._by_slot.items():
            if slot in drafts or slot.partition("/")[0] not in stems:
                continue
            written = section.made != fingerprint(section.body) or bool(section.notes.strip())
            if not written and not self._children[section.id]:
                self._change.delete(section)
                self._matched.add(section.id)
                self._steps.append(Step("remove", slot, section.title, 1, section.id))

    def _park(self) -> None:
        """Chapters that are no part of the template go to the end, into no document."""
        order = [id_ for _pos, id_ in self._children[""]] if self._aside else []
        last = max((n for n, id_ in enumerate(order) if id_ in self._matched), default=-1)
        known = {section.id: section for section in self._book.sections}
        for n, id_ in enumerate(order):
            was = known.get(id_)
            if was is None or id_ in self._matched or (was.parked and n > last):
                continue
            pos = self._pos("", self._children[""][-1][1], id_)
            self._change.put(replace(was, parent="", parked=True, pos=pos), was)
            if not was.parked:
                self._steps.append(Step("park", was.slot, was.title, 0, id_))

    def _limit(self) -> None:
        """The time that the template gives, where none is set yet."""
        opportunity = self._book.opportunity
        if self._template.minutes and not opportunity.deck_minutes and not self._only:
            self._change.put(replace(opportunity, deck_minutes=self._template.minutes), opportunity)


def _lines_without(body: str, there: str) -> list[str]:
    """The data lines of a text that another one does not have."""
    have = {line.name for line in data_lines(there)}
    return [line.source for line in data_lines(body) if line.name not in have]
