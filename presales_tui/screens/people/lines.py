"""What the People screen shows of a person: columns of the list, lines of the details."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from presales_tui.locale import N_, _, language
from presales_tui.model import scales
from presales_tui.model.client import Contact
from presales_tui.model.people import superiors
from presales_tui.model.touch import OPEN_DAYS, Touch
from presales_tui.screens.shared.labels import label
from presales_tui.widgets.grid import Cell, Column
from presales_tui.widgets.reader import Line

NEVER = 10**6
"""Days since the last touch with somebody who never was in touch, for sorting."""


def show_days_ago(touch: Touch | None, today: date) -> str:
    """How long ago: `0d`, `12d`; a dash: never."""
    return _("{n}d").format(n=touch.days(today)) if touch else "-"


def touch_note(touch: Touch | None, today: date) -> str:
    """The last touch with a client in words, for the head of a screen."""
    if touch is None:
        return _("never in touch")
    if touch.days(today) == 0:
        return _("in touch today")
    return _("last in touch {ago} ago").format(ago=show_days_ago(touch, today))


def touch_cell(person: Contact, touch: Touch | None, today: date) -> Cell:
    """The last touch of somebody on their side; that of our own people says nothing."""
    if person.side == "us":
        return ""
    shown = show_days_ago(touch, today)
    late = touch is None or touch.days(today) > OPEN_DAYS
    return (shown, "warn" if touch else "muted") if late else shown


def level(value: int) -> str:
    """An influence or an interest in words; what is not known is said to be so."""
    return scales.LEVEL.label(str(value), language()) if value else "?"


def place(person: Contact) -> str:
    """Department and job; once, where the job says the department."""
    if person.job.startswith(person.department):
        return person.job or person.department
    return f"{person.department} {person.job}".strip()


def _level_cell(value: int) -> Cell:
    return level(value) if value else ("?", "muted")


def contact_columns(touch_of: Callable[[Contact], Touch | None]) -> tuple[Column, ...]:
    """The columns of the list; `touch_of` knows the last touch of a person."""

    def days(person: Contact) -> int:
        touch = touch_of(person)
        return touch.days(date.today()) if touch else NEVER

    return (
        Column(N_("Full name"), 10, lambda c: c.name, lambda c: c.name, width_en=14),
        Column(N_("Job"), 0, place, place),
        Column(
            N_("Side"),
            8,
            lambda c: scales.SIDE.label(c.side, language()),
            lambda c: scales.SIDE.order(c.side),
            least=66,
        ),
        Column(
            N_("Role"),
            10,
            lambda c: label(scales.BUYING_ROLE, c.role),
            lambda c: scales.BUYING_ROLE.order(c.role),
            width_en=14,
        ),
        Column(
            N_("Stance"),
            7,
            lambda c: label(scales.STANCE, c.stance) if c.side != "us" else "",
            lambda c: scales.STANCE.order(c.stance),
            width_en=12,
        ),
        Column(
            N_("Influence"),
            6,
            lambda c: _level_cell(c.influence) if c.side != "us" else "",
            lambda c: -c.influence,
            least=70,
            width_en=9,
        ),
        Column(
            N_("Interest"),
            6,
            lambda c: _level_cell(c.interest) if c.side != "us" else "",
            lambda c: -c.interest,
            least=70,
            width_en=8,
        ),
        Column(
            N_("Touch"),
            6,
            lambda c: touch_cell(c, touch_of(c), date.today()),
            days,
            align="right",
            least=66,
        ),
        Column(N_("Phone"), 15, lambda c: c.phone, lambda c: c.phone, least=120),
    )


def contact_lines(
    person: Contact, people: Mapping[str, Contact], touch: Touch | None, today: date
) -> list[Line]:
    """Everything that is known about a person."""
    lang = language()
    told = [f"{person.ref} {person.name}".strip(), place(person), scales.SIDE.label(person.side, lang)]
    lines: list[Line] = [("  ".join(filter(None, told)), "title")]
    if person.side != "us":
        term = scales.STANCE.term(person.stance)
        role = scales.BUYING_ROLE.label(person.role, lang) or _("role not known")
        standing = [
            role,
            f"{_('Stance')} {term.mark} {term.label(lang)}",
            f"{_('Influence')} {level(person.influence)}",
            f"{_('Interest')} {level(person.interest)}",
        ]
        lines.append(("  ".join(standing), term.tone))
    met = f"{show_days_ago(touch, today)}  {touch.what}" if touch else ""
    above = " > ".join(one.name for one in superiors(person, people))
    rows = (
        (_("Business concern"), person.concern_business),
        (_("Own concern"), person.concern_personal),
        (_("Reports to"), above),
        (_("Touch"), met if person.side != "us" else ""),
        (_("Phone"), "  ".join(filter(None, (person.phone, person.email)))),
        (_("Also called"), ", ".join(person.aliases)),
        (_("Notes"), person.notes),
        (_("Visibility"), scales.VISIBILITY.label(person.visibility, lang)),
    )
    lines += [(f"{name}: {value}", "") for name, value in rows if value]
    return lines
