"""The command line, run in this process, on a workspace of its own."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest

from presales_tui.cli import main


class Result(NamedTuple):
    """What a command left behind."""

    code: int
    raw: bytes
    """Standard output, byte for byte."""
    err: str

    @property
    def out(self) -> str:
        """Standard output as text."""
        return self.raw.decode()


class Presales(Protocol):
    """Runs one command."""

    def __call__(self, *argv: object, stdin: bytes | None = None) -> Result:
        """The command `presales argv…` with these bytes on standard input."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory of the workspace; nothing is in it yet, nor is it there."""
    place = tmp_path / "home" / "ws"
    monkeypatch.setenv("PRESALES_HOME", str(place))
    monkeypatch.setenv("PRESALES_USER", "chen")
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return place


@pytest.fixture
def presales(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Presales:
    """The command, as a function."""

    def run(*argv: object, stdin: bytes | None = None) -> Result:
        with monkeypatch.context() as patch:
            if stdin is not None:
                patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
            code = main([str(word) for word in argv])
        said = capsysbinary.readouterr()
        return Result(code, said.out, said.err.decode())

    return run


@pytest.fixture
def notes(home: Path) -> Path:
    """A file of notes with two marks and a line in the middle."""
    path = Path("visit.md")
    path.write_text(
        "# 2026-11-20 首次拜访\n\nR:: 每天 1000 条咨询自动分级 !must =config ~2-3d &CRM\n李主任介绍了校区\n"
        "A:: 给出部署清单 @小陈 >2026-11-27\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def filled(presales: Presales, notes: Path) -> Path:
    """A workspace with one client, one opportunity and the imported notes."""
    assert presales("import", "notes", notes).code == 0
    return notes
