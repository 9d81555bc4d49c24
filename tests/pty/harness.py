"""Driving a program in a real pseudo-terminal, as the far end of an SSH line sees it."""

from __future__ import annotations

import fcntl
import os
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pyte

PYTHON = sys.executable
TIMEOUT = 20.0
"""Seconds after which something that should happen counts as not happening."""


class Terminal:
    """A program in a terminal of its own. Use it as a context manager; nothing is left behind."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        controlling: bool = True,
    ) -> None:
        """Start `command` at `size` (columns, lines); `env` is added to a plain SSH environment.

        Without `controlling` a hang-up sends no SIGHUP, as below `sudo` and other keepers of sessions.
        """
        self.received = bytearray()
        """Every byte the program has sent."""
        self._pyte = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._pyte)
        self.master, slave = os.openpty()
        self.resize(*size)
        self.attributes = termios.tcgetattr(slave)
        self.pid = os.fork()
        if self.pid == 0:  # pragma: no cover - the child
            os.setsid()
            if controlling:
                fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            for number in (0, 1, 2):
                os.dup2(slave, number)
            os.closerange(3, 256)
            if cwd is not None:
                os.chdir(cwd)
            try:
                os.execvpe(command[0], list(command), _environment(env or {}))
            finally:
                os._exit(127)
        self._slave = slave
        """Kept open so that the attributes can be read after the program has ended."""
        self._status: int | None = None
        self.spent = 0.0
        """Processor seconds that the program took, once it has ended."""

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self._status is None:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
            self.wait()
        self.hang_up()

    # What it shows

    @property
    def screen(self) -> list[str]:
        """The lines on the screen."""
        return list(self._pyte.display)

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self._pyte.display)

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and line of the cursor."""
        return self._pyte.cursor.x, self._pyte.cursor.y

    def read(self, seconds: float = 0.0) -> bytes:
        """Take what comes within `seconds`; the bytes."""
        start = len(self.received)
        end = time.monotonic() + seconds
        while select.select([self.master], [], [], max(0.0, end - time.monotonic()))[0]:
            try:
                data = os.read(self.master, 1 << 16)
            except OSError:
                break
            if not data:
                break
            self.show(data)
        return bytes(self.received[start:])

    def show(self, data: bytes) -> None:
        """Put on the screen what has come."""
        self.received += data
        self._stream.feed(data)

    def until_quiet(self, seconds: float = 0.25) -> bytes:
        """Read until nothing has come for `seconds`; the bytes."""
        start = len(self.received)
        while self.read(seconds):
            pass
        return bytes(self.received[start:])

    def until(self, wanted: str | Callable[[], bool], timeout: float = TIMEOUT) -> None:
        """Read until a text is on the screen or a condition holds; fail after `timeout` seconds."""
        holds = wanted if callable(wanted) else lambda: wanted in self.text
        end = time.monotonic() + timeout
        while not holds():
            if time.monotonic() > end:
                raise AssertionError(f"not seen: {wanted}\n{self.text}")
            self.read(0.02)

    # What is done to it

    def send(self, data: bytes | str) -> None:
        """Type."""
        view = memoryview(data.encode() if isinstance(data, str) else data)
        while view:
            # A pty takes a few kilobytes at a time, and the program may be waiting for us to read.
            if select.select([], [self.master], [], 0.05)[1]:
                view = view[os.write(self.master, view[:2048]) :]
            self.read()

    def resize(self, columns: int, lines: int) -> None:
        """Change the size of the window."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._pyte.resize(lines, columns)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close the line, as a dropped connection does."""
        for name in ("_slave", "master"):
            fd = getattr(self, name)
            if fd >= 0:
                os.close(fd)
                setattr(self, name, -1)

    # How it ends

    @property
    def restored(self) -> bool:
        """Whether the attributes of the terminal are what they were before the program."""
        now = termios.tcgetattr(self._slave)
        return now[:4] == self.attributes[:4]

    def wait(self, timeout: float = TIMEOUT, read: bool = True) -> int:
        """Wait for the end; the exit code, or minus the signal that killed it."""
        end = time.monotonic() + timeout
        while self._status is None:
            if read and self.master >= 0:
                self.read(0.01)
            else:
                time.sleep(0.01)
            pid, status, used = os.wait4(self.pid, os.WNOHANG)
            if pid:
                self.spent = used.ru_utime + used.ru_stime
                self._status = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > end:
                raise AssertionError(f"still running\n{self.text}")
        if read and self.master >= 0:
            self.read(0.05)
        return self._status

    def processor_seconds(self) -> float:
        """Processor time that the program has used so far."""
        # The clock of another process, as clock_getcpuclockid(3) makes it.
        return time.clock_gettime((~self.pid << 3) | 2)


def _environment(extra: Mapping[str, str]) -> dict[str, str]:
    env = {
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/"),
        "SSH_CONNECTION": "198.51.100.7 50022 192.0.2.10 22",
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return env | dict(extra)
