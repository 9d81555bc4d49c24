"""What happens to an app when the line drops, stalls or lies: nothing is lost, nothing is left behind."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.pty.harness import Terminal

pytestmark = pytest.mark.pty

APP = Path(__file__).with_name("small_app.py")
LIMIT = 3.0
"""Seconds within which the process must be gone."""


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """The file that the app writes when it loses its terminal."""
    return tmp_path / "saved"


def start(saved: Path, *options: str, size: tuple[int, int] = (80, 24), **env: str) -> Terminal:
    return Terminal([sys.executable, str(APP), str(saved), *options], size=size, env=env)


def assert_restored(terminal: Terminal) -> None:
    """The terminal is out of the alternate screen, shows its cursor, and is cooked again."""
    last = bytes(terminal.received[-200:])
    for sequence in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?2004l", b"\x1b[?7h", b"\x1b[m"):
        assert sequence in last
    assert terminal.restored


def typed(terminal: Terminal, text: str = "需求 one") -> None:
    terminal.until("ready")
    terminal.send(text)
    terminal.until(lambda: text.replace(" ", "") in terminal.text.replace(" ", ""))


def test_quitting_restores_the_terminal_at_once(saved: Path) -> None:
    with start(saved) as terminal:
        typed(terminal)
        terminal.send("\x03")
        assert terminal.wait(LIMIT) == 0
        assert_restored(terminal)
    assert not saved.exists()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_saves_and_restores(saved: Path, number: signal.Signals, code: int) -> None:
    with start(saved) as terminal:
        typed(terminal)
        terminal.signal(number)
        assert terminal.wait(LIMIT) == code
        assert_restored(terminal)
    assert saved.read_text() == "需求 one"


def test_a_signal_saves_and_restores_while_the_event_loop_is_stuck(saved: Path) -> None:
    with start(saved, "busy") as terminal:
        typed(terminal)
        terminal.send("\x14")
        terminal.read(0.3)
        terminal.signal(signal.SIGTERM)
        assert terminal.wait(LIMIT) == 143
        assert_restored(terminal)
    assert saved.read_text() == "需求 one"


@pytest.mark.parametrize(
    ("options", "controlling"), [([], True), (["hup"], True), ([], False), (["busy"], False)]
)
def test_a_dropped_line_saves_and_leaves_no_process(
    saved: Path, options: list[str], controlling: bool
) -> None:
    command = [sys.executable, str(APP), str(saved), *options]
    with Terminal(command, controlling=controlling) as terminal:
        typed(terminal)
        if options == ["busy"]:
            terminal.send("\x14")
            terminal.read(0.2)
        terminal.hang_up()
        terminal.wait(LIMIT)
    assert saved.read_text() == "需求 one"


def stall(terminal: Terminal) -> None:
    """Make the app paint more than any pty holds while nobody reads, then type a last word."""
    terminal.send(("需求字" * 20 + "\r") * 20)
    terminal.until_quiet()
    for _ in range(100):
        os.write(terminal.master, b"\x0c")  # repaint everything
        time.sleep(0.006)
    os.write(terminal.master, b"end")
    time.sleep(1.0)


def test_a_line_that_stalls_and_then_drops_saves(saved: Path) -> None:
    with start(saved, "area") as terminal:
        typed(terminal)
        stall(terminal)
        terminal.signal(signal.SIGHUP)
        terminal.wait(LIMIT, read=False)
    assert saved.read_text().startswith("需求 one")
    assert saved.read_text().endswith("end")


def test_a_stalled_line_gets_the_newest_picture_and_no_old_ones_when_it_comes_back(saved: Path) -> None:
    with start(saved, "area") as terminal:
        typed(terminal)
        terminal.until_quiet()
        stall(terminal)
        caught_up = terminal.until_quiet()
        assert len(caught_up) < 64_000
        assert caught_up.count(b"\x1b[2J") < 60
        assert "end" in terminal.text
        terminal.send("\x03")
        assert terminal.wait(LIMIT) == 0


def test_an_idle_app_neither_sends_nor_computes(saved: Path) -> None:
    with start(saved) as terminal:
        typed(terminal)
        terminal.until_quiet(0.4)
        before = terminal.processor_seconds()
        assert terminal.read(0.8) == b""
        assert terminal.processor_seconds() - before <= 0.02


@pytest.mark.parametrize(
    ("bytes_in", "shown"),
    [
        (b"\xff\xfe", "ab"),
        ("需求".encode("gbk"), "ab"),
        (b"\xe9\x9c", "ab"),
        (
            b"\x1b[48;9999;9999;9999;9999t\x1b[200;1;1~\x1b[?2026;1$y\x1b[<999;999;999M\x1b]52;c;AAAA\x07",
            "ab",
        ),
        (b"\x1b[1;99999999999999999999R\x1bP1$r0m\x1b\\\x9b31m\x00", "ab"),
    ],
)
def test_no_byte_from_the_line_ends_the_app(saved: Path, bytes_in: bytes, shown: str) -> None:
    with start(saved) as terminal:
        terminal.until("ready")
        terminal.send(bytes_in)
        terminal.until_quiet(0.2)
        terminal.send("ab")
        terminal.until(shown)
        terminal.send("\x03")
        assert terminal.wait(LIMIT) == 0


def test_half_a_paste_does_not_swallow_the_keyboard(saved: Path) -> None:
    with start(saved, "area") as terminal:
        terminal.until("ready")
        terminal.send("\x1b[200~half of it")
        terminal.until("half of it")
        terminal.send("!")
        terminal.until("half of it!")


def test_a_megabyte_can_be_pasted(saved: Path) -> None:
    line = "排课冲突 scheduling conflict " * 3 + "\r"
    count = 1_000_000 // len(line.encode())
    with start(saved, "area") as terminal:
        terminal.until("ready")
        terminal.send("\x1b[200~" + line * count + "\x1b[201~")
        terminal.until(f"{len(line) * count} characters")
        terminal.send("x")
        terminal.until(f"{len(line) * count + 1} characters")


@pytest.mark.parametrize(
    "env",
    [
        {"TERM": "linux"},
        {"TERM": "xterm"},
        {"TERM": "screen", "STY": "1.pts"},
        {"TERM": "tmux-256color", "TMUX": "/tmp/t,1,0"},
        {"TERM": "vt100", "LC_ALL": "POSIX"},
        {"NO_COLOR": "1", "LANG": "C"},
        {"LANG": "en_US.ISO-8859-1", "COLORTERM": "truecolor"},
    ],
)
def test_the_app_is_readable_in_every_terminal(saved: Path, env: dict[str, str]) -> None:
    with start(saved, size=(80, 24), **env) as terminal:
        typed(terminal)
        assert "需求ready✓" in terminal.text.replace(" ", "")
        assert b"\\u" not in terminal.received
        # The Linux console would print the end of a query.
        assert (b"$p" in terminal.received) == (not env.get("TERM", "").startswith(("linux", "vt")))
        terminal.send("\x03")
        assert terminal.wait(LIMIT) == 0


def test_a_gbk_terminal_is_spoken_to_in_gbk_both_ways(saved: Path) -> None:
    with start(saved, LANG="zh_CN.GBK") as terminal:
        terminal.until(lambda: " ready v".encode("gbk") in terminal.received)
        assert "需求".encode("gbk") in terminal.received
        terminal.send("排课".encode("gbk"))
        terminal.until(lambda: "排课".encode("gbk") in terminal.received)
        terminal.signal(signal.SIGTERM)
        terminal.wait(LIMIT)
    assert saved.read_text() == "排课"


@pytest.mark.parametrize("where", ["crash", "thread", "task", "del", "leaving"])
def test_a_crash_says_one_line_and_shows_nothing_of_the_client(
    saved: Path, tmp_path: Path, where: str
) -> None:
    with start(saved, where, HOME=str(tmp_path), XDG_STATE_HOME=str(tmp_path)) as terminal:
        typed(terminal, "机密词")
        terminal.send("\x14")
        assert terminal.wait(LIMIT) == 1
        assert terminal.restored
        after = bytes(terminal.received).rpartition(b"\x1b[?25h")[2].decode()
    assert after.count("\n") == 1
    assert "KeyError at small_app.py" in after
    if where in ("crash", "leaving"):  # the app was left as it should be
        assert saved.read_text() == "机密词"
    (report,) = tmp_path.glob("presales/crash-*.txt")
    assert report.stat().st_mode & 0o777 == 0o600
    text = report.read_text()
    assert "in fail" in text
    assert "机密" not in text + after


def test_stopping_and_continuing_brings_the_picture_back(saved: Path) -> None:
    with start(saved) as terminal:
        typed(terminal)
        terminal.send("\x1a")
        terminal.until(lambda: terminal.restored)
        terminal.until_quiet(0.1)
        assert b"\x1b[?1049l" in terminal.received
        terminal._pyte.reset()
        terminal.signal(signal.SIGCONT)
        terminal.until("需")
        terminal.until(lambda: not terminal.restored)
        terminal.send("!")
        terminal.until("one!")
        terminal.send("\x03")
        assert terminal.wait(LIMIT) == 0
        assert_restored(terminal)


def test_being_stopped_and_continued_from_outside_keeps_the_terminal_right(saved: Path) -> None:
    with start(saved) as terminal:
        typed(terminal)
        terminal.signal(signal.SIGSTOP)
        time.sleep(0.1)
        terminal._pyte.reset()
        terminal.signal(signal.SIGCONT)
        terminal.until("需")
        terminal.send("!")
        terminal.until("one!")
        terminal.send("\x03")
        assert terminal.wait(LIMIT) == 0
        assert_restored(terminal)


def test_an_editor_gets_the_text_and_gives_it_back(saved: Path, tmp_path: Path) -> None:
    editor = tmp_path / "my editor"
    editor.write_text('#!/bin/sh\nstat -c %a "$2" > "$0.mode"\nprintf "新文字" >> "$2"\n')
    editor.chmod(0o755)
    with start(saved, "edit", VISUAL=f"'{editor}' -u") as terminal:
        terminal.until("ready")
        terminal.send("\x14")
        terminal.until("新")
        # A text file ends its last line, so what is appended stands on a line of its own.
        assert [line.replace(" ", "") for line in terminal.screen[:2]] == ["旧", "新文字"]
        terminal.send("ab")
        terminal.until("ab")
        terminal.send("\x03")
        assert terminal.wait(LIMIT) == 0
    assert Path(f"{editor}.mode").read_text() == "600\n"


def test_a_missing_editor_is_said_and_the_app_goes_on(saved: Path) -> None:
    with start(saved, "edit", EDITOR="no-such-editor") as terminal:
        terminal.until("ready")
        terminal.send("\x14")
        terminal.until("was not found")
        terminal.send("ab")
        terminal.until("ab")
        terminal.send("\x03")
        assert terminal.wait(LIMIT) == 0


@pytest.mark.parametrize("way", ["SIGTERM", "closed"])
def test_a_line_that_drops_while_an_editor_has_the_text_keeps_what_it_had_saved(
    saved: Path, tmp_path: Path, way: str
) -> None:
    editor = tmp_path / "ed"
    editor.write_text('#!/bin/sh\nprintf "新文字" >> "$1"; stty raw; echo editing; cat > /dev/null\n')
    editor.chmod(0o755)
    with start(saved, "edit", VISUAL=str(editor), XDG_RUNTIME_DIR=str(tmp_path)) as terminal:
        terminal.until("ready")
        terminal.send("\x14")
        terminal.until(lambda: b"editing" in terminal.received)
        if way == "closed":
            terminal.hang_up()
            terminal.wait(LIMIT, read=False)
        else:
            terminal.signal(signal.SIGTERM)
            assert terminal.wait(LIMIT) == 143
            assert_restored(terminal)
    assert saved.read_text() == "旧\n新文字"


def test_an_editor_that_is_killed_leaves_the_terminal_in_order(saved: Path, tmp_path: Path) -> None:
    editor = tmp_path / "ed"
    editor.write_text("#!/bin/sh\nstty raw -echo\nkill -9 $$\n")
    editor.chmod(0o755)
    with start(saved, "edit", VISUAL=str(editor)) as terminal:
        terminal.until("ready")
        terminal.send("\x14")
        terminal.until("None")
        terminal.send("\x03")
        assert terminal.wait(LIMIT) == 0
        assert_restored(terminal)


def test_resizing_paints_the_new_size(saved: Path) -> None:
    with start(saved) as terminal:
        typed(terminal)
        terminal.resize(100, 40)
        terminal._pyte.reset()
        terminal.until("one")
        terminal.send("!")
        terminal.until("one!")


@pytest.mark.parametrize(
    ("size", "env", "said"),
    [((59, 24), {}, "59x24"), ((80, 19), {}, "80x19"), ((80, 24), {"TERM": "dumb"}, "TERM=dumb")],
)
def test_a_terminal_that_cannot_do_is_refused_in_one_sentence(
    saved: Path, size: tuple[int, int], env: dict[str, str], said: str
) -> None:
    with start(saved, size=size, **env) as terminal:
        assert terminal.wait() == 7
        assert terminal.received.count(b"\n") == 1
        assert said.encode() in terminal.received
        assert b"\x1b" not in terminal.received
