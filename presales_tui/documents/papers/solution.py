"""The solution (方案书) in Word: the outline with its bodies, data lines as the tables that the deck has."""

from __future__ import annotations

from collections.abc import Iterator

from presales_tui.documents.book import Audience, Book
from presales_tui.documents.papers.docx_file import docx_bytes
from presales_tui.documents.pieces import Contents, Filled, Heading, NewPage, Pairs, Piece, Prose
from presales_tui.documents.plan import Block, Paragraph, Run
from presales_tui.documents.planning.content import Content
from presales_tui.documents.planning.front import mark, numbers_itself
from presales_tui.documents.planning.tree import Tree
from presales_tui.documents.registry import Made
from presales_tui.documents.words import word
from presales_tui.locale import ngettext
from presales_tui.model.text import one_line

_LEVELS = 3
"""Levels of headings in the table of contents."""


def solution(book: Book, lang: str, audience: Audience, *, refs: bool | None = None) -> Made:
    """The document of a book, of which the client's edition holds nothing internal.

    `refs`: whether sections name the requirements that they answer (None: as the opportunity says).
    Raises a `Problem` if an edition for the client quotes what is internal.
    """
    if audience == "client":
        from presales_tui.documents.gate import check_sections

        check_sections(book)
    book = book.for_audience(audience)
    writer = _Writer(book, lang, audience, book.opportunity.deck_refs if refs is None else refs)
    content = docx_bytes(
        writer.pieces(),
        lang=lang,
        title=writer.title,
        header=mark(book, lang, audience, writer.client),
        author=one_line(book.author),
        company=writer.client,
    )
    return Made(
        content,
        ngettext("{n} section in the solution", "{n} sections in the solution", len(writer.tree)).format(
            n=len(writer.tree)
        ),
    )


class _Writer:
    def __init__(self, book: Book, lang: str, audience: Audience, refs: bool) -> None:
        self._book = book
        self._lang = lang
        self._audience = audience
        self._known = {r.id: r.ref for r in book.requirements} if refs else {}
        self.tree = Tree(book.sections)
        self._content = Content(book, lang, audience, self.tree)
        self.client = book.client_name(lang)
        top = one_line(self.tree.section(0).title) if self.tree.chapter_depth else ""
        self.title = top or one_line(book.opportunity.name) or word(lang, "solution")

    def pieces(self) -> Iterator[Piece]:
        """Cover, contents, sections."""
        book, lang = self._book, self._lang
        facts = (
            ("client", self.client),
            ("project", one_line(book.opportunity.name)),
            ("prepared_by", one_line(book.author)),
            ("date", one_line(book.date)),
            ("version_label", one_line(book.version)),
        )
        yield Heading(self.title)
        yield Pairs(tuple((word(lang, key), value) for key, value in facts if value))
        yield NewPage()
        yield Prose(f"**{word(lang, 'agenda')}**")
        yield Contents(_LEVELS, word(lang, "update_contents"))
        yield NewPage()
        for at in range(len(self.tree)):
            yield from self._section(at)

    def _section(self, at: int) -> Iterator[Piece]:
        tree = self.tree
        depth = tree.depth(at) - tree.chapter_depth
        if depth >= 0:
            yield Heading(self._heading(at), depth + 2)
        body = [_below(block) for block in self._content.body(at)]
        if not body and depth >= 0 and not tree.has_children(at):
            body = [self._content.missing_body(at)]
        named = [self._known[id_] for id_ in tree.section(at).requirements if id_ in self._known]
        if named:
            said = word(self._lang, "answers", refs=", ".join(named))
            body.append(Paragraph((Run(said),), "small"))
        if body:
            yield Filled(tuple(body))

    def _heading(self, at: int) -> str:
        """The title behind its number, unless it brings one."""
        title = one_line(self.tree.section(at).title) or "—"
        if numbers_itself(title):
            return title
        number = self.tree.placed[at].number
        if self.tree.chapter_depth:
            number = number.partition(".")[2]
        return f"{number} {title}"


def _below(block: Block) -> Block:
    """A heading within a body as a bold line: the headings of the document are those of the outline."""
    if isinstance(block, Paragraph) and block.style == "lead":
        return Paragraph(tuple(run._replace(bold=True) for run in block.runs))
    return block
