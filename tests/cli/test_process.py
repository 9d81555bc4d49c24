"""What only a process of its own shows: streams, signals, what is imported, and the end of a crash."""

from __future__ import annotations

import json
import re
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from presales_tui.cli import listing, main
from presales_tui.cli.verbs import VERBS
from presales_tui.cli.verbs.common import ADDED, KINDS
from tests.cli.conftest import Presales

COMMAND = [sys.executable, "-m", "presales_tui"]
TIMEOUT = 60


def run(*argv: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *argv], capture_output=True, timeout=TIMEOUT, **options)  # type: ignore[call-overload, no-any-return]


EVERY_VERB = """
import contextlib, io, json, sys
from presales_tui.cli import main
for argv in json.loads(sys.argv[1]):
    shown, said = io.TextIOWrapper(io.BytesIO()), io.StringIO()
    with contextlib.redirect_stdout(shown), contextlib.redirect_stderr(said):
        code = main(argv)
    found = sorted(name for name in sys.modules if name.split(".")[0] in ("textual", "rich"))
    if found or code:
        sys.exit(f"{argv}: exit {code}, {said.getvalue()} imports {found[:3]}")
print("all")
"""


def test_no_verb_imports_textual(notes: Path) -> None:
    argvs = [["--help"], ["import", "notes", str(notes)], ["import", "outline", str(notes)], ["demo"]]
    argvs += [
        ["add", kind, "x", "--client", "Inbox", "--opportunity", "Unsorted"]
        for kind in ADDED
        if kind != "comment"
    ]
    argvs += [["list", kind, "--all"] for kind in KINDS]
    argvs += [["list", kind, "--json", "--all"] for kind in KINDS]
    for what in ("deck", "outline", "minutes", "issues", "workspace"):
        argvs.append(["export", what, "-o", "-", "--opportunity", "Unsorted"])
    argvs += [["history", "--client", "Inbox"], ["undo", "--client", "Inbox"], ["redo", "--client", "Inbox"]]
    argvs += [
        ["backup", "x.zip"],
        ["restore", "x.zip", "copy"],
        ["locate"],
        ["doctor"],
        ["doctor", "terminal"],
    ]
    argvs += [
        ["coverage", "--client", "Inbox", "--opportunity", "Unsorted"],
        ["check", "--rule", "star", "--client", "Inbox", "--opportunity", "Unsorted"],
        ["baseline", "create", "v1", "--client", "Inbox", "--opportunity", "Unsorted"],
        ["baseline", "diff", "--client", "Inbox", "--opportunity", "Unsorted"],
        ["library", "add", "x"],
        ["library", "suggest", "x"],
        ["set", "--help"],
        ["issue", "show", "ISS-001", "--client", "Inbox"],
        ["trial", "chart", "--client", "Inbox", "--opportunity", "Unsorted"],
        ["phase-two", "--dry-run", "--client", "Inbox", "--opportunity", "Unsorted"],
        ["attach", "--help"],
        ["mask", "--help"],
        ["templates"],
        ["generate", "outline", "--client", "Inbox", "--opportunity", "Unsorted"],
        ["place", "--client", "Inbox", "--opportunity", "Unsorted"],
        ["copy", "--help"],
        ["template", "inspect", "builtin"],
        ["keys", "--help"],
        ["today"],
        ["search", "x"],
        ["merge", "--help"],
        ["show", "REQ-001", "--client", "Inbox"],
        ["merge", "--help"],
        ["config"],
        ["completion", "bash"],
    ]
    assert {argv[0] for argv in argvs} == {"--help", *VERBS}
    found = subprocess.run(
        [sys.executable, "-c", EVERY_VERB, json.dumps(argvs)], capture_output=True, timeout=TIMEOUT
    )
    assert found.stdout == b"all\n", found.stderr.decode()


def test_the_command_itself_ends_with_the_code_and_its_output_complete(
    presales: Presales, filled: Path
) -> None:
    listed = run("list", "requirements", "--json")
    assert (listed.returncode, listed.stderr) == (0, b"")
    assert listed.stdout == presales("list", "requirements", "--json").raw
    missing = run("import", "notes", "none.md")
    assert (missing.returncode, missing.stdout) == (3, b"")
    assert missing.stderr == b"presales: There is no file none.md.\n"
    assert run("list").returncode == 2


def test_without_a_terminal_the_workbench_says_so(home: Path) -> None:
    found = run(stdin=subprocess.DEVNULL)
    assert (found.returncode, found.stdout) == (7, b"")
    assert re.fullmatch(r"presales: The workbench needs a terminal[^\n]*\n", found.stderr.decode())
    assert not home.exists()


def test_a_reader_that_has_had_enough_is_no_error(presales: Presales, home: Path) -> None:
    presales("import", "notes", "-", stdin="".join(f"R:: need {n}\n" for n in range(2000)).encode())
    for argv in (["list", "requirements"], ["list", "requirements", "--json"], ["--help"]):
        child = subprocess.Popen([*COMMAND, *argv], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.read(1 if argv == ["list", "requirements"] else 0)
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait(TIMEOUT) == 0
        child.stderr.close()


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_output_that_cannot_be_written_is_told(
    filled: Path, monkeypatch: pytest.MonkeyPatch, unbuffered: str
) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    with Path("/dev/full").open("wb") as nowhere:
        for argv in (["list", "meetings"], ["export", "minutes", "-o", "-"], ["--help"]):
            found = subprocess.run([*COMMAND, *argv], stdout=nowhere, stderr=subprocess.PIPE, timeout=TIMEOUT)
            assert found.returncode == 5
            assert (
                found.stderr == b"presales: Standard output cannot be written: no space left on the disk.\n"
            )


def test_streams_that_are_closed(filled: Path) -> None:
    def shell(redirection: str) -> subprocess.CompletedProcess[bytes]:
        line = f'"$0" -m presales_tui list meetings {redirection}'
        return subprocess.run(["sh", "-c", line, sys.executable], capture_output=True, timeout=TIMEOUT)

    closed = shell(">&-")
    assert (closed.returncode, closed.stderr) == (5, b"presales: Standard output is closed.\n")
    assert shell("2>&-").returncode == 0
    assert shell("<&-").returncode == 0


def test_interrupted_while_it_reads(home: Path) -> None:
    child = subprocess.Popen(
        [*COMMAND, "import", "notes", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell's background job ignores the signal, and so would its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert child.stdin is not None
    # More than a pipe holds: when it is written, the command is reading.
    child.stdin.write(b"x\n" * 200_000)
    child.stdin.flush()
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=TIMEOUT)
    assert (child.returncode, out, err) == (130, b"", b"")
    assert not home.exists()


def test_endless_input_is_cut_off(home: Path) -> None:
    with Path("/dev/zero").open("rb") as endless:
        found = run("import", "notes", "-", stdin=endless)
    assert found.returncode == 4
    assert b"larger than 16 MB" in found.stderr


def test_an_error_of_ours_is_one_line_and_a_report_without_client_data(
    presales: Presales, filled: Path, monkeypatch: pytest.MonkeyPatch, private_home: Path
) -> None:
    def broken(*_: object, **__: object) -> None:
        secret = "每天 1000 条咨询"
        raise KeyError(secret)

    monkeypatch.setattr(listing, "_write_table", broken)
    done = presales("list", "requirements")
    assert (done.code, done.raw) == (1, b"")
    found = re.fullmatch(
        r"presales stopped [^\n]*: KeyError at test_process\.py:\d+\. Report: (\S+)\n", done.err
    )
    assert found, done.err
    report = Path(found[1])
    assert report.is_relative_to(private_home)
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    text = report.read_text()
    assert "KeyError" in text
    assert "咨询" not in text


def test_interrupted_anywhere_is_130(presales: Presales, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("presales_tui.cli.parser.parse", interrupted)
    assert main(["list", "requirements"]) == 130
