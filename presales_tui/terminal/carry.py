"""Getting a file from the client's server home: what can be done from inside an SSH session."""

from __future__ import annotations

import base64
import getpass
import os
import re
import select
import shlex
import shutil
import socket
import termios
import tty
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from presales_tui.locale import _
from presales_tui.terminal.charset import charset, encode
from presales_tui.terminal.programs import run_in_terminal

_ZMODEM = ("sz", "lsz", "lrzsz-sz")
_PLAIN = re.compile(r"[\w@%+=:,./\[\]-]+")
_SERVER = re.compile(r"[0-9A-Fa-f:.]+(%[\w.-]+)?")
_PORT = re.compile(r"[0-9]{1,5}")
_SPECIAL = re.compile(r"[^\w@%+=:,./-]")
_SCREEN_CHUNK = 500
"""GNU screen drops longer strings that are to be passed on (its limit is 768 bytes)."""
_SILENCE = 1.0
"""Seconds without a word after which a transfer counts as over."""


@dataclass(frozen=True, slots=True)
class Carry:
    """The ways home for one file."""

    path: Path
    """Absolute."""
    scp: str
    """The line to run at home, or empty outside SSH."""
    server: str
    """This server as the client end of the SSH session names it, or empty."""
    osc52: bytes
    """Puts the `scp` line, else the path, into the clipboard at home, if the terminal lets it."""
    zmodem: bool
    """Whether the server can send by ZMODEM (Xshell and SecureCRT receive it, PuTTY does not)."""


def carry_home(path: Path, env: Mapping[str, str]) -> Carry:
    """The ways home for the file at `path`, as far as the environment of the session tells."""
    path = path.absolute()
    line = _scp(path, env)
    words = env.get("SSH_CONNECTION", "").split()
    server = words[2] if len(words) == 4 else ""
    return Carry(path, line, server, clipboard(line or str(path), env), _sender() is not None)


def has_clipboard(env: Mapping[str, str]) -> bool:
    """Whether there may be a clipboard where the terminal is: a console has none."""
    return not env.get("TERM", "").lower().startswith(("linux", "vt", "dumb"))


def offers_clipboard(env: Mapping[str, str]) -> bool:
    """Whether the terminal's clipboard may be offered something; PRESALES_CLIPBOARD=off says no."""
    return env.get("PRESALES_CLIPBOARD", "") != "off" and has_clipboard(env)


def send_zmodem(path: Path) -> bool:
    """Send the file by ZMODEM through the terminal, which must be free (inside `App.suspend`).

    Whether it arrived; False also where no sender is installed or nobody received.
    """
    sender = _sender()
    if sender is None:
        return False
    code = run_in_terminal([sender, "--binary", "--", str(path)])
    _hear_out(0)
    return code == 0


def _hear_out(fd: int) -> None:
    """Take what the receiver still says, until the user presses enter by itself.

    Read as keys, the end of a transfer would be obeyed; some receivers say it again seconds later.
    """
    try:
        before = termios.tcgetattr(fd)
        tty.setraw(fd, termios.TCSAFLUSH)
    except termios.error:
        return
    try:
        while select.select([fd], [], [], _SILENCE)[0] and os.read(fd, 4096):
            continue
        told = "\r\n" + _("Press enter to go back to the workbench.")
        os.write(fd, encode(told, charset(os.environ)))
        while os.read(fd, 4096) not in (b"\r", b"\n", b""):
            continue
    except OSError:
        return  # the terminal is gone; whoever watches it ends the program
    finally:
        with suppress(termios.error):
            termios.tcsetattr(fd, termios.TCSAFLUSH, before)


def clipboard(text: str, env: Mapping[str, str]) -> bytes:
    """OSC 52: asks the terminal to put `text` into its clipboard. Nothing ever answers.

    tmux obeys it only with `set-clipboard on` and passes it on only with `allow-passthrough on`, so
    inside tmux it is sent both ways; GNU screen only passes it on.
    """
    payload = base64.b64encode(text.encode("utf-8", "replace"))
    plain = b"\x1b]52;c;" + payload + b"\a"
    if env.get("TMUX"):
        return plain + b"\x1bPtmux;" + plain.replace(b"\x1b", b"\x1b\x1b") + b"\x1b\\"
    if env.get("STY"):
        parts = [plain[start : start + _SCREEN_CHUNK] for start in range(0, len(plain), _SCREEN_CHUNK)]
        return b"".join(b"\x1bP" + part + b"\x1b\\" for part in parts)
    return plain


def _scp(path: Path, env: Mapping[str, str]) -> str:
    """`scp [-P port] user@server:path .` as the client end of SSH_CONNECTION sees this server."""
    words = env.get("SSH_CONNECTION", "").split()
    if len(words) != 4 or not _SERVER.fullmatch(words[2]) or not _PORT.fullmatch(words[3]):
        return ""  # the line will be run by a shell: nothing but what sshd writes is believed
    _client, _client_port, server, port = words
    host = f"[{server}]" if ":" in server else server
    option = "" if port == "22" else f"-P {port} "
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = env.get("LOGNAME") or env.get("USER") or socket.gethostname()
    # A shell at the far end reads the path, since OpenSSH 9 a pattern matcher: a backslash means the
    # same to both, quotation marks do not. Letters, Chinese ones too, need neither.
    target = f"{user}@{host}:{_SPECIAL.sub(_escaped, str(path))}"
    return f"scp {option}{target if _PLAIN.fullmatch(target) else shlex.quote(target)} ."


def _escaped(found: re.Match[str]) -> str:
    return "\\" + found[0]


def _sender() -> str | None:
    return next((found for name in _ZMODEM if (found := shutil.which(name))), None)
