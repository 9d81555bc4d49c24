"""An outline from a Word document: headings are sections, lists, tables and quotations come along.

What is a heading, `word_headings` says.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from presales_tui.imports.marking import Piece, joined, marked, table
from presales_tui.imports.outline import Part
from presales_tui.imports.word_footnotes import Footnotes
from presales_tui.imports.word_headings import Headings
from presales_tui.imports.word_lists import Lists
from presales_tui.imports.zipped import check_zipped, is_strict
from presales_tui.locale import _
from presales_tui.model.errors import BadInput
from presales_tui.model.text import clean, one_line

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DESCRIBED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_NUMBERED = re.compile(r"\d+(?:\.\d+)*[.、．]?\s+(?=\S)")
_BULLET = re.compile(r"[•·●○▪■◆◇➢➤–—\uf06c\uf0b7\uf0d8-]\s+(?=\S)")
_WIDEST = 60
"""Columns of a table."""


def word_parts(data: bytes, name: str) -> tuple[list[Part], list[str]]:
    """(headings of a document with what is below each, what of it has no place in an outline).

    BadInput if it is no document that can be read.
    """
    check_zipped(data, name)
    try:
        import docx
    except ImportError:
        raise BadInput(_("A Word document cannot be read here: python-docx is not installed.")) from None
    try:
        document = docx.Document(io.BytesIO(data))
        return _Word(document).parts()
    except BadInput:
        raise
    except Exception as error:
        if is_strict(data, "word/document.xml"):
            raise BadInput(
                _(
                    "{name} is a document in the strict form of Open XML: save it as an ordinary .docx."
                ).format(name=name)
            ) from error
        raise BadInput(_("{name} cannot be read as a Word document.").format(name=name)) from error


class _Word:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._lost: Counter[str] = Counter()
        self._styles = {style.style_id: style for style in document.styles}
        self._lists = Lists(document.part)
        self._footnotes = Footnotes(document.part)
        self._headings = Headings(document, self._words)

    def parts(self) -> tuple[list[Part], list[str]]:
        blocks = list(_blocks(self._document.element.body))
        told: list[str] = []
        if said := self._headings.choose(blocks):
            told.append(said)
        parts: list[Part] = []
        bodies: list[list[tuple[str, str]]] = []
        for block in blocks:
            level = self._headings.level(block)
            pieces = list(self._pieces(block)) if level else []
            title = one_line("".join(piece.text for piece in pieces if not piece.ready))
            if level and title:
                parts.append(Part(level, title.rstrip("：:") or title))
                marks = "".join(piece.text for piece in pieces if piece.ready)
                bodies.append([("", marks)] if marks else [])
                self._lists.heading()
                continue
            if not parts:
                parts.append(Part(1, _("Introduction")))
                bodies.append([])
            bodies[-1] += self._body(block)
        for part, body in zip(parts, bodies, strict=True):
            part.body = joined([*body, *self._said_below(joined(body))])
        if parts and parts[0].title == _("Introduction") and not parts[0].body:
            del parts[0]
        numbered = [part for part in parts if _NUMBERED.match(part.title)]
        if not self._headings.typed and 3 * len(numbered) > 2 * len(parts):
            # The outline numbers its sections itself.
            for part in numbered:
                part.title = _NUMBERED.sub("", part.title, count=1)
            told.append(_("numbers before the headings taken off: {n}").format(n=len(numbered)))
        self._count_rest()
        told += [f"{what}: {count}" for what, count in self._lost.items()]
        return parts, told

    def _words(self, paragraph: Any) -> str:
        return "".join(piece.text for piece in self._pieces(paragraph))

    def _body(self, block: Any) -> Iterator[tuple[str, str]]:
        """(sign before it, Markdown) of a paragraph or a table."""
        if block.tag == f"{_W}tbl":
            rows = [list(self._cells(row)) for row in _inside(block, "tr")]
            yield "", self._footnotes.restored(table([row for row in rows if row]))
            return
        properties = block.find(f"{_W}pPr")
        style = properties.find(f"{_W}pStyle") if properties is not None else None
        name = (
            self._styles[style.get(f"{_W}val")].name
            if style is not None and style.get(f"{_W}val") in self._styles
            else ""
        )
        if (name or "").casefold().startswith("toc"):
            self._lost[_("lines of a table of contents left out")] += 1
            return
        text = marked(self._pieces(block))
        sign = self._lists.sign(properties, name or "")
        if not sign and (found := _BULLET.match(text.removeprefix("\\"))):
            sign, text = self._lists.indent(properties) + "- ", text.removeprefix("\\")[found.end() :]
        if text:
            quoted = "quote" in (name or "").casefold() or "引用" in (name or "")
            yield sign, f"> {text}" if quoted and not sign else text
        for drawing in block.iter(_DESCRIBED):
            self._lost[_("pictures to be put in again")] += 1
            label = one_line(clean(drawing.get("descr") or drawing.get("title") or "")) or _("picture")
            yield "", f"![{label.replace('[', '(').replace(']', ')')}]()"
        for box in block.iter(f"{_W}txbxContent"):
            if any(parent.tag.endswith("}Fallback") for parent in box.iterancestors()):
                continue
            for inner in box.iter(f"{_W}p"):
                if said := marked(self._pieces(inner)):
                    yield "", said

    def _pieces(self, paragraph: Any) -> Iterator[Piece]:
        """The text of a paragraph in its runs, without what was deleted in review."""
        for run in paragraph.iter(f"{_W}r", f"{_M}r"):
            link = ""
            for parent in run.iterancestors():
                if parent is paragraph:
                    break
                if parent.tag in (f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent"):
                    break
                if parent.tag == f"{_W}hyperlink":
                    rel = parent.get(f"{_R}id")
                    rels = self._document.part.rels
                    link = rels[rel].target_ref if rel in rels and rels[rel].is_external else ""
            else:
                continue
            if parent is not paragraph:
                continue
            look = run.find(f"{_W}rPr")
            text = ""
            for child in run:
                if child.tag == f"{_W}t":
                    text += child.text or ""
                elif child.tag == f"{_W}tab":
                    text += " "
                elif child.tag in (f"{_W}br", f"{_W}cr"):
                    text += "\n"
                elif child.tag == f"{_M}t":
                    text += child.text or ""
                elif mark := self._footnotes.mark(child):
                    yield Piece(text, _on(look, "b"), _on(look, "i"), link)
                    yield Piece(mark, ready=True)
                    text = ""
            yield Piece(text, _on(look, "b"), _on(look, "i"), link)

    def _cells(self, row: Any) -> Iterator[str]:
        """The texts of a row; a cell over several columns is followed by empty ones."""
        for cell in _inside(row, "tc"):
            pieces = (self._pieces(paragraph) for paragraph in cell.iter(f"{_W}p"))
            yield " ".join("".join(piece.text for piece in said) for said in pieces)
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            wide = span.get(f"{_W}val", "1") if span is not None else "1"
            yield from [""] * (min(int(wide), _WIDEST) - 1 if wide.isdigit() else 0)

    def _said_below(self, body: str) -> Iterator[tuple[str, str]]:
        """What the footnotes say that a text refers to."""
        for name, paragraphs in self._footnotes.named_in(body):
            yield "", f"[^{name}]: " + " ".join(marked(self._pieces(one)).strip() for one in paragraphs)

    def _count_rest(self) -> None:
        body = self._document.element.body
        if comments := sum(1 for _n in body.iter(f"{_W}commentReference")):
            self._lost[_("comments left out")] += comments
        words = {
            one_line(" ".join(p.text for p in part.paragraphs))
            for section in self._document.sections
            for part in (section.header, section.footer)
            if not part.is_linked_to_previous
        }
        if said := [text for text in words if text]:
            self._lost[_("headers and footers left out")] += len(said)


def _blocks(body: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, those in content controls too."""
    for child in body:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag == f"{_W}sdt":
            content = child.find(f"{_W}sdtContent")
            yield from _blocks(content if content is not None else ())
        elif child.tag in (f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
            yield from _blocks(child)


def _inside(element: Any, name: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, those in content controls too."""
    for child in element:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"):
            yield from _inside(child, name)


def _on(look: Any, name: str) -> bool:
    found = look.find(f"{_W}{name}") if look is not None else None
    return found is not None and found.get(f"{_W}val", "1") not in ("0", "false", "off")
