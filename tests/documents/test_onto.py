"""Exporting onto a deck that a colleague has worked on: nothing that either side did is lost."""

from __future__ import annotations

import copy
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Pt

from presales_tui.documents.book import Book
from presales_tui.documents.deck import deck_bytes
from presales_tui.documents.onto.edited import EditedDeck
from presales_tui.documents.onto.merge import Drawn, Theirs, merge
from presales_tui.documents.onto.writing import Onto
from presales_tui.documents.plan import Plan
from presales_tui.documents.planning.planner import plan_deck
from presales_tui.model.errors import BadInput
from tests.documents.colleague.desk import opened, saved
from tests.documents.support import book

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FOOTERS = (10, 11, 12)
ROWS = (
    ("1", "背景", "十二个校区。"),
    ("1.1", "现状", "排课靠表格。"),
    ("1.2", "目标", "- 漏跟率降到 2%\n- 三个月上线\n\n| 项 | 值 |\n|---|---|\n| 校区 | 12 |"),
    ("2", "方案", ""),
    ("2.1", "总体", "一个平台。"),
    ("2.2", "部署", "私有部署，两台服务器。"),
)


def make(*rows: tuple[str, str, str], **more: Any) -> tuple[Plan, bytes]:
    plan = plan_deck(book(*rows, **more), lang="zh")
    return plan, deck_bytes(plan)


def onto(edited: bytes, *rows: tuple[str, str, str], **more: Any) -> Onto:
    remove = bool(more.pop("remove_retired", False))
    plan, fresh = make(*rows, **more)
    return Onto(plan, fresh, EditedDeck(edited, "deck.pptx"), remove_retired=remove)


def text_of(slide: Any) -> str:
    said = []
    for shape in slide.shapes:
        if shape.has_text_frame and not (
            shape.is_placeholder and shape.placeholder_format.idx in (10, 11, 12)
        ):
            said.append(shape.text_frame.text)
        if shape.has_table:
            said += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(said)


def texts(content: bytes) -> list[str]:
    return [text_of(slide) for slide in opened(content).slides]


def notes(content: bytes) -> list[str]:
    return [s.notes_slide.notes_text_frame.text if s.has_notes_slide else "" for s in opened(content).slides]


def at(deck: Any, words: str) -> Any:
    return next(slide for slide in deck.slides if words in text_of(slide))


def actions(found: Onto) -> Counter[str]:
    return Counter(step.action for step in found.merge.steps)


def changed(rows: tuple[tuple[str, str, str], ...], id_: str, body: str) -> tuple[tuple[str, str, str], ...]:
    return tuple((i, t, body if i == id_ else b) for i, t, b in rows)


def write(slide: Any, words: str) -> None:
    """Type something at the end of the first text below the title."""
    holder = next(s for s in slide.placeholders if s.placeholder_format.idx == 1)
    holder.text_frame.add_paragraph().text = words


def delete(deck: Any, where: int) -> None:
    """A slide goes, and with it the links to it, as PowerPoint does it."""
    entry = deck.slides._sldIdLst[where]
    part = deck.part.related_part(entry.rId)
    for slide in deck.slides:
        for rid, rel in list(slide.part.rels.items()):
            if not rel.is_external and rel.target_part is part:
                for link in list(slide._element.iter(f"{A}hlinkClick")):
                    if link.get(f"{R}id") == rid:
                        link.getparent().remove(link)
                slide.part.rels.pop(rid)
    deck.part.drop_rel(entry.rId)
    deck.slides._sldIdLst.remove(entry)


def extra(deck: Any, title: str, before: int) -> None:
    """A slide of the colleague's own."""
    layout = next(layout for layout in deck.slide_layouts if "正文" in layout.name)
    deck.slides.add_slide(layout).shapes.title.text = title
    listed = deck.slides._sldIdLst
    listed.insert(before, listed[-1])


def test_the_same_deck_again_changes_nothing() -> None:
    _plan, first = make(*ROWS)
    found = onto(first, *ROWS)
    assert set(actions(found)) == {"keep"}
    assert texts(found.content()) == texts(first)


def test_what_changed_here_is_updated_in_place() -> None:
    _plan, first = make(*ROWS)
    found = onto(first, *changed(ROWS, "2.2", "公有云部署。"))
    assert actions(found)["update"] == 1
    after = texts(found.content())
    assert any("公有云部署" in text for text in after)
    assert not any("两台服务器" in text for text in after)
    assert len(after) == len(texts(first))


def test_what_changed_there_stays_and_so_do_their_slides() -> None:
    _plan, first = make(*ROWS)
    deck = opened(first)
    write(at(deck, "排课靠表格"), "同事补充的一句")
    extra(deck, "同事加的一页", 3)
    found = onto(saved(deck), *changed(ROWS, "2.2", "公有云部署。"))
    after = texts(found.content())
    assert any("同事补充的一句" in text for text in after)
    assert "同事加的一页" in after[3]
    assert any("公有云部署" in text for text in after)
    assert actions(found)["conflict"] == 0


def test_changed_on_both_sides_keeps_theirs_and_puts_ours_beside() -> None:
    _plan, first = make(*ROWS)
    deck = opened(first)
    write(at(deck, "两台服务器"), "同事说三台")
    found = onto(saved(deck), *changed(ROWS, "2.2", "四台服务器。"))
    after = texts(found.content())
    theirs = next(n for n, text in enumerate(after) if "同事说三台" in text)
    assert "四台服务器" in after[theirs + 1]
    # Once told, the conflict is over: the next export finds nothing new.
    again = onto(found.content(), *changed(ROWS, "2.2", "四台服务器。"))
    assert again.merge.count("conflict", "beside", "update") == 0
    assert texts(again.content()) == after


def test_words_painted_there_and_changed_here_are_told_as_a_conflict() -> None:
    _plan, first = make(*ROWS)
    deck = opened(first)
    holder = next(s for s in at(deck, "两台服务器").placeholders if s.placeholder_format.idx == 1)
    paragraph = holder.text_frame.paragraphs[0]
    paragraph.runs[0].font.size = Pt(30)
    paragraph.add_run().text = "！"
    found = onto(saved(deck), *changed(ROWS, "2.2", "四台服务器。"))
    assert actions(found)["conflict"] == 1


def test_changes_of_both_sides_in_different_places_go_into_one_slide() -> None:
    rows = changed(ROWS, "2.2", "私有部署，两台服务器。\n\n| 项 | 值 |\n|---|---|\n| 甲 | 1 |\n| 乙 | 2 |")
    _plan, first = make(*rows)
    deck = opened(first)
    slide = at(deck, "两台服务器")
    slide.shapes.title.text_frame.text = "部署（同事改）"
    holder = next(s for s in slide.placeholders if s.placeholder_format.idx == 1)
    holder.text_frame.paragraphs[0].runs[0].font.size = Pt(30)
    holder.left, holder.top, holder.width, holder.height = 700000, 1400000, 9000000, 900000
    table = next(s for s in slide.shapes if s.has_table).table
    table.cell(1, 1).text = "同事的数"
    slide.shapes.add_textbox(0, 0, 900000, 300000).text_frame.text = "同事的框"
    now = changed(rows, "2.2", "私有部署，四台服务器。\n\n| 项 | 值 |\n|---|---|\n| 甲 | 1 |\n| 乙 | 9 |")
    found = onto(saved(deck), *now)
    assert (actions(found)["mix"], actions(found)["conflict"]) == (1, 0)
    content = found.content()
    mixed = at(opened(content), "四台服务器")
    said = text_of(mixed)
    assert [w for w in ("部署（同事改）", "同事的数", "同事的框", "9") if w not in said] == []
    assert "两台服务器" not in said
    body = next(s for s in mixed.placeholders if s.placeholder_format.idx == 1)
    assert (body.left, body.text_frame.paragraphs[0].runs[0].font.size) == (700000, Pt(30))
    again = onto(content, *now)
    assert again.merge.count("mix", "update", "conflict", "beside") == 0
    assert texts(again.content()) == texts(content)


def test_after_another_program_new_words_go_into_the_old_looks() -> None:
    _plan, first = make(*ROWS)
    deck = opened(first)
    rels = deck.part.package.iter_rels()
    program = next(rel.target_part for rel in rels if rel.reltype.endswith("/extended-properties"))
    program._blob = program.blob.replace(b"presales", b"LibreOffice")
    holder = next(s for s in at(deck, "两台服务器").placeholders if s.placeholder_format.idx == 1)
    holder.text_frame.paragraphs[0].runs[0].font.size = Pt(23)
    found = onto(saved(deck), *changed(ROWS, "2.2", "私有部署，四台服务器。"))
    assert not found.edited.exact
    after = opened(found.content())
    assert len(after.slides) == len(opened(first).slides)
    assert "两台服务器" not in "\n".join(text_of(slide) for slide in after.slides)
    body = next(s for s in at(after, "四台").placeholders if s.placeholder_format.idx == 1)
    assert body.text_frame.paragraphs[0].runs[0].font.size == Pt(23)


def test_after_another_program_added_bullets_take_the_old_looks_but_not_the_old_bullets() -> None:
    _plan, first = make(*changed(ROWS, "2.2", "1. 调研\n2. 开发\n\n```\npresales start\n```"))
    deck = opened(first)
    rels = deck.part.package.iter_rels()
    program = next(rel.target_part for rel in rels if rel.reltype.endswith("/extended-properties"))
    program._blob = program.blob.replace(b"presales", b"LibreOffice")
    for shape in at(deck, "调研").placeholders:
        for paragraph in shape.text_frame.paragraphs:
            for run in paragraph.runs:  # another program writes all looks out
                run.font.size, run.font.name = Pt(23), "Noto Sans"
    found = onto(saved(deck), *changed(ROWS, "2.2", "1. 调研\n2. 开发与**联调**\n3. 割接\n\n文字。"))
    assert not found.doubled
    after = opened(found.content())
    assert len(after.slides) == len(opened(first).slides)
    body = next(s for s in at(after, "割接").placeholders if s.placeholder_format.idx == 1)
    paragraphs = body.text_frame.paragraphs
    assert [p.text for p in paragraphs] == ["调研", "开发与联调", "割接", "文字。"]
    assert {run.font.name for p in paragraphs for run in p.runs} == {"Noto Sans"}
    assert [run.font.bold for run in paragraphs[1].runs] == [None, True]
    assert [p._p.find(f".//{A}buAutoNum") is not None for p in paragraphs] == [True, True, True, False]
    assert max(run.font.size for p in paragraphs for run in p.runs) <= Pt(23)
    assert "presales start" not in text_of(at(after, "割接"))


def test_slides_that_lost_their_stamps_are_known_by_their_words_and_their_neighbours() -> None:
    _plan, first = make(*ROWS)
    deck = opened(first)
    for slide in deck.slides:
        for shape in list(slide.shapes):
            if shape.name.startswith("presales:"):
                shape._element.getparent().remove(shape._element)
    write(at(deck, "两台服务器"), "同事的部署")
    at(deck, "三个月上线").notes_slide.notes_text_frame.text = "同事的备注"
    found = onto(saved(deck), *changed(ROWS, "2.2", "私有部署，四台服务器。"))
    assert actions(found)["extra"] == actions(found)["back"] == len(found.merge.deleted) == 0
    assert actions(found)["conflict"] == actions(found)["beside"] == 1
    content = found.content()
    said = "\n".join([*texts(content), *notes(content)])
    assert [words for words in ("同事的部署", "同事的备注", "四台服务器") if words not in said] == []


def test_notes_and_slide_are_merged_apart() -> None:
    _plan, first = make(*ROWS)
    deck = opened(first)
    at(deck, "两台服务器").notes_slide.notes_text_frame.text = "记得问机房"
    found = onto(saved(deck), *changed(ROWS, "2.2", "四台服务器。"))
    after = found.content()
    n = next(n for n, text in enumerate(texts(after)) if "四台服务器" in text)
    assert notes(after)[n] == "记得问机房"
    assert actions(found)["conflict"] == 0


def test_deleted_there_stays_deleted_unless_it_changed_here() -> None:
    _plan, first = make(*ROWS)
    deck = opened(first)
    for words in ("一个平台", "两台服务器"):
        entry = next(
            e for e in deck.slides._sldIdLst if words in text_of(deck.part.related_part(e.rId).slide)
        )
        deck.part.drop_rel(entry.rId)
        deck.slides._sldIdLst.remove(entry)
    found = onto(saved(deck), *changed(ROWS, "2.2", "四台服务器。"))
    after = "\n".join(texts(found.content()))
    assert "一个平台" not in after
    assert "四台服务器" in after
    assert [found.our_title(n) for n in found.merge.deleted] == ["总体"]


def test_a_section_that_is_gone_moves_to_the_end_or_goes() -> None:
    _plan, first = make(*ROWS)
    rows = tuple(row for row in ROWS if row[0] != "1.1")
    found = onto(first, *rows)
    assert "排课靠表格" in texts(found.content())[-1]
    gone = onto(first, *rows, remove_retired=True)
    assert not any("排课靠表格" in text for text in texts(gone.content()))
    deck = opened(first)
    write(at(deck, "排课靠表格"), "同事补充的一句")
    kept = onto(saved(deck), *rows, remove_retired=True)
    assert "同事补充的一句" in texts(kept.content())[-1]


def test_order_follows_whoever_moved() -> None:
    _plan, first = make(*ROWS)
    deck = opened(first)
    listed = deck.slides._sldIdLst
    listed.append(listed[1])
    found = onto(saved(deck), *ROWS)
    assert found.merge.order == "theirs"
    assert texts(found.content())[-1] == texts(first)[1]


def test_internal_and_client_editions_are_not_mixed() -> None:
    plan = plan_deck(book(*ROWS), lang="zh", audience="internal")
    with pytest.raises(BadInput, match="editions"):
        onto(deck_bytes(plan), *ROWS)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no", b"text"])
def test_what_is_no_deck_is_refused(content: bytes) -> None:
    with pytest.raises(BadInput):
        onto(content, *ROWS)


def test_a_deck_of_somebody_else_is_refused() -> None:
    with pytest.raises(BadInput):
        onto(saved(Presentation()), *ROWS)


def test_sections_list_every_slide_once() -> None:
    _plan, first = make(*ROWS)
    deck = opened(first)
    extra(deck, "同事加的一页", 4)
    after = opened(onto(saved(deck), *ROWS[:4]).content())
    ids = [
        e.get("id")
        for e in after.element.iter("{http://schemas.microsoft.com/office/powerpoint/2010/main}sldId")
    ]
    assert ids == [str(slide.slide_id) for slide in after.slides]


def test_a_deck_with_another_design_keeps_it() -> None:
    _plan, first = make(*ROWS)
    deck = opened(first)
    for layout in deck.slide_layouts:
        layout._element.cSld.set("name", layout.name + " x")
    rows = (*changed(ROWS, "2.2", "四台服务器。"), ("2.3", "运维", "三班。"), ("3", "新章", ""))
    found = onto(saved(deck), *rows)
    assert found.restyled
    assert not onto(first, *rows).restyled
    after = opened(found.content())
    assert len(after.slide_masters) == 1
    for words in ("四台服务器", "三班"):
        assert at(after, words).slide_layout.name == "Content 正文 x"


def test_a_layout_that_nothing_there_stands_for_comes_along() -> None:
    _plan, first = make(("1", "背景", "十二个校区。"))
    deck = opened(first)
    for layout in deck.slide_layouts:
        layout._element.cSld.set("name", layout.name + " x")
    after = opened(
        onto(saved(deck), ("1", "背景", "十二个校区。"), ("2", "新章", ""), ("2.1", "节", "文。")).content()
    )
    assert len(after.slide_masters) == 2
    assert {slide.slide_layout.slide_master.part for slide in after.slides} == {
        master.part for master in after.slide_masters
    }


# Random edits on both sides

_EDIT = st.tuples(st.sampled_from(["write", "delete", "move", "copy", "extra", "notes"]), st.integers(0, 30))
_HERE = st.tuples(st.sampled_from(["body", "drop", "new", "swap"]), st.integers(0, 5))


def _edit_there(content: bytes, edits: list[tuple[str, int]]) -> tuple[bytes, set[str]]:
    deck = opened(content)
    typed: set[str] = set()
    for n, (what, where) in enumerate(edits):
        listed = deck.slides._sldIdLst
        where %= len(listed)
        slide = deck.slides[where]
        words = f"同事的话{n}号"
        if what == "write" and slide.shapes.title is not None:
            slide.shapes.title.text_frame.text = words
            typed.add(words)
        elif what == "notes":
            slide.notes_slide.notes_text_frame.text = words
            typed.add(words)
        elif what == "extra":
            extra(deck, words, where)
            typed.add(words)
        elif what == "move":
            listed.insert(0, listed[where])
        elif what == "delete" and "同事的话" not in text_of(slide):
            if not slide.has_notes_slide or "同事" not in slide.notes_slide.notes_text_frame.text:
                delete(deck, where)
                deck = opened(saved(deck))
        elif what == "copy":
            layout = slide.slide_layout
            twin = deck.slides.add_slide(layout)
            for shape in list(twin.shapes):
                shape._element.getparent().remove(shape._element)
            for shape in slide.shapes:
                if not shape.has_chart:
                    twin.shapes._spTree.append(copy.deepcopy(shape._element))
            for link in list(twin.shapes._spTree.iter(f"{A}hlinkClick")):
                link.getparent().remove(link)
    kept = {w for w in typed if any(w in t for t in texts(saved(deck)) + notes(saved(deck)))}
    return saved(deck), kept


def _edit_here(edits: list[tuple[str, int]]) -> tuple[tuple[tuple[str, str, str], ...], set[str]]:
    rows = list(ROWS)
    said: set[str] = set()
    for n, (what, where) in enumerate(edits):
        leaves = [i for i, row in enumerate(rows) if "." in row[0]]
        if not leaves:
            break
        i = leaves[where % len(leaves)]
        if what == "body":
            rows[i] = (rows[i][0], rows[i][1], f"这里的话{n}号。")
        elif what == "drop":
            del rows[i]
        elif what == "new":
            rows.append((f"2.{n + 5}", f"新的一节{n}", f"这里的话{n}号。"))
        else:
            j = leaves[(where + 1) % len(leaves)]
            rows[i], rows[j] = rows[j], rows[i]
    said = {row[2] for row in rows if "这里的话" in row[2]}
    return tuple(rows), said


@settings(max_examples=6, deadline=None)
@given(there=st.lists(_EDIT, max_size=6), here=st.lists(_HERE, max_size=4), remove=st.booleans())
def test_random_edits_on_both_sides_lose_nothing(
    there: list[tuple[str, int]], here: list[tuple[str, int]], remove: bool
) -> None:
    _plan, first = make(*ROWS)
    edited, typed = _edit_there(first, there)
    rows, said = _edit_here(here)
    found = onto(edited, *rows, remove_retired=remove)
    content = found.content()
    after = "\n".join([*texts(content), *notes(content)])
    assert [words for words in typed if words not in after] == []
    assert [words for words in said if words.rstrip("。") not in after] == []
    # Exporting again onto the result changes nothing.
    again = onto(content, *rows, remove_retired=remove)
    assert again.merge.count("update", "conflict", "add", "back", "notes", "retire") == 0
    assert texts(again.content()) == texts(content)


_DRAWN = st.lists(st.builds(Drawn, st.sampled_from("abc"), st.sampled_from("xyz")), max_size=8)


@given(ledger=_DRAWN, ours=_DRAWN, data=st.data())
def test_every_slide_is_somewhere(ledger: list[Drawn], ours: list[Drawn], data: st.DataObject) -> None:
    count: Counter[str] = Counter()
    theirs = []
    for entry in ledger:
        n = count[entry.group]
        count[entry.group] += 1
        now = data.draw(st.sampled_from("xyzw"))
        theirs.append(Theirs(entry.group, n, entry.text, "0", now, "0"))
    theirs = [*data.draw(st.permutations(theirs)), Theirs(text="own", base_text="own")]
    found = merge(ledger, theirs, ours)
    assert sorted(s.theirs for s in found.steps if s.theirs is not None) == list(range(len(theirs)))
    drawn = [s.ours for s in found.steps if s.ours is not None]
    assert set(drawn) | set(found.deleted) == set(range(len(ours)))
    for step in found.steps:
        if step.action == "update" and step.theirs is not None:
            assert not theirs[step.theirs].changed


def test_the_book_is_read_as_it_is() -> None:
    """A slide is known by its section, not by its title."""
    _plan, first = make(*ROWS)
    renamed = tuple((i, "改名了" if i == "2.2" else t, b) for i, t, b in ROWS)
    found = onto(first, *renamed)
    assert actions(found)["add"] == 0
    assert any(text.startswith("改名了") for text in texts(found.content()))
    assert isinstance(book(*ROWS), Book)


def test_a_slide_that_sections_shared_is_split_once_one_of_them_is_written() -> None:
    rows = (
        ("1", "背景", "十二个校区。"),
        ("2", "试用", ""),
        ("2.1", "安排", "试用的周期：\n\n待补：起止日期"),
        ("2.2", "标准", "成功标准：\n\n待补：三条标准"),
        ("3", "结束", "谢谢。"),
    )
    split = changed(rows, "2.1", "四周，两个校区。")
    _, drawn = make(*rows)
    assert sum("待补" in text for text in texts(drawn)) == 1

    calm = texts(onto(drawn, *split, remove_retired=True).content())
    assert calm == texts(make(*split)[1])

    deck = opened(drawn)
    write(at(deck, "起止日期"), "同事补的：下周一开始")
    busy = texts(onto(saved(deck), *split, remove_retired=True).content())
    assert [text for text in busy if "同事补的" not in text] == calm
    assert sum("同事补的" in text for text in busy) == 1

    _, apart = make(*split)
    again = onto(apart, *rows, remove_retired=True)
    assert texts(again.content()) == texts(drawn)
