"""Make the pictures of this folder from the sample workspace: `python docs/pictures/make.py`.

The story is told on one fixed day, and the clock stands still, so the pictures change only when what
they show does. The slides need LibreOffice and pdftoppm; without them only the screens are made.
"""

from __future__ import annotations

import asyncio
import datetime
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

HERE = Path(__file__).parent
NOW = (2026, 3, 4, 12, 0)
"""A Wednesday at noon, when the samples are told."""
SIZE = (100, 28)
"""Columns and lines."""
SCREENS = {
    "today": ("1",),
    "meetings": ("2", *["down"] * 2, "tab", *["down"] * 8),
    "requirements": ("3", *["down"] * 11),
    "requirement": ("3", "down", "enter"),
    "outline": ("4", *["down"] * 12),
    "trial": ("5",),
    "people": ("6",),
    "map": ("6", "v"),
    "follow": ("7",),
    "library": ("8",),
    "coverage": ("3", "C"),
    "board": ("5", "B"),
    "burndown": ("5", "C"),
    "search": ("1", "Q", *"pkct"),
    "generate": ("4", "t", "2"),
}
"""Picture and the keys that lead to it."""
SLIDES = {
    "slide-coverage": "需求理解与覆盖",
    "slide-module": "排课：系统提示，老师决定",
    "slide-effort": "二次开发与工作量",
}
"""Picture and the title of its slide."""

CELL, LINE, FONT, PAD = 9, 20, 15, 14
"""Pixels: a cell, a line, the letters, the border."""
FAMILY = "'Noto Sans Mono CJK SC','Sarasa Mono SC','Source Han Mono SC',Menlo,Consolas,monospace"

if TYPE_CHECKING:
    from rich.style import Style
    from textual.strip import Strip

    from presales_tui.data import Workspace


class StoppedDate(datetime.date):
    """`date`, on the day of the story."""

    @classmethod
    def today(cls) -> StoppedDate:
        """The day of the story."""
        return cls(*NOW[:3])


class StoppedTime(datetime.datetime):
    """`datetime`, at the moment of the story."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> StoppedTime:
        """The moment of the story, local or in a zone."""
        here = cls(*NOW)
        return here.astimezone(tz) if tz else here


def stop_the_clock() -> None:
    """Before anything imports a clock."""
    os.environ.update(
        TZ="Asia/Shanghai", PRESALES_LANG="zh", PRESALES_THEME="dark", TEXTUAL_ANIMATIONS="none"
    )
    time.tzset()
    datetime.date = StoppedDate  # type: ignore[misc]
    datetime.datetime = StoppedTime  # type: ignore[misc]


def svg(strips: list[Strip]) -> str:
    """A screen as SVG. Every character has its own place: the reader's font cannot shift a column."""
    width, height = SIZE[0] * CELL + 2 * PAD, SIZE[1] * LINE + 2 * PAD
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}">',
        f'<rect width="{width}" height="{height}" rx="8" fill="#121212"/>',
        f'<g font-family="{FAMILY}" font-size="{FONT}" xml:space="preserve">',
    ]
    for row, strip in enumerate(strips):
        column = 0
        for segment in strip:
            parts += run(segment.text, segment.style, column, row)
            column += segment.cell_length
    return "\n".join([*parts, "</g>", "</svg>", ""])


def run(text: str, style: Style | None, column: int, row: int) -> list[str]:
    """The rectangle and the letters of one run of cells."""
    from rich.cells import cell_len

    front, back = colours(style)
    x, y = PAD + column * CELL, PAD + row * LINE
    parts = []
    if back != "#121212":
        parts.append(f'<rect x="{x}" y="{y}" width="{cell_len(text) * CELL}" height="{LINE}" fill="{back}"/>')
    looks = ' font-weight="bold"' if style is not None and style.bold else ""
    looks += ' text-decoration="underline"' if style is not None and style.underline else ""
    # A word is a text of its own: some viewers place only the first letter of each.
    for word in re.finditer(r"\S+", text):
        at = x + cell_len(text[: word.start()]) * CELL
        places = [at + cell_len(word[0][:n]) * CELL for n in range(len(word[0]))]
        xs = " ".join(map(str, places))
        parts.append(f'<text x="{xs}" y="{y + 15}" fill="{front}"{looks}>{escape(word[0])}</text>')
    return parts


def colours(style: Style | None) -> tuple[str, str]:
    """Letters and background as `#rrggbb`."""
    found = []
    for colour, usual in (
        (style.color if style else None, "#d0d0d0"),
        (style.bgcolor if style else None, "#121212"),
    ):
        found.append(usual if colour is None or colour.is_default else colour.get_truecolor().hex)
    return (found[1], found[0]) if style is not None and style.reverse else (found[0], found[1])


async def screens(workspace: Workspace) -> None:
    """One picture of each screen."""
    from presales_tui.app import PresalesApp

    app: Any = PresalesApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        for name, keys in SCREENS.items():
            while len(app.screen_stack) > 1:
                await pilot.press("escape")
                await pilot.pause()
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
            (HERE / f"{name}.svg").write_text(svg(app.screen._compositor.render_strips()), encoding="utf-8")


def slides(workspace: Workspace, folder: Path) -> None:
    """Some slides of the deck, as an office program draws them."""
    from PIL import Image

    from presales_tui.documents.book import Book
    from presales_tui.documents.deck import deck_bytes
    from presales_tui.documents.planning.planner import plan_deck
    from presales_tui.model.opportunity import Opportunity

    store = workspace.store(workspace.clients()[0].id)
    today = StoppedDate.today().isoformat()
    plan = plan_deck(Book.of(store, store.all(Opportunity)[0].id, date=today), lang="zh")
    (folder / "deck.pptx").write_bytes(deck_bytes(plan))
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "deck.pptx"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    titles = [slide.title for slide in plan.slides]
    for name, title in SLIDES.items():
        page = str(titles.index(title) + 1)
        command = ["pdftoppm", "-png", "-r", "54", "-f", page, "-l", page, "-singlefile"]
        subprocess.run([*command, folder / "deck.pdf", folder / name], check=True)
        with Image.open(folder / f"{name}.png") as picture:
            picture.quantize(128, Image.Quantize.FASTOCTREE).save(HERE / f"{name}.png", optimize=True)


def main() -> None:
    """Make them all."""
    from presales_tui.data import Workspace
    from presales_tui.samples import create

    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.open(Path(folder) / "workspace", user="周启明")
        create(workspace, today=StoppedDate.today())
        asyncio.run(screens(workspace))
        if shutil.which("soffice") and shutil.which("pdftoppm"):
            slides(workspace, Path(folder))
        else:
            sys.stderr.write("no slides: soffice or pdftoppm is not installed\n")
        workspace.close()


if __name__ == "__main__":
    stop_the_clock()
    main()
