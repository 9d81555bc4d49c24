"""What cannot be read, found or opened: one clear sentence, the right exit code, nothing half-written."""

from __future__ import annotations

import os
import sys
import tracemalloc
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.conftest import Presales
from tests.cli.support import contents, ordinary_user, refused

# Files of notes


def test_a_missing_file(presales: Presales, home: Path) -> None:
    refused(presales("import", "notes", "none.md"), 3, "none.md")
    assert not home.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0", "binary"),
        (b"PK\x03\x04....", "Office file"),
        ("Größe und Maße müssen überprüft werden\n".encode("latin-1"), "neither UTF-8"),
        ("Лицензия должна быть бессрочной, как и поддержка".encode("cp1251"), "neither UTF-8"),
    ],
    ids=["empty", "blank", "binary", "zip", "latin-1", "cp1251"],
)
@pytest.mark.parametrize("what", ["notes", "outline"])
def test_a_file_that_is_no_text(
    presales: Presales, home: Path, what: str, content: bytes, words: str
) -> None:
    Path("visit.md").write_bytes(content)
    refused(presales("import", what, "visit.md"), 4, "visit.md", words)
    refused(presales("import", what, "-", stdin=content), 4, words)
    assert not home.exists()


def test_a_directory(presales: Presales, home: Path, tmp_path: Path) -> None:
    refused(presales("import", "notes", tmp_path), 4, "is a directory")
    assert not home.exists()


def test_a_fifo_is_not_waited_for(presales: Presales, home: Path) -> None:
    os.mkfifo("pipe.md")
    refused(presales("import", "notes", "pipe.md"), 4, "not a regular file")
    assert not home.exists()


def test_a_file_without_permission(presales: Presales, home: Path, notes: Path) -> None:
    notes.chmod(0)
    with ordinary_user(notes.resolve().parent.parent):
        refused(presales("import", "notes", notes), 4, "visit.md", "ermission")
    assert not home.exists()


def test_a_file_of_100_mb_is_not_read(presales: Presales, home: Path) -> None:
    with Path("dump.md").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    tracemalloc.start()
    try:
        done = presales("import", "notes", "dump.md")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    refused(done, 4, "dump.md", "larger than")
    assert peak < 4 * 1024 * 1024
    assert not home.exists()


def test_standard_input_that_never_ends(
    presales: Presales, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Endless:
        given = 0

        def read(self, size: int) -> bytes:
            self.given += size
            return b"x" * size

    source = Endless()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=source))
    refused(presales("import", "notes", "-"), 4, "larger than")
    assert source.given < 20 * 1024 * 1024
    assert not home.exists()


def test_standard_input_that_is_closed(presales: Presales, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    refused(presales("import", "notes", "-"), 4, "Standard input")


def test_an_outline_without_anything(presales: Presales) -> None:
    presales("add", "requirement", "x")
    before = presales("history").out
    refused(presales("import", "outline", "-", stdin=b"---\nmarp: true\n---\n"), 4, "no heading")
    assert presales("history").out == before


# Words of the command


@pytest.mark.parametrize("text", ["", "  \n", "!must =config"])
def test_add_without_words(presales: Presales, home: Path, text: str) -> None:
    refused(presales("add", "requirement", text), 4, "no text")
    refused(presales("add", "requirement", "-", stdin=text.encode()), 4)
    assert not home.exists()


def test_a_client_that_is_there_already(presales: Presales) -> None:
    presales("add", "client", "Acme")
    refused(presales("add", "client", "ACME"), 4, "ACME")


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("frobnicate",), "argument VERB: there is no “frobnicate”; there are: demo, "),
        (("lst",), "there is no “lst”; there is “list”"),
        (("list", "everything"), "presales list: argument KIND: there is no “everything”; there are: "),
        (("list", "requirement"), "there is “requirements”"),
        (("list", "requirements", "--bad"), "presales list: unrecognized arguments: --bad."),
        (("list",), "the following arguments are required: KIND"),
        (("export", "deck"), "the following arguments are required: -o/--output"),
        (("history", "--limit", "-1"), "a number from 1 on"),
        (("history", "--limit", "0"), "a number from 1 on"),
        (("history", "--limit", "many"), "a number from 1 on"),
        (("undo", "REQ-001"), "unrecognized arguments: REQ-001"),
        (("--lang", "fr", "undo"), "there is no “fr”; there are: en, zh"),
        (("add",), "are required: KIND, TEXT."),
        (("--clie=Acme", "undo"), "unrecognized arguments: --clie=Acme"),
    ],
)
def test_wrong_usage(presales: Presales, home: Path, argv: tuple[str, ...], words: str) -> None:
    done = presales(*argv)
    assert (done.code, done.raw) == (2, b"")
    assert words in done.err
    assert done.err.count("\n") == 1
    assert "--help" in done.err
    assert not home.exists()


def test_what_was_typed_comes_back_without_its_escape_sequences(presales: Presales) -> None:
    for done in (
        presales("\x1b[2Jundo"),
        presales("undo", "\x1b]0;x\x07"),
        presales("import", "notes", "\x1b[m"),
    ):
        assert done.code
        assert "\x1b" not in done.err
        assert "\x07" not in done.err


# Who is meant


def test_an_unknown_client_is_refused_with_the_names_and_how_to_add_one(
    presales: Presales, notes: Path
) -> None:
    for name in ("Acme", "新东方"):
        presales("add", "client", name)
    done = presales("import", "notes", notes, "--client", "Umbrella")
    refused(done, 3, "“Umbrella”", "Acme, 新东方", "presales add client NAME")
    refused(presales("list", "requirements"), 3, "--client", "Acme, 新东方")


def test_a_name_that_fits_exactly_is_preferred(presales: Presales) -> None:
    for name in ("Acme", "Acme Labs"):
        presales("add", "client", name)
        presales("add", "opportunity", f"{name} CRM", "--client", name)
    assert presales("add", "requirement", "x", "--client", "acme").code == 0
    refused(presales("list", "requirements", "--client", "acm"), 3, "Acme, Acme Labs")
    assert presales("list", "requirements", "--opportunity", "labs").code == 0


def test_opportunities_are_named_where_it_is_not_clear(presales: Presales) -> None:
    presales("add", "client", "Acme")
    refused(presales("add", "requirement", "x"), 3, "Acme", "presales add opportunity NAME")
    presales("add", "opportunity", "CRM")
    presales("add", "opportunity", "CRM two")
    refused(presales("add", "requirement", "x"), 3, "--opportunity", "CRM, CRM two")
    refused(presales("list", "issues", "--opportunity", "ERP"), 3, "“ERP”", "CRM, CRM two", "add opportunity")
    refused(presales("list", "issues", "--opportunity", "rm"), 3, "More than one", "CRM, CRM two")
    assert presales("list", "issues", "--opportunity", "crm").code == 0
    assert presales("list", "issues", "--opportunity", "opp-002").code == 0
    presales("add", "client", "Umbrella")
    refused(presales("list", "issues", "--opportunity", "ERP"), 3, "Acme / CRM, Acme / CRM two")


def test_a_name_is_not_made_up_in_an_empty_workspace(presales: Presales) -> None:
    for option in ("--client", "--opportunity"):
        refused(presales("add", "requirement", "x", option, "Acme"), 3, "presales add client NAME")
    assert presales("list", "requirements", "--all").out == ""


def test_what_the_workbench_had_open_last_is_meant(presales: Presales) -> None:
    from presales_tui.data import Workspace
    from presales_tui.screens.ground.desk import Desk

    for client in ("Acme", "Umbrella"):
        presales("add", "client", client)
        presales("add", "opportunity", f"{client} one", "--client", client)
        presales("add", "opportunity", f"{client} two", "--client", client)
    workspace = Workspace.open(None)
    face = workspace.find_client("Umbrella")
    Desk(workspace).open(face.id, face.opportunities[1].id)
    workspace.close()
    assert presales("add", "requirement", "x").code == 0
    assert "x" in presales("list", "requirements", "--opportunity", "Umbrella two").out


def test_an_unknown_record(presales: Presales, filled: Path) -> None:
    refused(presales("history", "REQ-999"), 3, "REQ-999")


def test_there_is_no_workspace_yet_and_looking_makes_none(presales: Presales, home: Path) -> None:
    for verb in (
        ("list", "requirements"),
        ("history",),
        ("undo",),
        ("redo",),
        ("doctor",),
        ("locate",),
        ("backup", "x.zip"),
        ("export", "workspace", "-o", "-"),
    ):
        refused(presales(*verb), 3, str(home))
    assert not home.exists()
    assert not Path("x.zip").exists()


def test_a_file_that_is_no_backup(presales: Presales, notes: Path) -> None:
    refused(presales("restore", "none.zip", "copy"), 3, "none.zip")
    refused(presales("restore", notes, "copy"), 4, "visit.md")
    refused(presales("restore", notes, "copy", "--letter", "b"), 4, "letter")
    assert not Path("copy").exists()


# The workspace


@pytest.mark.parametrize("kind", ["file", "link", "dangling"])
def test_a_workspace_that_is_no_directory(presales: Presales, home: Path, notes: Path, kind: str) -> None:
    home.parent.mkdir(parents=True)
    if kind == "file":
        home.write_text("mine")
    else:
        home.symlink_to(home.with_name("real"))
        if kind == "link":
            home.with_name("real").mkdir(mode=0o700)
    for argv in (("list", "requirements"), ("import", "notes", notes), ("add", "client", "x")):
        refused(presales(*argv), 6, str(home))
    if kind == "file":
        assert home.read_text() == "mine"
    if kind == "link":
        assert not list(home.iterdir())


@pytest.mark.root
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a directory away")
def test_a_workspace_of_another_account(presales: Presales, home: Path, filled: Path) -> None:
    before = contents(home)
    for path in (home, *home.rglob("*")):
        os.chown(path, 12345, 12345)
    for argv in (("list", "requirements"), ("add", "requirement", "x"), ("import", "notes", filled)):
        refused(presales(*argv), 6, "another account", "12345")
    assert contents(home) == before


def test_a_workspace_that_others_may_write_to(presales: Presales, home: Path, filled: Path) -> None:
    home.chmod(0o777)
    refused(presales("add", "requirement", "x"), 6, "chmod 700")


def test_a_workspace_that_cannot_be_written(presales: Presales, home: Path, filled: Path) -> None:
    commands = (("add", "requirement", "x"), ("import", "notes", filled.absolute()), ("add", "client", "y"))
    before = contents(home)
    for path in (home, *home.rglob("*")):
        path.chmod(0o500 if path.is_dir() else 0o400)
    with ordinary_user(home.parent.parent):
        for argv in commands:
            refused(presales(*argv), 6, str(home))
    assert contents(home) == before
