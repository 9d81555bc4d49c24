"""`presales search`: words in every record of all clients."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Presales
from tests.cli.support import refused


def filled(presales: Presales) -> None:
    """Two clients with something said."""
    for client in ("学校", "银行"):
        presales("add", "client", client)
        presales("add", "opportunity", f"{client}项目", "--client", client)
        assert presales("add", "requirement", f"{client}要排课冲突提示", "--client", client).code == 0


def test_it_looks_in_all_clients_and_marks_what_it_found(presales: Presales) -> None:
    filled(presales)
    done = presales("search", "pkct")
    assert sorted(done.out.splitlines()) == [
        "学校  Requirement  REQ-001 学校要[排课冲突]提示",
        "银行  Requirement  REQ-001 银行要[排课冲突]提示",
    ]
    assert presales("search", "冲突", "学校").out.startswith(
        "学校  Requirement  REQ-001 [学校]要排课[冲突]提示"
    )
    assert "学校" not in presales("search", "提示", "--client", "银行").out


def test_json_says_where_each_word_stands(presales: Presales) -> None:
    filled(presales)
    (row,) = json.loads(presales("search", "排课", "--client", "学校", "--json").raw)
    assert (row["client"], row["table"], row["title"]) == (
        "学校",
        "requirements",
        "REQ-001 学校要排课冲突提示",
    )
    ((start, length),) = row["hits"]
    assert row["text"][start : start + length] == "排课"


def test_what_was_written_since_is_found_and_what_is_gone_is_not(presales: Presales) -> None:
    filled(presales)
    assert presales("search", "国密").err == "Nothing found.\n"
    presales("add", "action", "确认国密算法", "--client", "学校")
    assert presales("search", "gm").out == "学校  Action  ACT-001 确认[国密]算法\n"
    presales("undo", "--client", "学校")
    done = presales("search", "gm")
    assert (done.code, done.out) == (0, "")


def test_more_than_is_shown_is_counted(presales: Presales, tmp_path: Path) -> None:
    filled(presales)
    done = presales("search", "排课", "--limit", "1")
    assert (done.out.count("\n"), done.err) == (1, "1 of 2 shown; --limit shows more.\n")
    assert presales("search", "x", "--limit", "0").code == 2
    refused(presales("--workspace", str(tmp_path / "none"), "search", "x"), 3, "none")


def test_a_client_that_cannot_be_read_does_not_hide_the_others(presales: Presales) -> None:
    filled(presales)
    where = Path(presales("locate").out.strip())
    for folder in where.iterdir():
        if folder.is_dir() and "学校" in (folder / "client.json").read_text("utf-8"):
            log = folder / "log-000001.jsonl"
            log.write_bytes(log.read_bytes().replace("排课".encode(), "拍课".encode()))
    done = presales("search", "pkct")
    assert done.out == "银行  Requirement  REQ-001 银行要[排课冲突]提示\n"
    assert done.err.startswith("presales: ")
