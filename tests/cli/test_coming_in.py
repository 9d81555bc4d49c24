"""Import and add: what comes in, what is told of it, and that it can be taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from presales_tui.cli.verbs.common import ADDED
from tests.cli.conftest import Presales
from tests.cli.support import records


def test_notes_become_a_meeting_and_records_and_the_ref_is_the_data(presales: Presales, notes: Path) -> None:
    done = presales("import", "notes", notes)
    assert (done.code, done.out) == (0, "MTG-001\n")
    assert "5 lines from visit.md (utf-8); records: requirement 1, action 1" in done.err
    [requirement] = records(presales, "requirements")
    assert requirement["title"] == "每天 1000 条咨询自动分级"
    assert (requirement["priority"], requirement["fit"], requirement["module"]) == ("must", "config", "CRM")
    assert (requirement["effort_low"], requirement["effort_high"]) == (2, 3)
    [meeting] = records(presales, "meetings")
    assert (meeting["title"], meeting["start"]) == ("2026-11-20 首次拜访", "2026-11-20")


@pytest.mark.parametrize("encoding", ["gbk", "utf-16", "utf-8-sig"])
def test_notes_from_windows_are_read(presales: Presales, notes: Path, encoding: str) -> None:
    text = notes.read_text("utf-8")
    notes.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    assert presales("import", "notes", notes).code == 0
    assert presales("export", "minutes", "--format", "txt", "-o", "-").out.split("\n", 2)[2] == text


def test_notes_from_standard_input(presales: Presales) -> None:
    done = presales("import", "notes", "-", stdin="Q:: 谁来部署？".encode())
    assert (done.code, done.out) == (0, "MTG-001\n")
    assert [row["title"] for row in records(presales, "questions")] == ["谁来部署？"]


def test_one_colon_is_a_mark_only_if_asked_for(presales: Presales) -> None:
    done = presales("import", "notes", "-", stdin=b"R: single sign-on")
    assert "1 line begins like a mark with one colon" in done.err
    assert records(presales, "requirements") == []
    assert presales("import", "notes", "-", "--loose", stdin=b"R: single sign-on").code == 0
    assert [row["title"] for row in records(presales, "requirements")] == ["single sign-on"]


@pytest.mark.parametrize("what", ["notes", "outline"])
def test_a_dry_run_tells_and_writes_nothing_at_all(presales: Presales, home: Path, what: str) -> None:
    done = presales("import", what, "-", "--dry-run", stdin=b"# Goals\n\nR:: one\n")
    assert (done.code, done.out) == (0, "")
    assert "3 lines" in done.err or "1 section " in done.err
    assert not home.exists()
    presales("add", "client", "Acme")
    presales("add", "opportunity", "CRM")
    before = presales("history").out
    assert presales("import", what, "-", "--dry-run", stdin=b"# Goals\n").code == 0
    assert presales("history").out == before


def test_an_outline_becomes_sections_behind_those_that_are_there(presales: Presales) -> None:
    assert presales("import", "outline", "-", stdin="# 目标\n\n## 现状\n\n正文\n\n# 方案".encode()).code == 0
    done = presales("import", "outline", "-", stdin=b"# Appendix\n\n# Prices")
    assert "2 sections" in done.err
    listed = [(row["number"], row["title"]) for row in records(presales, "sections")]
    assert listed == [("1", "目标"), ("1.1", "现状"), ("2", "方案"), ("3", "Appendix"), ("4", "Prices")]


def test_undo_of_an_import_leaves_nothing_of_it_and_redo_brings_it_back(
    presales: Presales, notes: Path
) -> None:
    presales("add", "client", "Acme")
    presales("add", "opportunity", "CRM")
    presales("export", "workspace", "-o", "before.json")
    presales("import", "notes", notes)
    presales("export", "workspace", "-o", "imported.json")
    done = presales("undo")
    assert (done.code, done.out, done.err) == (0, "", "Taken back: Import notes\n")
    presales("export", "workspace", "-o", "after.json")
    before, imported, after = (
        {name: rows for name, rows in json.loads(Path(file).read_bytes()).items() if name != "counters"}
        for file in ("before.json", "imported.json", "after.json")
    )
    assert {name: rows for name, rows in after.items() if rows} == before
    assert presales("redo").err == "Done again: Import notes\n"
    presales("export", "workspace", "-o", "again.json")
    again = json.loads(Path("again.json").read_bytes())
    assert {name: again[name].keys() for name in imported} == {n: imported[n].keys() for n in imported}


def test_nothing_to_undo_is_told(presales: Presales) -> None:
    presales("add", "client", "Acme")
    assert presales("undo").code == 6
    assert "Nothing to undo" in presales("undo").err
    assert "Nothing to redo" in presales("redo").err


def test_add_makes_one_record_of_every_kind_and_prints_its_ref(presales: Presales) -> None:
    refs = []
    for kind in ADDED:
        about = ("--on", "REQ-001") if kind == "comment" else ()
        done = presales("add", kind, f"first {kind}", *about)
        assert done.code == 0, done.err
        refs.append(done.out.strip())
    assert refs == [
        "",
        "OPP-001",
        "CON-001",
        "MTG-001",
        "REQ-001",
        "PAIN-001",
        "CMT-001",
        "ISS-001",
        "ACT-001",
        "QST-001",
        "DEC-001",
        "RSK-001",
        "COM-001",
        "CRT-001",
        "TRL-001",
        "TRN-001",
    ]
    again = presales("add", "requirement", "second")
    assert again.out == "REQ-002\n"


def test_marks_work_in_the_text_that_is_added(presales: Presales) -> None:
    presales("add", "issue", "登录 500 !1 =defect")
    presales("add", "issue", "I:: 导出很慢")
    first, second = records(presales, "issues")
    assert (first["title"], first["severity"], first["kind"]) == ("登录 500", "s1", "defect")
    assert second["title"] == "导出很慢"
    assert first["status"] == "open"
    assert first["reported"]
    assert first["status_log"] == [["open", first["reported"], "chen"]]
    assert first["source_kind"] == ""


def test_text_is_added_from_standard_input(presales: Presales) -> None:
    assert presales("add", "action", "-", stdin=b"send the quote\n@chen\n").out == "ACT-001\n"
    [action] = records(presales, "actions")
    assert (action["title"], action["owner"]) == ("send the quote", "chen")


def test_a_word_in_gbk_is_understood_in_a_utf8_locale(presales: Presales) -> None:
    word = "系统支持数据导出功能".encode("gbk").decode("utf-8", "surrogateescape")
    assert presales("add", "requirement", word).code == 0
    assert [row["title"] for row in records(presales, "requirements")] == ["系统支持数据导出功能"]


def test_who_writes_is_named(presales: Presales, monkeypatch: pytest.MonkeyPatch) -> None:
    presales("add", "requirement", "one")
    presales("add", "requirement", "two", "--user", "li")
    monkeypatch.delenv("PRESALES_USER")
    monkeypatch.setenv("LOGNAME", "wang")
    presales("add", "requirement", "three")
    assert [row["author"] for row in records(presales, "requirements")] == ["chen", "li", "wang"]


@pytest.mark.parametrize(
    "command", [("add", "requirement", "x"), ("import", "notes", "-"), ("import", "outline", "-")]
)
def test_an_empty_workspace_gets_an_inbox_and_says_so(presales: Presales, command: tuple[str, ...]) -> None:
    done = presales(*command, stdin=b"# One\n\n## Two\n")
    assert done.code == 0
    name = "One" if "outline" in command else "Unsorted notes"
    assert f"The workspace was empty: made the client “Inbox” with the opportunity “{name}”." in done.err
    [deal] = records(presales, "opportunities")
    assert deal["name"] == name
    assert "Inbox" not in presales(*command, stdin=b"# One\n\n## Two\n").err


WEEKLY = "# 周会\n\n## 2026-11-06 周会\n决议：先试用\n\n## 2026-11-13 周会\n- [ ] 发清单 @小陈\n"


def test_what_reads_like_a_record_is_listed_and_made_only_if_wanted(presales: Presales) -> None:
    listed = presales("import", "notes", "-", "--proposals", stdin=WEEKLY.encode())
    assert listed.out == "4\tdecision\t-\t-\t先试用\n7\taction\t小陈\t-\t发清单\n"
    assert presales("import", "notes", "-", stdin=WEEKLY.encode()).out == "MTG-001\nMTG-002\n"
    assert records(presales, "actions") == records(presales, "decisions") == []
    presales("undo")
    done = presales("import", "notes", "-", "--accept", "actions", "--one-meeting", stdin=WEEKLY.encode())
    assert done.code == 0
    [action] = records(presales, "actions")
    assert (action["title"], action["owner"], action["source_kind"]) == ("发清单", "小陈", "meeting")
    assert records(presales, "decisions") == []
    assert presales("import", "notes", "-", "--accept", "everything", stdin=WEEKLY.encode()).code == 4


SHEET = "序号,需求名称,需求描述,优先级,备注\n1,登录,扫码登录,高,王工\n2,导出,,低,\n,,,中,\n"


def test_a_sheet_becomes_requirements_and_one_undo_takes_it_back(presales: Presales, tmp_path: Path) -> None:
    sheet = tmp_path / "需求.csv"
    sheet.write_bytes(SHEET.encode("gbk"))
    done = presales("import", "requirements", sheet)
    assert (done.code, done.out) == (0, "")
    assert "需求.csv (gb18030): 4 rows: new 2, header 1, refused 1" in done.err
    found = records(presales, "requirements")
    assert [(r["external_id"], r["title"], r["priority"]) for r in found] == [
        ("1", "登录", "must"),
        ("2", "导出", "could"),
    ]
    assert presales("import", "requirements", sheet).err.endswith("unchanged 2, header 1, refused 1\n")
    assert presales("undo").code == 0
    assert records(presales, "requirements") == []


def test_a_dry_run_shows_columns_and_a_reason_for_each_row_and_leaves_no_trace(
    presales: Presales, home: Path
) -> None:
    done = presales("import", "requirements", "-", "--dry-run", "--map", "备注=提出人", stdin=SHEET.encode())
    assert done.code == 0
    assert "  备注 -> Said by 王工\n" in done.out
    assert "input:4 refused 中 no text in the column of the title\n" in done.out
    assert not home.exists()
    found = json.loads(
        presales("import", "requirements", "-", "--dry-run", "--json", stdin=SHEET.encode()).out
    )
    assert found["counts"]["new"] == 2
    assert found["sheets"][0]["columns"][1] == {"header": "需求名称", "field": "title"}
    assert [row["outcome"] for row in found["rows"]] == ["above", "new", "new", "refused"]


def test_what_was_exported_comes_back_into_another_workspace_as_it_was(
    presales: Presales, tmp_path: Path
) -> None:
    presales("import", "requirements", "-", stdin=SHEET.encode())
    presales("add", "requirement", "=1+1 !must =custom ~3-5d &排课")
    before = records(presales, "requirements")
    for format_ in ("xlsx", "csv", "md"):
        target = tmp_path / f"out.{format_}"
        assert presales("export", "requirements", "--internal", "-o", target).code == 0
        assert "unchanged 3" in presales("import", "requirements", target).err
        other = tmp_path / format_
        assert presales("--workspace", other, "import", "requirements", target).code == 0
        after = records(presales, "requirements", "--workspace", str(other))
        stamps = ("id", "created", "updated", "opportunity")
        for record in (*before, *after):
            for stamp in stamps:
                record[stamp] = ""
        assert after == before


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04 cut off", b"\xd0\xcf\x11\xe0 old", b"a: 1", b"x" * 200_000],
    ids=["cut", "old", "yaml", "long"],
)
def test_a_sheet_that_cannot_be_read_leaves_no_trace(
    presales: Presales, home: Path, tmp_path: Path, data: bytes
) -> None:
    file = tmp_path / ("a.yml" if data == b"a: 1" else "a.xlsx")
    file.write_bytes(data)
    done = presales("import", "requirements", file)
    assert (done.code, done.out, done.err.count("\n")) == (4, "", 1)
    assert not home.exists()


def test_a_record_of_a_meeting_is_a_line_of_its_minutes(presales: Presales) -> None:
    done = presales("add", "meeting", "首次拜访", "--template", "first_visit", "--start", "2026-12-01 14:30")
    assert done.out == "MTG-001\n"
    [meeting] = records(presales, "meetings")
    assert (meeting["type"], meeting["start"], meeting["end"]) == (
        "first_visit",
        "2026-12-01T14:30",
        "2026-12-01T16:00",
    )
    for kind, ref in (("action", "ACT-001"), ("decision", "DEC-001"), ("question", "QST-001")):
        assert presales("add", kind, "发清单 @小陈", "--meeting", "MTG-001").out == f"{ref}\n"
    [action] = records(presales, "actions")
    assert (action["source_id"], action["owner"]) == (meeting["id"], "小陈")
    text = presales("export", "minutes", "--meeting", "MTG-001", "--format", "txt", "-o", "-").out
    assert "A:: 发清单 @小陈\nD:: 发清单 @小陈\n" in text
    assert presales("add", "action", "x", "--meeting", "MTG-009").code == 3
    assert presales("add", "meeting", "x", "--meeting", "MTG-001").code == 4
    assert presales("add", "meeting", "x", "--start", "2026-02-30").code != 0


def test_fields_may_stand_before_and_behind_the_options(presales: Presales) -> None:
    done = presales("add", "requirement", "first", "priority=must", "--user", "陈工", "fit=custom")
    assert done.code == 0, done.err
    [requirement] = records(presales, "requirements")
    assert (requirement["priority"], requirement["fit"]) == ("must", "custom")
    wrong = presales("list", "requirements", "--json", "fit=custom")
    assert (wrong.code, "unrecognized arguments: fit=custom" in wrong.err) == (2, True)


def test_a_requirement_like_another_is_told_and_added(presales: Presales) -> None:
    assert presales("add", "requirement", "咨询按来源自动分级").code == 0
    done = presales("add", "requirement", "咨询按来源自动分级并提醒")
    assert (done.code, done.out) == (0, "REQ-002\n")
    assert "says nearly the same as REQ-001 咨询按来源自动分级" in done.err
    assert "nearly" not in presales("add", "requirement", "课表导出为表格").err


@pytest.mark.parametrize("ending", ["xmind", "mm"])
def test_a_mind_map_goes_out_and_comes_in_below_a_section(
    presales: Presales, tmp_path: Path, ending: str
) -> None:
    plan = tmp_path / "plan.md"
    plan.write_text("# 甲\n\n正文\n\n## 乙\n", "utf-8")
    assert presales("import", "outline", plan).code == 0
    assert presales("export", "outline", "-o", f"plan.{ending}").code == 0
    assert presales("import", "outline", f"plan.{ending}", "--under", "SEC-009").code != 0
    assert len(records(presales, "sections")) == 2
    done = presales("import", "outline", f"plan.{ending}", "--under", "SEC-001")
    assert "2 sections from" in done.err
    assert [row["number"] for row in records(presales, "sections")] == ["1", "1.1", "1.2", "2"]
