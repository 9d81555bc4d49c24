"""Bytes and processor time at the terminal, side by side with stock Textual in one run.

    python benchmarks/terminal.py [--repeat 3] [--seconds 10] [--lang both] [--json FILE]

Both sides run the same small app in a pseudo-terminal at 80x24, TERM=xterm-256color, the mouse and the
kitty keyboard off, no blinking cursor: once as a plain Textual app, once at home in SSH. Then the
workbench itself is measured in both languages, also on a line of 150 ms and 64 kbit/s, where a key is
held too. Ends with 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
from pathlib import Path
from typing import ClassVar

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.far_end.workbench import figures
from tests.pty.harness import Terminal

QUIET = 0.06
KEYS = {
    "type": list("abcdefgh ij klmnop") + list("需求梳理方案排课冲突"),
    "list": ["\x1b[B"] * 16,
    "scroll": ["\x1b[B"] * 16,
    "tree": ["\x1b[B"] * 16,
    "switch": ["\x1b[15~"] * 6,
}
BARS = {
    "start bytes": 5000.0,
    "typed character bytes": 60.0,
    # The highlight takes in the first column; over the whole row, the text of two rows is sent again.
    "cursor move in a list bytes": 120.0,
    "cursor move that scrolls bytes": 700.0,
    "cursor move in a tree bytes": 120.0,
    "switch of screen bytes": 2500.0,
    "idle bytes": 0.0,
}
CPU_BAR = 1.3


def app(home: bool) -> None:
    """The app that is measured."""
    from presales_tui.terminal.session import leave, prepare, run

    prepare(os.environ)
    from rich.segment import Segment
    from textual.app import App, ComposeResult
    from textual.binding import BindingType
    from textual.geometry import Size
    from textual.screen import Screen
    from textual.scroll_view import ScrollView
    from textual.strip import Strip
    from textual.widgets import Footer, Header, TextArea, Tree

    from presales_tui.terminal.home import AtHome

    class Rows(ScrollView, can_focus=True):
        BINDINGS: ClassVar[list[BindingType]] = [("down", "down", "down")]
        COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor"}
        DEFAULT_CSS = "Rows > .rows--cursor { background: $primary; color: $text; text-style: bold; }"
        row = 0

        def on_mount(self) -> None:
            self.virtual_size = Size(78, 1000)

        def action_down(self) -> None:
            self.row += 1
            self.scroll_to(y=max(0, self.row - self.size.height + 1), animate=False)
            self.refresh()

        def render_line(self, y: int) -> Strip:
            number = y + round(self.scroll_offset.y)
            words = "排课冲突自动提示，按意向分级", "Single sign-on with the campus directory", "私有化部署"
            sign = chr(0x4E00 + number * 7 % 20000)
            text = f"REQ-{number:03d}  {words[number % 3]} {sign}  {number % 9}-{number % 7}人天"
            name = "rows--cursor" if number == self.row else None
            style = self.get_component_rich_style(name) if name else self.rich_style
            parts = [Segment(text[:8], style), Segment(text[8:], self.rich_style)]
            return Strip(parts).crop_extend(0, self.size.width, self.rich_style)

    class Page(Screen[None]):
        def compose(self) -> ComposeResult:
            yield Header()
            if self.id == "rows":
                yield Rows()
            elif self.id == "tree":
                tree: Tree[None] = Tree("方案 outline")
                for chapter in range(40):
                    tree.root.add(f"{chapter}. 第{chapter}章 Chapter", expand=True).add_leaf("小节 section")
                tree.root.expand()
                yield tree
            else:
                area = TextArea()
                area.cursor_blink = False
                yield area
            yield Footer()

    class Measured(App[None]):
        ENABLE_COMMAND_PALETTE = False
        CSS = "TextArea { border: none; }"
        BINDINGS: ClassVar[list[BindingType]] = [("f5", "turn", "Next screen"), ("ctrl+c", "quit", "Quit")]
        TITLE = "Measured"
        at = ["area", "rows", "tree"].index(os.environ.get("FIRST", "area"))

        def on_mount(self) -> None:
            for name in ("area", "rows", "tree"):
                self.install_screen(Page(id=name), name)
            self.push_screen(["area", "rows", "tree"][self.at])

        def action_turn(self) -> None:
            self.at = (self.at + 1) % 3
            self.switch_screen(["area", "rows", "tree"][self.at])

    if home:

        class Ours(AtHome, Measured):
            """The same at home."""

        leave(run(Ours()))
    Measured().run(mouse=False)
    os._exit(0)


def measure(side: str) -> dict[str, list[float]]:
    """One run of each session; bytes or milliseconds of processor time by name."""
    found: dict[str, list[float]] = {}
    for first, sessions in (("area", ["type", "switch"]), ("rows", ["list", "scroll"]), ("tree", ["tree"])):
        command = [sys.executable, __file__, "--app", side]
        with Terminal(command, env={"FIRST": first, "ESCDELAY": "50"}) as terminal:
            terminal.until({"area": "Next screen", "rows": "REQ-010", "tree": "9."}[first])
            terminal.until_quiet(0.4)
            if first == "area":
                found["start bytes"] = [float(len(terminal.received))]
                found["idle bytes"] = [float(len(terminal.read(1.5)))]
            for session in sessions:
                if session == "scroll":
                    for _ in range(10):
                        terminal.send("\x1b[B")
                        terminal.until_quiet(QUIET)
                before = terminal.processor_seconds()
                for key in KEYS[session]:
                    terminal.send(key)
                    sent = float(len(terminal.until_quiet(QUIET)))
                    found.setdefault(f"{NAMES[session]} bytes", []).append(sent)
                spent = (terminal.processor_seconds() - before) * 1000 / len(KEYS[session])
                found.setdefault(f"{NAMES[session]} ms", []).append(spent)
            terminal.send("\x03")
            terminal.wait()
    return found


NAMES = {
    "type": "typed character",
    "list": "cursor move in a list",
    "scroll": "cursor move that scrolls",
    "tree": "cursor move in a tree",
    "switch": "switch of screen",
}


def main() -> int:
    """Measure, print a table, compare with the bars."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=10.0, help="how long each screen idles")
    parser.add_argument("--lang", choices=["en", "zh", "both"], default="both", help="of the workbench")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--app", choices=["ours", "stock"])
    options = parser.parse_args()
    if options.app:
        app(options.app == "ours")
    gathered: dict[str, dict[str, list[float]]] = {"stock": {}, "ours": {}}
    for turn in range(options.repeat):
        for side in ("stock", "ours") if turn % 2 == 0 else ("ours", "stock"):
            for name, values in measure(side).items():
                gathered[side].setdefault(name, []).extend(values)
    missed = []
    print(f"{'median':34}{'stock':>10}{'ours':>10}{'ratio':>8}{'bar':>10}")
    result = {}
    for name in gathered["ours"]:
        stock, ours = (statistics.median(gathered[side][name]) for side in ("stock", "ours"))
        ratio = ours / stock if stock else 0.0
        bar = BARS.get(name)
        good = ours <= bar if bar is not None else ratio <= CPU_BAR
        if not good:
            missed.append(name)
        shown = f"{bar:.0f}" if bar is not None else f"x{CPU_BAR}"
        print(f"{name:34}{stock:10.1f}{ours:10.1f}{ratio:8.2f}{shown:>10}{'' if good else '  MISSED'}")
        result[name] = {"stock": stock, "ours": ours, "ratio": ratio}
    print(f"\n{'the workbench':70}{'measured':>10}{'bar':>10}")
    for lang in ("en", "zh") if options.lang == "both" else (options.lang,):
        for name, value, most in figures(options.seconds, lang):
            if value > most:
                missed.append(name)
            print(f"{name:70}{value:10.2f}{most:10.1f}{'' if value <= most else '  MISSED'}", flush=True)
            result[name] = {"ours": value, "bar": most}
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
