"""coverage, check, baseline and library on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Presales


@pytest.fixture
def deal(presales: Presales) -> Presales:
    presales("add", "client", "Acme")
    presales("add", "opportunity", "Portal")
    presales("add", "requirement", "export reports !must =custom ~3-5d &BI")
    presales("add", "requirement", "界面友好 !should =standard &UI")
    presales("add", "requirement", "single sign-on for all users")
    return presales


def test_coverage_as_json_and_by_module(deal: Presales) -> None:
    found = json.loads(deal("coverage", "--json").out)
    assert (found["ready_pct"], found["satisfiable_pct"]) == (50.0, 100.0)
    assert (found["assessed"], found["total"], found["days_low"]) == (2, 3, 3.0)
    assert found["days_with_buffer"] == [3.45, 5.75]
    assert {row["module"]: row["total"] for row in found["by_module"]} == {"BI": 1, "UI": 1, "": 1}
    lines = deal("coverage", "--by", "module").out.splitlines()
    assert lines[1].split()[:2] == ["Total", "50%"]
    assert len(lines) == 5


def test_check_says_what_is_open_by_its_exit_code(deal: Presales) -> None:
    found = deal("check", "--json")
    assert found.code == 8
    rows = json.loads(found.out)
    assert {"vague", "evidence", "acceptance"} <= {row["rule"] for row in rows}
    (vague,) = [row for row in rows if row["rule"] == "vague"]
    assert (vague["ref"], vague["detail"]) == ("REQ-002", "友好")
    assert deal("check", "--rule", "star").code == 0


def test_check_says_what_the_outline_still_lacks(deal: Presales) -> None:
    outline = "# 目标\n\n{{goals}}\n\n# 拓扑\n\n![拓扑图](no.png)\n"
    deal("import", "outline", "-", stdin=outline.encode())
    deal("import", "outline", "-", stdin="# 报价\n\n一次付清\n\n待补：折扣\n".encode())
    rows = json.loads(deal("check", "--rule", "to-complete", "--json").out)
    assert [(row["ref"], row["words"]) for row in rows] == [
        *(("SEC-001", "目标"), ("SEC-002", "拓扑"), ("SEC-003", "报价")),
    ]
    assert [row["detail"] for row in rows[1:]] == ["拓扑图 (no.png)", "折扣"]
    assert "建成之后有什么不同" in rows[0]["detail"]
    english = json.loads(deal("--lang", "en", "check", "--rule", "to-complete", "--json").out)
    assert "what will be different" in english[0]["detail"]
    done = deal("export", "deck", "-o", "d.pptx")
    assert "3 sections to be completed" in done.err
    assert "to be completed" not in deal("check", "--rule", "vague").err.lower()


def test_a_deck_for_the_client_can_be_compared_with(deal: Presales, tmp_path: Path) -> None:
    assert deal("baseline", "diff").code == 3
    deal("export", "deck", "-o", str(tmp_path / "a.pptx"))
    deal("export", "deck", "-o", str(tmp_path / "b.pptx"))
    (shown,) = json.loads(deal("baseline", "list", "--json").out)
    assert (shown["kind"], shown["count"]) == ("deck", 3)
    deal("set", "requirement", "REQ-001", "title=export all reports")
    deal("add", "requirement", "audit trail")
    rows = json.loads(deal("baseline", "diff", "deck", "--json").out)
    assert ("changed", "REQ-001") in {(row["change"], row["ref"]) for row in rows}
    assert ("added", "REQ-004") in {(row["change"], row["ref"]) for row in rows}
    # The export is no step: undo takes back what the user did.
    deal("export", "deck", "-o", str(tmp_path / "c.pptx"))
    assert "audit trail" in deal("list", "requirements").out
    deal("undo")
    assert "audit trail" not in deal("list", "requirements").out


def test_baselines_are_named_shown_and_written(deal: Presales, tmp_path: Path) -> None:
    assert deal("baseline", "create", "v1").out == "BSL-001\n"
    assert deal("baseline", "create", "V1").code == 4
    deal("set", "requirement", "REQ-001", "title=a | <b> export")
    text = deal("baseline", "diff", "v1").out
    assert "a \\| &lt;b> export" in text
    out = tmp_path / "diff.xlsx"
    assert deal("baseline", "diff", "v1", "-o", str(out)).code == 0
    assert out.read_bytes()[:2] == b"PK"
    assert "export reports" in deal("baseline", "show", "v1").out
    assert deal("export", "changes", "-o", "-", "--format", "md").code == 0


@pytest.mark.parametrize("ending", ["csv", "xlsx", "md"])
def test_the_library_comes_back_as_it_went_out(presales: Presales, tmp_path: Path, ending: str) -> None:
    source = tmp_path / "in.csv"
    source.write_text(
        "功能名称,所属模块,功能说明,满足情况,标准应答,同义词,备注\n"
        "单点登录,平台,对接 LDAP,配置满足,支持,SSO 统一认证,x\n"
        "=1+1,平台,+公式,标准满足,-减,,\n,,没有名称,,,,\n",
        encoding="gb18030",
    )
    dry = presales("library", "import", str(source), "--dry-run")
    assert "2 new" in dry.err
    assert "line 4 is left out" in dry.err
    assert presales("library", "list").out == ""
    presales("library", "import", str(source))
    before = json.loads(presales("library", "list", "--json").out)
    assert before[0]["fit"] == "config"
    assert before[0]["synonyms"] == ["SSO", "统一认证"]
    out = tmp_path / f"out.{ending}"
    presales("library", "export", str(out))
    again = presales("library", "import", str(out))
    assert "0 new, 0 updated, 2 as they were" in again.err, again.err
    assert "单点登录" in presales("library", "suggest", "员工用 SSO 登录").out


def test_a_sheet_without_names_says_what_to_do(presales: Presales, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("甲,乙\n1,2\n", encoding="utf-8")
    found = presales("library", "import", str(source))
    assert (found.code, "--map" in found.err) == (4, True)
    assert "1 new" in presales("library", "import", str(source), "--map", "甲=name").err
