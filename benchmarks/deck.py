"""How long a deck takes: outline to file, against python-pptx drawing the same shapes in a bare loop.

    python benchmarks/deck.py [slides]

Both use the built-in template and the same text: a title, six bullets, date, footer and slide number
on every slide. Ratios of one run, of processor time; memory is what a run allocates at its peak.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from itertools import count
from typing import Any

from pptx import Presentation

from presales_tui.documents.book import Book
from presales_tui.documents.deck import deck_bytes
from presales_tui.documents.planning.planner import plan_deck
from presales_tui.documents.template import LAYOUTS, template_bytes
from presales_tui.model.client import Client
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section
from presales_tui.model.position import following

ROUNDS = 5
BULLETS = [f"第 {n} 条：系统支持按校区配置排课规则 (rule {n})" for n in range(1, 7)]


def book(slides: int, mark: str = "") -> Book:
    """An outline; with a mark no two of its texts are alike."""
    body = "\n".join(f"- {text}" for text in BULLETS)
    sections = (
        Section(id=f"s{n}", pos=pos, title=f"第 {n} 页", body=body + (f" {mark}{n}" if mark else ""))
        for n, pos in enumerate(following("", slides - 2), 1)
    )
    return Book(
        Client(name="启明教育集团"), Opportunity(name="智慧教务平台"), tuple(sections), date="2026-11-23"
    )


def ours(source: Book) -> bytes:
    return deck_bytes(plan_deck(source, lang="zh"))


def bare(slides: int) -> bytes:
    """The loop that everybody writes first."""
    deck: Any = Presentation(io.BytesIO(template_bytes()))
    layout = next(found for found in deck.slide_layouts if found.name == LAYOUTS["content"])
    for n in range(1, slides + 1):
        slide = deck.slides.add_slide(layout)
        slide.shapes.title.text = f"第 {n} 页"
        holders = {holder.placeholder_format.idx: holder for holder in slide.placeholders}
        frame = holders[1].text_frame
        frame.text = BULLETS[0]
        for text in BULLETS[1:]:
            frame.add_paragraph().text = text
        for held in layout.placeholders:
            if (idx := held.placeholder_format.idx) in (10, 11, 12):
                slide.shapes.clone_placeholder(held)
                added = next(s for s in slide.placeholders if s.placeholder_format.idx == idx)
                added.text_frame.text = {10: "2026-11-23", 11: "智慧教务平台", 12: str(n)}[idx]
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def seconds(run: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        began = time.process_time()
        run()
        taken.append(time.process_time() - began)
    return statistics.median(taken)


def peak(run: Callable[[], object]) -> float:
    """Megabytes at the peak."""
    tracemalloc.start()
    run()
    top = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return top / 1e6


def main() -> None:
    slides = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    source = book(slides)
    plan = plan_deck(source, lang="zh")
    ours(source), bare(2)
    mine, theirs = seconds(lambda: ours(source)), seconds(lambda: bare(slides))
    planning = seconds(lambda: plan_deck(source, lang="zh"))
    fresh = (book(slides, f"{n}-") for n in count())
    unseen = seconds(lambda: plan_deck(next(fresh), lang="zh"))
    print(f"slides        {len(plan.slides)} planned, {slides} in the bare loop")
    print(f"whole         {mine * 1e3:7.1f} ms, of which planning {planning * 1e3:.1f} ms")
    print(f"planning      {unseen * 1e3:7.1f} ms with the texts of all sections new")
    print(f"bare loop     {theirs * 1e3:7.1f} ms")
    print(f"ratio         {mine / theirs:7.2f}  (bar: at most 0.33; 100 slides in at most 50 ms)")
    tenth = book(max(slides // 10, 3))
    per = mine / slides / (seconds(lambda: ours(tenth)) / max(slides // 10, 3))
    print(f"linear        {per:7.2f}  a slide, against a deck of a tenth of the slides")
    print(f"peak memory   {peak(lambda: ours(source)):7.1f} MB against {peak(lambda: bare(slides)):.1f} MB")


if __name__ == "__main__":
    main()
