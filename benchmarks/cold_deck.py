"""How long `presales export deck` takes from nothing to a file, against pandoc on the same Markdown.

    python benchmarks/cold_deck.py [slides] [rounds]

A workspace with an outline of so many slides is made first: of bullets alone, then of all sorts, then of
pictures and marks, then of what only the Markdown parser reads. Then both programs run in turn, as
processes of their own; wall time and processor time, medians, and their ratios.
Both are as after an install: ours has its bytecode (pip writes it), and nobody's own settings are read.
"""

from __future__ import annotations

import compileall
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PIL import Image

import presales_tui


class Took(NamedTuple):
    """Seconds of one process."""

    wall: float
    processor: float


BULLETS = "".join(f"- 第 {k} 条：系统支持按校区配置排课规则 (rule {{n}}-{k})\n" for k in range(6))
MIXED = (
    "".join(f"- **第 {k} 条**：系统支持按校区配置 `rule-{k}`\n" for k in range(6)),
    "| 指标 | 现状 | 目标 |\n|---|---:|---:|\n"
    + "".join(f"| 指标 {k} | {k * 3} | {k} |\n" for k in range(5)),
    "1. 第一步：**调研**\n2. 第二步：试点\n   - 两个校区\n\n见 [文档](https://example.com/a)，\n另有附件。\n",
    "```python\nfor rule in rules:\n    print(rule)\n```\n\n> 我们最看重的是上线时间。\n",
)
MARKED = (
    "- [x] 单点登录\n- [ ] 排课规则 {n}\n\n![架构图]({picture})\n",
    "按校区配置[^{n}]，见 [手册](https://example.com/m)。\n\n[^{n}]: 三个校区。\n",
    "> 我们最看重\n> 上线时间。\n\n1. **安装：** 两步\n   ```sh\n   make install\n   ```\n2. 试点\n",
)
RARE = (
    "<div>系统 <b>支持</b> 按校区配置</div>\n\n> 我们最看重上线时间。\n>\n> - 九月\n",
    "按校区配置，见 [手册][m]。\n\n[m]: https://example.com/m\n",
)
"""What the quick reader leaves to the parser."""


def outline(slides: int, bodies: Sequence[str]) -> str:
    """Markdown that both programs make about so many slides of, the bodies in turn."""
    pages = (f"# 第 {n} 页\n\n{bodies[n % len(bodies)].replace('{n}', str(n))}" for n in range(1, slides - 2))
    return "\n".join(pages)


def run(command: list[str], home: Path) -> Took:
    """One run of a program."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    environment = dict(
        os.environ, PRESALES_HOME=str(home), PRESALES_LANG="en", PRESALES_CONFIG=str(home / "no-settings")
    )
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Took(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main() -> None:
    slides = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 9
    compileall.compile_dir(Path(presales_tui.__file__).parent, quiet=1)
    for title, bodies in (
        ("six bullets a slide", (BULLETS,)),
        ("lists, tables, code, links", MIXED),
        ("images, tasks, footnotes, quotes", MARKED),
        ("HTML, link definitions", RARE),
    ):
        print(title)
        compare(outline(slides, bodies), rounds)


def compare(markdown: str, rounds: int) -> None:
    """Print what both programs take for the same Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        home, source = Path(folder, "home"), Path(folder, "outline.md")
        home.mkdir()
        picture = Path(folder, "picture.png")
        Image.new("RGB", (640, 360), "navy").save(picture)
        source.write_text(markdown.replace("{picture}", str(picture)), "utf-8")
        presales = [str(Path(sys.executable).with_name("presales")), "--client", "Acme"]
        for verb in (
            ["add", "client", "Acme"],
            ["add", "opportunity", "Rules"],
            ["import", "outline", str(source)],
        ):
            run([*presales, *verb], home)
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "presales": [*presales, "export", "deck", "-o", str(Path(folder, "ours.pptx")), "--force"],
        }
        if pandoc := shutil.which("pandoc"):
            commands["pandoc"] = [pandoc, str(source), "-o", str(Path(folder, "theirs.pptx"))]
        took: dict[str, list[Took]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                took[name].append(run(command, home))
    for name, all_ in took.items():
        wall, processor = (statistics.median(values) * 1e3 for values in zip(*all_, strict=True))
        print(f"  {name:16} {wall:7.0f} ms, processor {processor:6.0f} ms")
    if "pandoc" in took:
        for n, what in enumerate(("wall", "processor")):
            mine, theirs = (statistics.median(t[n] for t in took[name]) for name in ("presales", "pandoc"))
            print(f"  ratio, {what:9} {mine / theirs:7.2f}  (bar: at most 1)")


if __name__ == "__main__":
    main()
