"""Getting a file home, editing in the user's editor, reporting a crash."""

from __future__ import annotations

import base64
import os
import shlex
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from presales_tui.model.errors import TerminalProblem
from presales_tui.terminal import carry
from presales_tui.terminal.carry import carry_home, clipboard, send_zmodem
from presales_tui.terminal.crash import describe, place, write_report
from presales_tui.terminal.editor import Editing, editor_command

SSH = {"SSH_CONNECTION": "198.51.100.7 50022 192.0.2.10 22"}


@pytest.fixture(autouse=True)
def user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "li")


def test_the_scp_line_names_user_server_and_file() -> None:
    found = carry_home(Path("/srv/out/deck.pptx"), SSH)
    assert found.scp == "scp li@192.0.2.10:/srv/out/deck.pptx ."
    assert found.path == Path("/srv/out/deck.pptx")


def test_the_scp_line_survives_both_shells_ports_and_ipv6() -> None:
    env = {"SSH_CONNECTION": "2001:db8::1 50022 2001:db8::2 2222"}
    line = carry_home(Path("/srv/方案 (v2)/it's.pptx"), env).scp
    words = shlex.split(line)
    assert words[:3] == ["scp", "-P", "2222"]
    user, _, path = words[3].partition("@[2001:db8::2]:")
    assert user == "li"
    assert shlex.split(path) == ["/srv/方案 (v2)/it's.pptx"]


def test_without_ssh_there_is_no_line_and_the_path_is_copied() -> None:
    found = carry_home(Path("/srv/deck.pptx"), {})
    assert found.scp == ""
    assert found.osc52 == b"\x1b]52;c;" + base64.b64encode(b"/srv/deck.pptx") + b"\a"


def test_the_clipboard_goes_through_tmux_both_ways_and_through_screen_in_pieces() -> None:
    plain = clipboard("需求", {})
    assert base64.b64decode(plain[7:-1]).decode() == "需求"
    assert clipboard("需求", {"TMUX": "x"}) == plain + b"\x1bPtmux;\x1b" + plain + b"\x1b\\"
    wrapped = clipboard("x" * 2000, {"STY": "1"})
    parts = [part for part in wrapped.split(b"\x1b\\") if part]
    assert all(part.startswith(b"\x1bP") and len(part) < 768 for part in parts)
    assert b"".join(part[2:] for part in parts) == clipboard("x" * 2000, {})


def program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_zmodem_is_offered_and_used_where_a_sender_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    file = tmp_path / "-deck.pptx"
    assert not carry_home(file, SSH).zmodem
    assert not send_zmodem(file)
    program(tmp_path / "sz", f'for word; do last="$word"; done; echo "$last" > {tmp_path}/sent')
    assert carry_home(file, SSH).zmodem
    assert send_zmodem(file)
    assert (tmp_path / "sent").read_text() == f"{file}\n"
    program(tmp_path / "sz", "exit 128")
    assert not send_zmodem(file)


def test_what_a_receiver_says_at_the_end_is_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carry, "_SILENCE", 0.05)
    ours, theirs = os.openpty()
    going = threading.Thread(target=carry._hear_out, args=(theirs,))
    going.start()
    for said in (b"**\x18B0800000000022d\r\x8a", b"**\x18B0800000000022d\r\x8a\x11"):
        time.sleep(0.1)
        os.write(ours, said)
        assert going.is_alive()
    time.sleep(0.1)
    os.write(ours, b"\r")
    going.join(5)
    assert not going.is_alive()
    os.set_blocking(theirs, False)
    with pytest.raises(BlockingIOError):
        os.read(theirs, 100)
    os.close(ours)
    os.close(theirs)


def editing(tmp_path: Path, script: str) -> dict[str, str]:
    place = tmp_path / "run"
    place.mkdir()
    editor = program(tmp_path / "ed", script)
    return {"VISUAL": str(editor), "PATH": os.environ["PATH"], "XDG_RUNTIME_DIR": str(place)}


@pytest.mark.parametrize(
    "said", ["bogus", "1.1.1.1 2 $(reboot) 22", "1.1.1.1 2 10.0.0.2 22;reboot", "1 2 - -P"]
)
def test_only_what_sshd_writes_gets_into_a_line_that_a_shell_will_run(said: str) -> None:
    assert carry_home(Path("/x"), {"SSH_CONNECTION": said}).scp == ""


def edit(text: str, env: Mapping[str, str]) -> str | None:
    editing = Editing(text, env)
    editing.run()
    return editing.result()


def test_what_an_editor_that_was_cut_off_left_beside_the_file_is_the_newest(tmp_path: Path) -> None:
    for script, found in (
        ('echo more >> "$1"; echo unsaved > "$1.save"; exit 1', "unsaved"),
        ('echo swap > "$(dirname "$1")/.text.md.swp"; exit 1', "text"),
        ("exit 1", None),
    ):
        place = tmp_path / str(found)
        place.mkdir()
        editing_ = Editing("text", editing(place, script), place=place / "drafts")
        editing_.run()
        assert editing_.rescued() == found
        if found is not None:
            with pytest.raises(TerminalProblem, match="is kept in"):
                editing_.result()


def test_a_text_that_cannot_be_handed_over_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(TerminalProblem, match="cannot be handed to an editor"):
        Editing("text", editing(tmp_path, "true"), place=tmp_path / "file" / "below")


def test_an_edit_returns_the_new_text_and_leaves_nothing(tmp_path: Path) -> None:
    env = editing(tmp_path, 'stat -c "%a %n" "$1" > "$0.seen"; printf "第二行\\n" >> "$1"')
    assert edit("第一行\n", env) == "第一行\n第二行\n"
    assert edit("第一行", env) == "第一行\n第二行"
    assert (tmp_path / "ed.seen").read_text().startswith("600 ")
    assert list((tmp_path / "run").iterdir()) == []


@pytest.mark.parametrize("script", ["true", "exit 1", "touch $1"])
def test_an_edit_that_changes_nothing_or_is_given_up_is_none(tmp_path: Path, script: str) -> None:
    assert edit("text", editing(tmp_path, script)) is None
    assert list((tmp_path / "run").iterdir()) == []


@pytest.mark.parametrize("script", ['echo new >> "$1"; exit 3', 'printf "\\377\\376" > "$1"'])
def test_words_written_in_an_editor_that_fails_are_kept(tmp_path: Path, script: str) -> None:
    with pytest.raises(TerminalProblem) as caught:
        edit("text", editing(tmp_path, script))
    kept = Path(caught.value.sentence.split()[-1])
    assert kept.read_bytes() in (b"text\nnew\n", b"\xff\xfe")
    assert kept.parent.stat().st_mode & 0o777 == 0o700


def test_the_editor_may_have_options_and_must_be_there(tmp_path: Path) -> None:
    program(tmp_path / "vi", "true")
    path = {"PATH": str(tmp_path)}
    assert editor_command({**path, "EDITOR": "vi -u 'a b'"}) == ["vi", "-u", "a b"]
    assert editor_command(path) == ["vi"]
    for env in ({"EDITOR": "no-such"}, {"EDITOR": "vi 'x"}, {"PATH": str(tmp_path / "none")}):
        with pytest.raises(TerminalProblem):
            editor_command({**path, **env})


def failing() -> BaseException:
    """An error with client data in its message, in its cause and in a local variable."""
    known: dict[str, int] = {}
    try:
        try:
            known["客户机密"] += 1
        except KeyError as error:
            secret = "机密的局部变量"
            raise ValueError(f"bad {secret}") from error
    except ValueError as error:
        return error
    raise AssertionError


def test_a_report_tells_where_and_nothing_of_what(tmp_path: Path) -> None:
    error = failing()
    text = describe(error)
    assert "ValueError" in text
    assert "KeyError" in text
    assert f"{Path(__file__)}:" in text
    assert "in failing" in text
    assert "机密" not in text
    assert "机密" not in place(error)
    assert place(error).startswith("ValueError at test_carry.py:")
    report = write_report(error, tmp_path / "state")
    assert report.stat().st_mode & 0o777 == 0o600
    assert report.parent.stat().st_mode & 0o777 == 0o700
    assert report.read_text() == text


def test_a_report_goes_elsewhere_where_there_is_no_home(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert write_report(failing(), tmp_path / "file" / "below").exists()
