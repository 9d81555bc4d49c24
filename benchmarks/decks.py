"""Every outline of a folder, in the built-in and in company templates: what fits, and how full slides are.

    python benchmarks/decks.py OUTLINES TEMPLATES [--check SCRIPT] [--render N] [--most N] [--only WORD]

OUTLINES and TEMPLATES are folders, searched through; `PRESALES_CORPUS=DIR` stands for `DIR/3_outlines`
and `DIR/5_pptx`. SCRIPT is a module with a function `check(path, source, template, render, ...)` that
returns what it finds in a deck as a dictionary (or, as a program, prints it); without it only the
figures of the plans are told. N decks, spread over the table, are rendered too. One row a deck, then
the totals; the exit code is 1 if anything is wrong.

Fill of a content slide: of the body area of its template, how much the blocks take. A text takes its
height in the width of its column, a table its rows, a code block, a picture or a chart its rectangle.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from presales_tui.documents.book import Book
from presales_tui.documents.deck import deck_bytes
from presales_tui.documents.plan import Area, Chart, Code, Picture, Plan, Table
from presales_tui.documents.planning.frame import WIDE, Frame
from presales_tui.documents.planning.parts import pieces_of, text_height
from presales_tui.documents.planning.planner import plan_deck
from presales_tui.documents.template import Template
from presales_tui.documents.template.load import ENDINGS, load_template
from presales_tui.imports.encoding import decode
from presales_tui.imports.outline import markdown_document, outline_change
from presales_tui.model.client import Client
from presales_tui.model.errors import Problem
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section

T = TypeVar("T")

COUNTS = ("overflow", "overlap", "empty placeholders", "no title", "invalid parts", "lost units", "other")
"""What must be 0."""
COUNTED = (
    "overflow",
    "overlap",
    "empty_p",
    "titles",
    "schema",
    "content_lost",
    "headings_missing",
    "package",
)
"""Beginnings of the defects of the checker that these count."""


class Look(NamedTuple):
    """A template, or the built-in one."""

    file: Path | None
    template: Template | None

    @property
    def name(self) -> str:
        """How the table calls it."""
        return self.file.stem if self.file else "builtin"


def read(path: Path) -> str:
    """The text of a file, whatever its encoding."""
    return (decode(path.read_bytes()) or ("", ""))[0]


def book(path: Path) -> Book:
    """The outline of a Markdown file, as an import makes it; its title is that of the opportunity."""
    text = read(path)
    opportunity = Opportunity(name=markdown_document(text, path.name).title or path.stem)
    change = outline_change(
        text, opportunity=opportunity, existing=(), name=path.name, folder=path.resolve().parent
    )
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


def looks(folder: Path, most: int) -> Iterator[Look]:
    """The built-in template and those that can be used, spread evenly; of the others the reason is told."""
    yield Look(None, None)
    usable: list[Look] = []
    refused = 0
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix.lower() in (*ENDINGS, ".ppt", ".thmx"):
            try:
                usable.append(Look(path, load_template(path)))
            except Problem as problem:
                refused += 1
                print(f"refused       {problem}")
    print(f"templates     {len(usable)} used, {refused} refused with a reason", flush=True)
    yield from spread(usable, most) if most else usable


def spread(rows: Sequence[T], count: int) -> list[T]:
    """So many of them, at even distances."""
    return [rows[n * len(rows) // count] for n in range(count)] if len(rows) > count else list(rows)


def checker(script: str) -> Any:
    """The checker as a module."""
    spec = importlib.util.spec_from_file_location("checker", script)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{script} is no module")
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if hasattr(module, "run"):
        # What the tools that read drawn pages print of emoji is not always whole UTF-8.
        module.run = partial(subprocess.run, capture_output=True, text=True, errors="replace")
    return module


def judged(module: Any, deck: Path, source: Path, look: Look, render: str) -> tuple[Counter[str], list[str]]:
    """What the checker counts, and where."""
    template = str(look.file) if look.file else None
    schemas = str(Path(module.__file__).with_name("xsd"))
    report = module.check(str(deck), str(source), template, render or None, schemas, png=False)
    found: Counter[str] = Counter()
    estimated = report["overflow_estimated"]["slides"]
    drawn = report.get("overflow_rendered") or {}
    found["overflow"] = len({*estimated, *drawn.get("slides_with_overflow", ())})
    found["overlap"] = drawn.get("overlaps", 0)
    found["empty placeholders"] = report["empty_placeholders"]["count"]
    titles = report["titles"]
    found["no title"] = len(titles["missing_title_placeholder"]) + len(titles["empty"])
    package = report["package"]
    broken = ("not_well_formed", "dangling_relationships", "missing_rids", "no_content_type", "id_errors")
    found["invalid parts"] = report["schema"].get("parts_invalid", 0) + sum(len(package[k]) for k in broken)
    said = report["source"]
    found["lost units"] = sum(each["lost"] for each in said["coverage"].values())
    found["other"] = sum(not defect.startswith(COUNTED) for defect in report["hard_defects"])
    told = [f"lost: {each}" for each in said["lost_examples"]]
    told += [f"overflow: {each}" for each in report["overflow_estimated"]["list"][:3]]
    told += [f"overflow, drawn: {each}" for each in (*drawn.get("list", ()), *drawn.get("tables", ()))][:3]
    told += [f"overlap: {each}" for each in drawn.get("overlap_list", ())][:3]
    told += [str(each) for each in report["schema"].get("messages", ())][:3]
    if found["other"]:
        told.append(f"{report['hard_defects']} {drawn.get('error', '')}")
    return found, told


def told_fill(values: Sequence[float]) -> str:
    if not values:
        return "no slide with content"
    thirds = sum(value < 1 / 3 for value in values) / len(values)
    return f"fill median {statistics.median(values):4.0%}, {thirds:4.0%} below a third"


def arguments() -> argparse.Namespace:
    corpus = Path(os.environ.get("PRESALES_CORPUS", "."))
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("outlines", nargs="?", type=Path, default=corpus / "3_outlines")
    parser.add_argument("templates", nargs="?", type=Path, default=corpus / "5_pptx")
    parser.add_argument("--check", default="", help="a module that judges a deck")
    parser.add_argument("--render", type=int, default=0, help="so many decks rendered too")
    parser.add_argument("--most", type=int, default=5, help="so many templates; 0: all that can be used")
    parser.add_argument("--keep", default="", help="where the decks stay")
    parser.add_argument("--only", default="", help="outlines with this in their name")
    parser.add_argument("--look", default="", help="templates with this in their name")
    return parser.parse_args()


def main() -> int:
    wanted = arguments()
    outlines = [path for path in sorted(wanted.outlines.rglob("*.md")) if wanted.only in path.name]
    cells = [
        (outline, look)
        for look in looks(wanted.templates, wanted.most)
        for outline in outlines
        if wanted.look in look.name
    ]
    rendered = {id(cell) for cell in spread(cells, wanted.render)} if wanted.render else set()
    module = checker(wanted.check) if wanted.check else None
    every: list[float] = []
    total: Counter[str] = Counter()
    slides = 0
    with tempfile.TemporaryDirectory() as scratch:
        for cell in cells:
            outline, look = cell
            frame = look.template.frame if look.template else WIDE
            began = time.perf_counter()
            plan = plan_deck(book(outline), lang="zh", frame=frame)
            data = deck_bytes(plan, look.template)
            taken = time.perf_counter() - began
            deck = Path(wanted.keep or scratch, f"{outline.stem}--{look.name}.pptx")
            deck.write_bytes(data)
            fill = fills(plan, frame)
            every += fill
            slides += len(plan.slides)
            render = scratch if id(cell) in rendered else ""
            source = Path(scratch, "source.md")
            source.write_text(read(outline), "utf-8")
            found, told = judged(module, deck, source, look, render) if module else (Counter(), [])
            total += found
            print(
                f"{outline.stem[:24]:24} {look.name[:20]:20} {len(plan.slides):4} slides  {told_fill(fill)}  "
                f"{taken * 1e3:5.0f} ms  {dict(+found) or 'clean' if module else ''}"
                f"{'  rendered' if render else ''}",
                flush=True,
            )
            for line in told if +found else ():
                print(f"    {line[:220]}")
    print(f"{len(cells)} decks, {slides} slides, {told_fill(every)}")
    print("  ".join(f"{name} {total[name]}" for name in COUNTS) if module else "not judged")
    return int(any(total.values()))


if __name__ == "__main__":
    sys.exit(main())
