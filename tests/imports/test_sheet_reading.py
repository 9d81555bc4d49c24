"""Sheets as tables of text: encodings, delimiters, titles, merges, formats, and what is refused."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from presales_tui.imports.sheets import Tables, read_tables
from presales_tui.imports.sheets import table as limits
from presales_tui.imports.sheets.delimited import find_delimiter
from presales_tui.imports.sheets.markdown import cell_source, cell_text
from presales_tui.model.errors import BadInput, NotFound


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rows(found: Tables, table: int = 0) -> list[tuple[str, ...]]:
    return [row.cells for row in found.tables[table].rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk"])
def test_a_csv_is_read_in_every_encoding_of_an_office(encoding: str) -> None:
    text = '编号,需求说明,优先级\r\n1,客户登录以后可以看到自己的课程表,高\r\n\r\n2,"两行\r\n说明",低\r\n'
    found = read_tables(text.encode(encoding), "需求.csv")
    assert rows(found)[1:] == [("1", "客户登录以后可以看到自己的课程表", "高"), ("2", "两行\n说明", "低")]
    assert [row.line for row in found.tables[0].rows] == [1, 2, 4]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_though_titles_and_texts_hold_others(delimiter: str) -> None:
    lines = ["需求清单, 第二版", ""] + [delimiter.join((str(n), "a, b; c", "高")) for n in range(9)]
    quoted = [line.replace("a, b; c", '"a, b; c"') for line in lines]
    assert find_delimiter("\n".join(quoted)) == delimiter


def test_a_workbook_is_read_as_a_person_sees_it() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "需求"
    sheet.append(["编号", "日期", "比例", "数", "公式", "多行"])
    sheet.append([1, date(2026, 3, 1), 0.855, 3.0, "=1+1", "a\nb"])
    sheet.append([2, datetime(2026, 3, 1, 9, 30), 0.5, 0.1 + 0.2, None, True])
    sheet["C2"].number_format, sheet["C3"].number_format = "0.0%", "0%"
    sheet.merge_cells("A2:A3")
    sheet.row_dimensions[3].hidden = True
    book.create_sheet("附录").sheet_state = "hidden"
    book["附录"]["B2"] = "x"
    found = read_tables(saved(book), "需求.xlsx")
    assert [table.name for table in found] == ["需求", "附录"]
    # openpyxl writes no value for a formula, and a merged cell is empty but for its first.
    assert rows(found)[1] == ("1", "2026-03-01", "85.5%", "3", "", "a\nb")
    assert rows(found)[2] == ("", "2026-03-01 09:30", "50%", "0.3", "", "TRUE")
    assert found.tables[0].merges == [(2, 0, 3, 0)]
    assert found.tables[0].rows[2].hidden
    assert found.tables[1].hidden
    assert rows(found, 1) == [("", "x")]


def test_markdown_gives_tables_and_list_items_with_the_headings_above_them() -> None:
    text = """# 需求
## 接口
| 编号 | 描述 |
|---|---|
| 1 | a \\| b<br>c | 多出来的 |

## 功能
1. 登录
   1. 扫码
2. 排课

   细节
- US-01 看课表
"""
    found = read_tables(text.encode(), "a.md")
    assert rows(found) == [("编号", "描述"), ("1", "a | b\nc", "多出来的")]
    assert rows(found, 1)[1:] == [
        ("功能", "1", "登录"),
        ("功能 / 登录", "1.1", "扫码"),
        ("功能", "2", "排课", "细节"),
        ("功能", "US-01", "看课表"),
    ]


@pytest.mark.parametrize(
    "text", ["a|b", "a\\|b", "x\ny", " lead", "&amp; <br>", "**b**", "a\\", "\ttab", "=1"]
)
def test_a_cell_of_markdown_comes_back_as_it_went(text: str) -> None:
    assert cell_text(cell_source(text)) == text


def test_reqif_objects_are_rows_with_the_names_of_their_attributes() -> None:
    reqif = """<REQ-IF xmlns="http://www.omg.org/spec/ReqIF/20110401/reqif.xsd"><CORE-CONTENT>
    <SPEC-OBJECT-TYPE><SPEC-ATTRIBUTES>
    <ATTRIBUTE-DEFINITION-STRING IDENTIFIER="d1" LONG-NAME="Text"/>
    <ATTRIBUTE-DEFINITION-XHTML IDENTIFIER="d2" LONG-NAME="Rationale"/></SPEC-ATTRIBUTES></SPEC-OBJECT-TYPE>
    <SPEC-OBJECT IDENTIFIER="o1"><VALUES>
    <ATTRIBUTE-VALUE-STRING THE-VALUE="The system shall log in."><DEFINITION>
    <ATTRIBUTE-DEFINITION-STRING-REF>d1</ATTRIBUTE-DEFINITION-STRING-REF></DEFINITION></ATTRIBUTE-VALUE-STRING>
    <ATTRIBUTE-VALUE-XHTML><DEFINITION><ATTRIBUTE-DEFINITION-XHTML-REF>d2</ATTRIBUTE-DEFINITION-XHTML-REF>
    </DEFINITION><THE-VALUE><div><p>one</p><p>two <b>three</b></p></div></THE-VALUE></ATTRIBUTE-VALUE-XHTML>
    </VALUES></SPEC-OBJECT></CORE-CONTENT></REQ-IF>"""
    found = read_tables(reqif.encode(), "a.reqif")
    assert rows(found)[1] == ("o1", "The system shall log in.", "one\ntwo three")


def test_what_is_no_sheet_is_refused_in_one_sentence(tmp_path: Path) -> None:
    book = saved(Workbook())
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 8_000_000)
    entities = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa">]><REQ-IF>&a;</REQ-IF>'
    for data, name, words in (
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "password"),
        (b"\xd0\xcf\x11\xe0 Workbook", "a.xls", "old Excel format"),
        (book[: len(book) // 2], "a.xlsx", "cut off or damaged"),
        (bomb.getvalue(), "a.xlsx", "unpacks to"),
        (entities.encode(), "a.reqif", "entities"),
        (b"a: 1\nb: 2\n", "a.yml", "is no sheet"),
        (b"", "a.csv", "empty"),
        (b"a,b\n" + b"x" * 2_000_000 + b",y\n", "a.csv", "2,000,000 characters"),
        (b",".join([b"x"] * 600), "a.csv", "columns"),
        (book, "a.xlsx", "no rows"),
    ):
        with pytest.raises(BadInput, match=words):
            read_tables(data, name)
    with pytest.raises(NotFound):
        read_tables(tmp_path / "none.csv")


def test_too_many_rows_and_merges_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ROWS", 3)
    with pytest.raises(BadInput, match="more than 3 rows"):
        read_tables(b"a\n" * 5, "a.csv")
    monkeypatch.setattr("presales_tui.imports.sheets.workbook.MOST_MERGES", 1)
    book = Workbook()
    assert book.active is not None
    for area in ("A1:B1", "A2:B2"):
        book.active.merge_cells(area)
    book.active["A1"] = "x"
    with pytest.raises(BadInput, match="2 merged areas"):
        read_tables(saved(book), "a.xlsx")


def test_a_workbook_with_flipped_bytes_is_read_or_refused_but_never_fails() -> None:
    book = Workbook()
    assert book.active is not None
    for n in range(20):
        book.active.append([n, f"需求 {n}", "高"])
    book.active["A1"].font = Font(bold=True)
    data = saved(book)
    chance = random.Random(7)
    outcomes = set()
    for _ in range(40):
        changed = bytearray(data)
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        try:
            read_tables(bytes(changed), "a.xlsx")
            outcomes.add("read")
        except BadInput:
            outcomes.add("refused")
    assert outcomes == {"read", "refused"}


def test_an_archive_of_reqif_with_flipped_bytes_is_read_or_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "a.reqif", "<REQ-IF><SPEC-OBJECT IDENTIFIER='o1' LONG-NAME='login'/></REQ-IF>" + " " * 500
        )
    data = packed.getvalue()
    assert rows(read_tables(data, "a.reqifz")) == [("Identifier", "Name"), ("o1", "login")]
    for at in range(len(data)):
        changed = bytearray(data)
        changed[at] ^= 0x15
        try:
            read_tables(bytes(changed), "a.reqifz")
        except BadInput:
            continue
