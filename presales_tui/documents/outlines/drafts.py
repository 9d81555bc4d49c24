"""What an outline template wants for a book: one draft of a section after the other, fed or still empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from presales_tui.documents.book import Audience, Book
from presales_tui.documents.slots import OPTIONS, SLOTS, SlotContext
from presales_tui.documents.slots.asks import asked
from presales_tui.documents.slots.needs import NO_MODULE, foremost, wanted
from presales_tui.documents.text.data_line import DataLine
from presales_tui.documents.text.markdown import blocks
from presales_tui.documents.words import word
from presales_tui.imports.outline_templates import MODULE, OutlineTemplate, Place
from presales_tui.model.coverage import live
from presales_tui.model.text import one_line

_SERVICES = frozenset({"training", "service", "project", "acceptance", "commercial"})
"""Types of requirements that people answer, not functions."""
_LISTING = frozenset({"requirements", "responses", "functions"})
"""Data lines that answer what they list, if they list a part."""


class Draft(NamedTuple):
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


class Drafts:
    """The drafts of a template; the book is the whole one, what the client may know is told by them alone."""

    def __init__(self, book: Book, template: OutlineTemplate, lang: str) -> None:
        self._book, self._template, self._lang = book, template, lang
        self._for: Mapping[Audience, Book] = {"client": book.for_audience("client"), "internal": book}
        asked = {r.module for r in live(book.requirements)}
        self._served = asked - {r.module for r in live(book.requirements) if r.type not in _SERVICES}
        """Modules without any function of the product."""

    def all(self) -> list[Draft]:
        """In the order of the template."""
        return list(self._drafts())

    def _drafts(self) -> Iterator[Draft]:
        places = self._template.places
        modules = self._modules()
        at = 0
        while at < len(places):
            if not places[at].by_module:
                yield self._draft(places[at], places[at].slot, "", _holds(places, at))
                at += 1
                continue
            end = at + 1
            while end < len(places) and places[end].level > places[at].level:
                end += 1
            yield from self._by_module(places[at:end], modules)
            at = end

    def _by_module(self, places: Sequence[Place], modules: Sequence[str]) -> Iterator[Draft]:
        """A place and what stands below it, once for each module; without modules once for all."""
        for module in modules:
            name = word(self._lang, "no_module") if module == NO_MODULE else module
            for n, place in enumerate(places):
                yield self._draft(place, f"{place.slot}/{module}", module, _holds(places, n), name)
        if modules:
            return
        bare = places[0]._replace(title=places[0].title.replace(MODULE, "").strip(" :：-—"))
        if live(self._for["client"].requirements):
            yield self._draft(bare, f"{bare.slot}/{NO_MODULE}", NO_MODULE, holds=False)
        else:
            told = word(self._lang, "to_complete", what=asked("functions", {}, self._lang))
            yield self._draft(bare._replace(body=told), bare.slot, "", holds=False)

    def _modules(self) -> list[str]:
        """The modules of what the client may know, in the order in which they came up."""
        found = dict.fromkeys(
            r.module.replace('"', "").strip() or NO_MODULE for r in live(self._for["client"].requirements)
        )
        if found.pop(NO_MODULE, "") is None and found:
            found[NO_MODULE] = None
        return list(found)

    def _draft(self, place: Place, slot: str, module: str, holds: bool, name: str = "") -> Draft:
        body = self._filled(place.body, module)
        lines = data_lines(body)
        audience: Audience = "internal" if place.internal else "client"
        if lines:
            missing = not any(self._has_data(line, audience) for line in lines)
        else:
            missing = not holds and (
                not body.strip() or body.startswith(word(self._lang, "to_complete", what=""))
            )
        return Draft(
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
        if module.endswith("功能") or module in self._served:  # not 非功能功能方案, nor 培训功能方案
            text = text.replace(f"{MODULE}功能", MODULE).replace(f"Functions: {MODULE}", MODULE)
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
                book = self._for["client"] if "most" in options else self._book  # those that are shown
                yield from (r.id for r in foremost(wanted(book.requirements, options), options))


def _holds(places: Sequence[Place], at: int) -> bool:
    """Whether others stand below a place."""
    return at + 1 < len(places) and places[at + 1].level > places[at].level


def data_lines(text: str) -> list[DataLine]:
    """The data lines of a text, in order."""
    return [block for block in blocks(text, OPTIONS) if isinstance(block, DataLine)]
