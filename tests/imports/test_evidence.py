"""A slice of a log: bounded, harmless, and masked before it is kept."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from presales_tui.imports import evidence
from presales_tui.imports.evidence import (
    KEPT_BYTES,
    KEPT_LINES,
    Wanted,
    evidence_of,
    neutral,
    read_slice,
    wanted,
)
from presales_tui.model.errors import BadInput, NotFound


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "app.log"
    path.write_text("".join(f"line {n}\n" for n in range(1, 1001)))
    return path


def test_lines_are_named_as_in_an_editor(log: Path) -> None:
    assert read_slice(wanted(f"{log}:3-5")).text == "line 3\nline 4\nline 5"
    assert read_slice(wanted(f"{log}:7")).text == "line 7"
    assert read_slice(wanted(f"{log}:-2")).text == "line 999\nline 1000"
    found = read_slice(wanted(str(log)))
    assert found.text.split("\n")[-1] == "line 1000"
    assert found.text.count("\n") + 1 == KEPT_LINES


def test_a_file_whose_name_looks_like_a_range_is_that_file(tmp_path: Path) -> None:
    path = tmp_path / "odd:12"
    path.write_text("here")
    assert wanted(str(path)) == Wanted(path)


def test_of_a_pipe_the_end_is_kept_and_the_rest_counted() -> None:
    found = read_slice(io.BytesIO(b"".join(b"%d\n" % n for n in range(200_000))))
    lines = found.text.split("\n")
    assert lines[-1] == "199999"
    assert len(lines) == KEPT_LINES
    assert (found.dropped, found.first) == (200_000 - KEPT_LINES, 200_000 - KEPT_LINES + 1)


def test_one_endless_line_is_cut() -> None:
    found = read_slice(io.BytesIO(b"x" * 5_000_000))
    assert len(found.text) <= KEPT_BYTES
    assert found.text.endswith("…")


def test_a_pipe_that_does_not_end_is_read_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "PIPE_BYTES", 200_000)

    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            return b"again\n" * (size // 6)

    found = read_slice(Endless())  # type: ignore[arg-type]
    assert found.ended
    assert found.text.endswith("again")
    ticks = iter(range(0, 1000, 7))
    late = read_slice(Endless(), clock=lambda: next(ticks))  # type: ignore[arg-type]
    assert late.ended


def test_a_packed_log_is_read(tmp_path: Path) -> None:
    path = tmp_path / "app.log.1.gz"
    path.write_bytes(gzip.compress(b"one\ntwo\n"))
    assert read_slice(wanted(f"{path}:2")).text == "two"
    assert read_slice(wanted(str(path))).text == "one\ntwo"
    path.write_bytes(gzip.compress(b"one\ntwo\n" * 1000)[:40])
    with pytest.raises(BadInput):
        read_slice(wanted(str(path)))


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\x7fELF\x02\x01\x01\0\0\0\0", bytes(range(256)) * 40])
def test_what_is_no_log_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        read_slice(io.BytesIO(data))


def test_a_file_that_is_not_there_and_a_range_that_is_none(tmp_path: Path, log: Path) -> None:
    with pytest.raises(NotFound):
        read_slice(wanted(str(tmp_path / "no.log")))
    with pytest.raises(BadInput):
        read_slice(wanted(str(tmp_path)))
    for spec in (f"{log}:9-3", f"{log}:0-3", f"{log}:5000-5001"):
        with pytest.raises(BadInput):
            read_slice(wanted(spec))


def test_nothing_is_left_that_a_terminal_acts_on() -> None:
    assert neutral("\x1b[31mred\x1b[0m \x1b]0;title\x07x\x1b[2J") == "red x"
    assert neutral("10%\r50%\r100%\r\ndone") == "100%\ndone"
    assert neutral("bo\x08bold") == "bbold"
    assert "\x1b" not in neutral("\x1b\x1b[\x1b]")
    assert "\x9b" not in neutral("\x9b31mx")


def test_a_stray_byte_does_not_lose_the_line() -> None:
    found = read_slice(io.BytesIO(b"before \xff after\n" + "中文".encode() + b"\n"))
    assert "before" in found.text
    assert "after" in found.text


def test_evidence_is_masked_and_says_of_what() -> None:
    found = read_slice(io.BytesIO("密码：Abc#123 from 10.0.0.1\n".encode()))
    kept = evidence_of(found, key="k")
    assert "Abc#123" not in kept.text
    assert "10.0.0.1" not in kept.text
    assert dict(kept.masked) == {"ip": 1, "password": 1}
    assert kept.visibility == "internal"
    assert "Abc#123" in evidence_of(found, key="k", as_it_is=True).text


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_log_of_windows_is_read(tmp_path: Path, encoding: str, mark: str) -> None:
    text = mark + "".join(f"{n} INFO service 启动 started\r\n" for n in range(1, 3001))
    path = tmp_path / "win.log"
    path.write_bytes(text.encode(encoding))
    assert read_slice(wanted(f"{path}:7")).text == "7 INFO service 启动 started"
    assert read_slice(wanted(f"{path}:1-2")).text.startswith("1 INFO")
    assert read_slice(wanted(str(path))).text.endswith("3000 INFO service 启动 started")
    piped = read_slice(io.BytesIO(text.encode(encoding)))
    assert piped.text.endswith("3000 INFO service 启动 started")
    assert piped.dropped + KEPT_LINES == 3000
    packed = tmp_path / "win.log.gz"
    packed.write_bytes(gzip.compress(text.encode(encoding)))
    assert read_slice(wanted(f"{packed}:-1")).text == "3000 INFO service 启动 started"


def test_a_file_larger_than_the_disk_is_only_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "huge.log"
    with path.open("wb") as file:
        file.seek(1 << 42)
        file.write(b"\nlast line\n")
    assert read_slice(wanted(f"{path}:-1")).text == "last line"
