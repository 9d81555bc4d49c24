"""Documents written for the user: there, complete, or not there at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

import pytest

from presales_tui.data import fsio
from presales_tui.data.fsio import write_atomic
from presales_tui.data.publish import publish
from presales_tui.model.errors import CannotWrite


def test_bytes_and_writers(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a", b"content")
    assert (tmp_path / "a").read_bytes() == b"content"

    def write(file: BinaryIO) -> None:
        file.write(b"xxxx")
        file.seek(0)
        file.write(b"zip")

    write_atomic(tmp_path / "b", write)
    assert (tmp_path / "b").read_bytes() == b"zipx"
    assert stat.S_IMODE((tmp_path / "b").stat().st_mode) == 0o600
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "b"]


def test_what_is_there_is_not_replaced_unasked(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(b"old")
    with pytest.raises(CannotWrite, match="exists already"):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old"
    write_atomic(path, b"new", force=True)
    assert path.read_bytes() == b"new"


def test_who_could_read_the_old_file_can_read_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "shared.pptx"
    path.write_bytes(b"old")
    path.chmod(0o664)
    write_atomic(path, b"new", force=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o664


def test_a_file_that_appears_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"

    def write(file: BinaryIO) -> None:
        path.write_bytes(b"somebody else's")
        file.write(b"ours")

    with pytest.raises(CannotWrite, match="exists already"):
        write_atomic(path, write)
    assert path.read_bytes() == b"somebody else's"
    assert [found.name for found in tmp_path.iterdir()] == ["deck.pptx"]


def test_a_writer_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(b"old")

    def write(file: BinaryIO) -> None:
        file.write(b"half of the new")
        raise RuntimeError("a bug in the writer")

    with pytest.raises(RuntimeError):
        write_atomic(path, write, force=True)
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["deck.pptx"]


@pytest.mark.parametrize("call", ["create", "write_at", "datasync", "replace"])
@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "no space left"),
        (errno.EDQUOT, "quota"),
        (errno.EACCES, "no permission"),
        (errno.EROFS, "read-only"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_a_refusal_is_one_sentence(
    call: str, code: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object) -> None:
        raise OSError(code, os.strerror(code))

    path = tmp_path / "deck.pptx"
    path.write_bytes(b"old")
    monkeypatch.setattr(fsio, call, refuse)
    with pytest.raises(CannotWrite) as caught:
        write_atomic(path, b"new", force=True)
    assert words in caught.value.sentence
    assert str(path) in caught.value.sentence
    assert "\n" not in caught.value.sentence
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["deck.pptx"]


def test_a_missing_directory_and_a_directory_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="directory does not exist"):
        write_atomic(tmp_path / "no" / "deck.pptx", b"x")
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite, match="directory does not exist"):
        write_atomic(tmp_path / "file" / "deck.pptx", b"x")
    with pytest.raises(CannotWrite, match="is a directory"):
        write_atomic(tmp_path, b"x", force=True)


def test_a_file_system_without_links_still_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: str, target: str) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(fsio, "link", refuse)
    write_atomic(tmp_path / "a", b"content")
    assert (tmp_path / "a").read_bytes() == b"content"
    with pytest.raises(CannotWrite, match="exists already"):
        write_atomic(tmp_path / "a", b"again")
    assert [found.name for found in tmp_path.iterdir()] == ["a"]


def test_a_link_keeps_pointing_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_atomic(tmp_path / "link", b"new", force=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_the_stores_own_files_are_replaced_whole_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "replica.json"
    publish(str(path), b"old")

    def refuse(source: str, target: str) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(fsio, "replace", refuse)
        with pytest.raises(OSError, match="Input/output"):
            publish(str(path), b"new")
    assert [found.name for found in tmp_path.iterdir()] == ["replica.json"]
    assert path.read_bytes() == b"old"
    publish(str(path), b"new")
    assert path.read_bytes() == b"new"


def test_long_names_are_written_too(tmp_path: Path) -> None:
    path = tmp_path / ("方" * 80 + ".pptx")
    write_atomic(path, b"x")
    assert path.read_bytes() == b"x"
