"""The outline as one Markdown file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presales_tui.documents.outlines.freemind import outline_freemind
from presales_tui.documents.outlines.markdown import outline_markdown
from presales_tui.documents.outlines.opml import outline_opml
from presales_tui.documents.outlines.xmind import outline_xmind
from presales_tui.documents.plan import Paragraph, plain
from presales_tui.documents.text.markdown import blocks
from presales_tui.imports.any_outline import read_outline
from presales_tui.imports.own_outline import MARK
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
    assert text == f"{MARK}\n\n# 方案\n\n正文\n\n> - REQ-001 线索分级\n\n<!-- notes\n先演示 -- > 再讲\n-->\n"


def test_depth_becomes_the_level_of_the_heading_down_to_six() -> None:
    rows = [(".".join("1" * (n + 1)), f"t{n}", "") for n in range(8)]
    levels = [line.count("#") for line in outline_markdown(outline(*rows)).splitlines()[1:] if line]
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


_BLOCKS = (
    "文字\n两行",
    "- 甲\n  - 乙\n\n1. 丙",
    "| a | b |\n| --- | --- |\n| 1 | 2 |",
    "```sh\n# 不是标题\n---\n```",
    "    缩进 # 码",
    "看[^1]\n\n[^1]: 脚注",
    "- [ ] 未做\n- [x] 已做",
    "```mermaid\ngraph TD\n```",
    "::: columns\n::: column\n左\n:::\n::: column\n右\n:::\n:::",
    "左\n\n::right::\n\n右",
    "# 里面的标题\n\n ## 缩进的",
    "标题\n---",
    "---",
    "Note: 说明",
    "class: middle\nlayout: center",
    "???",
    "==高亮== [[维基]] ![图](/a.png){width=50%}",
    "> [!NOTE]\n> 注意",
    "{{responses}}",
    "{{< video a >}}",
    "::: notes\n讲\n:::",
    "> - REQ-009 招生",
    "a & b &lt; <b>c</b> \\\\*d*",
)
_TITLES = (
    "方案",
    "1. 背景",
    "# 号 #",
    "**粗** `码`",
    "[链](https://a.cn)",
    "&amp; <b>",
    "A_B_C",
    "x {.small}",
    "---",
)
_TEXTS = st.lists(st.sampled_from(_BLOCKS), max_size=3).map("\n\n".join)
_ROWS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(_TITLES), _TEXTS, _TEXTS), min_size=1, max_size=6
)


@settings(max_examples=40, deadline=None)
@given(rows=_ROWS)
@pytest.mark.parametrize("form", ["md", "opml", "mm", "xmind"])
def test_every_outline_comes_back_as_it_went(
    form: str, rows: list[tuple[int, str, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    sections: list[Section] = []
    above: list[str] = []
    for n, (depth, title, body, notes) in enumerate(rows):
        del above[depth:]
        parent = above[-1] if above else ""
        sections.append(Section(id=str(n), parent=parent, pos=f"{n:02}", title=title, body=body, notes=notes))
        above.append(str(n))
    made: dict[str, Callable[[], bytes]] = {
        "md": lambda: outline_markdown(sections).encode(),
        "opml": lambda: outline_opml(sections, "总册").encode(),
        "mm": lambda: outline_freemind(sections, "总册").encode(),
        "xmind": lambda: outline_xmind(sections, "总册"),
    }
    path = tmp_path_factory.getbasetemp() / f"{form}.{form}"
    path.write_bytes(made[form]())
    found = in_order(put.new for put in read_outline(path).change("o", ()).puts)  # type: ignore[misc]
    assert [(p.depth, p.section.title, p.section.body, p.section.notes) for p in found] == [
        (p.depth, p.section.title, p.section.body, p.section.notes) for p in in_order(sections)
    ]
