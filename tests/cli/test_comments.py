"""Comments on requirements, and `presales show`: one requirement on a page."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Presales
from tests.cli.support import records, refused


def test_a_comment_is_added_listed_changed_and_part_of_the_history(presales: Presales) -> None:
    assert presales("add", "requirement", "线索分级 !must &CRM").code == 0
    assert presales("add", "comment", "先问  教务处", "--on", "req-001").out == "CMT-001\n"
    assert presales("set", "comment", "CMT-001", "text=问过了").code == 0
    (comment,) = records(presales, "comments")
    assert (comment["about"], comment["text"], comment["visibility"]) == ("REQ-001", "问过了", "internal")
    assert "CMT-001  REQ-001" in presales("list", "comments").out
    told = presales("history", "REQ-001").out
    assert 'text: "先问 教务处" -> "问过了"' in told
    assert told.count("Add comment") == 1


def test_a_comment_from_a_pipe_keeps_its_lines(presales: Presales) -> None:
    assert presales("add", "requirement", "线索分级").code == 0
    assert presales("add", "comment", "-", "--on", "REQ-001", stdin="一\n二\n".encode()).code == 0
    assert records(presales, "comments")[0]["text"] == "一\n二"
    assert "  一\n    二\n" in presales("show", "REQ-001").out


def test_a_comment_needs_a_requirement(presales: Presales) -> None:
    assert presales("add", "issue", "登录 500").code == 0
    refused(presales("add", "comment", "x"), 4, "--on REQ-012")
    refused(presales("add", "issue", "x", "--on", "REQ-001"), 4, "--on REQ-012")
    refused(presales("add", "comment", "x", "--on", "ISS-001"), 3, "no requirement ISS-001")
    assert records(presales, "comments") == []


def test_no_comment_leaves_in_a_sheet_and_none_comes_back(presales: Presales, tmp_path: Path) -> None:
    assert presales("add", "requirement", "线索分级").code == 0
    assert presales("add", "comment", "SECRETWORD", "--on", "REQ-001").code == 0
    for name in ("x.csv", "x.md", "x.xlsx"):
        path = tmp_path / name
        assert presales("export", "requirements", "--internal", "-o", str(path)).code == 0
        assert b"SECRETWORD" not in path.read_bytes()
        done = presales("import", "requirements", str(path), "--dry-run", "--json")
        assert json.loads(done.out)["counts"].get("updated", 0) == 0
    assert len(records(presales, "comments")) == 1


def test_show_prints_the_page(presales: Presales) -> None:
    assert presales("add", "requirement", "线索分级 !must &CRM =custom").code == 0
    assert presales("add", "requirement", "排课").code == 0
    assert presales("set", "requirement", "REQ-002", "depends=REQ-001").code == 0
    assert presales("add", "comment", "问过了", "--on", "REQ-001").code == 0
    text = presales("show", "req-001").out
    for words in ("REQ-001 线索分级", "is needed by REQ-002 排课", "! Custom without estimate", "  问过了"):
        assert words in text
    found = json.loads(presales("show", "REQ-001", "--json").out)
    assert found["comments"][0]["text"] == "问过了"
    assert found["links"] == [{"relation": "is needed by", "ref": "REQ-002"}]
    refused(presales("show", "REQ-009"), 3, "REQ-009")


def test_merge_makes_one_of_two(presales: Presales) -> None:
    for text in ("线索分级", "自动分级", "排课"):
        assert presales("add", "requirement", text).code == 0
    assert presales("add", "comment", "问过了", "--on", "REQ-002").code == 0
    assert presales("merge", "REQ-001", "req-002").out == "REQ-001\n"
    assert [r["ref"] for r in records(presales, "requirements")] == ["REQ-001", "REQ-003"]
    assert records(presales, "comments")[0]["about"] == "REQ-001"
    refused(presales("merge", "REQ-001", "REQ-001"), 4, "Two requirements")
    refused(presales("merge", "REQ-001", "REQ-002"), 3, "REQ-002")
