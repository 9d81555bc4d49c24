"""Today with many clients: first paint next to an empty workspace, and what going to an opportunity costs.

    python benchmarks/today.py [--rounds 9] [--clients 50] [--records 20000]

First paint is seconds from the start of the program, in a pseudo-terminal of 80x24, until the health of
the opportunities and what is due stand on the screen (in the empty workspace: until it says what to
press). The first start of all, without a digest, paints names and reads the journals behind the picture.
Going to an opportunity (`g`, its name, enter, on the list of requirements) is processor time of the
workbench from enter until the screen stands still. Ends with 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.many import fill
from benchmarks.start import first_paint
from tests.pty.harness import PYTHON, Terminal

RATIO, SWITCH = 1.3, 0.100


def paints(home: Path, workspace: Path, ready: bytes, rounds: int) -> list[float]:
    """Seconds until something is there, after one start that is not counted."""
    env = environment(home, workspace)
    command = [sys.executable, "-m", "presales_tui"]
    return [first_paint(command, ready, env) for _round in range(rounds + 1)][1:]


def environment(home: Path, workspace: Path) -> dict[str, str]:
    """As after an install: from bytecode, in English, with nothing of one's own."""
    env = {
        **os.environ,
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "HOME": str(home),
        "PRESALES_HOME": str(workspace),
        "PRESALES_CONFIG": str(home / "none"),
        "PRESALES_LANG": "en",
        "PYTHONPYCACHEPREFIX": str(home / "bytecode"),
    }
    for name in ("COLORTERM", "PYTHONDONTWRITEBYTECODE"):
        env.pop(name, None)
    return env


def switches(home: Path, workspace: Path) -> list[float]:
    """Processor seconds of going to each of some opportunities, in one session, until all is painted."""
    from presales_tui.data import Workspace

    names = [face.opportunities[0].name for face in Workspace.open(workspace, user="bench").clients()]
    env = {name: environment(home, workspace)[name] for name in ("PRESALES_HOME", "PRESALES_CONFIG")}
    found = []
    with Terminal([PYTHON, "-m", "presales_tui"], env={**env, "PRESALES_LANG": "en"}) as terminal:
        terminal.until(" late, ")
        terminal.until_quiet(0.8)
        terminal.send("3")
        terminal.until_quiet(0.8)
        for name in names[1:21]:
            terminal.send("g")
            terminal.until_quiet(0.3)
            terminal.send(name)
            terminal.until_quiet(0.3)
            before = terminal.processor_seconds()
            terminal.send("\r")
            terminal.until(name)
            terminal.until_quiet(0.3)
            found.append(terminal.processor_seconds() - before)
    return found


def main() -> int:
    """Measure, print, compare with the bars."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--records", type=int, default=20_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home, full, empty = Path(folder), Path(folder) / "full", Path(folder) / "empty"
        made = fill(full, given.clients, given.records)
        (home / "empty").mkdir(mode=0o700)
        env = environment(home, full)
        cold = first_paint([sys.executable, "-m", "presales_tui"], "重庆".encode(), env)
        with Terminal(
            [PYTHON, "-m", "presales_tui"],
            env={name: env[name] for name in ("PRESALES_HOME", "PRESALES_CONFIG", "PRESALES_LANG")},
        ) as terminal:
            terminal.until(" late, ")
            terminal.until(lambda: "reading" not in terminal.text)
            terminal.send("q")
            terminal.wait()
        digests = len(list(full.glob("*/digest.json")))
        nothing = statistics.median(paints(home, empty, b"Press a to add", given.rounds))
        everything = statistics.median(paints(home, full, b" late, ", given.rounds))
        moves = switches(home, full)
    ratio, switch, worst = everything / nothing, statistics.median(moves), max(moves)
    print(f"{made} records of {given.clients} clients, {digests} digests; {given.rounds} rounds")
    print(f"first paint, empty workspace      {nothing * 1000:6.0f} ms")
    print(f"first paint, all that is due      {everything * 1000:6.0f} ms  {ratio:5.2f}x   bar {RATIO}x")
    print(f"names, first start ever           {cold * 1000:6.0f} ms  (nothing compiled yet)")
    print(f"going to an opportunity, CPU      {switch * 1000:6.0f} ms  bar {SWITCH * 1000:.0f} ms")
    print(f"  the most of {len(moves)}                  {worst * 1000:6.0f} ms")
    return 0 if ratio <= RATIO and worst <= SWITCH else 1


if __name__ == "__main__":
    sys.exit(main())
