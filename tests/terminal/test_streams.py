"""The way out, and the watch over pastes on the way in."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presales_tui.terminal.outlet import CONGESTED, FULL, Outlet
from presales_tui.terminal.paste import END, PATIENCE, START, PasteWatch


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    """A line that holds 4096 bytes."""
    import fcntl

    reader, writer = os.pipe()
    fcntl.fcntl(writer, 1031, 4096)  # F_SETPIPE_SZ
    yield reader, writer
    for fd in (reader, writer):
        os.close(fd)


def held_up(outlet: Outlet) -> bool:
    return outlet.congested


def read(reader: int, count: int) -> bytes:
    data = b""
    while len(data) < count:
        data += os.read(reader, count - len(data))
    return data


def test_everything_written_arrives_in_order(pipe: tuple[int, int]) -> None:
    reader, writer = pipe
    outlet = Outlet(writer, "utf-8", lambda: None)
    for number in range(50):
        outlet.write(f"{number} 需求\n")
    wanted = "".join(f"{number} 需求\n" for number in range(50)).encode()
    assert read(reader, len(wanted)) == wanted
    assert outlet.close(5)


def test_a_stalled_line_never_blocks_and_is_told_when_there_is_room(pipe: tuple[int, int]) -> None:
    reader, writer = pipe
    room = threading.Event()
    outlet = Outlet(writer, "utf-8", room.set)
    assert not held_up(outlet)
    for _ in range(100):
        outlet.write("x" * 1000)
    assert held_up(outlet)
    assert not room.is_set()
    read(reader, 100_000)
    assert room.wait(5)
    assert not held_up(outlet)
    assert outlet.close(5)


def test_nobody_is_told_of_room_who_did_not_ask(pipe: tuple[int, int]) -> None:
    reader, writer = pipe
    room = threading.Event()
    outlet = Outlet(writer, "utf-8", room.set)
    outlet.write("x" * (CONGESTED * 3))
    read(reader, CONGESTED * 3)
    assert outlet.close(5)
    assert not room.is_set()


def test_what_piles_up_is_bounded(pipe: tuple[int, int]) -> None:
    _, writer = pipe
    outlet = Outlet(writer, "utf-8", lambda: None)
    for _ in range(40):
        outlet.write("x" * 100_000)
    assert outlet.backlog <= FULL
    assert not outlet.close(0.01)


def test_a_line_that_is_gone_takes_everything_silently() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    outlet = Outlet(writer, "utf-8", lambda: None)
    outlet.write("x" * 100)
    outlet.close(5)
    outlet.write("x" * (CONGESTED + 1))
    assert not held_up(outlet)
    os.close(writer)


def test_a_line_that_somebody_made_non_blocking_is_written_to_all_the_same(pipe: tuple[int, int]) -> None:
    reader, writer = pipe
    os.set_blocking(writer, False)
    outlet = Outlet(writer, "utf-8", lambda: None)
    outlet.write("x" * 50_000)
    assert read(reader, 50_000) == b"x" * 50_000
    assert outlet.close(5)


def test_a_paste_without_an_end_is_overdue_once() -> None:
    watch = PasteWatch()
    watch.feed(f"abc{START}half", 10.0)
    assert not watch.overdue(10.0 + PATIENCE / 2)
    watch.feed(" more", 11.5)
    assert not watch.overdue(10.0 + PATIENCE)
    assert watch.overdue(11.5 + PATIENCE)
    assert not watch.overdue(30.0)


@given(st.data())
def test_a_whole_paste_is_seen_however_it_is_cut(data: st.DataObject) -> None:
    text = f"a\x1b[{START}x\x1b[1;2R\x1b{END}b"
    watch = PasteWatch()
    while text:
        count = data.draw(st.integers(1, len(text)))
        watch.feed(text[:count], 0.0)
        text = text[count:]
    assert not watch.open
    assert not watch.overdue(100.0)
