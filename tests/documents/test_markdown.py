"""Markdown bodies become blocks, and nothing that was written gets lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from presales_tui.documents.plan import Code, Item, Items, Paragraph, Picture, Quote, Run, Table, plain
from presales_tui.documents.text.data_line import DataLine
from presales_tui.documents.text.markdown import blocks, link_targets
from presales_tui.documents.text.pictures import find_picture


def items(text: str) -> tuple[Item, ...]:
    (block,) = blocks(text)
    assert isinstance(block, Items)
    return block.items


def test_styles_become_runs() -> None:
    (block,) = blocks("a **b** *c* ~~d~~ `e` [f](https://x.y/) [g](ftp://h)")
    assert isinstance(block, Paragraph)
    styled = {run.text.strip(): run for run in block.runs}
    assert styled["b"].bold
    assert styled["c"].italic
    assert styled["d"].strike
    assert styled["e"].code
    assert styled["f"].link == "https://x.y/"
    assert styled["g"].link == ""


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("**重点：**说明", ["重点："]),
        ("**平台：**Kubernetes，**“双活”**是", ["平台：", "“双活”"]),
        ("见**（附件）**的，*a*与**b。**", ["（附件）", "b。"]),
        ("参数 **a(b)**c", []),
    ],
)
def test_what_is_bold_begins_and_ends_where_it_touches_chinese(text: str, bold: list[str]) -> None:
    (block,) = blocks(text)
    assert isinstance(block, Paragraph)
    assert [run.text for run in block.runs if run.bold] == bold


def test_lists_keep_their_levels_numbers_and_tasks() -> None:
    found = items("3. drei\n4. vier\n   - [ ] offen\n   - [x] getan\n\n   weiter\n")
    assert [(plain(i.runs), i.level, i.number, i.check, i.continued) for i in found] == [
        ("drei", 0, 3, "", False),
        ("vier", 0, 4, "", False),
        ("offen", 1, 0, "open", False),
        ("getan", 1, 0, "done", False),
        ("weiter", 0, 0, "", True),
    ]


def test_a_list_of_twelve_levels_loses_nothing_after_it() -> None:
    text = "".join("  " * n + f"- level {n}\n" for n in range(12)) + "\nthe rest\n"
    found = blocks(text)
    assert isinstance(found[0], Items)
    assert [item.level for item in found[0].items] == [0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8]
    assert found[1] == Paragraph((Run("the rest"),))


def test_code_and_tables_inside_a_list_stand_between_its_items() -> None:
    found = blocks("- one\n\n  ```sh\n  ls\n  ```\n\n- two\n")
    assert [type(block) for block in found] == [Items, Code, Items]
    assert found[1] == Code(("ls",), "sh")


def test_a_table_keeps_alignment_and_line_breaks() -> None:
    (table,) = blocks("|a|b|\n|:-|-:|\n|1<br>2|`x`|\n|only|\n")
    assert isinstance(table, Table)
    assert table.align == ("left", "right")
    assert plain(table.rows[0][0]) == "1\n2"
    assert table.rows[0][1] == (Run("x", code=True),)
    assert table.rows[1][1] == ()


def test_lines_of_one_chinese_paragraph_are_joined_without_a_blank() -> None:
    assert plain(blocks("系统应支持\n多校区\nand more")[0].runs) == "系统应支持多校区 and more"  # type: ignore[union-attr]


def test_words_in_angle_brackets_stay_and_html_goes() -> None:
    found = blocks(
        "用 <host> 登录 <b>服务器</b>\n\n<div>块<br>二</div>\n\n<!-- 注释 -->\n\n<script>x()</script>"
    )
    assert [plain(b.runs) for b in found if isinstance(b, Paragraph)] == ["用 <host> 登录 服务器", "块", "二"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("机柜 600*800*2000mm，长*宽*高", "机柜 600*800*2000mm，长*宽*高"),
        ("2**10 与 **3*4** 与 *斜*体", "2**10 与 3*4 与 斜体"),
        (r"放在 \\10.0.0.1\方案 与 `\\a\b`，而 a\\b 与 \*", r"放在 \\10.0.0.1\方案 与 \\a\b，而 a\b 与 *"),
        ("[注意]: 必须先停机", "[注意]: 必须先停机"),
        ("[注意]: 升级前停机，见3.2节", "[注意]: 升级前停机，见3.2节"),
        ("[m]: 甲\n\n见 [手册][m]", "见 手册"),
        ("[m]: a.html", ""),
        ("<script> 要过滤\n\n**其后**的话", "<script> 要过滤|**其后**的话"),
        ("<script>\nx = 1\n</script>\n\n其后", "其后"),
        ("<iframe src='https://a.cn/v'></iframe>", "https://a.cn/v"),
        ('看 <video src="a.mp4"></video> 与 <Cover\nsubtitle="乙" :n="1"/>', "看 a.mp4 与 乙"),
        ('<Cover\n  title="甲"\n  subtitle="乙"\n/>', "甲 乙"),
    ],
)
def test_nothing_that_is_typed_is_gone(text: str, shown: str) -> None:
    found = blocks(text)
    assert "|".join(plain(b.runs) for b in found if isinstance(b, Paragraph)) == shown


def test_a_title_of_code_stands_above_it_and_one_of_a_picture_names_it() -> None:
    found = blocks(
        '```py title="a.py"\nx\n```\n\n``` 先备份\ny\n```\n\n```{r, fig=1}\nz\n```\n\n![](p.png "图 1")'
    )
    assert found == [
        Paragraph((Run("a.py"),)),
        Code(("x",), "py"),
        Paragraph((Run("先备份"),)),
        Code(("y",)),
        Code(("z",), "{r,"),
        Picture("", "图 1"),
    ]


def test_addresses_in_html_are_links() -> None:
    found = blocks("见 <a class='x' href='https://a.cn/?a=1&amp;b'>手册</a>。\n\n<p>\nhttps://b.cn\n</p>")
    assert found == [
        Paragraph((Run("见 "), Run("手册", link="https://a.cn/?a=1&b"), Run("。"))),
        Paragraph((Run("https://b.cn", link="https://b.cn"),)),
    ]


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("| a | b |\n|---|:-:|\n| 1 | 2 | 3 |\n| 4 |", "a|b|/1|2|3/4||"),
        ("> a | b\n> --|--\n> 1 | 2 | 3 \\| 4", "a|b|/1|2|3 | 4"),
        ("1. | a |\n   |---|\n   | 1 | 2 |", "a|/1|2"),
        ("- 甲\n\n  | a |\n  |---|\n  | *1* | 2 |", "a|/1|2"),
        ("| a | b | c |\n|---|---|\n| 1 | 2 | 3 |", "a|b|c/1|2|3"),
        ("| a | b |\n|---|---|---|\n| 1 | 2 |", "a|b|/1|2|"),
        ("| a | b |\n|---|---|\n| 1 | 2 | |", "a|b/1|2"),
        ("| a | b |\n|---|---|\n| | |\n|  |  |", "a|b/|/|"),
    ],
)
def test_a_table_is_as_wide_as_its_widest_row(text: str, wide: str) -> None:
    (table,) = (block for block in blocks(text) if isinstance(block, Table))
    assert "/".join("|".join(map(plain, row)) for row in (table.header, *table.rows)) == wide
    assert len(table.align) == len(table.header)


def test_a_table_that_is_code_stays_as_it_is_written() -> None:
    text = "```\n| a |\n|---|\n| 1 | 2 |\n```\n\n| a |\n|---|\n| 1 | 2 |"
    assert blocks(text)[0] == Code(("| a |", "|---|", "| 1 | 2 |"))


def test_headings_quotes_and_front_matter() -> None:
    found = blocks("---\ntitle: x\n---\n# 小标题\n\n> 原话\n\n---\n\n正文")
    assert found == [Paragraph((Run("小标题"),), "lead"), Quote((Run("原话"),)), Paragraph((Run("正文"),))]


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert "keep me" in plain(blocks("---\n\nkeep me\n\n---\n")[0].runs)  # type: ignore[union-attr]


def test_a_known_data_line_alone_on_a_line_is_taken_and_others_stay_text() -> None:
    known = {"responses": ("module",), "dates": ()}
    found = blocks(
        'before\n{{responses module="智能 排课"}}\n{{ dates }}\nsee {{dates}} here\n{{nope}}', known
    )
    assert found[1] == DataLine("responses", (("module", "智能 排课"),), '{{responses module="智能 排课"}}')
    assert found[2] == DataLine("dates", (), "{{ dates }}")
    assert plain(found[3].runs) == "see {{dates}} here {{nope}}"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "line", ["{{responses modul=x}}", "    {{responses}}", "`{{responses}}`", "- x {{responses}}"]
)
def test_a_data_line_that_is_not_understood_stays_text(line: str) -> None:
    assert not any(isinstance(b, DataLine) for b in blocks(line, {"responses": ("module",)}))


def test_a_link_may_be_defined_in_another_section() -> None:
    targets = link_targets(["text", "[api]: https://a.b/c\n"])
    (block,) = blocks("see [the API][api]", links=targets)
    assert isinstance(block, Paragraph)
    assert block.runs[1] == Run("the API", link="https://a.b/c")


def test_nesting_beyond_what_a_parser_can_follow_is_kept_as_text() -> None:
    text = "> " * 3000 + "deep words"
    assert any("deep words" in plain(b.runs) for b in blocks(text) if isinstance(b, Paragraph | Quote))


def test_control_characters_are_made_visible() -> None:
    (block,) = blocks("a\x1bb\x00c\x0bd")
    assert isinstance(block, Paragraph)
    assert "\x1b" not in plain(block.runs)
    assert "␛" in plain(block.runs)


def test_a_picture_is_found_only_if_it_is_a_local_picture(tmp_path: Path) -> None:
    from PIL import Image

    good = tmp_path / "架构 图.png"
    Image.new("RGB", (200, 100)).save(good)
    bad = tmp_path / "not.png"
    bad.write_text("no picture")
    damaged = tmp_path / "damaged.png"
    damaged.write_bytes(good.read_bytes()[:23] + b"\x63" + good.read_bytes()[24:])
    text = f"![好](<{good}>)\n\n![坏]({bad})\n\n![伤]({damaged})\n\n![没有](missing.png)\n\n![远](https://x.y/z.png)"
    found = [b for b in blocks(text, picture=find_picture) if isinstance(b, Picture)]
    assert [(bool(p.path), p.label.split(" (")[0]) for p in found] == [
        (True, "好"),
        (False, "坏"),
        (False, "伤"),
        (False, "没有"),
        (False, "远"),
    ]
    assert found[0].aspect == 2.0
