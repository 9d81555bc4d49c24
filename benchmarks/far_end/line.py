"""A slow line between a program and who looks at it: bytes arrive when they would."""

from __future__ import annotations

import os
import select
import threading
import time
from collections import deque

from tests.pty.harness import PYTHON, Terminal

TRIP, RATE, OVERHEAD = 0.150, 64_000, 80
"""Seconds of a round trip, bits a second, bytes that a packet carries besides."""


class SlowLine:
    """Takes over a terminal: what is typed gets there half a trip later, what is painted is slower still."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._up: deque[tuple[float, bytes]] = deque()
        self._down: deque[tuple[float, bytes]] = deque()
        self._wake_reader, self._wake_writer = os.pipe()
        self._running = True
        self._thread = threading.Thread(target=self._carry, daemon=True)
        self._thread.start()

    def __enter__(self) -> SlowLine:
        return self

    def __exit__(self, *_: object) -> None:
        self._running = False
        os.write(self._wake_writer, b"!")
        self._thread.join()
        os.close(self._wake_reader)
        os.close(self._wake_writer)

    def type(self, key: str) -> float:
        """Seconds from a key until one more of its character is on the screen."""
        before = self._terminal.text.count(key)
        began = time.perf_counter()
        self._send(key)
        while self._terminal.text.count(key) <= before:
            self._arrive()
            if time.perf_counter() - began > 10:
                raise SystemExit(f"never seen: {key!r}")
        spent = time.perf_counter() - began
        quiet = time.perf_counter() + 2 * TRIP
        while time.perf_counter() < quiet:
            self._arrive()
        return spent

    def hold(self, key: str, seconds: float, rate: int = 30) -> float:
        """Hold a key down; seconds from when it is let go until the last byte has arrived."""
        begun = time.perf_counter()
        pressed = 0
        while (now := time.perf_counter()) < begun + seconds:
            if now >= begun + pressed / rate:
                self._send(key)
                pressed += 1
            self._arrive()
        released = last = time.perf_counter()
        while time.perf_counter() < last + 1.0:
            before = len(self._terminal.received)
            self._arrive()
            if len(self._terminal.received) > before:
                last = time.perf_counter()
        return last - released

    def _send(self, data: str) -> None:
        self._up.append((time.perf_counter() + TRIP / 2, data.encode()))
        os.write(self._wake_writer, b"!")

    def _arrive(self) -> None:
        while self._down and self._down[0][0] <= time.perf_counter():
            data = self._down.popleft()[1]
            self._terminal.show(data)
            # Asked where its cursor is, a terminal answers once it has shown what came before.
            for _question in range(data.count(b"\x1b[6n")):
                x, y = self._terminal.cursor
                self._send(f"\x1b[{y + 1};{x + 1}R")
        due = self._down[0][0] - time.perf_counter() if self._down else 0.002
        time.sleep(min(max(due, 0.0), 0.002))

    def _carry(self) -> None:
        master, free = self._terminal.master, 0.0
        while self._running:
            now = time.perf_counter()
            while self._up and self._up[0][0] <= now:
                os.write(master, self._up.popleft()[1])
            wait = self._up[0][0] - now if self._up else 1.0
            ready = select.select([master, self._wake_reader], [], [], max(wait, 0.0))[0]
            if self._wake_reader in ready:
                os.read(self._wake_reader, 64)
            if master in ready:
                data = os.read(master, 1 << 16)
                # A packet is there when its last bit is.
                free = max(free, time.perf_counter()) + 8 * (len(data) + OVERHEAD) / RATE
                self._down.append((free + TRIP / 2, data))


ECHO = "import os, tty; tty.setraw(0)\nwhile True: os.write(1, os.read(0, 99))"


def echo(keys: str) -> list[float]:
    """Seconds that each key takes with a program that does nothing else: what the line itself needs."""
    with Terminal([PYTHON, "-c", ECHO]) as terminal:
        time.sleep(0.5)
        with SlowLine(terminal) as line:
            return [line.type(key) for key in keys]
