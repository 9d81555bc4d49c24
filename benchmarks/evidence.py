"""A large log sent into `presales attach`: peak memory beside that of `presales list`, and time.

    python -m benchmarks.evidence [MEGABYTES]

Each run is a process of its own in a workspace that is thrown away. The log comes through a pipe, in UTF-8
and in UTF-16, then from a file of which only the end is wanted, and last from a pipe that never ends.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

LINE = (
    "2026-11-25 14:03:11,234 INFO [http-nio-8080-exec-3] c.a.Service user=zhang ip=10.2.3.4"
    " password=Zk9!x1 took 18 ms\n"
)


def run(home: Path, words: list[str], blocks: Iterator[bytes] | None = None) -> tuple[float, float, int, str]:
    """(peak MB, seconds, exit code, what was said) of one command, with something sent into it."""
    start = time.perf_counter()
    said = home / "said"
    with said.open("wb") as out:
        child = subprocess.Popen(
            [sys.executable, "-m", "presales_tui", *words],
            stdin=subprocess.PIPE if blocks else subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=out,
            env={**os.environ, "PRESALES_HOME": str(home), "PRESALES_LANG": "en"},
        )
        if blocks and child.stdin:
            try:
                for block in blocks:
                    child.stdin.write(block)
                child.stdin.close()
            except BrokenPipeError:
                pass
        _pid, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss / 1024, time.perf_counter() - start, child.returncode, said.read_text().strip()


def log(megabytes: int, encoding: str = "utf-8") -> Iterator[bytes]:
    """So much of a log, in blocks."""
    block = (LINE * 2000).encode(encoding)
    for _n in range(megabytes * 1024 * 1024 // len(block) + 1):
        yield block


def endless() -> Iterator[bytes]:
    """A log that goes on until nobody reads it."""
    block = (LINE * 2000).encode()
    while True:
        yield block


def main() -> int:
    """Print one line a run."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    out = sys.stdout.write
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        run(home, ["add", "issue", "x"])
        base, _seconds, _code, _said = run(home, ["list", "issues"])
        out(f"{'list':34}{base:8.1f} MB\n")
        file = home / "app.log"
        with file.open("wb") as target:
            for block in log(size):
                target.write(block)
        runs = (
            (f"pipe, {size} MB", "-", log(size)),
            (f"pipe, {size} MB in UTF-16", "-", log(size, "utf-16-le")),
            (f"file, {size} MB, its end", str(file), None),
            ("pipe without an end", "-", endless()),
        )
        for name, source, blocks in runs:
            peak, seconds, code, said = run(home, ["attach", "ISS-001", source], blocks)
            out(f"{name:34}{peak:8.1f} MB  +{peak - base:5.1f}  {seconds:6.2f} s  exit {code}\n")
            out(f"    {said.splitlines()[0] if said else ''}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
