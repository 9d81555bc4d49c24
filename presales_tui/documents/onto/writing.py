"""The merged deck: planned first, so that it can be shown, then written."""

from __future__ import annotations

import io
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from presales_tui.documents.onto.edited import EditedDeck
from presales_tui.documents.onto.footers import number, tend
from presales_tui.documents.onto.leaving import OPEN, Guard, Told, told_by_deck, told_by_slide
from presales_tui.documents.onto.merge import Drawn, Merge, Step, merge
from presales_tui.documents.onto.mixing import Mixture, mixture
from presales_tui.documents.onto.package import Transplant, set_xml, slide_element, unlink
from presales_tui.documents.onto.properties import describe, drop_picture, ledger_of, write_ledger
from presales_tui.documents.onto.sections import Member, list_sections
from presales_tui.documents.onto.weaving import bringing, weave
from presales_tui.documents.plan import Plan
from presales_tui.documents.stamps.ledger import Ledger, printed
from presales_tui.documents.stamps.stamp import MARKER, Stamp, marker_element, read_stamp
from presales_tui.documents.words import word
from presales_tui.locale import _
from presales_tui.model.errors import BadInput

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class Onto:
    """A fresh deck onto an edited one: `merge` says what happens, `content` makes the file."""

    def __init__(
        self,
        plan: Plan,
        fresh: bytes,
        edited: EditedDeck,
        *,
        remove_retired: bool = False,
        guard: Guard = OPEN,
    ) -> None:
        """`edited` is written into: it serves one export."""
        self._plan = plan
        self._guard = guard
        self.edited = edited
        self._fresh = Presentation(io.BytesIO(fresh))
        ledger = self.edited.ledger
        if ledger.audience != plan.audience:
            raise BadInput(
                _("{name} was made for another audience: internal and client editions are not mixed.").format(
                    name=edited.name
                )
            )
        ours, theirs = (self._fresh.slide_width, self._fresh.slide_height), _size(self.edited.deck)
        if any(abs((a or 0) - (b or 0)) > 20000 for a, b in zip(ours, theirs, strict=True)):
            raise BadInput(
                _("The slides of {name} have another size now; export a new deck for it.").format(
                    name=edited.name
                )
            )
        there = {each.name for master in edited.deck.slide_masters for each in master.slide_layouts}
        self.restyled = (
            edited.exact and not {slide.slide_layout.name for slide in self._fresh.slides} <= there
        )
        """Whether it was made with another template than is used now, or has got another design."""
        self.mixed: dict[int, Mixture] = {}
        """Index of a slide of the edited deck to how both sides go together on it."""
        found = ledger_of(self._fresh.part.package)
        self._ours = found.entries if found else []
        self.merge: Merge = merge(
            self.edited.drawn,
            self.edited.theirs,
            [Drawn(entry.group, entry.text, entry.notes, entry.marks) for entry in self._ours],
            remove_retired=remove_retired,
            mixes=self._mixes,
            internal=guard.hides,
        )
        self._withhold()
        self.leaving = guard.stop(self._kept_as_told(), edited.name)
        """Why it is not written: what stays as it is there says something internal; None: nothing does."""
        if not self.edited.exact:
            for step in self.merge.steps:
                if step.action == "update" and step.theirs is not None and step.ours is not None:
                    self._mixes(step.theirs, step.ours)

    def _withhold(self) -> None:
        """A slide that nobody needs or touched any more goes, if it names what is internal now."""
        theirs = self.edited.theirs
        for step in [step for step in self.merge.steps if step.action == "retire"]:
            index = step.theirs
            if index is None or theirs[index].touched:
                continue
            if self._guard.names_some(self.edited.slides[index].part):
                self.merge.steps.remove(step)
                self.merge.withheld.append(index)

    def _kept_as_told(self) -> Iterator[Told]:
        """What the slides say that stay as they are there."""
        stay = (s.theirs for s in self.merge.steps if s.action not in ("update", "mix"))
        for index in sorted(index for index in stay if index is not None):
            yield from told_by_slide(self.edited.slides[index].part, index + 1)

    def _mixes(self, theirs: int, ours: int) -> bool:
        """Whether a slide that both sides changed was changed in different places."""
        slide = self.edited.slides[theirs]
        if slide.stamp is None:
            return False
        source = self._fresh.slides[ours].part
        found = mixture(slide.part, source, slide.stamp.face, exact=self.edited.exact)
        if found is not None:
            self.mixed[theirs] = found
        return found is not None

    @property
    def reprinted(self) -> bool:
        """Whether another date or footer is printed than stands there."""
        then = self.edited.ledger.printed
        return bool(then) and then != printed(self._plan.date, self._plan.footer)

    @property
    def doubled(self) -> bool:
        """Whether a slide that is updated is kept at the end as well."""
        return any(step.action == "update" and not self.in_place(step) for step in self.merge.steps)

    def in_place(self, step: Step) -> bool:
        """Whether an update keeps the slide that is there.

        What other programs than PowerPoint did to the looks cannot be told from what the colleague did:
        there new words go into the old looks, or the new slide takes the place of the old one.
        """
        if step.theirs is None or step.theirs in self.mixed:
            return True
        return self.edited.exact and self.edited.slides[step.theirs].stamp is not None

    def title(self, step: Step) -> str:
        """The title of the slide that a step is about."""
        if step.theirs is not None:
            return self.edited.slides[step.theirs].title
        return self.our_title(step.ours or 0)

    def our_title(self, index: int) -> str:
        """The title of a slide as it would be drawn."""
        return self._plan.slides[index].title

    def content(self) -> bytes:
        """The new deck as a file. Leaving if it would say something internal."""
        if self.leaving is not None:
            raise self.leaving
        return _Writing(self, self._plan, self._fresh, self._ours, self._guard).content()


def _size(deck: Any) -> tuple[int, int]:
    return deck.slide_width, deck.slide_height


class _Placed(NamedTuple):
    """A slide of the new deck."""

    part: Any
    slide_id: int
    """0: it gets one."""
    chapter: str = ""
    """Of the outline; empty: it is not drawn here."""
    aside: bool = False


class _Writing:
    def __init__(self, onto: Onto, plan: Plan, fresh: Any, ours: list[Any], guard: Guard) -> None:
        self._onto = onto
        self._guard = guard
        self._plan = plan
        self._ours = ours
        self._edited = onto.edited
        self._deck = onto.edited.deck
        self._fresh = [slide.part for slide in fresh.slides]
        self._transplant = Transplant(fresh, self._deck)
        self._went: dict[int, Any] = {}
        """Id of a fresh slide part to where a link to it leads."""
        self._instead: dict[int, Any] = {}
        """Id of a slide part that is put aside to the one that took its place."""
        self._final: list[_Placed] = []
        """Every slide, in order."""

    def content(self) -> bytes:
        steps = self._onto.merge.steps
        self._transplant.follow(
            (self._fresh[step.ours], self._edited.slides[step.theirs].part)
            for step in steps
            if step.ours is not None and step.theirs is not None
        )
        opening = word(self._plan.lang, "overview")
        jobs = [(step, self._target(step)) for step in steps]
        for step, part in jobs:
            if step.ours is not None and step.action != "beside":
                self._went[id(self._fresh[step.ours])] = part
        aside: list[_Placed] = []
        for step, part in jobs:
            old = None if step.theirs is None else self._edited.slides[step.theirs]
            if step.action == "update" and old is not None and part is not old.part:
                aside.append(_Placed(old.part, old.slide_id, aside=True))
                self._instead[id(old.part)] = part
                _set_stamp(old.part, None)
            before = None if old is None else deepcopy(slide_element(old.part))
            self._make(step, part)
            if before is not None and step.ours is not None:
                then = tuple(self._edited.ledger.printed.split(":"))
                tend(part, before, self._fresh[step.ours], then, exact=self._edited.exact)
            kept = old.slide_id if old is not None and part is old.part else 0
            if step.action == "retire":
                aside.append(_Placed(part, kept, aside=True))
            else:
                chapter = "" if step.ours is None else self._plan.slides[step.ours].chapter or opening
                self._final.append(_Placed(part, kept, chapter))
        self._final += aside
        self._relink()
        known = {slide.slide_id for slide in self._edited.slides}
        for n, slide in enumerate(self._final, 1):
            number(slide.part, n)
        self._list_slides()
        list_sections(
            self._deck.element,
            [
                Member(slide.slide_id, slide.chapter, known=slide.slide_id in known, aside=slide.aside)
                for slide in self._final
            ],
            opening,
            word(self._plan.lang, "set_aside"),
            moved=self._onto.merge.order == "ours",
        )
        plan = self._plan
        ledger = Ledger(plan.audience, plan.lang, printed(plan.date, plan.footer))
        ledger.entries = list(self._ours)
        write_ledger(ledger, self._deck.part.package)
        describe(self._deck, self._plan)
        drop_picture(self._deck.part.package)
        # As the slides are numbered in the deck that is there: that is where somebody must look.
        numbers = {id(slide.part): n for n, slide in enumerate(self._edited.slides, 1)}
        parts = [(numbers.get(id(slide.part), n), slide.part) for n, slide in enumerate(self._final, 1)]
        stopped = self._guard.stop(told_by_deck(self._deck, parts), self._edited.name)
        if stopped is not None:
            raise stopped
        out = io.BytesIO()
        self._deck.save(out)
        return out.getvalue()

    def _target(self, step: Step) -> Any:
        """The part that a step fills: the one that is there, or a new one."""
        if step.theirs is None or (step.action == "update" and not self._onto.in_place(step)):
            return self._transplant.new_slide()
        return self._edited.slides[step.theirs].part

    def _make(self, step: Step, part: Any) -> None:
        if step.ours is None:
            return
        source = self._fresh[step.ours]
        entry = self._ours[step.ours]
        face = _stamp(source).face
        old = None if step.theirs is None else self._edited.slides[step.theirs]
        if step.theirs in self._onto.mixed and step.action in ("mix", "update"):
            found = self._onto.mixed[step.theirs]
            weave(part, found, bringing(part, source, self._went, self._transplant.copy))
            if found.layout:
                self._transplant.give_layout(part, source)
            if step.ours_notes:
                self._transplant.set_notes(part, source)
        elif step.action in ("update", "add", "back", "beside"):
            self._transplant.fill(part, source, self._went, notes=old is None or step.ours_notes)
            if old is not None and part is not old.part and not step.ours_notes:
                self._transplant.keep_notes(part, old.part)
        elif step.action == "notes":
            self._transplant.set_notes(part, source)
        if step.action == "beside":
            _set_stamp(part, None)
            return
        if old is not None and (
            step.action not in ("update", "mix") or (part is old.part and not self._edited.exact)
        ):
            known = old.stamp.face if old.stamp and self._edited.exact else old.face
            face = known._replace(text=face.text, notes=face.notes, marks=face.marks)
        _set_stamp(part, Stamp(entry.group, entry.n, face))

    def _relink(self) -> None:
        """Links lead to slides that are in the deck, or nowhere."""
        there = {id(slide.part) for slide in self._final}
        for part in (slide.part for slide in self._final):
            for rid, rel in list(part.rels.items()):
                if rel.reltype != RT.SLIDE or rel.is_external or id(rel.target_part) in there:
                    instead = None if rel.is_external else self._instead.get(id(rel._target))
                    if rel.reltype == RT.SLIDE and instead is not None and instead is not part:
                        rel._target = instead
                    continue
                element = deepcopy(slide_element(part))
                unlink(element, rid)
                set_xml(part, element)
                part.rels.pop(rid)

    def _list_slides(self) -> None:
        listed = self._deck.slides._sldIdLst
        by_id = {int(entry.id): entry for entry in listed}
        next_id = max([255, *by_id])
        entries = []
        final = []
        for slide in self._final:
            slide_id = slide.slide_id
            entry = by_id.pop(slide_id, None) if slide_id else None
            if entry is None:
                next_id += 1
                slide_id = next_id
                entry = etree.SubElement(listed, f"{_P}sldId")
                entry.set("id", str(slide_id))
                entry.set(f"{_R}id", self._deck.part.relate_to(slide.part, RT.SLIDE))
            entries.append(entry)
            final.append(slide._replace(slide_id=slide_id))
        for gone in by_id.values():
            self._forget(gone.rId)
            listed.remove(gone)
        for entry in entries:
            listed.append(entry)
        self._final = final

    def _forget(self, rid: str) -> None:
        """A removed slide is in no custom show either."""
        for entry in list(self._deck.element.iter(f"{_P}sld")):
            if entry.get(f"{_R}id") == rid:
                entry.getparent().remove(entry)
        self._deck.part.rels.pop(rid)


def _stamp(part: Any) -> Stamp:
    found = read_stamp(slide_element(part))
    if found is None:
        raise ValueError("a fresh slide carries a stamp")
    return found


def _set_stamp(part: Any, stamp: Stamp | None) -> None:
    """Write a stamp on a slide, or take it away."""
    element = deepcopy(slide_element(part))
    for about in list(element.iter(f"{_P}cNvPr")):
        if about.get("name", "").startswith(MARKER):
            shape = about.getparent().getparent()
            shape.getparent().remove(shape)
    if stamp is not None:
        taken = [int(about.get("id", "0")) for about in element.iter(f"{_P}cNvPr")]
        tree = element.find(f"{_P}cSld/{_P}spTree")
        extension = tree.find(f"{_P}extLst")
        marker = marker_element(stamp, max([1, *taken]) + 1)
        if extension is None:
            tree.append(marker)
        else:
            extension.addprevious(marker)
    set_xml(part, element)
