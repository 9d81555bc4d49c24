"""A Markdown document or deck becomes an outline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presales_tui.imports.files import read_text
from presales_tui.imports.outline import markdown_document, outline_change
from presales_tui.model.change import Change
from presales_tui.model.outline import Section
from presales_tui.model.text import clean
from tests.imports.support import OPPORTUNITY, corpus, corpus_files, placed, shape


def imported(text: str, existing: list[Section] | None = None, name: str = "方案.md") -> Change:
    return outline_change(text, opportunity=OPPORTUNITY, existing=existing or [], name=name)


def bodies(change: Change) -> dict[str, str]:
    return {section.title: section.body for section, *_ in placed(change)}


def notes(change: Change) -> dict[str, str]:
    return {section.title: section.notes for section, *_ in placed(change) if section.notes}


def test_headings_are_a_tree_and_bodies_are_kept_as_written() -> None:
    body = (
        "第一段  \n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```sh\n# no heading\n```\n\n> # quoted\n\n"
        "- # in a list\n\n---\n\n<!-- 注释 -->"
    )
    change = imported(f"# 一\n\n{body}\n\n## 一一\n文字\n\n二\n===\n\n二一\n---\n\n# 三")
    assert shape(change) == ["1 一", "1.1 一一", "2 二", "2.1 二一", "3 三"]
    assert bodies(change) == {"一": body, "一一": "文字", "二": "", "二一": "", "三": ""}
    assert {section.opportunity for section, *_ in placed(change)} == {OPPORTUNITY.id}


def test_a_lone_h1_on_top_is_the_title_and_its_text_the_first_chapter() -> None:
    assert shape(imported("# 方案\n\n## 背景\n### 现状\n## 设计")) == ["1 背景", "1.1 现状", "2 设计"]
    with_text = imported("# 方案\n\n版本 1.0\n\n## 背景\n### 现状\n## 设计")
    assert shape(with_text) == ["1 方案", "2 背景", "2.1 现状", "3 设计"]
    assert bodies(with_text)["方案"] == "版本 1.0"
    assert shape(imported("# 方案")) == ["1 方案"]
    assert shape(imported("# 甲\n## 甲一\n# 乙")) == ["1 甲", "1.1 甲一", "2 乙"]
    assert shape(imported("## 甲\n# 乙\n## 乙一")) == ["1 甲", "2 乙", "2.1 乙一"]


def test_a_skipped_level_is_no_gap() -> None:
    assert shape(imported("# 甲\n#### 深\n## 浅\n###### 更深\n# 乙")) == [
        "1 甲",
        "1.1 深",
        "1.2 浅",
        "1.2.1 更深",
        "2 乙",
    ]


def test_a_rule_right_below_a_paragraph_makes_no_heading_of_it() -> None:
    assert shape(imported("题目\n---\n文字")) == ["1 题目"]
    for text in ("一行\n两行\n---\n文字", "这是一句话。\n---\n文字", "一行\n两行\n===\n文字"):
        assert bodies(imported(f"# 甲\n\n{text}")) == {"甲": text}


def test_text_before_the_first_heading_is_a_chapter() -> None:
    change = imported("前言文字\n\n## 甲\n## 乙")
    assert shape(change) == ["1 Introduction", "2 甲", "3 乙"]
    assert bodies(change)["Introduction"] == "前言文字"
    assert shape(imported("只有文字", name="/x/说明.md")) == ["1 说明"]
    assert shape(imported("只有文字", name="-")) == ["1 Introduction"]


def test_nothing_gives_nothing() -> None:
    assert not imported("")
    assert not imported("\n \n")
    assert not imported("---\ntitle: x\n---\n")


def test_titles_are_plain_words() -> None:
    titles = [
        "甲 **乙** [丙](http://x/(y)) `丁` <br> \\*戊\\* ![图](a.png) ~~己~~ snake_case a*b*c",
        "  ",
        "#",
    ]
    found = [section.title for section, *_ in placed(imported("\n".join(f"# {title}" for title in titles)))]
    assert found == ["甲 乙 丙 丁 *戊* 图 己 snake_case abc", "Untitled", "Untitled"]


def test_stars_that_mask_something_stay_in_a_title() -> None:
    assert shape(imported('# taxnum = "23***789"\n\n# b***@a.cn\n\n# ***all*** and **some *more***\n')) == [
        '1 taxnum = "23***789"',
        "2 b***@a.cn",
        "3 all and some more",
    ]


def test_it_is_added_behind_what_is_there() -> None:
    first = [section for section, *_ in placed(imported("# 甲\n## 甲一\n# 乙"))]
    second = [section for section, *_ in placed(imported("# 丙\n## 丙一\n# 丁", existing=first))]
    both = Change("both")
    for section in (*second, *first):
        both.put(section)
    assert shape(both) == ["1 甲", "1.1 甲一", "2 乙", "3 丙", "3.1 丙一", "4 丁"]


def test_front_matter_is_no_text() -> None:
    change = imported("---\ntitle: 方案\nlayout: post\n---\n# 甲\n\n文字\n\n---\n\n还有")
    assert bodies(change) == {"甲": "文字\n\n---\n\n还有"}


MARP = """---
marp: true
theme: gaia
---
<!-- _class: lead -->
# 封面

<!--
开场白
第二句
-->

---

# 甲

文字

小标题
---

<!-- paginate: true -->
<!-- 讲慢一点 -->

```html
<!-- in code -->
---
```

---

续页
"""


def test_marp() -> None:
    change = imported(MARP)
    assert shape(change) == ["1 封面", "2 甲", "2.1 小标题"]
    assert notes(change) == {"封面": "开场白\n第二句", "甲": "讲慢一点"}
    assert bodies(change) == {
        "封面": "",
        "甲": "文字",
        "小标题": "```html\n<!-- in code -->\n---\n```\n\n\n\n续页",
    }


SLIDEV = """---
theme: default
title: Demo
---

# 一

---
layout: two-cols
meta:
  title: x
---

# 二

<!-- 不是备注 -->
文字

<!--
备注
-->

---

```md
---
layout: code
---
```

---
src: ./other.md
---

---

# 三
"""


def test_slidev() -> None:
    change = imported(SLIDEV)
    assert shape(change) == ["1 一", "2 二", "3 三"]
    kept = "Settings of the slide in the file:\nlayout: two-cols\nmeta:\n  title: x\nsrc: ./other.md"
    assert notes(change) == {"二": f"备注\n\n{kept}"}
    body = bodies(change)["二"]
    assert body.startswith("<!-- 不是备注 -->\n文字")
    assert "---\nlayout: code\n---" in body
    assert "src:" not in body


REMARK = """name: intro
class: center, middle
count: true
# 一

???
# 一的备注
## 不是标题
说明：讲五分钟
---
layout: true

.footer[x]
---
name: two
class: minimal
# 二
- 要点
--

- 要点二
---

## 三
???
三的备注
"""


def test_what_follows_the_properties_of_a_slide_is_its_text() -> None:
    change = imported("---\ntheme: x\n---\n# 一\n\n---\nlayout: a\n---\nname: 张三\n---\n\n# 二")
    assert bodies(change) == {"一": "name: 张三", "二": ""}


def test_remark() -> None:
    change = imported(REMARK)
    assert shape(change) == ["1 一", "2 二", "2.1 三"]
    found = notes(change)
    assert found["一"].startswith("# 一的备注\n## 不是标题\n说明：讲五分钟\n\n")
    # Properties are nothing to show, and nothing to lose: they stand behind the notes.
    assert found["一"].endswith("\nname: intro\nclass: center, middle\ncount: true\n???\nlayout: true")
    assert found["二"].endswith("\nname: two\nclass: minimal")
    assert found["三"] == "三的备注"
    assert bodies(change) == {"一": "x", "二": "- 要点\n\n- 要点二", "三": ""}


def test_md2pptx() -> None:
    change = imported("template: T.pptx\npageTitleSize: 22\nnumbers: no\n\n# 甲\n文字\n## 乙")
    assert shape(change) == ["1 甲", "2 乙"]
    assert bodies(change) == {"甲": "文字", "乙": ""}


@pytest.mark.parametrize(
    "text",
    [
        "# 甲\n\n作者: 张三\n\n---\n\n姓名: 李四",
        "# 甲\n\n真的吗\n???\n还有",
        "# 甲\n\n```yaml\n---\nname: CI\n---\n```\n\n---\n\n文字",
        "# 甲\n\n<!-- 注释 -->\n\n---\n\n<!-- 注释 -->",
    ],
)
def test_an_ordinary_document_loses_nothing(text: str) -> None:
    title, _, body = text.partition("\n\n")
    assert bodies(imported(text)) == {title[2:]: body}
    assert not notes(imported(text))


WORDS = [
    *(
        "# 甲",
        "## 乙",
        "#### 丁",
        "文字 一",
        "- 项",
        "```",
        "---",
        "",
        "题\n===",
        "> q",
        "???",
        "--",
        "    code",
    ),
    *("<!-- c -->", "layout: x", "class: y", "marp: true", "| a | b |"),
]


@given(st.lists(st.sampled_from(WORDS), max_size=30).map("\n".join) | st.text(max_size=200))
def test_any_text_gives_a_sound_outline(text: str) -> None:
    change = imported(text)
    sections = [section for section, *_ in placed(change)]
    assert sections == [put.new for put in change.puts]
    assert all(section.title for section in sections)
    found = "\n".join(f"{s.title}\n{s.body}\n{s.notes}" for s in sections)
    for word in ("文字 一", "- 项", "> q", "    code".strip()):
        said = clean(text).count(word)  # what stands right above a `???` is told with it once more
        assert said <= found.count(word) <= said + 10 * text.count("???")


def test_three_thousand_headings() -> None:
    change = imported("".join(f"{'#' * (1 + n % 4)} 标题 {n}\n\n文字 {n}\n\n" for n in range(3000)))
    sections = placed(change)
    assert len(sections) == 3000
    assert max(len(section.pos) for section, *_ in sections) <= 4
    assert [section.body for section, *_ in sections] == [f"文字 {n}" for n in range(3000)]


@corpus
def test_no_heading_of_a_real_document_is_lost() -> None:
    for path in corpus_files("1_requirements", "3_outlines", suffix=".md"):
        text = read_text(path)
        sections = placed(imported(text.text, name=text.name))
        assert sections, path
        found = "\n".join(f"{s.title}\n{s.body}\n{s.notes}" for s, *_ in sections)
        in_code = False
        for line in text.text.split("\n"):
            in_code ^= line.lstrip().startswith("```")
            if line.startswith("## ") and not in_code:
                assert "".join(line[3:].split())[:6].strip("*`[#") in "".join(found.split()), (path, line)


def test_signs_written_as_entities_are_read_in_titles() -> None:
    assert shape(imported("# Q&amp;A 环节&#x20;\n\n正文")) == ["1 Q&A 环节"]


def test_a_mark_glued_to_its_text_is_kept_with_it_as_it_was_written() -> None:
    text = (
        "# 说明\n\n::: {.callout-note}\n仅限 **内网**\n使用。\n:::\n\n::: {.incremental}\n- 一\n- 二\n:::\n\n"
        "```\n::: 代码\n```\n\n::: columns\n\n左"
    )
    (part,) = markdown_document(text, "a.md").parts
    assert "仅限 **内网**" in part.body
    told = part.all_notes
    assert "::: {.callout-note}\n仅限 **内网**\n使用。\n:::" in told
    assert "- 二\n:::" in told
    assert "- 一" not in told
    assert "代码" not in told
    assert told.endswith("::: columns")


def test_a_deck_of_reveal_is_parted_and_its_notes_are_notes() -> None:
    text = (
        '# 甲\n\n文字\n\nNote:\n先演示\n\n再讲\n\n---\n\n<!-- .slide: data-background="#000" -->\n'
        "## 乙\n\n--\n\n## 丙\n\nNote: 一句\n"
    )
    found = markdown_document(text, "a.md")
    assert [(part.title, part.body, part.notes) for part in found.parts] == [
        ("甲", "文字", ["先演示\n\n再讲"]),
        ("乙", "", []),
        ("丙", "", ["一句"]),
    ]
    assert '<!-- .slide: data-background="#000" -->' in found.parts[1].settings


def test_a_sentence_that_begins_with_note_is_no_speaker_note() -> None:
    text = "# 甲\n\n---\n\nNote: the client pays.\n\n---\n\n更多\n"
    (part,) = markdown_document(text, "a.md").parts
    assert "Note: the client pays." in part.body


def test_remark_is_known_by_its_classes_and_steps() -> None:
    text = "# 甲\n\n.left[\n一\n]\n\n--\n\n.right[二]\n\n---\n\n# 乙\n\n---\n\n# 丙\n"
    first = markdown_document(text, "a.md").parts[0]
    assert first.body.split() == ["一", "二"]


def test_attributes_behind_headings_are_no_part_of_titles() -> None:
    text = (
        "# 总览 {#top}\n\n## 方案 {.unnumbered #a}\n\n正文\n\n## `{x}` 与 `<style>` {-}\n\n文\n\n## 空 {a}\n"
    )
    found = markdown_document(text, "a.md")
    assert [part.title for part in found.parts] == ["方案", "{x} 与 <style>", "空 {a}"]
    assert found.title == "总览"
    assert found.parts[0].settings == ["方案 {.unnumbered #a}"]


def test_front_matter_of_a_document_names_the_whole_and_what_goes_is_told() -> None:
    text = '---\ntitle: "建设方案"\nauthor: 李工\ndate: 2026-11-01\n---\n\n# 背景\n\n# 方案\n'
    found = markdown_document(text, "a.md")
    assert (found.title, found.told) == ("建设方案", ["front matter left out: author, date"])


def test_callouts_wiki_links_and_highlights_are_read() -> None:
    text = (
        "# 甲\n\n> [!WARNING]\n> 仅限内网\n\n> [!info]- 口径\n> 按人天\n\n"
        "见 [[报价|报价表]] 和 [[附录]]，==重点==，`[[x]]` `a==b==c`\n\n![[图 1.png|300]]\n\n"
        "```\n[[y]]\n```\n"
    )
    (part,) = markdown_document(text, "a.md").parts
    assert part.body == (
        "> **Warning**\\\n> 仅限内网\n\n> **口径**\\\n> 按人天\n\n"
        "见 报价表 和 附录，**重点**，`[[x]]` `a==b==c`\n\n![](<图 1.png>)\n\n```\n[[y]]\n```"
    )


def test_how_a_picture_looks_goes_to_the_notes() -> None:
    text = '# 甲\n\n![](a.png){fig-alt="总体架构" width=50%}\n\n- 一 {.fragment}\n- 集合 {1, 2}\n'
    (part,) = markdown_document(text, "a.md").parts
    assert part.body == "![总体架构](a.png)\n\n- 一\n- 集合 {1, 2}"
    assert part.settings == ['{fig-alt="总体架构" width=50%}', "{.fragment}"]


def test_notes_between_marks_are_notes_whatever_the_tool() -> None:
    text = (
        "# 甲\n\n文字\n\n::: {.notes}\n先讲平台\n\n::: box\n里面\n:::\n:::\n\n# 乙\n\n"
        '<aside class="notes">\n再讲 **结构**\n</aside>\n\n# 丙\n\n{{% note %}}三{{% /note %}}\n\n'
        "# 丁\n\n::: {.note}\n提示\n:::\n\n```\n::: notes\n代码\n:::\n```\n\n::: notes\n没有结束"
    )
    found = markdown_document(text, "a.md").parts
    assert [(part.title, part.notes) for part in found] == [
        ("甲", ["先讲平台\n\n::: box\n里面\n:::"]),
        ("乙", ["再讲 **结构**"]),
        ("丙", ["三"]),
        ("丁", []),
    ]
    assert found[0].body == "文字"
    assert all(word in found[3].body for word in ("提示", "代码", "没有结束"))


def test_shortcodes_are_no_text_but_their_addresses_are_links() -> None:
    text = "# 演示\n\n{{< pagebreak >}}\n{{< video https://example.com/a.mp4 >}}\n\n"
    text += "看 {{< fa eye >}} `{{< x >}}` {{{< y >}}}"
    (part,) = markdown_document(text, "a.md").parts
    assert part.body == "<https://example.com/a.mp4>\n\n看 `{{< x >}}` {{{< y >}}}"
    assert part.settings == ["{{< pagebreak >}}", "{{< video https://example.com/a.mp4 >}}", "{{< fa eye >}}"]


def test_all_properties_of_a_remark_slide_are_properties() -> None:
    text = "class: middle\n# 甲\n文字\n---\nbackground-image: url(a.png)\nbackground-size: cover\n"
    text += "class: inverse\n\n# 乙\n内容\n"
    first, second = markdown_document(text, "a.md").parts
    assert first.body == "文字"
    assert second.settings == ["background-image: url(a.png)", "background-size: cover", "class: inverse"]


def test_a_class_of_remark_may_begin_where_another_ends() -> None:
    text = (
        "# 甲\n.pull-left[\n- 左\n].pull-right[\n- 右 [网](https://example.com).b[x]\n]\n---\n# 乙\n???\n讲\n"
    )
    part = markdown_document(text, "a.md").parts[0]
    assert ".pull" not in part.body
    assert "- 左" in part.body
    assert "- 右 [网](https://example.com).b[x]" in part.body


def test_a_heading_without_words_is_named_by_its_first_line() -> None:
    text = '## {background-image="a.png"}\n\n::: {.absolute}\n先做 **试点**\n:::\n\n再推广\n\n'
    text += "##\n\n- 一\n\n##\n\n两行\n文字"
    found = markdown_document(text, "a.md").parts
    assert [part.title for part in found] == ["先做 试点", "Untitled", "Untitled"]
    assert "试点" not in found[0].body
    assert "再推广" in found[0].body
    assert found[2].body == "两行\n文字"


def test_a_title_that_is_left_out_is_told_and_so_is_the_address_of_a_heading() -> None:
    text = "---\ntitle: 总册\n---\n# 分册\n\n## 甲 [网站](https://example.com/a)\n\n文字\n\n## 乙\n"
    found = markdown_document(text, "a.md")
    assert "title of the whole, no section: 分册" in found.told
    assert (found.title, found.parts[0].title) == ("总册", "甲 网站")
    assert "https://example.com/a" in found.parts[0].all_notes
