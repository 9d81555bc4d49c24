"""Every outline of a directory, in the built-in and in company templates: what fits, and how full slides are.

    PRESALES_CORPUS=DIR python benchmarks/decks.py [--check SCRIPT] [--render N] [--keep DIR] [--only NAME]

Reads the folders `3_outlines` and `5_pptx`. Without a checker only the figures of the plans are told;
SCRIPT is called as `SCRIPT DECK --source OUTLINE --template TEMPLATE [--render DIR]` and prints
JSON with a list `hard_defects`; N decks, spread over the table, are rendered too.

Fill of a content slide: of the body area of its template, how much the blocks take. A text takes its
height in the width of its column, a table its rows, a code block, a picture or a chart its rectangle.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from presales_tui.documents.book import Book
from presales_tui.documents.draw import deck_bytes
from presales_tui.documents.frame import WIDE, Frame
from presales_tui.documents.pager import pieces_of, text_height
from presales_tui.documents.plan import Area, Chart, Code, Picture, Plan, Table
from presales_tui.documents.planner import plan_deck
from presales_tui.documents.template import Template
from presales_tui.documents.template.load import ENDINGS, load_template
from presales_tui.imports.encoding import decode
from presales_tui.imports.headlines import first_heading
from presales_tui.imports.outline import outline_change
from presales_tui.model.client import Client
from presales_tui.model.errors import Problem
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section

T = TypeVar("T")

TEMPLATES = 5
"""So many company templates, spread over those that can be used."""


def book(path: Path) -> Book:
    """The outline of a Markdown file, as an import makes it; its title is that of the opportunity."""
    text = (decode(path.read_bytes()) or ("", ""))[0]
    title = first_heading(text.split("\n"))
    opportunity = Opportunity(name=title.title if title.level == 1 else path.stem)
    change = outline_change(text, opportunity=opportunity, existing=(), name=path.name)
    sections = tuple(put.new for put in change.puts if isinstance(put.new, Section))
    return Book(Client(name="启明教育集团"), opportunity, sections, date="2026-11-23")


def used(area: Area) -> float:
    """Square points that the blocks of an area take."""
    block = area.blocks[0]
    if isinstance(block, Table):
        return sum(block.widths) * sum(block.heights)
    if isinstance(block, Code | Picture | Chart):
        return area.box.w * area.box.h
    pieces = [piece for each in area.blocks for piece in pieces_of(each) or ()]
    return area.box.w * text_height(pieces, area.size, area.box.w, area.spread)


def fills(plan: Plan, frame: Frame) -> list[float]:
    """The fill of every content slide, 0 to 1."""
    room = frame.body.w * frame.body.h
    return [min(sum(map(used, slide.areas)) / room, 1.0) for slide in plan.slides if slide.kind == "content"]


def templates(folder: Path) -> Iterator[tuple[Path, Template]]:
    """The files that can be used; of the others the reason is told."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in (*ENDINGS, ".ppt", ".thmx"):
            try:
                yield path, load_template(path)
            except Problem as problem:
                print(f"refused       {problem}")


def spread(rows: Sequence[T], count: int) -> list[T]:
    """So many of them, at even distances."""
    return [rows[n * len(rows) // count] for n in range(count)] if len(rows) > count else list(rows)


def checked(script: str, deck: Path, source: Path, template: Path | None, render: str) -> list[str]:
    """The hard defects that the checker finds."""
    command = [sys.executable, script, str(deck), "--source", str(source)]
    command += ["--template", str(template)] if template else []
    command += ["--render", render, "--no-png"] if render else []
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        report = json.loads(done.stdout)
        lost = report.get("source", {}).get("lost_examples", []) if report["hard_defects"] else []
        return [str(defect) for defect in report["hard_defects"]] + [f"lost: {each}" for each in lost]
    except (ValueError, KeyError):
        return [f"the checker failed: {done.stderr.strip()[-200:]}"]


def told(values: Sequence[float]) -> str:
    thirds = sum(value < 1 / 3 for value in values) / len(values)
    return f"fill median {statistics.median(values):4.0%}, {thirds:4.0%} below a third"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", default="", help="a program that judges a deck")
    parser.add_argument("--render", type=int, default=0, help="so many decks rendered too")
    parser.add_argument("--keep", default="", help="where the decks stay")
    parser.add_argument("--only", default="", help="outlines with this in their name")
    wanted = parser.parse_args()
    corpus = Path(os.environ["PRESALES_CORPUS"])
    outlines = [path for path in sorted((corpus / "3_outlines").rglob("*.md")) if wanted.only in path.name]
    usable = spread(list(templates(corpus / "5_pptx")), TEMPLATES)
    looks: list[tuple[Path | None, Template | None]] = [(None, None), *usable]
    cells = [(outline, *look) for outline in outlines for look in looks]
    rendered = {id(cell) for cell in spread(cells, wanted.render)} if wanted.render else set()
    every: list[float] = []
    slides = defects = 0
    with tempfile.TemporaryDirectory() as scratch:
        for cell in cells:
            outline, file, template = cell
            frame = template.frame if template else WIDE
            began = time.perf_counter()
            plan = plan_deck(book(outline), lang="zh", frame=frame)
            planned = time.perf_counter() - began
            data = deck_bytes(plan, template)
            taken = time.perf_counter() - began
            deck = Path(wanted.keep or scratch, f"{outline.stem}--{file.stem if file else 'builtin'}.pptx")
            deck.write_bytes(data)
            fill = fills(plan, frame)
            every += fill
            slides += len(plan.slides)
            render = scratch if id(cell) in rendered else ""
            found = checked(wanted.check, deck, outline, file, render) if wanted.check else []
            defects += sum(not defect.startswith("lost: ") for defect in found)
            spent = f"{planned * 1e3:5.0f} + {(taken - planned) * 1e3:5.0f} ms"
            print(
                f"{outline.stem[:24]:24} {file.stem[:20] if file else 'builtin':20} "
                f"{len(plan.slides):4} slides  {told(fill)}  {spent}"
                f"{'  rendered' if render else ''}",
                flush=True,
            )
            for defect in found:
                print(f"    {defect[:300]}")
    print(f"{len(cells)} decks, {slides} slides, {defects} hard defects; {told(every)}")


if __name__ == "__main__":
    main()
