"""The outline as one Markdown file."""

from __future__ import annotations

from presales_tui.documents.markdown import blocks
from presales_tui.documents.outline_text import outline_markdown
from presales_tui.documents.plan import Paragraph, plain
from presales_tui.model.outline import Section
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
