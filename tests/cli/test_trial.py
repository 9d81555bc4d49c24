"""The trial on the command line: both spellings, lock and reason, close, merge, promote, phase two."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Presales
from tests.cli.support import refused


@pytest.fixture
def begun(presales: Presales) -> Presales:
    presales("add", "client", "Acme")
    presales("add", "opportunity", "Portal")
    presales("add", "trial", "Pilot of the portal")
    presales("add", "criterion", "home page opens <= 2 s")
    return presales


def listed(presales: Presales, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(presales("list", kind, "--json").out)
    return found


def test_what_is_meant_may_stand_before_what_is_done(begun: Presales) -> None:
    piped = begun("issue", "add", "login 500 !1 =defect", "--attach", "-", stdin=b"ERROR password=hunter2\n")
    assert piped.out == "ISS-001\n"
    assert begun("--lang", "en", "issue", "add", "how to import?").out == "ISS-002\n"
    assert "login 500" in begun("issue", "list").out
    assert "hunter2" not in json.dumps(listed(begun, "evidence"))
    assert begun("issue", "set", "ISS-002", "assignee=Chen").out.startswith("ISS-002")
    assert begun("criterion", "list").out.startswith("CRT-001")
    assert begun("training", "add", "for teachers", "audience=teachers", "attended=12").out == "TRN-001\n"
    assert begun("training", "list").out.split()[0] == "TRN-001"
    assert begun("trial", "list").out.split()[0] == "TRL-001"


def test_severity_alone_sets_the_priority(begun: Presales) -> None:
    begun("issue", "add", "all down !1")
    assert (listed(begun, "issues")[0]["impact"], listed(begun, "issues")[0]["urgency"]) == ("high", "high")


def test_a_criterion_has_its_figure(begun: Presales) -> None:
    row = listed(begun, "criteria")[0]
    assert (row["title"], row["target"], row["unit"]) == ("home page opens", "<=2", "s")
    refused(begun("criterion", "add", "fast", "colour=red"), 4, "colour")
    refused(begun("criterion", "add", "fast", "red"), 4, "FIELD=VALUE")


def test_a_locked_trial_asks_for_a_reason(begun: Presales) -> None:
    assert begun("trial", "lock", "--by", "Ms Li").out == "TRL-001\n"
    refused(begun("trial", "lock"), 4, "locked already")
    refused(begun("set", "criterion", "CRT-001", "target=<=5"), 6, "Say why", "CRT-001")
    assert begun("set", "criterion", "CRT-001", "achieved=1.7").code == 0
    assert begun("set", "criterion", "CRT-001", "target=<=3", "--reason", "slow line").code == 0
    shown = begun("trial", "show").out
    assert "CRT-001 Target: <=2 -> <=3. Reason: slow line" in shown
    assert "Ms Li" in shown
    assert begun("trial", "midpoint", "--verdict", "adjust", "--note", "data came late").code == 0
    refused(begun("trial", "midpoint", "--verdict", "maybe"), 4, "go, adjust, stop")


def test_clock_fields_are_read_and_refused_with_a_sentence(begun: Presales) -> None:
    ok = begun(
        *("trial", "set", "TRL-001", "calendar=working hours", "hours=9-12, 13:30-18", "country=CN"),
        *("targets=P1 15m/2h", "days_off=2026-10-01..10-07", "zone=Asia/Shanghai"),
    )
    assert ok.code == 0, ok.err
    row = listed(begun, "trials")[0]
    assert (row["hours"], row["targets"]) == ("09:00-12:00, 13:30-18:00", [["P1", "15m", "2h"]])
    assert len(row["days_off"]) == 7
    for word, said in (
        ("hours=late", "working hours"),
        ("targets=P9 1m/1h", "targets"),
        ("targets=P1 5h/1h", "longer"),
        ("country=XX", "calendar"),
        ("zone=Mars/Base", "time zone"),
        ("days_off=whenever", "days"),
        ("end=2020-01-01", "before it begins"),
    ):
        refused(begun("trial", "set", "TRL-001", word), 4, said)


def test_steps_can_be_put_right_but_not_before_the_report(begun: Presales) -> None:
    begun("issue", "add", "login 500")
    begun("issue", "set", "ISS-001", "reported=2026-01-05 10:00")
    steps = "status_log=2026-01-05 12:00 resolved Chen\n2026-01-05 10:20 acknowledged Chen"
    assert begun("issue", "set", "ISS-001", steps).code == 0
    row = listed(begun, "issues")[0]
    assert ([step[0] for step in row["status_log"]], row["status"]) == (["ack", "resolved"], "resolved")
    shown = begun("issue", "show", "ISS-001").out
    assert "Solution: met" in shown
    refused(
        begun("issue", "set", "ISS-001", "status_log=2026-01-04 09:00 resolved Chen"), 4, "before the report"
    )
    refused(begun("issue", "set", "ISS-001", "reported=2099-01-01 09:00"), 4, "still to come")
    refused(begun("issue", "set", "ISS-001", "status_log=2026-01-05 11:00 vanished Chen"), 4, "vanished")
    assert listed(begun, "issues")[0] == row


def test_issues_are_closed_merged_and_promoted(begun: Presales) -> None:
    for title in ("login 500", "login 500 again", "parents' app", "export"):
        begun("issue", "add", title, "tags=x")
    assert begun("issue", "merge", "ISS-001", "ISS-002").out == "ISS-001\n"
    assert begun("issue", "show", "ISS-002").code == 3
    assert "ISS-002" in begun("issue", "show", "ISS-001").out
    assert begun("undo").code == 0
    assert begun("issue", "show", "ISS-002").code == 0
    assert begun("issue", "need", "ISS-003").out == "REQ-001\n"
    refused(begun("issue", "need", "ISS-003"), 4, "REQ-001")
    assert begun("issue", "close", "--filter", "tag:x -parents", "--fix", "restart").out.split() == [
        "ISS-001",
        "ISS-002",
        "ISS-004",
    ]
    assert {row["fix"] for row in listed(begun, "issues")} == {"restart", ""}
    refused(begun("issue", "close", "ISS-003", "--status", "open"), 4, "open")
    refused(begun("issue", "close"), 4, "Which issues")
    refused(begun("issue", "merge", "ISS-001"), 4, "two issues")


def test_the_chart_and_the_host_need_no_colour_and_no_network(begun: Presales, monkeypatch: Any) -> None:
    monkeypatch.setattr("presales_tui.imports.host.PROGRAMS", ())
    begun("issue", "add", "login 500 !1")
    chart = begun("trial", "chart").out
    assert "|1" in chart
    assert "1 critical" in chart
    assert "Memory: " in begun("trial", "host", "--dry-run").out
    assert not listed(begun, "trials")[0]["host"]
    assert "Kernel: " in begun("trial", "host").out
    assert "Kernel: " in listed(begun, "trials")[0]["host"]


def test_a_second_phase_opens_from_the_backlog(begun: Presales) -> None:
    refused(begun("phase-two"), 4, "no new need")
    begun("add", "requirement", "push messages ~5d")
    begun("set", "requirement", "REQ-001", "status=deferred")
    begun("issue", "add", "parents' app =new_need")
    assert begun("phase-two", "--dry-run").out.count("\n") == 2
    refused(begun("phase-two", "REQ-009"), 3, "REQ-009")
    assert begun("phase-two", "--name", "Portal 2").out == "OPP-002\n"
    there = json.loads(begun("list", "requirements", "--json", "--opportunity", "Portal 2").out)
    assert {row["title"] for row in there} == {"push messages", "parents' app"}
    assert begun("undo").code == 0
    assert "OPP-002" not in begun("list", "opportunities").out


def test_check_tells_of_the_trial_too(begun: Presales) -> None:
    found = json.loads(begun("check", "--json").out)
    assert {"criteria-few", "trial-decision"} <= {row["rule"] for row in found}
