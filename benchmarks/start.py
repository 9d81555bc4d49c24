"""How long until something is there: first paint of the workbench, and answers of the command line.

Ratios of one run: the workbench on 1,000 requirements against a Textual app with one Static, in a
pseudo-terminal of 80x24; `list requirements --json` against `python -c "import tinydb"`.
"""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from fcntl import ioctl
from pathlib import Path

ROUNDS = 9
BARS = {"workbench": 1.25, "list --json": 2.5}
"""How many times its base something may take."""
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("READY")
Bare().run()
"""
_ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>]")


def first_paint(command: list[str], ready: bytes, env: dict[str, str]) -> float:
    """Seconds from the start of a program in a pty until `ready` stands in its output."""
    began = time.perf_counter()
    pid, fd = pty.fork()
    if pid == 0:
        os.execvpe(command[0], command, env)
    ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen = b""
    try:
        while ready not in _ESCAPES.sub(b"", seen):
            if not select.select([fd], [], [], 20)[0]:
                raise SystemExit(f"no first paint of {command[:3]} within 20 s")
            seen += os.read(fd, 65536)
        return time.perf_counter() - began
    finally:
        os.kill(pid, signal.SIGKILL)
        os.close(fd)
        os.waitpid(pid, 0)


def whole(command: list[str], env: dict[str, str]) -> float:
    """Seconds of a whole process."""
    began = time.perf_counter()
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def make_workspace(path: Path, count: int) -> None:
    """One client, one opportunity, `count` requirements."""
    from presales_tui.data import Workspace
    from presales_tui.model.change import Change
    from presales_tui.model.client import Client
    from presales_tui.model.opportunity import Opportunity
    from presales_tui.model.requirement import Requirement

    workspace = Workspace.open(path, user="bench")
    store = workspace.create_client(Client(name="READY 客户"))
    here = Opportunity(name="商机")
    store.commit(Change("Add opportunity").put(here))
    change = Change("Import requirements")
    for n in range(count):
        change.put(
            Requirement(
                opportunity=here.id,
                title=f"需求 {n}：系统应支持第 {n} 类业务的在线办理与统计",
                fit=("standard", "config", "custom", "unknown")[n % 4],
                priority=("must", "should", "could")[n % 3],
                module=f"模块{n % 12}",
            )
        )
    store.commit(change)
    workspace.close()


def main() -> None:
    """Print the medians and their ratios."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        make_workspace(home / "workspace", 1000)
        env = {
            **os.environ,
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "HOME": folder,
            "PRESALES_HOME": str(home / "workspace"),
        }
        env.pop("COLORTERM", None)
        # Both sides run from bytecode, as after an install; the first round writes ours.
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        env["PYTHONPYCACHEPREFIX"] = str(home / "bytecode")
        python = sys.executable
        paints: dict[str, list[float]] = {"one Static": [], "workbench": []}
        verbs: dict[str, list[float]] = {"import tinydb": [], "list --json": [], "add requirement": []}
        presales = [python, "-m", "presales_tui"]
        for _ in range(ROUNDS + 1):
            paints["one Static"].append(first_paint([python, "-c", BARE], b"READY", env))
            paints["workbench"].append(first_paint(presales, "READY 客户".encode(), env))
            verbs["import tinydb"].append(whole([python, "-c", "import tinydb"], env))
            verbs["list --json"].append(whole([*presales, "list", "requirements", "--json"], env))
            verbs["add requirement"].append(whole([*presales, "add", "requirement", "新需求 !must"], env))
        for title, base, table in (
            ("first paint, 80x24, 1,000 requirements", "one Static", paints),
            ("whole process", "import tinydb", verbs),
        ):
            print(title)
            bottom = statistics.median(table[base][1:])
            for name, times in table.items():
                middle = statistics.median(times[1:])
                bar = BARS.get(name)
                told = f"   bar {bar:.2f}x{'' if middle <= bar * bottom else '  MISSED'}" if bar else ""
                print(f"  {name:16} {middle * 1000:7.0f} ms   {middle / bottom:5.2f}x{told}")


if __name__ == "__main__":
    main()
