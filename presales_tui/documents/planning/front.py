"""The slides around the content: cover, agenda, chapter slides, closing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from presales_tui.documents.book import Audience, Book
from presales_tui.documents.plan import Area, Box, Columns, Item, Items, Paragraph, Place, Run, Slide, plain
from presales_tui.documents.planning.frame import Frame
from presales_tui.documents.planning.look import TextPiece, look
from presales_tui.documents.planning.metrics import shorten
from presales_tui.documents.planning.paging import paginate
from presales_tui.documents.planning.parts import text_height
from presales_tui.documents.planning.titles import fit_title
from presales_tui.documents.planning.tree import Tree
from presales_tui.documents.words import word
from presales_tui.model.outline import Section, in_order
from presales_tui.model.text import one_line

if TYPE_CHECKING:
    from presales_tui.documents.planning.title_page import TitlePage

_NUMBERED = re.compile(r"第?[\d一二三四五六七八九十]+(?:[.．、:：章节篇)）]|\s)|[IVXivx]+[.)]\s")
"""A title that brings its own number."""

_THANKS = re.compile(
    r"(?:非常|诚挚|衷心)?(?:感谢|谢谢|致谢)(?:您|您的|各位|各位领导|各位专家|大家|的)*"
    r"(?:聆听|观看|关注|支持|倾听|时间|收看)?(?:，?(?:欢迎提问|敬请指正|请批评指正))?[!！。~～]*"
    r"|thank(?:s| you)(?: (?:very|so) much| all| for .{3,30})?[!.]*"
    r"|q ?& ?a|the end|questions[?？]?",
    re.IGNORECASE,
)
"""A title that ends a talk."""

_LONGEST_TITLE_PAGE = 300
"""Characters of a body that may be nothing but facts."""
_TELLS_FACTS = re.compile(r"[:：]|\d[-./年]\d|v\d", re.IGNORECASE)
MOST_SPREAD = 4.0
"""How far the chapters of an agenda are moved apart to fill its slide."""


def cover(
    book: Book, lang: str, audience: Audience, frame: Frame, tree: Tree, page: TitlePage | None = None
) -> Slide:
    """Client, opportunity, author, date, version, and how confidential it is; what the title page says."""
    opportunity = one_line(book.opportunity.name) or word(lang, "solution")
    client = book.client_name(lang)
    root = page.section if page else tree.section(0) if tree.chapter_depth else None
    outline = one_line(root.title) if root else ""
    name = outline or opportunity
    title = fit_title(name, "", frame.cover_title, frame.cover_sizes)
    under = [client, opportunity] if outline and outline != opportunity else [client]
    secret = mark(book, lang, audience, client)
    author, version = one_line(book.author), one_line(book.version)
    made = {
        "author": word(lang, "by", author=author) if author else "",
        "version": word(lang, "version", version=version) if version else "",
        "date": one_line(book.date),
    }
    own = page.facts if page else ()
    ours = "    ".join(said for what, said in made.items() if said and not (page and what in page.told))
    facts = [*own, ours, secret]
    if frame.meta:
        areas = [
            *_lines(under, frame.cover_subtitle, (24, 20, 18), "subtitle"),
            *_lines(facts, frame.cover_meta, (18, 16, 14), "meta"),
        ]
    else:
        areas = [*_lines([*under, *facts], frame.cover_subtitle, (24, 20, 18, 16, 14, 12), "subtitle")]
    shown = {text for area in areas for text in _texts(area)}
    notes = [name] if title.cut else []
    notes += [text for text in (*under, *own) if text and text not in shown]
    return Slide(
        "cover",
        title.text,
        title.size,
        tuple(areas),
        notes="\n".join(notes),
        section_ids=(root.id,) if root else (),
    )


def title_page_of(tree: Tree) -> TitlePage | None:
    """The title page of an outline. Whoever begins with a chapter need not load what knows one."""
    body = tree.section(0).body if len(tree) else ""
    if len(body) > _LONGEST_TITLE_PAGE or not _TELLS_FACTS.search(body):
        return None
    from presales_tui.documents.planning.title_page import title_page

    return title_page(tree)


def numbers_itself(title: str) -> bool:
    """Whether a title brings its own number, such as `一、背景`."""
    return _NUMBERED.match(title) is not None


def mark(book: Book, lang: str, audience: Audience, client: str) -> str:
    """How confidential the deck is: what the opportunity says, else for whom it is made."""
    if audience == "internal":
        return word(lang, "internal")
    own = one_line(book.opportunity.deck_mark)
    if own:
        return own
    return word(lang, "confidential", client=client) if client else word(lang, "confidential_bare")


def agenda(tree: Tree, lang: str, frame: Frame) -> list[Slide]:
    """The chapters, each a link to its first slide; none if there is but one."""
    if len(tree.chapters) < 2:
        return []
    titles = [one_line(tree.section(at).title) or "—" for at in tree.chapters]
    numbered = not brings_numbers(tree)
    items = tuple(
        Item((Run(title, link=f"#{tree.section(at).id}"),), number=n if numbered else 0)
        for n, (title, at) in enumerate(zip(titles, tree.chapters, strict=True), 1)
    )
    pages = _listed(items, frame)
    slides = []
    for n, areas in enumerate(pages, 1):
        suffix = ("" if lang == "zh" else " ") + word(lang, "continued", n=n) if n > 1 else ""
        title = fit_title(word(lang, "agenda"), suffix, frame.title, frame.title_sizes)
        part = f"{n}/{len(pages)}" if len(pages) > 1 else ""
        slides.append(Slide("agenda", title.text, title.size, areas, part=part))
    return slides


def _listed(items: Sequence[Item], frame: Frame) -> list[tuple[Area, ...]]:
    """The pages of an agenda: in two columns rather than on two slides, and over the height of its slide."""
    pages = paginate([Items(tuple(items))], frame)
    if len(pages) > 1:
        half = (len(items) + 1) // 2
        beside = paginate([Columns((Items(tuple(items[:half])),), (Items(tuple(items[half:])),))], frame)
        return beside if len(beside) == 1 else pages
    (area,) = pages[0]
    used = text_height(items, area.size, frame.body.w)
    between = sum(look(item, area.size).before for item in items[1:])
    spread = min(1 + 0.8 * (frame.body.h - used) / between, MOST_SPREAD)
    return [(area._replace(spread=max(area.spread, int(spread * 100) / 100)),)]


def divider(tree: Tree, at: int, lang: str, frame: Frame) -> Slide:
    """The slide that opens a chapter: its number, its title, and what is in it."""
    section = tree.section(at)
    name = one_line(section.title) or "—"
    title = fit_title(name, "", frame.section_title, frame.section_sizes)
    areas: tuple[Area, ...] = ()
    if not tree.is_empty(at):
        areas = _contents(tree, at, lang, frame.section_body)
    elif not tree.has_children(at):
        missing = Paragraph((Run(word(lang, "to_complete", what=word(lang, "missing_body"))),), "missing")
        areas = (Area(frame.section_body, (missing,), 18, place="subtitle"),)
    return Slide(
        "section",
        title.text,
        title.size,
        areas,
        section_id=section.id,
        section_ids=(section.id,),
        chapter=name,
        number="" if brings_numbers(tree) else f"{tree.chapters.index(at) + 1:02}",
    )


def brings_numbers(tree: Tree) -> bool:
    """Whether a chapter brings its own number, beside which another one would only confuse."""
    return any(numbers_itself(one_line(tree.section(at).title)) for at in tree.chapters)


def _contents(tree: Tree, at: int, lang: str, box: Box) -> tuple[Area, ...]:
    """The sections of a chapter as links, a line each; as many as fit, if that is at least half of them."""
    room = (box.w - look(Item(()), 20).left) / 20
    items = [
        Item((Run(shorten(one_line(tree.section(n).title) or "—", room), link=f"#{tree.section(n).id}"),))
        for n in tree.children(at)
    ]
    if not items:
        return ()
    for count in range(len(items), (len(items) - 1) // 2, -1):
        shown: list[TextPiece] = list(items[:count])
        if count < len(items):
            shown.append(Item((Run(word(lang, "more", n=len(items) - count)),), continued=True))
        for size in (20, 18, 16, 14) if count == len(items) else (14,):
            if text_height(shown, size, box.w) <= box.h:
                listed = Items(tuple(piece for piece in shown if isinstance(piece, Item)))
                return (Area(box, (listed,), size, place="subtitle"),)
    return ()


def nothing_yet(lang: str, frame: Frame) -> Slide:
    """The slide of an outline without sections."""
    missing = Paragraph((Run(word(lang, "missing_outline")),), "missing")
    title = fit_title(word(lang, "no_sections"), "", frame.title, frame.title_sizes)
    return Slide("content", title.text, title.size, paginate([missing], frame)[0])


def thanks_of(sections: Sequence[Section]) -> Section | None:
    """The last section, if it is nothing but a title that says thank you: it is the closing slide."""
    if len(sections) < 2:
        return None
    last = in_order(sections)[-1].section
    says_more = last.body.strip() or last.requirements
    return last if not says_more and _THANKS.fullmatch(one_line(last.title)) else None


def closing(book: Book, lang: str, frame: Frame, thanks: Section | None) -> Slide:
    """Thanks, in the author's own words if a section gives them, and who to turn to."""
    said = one_line(thanks.title) if thanks else ""
    title = fit_title(said or word(lang, "closing"), "", frame.closing_title, frame.cover_sizes)
    lines = [one_line(book.author), one_line(book.opportunity.name), one_line(book.date)]
    areas = _lines(lines, frame.closing_body, (20, 18, 16), "subtitle")
    return Slide("closing", title.text, title.size, areas, chapter=word(lang, "closing_section"))


def _lines(lines: Sequence[str], box: Box, sizes: Sequence[float], place: Place) -> tuple[Area, ...]:
    """Short lines in a box, in the largest size they fit in; a line too long for it is cut."""
    told = [line for line in lines if line]
    if not told:
        return ()
    for size in sizes:
        pieces: list[TextPiece] = [Paragraph((Run(line),)) for line in told]
        if text_height(pieces, size, box.w) <= box.h:
            break
    else:
        size = sizes[-1]
        pieces = [Paragraph((Run(shorten(line, box.w / size)),)) for line in told]
        if text_height(pieces, size, box.w) > box.h:
            # Two lines at most: what matters most stands first, how confidential it is last.
            size = min(size, 12.0)
            first = " · ".join(told[:-1]) or told[0]
            lines = [first, told[-1]] if len(told) > 1 else [first]
            pieces = [Paragraph((Run(shorten(line, box.w / size)),)) for line in lines]
            if text_height(pieces, size, box.w) > box.h:
                pieces = [Paragraph((Run(shorten(" · ".join(lines), box.w / size)),))]
    blocks = tuple(piece for piece in pieces if isinstance(piece, Paragraph))
    return (Area(box, blocks, size, place=place),)


def _texts(area: Area) -> list[str]:
    return [plain(block.runs) for block in area.blocks if isinstance(block, Paragraph)]
