"""`presales today`: what is due over all clients."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

from tests.cli.conftest import Presales
from tests.cli.support import refused


def day(by: int) -> str:
    return (date.today() + timedelta(days=by)).isoformat()


def filled(presales: Presales) -> None:
    """Two clients, each with something owed."""
    for client, due in (("学校", -2), ("银行", 3)):
        presales("add", "client", client)
        presales("add", "opportunity", f"{client}项目", "--client", client)
        assert presales("add", "action", f"发清单 >{day(due)}", "--client", client).code == 0


def test_what_is_due_is_listed_over_all_clients_the_most_urgent_first(presales: Presales) -> None:
    filled(presales)
    lines = presales("today").out.splitlines()
    assert [line.split()[:2] for line in lines] == [["!!", day(-2)], [day(3), "Action"]]
    assert "学校项目" in lines[0]
    assert "ACT-001 发清单" in lines[0]
    assert "银行" not in presales("today", "--client", "学校").out


def test_the_opportunities_are_told_with_their_health(presales: Presales) -> None:
    filled(presales)
    need = ("--client", "学校")
    presales("add", "requirement", "排课 =custom ~3-5d", *need)
    assert (
        presales("set", "opportunity", "OPP-001", "stage=solution", "technical_outcome=win", *need).code == 0
    )
    line = presales("today", "--deals", *need).out
    for seen in ("solution", "technical win", "100% +3-5pd"):
        assert seen in line
    found = json.loads(presales("today", "--json").raw)
    assert [one["what"] for one in found["due"]] == ["ACT-001 发清单", "ACT-001 发清单"]
    assert found["opportunities"][0]["satisfiable_pct"] == 100
    log = json.loads(presales("list", "opportunities", "--json", *need).raw)[0]["stage_log"]
    assert [step[0] for step in log if "skipped" in step] == ["qualified", "discovery"]


def test_nothing_due_and_no_workspace_are_said(presales: Presales, tmp_path: Path) -> None:
    refused(presales("--workspace", str(tmp_path / "none"), "today"), 3, "none")
    presales("add", "client", "学校")
    done = presales("today")
    assert (done.code, done.raw, done.err) == (0, b"", "Nothing is due in the next two weeks.\n")


def test_a_client_that_cannot_be_read_does_not_hide_the_others(presales: Presales, tmp_path: Path) -> None:
    filled(presales)
    where = Path(presales("locate").out.strip())
    for folder in where.iterdir():
        if folder.is_dir() and "学校" in (folder / "client.json").read_text("utf-8"):
            log = folder / "log-000001.jsonl"
            log.write_bytes(log.read_bytes().replace("发清单".encode(), "改清单".encode()))
            (folder / "digest.json").unlink(missing_ok=True)
    done = presales("today")
    assert "银行项目" in done.out
    assert "学校项目" not in done.out
    assert done.err.startswith("presales: ")


def test_an_opportunity_is_added_with_its_fields_and_keeps_its_way(presales: Presales) -> None:
    presales("add", "client", "学校")
    done = presales("add", "opportunity", "排课", "stage=discovery", "value=4825500", "--user", "陈工")
    assert done.code == 0, done.err
    (here,) = json.loads(presales("list", "opportunities", "--json").raw)
    assert (here["owner"], here["value"]) == ("陈工", 4825500)
    assert [[step[0], *step[2:]] for step in here["stage_log"]] == [
        ["lead"],
        ["qualified", "skipped"],
        ["discovery"],
    ]
    assert "4825500" in presales("list", "opportunities").out
