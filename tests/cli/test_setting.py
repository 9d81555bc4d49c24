"""`presales set`: fields of many records in one change, and `list` by columns, order and groups."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Presales
from tests.cli.support import contents, records, refused


@pytest.fixture
def three(presales: Presales) -> Presales:
    for text in ("线索分级 !must &CRM =config", "排课冲突 ~8-12d &排课 =custom", "人脸签到 &排课"):
        assert presales("add", "requirement", text).code == 0
    return presales


def test_several_records_and_fields_in_one_step(three: Presales) -> None:
    done = three("set", "requirement", "REQ-001", "req-003", "fit=二次开发", "effort=3-5", "tags+=集成")
    assert done.code == 0, done.err
    assert "REQ-003  fit: to assess -> customisation; effort: - -> 3-5; tags: - -> 集成" in done.out
    assert [r["fit"] for r in records(three, "requirements")] == ["custom", "custom", "custom"]
    assert three("undo").code == 0
    assert [r["fit"] for r in records(three, "requirements")] == ["config", "custom", "unknown"]


def test_a_filter_says_which_and_a_dry_run_writes_nothing(three: Presales, home: Path) -> None:
    before = contents(home)
    done = three(
        "set", "requirement", "--filter", "module:排课 effort>3", "status=已评审", "--dry-run", "--json"
    )
    assert [one["ref"] for one in json.loads(done.out)] == ["REQ-002"]
    changed = {k for k, v in contents(home).items() if before.get(k) != v and "session" not in k}
    assert not {name for name in changed if name.endswith((".log", ".jsonl"))}
    assert records(three, "requirements")[1]["status"] == "captured"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("REQ-001", "fit=nope"), 4, "third_party"),
        (("REQ-001", "nope=gap"), 4, "there are: title"),
        (("REQ-009", "fit=gap"), 3, "REQ-009"),
        (("REQ-001",), 4, "field=value"),
        (("fit=gap",), 4, "--filter"),
        (("--filter", "effort>x", "fit=gap"), 4, "number"),
        (("--filter", 'a "b', "fit=gap"), 4, "quotation mark"),
        (("REQ-001", "depends=REQ-001"), 4, "itself"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_writes_nothing(
    three: Presales, words: tuple[str, ...], code: int, says: str
) -> None:
    before = records(three, "requirements")
    refused(three("set", "requirement", *words), code, says)
    assert records(three, "requirements") == before


def test_an_issue_that_is_closed_keeps_the_step(three: Presales) -> None:
    three("add", "issue", "登录 500")
    assert three("set", "issue", "ISS-001", "status=resolved").code == 0
    (issue,) = records(three, "issues")
    log = issue["status_log"]
    assert isinstance(log, list)
    assert [step[0] for step in log] == ["open", "resolved"]


def test_columns_order_and_groups(three: Presales) -> None:
    done = three("list", "requirements", "--columns", "ref,模块,days", "--sort=-effort,ref")
    assert [line.split()[0] for line in done.out.splitlines()] == ["REQ-002", "REQ-001", "REQ-003"]
    assert done.out.splitlines()[0].split() == ["REQ-002", "排课", "8-12"]
    grouped = three("list", "requirements", "--group", "module", "--columns", "ref").out.splitlines()
    assert grouped == ["# CRM (1) 100%", "REQ-001", "# 排课 (2) 100%", "REQ-002", "REQ-003"]
    refused(three("list", "requirements", "--sort", "nope"), 4, "nope", "fit")
