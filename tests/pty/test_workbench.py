"""The workbench where the line drops, stalls or lies: what was typed is kept, the terminal is put right."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.requirement import Requirement
from tests.pty import workbench
from tests.pty.harness import PYTHON, Terminal
from tests.pty.workbench import (
    ENDS,
    LIMIT,
    OFFERED,
    WAYS,
    drafts,
    leave,
    press,
    reading,
    shows,
    stall,
    start,
)

pytestmark = pytest.mark.pty


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A small workspace."""
    return workbench.workspace(tmp_path / "workspace")


def assert_restored(terminal: Terminal) -> None:
    """The terminal is out of the alternate screen, shows its cursor, and is cooked again."""
    last = bytes(terminal.received[-200:])
    for sequence in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?2004l", b"\x1b[m"):
        assert sequence in last
    assert terminal.restored


# Opening


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
def test_it_opens_and_leaves_the_terminal_as_it_was(home: Path, size: tuple[int, int]) -> None:
    with start(home, size=size) as terminal:
        shows(terminal, "Timetable")
        assert len(terminal.screen) == size[1]
        terminal.send("q")
        assert terminal.wait(LIMIT) == 0
        assert_restored(terminal)


@pytest.mark.parametrize("size", [(59, 24), (60, 19)])
def test_a_terminal_too_small_is_refused_in_one_sentence(home: Path, size: tuple[int, int]) -> None:
    with start(home, size=size) as terminal:
        assert terminal.wait() == 7
        assert terminal.received.count(b"\n") == 1
        assert f"{size[0]}x{size[1]}".encode() in terminal.received
        assert b"\x1b" not in terminal.received


def test_without_a_terminal_it_says_so_in_one_sentence(home: Path) -> None:
    done = subprocess.run(
        [PYTHON, "-m", "presales_tui", "--workspace", str(home)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert (done.returncode, done.stdout) == (7, "")
    assert done.stderr.count("\n") == 1
    assert "needs a terminal" in done.stderr


# Losing the line while something stands unsaved


def in_the_capture_line(terminal: Terminal) -> None:
    press(terminal, "2", "First visit")
    press(terminal, "i", "marks")
    press(terminal, "half a line 排课", "half a line 排课")


def in_the_outline_editor(terminal: Terminal) -> None:
    press(terminal, "4", "2 sections")
    press(terminal, "e", "External editor")
    press(terminal, "half a line 排课", "half a line 排课Three")


def in_a_form(terminal: Terminal) -> None:
    press(terminal, "3", "REQ-001")
    press(terminal, "e", "Acceptance")
    press(terminal, "half a line 排课", "half a line 排课")


def in_an_issue(terminal: Terminal) -> None:
    press(terminal, "5", "ISS-001")
    press(terminal, "e", "Reported by")
    press(terminal, "half a line 排课", "half a line 排课")


PLACES = [in_the_capture_line, in_the_outline_editor, in_a_form, in_an_issue]
Place = Callable[[Terminal], None]


def kept(home: Path) -> bool:
    return any("half a line 排课" in text.replace("\\u6392\\u8bfe", "排课") for text in drafts(home))


@pytest.mark.parametrize("way", WAYS)
def test_a_lost_line_keeps_the_text_and_leaves_no_process(tmp_path: Path, way: str) -> None:
    # The four places at once: they start side by side, and then lose their lines one after the other.
    with ExitStack() as stack:
        places: list[tuple[Path, Terminal]] = []
        for place in PLACES:
            home = workbench.workspace(tmp_path / place.__name__)
            places.append((home, stack.enter_context(start(home, deaf="deaf" in way))))
        for place, (_home, terminal) in zip(PLACES, places, strict=True):
            shows(terminal, "Timetable")
            place(terminal)
        for home, terminal in places:
            spent = terminal.processor_seconds()
            if way in ENDS:
                terminal.signal(signal.Signals[way])
                assert terminal.wait(LIMIT) == ENDS[way]
                assert_restored(terminal)
            else:
                if "stalled" in way:
                    stall(terminal)
                terminal.hang_up()
                terminal.wait(LIMIT, read=False)
            # A line that is gone can always be read from: who goes on reading spins.
            assert terminal.spent - spent < 1
            assert kept(home), home.name


@pytest.mark.parametrize(("place", "enter"), [(PLACES[0], "\r"), (PLACES[1], "\x0a"), (PLACES[2], "\x0a")])
def test_the_next_start_offers_the_text_and_it_goes_on_where_it_was_typed(
    home: Path, place: Place, enter: str
) -> None:
    with start(home) as terminal:
        shows(terminal, "Timetable")
        place(terminal)
        terminal.hang_up()
        terminal.wait(LIMIT)
    with start(home) as terminal:
        shows(terminal, OFFERED)
        shows(terminal, "half a line 排课")
        press(terminal, "\r", "Throw away")
        terminal.send("g")
        terminal.until(lambda: "Throw away" not in terminal.text)
        shows(terminal, "half a line 排课")
        terminal.until_quiet()
        terminal.send(enter)  # ctrl+j saves forms and editors
        shows(terminal, "Write" if enter == "\r" else "Add")
        terminal.until_quiet()
        terminal.send("\x1b" if enter == "\r" else "")
        terminal.until_quiet()
        leave(terminal)
    assert drafts(home) == []


def test_a_line_that_stalls_and_comes_back_shows_the_newest_picture(home: Path) -> None:
    with start(home) as terminal:
        shows(terminal, "Timetable")
        for key in b"12345" * 40 + b"3":
            os.write(terminal.master, bytes([key]))
            time.sleep(0.005)
        shows(terminal, "REQ-001")
        leave(terminal)


# Whatever comes down the line


def test_lines_that_come_in_one_packet_stay_lines(home: Path) -> None:
    with start(home) as terminal:
        shows(terminal, "Timetable")
        press(terminal, "2", "First visit")
        press(terminal, "i", "marks")
        press(terminal, "first 排课\rsecond\rR: third !must\rfour", "R:: third")
        shows(terminal, "four")
        terminal.signal(signal.SIGTERM)
        terminal.wait(LIMIT)
    with reading(home) as opened:
        lines = opened.store(opened.clients()[0].id).all(Line)
        assert [line.text for line in lines][6:] == ["first 排课", "second", "R:: third !must"]
    assert drafts(home) == ["four"]


def test_a_text_is_complete_when_the_key_that_saves_it_comes_in_the_same_packet(home: Path) -> None:
    title = "a meeting with a long title 排课 " * 3
    with start(home) as terminal:
        shows(terminal, "Timetable")
        press(terminal, "2", "First visit")
        press(terminal, "a", "Recorder")
        press(terminal, f"{title}end\x0a", "Nothing written yet")
        terminal.signal(signal.SIGTERM)
        terminal.wait(LIMIT)
    with reading(home) as opened:
        titles = [meeting.title for meeting in opened.store(opened.clients()[0].id).all(Meeting)]
    assert titles == ["First visit", f"{title}end"]


def test_keys_that_come_in_one_packet_meet_the_dialogs_they_open(home: Path) -> None:
    with start(home) as terminal:
        shows(terminal, "Timetable")
        terminal.until_quiet()
        terminal.send("3f3jp2t3-5\raone\rtwo\r\r/two\rdy")
        shows(terminal, "assessed 40/41")
        leave(terminal)
    with reading(home) as opened:
        found = opened.store(opened.clients()[0].id).all(Requirement)
        assert (found[0].fit, found[1].priority, found[1].effort_low, found[1].effort_high) == (
            "custom",
            "should",
            3.0,
            5.0,
        )
        assert [requirement.title for requirement in found][40:] == ["one"]


@pytest.mark.parametrize("odd", [b"\xff\xfe", "需".encode("gbk"), b"\xe9\x9c"])
def test_bytes_that_are_no_text_do_not_end_a_meeting(home: Path, odd: bytes) -> None:
    with start(home) as terminal:
        shows(terminal, "Timetable")
        press(terminal, "2", "First visit")
        press(terminal, "i", "marks")
        terminal.send(b"before" + odd)
        terminal.until_quiet(0.15)
        press(terminal, "after", "after")
        # The invitation of the line stays away behind a line: the time beside what was written says it is.
        terminal.send("\r")
        terminal.until(lambda: re.search(r"\d\d:\d\d +before\S*after", terminal.text) is not None)
        terminal.send("\x1b")
        terminal.until_quiet(0.15)
        leave(terminal)
    with reading(home) as opened:
        (text,) = [
            line.text for line in opened.store(opened.clients()[0].id).all(Line) if "after" in line.text
        ]
    assert text.startswith("before")
    assert text.isprintable()


def test_a_megabyte_is_pasted_as_minutes_in_one_step(home: Path) -> None:
    line = "scheduling conflict 排课冲突, " * 25 + "\r"
    count = 1_000_000 // len(line.encode())
    with start(home) as terminal:
        shows(terminal, "Timetable")
        press(terminal, "2", "First visit")
        press(terminal, "i", "marks")
        terminal.send("\x1b[200~" + line * count + "\x1b[201~")
        shows(terminal, "冲突, scheduling")
        terminal.send("\x1b")
        shows(terminal, f"{count + 6}/{count + 6}")
        press(terminal, "u", "Taken back")
        press(terminal, "1", "Custom")
        leave(terminal)
    with reading(home) as opened:
        assert len(opened.store(opened.clients()[0].id).all(Line)) == 6


def test_what_the_client_sent_never_steers_the_terminal(tmp_path: Path) -> None:
    odd = "\x1b]0;title\x07\x1b[31m\x1bPq\x1b\\\x9b31m\x9d52;c;AAAA\x9c\x08\x0e\x7f\u202e\u2066\u200f"
    home = workbench.workspace(tmp_path / "odd", odd=odd)
    with start(home) as terminal:
        shows(terminal, "Timetable")
        terminal.until_quiet()
        for keys in (
            "12345",
            "2\t",
            "3e",
            "3h",
            "g",
            "4pp",
            "4e",
            "4o",
            "4l",
            "5T",
            "5e",
            "5\te",
            "1c",
            "1e",
        ):
            for key in keys:
                terminal.send(key)
                terminal.until_quiet(0.07)
            terminal.send("\x07")  # ctrl+g leaves every dialog
            terminal.until_quiet(0.07)
            terminal.send("y")
            terminal.until_quiet(0.07)
        seen = bytes(terminal.received)
        leave(terminal)
    for sequence in ("\x1b]", "\x1bP", "\x07", "\x9b", "\x9d", "\x0e", "\x7f", "\u202e", "\u2066", "\u200f"):
        assert sequence.encode() not in seen, repr(sequence)
    assert seen.count(b"title") > 20


# Beside others


def test_two_sessions_see_what_the_other_one_writes(home: Path) -> None:
    with start(home) as one, start(home) as two:
        for terminal in (one, two):
            shows(terminal, "Timetable")
            press(terminal, "3", "REQ-001")
        for writer, reader, text, count in ((one, two, "from one", 41), (two, one, "from two", 42)):
            press(writer, "a", "New requirement")
            writer.send(f"{text}\r\r")
            shows(writer, text)
            shows(reader, f"/{count}")
            press(reader, "\x1b[F", text)  # end
            writer.until_quiet(0.1)
        leave(one)
        leave(two)
    with reading(home) as opened:
        assert len(opened.store(opened.clients()[0].id).all(Requirement)) == 42


def test_it_is_stopped_and_continued(home: Path) -> None:
    with start(home) as terminal:
        shows(terminal, "Timetable")
        press(terminal, "3", "REQ-001")
        terminal.send("\x1a")
        terminal.until(lambda: terminal.restored)
        terminal.until_quiet(0.1)
        assert b"\x1b[?1049l" in terminal.received
        terminal._pyte.reset()
        terminal.signal(signal.SIGCONT)
        shows(terminal, "REQ-001")
        terminal.until(lambda: not terminal.restored)
        leave(terminal)


def test_a_missing_editor_is_said_and_the_text_stays(home: Path) -> None:
    with start(home, env={"EDITOR": "no-such-editor"}) as terminal:
        shows(terminal, "Timetable")
        in_the_outline_editor(terminal)
        press(terminal, "\x0f", "was not found")
        press(terminal, "!", "half a line 排课!")
