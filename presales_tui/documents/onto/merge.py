"""Which slide of the edited deck becomes what: decided as data, before anything is written.

Three lists meet: what an export drew then (the ledger), what stands in the deck now (theirs), and what
would be drawn today (ours). Nothing that a person did is lost: a slide changed there stays, a slide
changed on both sides stays and ours comes beside it, a slide of the colleague's own stays where it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

Action = Literal[
    "keep",
    "theirs",
    "update",
    "notes",
    "mix",
    "conflict",
    "beside",
    "add",
    "back",
    "extra",
    "retire",
    "remove",
]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A slide as the ledger remembers it, or as it would be drawn today."""

    group: str
    text: str
    notes: str = "0"
    marks: str = ""
    """Emphasis, links, descriptions; empty: not known."""

    def says(self, other: Drawn) -> bool:
        """Whether both say the same, notes aside."""
        return self.text == other.text and (not (self.marks and other.marks) or self.marks == other.marks)


@dataclass(frozen=True, slots=True)
class Theirs:
    """A slide of the edited deck."""

    group: str = ""
    """Empty: it carries no stamp."""
    n: int = 0
    base_text: str = ""
    base_notes: str = "0"
    text: str = ""
    notes: str = "0"
    reshaped: bool = False
    """Whether positions or looks differ from what was drawn."""
    tended: bool = False
    """Whether something else on it does: comments, or that it is hidden."""

    @property
    def changed(self) -> bool:
        """Whether the slide itself was changed there."""
        return self.text != self.base_text or self.reshaped

    @property
    def changed_notes(self) -> bool:
        """Whether its speaker notes were."""
        return self.notes != self.base_notes

    @property
    def touched(self) -> bool:
        """Whether anything of it was."""
        return self.changed or self.changed_notes or self.tended


@dataclass(frozen=True, slots=True)
class Step:
    """One slide of the new deck; indices into the lists, `None` where it is in one of them only."""

    action: Action
    theirs: int | None = None
    ours: int | None = None
    ours_notes: bool = False
    """Update: whether the notes are ours as well."""


@dataclass(slots=True)
class Merge:
    """The new deck, in order, and what is not in it."""

    steps: list[Step] = field(default_factory=list)
    deleted: list[int] = field(default_factory=list)
    """Of ours: deleted there and not changed here, so they stay deleted."""
    removed: list[int] = field(default_factory=list)
    """Of theirs: no longer in the outline, untouched there, removed as was asked."""
    withheld: list[int] = field(default_factory=list)
    """Of theirs: what they tell is internal now, so they go whatever was done to them."""
    order: Literal["same", "theirs", "ours", "both"] = "same"
    """Who moved slides; `both`: the order there stands."""

    def count(self, *actions: Action) -> int:
        """How many slides have one of some actions."""
        return sum(step.action in actions for step in self.steps)


def merge(
    ledger: Sequence[Drawn],
    theirs: Sequence[Theirs],
    ours: Sequence[Drawn],
    *,
    remove_retired: bool = False,
    mixes: Callable[[int, int], bool] = lambda _theirs, _ours: False,
    internal: Callable[[str], bool] = lambda _group: False,
) -> Merge:
    """The new deck. `mixes`: whether what was changed on both sides of a slide goes into one.

    `internal`: whether nobody outside may see the slides of a group any more; copies of them go as well.
    An empty ledger is taken from the stamps; then what was deleted there comes back.
    """
    if not ledger:
        ledger = [Drawn(t.group, t.base_text, t.base_notes) for t in theirs if t.group]
    place = _where_they_are(ledger, theirs)
    then = _what_they_were(ledger, ours)
    result = Merge()
    theirs = list(theirs)
    for at, index in place.items():
        if not theirs[index].group:  # what was drawn is known by the ledger alone
            base = ledger[at]
            theirs[index] = replace(theirs[index], base_text=base.text, base_notes=base.notes)
    step_of: dict[int, list[Step]] = {}
    drawn_as = {at: n for n, at in then.items() if at is not None}
    for at, index in place.items():
        n = drawn_as.get(at)
        if internal(ledger[at].group):
            result.withheld.append(index)
        elif n is None:
            if remove_retired and not theirs[index].touched:
                result.removed.append(index)
            else:
                step_of[index] = [Step("retire", index)]
        else:
            step_of[index] = _meet(ledger[at], theirs[index], ours[n], index, n, mixes)
    gone = {*result.removed, *result.withheld}
    for index, slide in enumerate(theirs):
        if index in step_of or index in gone:
            continue
        if slide.group and internal(slide.group):
            result.withheld.append(index)
        else:
            step_of[index] = [Step("extra", index)]
    fresh: dict[int, Step] = {}
    for n in range(len(ours)):
        was = then.get(n)
        if was is None:
            fresh[n] = Step("add", None, n)
        elif was not in place:
            if ours[n].says(ledger[was]) and ours[n].notes == ledger[was].notes:
                result.deleted.append(n)
            else:
                fresh[n] = Step("back", None, n)
    _arrange(
        result, ledger, ours, step_of, fresh, {n: place[at] for n, at in then.items() if at in place}, then
    )
    return result


def _where_they_are(ledger: Sequence[Drawn], theirs: Sequence[Theirs]) -> dict[int, int]:
    """Index in the ledger to index in the edited deck.

    A slide that was copied there is twice: the one that is still as it was drawn counts as the
    original. A slide that lost its stamp is known by its words, if they are those of one that is missed.
    """
    at_of: dict[tuple[str, int], int] = {}
    count: defaultdict[str, int] = defaultdict(int)
    for at, entry in enumerate(ledger):
        at_of[entry.group, count[entry.group]] = at
        count[entry.group] += 1
    claims: defaultdict[int, list[int]] = defaultdict(list)
    for index, slide in enumerate(theirs):
        found = at_of.get((slide.group, slide.n)) if slide.group else None
        if found is not None:
            claims[found].append(index)
    place = {at: min(found, key=lambda i: (theirs[i].changed, i)) for at, found in claims.items()}
    missed: defaultdict[str, list[int]] = defaultdict(list)
    for at, entry in enumerate(ledger):
        if at not in place:
            missed[entry.text].append(at)
    for index, slide in enumerate(theirs):
        if not slide.group and missed.get(slide.text):
            place[missed[slide.text].pop(0)] = index
    if not any(slide.group for slide in theirs):
        place |= _between(place, len(ledger), len(theirs))
    return place


def _between(place: dict[int, int], drawn: int, standing: int) -> dict[int, int]:
    """A deck without any stamps: as many slides between two that are known as were drawn there are those."""
    found: dict[int, int] = {}
    known = [(-1, -1), *sorted(place.items()), (drawn, standing)]
    for (at, index), (next_at, next_index) in pairwise(known):
        if next_at - at == next_index - index:
            found |= {at + n: index + n for n in range(1, next_at - at)}
    taken = set(place.values())
    return {at: index for at, index in found.items() if index not in taken}


def _what_they_were(ledger: Sequence[Drawn], ours: Sequence[Drawn]) -> dict[int, int | None]:
    """Index of ours to index in the ledger; `None`: it is new.

    Within a section the slides that say the same are the same; those between them are paired in order.
    """
    then_of: defaultdict[str, list[int]] = defaultdict(list)
    now_of: defaultdict[str, list[int]] = defaultdict(list)
    for at, entry in enumerate(ledger):
        then_of[entry.group].append(at)
    for n, slide in enumerate(ours):
        now_of[slide.group].append(n)
    found: dict[int, int | None] = dict.fromkeys(range(len(ours)))
    for group, now in now_of.items():
        then = then_of.get(group, [])
        matcher = SequenceMatcher(
            None, [ledger[at].text for at in then], [ours[n].text for n in now], autojunk=False
        )
        for _tag, i1, i2, j1, j2 in matcher.get_opcodes():
            for i, j in zip(range(i1, i2), range(j1, j2), strict=False):
                found[now[j]] = then[i]
    return found


def _meet(
    base: Drawn, theirs: Theirs, ours: Drawn, index: int, n: int, mixes: Callable[[int, int], bool]
) -> list[Step]:
    """One slide that is in all three lists."""
    slide_here = not ours.says(base)
    notes_here = ours.notes != base.notes
    slide_both = slide_here and theirs.changed and (ours.text != theirs.text or theirs.reshaped)
    notes_both = notes_here and theirs.changed_notes and ours.notes != theirs.notes
    if slide_both and not notes_both and mixes(index, n):
        return [Step("mix", index, n, notes_here and not theirs.changed_notes)]
    if slide_both or notes_both:
        return [Step("conflict", index, n), Step("beside", None, n)]
    slide_ours = slide_here and not theirs.changed
    notes_ours = notes_here and not theirs.changed_notes
    if slide_ours:
        return [Step("update", index, n, notes_ours)]
    if notes_ours:
        return [Step("notes", index, n, True)]
    return [Step("theirs" if theirs.changed or theirs.changed_notes else "keep", index, n)]


def _arrange(
    result: Merge,
    ledger: Sequence[Drawn],
    ours: Sequence[Drawn],
    step_of: dict[int, list[Step]],
    fresh: dict[int, Step],
    placed: dict[int, int],
    then: dict[int, int | None],
) -> None:
    """Puts the steps into order.

    Who moved slides decides: if nobody did here, the order there stands, else ours; if both did, theirs.
    """
    base = [index for _at, index in sorted((then[n] or 0, index) for n, index in placed.items())]
    here = [placed[n] for n in sorted(placed)]
    there = sorted(placed.values())
    retired = [index for index in sorted(step_of) if step_of[index][0].action == "retire"]
    moving = set(retired)
    if here == base:
        result.order = "same" if there == base else "theirs"
    else:
        result.order = "ours" if there == base else "both"
    if result.order == "ours":
        order = _by_ours(here, [i for i in sorted(step_of) if i not in moving], set(there))
    else:
        order = [i for i in sorted(step_of) if i not in moving]
    after: defaultdict[int | None, list[Step]] = defaultdict(list)
    anchor: int | None = None
    for n in range(len(ours)):
        if n in placed:
            anchor = placed[n]
        elif n in fresh:
            after[anchor].append(fresh[n])
    result.steps += after[None]
    for index in order:
        result.steps += step_of[index]
        result.steps += after[index]
    for index in retired:
        result.steps += step_of[index]


def _by_ours(here: Sequence[int], all_: Iterable[int], matched: set[int]) -> list[int]:
    """Slides in our order; those of the colleague follow the slide that they followed there."""
    following: defaultdict[int | None, list[int]] = defaultdict(list)
    anchor: int | None = None
    for index in all_:
        if index in matched:
            anchor = index
        else:
            following[anchor].append(index)
    order = list(following[None])
    for index in here:
        order += [index, *following[index]]
    return order
