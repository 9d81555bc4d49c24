"""Asking a terminal how wide it draws a text, which nothing in its environment tells."""

from __future__ import annotations

import os
import re
import select
import termios
import time
import tty
from collections.abc import Sequence

_REPLY = re.compile(rb"\x1b\[\d+;(\d+)R")


def measure(fd: int, texts: Sequence[str], encoding: str = "utf-8", timeout: float = 1.0) -> list[int]:
    """How many cells the terminal `fd` (open for both) draws each text in.

    Writes each on the line of the cursor, asks where the cursor stands, and wipes the line. Empty if
    `fd` is no terminal or does not answer within `timeout` seconds; keys pressed meanwhile are lost.
    """
    try:
        before = termios.tcgetattr(fd)
    except termios.error:
        return []
    widths: list[int] = []
    tty.setcbreak(fd, termios.TCSAFLUSH)
    try:
        for text in texts:
            os.write(fd, f"\r{text}\x1b[6n".encode(encoding, "replace"))
            column = _column(fd, timeout)
            os.write(fd, b"\r\x1b[K")
            if column is None:
                return []
            widths.append(column - 1)
    finally:
        termios.tcsetattr(fd, termios.TCSAFLUSH, before)
    return widths


def _column(fd: int, timeout: float) -> int | None:
    """The column of the cursor, counted from 1, as the terminal reports it."""
    end = time.monotonic() + timeout
    received = b""
    while (left := end - time.monotonic()) > 0 and select.select([fd], [], [], left)[0]:
        data = os.read(fd, 64)
        if not data:
            return None
        received += data
        if reply := _REPLY.search(received):
            return int(reply[1])
    return None
