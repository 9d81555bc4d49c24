"""The quick reader reads what the parser reads, or leaves it alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from presales_tui.documents.plan import Code, Columns, Item, Items, Paragraph, Picture, Quote, Run, Table
from presales_tui.documents.text.data_line import DataLine, Source
from presales_tui.documents.text.parsed import parsed
from presales_tui.documents.text.plain import plain_blocks

LINES = """
- a|  - b|    - c|- 中文 要点|文字|more text |  ind||- |-|1. x|- 1. x|+ y|a - b|  - d e|   - odd|　文字||
|- 　x|- a  |文：字|> q|> |>     x|> 引用 **重**||```|```py|``` |  code  |1. 甲|2. 乙|   - 丙|
   1. 丁|10. x|    - y|
# 标题|### h `c`|## h #|* a|* b|  * c|***|* * *|**加粗**：说|- **b**|- *i* 与 `c`|
    - q|- - x|2) z|1x|- 2x|=|x=|---|- *x*|# h|> q|{{dates}}|{{dates most=3}} |{{dates x=1}}|{{what}}|
a\\u2028b|- `x`|-\tx|2.5 倍|- [ ] t|
::: columns|[a]: b|的`a|b`c|end  |(c)|[x](http://b.cn)|　|中　|\u00a0|- a　|中\u00a0
|![图](a.png)|![](x/y.png) |![a](/b.png)|![q](b c.png)|- ![i](a.png)|![图](甲.png)
|![a](a.png) b|![a b](http://b.cn/a.png)
|- [x] 完|  - [ ] o `c`|1. [X] d|- [x]|- [ ]  two|text  |中文  |`a  |b`
|> a|>  b|>|>c|> - x|> 中|> 文  |<!-- n -->|<!-- a|-->|<!-->|x <!-- n -->|a<br>b
|- a<br/>|    ```|   ```|  x: y|    x|[^1]|a[^1] b|
   - 4|    * 5|  2. y|      - 6|- [^1]|[^2]
|-   a|1.  b|1) c|2) d|     e|    f|:::|::: {.column}|::right::|~~~|````|```py title="a.py"
|``` 例子|#tag|+5|-5
|<div>|</div>|<div class="a">中 <b>文</b>|<v-click>|</v-click>|<img src="a.png">
|<span>a</span> b|<span>|<br>|<style>
|</style>|<p>a</p>|<a id="x"></a>|<https://b.cn>|<!-- a --> b|![a](b.png) ![c](d.png)
|a ![b](c.png) d|>x|> ```|>> y
|> | a | b |\\||> # h|> 1. x|  # h|  > q|a *b*|**c** d|`e`|- ![i](a.png) x|   ![j](b.png)|x  |a
|[m]: https://b.cn/m|[o]: http://o.cn "O"|[m]|见 [手册][m]|[k]: k|[重点] 说|a\\_b|a\\|_x_ y
""".replace("\n", "").split("|")
TABLES = [
    "| a | b |",
    "|---|:-:|",
    "| 1 | **2** |",
    "|　中　|\u00a0b |",
    "|1|",
    "| 1 | 2 | 3 |",
    "| 1 | 2 |  | |",
    "|---|",
    "|  |  |",
    "| ![a](b.png) | x |",
    "| 1 | 2",
    "|---|---",
    "",
    "|x",
    "text",
    "| :-- | --: |",
    "- a",
]
PIECES = """
　|\u00a0|a|中|。| |**|*|`|``|_|~|~~|[a](https://b.cn/c_d?e=1#f)|[甲 乙](http://b.cn)|[|]|(x)|!|&
|&amp;|<|>|<b>|\\|**b**|*i*|`c`|
**中**|x_y|1. |#|{|https://c.cn|(https://b.cn)|[^1]|[^2]|[^1]:| **：|：** |** |[](x)|<br>|<br />
|：|**：**|*（|）*|“|[m]|[n][m]|[m][]|[重点]|[a b] |\\*|\\_|_x_|__y__ |_|[`c`](a.md)
|[**b** c](https://b.cn)|<sup>|</sup>|<span class="a">|</span>|<https://a.cn/b>|![a](b.png)|→|（*|*）
|2*3|长*|宽|2**8|[a](#3)|[b c](甲/d.md#e)|[x](https://B.cn/%20)|  \n|\n
""".replace("\n", "").split("|")


KNOWN = {"dates": ("most",)}
"""Data lines that there are."""
LINKS = {"M": {"href": "https://c.cn", "title": ""}}
NOTES = {"1": "¹"}
"""Marks of the footnotes that there are."""


def pictured(address: str, label: str) -> Picture:
    return Picture(address, label)


def quickly(text: str) -> list[Source] | None:
    return plain_blocks(text, KNOWN, pictured, NOTES, dict(LINKS))


@given(
    st.lists(st.sampled_from(LINES), max_size=8).map("\n".join)
    | st.lists(st.sampled_from(TABLES), max_size=7).map("\n".join)
    | st.lists(st.sampled_from(PIECES), max_size=9).map("".join)
)
def test_it_reads_what_the_parser_reads(text: str) -> None:
    quick = quickly(text)
    if quick is not None:
        assert quick == parsed(text, KNOWN, pictured, dict(LINKS), NOTES)


def test_lists_and_paragraphs_need_no_parser() -> None:
    assert quickly("要点：\n\n- 甲\n  - 乙\n- 丙\n\n完") == [
        Paragraph((Run("要点："),)),
        Items((Item((Run("甲"),)), Item((Run("乙"),), 1), Item((Run("丙"),)))),
        Paragraph((Run("完"),)),
    ]


def test_lines_of_a_paragraph_are_joined_as_their_script_is() -> None:
    assert quickly("中文\n**又**一行") == [Paragraph((Run("中文"), Run("又", bold=True), Run("一行")))]
    assert quickly("中文\n又一行\nnot\n\n---\n\nthe\nend") == [
        Paragraph((Run("中文又一行 not"),)),
        Paragraph((Run("the end"),)),
    ]


def test_most_of_what_sections_are_made_of_needs_no_parser() -> None:
    assert quickly(
        "### 三步\n\n1. **调研**：两周\n   - 见 `plan.md`\n2. [试点](https://a.cn/b)\n\n> 越快越好\n\n"
        "```sh\nmake  test\n```\n\n| 指标 | 值 |\n|:-:|--:|\n| A | *1* |\n\n{{dates}}\n",
    ) == [
        Paragraph((Run("三步"),), "lead"),
        Items(
            (
                Item((Run("调研", bold=True), Run("：两周")), 0, 1),
                Item((Run("见 "), Run("plan.md", code=True)), 1),
                Item((Run("试点", link="https://a.cn/b"),), 0, 2),
            )
        ),
        Quote((Run("越快越好"),)),
        Code(("make  test",), "sh"),
        Table(
            ((Run("指标"),), (Run("值"),)), (((Run("A"),), (Run("1", italic=True),)),), ("center", "right")
        ),
        DataLine("dates", (), "{{dates}}"),
    ]


def test_tasks_pictures_quotes_and_footnotes_need_no_parser() -> None:
    assert quickly(
        "- [x] 完成\n- [ ] **待办**[^1]\n\n![图](图/a.png)\n\n> 越快\n> 越好\n>\n> 就好\n\n一行  \n又一行"
    ) == [
        Items((Item((Run("完成"),), check="done"), Item((Run("待办", bold=True), Run("¹")), check="open"))),
        Picture("%E5%9B%BE/a.png", "图"),
        Quote((Run("越快越好"),)),
        Quote((Run("就好"),)),
        Paragraph((Run("一行\n又一行"),)),
    ]


def test_code_in_a_list_and_lists_indented_by_any_hand_need_no_parser() -> None:
    assert quickly(
        "按下面的步骤：\n1. **安装：** 见 [手册](#3)\n   ```sh\n   make\n   ```\n2. 试点\n    - 两周"
    ) == [
        Paragraph((Run("按下面的步骤："),)),
        Items((Item((Run("安装：", bold=True), Run(" 见 手册")), 0, 1),)),
        Code(("make",), "sh"),
        Items((Item((Run("试点"),), 0, 2), Item((Run("两周"),), 1))),
    ]


def test_new_lines_and_comments_of_html_need_no_parser() -> None:
    assert quickly("<!-- 备注 -->\n\n甲<br>乙") == [Paragraph((Run("甲\n乙"),))]


def test_lines_that_go_on_need_no_parser() -> None:
    assert quickly(
        "- 一行\n又一行  \n  第三行\n\n  又一段\n- a\nb ![图](a.png)\n- c\n\n[甲][m]，[乙]\n\n> - 丁"
    ) == [
        Items(
            (Item((Run("一行又一行\n第三行"),)), Item((Run("又一段"),), continued=True), Item((Run("a b"),)))
        ),
        Picture("a.png", "图"),
        Items((Item((Run("c"),)),)),
        Paragraph((Run("甲", link="https://c.cn"), Run("，[乙]"))),
        Items((Item((Run("丁"),)),)),
    ]


def test_html_and_columns_need_no_parser() -> None:
    assert quickly('<div class="a">\n甲 <b>乙</b>\n</div>\n\n::: columns\n左\n::: column\n右\n:::\n:::') == [
        Paragraph((Run("甲 乙"),)),
        Columns((Paragraph((Run("左"),)),), (Paragraph((Run("右"),)),)),
    ]


def test_a_table_that_waits_to_be_filled_in_is_read() -> None:
    assert quickly("| 指标 | 值 |\n|---|---|\n|  |  |") == [
        Table(((Run("指标"),), (Run("值"),)), (((), ()),), ("left", "left"))
    ]


def test_anything_else_does() -> None:
    for text in (
        "**a(b)**c",
        "**a *b* c**",
        "一行\n===",
        "一行\u3000\n又一行",
        "一行\n\u3000\n又一行",
        "| a |",
        "- a\n      - b",
        "- a\n\n  ```\n b\n  ```",
        "a_b_ c_",
        "[^2]",
        "[甲 [乙]]",
        "[甲](b c)",
        "&copy;",
        ":: x",
    ):
        assert quickly(text) is None, text
