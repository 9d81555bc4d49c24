"""The outline as one Markdown file."""

from __future__ import annotations

from pathlib import Path

import pytest

from presales_tui.documents.outlines.markdown import outline_markdown
from presales_tui.documents.outlines.opml import outline_opml
from presales_tui.documents.plan import Paragraph, plain
from presales_tui.documents.text.markdown import blocks
from presales_tui.imports.any_outline import read_outline
from presales_tui.model.outline import Section, in_order
from presales_tui.model.requirement import Requirement
from tests.documents.support import outline


def headings(text: str) -> list[str]:
    return [plain(b.runs) for b in blocks(text) if isinstance(b, Paragraph) and b.style == "lead"]


def test_headings_bodies_requirements_and_notes() -> None:
    section = Section(
        id="1", pos="a", title="方案", body="正文\n", notes="先演示 --> 再讲", requirements=("r",)
    )
    text = outline_markdown([section], [Requirement(id="r", ref="REQ-001", title="线索分级")])
    assert text == "# 方案\n\n正文\n\n> - REQ-001 线索分级\n\n<!-- notes\n先演示 -- > 再讲\n-->\n"


def test_depth_becomes_the_level_of_the_heading_down_to_six() -> None:
    rows = [(".".join("1" * (n + 1)), f"t{n}", "") for n in range(8)]
    levels = [line.count("#") for line in outline_markdown(outline(*rows)).splitlines() if line]
    assert levels == [1, 2, 3, 4, 5, 6, 6, 6]


def test_a_body_that_ends_in_code_or_a_comment_does_not_swallow_what_follows() -> None:
    rows = [("1", "a", "```sh\nls"), ("2", "b", "<!-- open"), ("3", "c", "~~~\n```\n~~~"), ("4", "d", "end")]
    assert headings(outline_markdown(outline(*rows))) == ["a", "b", "c", "d"]


def test_notes_are_never_drawn_when_the_file_comes_back() -> None:
    text = outline_markdown([Section(title="t", body="b", notes="internal\n\nwords")])
    assert all("internal" not in plain(b.runs) for b in blocks(text) if isinstance(b, Paragraph))


def test_an_empty_outline_is_an_empty_text() -> None:
    assert outline_markdown([]) == ""


@pytest.mark.parametrize("ending", ["md", "opml"])
def test_what_is_exported_comes_back_whole(ending: str, tmp_path: Path) -> None:
    needs = tuple(Requirement(id=f"r{n}", ref=f"REQ-00{n}", title="线索分级") for n in (1, 2))
    was = (
        Section(id="1", title="方案", pos="a1", body="总说", notes="先讲 <!-- 三 -->\n再讲四"),
        Section(id="2", parent="1", title="总体", pos="a1", body="> 引用\n\n- 甲", requirements=("r1", "r2")),
        Section(id="3", title="服务", pos="a2", body="```sh\nls\n```"),
    )
    text = outline_markdown(was, needs) if ending == "md" else outline_opml(was, "x", needs)
    path = tmp_path / f"o.{ending}"
    path.write_text(text, "utf-8")
    found = in_order(put.new for put in read_outline(path).change("o", (), needs).puts)  # type: ignore[misc]
    assert [(p.depth, p.section.title, p.section.body, p.section.notes) for p in found] == [
        (p.depth, p.section.title, p.section.body, p.section.notes) for p in in_order(was)
    ]
    assert [p.section.requirements for p in found] == [p.section.requirements for p in in_order(was)]
    unknown = [put.new for put in read_outline(path).change("o", ()).puts]
    if ending == "md":
        assert "> - REQ-001 线索分级" in unknown[1].body  # type: ignore[attr-defined]
