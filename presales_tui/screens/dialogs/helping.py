"""Help for where you are, and the history of a record."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from presales_tui.capture.attributes import ATTRIBUTES
from presales_tui.capture.marks import MARKS
from presales_tui.documents.papers.record_history import steps
from presales_tui.locale import _, language
from presales_tui.model.record import Record
from presales_tui.model.text import one_line
from presales_tui.screens.ground.dialog import Read
from presales_tui.widgets.cells import fit
from presales_tui.widgets.commands import commands, heading
from presales_tui.widgets.reader import Line
from presales_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from presales_tui.screens.ground.base import BaseScreen

KEYS = 10
"""Cells for the keys on the help page."""


def help_lines(contexts: list[str], without: Collection[str] = ()) -> list[Line]:
    """Keys by context, made from the command table, and the capture marks.

    What another context in force has taken the keys of is not told, nor what is `without` among lists.
    """
    lines: list[Line] = []
    taken: set[str] = set()
    for where in contexts:
        found = [row for row in commands(where) if not taken.issuperset(row.keys.split(","))]
        found = [row for row in found if where != "list" or row.id not in without]
        taken.update(key for row in found for key in row.keys.split(","))
        if not found:
            continue
        lines.append((heading(where), "title"))
        for command in found:
            if command.topic:
                lines.append((f"  {_(command.topic)}", "muted"))
            lines.append((f"  {_keys(command.all_keys)} {_(command.help)}", ""))
        lines.append(("", ""))
        if where == "outline":
            arrows = _("Alt and an arrow moves it too, where the terminal sends that.")
            lines[-1:] = [(f"  {arrows}", "muted"), ("", ""), *sign_lines(), ("", "")]
    lines += [
        (_("Moving"), "title"),
        (f"  {fit('up down', KEYS)} " + _("Rows; also j and k. Page up, page down, home, end."), ""),
        (f"  {fit('tab', KEYS)} " + _("The next list on the screen."), ""),
        (f"  {fit('^j F2', KEYS)} " + _("Save, in forms and editors; escape or ^g leaves them."), ""),
        ("", ""),
    ]
    drawn = [*data_lines(), ("", "")] if "outline" in contexts else []
    return [*lines, *drawn, *mark_lines()]


def _keys(keys: str) -> str:
    """In their column; what is longer than that is not cut, for a part of a key is no key."""
    return fit(keys, KEYS) if len(keys) <= KEYS else keys


def sign_lines() -> list[Line]:
    """What the signs beside the titles of an outline mean."""
    told = (
        ("+ -", _("Something is below it: folded, unfolded.")),
        ("*", _("It is marked.")),
        ("?", _("Something is still to be completed; f goes to the next one.")),
        ("~", _("A requirement that it answers has changed since; y: still fine.")),
        ("#", _("Internal: not in the client's deck.")),
        ("...", _("It has no text yet.")),
    )
    return [
        (_("Signs in the outline"), "title"),
        *((f"  {fit(sign, KEYS)} {text}", "") for sign, text in told),
    ]


def data_lines() -> list[Line]:
    """What a section may have drawn from the records."""
    from presales_tui.documents.slots import SLOTS

    lang = "zh" if language() == "zh" else "en"
    lines: list[Line] = [
        (_("Lines that are filled from the records, each alone on its line (key i)"), "title"),
        (
            _("module=, type=, most= choose among requirements; empty=drop: nothing while there is no data."),
            "muted",
        ),
    ]
    for name, slot in SLOTS.items():
        lines.append((f"  {fit('{{' + name + '}}', 18)} {slot.label(lang)}", ""))
    return lines


def mark_lines() -> list[Line]:
    """The capture marks, as docs/capture.md has them."""
    lang = language()
    lines: list[Line] = [
        (_("Marks at the start of a line of minutes"), "title"),
        (_("In the capture line one colon is enough; in a file and in the editor write two."), "muted"),
    ]
    for mark in MARKS:
        words = " ".join(f"{word}:" for word in (*mark.words_zh, *mark.words_en))
        lines.append((f"  {mark.letter}:  {fit(mark.label(lang), 14)} {words}", ""))
    lines += [("", ""), (_("Inside a marked line"), "title")]
    for attribute in ATTRIBUTES:
        name = attribute.zh if lang == "zh" else attribute.en
        lines.append((f"  {fit(name, 16)} {attribute.letters:9} {attribute.written}", ""))
    return lines


def show_help(screen: BaseScreen) -> None:
    """The help of a screen, with the focus where it is."""
    rows = screen.focused
    without = rows.NOT_HERE if isinstance(rows, Rows) else ()
    screen.app.push_screen(Read(_("Help"), help_lines(screen.contexts(), without)))


def show_history(screen: BaseScreen, record: Record) -> None:
    """Who changed a record, what and when; the newest first."""
    store = screen.store
    if store is None:
        return
    lines: list[Line] = []
    for step in steps(store, record):
        lines.append((f"{step.time}  {step.user}  {step.title}", "strong"))
        lines += [(f"  {line}", "") for line in step.changes]
        lines.append(("", ""))
    title = f"{record.ref} {one_line(record.headline)}".strip()
    screen.app.push_screen(Read(_("History: {title}").format(title=title), lines))
