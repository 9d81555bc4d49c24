"""What sheets of others taught: invented ones of the same make, each of which was misread once."""

from __future__ import annotations

import io

from openpyxl import Workbook

from presales_tui.imports.requirements import plan_import
from presales_tui.imports.sheets import read_tables
from presales_tui.model.requirement import Requirement


def made(data: bytes, name: str = "a.csv") -> list[Requirement]:
    plan = plan_import(read_tables(data, name), opportunity="o")
    return [put.new for put in plan.change.puts if isinstance(put.new, Requirement)]


def test_lists_with_tabs_inside_a_cell_do_not_make_tabs_the_delimiter() -> None:
    cell = '"The counters are reset:\na)\tcommands\nb)\terrors\nc)\tsamples\nd)\tresults"'
    rows = "".join(f"L{n},L{n},{cell},for tests {n}\n" for n in range(12))
    found = made(f"Summary,Requirement ID,Description,Rationale\n{rows}".encode())
    assert len(found) == 12
    assert found[3].external_id == "L3"
    assert found[3].statement.split("\n")[-1] == "d)\tresults"


def test_a_title_that_repeats_the_number_gives_way_to_the_text() -> None:
    found = made("Summary,Requirement ID,Description\nL1,L1,一\nL2,L2,二\nL3,L3,三\n".encode())
    assert [(r.title, r.external_id) for r in found] == [("一", "L1"), ("二", "L2"), ("三", "L3")]


def test_the_number_of_the_product_is_not_that_of_the_requirement() -> None:
    rows = "".join(f"83,需求{n},说明{n}\n" for n in range(6))
    found = made(f"产品ID,标题,需求描述\n{rows}".encode())
    assert [r.external_id for r in found] == [""] * 6
    assert found[0].note == "产品ID: 83"


def test_merged_cells_of_a_priority_in_numbers_are_no_module() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Topic", "Priority", "Requirement Description"],
        ["Goal", 1, "Be safe"],
        [None, None, "Be fast"],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B2:B3")
    file = io.BytesIO()
    book.save(file)
    assert [(r.title, r.module) for r in made(file.getvalue(), "a.xlsx")] == [
        ("Be safe", "Goal"),
        ("Be fast", "Goal"),
    ]


def test_where_the_title_is_only_a_guess_a_row_may_have_its_words_elsewhere() -> None:
    rows = "".join(f"{n},the long text of item number {n},\n" for n in range(9))
    found = made(f"X1,X2,X3\n{rows}9,,this one stands here\n".encode())
    assert len(found) == 10
    assert found[-1].title == "this one stands here"


def test_a_lone_header_in_english_is_known() -> None:
    found = made(b"Requirements,erledigt,getestet\nConnect,ja,ja\nExport,ja,nein\n")
    assert [r.title for r in found] == ["Connect", "Export"]
