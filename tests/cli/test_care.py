"""History, backup, doctor and locate."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Presales
from tests.cli.support import records


def test_history_tells_who_what_and_when(presales: Presales) -> None:
    presales("add", "requirement", "单点登录 !must")
    presales("add", "requirement", "two", "--user", "li")
    lines = presales("history").out.splitlines()
    assert [line.split("  ", 1)[1] for line in lines[:2]] == ["li  Add requirement", "chen  Add requirement"]
    assert len(presales("history", "--limit", "1").out.splitlines()) == 1
    one = presales("history", "req-001").out
    assert 'title: - -> "单点登录"' in one
    assert "two" not in one


def test_a_backup_is_restored_elsewhere_with_the_same_records(presales: Presales, filled: Path) -> None:
    done = presales("backup", "all.zip")
    assert (done.code, done.out) == (0, "")
    assert presales("restore", "all.zip", "copy").code == 0
    assert records(presales, "requirements", "--workspace", "copy") == records(presales, "requirements")
    again = presales("restore", "all.zip", "copy")
    assert again.code == 5
    assert presales("backup", "one.zip", "--client", "inbox").code == 0
    assert presales("restore", "one.zip", "branch", "--letter", "B").code == 0
    assert presales("add", "requirement", "x", "--workspace", "branch").out == "REQ-B01\n"


def test_the_doctor_finds_a_sound_workspace_well_and_a_damaged_one_not(
    presales: Presales, filled: Path, home: Path
) -> None:
    sound = presales("doctor")
    assert sound.code == 0
    assert all(line.startswith(("ok ", "  ")) for line in sound.out.splitlines())
    [journal] = home.glob("*/log-*.jsonl")
    data = bytearray(journal.read_bytes())
    data[len(data) // 2] ^= 1
    journal.write_bytes(data)
    found = presales("doctor")
    assert found.code == 6
    assert str(journal) in found.out
    assert presales("doctor", "--repair").code == 0
    assert presales("doctor").code == 0
    assert list(home.glob("*/quarantine/*"))


def test_the_doctor_looks_at_a_terminal_that_is_none(presales: Presales) -> None:
    found = presales("doctor", "terminal")
    assert found.code == 0
    assert "xterm-256color" in found.out


def test_locate_prints_paths_for_scripts(presales: Presales, filled: Path, home: Path) -> None:
    assert presales("locate").out == f"{home}\n"
    client = Path(presales("locate", "client").out.rstrip("\n"))
    assert client.parent == home
    exports = Path(presales("locate", "exports").out.rstrip("\n"))
    assert exports == client / "exports"
    assert exports.is_dir()


def test_a_path_is_printed_with_the_bytes_it_has(presales: Presales, tmp_path: Path) -> None:
    place = tmp_path / b"caf\xe9".decode("utf-8", "surrogateescape")
    presales("add", "client", "Acme", "--workspace", place)
    assert presales("locate", "--workspace", place).raw == bytes(place) + b"\n"
