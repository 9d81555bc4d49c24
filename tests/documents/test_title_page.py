"""A first section that only says who made the document, when and as which version: the cover."""

from __future__ import annotations

import pytest

from presales_tui.documents.book import Book
from presales_tui.documents.plan import Paragraph, Plan, Slide, plain
from presales_tui.documents.planning.planner import plan_deck
from presales_tui.model.client import Contact, named
from tests.documents.support import book

CHAPTERS = ("2", "1. 背景", "- 一"), ("3", "2. 目标", "- 二")


def planned(body: str, *more: tuple[str, str, str], given: Book | None = None) -> Plan:
    made = book(("1", "智慧园区平台建设方案", body), *(more or CHAPTERS))
    return plan_deck(given._replace(sections=made.sections) if given else made, lang="zh")


def lines(slide: Slide) -> list[str]:
    return [plain(block.runs) for block in slide.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    "body",
    [
        "> 版本：V1.2　编制：售前部　2026-10-01",
        "**版本**：V1.2 | **编制**：售前部 | **日期**：2026-10-01",
        "- 编写人：李工\n- 编制日期：2026年10月\n- 密级：内部公开",
        "> Version: 1.2\n> Prepared by: Presales\n> Date: 2026-10-01",
        "V2.0",
    ],
)
def test_facts_about_the_document_stand_on_the_cover(body: str) -> None:
    plan = planned(body)
    cover = plan.slides[0]
    assert cover.title == "智慧园区平台建设方案"
    assert [slide.title for slide in plan.slides[2:4]] == ["1. 背景", "2. 目标"]
    assert cover.section_ids == ("1",)
    said = " ".join(lines(cover))
    for word in ("1.2", "售前部", "李工", "2026年10月", "Presales", "V2.0", "2026-10-01"):
        assert (word in said) == (word in body)


def test_what_the_title_page_tells_is_not_told_twice() -> None:
    given = book()._replace(author="周启明", version="9")
    told = planned("> 版本：V1.2　编制：售前部　2026-10-01", given=given)
    silent = planned("> 密级：公开", given=given)
    assert not [line for line in lines(told.slides[0]) if "周启明" in line or "9" in line]
    assert [line for line in lines(silent.slides[0]) if "周启明" in line and "9" in line]


def test_one_title_above_all_chapters_may_tell_facts_too() -> None:
    plan = planned("> 版本：V1.2", ("1.1", "背景", "- 一"), ("1.2", "目标", "- 二"))
    assert [slide.title for slide in plan.slides if slide.kind == "content"] == ["背景", "目标"]
    assert any("V1.2" in line for line in lines(plan.slides[0]))


@pytest.mark.parametrize(
    ("body", "more"),
    [
        ("> 客户：三天才出一次报表，谁也不敢信", CHAPTERS[:1]),  # a chapter alone behind it
        ("> 三天才出一次报表，谁也不敢信", CHAPTERS),
        ("版本：V1.2\n\n| a | b |\n|---|---|\n| 1 | 2 |", CHAPTERS),
        ("版本：V1.2\n\n本方案说明园区平台的建设内容。", CHAPTERS),
        ("版本：V1.2", (("1.1", "说明", "- 一"), *CHAPTERS)),
        ("\n".join(f"编制：第{n}组" for n in range(5)), CHAPTERS),
    ],
)
def test_what_says_more_keeps_its_slide(body: str, more: tuple[tuple[str, str, str], ...]) -> None:
    plan = planned(body, *more)
    assert any(slide.section_id == "1" for slide in plan.slides)


def test_a_shared_login_is_no_author() -> None:
    assert [named(who) for who in ("root", "Administrator", "uid 1000", " 周启明 ", "rooth")] == [
        *("", "", ""),
        *("周启明", "rooth"),
    ]
    assert Contact(name="root").name == "root"
