"""What is internal leaves a deck that a colleague works on: with its slides, or nothing is written."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from presales_tui.documents.book import Book
from presales_tui.documents.gate import Leaving
from presales_tui.documents.onto.edited import EditedDeck
from presales_tui.documents.onto.leaving import guard_of
from presales_tui.documents.onto.writing import Onto
from presales_tui.model.meeting import Line
from presales_tui.model.requirement import Requirement
from tests.documents.colleague.desk import opened, saved, twin
from tests.documents.colleague.rounds import drawn
from tests.documents.support import book

SECRET = "友商报价比我们低两成左右"
NEED = Requirement(ref="REQ-007", title=SECRET, visibility="internal")
ROWS = (
    ("1", "背景", "十二个校区。"),
    ("2", "方案", "一个平台。"),
    ("2.1", "报价", "首年三百二十万，第二年起九折，见下表。\n\n| 年 | 万元 |\n|---|---|\n| 一 | 320 |"),
    ("3", "实施", "四个阶段。"),
)
PRICE = "第二年起九折"


def the_book(*, shut: bool) -> Book:
    """With the section on prices, which is internal by now or not."""
    made = book(*ROWS, requirements=(NEED,))
    told = (
        replace(one, notes="底线是二百八十万。", visibility="internal" if shut else "external")
        if one.id == "2.1"
        else one
        for one in made.sections
    )
    return made._replace(sections=tuple(told))


def onto(content: bytes) -> Onto:
    """Exported onto, the section internal."""
    now = the_book(shut=True)
    plan, fresh = drawn(now)
    return Onto(plan, fresh, EditedDeck(content, "deck.pptx"), guard=guard_of(now))


def everything(content: bytes) -> str:
    """All that a file says, files within it included."""
    found = ""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        for name in file.namelist():
            data = file.read(name)
            found += everything(data) if data[:2] == b"PK" else re.sub("<[^>]*>", "", data.decode("latin-1"))
            found += data.decode("utf-8", "ignore")
    return found


def test_a_section_that_became_internal_goes_with_its_slides_their_copies_and_notes() -> None:
    _plan, first = drawn(the_book(shut=False))
    deck = opened(first)
    slide = next(s for s in deck.slides if s.shapes.title.text_frame.text == "报价")
    twin(deck, slide).notes_slide.notes_text_frame.text = "底线是二百八十万"
    slide.shapes.title.text_frame.text = "价格（同事改）"
    picture = Part(
        PackURI("/docProps/thumbnail.jpeg"), "image/jpeg", deck.part.package, b"\xff\xd8 a small one"
    )
    deck.part.package.relate_to(picture, RT.THUMBNAIL)
    found = onto(saved(deck))
    # The slide, its copy, and the opening of the chapter that listed it and is not drawn any more.
    assert len(found.merge.withheld) == 3
    content = found.content()
    assert PRICE in everything(first)
    assert "二百八十万" in everything(first)
    after = everything(content)
    assert "a small one" not in after
    assert [words for words in (PRICE, "二百八十万", "价格（同事改）") if words in after] == []


def test_the_title_of_an_internal_chapter_does_not_stay_in_an_agenda_that_was_edited() -> None:
    was = book(*ROWS, ("4", "价格", "三百万。"), requirements=(NEED,))
    _plan, first = drawn(was)
    deck = opened(first)
    agenda = next(s for s in deck.slides[1].placeholders if s.placeholder_format.idx == 1)
    agenda.text_frame.paragraphs[0].runs[0].text = "同事的议程"
    agenda.text_frame.add_paragraph().text = "问答"
    hidden = (replace(s, visibility="internal") if s.id == "4" else s for s in was.sections)
    now = was._replace(sections=tuple(hidden))
    plan, fresh = drawn(now)
    found = Onto(plan, fresh, EditedDeck(saved(deck), "deck.pptx"), guard=guard_of(now))
    with pytest.raises(Leaving, match="slide 2: 价格"):
        found.content()


def in_notes(deck: Any) -> None:
    deck.slides[2].notes_slide.notes_text_frame.text = SECRET


def in_a_box(deck: Any) -> None:
    deck.slides[2].shapes.add_textbox(0, 0, 900000, 300000).text_frame.text = "见 req 007"


def in_a_description(deck: Any) -> None:
    next(deck.slides[2].shapes.title._element.iter("{*}cNvPr")).set("descr", SECRET)


def in_a_link(deck: Any) -> None:
    run = deck.slides[2].shapes.title.text_frame.paragraphs[0].runs[0]
    run.hyperlink.address = "https://example.com/REQ-007"


def in_a_section_name(deck: Any) -> None:
    next(deck.element.iter("{*}section")).set("name", SECRET)


def in_the_properties(deck: Any) -> None:
    deck.core_properties.keywords = SECRET


def in_a_layout(deck: Any) -> None:
    deck.slide_layouts[0].shapes[0].text_frame.text = SECRET


@pytest.mark.parametrize(
    ("hide", "where"),
    [
        (in_notes, "slide 3, notes: REQ-007"),
        (in_a_box, "slide 3: REQ-007"),
        (in_a_description, "slide 3: REQ-007"),
        (in_a_link, "slide 3: REQ-007"),
        (in_a_section_name, "presentation.xml: REQ-007"),
        (in_the_properties, "core.xml: REQ-007"),
        (in_a_layout, "slideLayout"),
    ],
)
def test_what_a_colleague_wrote_into_the_deck_is_read_too(hide: Callable[[Any], None], where: str) -> None:
    _plan, first = drawn(the_book(shut=False))
    deck = opened(first)
    hide(deck)
    found = onto(saved(deck))
    with pytest.raises(Leaving, match=where):
        found.content()
    assert (found.leaving is None) == ("slide 3" not in where)


def test_the_words_of_an_internal_meeting_are_not_quoted() -> None:
    source = the_book(shut=False)
    line = Line(text="他们的预算只批了两百八十万", visibility="internal")
    named = guard_of(source._replace(private=(line,))).names
    assert named("据悉，他们的预算只批了 两百八十万。")
    assert not named("预算")
