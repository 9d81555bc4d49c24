"""The capture line: one line at a time, typed as fast as people speak."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from presales_tui.capture.marks import mark_kind, parse_line
from presales_tui.locale import N_, _, language, ngettext
from presales_tui.model import scales
from presales_tui.model.effort import show_days
from presales_tui.model.record import Json
from presales_tui.model.scales import Scale
from presales_tui.model.text import clean
from presales_tui.widgets.naming import BEHIND_AT, NameLine

_SHOWN: tuple[tuple[str, Scale], ...] = (
    ("priority", scales.PRIORITY),
    ("fit", scales.FIT),
    ("kind", scales.ISSUE_KIND),
    ("severity", scales.SEVERITY),
    ("contractual", scales.CONTRACTUAL),
    ("visibility", scales.VISIBILITY),
)


class CaptureLine(NameLine):
    """The line at the foot of the minutes. Pasted lines become minutes at once, in one change."""

    DEFAULT_CSS = """
    CaptureLine { padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+g", "leave", show=False),
        Binding("up", "leave", show=False),
    ]

    @dataclass
    class Entered(Message):
        """Lines to be written."""

        texts: list[str]

    def __init__(self, placeholder: str, names: Callable[[], list[str]]) -> None:
        super().__init__(placeholder=placeholder, names=names, begun=BEHIND_AT)

    async def action_submit(self) -> None:
        """Enter writes the line; an empty one writes a blank line."""
        self.post_message(self.Entered([clean(self.value).replace("\n", " ")]))

    def _on_paste(self, event: events.Paste) -> None:
        """One pasted line goes into the line, as the input does it; several are written as they are."""
        lines = clean(event.text).rstrip("\n").split("\n")
        if len(lines) > 1:
            event.stop()
            event.prevent_default()
            first = self.value + lines[0]
            self.post_message(self.Entered([first, *lines[1:]]))

    def action_leave(self) -> None:
        """Back to the minutes; what is typed stays in the line."""
        from presales_tui.widgets.minutes import Minutes

        self.screen.query_one(Minutes).focus()


def _day(iso: str, today: date) -> str:
    """A day with its weekday, and in how many days it is: what `周五` or `月底` was taken for."""
    day = date.fromisoformat(iso)
    names = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
    return _("{day} {weekday} (in {n}d)").format(
        day=iso, weekday=_(names[day.weekday()]), n=(day - today).days
    )


def _impact(kind: str, impact: Json, lang: str) -> str:
    """What a requirement does to the deal; how much a risk or an issue hits."""
    if kind == "requirement":
        return scales.DEAL_IMPACT.label(str(impact), lang)
    scale = scales.LEVEL if kind == "risk" else scales.LEVEL3
    return _("impact {level}").format(level=scale.label(str(impact), lang))


def capture_hint(text: str, today: date, people: Callable[[], Mapping[str, str]] = dict) -> str:
    """What a line will become, before enter is pressed; empty for plain minutes.

    A name that no contact has carries a question mark. A mark without words says that it is minutes.
    """
    marked = parse_line(text, loose=True, today=today)
    if marked is None:
        return _("-> minutes: no words behind the mark yet") if mark_kind(text, loose=True) else ""
    known = people() if "@" in text or "＠" in text else {}
    lang = language()
    fields = marked.fields
    parts = [marked.mark.label(lang)]
    parts += [scale.label(str(fields[name]), lang) for name, scale in _SHOWN if fields.get(name)]
    if impact := fields.get("impact"):
        parts.append(_impact(marked.kind, impact, lang))
    if fields.get("clause_mark"):
        parts.append(str(fields["clause_mark"]))
    if fields.get("effort_high"):
        days = show_days(fields["effort_low"], fields["effort_high"])
        parts.append(ngettext("{days} day", "{days} days", 1 if days == "1" else 2).format(days=days))
    if fields.get("due"):
        parts.append(">" + _day(str(fields["due"]), today))
    if marked.no_day:
        parts.append(_("no such day: {day}").format(day=marked.no_day))
    for name, sign in (("module", "&"), ("owner", "@"), ("to", "@")):
        if fields.get(name):
            new = "?" if sign == "@" and known and fields[name] not in known else ""
            parts.append(f"{sign}{fields[name]}{new}")
    if marked.speaker:
        parts.append(f"@{marked.speaker}" + ("?" if known and marked.speaker not in known else ""))
    parts += [f"#{tag}" for tag in fields.get("tags", ())]
    if marked.unread:
        parts.append(_("not understood, stays text: {words}").format(words=" ".join(marked.unread)))
    return "-> " + "  ".join(parts)
