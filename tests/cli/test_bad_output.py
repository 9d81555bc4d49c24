"""Where nothing can be written: one clear sentence, and what was there stays whole and identical."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Presales
from tests.cli.support import contents, ordinary_user, refused

WRITES = (
    ("export", "deck", "-o"),
    ("export", "outline", "-o"),
    ("export", "minutes", "-o"),
    ("export", "workspace", "-o"),
    ("backup",),
)
NAMES = [" ".join(words).removesuffix(" -o") for words in WRITES]


@pytest.fixture
def full(presales: Presales, filled: Path) -> Path:
    """A workspace from which everything can be exported."""
    presales("import", "outline", "-", stdin=b"# Goals\n\nfaster\n")
    return filled


@pytest.mark.parametrize("verb", WRITES, ids=NAMES)
def test_a_file_that_exists_stays_as_it_is_unless_forced(
    presales: Presales, full: Path, verb: tuple[str, ...]
) -> None:
    target = Path("mine.bin")
    target.write_bytes(b"precious")
    before = target.stat()
    refused(presales(*verb, target), 5, "mine.bin", "--force")
    assert target.read_bytes() == b"precious"
    after = target.stat()
    assert (after.st_ino, after.st_mtime_ns, after.st_mode) == (
        before.st_ino,
        before.st_mtime_ns,
        before.st_mode,
    )
    assert presales(*verb, target, "--force").code == 0
    assert target.read_bytes() != b"precious"


@pytest.mark.parametrize("name", ["plan.docx", "plan.PDF", "plan.ppt"])
def test_a_name_that_promises_another_format_is_refused(presales: Presales, full: Path, name: str) -> None:
    refused(presales("export", "deck", "-o", name), 4, "cannot be written as", "it can as pptx")
    assert not Path(name).exists()
    assert presales("export", "deck", "-o", "plan.v2").code == 0


@pytest.mark.parametrize("verb", WRITES, ids=NAMES)
def test_a_place_that_is_none(presales: Presales, full: Path, verb: tuple[str, ...]) -> None:
    before = contents(Path.cwd())
    refused(presales(*verb, "nowhere/x.bin"), 5, "nowhere/x.bin", "directory does not exist")
    refused(presales(*verb, full / "x.bin"), 5, "x.bin")
    refused(presales(*verb, "."), 5, "is a directory")
    refused(presales(*verb, ".", "--force"), 5, "is a directory")
    refused(presales(*verb, "x" * 300), 5)
    os.mkfifo("pipe")
    refused(presales(*verb, "pipe", "--force"), 5, "pipe", "not a regular file")
    assert Path("pipe").is_fifo()
    assert contents(Path.cwd()) == before


@pytest.mark.parametrize("verb", WRITES, ids=NAMES)
def test_the_data_itself_is_never_written_over(
    presales: Presales, full: Path, home: Path, verb: tuple[str, ...]
) -> None:
    before = contents(home)
    [journal] = home.glob("*/log-*.jsonl")
    Path("link.jsonl").symlink_to(journal)
    for target in (journal, Path("link.jsonl"), home / "x.bin", journal.parent / "x.bin"):
        refused(presales(*verb, target, "--force"), 5, target.name, "workspace")
    assert {name: data for name, data in contents(home).items() if name in before} == before
    exports = Path(presales("locate", "exports").out.rstrip("\n"))
    assert presales(*verb, exports / "x.bin").code == 0


def test_the_demo_does_not_write_over_its_own_notes_or_a_file_of_yours(presales: Presales) -> None:
    from presales_tui.samples import NOTES

    before = NOTES.read_bytes()
    refused(presales("demo", "-o", NOTES, "--force"), 5, "notes.md")
    assert NOTES.read_bytes() == before
    Path("mine.pptx").write_bytes(b"precious")
    refused(presales("demo", "-o", "mine.pptx"), 5, "mine.pptx", "--force")
    assert Path("mine.pptx").read_bytes() == b"precious"


def test_a_directory_without_permission(presales: Presales, full: Path) -> None:
    assert all(presales(*verb, f"warm{n}").code == 0 for n, verb in enumerate(WRITES))
    folder = Path("shut")
    folder.mkdir()
    (folder / "old.bin").write_bytes(b"precious")
    folder.chmod(0o500)
    with ordinary_user(Path.cwd().parent):
        for verb in WRITES:
            refused(presales(*verb, folder / "x.bin"), 5, "x.bin", "no permission")
            refused(presales(*verb, folder / "old.bin", "--force"), 5, "old.bin", "no permission")
    assert contents(folder) == {"shut/old.bin": b"precious"}


def test_a_deck_is_not_shown_in_a_terminal(
    presales: Presales, full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    refused(presales("export", "deck", "-o", "-"), 5, "terminal", "-o FILE")


def test_nothing_to_export_yet(presales: Presales) -> None:
    presales("add", "requirement", "x")
    for what in ("minutes", "outline"):
        refused(presales("export", what, "-o", "x.md"), 4, what)
    assert not Path("x.md").exists()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system with next to no room."""
    place = tmp_path / "small"
    place.mkdir(mode=0o700)
    command = ["mount", "-t", "tmpfs", "-o", "size=16k,mode=700", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small file system needs root")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.root
@pytest.mark.parametrize("verb", WRITES, ids=NAMES)
def test_a_full_disk(presales: Presales, full: Path, small: Path, verb: tuple[str, ...]) -> None:
    (small / "old.bin").write_bytes(b"precious" * 2048)
    before = contents(small)
    refused(presales(*verb, small / "new.bin"), 5, "new.bin", "no space left")
    refused(presales(*verb, small / "old.bin", "--force"), 5, "old.bin", "no space left")
    assert contents(small) == before


@pytest.mark.root
def test_a_workspace_on_a_full_disk(presales: Presales, notes: Path, small: Path) -> None:
    (small / "log").write_bytes(b"x" * 16 * 1024)
    refused(presales("import", "notes", notes, "--workspace", small / "ws"), 6, "no space left")
    assert presales("list", "requirements", "--all", "--workspace", small / "ws").out == ""
