"""The outline and the records become a plan: which slides there are, and what stands on each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from presales_tui.documents.book import Audience, Book
from presales_tui.documents.plan import Area, Block, Item, Items, Plan, Run, Slide
from presales_tui.documents.planning.content import Content
from presales_tui.documents.planning.foot import paginate_with_notes
from presales_tui.documents.planning.frame import FOOTER_SIZE, WIDE, Frame
from presales_tui.documents.planning.front import (
    agenda,
    closing,
    cover,
    divider,
    mark,
    nothing_yet,
    thanks_of,
    title_page_of,
)
from presales_tui.documents.planning.metrics import latin_width, shorten, text_width
from presales_tui.documents.planning.notes import notes_text, refs_by_page, refs_line, refs_of
from presales_tui.documents.planning.sharing import Sharing
from presales_tui.documents.planning.titles import fit_title
from presales_tui.documents.planning.tree import Tree
from presales_tui.documents.progress import step
from presales_tui.documents.words import word
from presales_tui.locale import _
from presales_tui.model.outline import Section
from presales_tui.model.text import one_line

FEW = 2
"""Slides up to which a chapter without sections goes without a slide that opens it."""


def plan_deck(
    book: Book, *, lang: str, audience: Audience = "client", frame: Frame = WIDE, refs: bool | None = None
) -> Plan:
    """The plan of a deck in `zh` or `en`.

    For the audience `client` no record marked internal takes part, notes included. `frame` is the
    geometry of the template that will draw it; `refs` whether slides name the requirements that they
    answer (None: as the opportunity says).
    """
    book = book.for_audience(audience)
    shown = book.opportunity.deck_refs if refs is None else refs
    shown = shown and any(section.requirements for section in book.sections)
    if not shown and frame.body_without_refs:
        frame = frame._replace(body=frame.body_without_refs)
    opportunity = one_line(book.opportunity.name) or word(lang, "solution")
    with latin_width(frame.latin):
        deck = _Deck(book, lang, audience, frame, refs=shown)
        slides = deck.slides()
        secret = mark(book, lang, audience, "")
        footer = _footer(book, lang, secret, frame)
        date = shorten(one_line(book.date), frame.footer_date.w / FOOTER_SIZE)
    return Plan(
        slides=tuple(slides),
        width=frame.width,
        height=frame.height,
        lang=lang,
        title=opportunity,
        client=book.client_name(lang),
        author=one_line(book.author),
        date=date,
        version=one_line(book.version),
        footer=footer,
        audience=audience,
        mark=secret,
        missing=deck.missing,
    )


def _footer(book: Book, lang: str, secret: str, frame: Frame) -> str:
    """One line: how confidential it is whatever the length of the rest, version, client, opportunity."""
    room = frame.footer.w / FOOTER_SIZE
    end = " · ".join(filter(None, (one_line(book.version), secret)))
    names = [one_line(book.opportunity.name) or word(lang, "solution"), book.client_name(lang)]
    for told in (" · ".join(filter(None, names)), names[0]):
        line = f"{told} · {end}"
        if text_width((Run(line),)) <= room:
            return line
    left = room - text_width((Run(f" · {end}"),))
    return f"{shorten(names[0], left)} · {end}" if left > 3 else shorten(end, room)


class _Draft:
    """A slide before its title, notes and part are known."""

    def __init__(
        self,
        owner: int,
        areas: tuple[Area, ...],
        members: tuple[int, ...],
        refs: tuple[str, ...] | None,
        heading: str = "",
    ) -> None:
        self.owner = owner
        """Index of the section that gives the title."""
        self.heading = heading
        """A title of its own instead, for sections that share a slide; empty: that of the owner."""
        self.areas = areas
        self.members = members
        """Indices of the sections whose notes and requirements come with it."""
        self.refs = refs
        """The requirements it tells of itself; None: those of its sections."""


class _Deck:
    def __init__(self, book: Book, lang: str, audience: Audience, frame: Frame, *, refs: bool) -> None:
        self._book = book
        self._refs = refs
        self._lang = lang
        self._audience = audience
        self._frame = frame
        self._thanks = thanks_of(book.sections)
        tree = Tree(section for section in book.sections if section is not self._thanks)
        self._page = title_page_of(tree)
        if self._page and not tree.chapter_depth:
            tree = Tree(place.section for place in tree.placed[1:])
        self._tree = tree
        self._content = Content(book, lang, audience, self._tree)
        self._sharing = Sharing(self._tree, self._content, frame, lang)
        self._drafts: list[_Draft | Slide] = []
        self._noted_on_dividers: set[int] = set()

    def slides(self) -> list[Slide]:
        tree = self._tree
        if self._is_one_page():
            self._own(0)
            if len(self._drafts) == 1:
                return self._finished()
            self._drafts.clear()
        self._drafts.append(self._cover())
        if not len(tree):
            self._drafts.append(nothing_yet(self._lang, self._frame))
        self._drafts += agenda(tree, self._lang, self._frame)
        at = 0
        while at < len(tree):
            step(_("planning"), at, len(tree))
            at = self._place(at)
        self._drafts.append(self._closing())
        return self._finished()

    def _cover(self) -> Slide:
        slide = cover(self._book, self._lang, self._audience, self._frame, self._tree, self._page)
        if self._page is None:
            return slide
        notes = notes_text(self._book, [self._page.section], self._lang, self._audience)
        if self._tree.chapter_depth:
            self._noted_on_dividers.add(0)
        return slide._replace(notes="\n".join(filter(None, (slide.notes, notes))))

    def _closing(self) -> Slide:
        thanks = self._thanks
        slide = closing(self._book, self._lang, self._frame, thanks)
        if thanks is None:
            return slide
        notes = notes_text(self._book, [thanks], self._lang, self._audience)
        return slide._replace(notes=notes, section_ids=(thanks.id,))

    @property
    def missing(self) -> tuple[str, ...]:
        """Ids of the sections that are still to be completed; known once there are slides."""
        return self._content.missing

    def _is_one_page(self) -> bool:
        """Whether the outline is the deal in brief and nothing else: a page that is handed over alone."""
        if len(self._tree) != 1:
            return False
        section = self._tree.section(0)
        return section.slot == "brief" or "{{brief" in section.body

    def _place(self, at: int) -> int:
        """Put the section at `at` on slides, with those under it that share them; where to go on."""
        tree = self._tree
        level = tree.depth(at) - tree.chapter_depth
        if level < 0 and (self._page or not tree.section(at).body.strip()):
            return at + 1  # the title of the outline stands on the cover
        if level == 0 and tree.has_dividers:
            return self._chapter(at)
        if level > 0:
            together = self._sharing.empty_siblings(at)
            if together > tree.end(at):
                self._outline(tree.parent(at), at, together)
                return together
        if tree.is_empty(at) and tree.has_children(at):
            self._outline(at, at + 1, tree.end(at))
            return tree.end(at)
        if level > 0:
            together, heading = self._sharing.neighbours(at)
            if together > tree.end(at):
                self._emit(tree.parent(at), self._sharing.blocks(at, together), range(at, together), heading)
                return together
        if level > 0 and tree.has_children(at):
            blocks = self._content.of_range(at, tree.end(at), tree.depth(at))
            if self._sharing.fits(blocks):
                self._emit(at, blocks, range(at, tree.end(at)))
                return tree.end(at)
        self._own(at)
        return at + 1

    def _own(self, at: int) -> None:
        """The slides of a section alone: its body, or the list of what is under it."""
        tree = self._tree
        body = self._content.body(at)
        if body:
            self._emit(at, body, range(at, at + 1))
        elif not tree.has_children(at):
            self._emit(at, [self._content.missing_body(at)], range(at, at + 1))
        elif not self._groups_first_child(at):
            links = [
                Item((Run(one_line(tree.section(n).title) or "—", link=f"#{tree.section(n).id}"),))
                for n in tree.children(at)
            ]
            self._emit(at, [Items(tuple(links))], range(at, at + 1))

    def _groups_first_child(self, at: int) -> bool:
        """Whether the first sections under this one share a slide, which then has its title."""
        child = at + 1
        if self._tree.depth(child) - self._tree.chapter_depth < 1:
            return False
        end = self._tree.end(child)
        if self._sharing.empty_siblings(child) > end:
            return True
        if self._tree.is_empty(child) and self._tree.has_children(child):
            return False  # it is a list of its own, see `_place`
        together, heading = self._sharing.neighbours(child)
        return together > end and not heading

    def _chapter(self, at: int) -> int:
        tree = self._tree
        pages = self._pages_alone(at)
        if 0 < len(pages) <= FEW:
            self._emit_pages(at, pages, range(at, at + 1))
            return at + 1
        self._drafts.append(self._noted(divider(tree, at, self._lang, self._frame), (at,)))
        if tree.is_empty(at):
            if tree.has_children(at):
                self._outline(at, at + 1, tree.end(at))
            else:
                self._content.note_silent(at)
            return tree.end(at)
        if pages:
            self._emit_pages(at, pages, range(at, at + 1))
        elif body := self._content.body(at):
            self._emit(at, body, range(at, at + 1))
        return at + 1

    def _pages_alone(self, at: int) -> list[tuple[Area, ...]]:
        """The slides of a chapter that is one section only; none if there are sections under it."""
        body = [] if self._tree.has_children(at) else self._content.body(at)
        return paginate_with_notes(body, self._frame) if body else []

    def _outline(self, owner: int, first: int, end: int) -> None:
        """Sections without bodies as a list of their titles."""
        members = range(first, end) if owner == self._tree.parent(first) else range(owner, end)
        if owner == first - 1:
            members = range(owner, end)
        self._emit(owner, self._content.titles(first, end), members)

    def _emit(self, owner: int, blocks: Sequence[Block], members: range, heading: str = "") -> None:
        self._emit_pages(owner, paginate_with_notes(blocks, self._frame), members, heading)

    def _emit_pages(
        self, owner: int, pages: Sequence[tuple[Area, ...]], members: range, heading: str = ""
    ) -> None:
        named = None
        if self._refs and len(pages) > 1:
            refs = refs_of(self._book, [self._tree.section(n) for n in members])
            named = refs_by_page(self._book, refs, pages) if refs else None
        for n, areas in enumerate(pages):
            told = tuple(members) if n == 0 else tuple(members)[:1]
            self._drafts.append(_Draft(owner, areas, told, named[n] if named else None, heading))

    # -- titles, notes and parts, once all slides are known

    def _finished(self) -> list[Slide]:
        self._adopt()
        totals = Counter((draft.owner, draft.heading) for draft in self._drafts if isinstance(draft, _Draft))
        seen: Counter[tuple[int, str]] = Counter()
        noted: set[int] = set()
        slides: list[Slide] = []
        chapter = ""
        for draft in self._drafts:
            if isinstance(draft, Slide):
                slides.append(draft)
                chapter = draft.chapter or chapter
                continue
            titled = (draft.owner, draft.heading)
            seen[titled] += 1
            part = seen[titled]
            section = self._tree.section(draft.owner) if draft.owner >= 0 else None
            name = draft.heading or (one_line(section.title) if section else word(self._lang, "no_sections"))
            suffix = ""
            if part > 1:
                suffix = ("" if self._lang == "zh" else " ") + word(self._lang, "continued", n=part)
            title = fit_title(name or "—", suffix, self._frame.title, self._frame.title_sizes)
            chapter = self._chapter_of(draft.members[0])
            ids = tuple(self._tree.section(n).id for n in draft.members)
            refs = draft.refs
            if refs is None:
                refs = refs_of(self._book, [self._tree.section(n) for n in draft.members])
            fresh = [self._tree.section(n) for n in draft.members if n not in noted]
            noted.update(draft.members)
            slides.append(
                Slide(
                    kind="content",
                    title=title.text,
                    title_size=title.size,
                    areas=draft.areas,
                    notes=notes_text(
                        self._book, fresh, self._lang, self._audience, name if title.cut else ""
                    ),
                    section_id=section.id if section else ids[0],
                    section_ids=_first_once(section.id if section else "", ids),
                    chapter=chapter,
                    refs=refs,
                    refs_line=refs_line(refs, self._lang, self._frame.refs) if self._refs else "",
                    part=f"{part}/{totals[titled]}" if totals[titled] > 1 else "",
                )
            )
        return slides

    def _chapter_of(self, at: int) -> str:
        tree = self._tree
        while tree.depth(at) > tree.chapter_depth:
            at = tree.parent(at)
        return one_line(tree.section(at).title)

    def _noted(self, slide: Slide, members: tuple[int, ...]) -> Slide:
        section = self._tree.section(members[0])
        cut = one_line(section.title) if slide.title != one_line(section.title) else ""
        own: list[Section] = []
        if not self._content.body(members[0]):  # else the notes stand on the slide of its body
            own = [section]
            self._noted_on_dividers.add(members[0])
        return slide._replace(notes=notes_text(self._book, own, self._lang, self._audience, cut))

    def _adopt(self) -> None:
        """What is noted of a section without any slide goes to the next slide, or to the last one."""
        drafts = [draft for draft in self._drafts if isinstance(draft, _Draft)]
        told = {n for draft in drafts for n in draft.members} | self._noted_on_dividers
        for n in range(len(self._tree)):
            if drafts and n not in told and self._tree.section(n).notes.strip():
                draft = next((each for each in drafts if each.members and each.members[0] > n), drafts[-1])
                draft.members, draft.refs = (*draft.members, n), None


def _first_once(first: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((first, *ids) if first else ids))
