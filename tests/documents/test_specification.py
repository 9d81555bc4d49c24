"""The requirements specification: three outlines, every requirement once, nothing internal for the client."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest

from presales_tui.documents.book import Audience
from presales_tui.documents.papers.specification_outlines import OUTLINES
from presales_tui.documents.registry import Order, document
from presales_tui.model import scales
from presales_tui.model.client import Client
from presales_tui.model.errors import BadInput
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.record import Record
from presales_tui.model.requirement import Requirement

HERE = Opportunity(name="招生平台", summary="提升招生效率")


class Records:
    """As much of a store as a document is made of."""

    client = Client(name="积云教育", name_en="Jiyun")

    def __init__(self, *records: Record) -> None:
        self._records = (HERE, *records)

    def where(self, kind: type[Any], **equals: Any) -> list[Any]:
        """The records of a kind."""
        return [
            record
            for record in self._records
            if isinstance(record, kind)
            and all(getattr(record, name) == value for name, value in equals.items())
        ]


def words(data: bytes) -> str:
    file = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in file.paragraphs] + cells)


def made(store: Records, variant: str, lang: str = "zh", audience: Audience = "client") -> bytes:
    return document("srs").begin(Order(store, HERE.id, lang, "docx", audience, "", variant))().content


def need(n: int, title: str, **more: Any) -> Requirement:
    return Requirement(opportunity=HERE.id, ref=f"REQ-{n:03}", title=title, **more)


def test_every_type_has_one_chapter_in_every_outline() -> None:
    for outline in OUTLINES.values():
        types = [type_ for chapter in outline.chapters for type_ in chapter.types]
        assert sorted(types) == sorted(set(types))
        assert set(types) <= set(scales.REQUIREMENT_TYPE.codes)
        assert [chapter.what for chapter in outline.chapters].count("rest") == 1


@pytest.mark.parametrize("variant", OUTLINES)
def test_each_requirement_stands_once_under_a_real_heading(variant: str) -> None:
    types = scales.REQUIREMENT_TYPE.codes
    store = Records(
        *(need(n, f"需求甲{n}", type=type_, acceptance="<可验证>") for n, type_ in enumerate(types)),
        need(98, "内部底线", visibility="internal"),
        need(99, "已取消", status="rejected"),
    )
    file = docx.Document(io.BytesIO(made(store, variant)))
    headings = [p.text for p in file.paragraphs if str(p.style and p.style.name).startswith("Heading")]
    for n in range(len(types)):
        assert sum(text.endswith(f" 需求甲{n}") for text in headings) == 1
    chapters = [f"{chapter.number} {chapter.zh}" for chapter in OUTLINES[variant].chapters]
    assert [text for text in headings if text in chapters] == chapters
    text = words(made(store, variant))
    assert "内部底线" not in text
    assert "已取消" not in text
    assert "内部底线" in words(made(store, variant, audience="internal"))
    assert 'TOC \\o "1-3"' in file.element.xml
    assert "w:updateFields" in file.settings.element.xml


def test_what_goes_out_speaks_the_language_of_the_order_and_says_what_is_declared() -> None:
    store = Records(need(1, "Scheduling", fit="custom"), need(2, "Export"))
    text = words(made(store, "iso29148", "en"))
    assert "Traceability" in text
    assert "Full (customised)" in text
    assert "To be completed: acceptance criterion" in text
    assert "需求规格说明书" not in text


def test_without_a_requirement_there_is_nothing_to_write() -> None:
    with pytest.raises(BadInput):
        made(Records(), "gb9385")


def test_contents_say_something_before_they_are_filled_and_a_requirement_stays_on_one_page() -> None:
    requirements = [Requirement(opportunity=HERE.id, ref=f"REQ-00{n}", title=f"r{n}") for n in (1, 2)]
    file = docx.Document(io.BytesIO(made(Records(*requirements), "gb9385")))
    texts = [paragraph.text for paragraph in file.paragraphs]
    heads = [
        p.text for p in file.paragraphs if p.style is not None and p.style.name in ("Heading 1", "Heading 2")
    ]
    listed = texts[texts.index("目录") + 1 :]
    assert heads == [text for text in listed if text in heads][: len(heads)]
    table = next(t for t in file.tables if t.cell(0, 1).text == "REQ-001")
    keeps = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
    assert keeps == [True] * (len(keeps) - 1) + [None]
    assert "描述" not in [row.cells[0].text for row in table.rows], "it would say the name again"
