"""Help for where you are, and the history of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presales_tui.capture.attributes import ATTRIBUTES
from presales_tui.capture.marks import MARKS
from presales_tui.fields import FIELDS, Field
from presales_tui.locale import _, language
from presales_tui.model.client import Contact
from presales_tui.model.record import Record
from presales_tui.model.sla import parse_utc
from presales_tui.screens.dialog import Read
from presales_tui.widgets.cells import fit
from presales_tui.widgets.commands import commands, heading
from presales_tui.widgets.reader import Line

if TYPE_CHECKING:
    from presales_tui.data import ClientStore
    from presales_tui.screens.base import BaseScreen

KEYS = 10
"""Cells for the keys on the help page."""


_ENDS = {"_low": " >=", "_high": " <=", "_roles": " +"}
"""What stands behind the label of a range for each of the fields that it is kept in."""


def help_lines(contexts: list[str]) -> list[Line]:
    """Keys by context, made from the command table, and the capture marks."""
    lines: list[Line] = []
    for where in contexts:
        found = commands(where)
        if not found:
            continue
        lines.append((heading(where), "title"))
        lines += [(f"  {fit(command.all_keys, KEYS)} {_(command.help)}", "") for command in found]
        lines.append(("", ""))
    lines += [
        (_("Moving"), "title"),
        (f"  {fit('up down', KEYS)} " + _("Rows; also j and k. Page up, page down, home, end."), ""),
        (f"  {fit('tab', KEYS)} " + _("The next list on the screen."), ""),
        (f"  {fit('^j F2', KEYS)} " + _("Save, in forms and editors; escape or ^g leaves them."), ""),
        ("", ""),
    ]
    return [*lines, *mark_lines()]


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
    screen.app.push_screen(Read(_("Help"), help_lines(screen.contexts())))


def show_history(screen: BaseScreen, record: Record) -> None:
    """Who changed a record, what and when; the newest first."""
    store = screen.store
    if store is None:
        return
    fields = {name: field for field in FIELDS.get(type(record), ()) for name in field.names}
    lines: list[Line] = []
    for entry in store.history(record.id):
        lines.append((f"{local_time(entry.time)}  {entry.user}  {_(entry.title)}", "strong"))
        for change in entry.changes:
            # Ids and stamps are left out: they say nothing to a reader.
            if (field := fields.get(change.field)) is not None:
                old, new = (_shown(field, value, store, type(record)) for value in (change.old, change.new))
                end = _ENDS.get(change.field.removeprefix(field.name), "")
                lines.append((f"  {_(field.label)}{end}: {old} -> {new}", ""))
        lines.append(("", ""))
    title = f"{record.ref} {record.headline}".strip()
    screen.app.push_screen(Read(_("History: {title}").format(title=title), lines))


def local_time(utc: str) -> str:
    """A UTC time as the clock on the wall said it."""
    at = parse_utc(utc)
    return at.astimezone().strftime("%Y-%m-%d %H:%M") if at else utc


def _shown(field: Field, value: object, store: ClientStore, kind: type[Record]) -> str:
    if value is None:
        return "-"
    if field.kind == "refs" and isinstance(value, list):
        found = [store.get(kind, one) for one in value]
        return ", ".join(one.ref if one else "?" for one in found)
    if field.kind == "person":
        person = store.get(Contact, str(value)) if value else None
        return person.name if person is not None else "-"
    if field.scale is not None:
        return field.scale.label(str(value or ""), language()) or "-"
    if isinstance(value, list):
        return ", ".join(" ".join(map(str, item)) if isinstance(item, list) else str(item) for item in value)
    return f"{value:g}" if isinstance(value, float) else str(value).replace("\n", " / ")
