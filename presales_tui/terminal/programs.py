"""Running another program in the terminal that the app has given back: an editor, a sender of files."""

from __future__ import annotations

import signal
import subprocess
import termios
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

NOT_STARTED = 127
"""The exit code, as a shell gives it, of a program that could not be started."""

_PATIENCE = 0.8
"""Seconds that a program gets to put its work in safety after SIGHUP, before it is killed."""
_running: list[subprocess.Popen[bytes]] = []


def run_in_terminal(words: Sequence[str]) -> int:
    """Run a program in the terminal and return its exit code, or NOT_STARTED.

    Ctrl-C belongs to that program: it must not end the one that waits for it.
    """
    with _interrupts_ignored(), _modes_kept():
        try:
            process = subprocess.Popen(words)
        except OSError:
            return NOT_STARTED
        _running.append(process)
        try:
            return process.wait()
        finally:
            _running.remove(process)


def end_running() -> bool:
    """End the program that has the terminal, since that is lost; whether there was one.

    Called from another thread than the one that waits for it. Editors write a recovery file on SIGHUP.
    """
    found = list(_running)
    for process in found:
        with suppress(OSError):
            process.send_signal(signal.SIGHUP)
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
    return bool(found)


@contextmanager
def _modes_kept() -> Iterator[None]:
    """What a program that was killed has made of the terminal's modes is undone."""
    try:
        before = termios.tcgetattr(0)
    except termios.error:
        yield
        return
    try:
        yield
    finally:
        with suppress(termios.error):
            termios.tcsetattr(0, termios.TCSANOW, before)


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    # A handler rather than SIG_IGN: the program that is started would inherit being deaf.
    numbers = (signal.SIGINT, signal.SIGQUIT)
    before = [signal.signal(number, lambda *_: None) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
