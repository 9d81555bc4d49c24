"""What the tests of the command line ask again and again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pptx import Presentation

from tests.cli.conftest import Presales, Result

NOBODY = 65534


def refused(done: Result, code: int, *words: str) -> None:
    """Asserts one sentence with these words on standard error, and nothing on standard output."""
    assert (done.code, done.raw) == (code, b""), done.err
    assert done.err.startswith("presales: ")
    assert done.err.count("\n") == 1
    for word in words:
        assert word in done.err


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with what is in it."""
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@contextmanager
def ordinary_user(folder: Path) -> Iterator[None]:
    """Not root, for whom permissions are none, but somebody whom all in the folder belongs to.

    What runs inside must have been loaded: the interpreter's library may be root's alone.
    """
    if os.geteuid() != 0:
        yield
        return
    shut = [(path, path.stat().st_mode) for path in folder.parents if not path.stat().st_mode & 0o001]
    for path, mode in shut:
        path.chmod(mode | 0o011)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, -1, follow_symlinks=False)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        for path, mode in shut:
            path.chmod(mode)


def records(presales: Presales, kind: str, *options: str) -> list[dict[str, object]]:
    """What `list KIND --json` gives."""
    found = presales("list", kind, "--json", *options)
    assert found.code == 0, found.err
    every: list[dict[str, object]] = json.loads(found.raw)
    return every


def deck_words(deck: str) -> str:
    """All text on the slides of a file."""
    shapes = [shape for slide in Presentation(deck).slides for shape in slide.shapes]
    texts = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
    cells = [
        cell.text for shape in shapes if shape.has_table for row in shape.table.rows for cell in row.cells
    ]
    return "\n".join(texts + cells)
