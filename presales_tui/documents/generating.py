"""An outline from a template and the records: what is added, what is made again, what stays as it is.

Decided as data first (`Generated`), so that it can be shown before it is written. What a person has
written is never touched: a section counts as generated only while its text is the one that was made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal, NamedTuple

from presales_tui.documents.book import Audience, Book
from presales_tui.documents.markdown import DataLine, blocks
from presales_tui.documents.slots import OPTIONS, SLOTS, SlotContext
from presales_tui.documents.slots.needs import NO_MODULE, wanted
from presales_tui.documents.words import word
from presales_tui.imports.outline_templates import MODULE, OutlineTemplate, Place
from presales_tui.locale import N_
from presales_tui.model.change import Change
from presales_tui.model.coverage import live
from presales_tui.model.outline import Section, fingerprint, in_order, shown
from presales_tui.model.position import between, following
from presales_tui.model.text import one_line

Action = Literal["add", "update", "same", "keep", "complete", "park", "remove", "drop"]

SAID: dict[Action, str] = {
    "add": N_("new"),
    "update": N_("made again"),
    "same": N_("as it was"),
    "keep": N_("hand-written, kept"),
    "complete": N_("hand-written, kept; data lines added below"),
    "park": N_("not in this template: set aside"),
    "remove": N_("its module is gone: removed"),
    "drop": N_("left out, no data"),
}
"""Action to what is said of it (English message)."""

_LISTING = frozenset({"requirements", "responses", "functions"})
"""Data lines that answer what they list, if they list a part."""


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
        return sum(step.missing and step.action != "drop" for step in self.steps)


class _Draft(NamedTuple):
    """A section as the template wants it."""

    place: Place
    slot: str
    title: str
    body: str
    notes: str
    requirements: tuple[str, ...]
    missing: bool
    holds: bool
    """Whether other places stand below it: a chapter needs no text."""


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
    part of the template are parked. `only` is the slot of one section that is made again.
    """
    return _Generator(book, template, lang, drop_empty, aside, only).run()


class _Generator:
    def __init__(
        self, book: Book, template: OutlineTemplate, lang: str, drop_empty: bool, aside: bool, only: str
    ) -> None:
        self._book, self._template, self._lang, self._only = book, template, lang, only
        self._drop_empty, self._aside = drop_empty, aside and not only
        self._for: Mapping[Audience, Book] = {"client": book.for_audience("client"), "internal": book}
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

    def run(self) -> Generated:
        drafts = list(self._drafts())
        dropped = self._dropped(drafts)
        above: list[tuple[int, str]] = []
        last: dict[str, str] = {}
        for n, draft in enumerate(drafts):
            while above and above[-1][0] >= draft.place.level:
                above.pop()
            depth = len(above)
            parent = above[-1][1] if above else ""
            existing = self._existing(draft)
            if n in dropped and existing is None:
                self._say("drop", draft, depth)
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

    # What the template wants

    def _drafts(self) -> Iterator[_Draft]:
        places = self._template.places
        modules = self._modules()
        for place, after in zip(places, (*places[1:], None), strict=True):
            holds = after is not None and after.level > place.level
            if not place.by_module:
                yield self._draft(place, place.slot, "", holds)
                continue
            for module in modules:
                name = word(self._lang, "no_module") if module == NO_MODULE else module
                yield self._draft(place, f"{place.slot}/{module}", module, holds, name)
            if not modules:
                bare = place._replace(title=place.title.replace(MODULE, "").strip(" :：-—"))
                told = word(self._lang, "to_complete", what=SLOTS["functions"].label(self._lang))
                yield self._draft(bare._replace(body=told), place.slot, "", holds)

    def _modules(self) -> list[str]:
        """The modules of what the client may know, in the order in which they came up."""
        found = dict.fromkeys(
            r.module.replace('"', "").strip() or NO_MODULE for r in live(self._for["client"].requirements)
        )
        if found.pop(NO_MODULE, "") is None and found:
            found[NO_MODULE] = None
        return list(found)

    def _draft(self, place: Place, slot: str, module: str, holds: bool, name: str = "") -> _Draft:
        body = self._filled(place.body, module)
        lines = _data_lines(body)
        audience: Audience = "internal" if place.internal else "client"
        if lines:
            missing = not any(self._has_data(line, audience) for line in lines)
        else:
            missing = not holds and (
                not body.strip() or body.startswith(word(self._lang, "to_complete", what=""))
            )
        return _Draft(
            place,
            slot,
            one_line(self._filled(place.title, name)),
            body,
            self._filled(place.notes, name),
            tuple(self._answered(lines)),
            missing,
            holds,
        )

    def _filled(self, text: str, module: str) -> str:
        for name, value in (
            (MODULE, module),
            ("{client}", self._book.client_name(self._lang)),
            ("{opportunity}", one_line(self._book.opportunity.name)),
        ):
            text = text.replace(name, value)
        return text

    def _has_data(self, line: DataLine, audience: Audience) -> bool:
        context = SlotContext(self._for[audience], self._lang, audience, dict(line.options))
        return bool(SLOTS[line.name].build(context))

    def _answered(self, lines: list[DataLine]) -> Iterator[str]:
        """Ids of the requirements that a section with these lines answers; a list of all answers none."""
        for line in lines:
            options = dict(line.options)
            if line.name in _LISTING and options.keys() & {"module", "type", "most"}:
                context = SlotContext(self._book, self._lang, "internal", options)
                yield from (r.id for r in context.most(wanted(self._book.requirements, options)))

    def _dropped(self, drafts: list[_Draft]) -> set[int]:
        """Numbers of the drafts that are left out; a chapter goes with all that stands below it."""
        dropped: set[int] = set()
        for n in range(len(drafts) - 1, -1, -1):
            draft = drafts[n]
            if not draft.holds:
                out = draft.missing and (draft.place.optional or self._drop_empty)
            else:
                below = range(n + 1, len(drafts))
                end = next((m for m in below if drafts[m].place.level <= draft.place.level), len(drafts))
                out = not draft.body.strip() and all(m in dropped for m in range(n + 1, end))
            if out:
                dropped.add(n)
        return dropped

    # What becomes of it

    def _existing(self, draft: _Draft) -> Section | None:
        found = self._by_slot.get(draft.slot)
        if found is None:
            found = self._by_title.get((draft.title.casefold(), draft.holds))
        return None if found is None or found.id in self._matched else found

    def _say(self, action: Action, draft: _Draft, depth: int, section: str = "", linked: int = 0) -> None:
        title = draft.title
        if not self._only or self._only == draft.slot:
            missing = draft.missing and action not in ("keep", "complete")
            self._steps.append(Step(action, draft.slot, title, depth, section, missing, linked))

    def _add(self, draft: _Draft, depth: int, parent: str, after: str) -> Section:
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

    def _renew(self, draft: _Draft, depth: int, was: Section, parent: str, after: str) -> None:
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
        if was.parked or (self._aside and self._out_of_place(was, parent, after)):
            new = replace(new, parked=False, parent=parent, pos=self._pos(parent, after, was.id))
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
    have = {line.name for line in _data_lines(there)}
    return [line.source for line in _data_lines(body) if line.name not in have]


def _data_lines(text: str) -> list[DataLine]:
    return [block for block in blocks(text, OPTIONS) if isinstance(block, DataLine)]
