"""Where in a Markdown note a mark counts."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presales_tui.capture.blocks import front_matter, front_value
from presales_tui.capture.notes import note_lines

NOTE = """---
title: 首次拜访
R:: in front matter
---
# 首次拜访

R:: 一
李主任说
- R:: 二
  - 需求：：三
1. A:: 四

```
R:: code
```

~~~text
R:: code
~~~

    R:: indented code

| R:: a | b |
|---|---|
| R:: c | d |
| e | R:: f |
R:: 五，紧跟表格

> R:: quoted
R:: 六，紧跟引用

<div>
R:: html
</div>

<!--
R:: comment
-->

   R:: 七
----
## 其他
普通文字
R:: 八"""


def test_marks_count_in_text_and_lists_alone() -> None:
    lines = NOTE.split("\n")
    found = [lines[n].strip() for n in sorted(note_lines(NOTE))]
    assert found == [
        "R:: 一",
        "- R:: 二",
        "- 需求：：三",
        "1. A:: 四",
        "R:: 五，紧跟表格",
        "R:: 六，紧跟引用",
        "R:: 七",
        "R:: 八",
    ]


def test_loose_takes_one_colon() -> None:
    text = "R: 一\nQ: 二\n```\nR: code\n```\nC:\\x\nR:: 三"
    assert note_lines(text) == {6}
    assert note_lines(text, loose=True) == {0, 1, 6}


def test_a_text_without_candidates_does_not_load_the_parser() -> None:
    code = (
        "import sys; from presales_tui.capture.notes import note_lines; "
        "assert not note_lines('李主任\\nQ: 问\\n' * 9); assert 'markdown_it' not in sys.modules; "
        "assert note_lines('R:: x'); assert 'markdown_it' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "deep", [">" * 5000 + " x", "- " * 3000 + "x", "\n".join("  " * n + "- x" for n in range(400))]
)
def test_a_text_nested_as_deep_as_nobody_writes_is_read(deep: str) -> None:
    assert note_lines(f"R:: 一\n\n{deep}\n\nR:: 二") >= {0}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("---\ntitle: x\n---\nbody", 3),
        ("---\ntitle: x\ntags:\n  - a\n# c\n...\nbody", 6),
        ("+++\ntitle = 'x'\n+++\nbody", 3),
        ("---\n\n# 标题\n", 0),
        ("---\n李主任说了话\n---\n", 0),
        ("---\n---\n", 0),
        ("---\ntitle: x\n", 0),
        ("text\n---\na: b\n---", 0),
        ("", 0),
    ],
)
def test_front_matter_is_only_what_looks_like_it(text: str, count: int) -> None:
    assert front_matter(text.split("\n")) == count


def test_values_of_front_matter() -> None:
    assert front_value(["---", 'Title: "首次 拜访"', "---"], "title") == "首次 拜访"
    assert front_value(["+++", "date = 2026-11-23", "+++"], "when", "date") == "2026-11-23"
    assert front_value(["title: x"], "title") == ""


@given(
    st.lists(
        st.sampled_from(
            ["R:: 一", "```", "> q", "| a | b |", "|---|---|", "", "    x", "<div>", "- a", "---"]
        )
    )
)
def test_only_lines_with_a_mark_are_ever_named(lines: list[str]) -> None:
    found = note_lines("\n".join(lines))
    assert all(lines[n] == "R:: 一" for n in found)
    if not {"```", "<div>"} & set(lines):
        assert found == {n for n, line in enumerate(lines) if line == "R:: 一"}
