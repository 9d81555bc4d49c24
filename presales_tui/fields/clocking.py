"""Fields of the trial's clocks and of an issue's course: local times, targets, days, steps, links."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from presales_tui.capture.dates import parse_due
from presales_tui.fields.field import Codec, Field, Known
from presales_tui.locale import _, language
from presales_tui.model.errors import Wrong
from presales_tui.model.record import Record
from presales_tui.model.scales import ISSUE_STATUS
from presales_tui.model.sla import DEFAULT_TARGETS, PRIORITIES, parse_span, parse_utc
from presales_tui.model.text import one_line
from presales_tui.model.working import has_days_of, parse_hours, show_hours

_STAMP = "%Y-%m-%d %H:%M"


def local(text: str) -> str:
    """A UTC time as the clock on the wall showed it; what is no time as it is."""
    found = parse_utc(text)
    return found.astimezone().strftime(_STAMP) if found else text


def moment(text: str) -> str:
    """The UTC time of local words: `2026-12-01 14:30`, `12-01 14:30`, `14:30` (today). Raises `Wrong`."""
    words = text.replace("T", " ").replace("：", ":").split()
    if not words:
        return ""
    day = words[0] if len(words) > 1 or ":" not in words[0] else ""
    clock = words[-1] if ":" in words[-1] else "0:00"
    when = parse_due(day, date.today()) if day else date.today().isoformat()
    if when and when[:4] not in day and date.fromisoformat(when) - date.today() > timedelta(days=180):
        # A day without its year that has just passed is not that of next year.
        when = f"{int(when[:4]) - 1}{when[4:]}"
    try:
        if when is None or len(words) > 2:
            raise ValueError
        found = datetime.fromisoformat(f"{when}T{clock:0>5}").astimezone(UTC)
    except (ValueError, OverflowError):
        raise Wrong(_("Write a time as 2026-12-01 14:30")) from None
    return found.strftime("%Y-%m-%dT%H:%M:%SZ")


def utc_field(name: str, label: str) -> Field:
    """A time that is kept in UTC and shown in the time of the machine."""
    return Field(
        name,
        label,
        codec=Codec(
            lambda record, _known: local(getattr(record, name)),
            lambda text, _known: {name: moment(one_line(text))},
        ),
    )


def _each(text: str) -> list[str]:
    for sign in "，、；;,":
        text = text.replace(sign, " ")
    return text.split()


def refs_field(name: str, label: str, kind: type[Record], *, one: bool = False) -> Field:
    """Links to records of a kind, written as refs; with `one`, to a single one."""

    def shown(record: Any, known: Known | None) -> str:
        value = getattr(record, name)
        ids = ([value] if value else []) if one else value
        found = [known.get(kind, record_id) for record_id in ids] if known else []
        return ", ".join(record.ref for record in found if record is not None)

    def read(text: str, known: Known | None) -> dict[str, Any]:
        found = []
        for ref in _each(text):
            record = known.find_ref(ref) if known else None
            if not isinstance(record, kind):
                raise Wrong(_("There is no {ref} with this client.").format(ref=ref))
            found.append(record.id)
        if not one:
            return {name: tuple(dict.fromkeys(found))}
        if len(found) > 1:
            raise Wrong(_("{field} takes one.").format(field=_(label)))
        return {name: found[0] if found else ""}

    return Field(name, label, codec=Codec(shown, read))


def _show_targets(record: Any, _known: Known | None) -> str:
    given = {row[0]: row for row in record.targets}
    return "; ".join(f"{p} {r}/{s}" for p, r, s in (given.get(row[0], row) for row in DEFAULT_TARGETS))


def _read_targets(text: str, _known: Known | None) -> dict[str, Any]:
    found = {}
    for part in one_line(text).replace("；", ";").replace("，", ";").replace(",", ";").split(";"):
        if not part.strip():
            continue
        name, _blank, spans = part.strip().partition(" ")
        respond, _slash, solve = (word.replace(" ", "") for word in spans.partition("/"))
        first, second = parse_span(respond), parse_span(solve)
        if name.upper() not in PRIORITIES or first is None or second is None:
            raise Wrong(_("Write targets as P1 30m/4h; P2 1h/8h; P3 4h/2d: response/solution in m, h, d"))
        if first > second:
            raise Wrong(
                _("{priority}: the response may not take longer than the solution.").format(priority=name)
            )
        found[name.upper()] = (name.upper(), respond, solve)
    return {"targets": tuple(found[row[0]] for row in DEFAULT_TARGETS if found.get(row[0], row) != row)}


TARGETS = Codec(_show_targets, _read_targets)
"""Response and solution targets by priority."""


def _read_hours(text: str, _known: Known | None) -> dict[str, Any]:
    spans = parse_hours(one_line(text))
    if spans is None:
        raise Wrong(_("Write working hours as 09:00-12:00, 13:30-18:00"))
    return {"hours": show_hours(spans)}


HOURS = Codec(lambda record, _known: record.hours, _read_hours)
"""Working hours of a day."""


def _read_zone(text: str, _known: Known | None) -> dict[str, Any]:
    from presales_tui.model.sla import zone_of

    name = one_line(text)
    if name and zone_of(name) is None:
        raise Wrong(_("No time zone “{name}” on this machine; write one as Asia/Shanghai").format(name=name))
    return {"zone": name}


ZONE = Codec(lambda record, _known: record.zone, _read_zone)
"""A time zone by its IANA name."""


def _read_country(text: str, _known: Known | None) -> dict[str, Any]:
    name = one_line(text).upper()
    if not has_days_of(name):
        raise Wrong(_("No holiday calendar “{name}”; write a country as CN or DE-BY").format(name=name[:12]))
    return {"country": name}


COUNTRY = Codec(lambda record, _known: record.country, _read_country)
"""The country whose public holidays are free."""


def days_field(name: str, label: str) -> Field:
    """Single days and ranges: `2026-10-01..10-07, 2026-12-31`."""

    def shown(record: Any, _known: Known | None) -> str:
        return ", ".join(_ranges(getattr(record, name)))

    def read(text: str, _known: Known | None) -> dict[str, Any]:
        found: set[str] = set()
        for part in _each(one_line(text)):
            begin, dots, end = part.partition("..")
            first = parse_due(begin, date.today())
            last = parse_due(end, date.today()) if dots else first
            if first and last and dots and end.count("-") < 2:
                last = f"{first[:4]}{last[4:]}"
            if not first or not last or not first <= last:
                raise Wrong(_("Write days as 2026-12-31, 2026-10-01..10-07"))
            day = date.fromisoformat(first)
            while day.isoformat() <= last and len(found) < 3660:
                found.add(day.isoformat())
                day += timedelta(days=1)
        return {name: tuple(sorted(found))}

    return Field(name, label, codec=Codec(shown, read))


def _ranges(days: tuple[str, ...]) -> list[str]:
    out: list[list[date]] = []
    for text in sorted(days):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            continue
        if out and day - out[-1][1] == timedelta(days=1):
            out[-1][1] = day
        else:
            out.append([day, day])
    return [
        first.isoformat() if first == last else f"{first.isoformat()}..{last.isoformat()}"
        for first, last in out
    ]


def _show_steps(record: Any, _known: Known | None) -> str:
    lang = language()
    return "\n".join(
        f"{local(at)} {ISSUE_STATUS.label(code, lang)} {' '.join(who)}".rstrip()
        for code, at, *who in record.status_log
    )


def _read_steps(text: str, _known: Known | None) -> dict[str, Any]:
    steps = []
    for line in text.splitlines():
        words = line.split()
        if not words:
            continue
        if len(words) < 3:
            raise Wrong(_("Write a step as 2026-12-01 14:30 STATUS WHO, one a line"))
        at = moment(" ".join(words[:2]))
        # A label may be of several words: the longest that is one counts.
        size = next((n for n in range(len(words), 2, -1) if ISSUE_STATUS.find(" ".join(words[2:n]))), 0)
        if not size:
            known = ", ".join(term.label(language()) for term in ISSUE_STATUS.terms)
            raise Wrong(_("No status “{word}”; there are: {known}").format(word=words[2][:40], known=known))
        steps.append((ISSUE_STATUS.find(" ".join(words[2:size])), at, " ".join(words[size:])))
    return {"status_log": tuple(sorted(steps, key=_time))}


def _time(step: tuple[str, str, str]) -> str:
    return step[1]


STEPS = Codec(_show_steps, _read_steps)
"""The course of an issue, a step a line, in the order of time."""
