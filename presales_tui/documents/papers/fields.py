"""Fields of a Word file: page numbers, and a table of contents that says something before it is filled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph

_INDENT = 6
"""Millimetres that each level of the contents stands further in."""


def field(paragraph: WordParagraph, code: str, text: str = "1") -> None:
    """A field, with what it shows until the word processor works it out."""
    _begin(paragraph, code)
    paragraph.add_run(text)
    _mark(paragraph, "end")


def contents(file: WordDocument, levels: int, headings: Sequence[tuple[str, int]], hint: str) -> None:
    """A table of contents over `headings` (text, level from 1); the page numbers come when it is filled.

    It reads well where nobody fills it, as in a viewer; `hint` stands there if there is no heading.
    """
    from docx.shared import Mm, Pt

    entries = [(text, level) for text, level in headings if level <= levels] or [(hint, 1)]
    for at, (text, level) in enumerate(entries):
        paragraph = file.add_paragraph()
        paragraph.paragraph_format.left_indent = Mm(_INDENT * (level - 1))
        paragraph.paragraph_format.space_after = Pt(2)
        if at == 0:
            _begin(paragraph, f'TOC \\o "1-{levels}" \\h \\z \\u')
        paragraph.add_run(text)
        if at == len(entries) - 1:
            _mark(paragraph, "end")
    _fill_when_opened(file)


def _fill_when_opened(file: WordDocument) -> None:
    """The word processor alone knows the pages."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    update = OxmlElement("w:updateFields")
    update.set(qn("w:val"), "true")
    compat = file.settings.element.find(qn("w:compat"))
    if compat is None:
        file.settings.element.append(update)
    else:  # their order is fixed
        compat.addprevious(update)


def _begin(paragraph: WordParagraph, code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    _mark(paragraph, "begin")
    words: Any = OxmlElement("w:instrText")
    words.set(qn("xml:space"), "preserve")
    words.text = f" {code} "
    paragraph.add_run()._r.append(words)
    _mark(paragraph, "separate")


def _mark(paragraph: WordParagraph, kind: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)
