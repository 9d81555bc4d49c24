"""Pieces become a Word file: real heading styles, East Asian fonts, repeated table heads, page numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from presales_tui.documents.papers.fields import contents, field
from presales_tui.documents.pieces import Contents, Filled, Grid, Heading, NewPage, Pairs, Piece, Prose
from presales_tui.documents.plan import (
    Chart,
    Code,
    Columns,
    Figures,
    Item,
    Items,
    Paragraph,
    Picture,
    Quote,
    Run,
    Runs,
    Table,
    plain,
)
from presales_tui.documents.planning.tables import without_schedule
from presales_tui.documents.text.markdown import blocks
from presales_tui.documents.words import word
from presales_tui.locale import _
from presales_tui.model.errors import Problem
from presales_tui.model.text import cells

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table as WordTable
    from docx.text.paragraph import Paragraph as WordParagraph

_LATIN = "Calibri"
_EAST_ASIAN = "Microsoft YaHei"
_FIXED = "Consolas"
_SIZES = {"Title": 20, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11.5, "Heading 4": 10.5}
_HEAD_FILL = "E7ECF3"
_RULE = "B4BFCA"
"""Of the lines of tables: there, and not louder than the text."""
_TEXT = 166
"""Width of the text of a page, in mm."""
_CELL, _PAD = 2.0, 5.0
"""Width of a cell of text in a table, half of a Chinese character, and of the room around it, in mm."""
_ON_A_PAGE = 900
"""Characters up to which the pairs of a table stay together on one page."""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def docx_bytes(
    pieces: Iterable[Piece], *, lang: str, title: str, header: str = "", author: str = "", company: str = ""
) -> bytes:
    """A Word file of A4 pages in memory; `header` stands above every page, page numbers below.

    Raises a `Problem` if python-docx is not installed.
    """
    try:
        writer = _Writer(lang)
    except ImportError as missing:
        raise Problem(
            _("A Word file cannot be written here: {name} is missing. Install presales with it.").format(
                name=missing.name or "python-docx"
            )
        ) from missing
    writer.about(title, author, company)
    writer.around(header)
    every = list(pieces)
    writer.heads(every)
    for piece in every:
        writer.add(piece)
    return writer.content()


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _shares(header: Sequence[Runs], rows: Sequence[Sequence[Runs]]) -> tuple[float, ...]:
    """The share of each column: short ones, such as refs, keep their line; long texts share the rest."""
    need = [
        max(cells(line) for row in (header, *rows) for line in plain(row[n]).split("\n")) * _CELL + _PAD
        for n in range(len(header))
    ]
    if sum(need) > _TEXT:
        short = [width <= _TEXT / max(4, len(need)) for width in need]
        left = _TEXT - sum(width for width, keeps in zip(need, short, strict=True) if keeps)
        long = sum(min(width, _TEXT) for width, keeps in zip(need, short, strict=True) if not keeps)
        need = [
            width if keeps else min(width, _TEXT) / long * left
            for width, keeps in zip(need, short, strict=True)
        ]
    return tuple(width / sum(need) for width in need)


class _Writer:
    def __init__(self, lang: str) -> None:
        import docx
        from docx.oxml.ns import qn

        self._file: WordDocument = docx.Document()
        for zoom in self._file.settings.element.iterfind(qn("w:zoom")):
            zoom.set(qn("w:percent"), "100")  # without it the format is broken
        self._lang = lang
        self._headings: list[tuple[str, int]] = []
        """Text and level, from 1, of those that a table of contents may list."""
        self._styles()
        section = self._file.sections[0]
        from docx.shared import Mm

        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(22)
        section.top_margin = section.bottom_margin = Mm(22)

    def _styles(self) -> None:
        """Fonts and language of every style; the built-in blue headings turn sober."""
        from docx.oxml.ns import qn
        from docx.shared import Pt, RGBColor

        styles = self._file.styles
        for name in (
            "Normal",
            "Title",
            "Heading 1",
            "Heading 2",
            "Heading 3",
            "Heading 4",
            "Header",
            "Footer",
        ):
            style: Any = styles[name]
            style.font.name = _LATIN
            properties = style.element.get_or_add_rPr()
            fonts = properties.get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            fonts.set(qn("w:eastAsia"), _EAST_ASIAN)
            if name in _SIZES:
                style.font.size = Pt(_SIZES[name])
                style.font.color.rgb = RGBColor(0x1F, 0x2D, 0x3D)
        styles["Normal"].font.size = Pt(10.5)
        for borders in styles["Table Grid"].element.iter(qn("w:tblBorders")):
            for border in borders:
                border.set(qn("w:color"), _RULE)
        self._language(styles["Normal"].element.get_or_add_rPr())
        for defaults in self._file.styles.element.iter(qn("w:rPrDefault")):
            for properties in defaults.iter(qn("w:rPr")):
                self._language(properties)

    def _language(self, properties: Any) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
        lang = OxmlElement("w:lang")
        lang.set(qn("w:val"), "zh-CN" if self._lang == "zh" else "en-US")
        lang.set(qn("w:eastAsia"), "zh-CN")
        properties.append(lang)

    def about(self, title: str, author: str, company: str) -> None:
        """The properties of the file; none of them says who made python-docx's template."""
        core = self._file.core_properties
        core.title, core.author, core.comments = _clean(title)[:250], _clean(author)[:250], ""
        core.subject = _clean(company)[:250]
        core.last_modified_by = _clean(author)[:250]
        core.language = "zh-CN" if self._lang == "zh" else "en-US"

    def around(self, header: str) -> None:
        """Header, and `3 / 12` in the footer."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        section = self._file.sections[0]
        section.header.paragraphs[0].add_run(_clean(header))
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        field(foot, "PAGE")
        foot.add_run(" / ")
        field(foot, "NUMPAGES")

    def heads(self, pieces: Iterable[Piece]) -> None:
        """Take note of the headings, for a table of contents before them."""
        found = ((piece.text, piece.level - 1) for piece in pieces if isinstance(piece, Heading))
        self._headings = [(_clean(text), level) for text, level in found if level > 0]

    def add(self, piece: Piece) -> None:
        """One piece below the others."""
        match piece:
            case Heading(text, level):
                style = "Title" if level == 1 else f"Heading {min(level - 1, 4)}"
                self._file.add_paragraph(_clean(text), style=style)
            case Pairs(rows):
                self._pairs(rows)
            case Grid(header, rows, widths):
                self._grid(
                    [((Run(cell),)) for cell in header], [[(Run(c),) for c in r] for r in rows], widths
                )
            case Prose(text):
                for block in blocks(text):
                    self._block(block)
            case Filled(found):
                for block in found:
                    self._block(block)
            case NewPage():
                self._new_page()
            case Contents(levels, hint):
                contents(self._file, levels, self._headings, hint)

    def _new_page(self) -> None:
        from docx.enum.text import WD_BREAK

        self._file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _block(self, block: object) -> None:
        match block:
            case Paragraph(runs, "lead"):
                self._runs(self._file.add_paragraph(style="Heading 3"), runs)
            case Paragraph(runs, "missing"):
                self._missing(runs)
            case Paragraph(runs, "small"):
                self._small(runs)
            case Paragraph(runs, _):
                self._runs(self._file.add_paragraph(), runs)
            case Quote(runs, by):
                said = (*runs, Run(f" — {by}")) if by else runs
                self._runs(self._file.add_paragraph(style="Quote"), said)
            case Items(items):
                for item in items:
                    self._item(item)
            case Table():
                told = without_schedule(block) if block.schedule else block
                self._grid(told.header, told.rows, _shares(told.header, told.rows))
            case Chart():
                self._chart(block)
            case Figures(figures, _):
                for figure in (each for each in figures if each.said):
                    self._item(Item((Run(figure.said),)))
            case Code(lines, _):
                self._runs(self._file.add_paragraph(), (Run("\n".join(lines), code=True),))
            case Picture(path, label, aspect):
                self._picture(path, label, aspect)
            case Columns(left, right):
                for each in (*left, *right):
                    self._block(each)
            case _:
                pass

    def _missing(self, runs: Runs) -> None:
        """What is still to be written, so that nobody overlooks it."""
        from docx.enum.text import WD_COLOR_INDEX

        paragraph = self._file.add_paragraph()
        self._runs(paragraph, runs)
        for run in paragraph.runs:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW

    def _small(self, runs: Runs) -> None:
        from docx.shared import Pt

        paragraph = self._file.add_paragraph()
        self._runs(paragraph, runs)
        for run in paragraph.runs:
            run.font.size = Pt(9)

    def _picture(self, path: str, label: str, aspect: float) -> None:
        """A picture with its label below; the label alone if it is not there or Word cannot show it."""
        from docx.image.exceptions import (
            InvalidImageStreamError,
            UnexpectedEndOfFileError,
            UnrecognizedImageError,
        )
        from docx.shared import Mm

        # No wider than the text, no higher than half a page.
        width = min(float(_TEXT), 120.0 * aspect)
        try:
            if not path:
                raise OSError
            self._file.add_picture(path, width=Mm(round(width)))
        except (
            OSError,
            ValueError,
            InvalidImageStreamError,
            UnexpectedEndOfFileError,
            UnrecognizedImageError,
        ):
            self._missing((Run(f"[{label}]"),))
            return
        self._small((Run(label),))

    def _chart(self, chart: Chart) -> None:
        """The figures of a chart, as a table below its title."""
        self._runs(self._file.add_paragraph(), (Run(chart.title, bold=True),))
        names = [name for name, _values in chart.stacks]
        columns = [values for _name, values in chart.stacks]
        header = [
            (Run(""),),
            *((Run(name),) for name in (*names, word(self._lang, "total" if names else "count"))),
        ]
        rows = [
            [(Run(label),), *((Run(f"{values[n]:g}"),) for values in (*columns, chart.values))]
            for n, label in enumerate(chart.labels)
        ]
        self._grid(header, rows, (0.4, *(0.6 / (len(header) - 1),) * (len(header) - 1)))

    def _item(self, item: Item) -> None:
        from docx.shared import Pt

        paragraph = self._file.add_paragraph()
        left = 18.0 * (item.level + 1)
        paragraph.paragraph_format.left_indent = Pt(left)
        paragraph.paragraph_format.space_after = Pt(2)
        if not item.continued:
            paragraph.paragraph_format.first_line_indent = Pt(-18)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(left))
            sign = {"done": "☑", "open": "☐"}.get(item.check) or (f"{item.number}." if item.number else "•")
            paragraph.add_run(f"{sign}\t")
        self._runs(paragraph, item.runs)

    @staticmethod
    def _runs(paragraph: WordParagraph, runs: Runs) -> None:
        for run in runs:
            made = paragraph.add_run(_clean(run.text))
            made.bold, made.italic = run.bold or None, run.italic or None
            made.font.strike = run.strike or None
            if run.code:
                made.font.name = _FIXED

    def _pairs(self, rows: Sequence[tuple[str, str]]) -> None:
        from docx.oxml import OxmlElement

        table = self._table(len(rows), (0.2, 0.8))
        for row, (label, value) in zip(table.rows, rows, strict=True):
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            self._cell(row.cells[0], (Run(label, bold=True),), fill=True)
            self._cell(row.cells[1], (Run(value),))
        if sum(len(value) for _label, value in rows) <= _ON_A_PAGE:
            for row in table.rows[:-1]:
                for cell in row.cells:
                    cell.paragraphs[0].paragraph_format.keep_with_next = True
        self._file.add_paragraph()

    def _grid(self, header: Sequence[Runs], rows: Sequence[Sequence[Runs]], widths: Sequence[float]) -> None:
        from docx.oxml import OxmlElement

        table = self._table(1 + len(rows), widths or (1 / len(header),) * len(header))
        for cell, runs in zip(table.rows[0].cells, header, strict=True):
            self._cell(cell, tuple(Run(run.text, bold=True) for run in runs), fill=True)
        properties = table.rows[0]._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:tblHeader"))
        for row, said in zip(table.rows[1:], rows, strict=False):
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, runs in zip(row.cells, said, strict=False):
                self._cell(cell, runs)
        self._file.add_paragraph()

    def _table(self, rows: int, widths: Sequence[float]) -> WordTable:
        from docx.shared import Mm

        table: WordTable = self._file.add_table(rows=rows, cols=len(widths))
        table.style = "Table Grid"
        table.autofit = False
        for column, share in zip(table.columns, widths, strict=True):
            column.width = Mm(round(_TEXT * share))
            for cell in column.cells:
                cell.width = Mm(round(_TEXT * share))
        return table

    def _cell(self, cell: Any, runs: Runs, *, fill: bool = False) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Pt

        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        self._runs(paragraph, runs)
        if fill:
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), _HEAD_FILL)
            cell._tc.get_or_add_tcPr().append(shade)

    def content(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        self._file.save(out)
        return out.getvalue()
