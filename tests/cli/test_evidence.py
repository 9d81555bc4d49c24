"""`--attach`, `attach` and `mask`: evidence from the server that it happened on."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Presales
from tests.cli.support import refused

TRACE = "java.lang.IllegalStateException: x\n\tat com.a.B.c(B.java:1)\n\tat com.a.D.e(D.java:2)\n"


def test_a_piped_log_becomes_evidence_of_the_new_issue(presales: Presales) -> None:
    log = ("user=a password=Abc#1 from 10.0.0.9\n" + TRACE).encode()
    done = presales("add", "issue", "登录 500 !1 =defect", "--attach", "-", stdin=log)
    assert done.out == "ISS-001\n"
    (kept,) = json.loads(presales("list", "evidence", "--json").out)
    (issue,) = json.loads(presales("list", "issues", "--json").out)
    assert kept["issue"] == issue["id"]
    assert "Abc#1" not in json.dumps(kept)
    assert "10.0.0.9" not in json.dumps(kept)
    assert kept["fingerprint"].startswith("IllegalStateException")


def test_the_same_error_again_tells_the_answer_of_the_first(presales: Presales) -> None:
    presales("add", "issue", "first", "--attach", "-", stdin=TRACE.encode())
    again = presales("add", "issue", "second", "--attach", "-", stdin=TRACE.replace(":1", ":99").encode())
    assert "ISS-001 first" in again.err
    presales("undo")
    assert len(json.loads(presales("list", "evidence", "--json").out)) == 1


def test_evidence_is_added_to_an_issue_that_is_there(presales: Presales, tmp_path: Path) -> None:
    log = tmp_path / "app.log"
    log.write_text("one\ntwo pwd=Zx99\nthree\n")
    presales("add", "issue", "slow")
    assert presales("attach", "ISS-001", f"{log}:2-3").out == "EVD-001\n"
    (kept,) = json.loads(presales("list", "evidence", "--json").out)
    assert kept["text"] == "two pwd=<password>\nthree"
    presales("attach", "ISS-001", f"{log}:2", "--as-it-is")
    assert json.loads(presales("list", "evidence", "--json").out)[1]["text"] == "two pwd=Zx99"


def test_a_log_is_shown_masked_and_nothing_is_written(presales: Presales, tmp_path: Path) -> None:
    done = presales("mask", "-", stdin=b"mysql -uroot -pS3cret! crm\n")
    assert done.out == "mysql -uroot -p<password> crm\n"
    assert not (tmp_path / "presales").exists()


def test_what_cannot_be_attached_leaves_nothing(presales: Presales, tmp_path: Path) -> None:
    refused(presales("add", "issue", "x", "--attach", str(tmp_path / "no.log")), 3, "no.log")
    refused(presales("add", "issue", "x", "--attach", "-", stdin=b"\x7fELF\0\0\1\2"), 4, "binary")
    refused(presales("add", "requirement", "x", "--attach", "-", stdin=b"x"), 4, "issue")
    assert presales("list", "issues").code == 3
    presales("add", "issue", "y")
    refused(presales("attach", "ISS-009", "-", stdin=b"x"), 3, "ISS-009")
