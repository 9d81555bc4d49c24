"""A field of a form: text in, text out.

`show` gives the text of a record's field, `read` turns what was typed into the changed fields, or
says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol

from presales_tui.locale import N_, _, language
from presales_tui.model import scales
from presales_tui.model.client import Contact
from presales_tui.model.effort import parse_days, parse_effort, show_days, show_effort
from presales_tui.model.errors import Wrong
from presales_tui.model.people import by_name, fold
from presales_tui.model.record import Record
from presales_tui.model.scales import Scale
from presales_tui.model.text import clean, one_line


class Known(Protocol):
    """Who knows the records that a field of refs names: a client's store."""

    def find_ref(self, ref: str) -> Record | None:
        """A record by its ref, in any case."""

    def get(self, kind: type[Any], record_id: str) -> Any:
        """A record by its id; `None`: it is gone."""

    def all(self, kind: type[Any]) -> list[Any]:
        """Every record of a kind."""


class Codec(NamedTuple):
    """How a field is shown and read that is none of the ordinary kinds."""

    show: Callable[[Any, Known | None], str]
    """The text of the field of a record."""
    read: Callable[[str, Known | None], dict[str, Any]]
    """The changed fields of what was typed. Raises `Wrong`."""


class Field(NamedTuple):
    """One field of a form."""

    name: str
    """The record's field; for a range of days the stem of `_low` and `_high`."""
    label: str
    """English message."""
    kind: str = "line"
    """`line`, `area`, `choice`, `date`, `moment`, `number`, `whole`, `days`, `effort` (days, also by role),
    `list`, `dates`, `flag`, `refs` (ids of records of the same kind), `level` (1 to 3, 0: not known),
    `person` (id of a contact)."""
    scale: Scale | None = None
    empty: bool = False
    """A choice may be left empty."""
    required: bool = False
    codec: Codec | None = None
    """Shows and reads it in place of what its kind would; the kind still says how it is edited."""
    people: bool = False
    """What is typed are names: the form offers those of the contacts."""
    masked: bool = False
    """Secrets and personal data are masked before any of it is written, drafts included."""

    @property
    def names(self) -> tuple[str, ...]:
        """The fields of the record that it stands for."""
        if self.kind == "effort":
            return (self.name + "_low", self.name + "_high", self.name + "_roles")
        return (self.name + "_low", self.name + "_high") if self.kind == "days" else (self.name,)


def choice(name: str, label: str, scale: Scale, empty: bool = False) -> Field:
    """A field whose value is a code of a scale."""
    return Field(name, label, "choice", scale, empty)


VISIBILITY = choice("visibility", N_("Visibility"), scales.VISIBILITY)
TAGS = Field("tags", N_("Tags"), "list")
QUOTE = Field("quote", N_("Verbatim"))
SPEAKER = Field("speaker", N_("Said by"), people=True)
TITLE = Field("title", N_("Title"), required=True)


def plain_number(value: float) -> str:
    """A number as people write it: an amount of millions has all its digits."""
    return str(int(value)) if value == int(value) else f"{value:.10g}"


def show(field: Field, record: Record, known: Known | None = None) -> str:
    """The text of a record's field as the form shows it."""
    if field.codec is not None:
        return field.codec.show(record, known)
    if field.kind == "effort":
        low, high, roles = (getattr(record, name) for name in field.names)
        return show_effort(low, high, roles, language())
    if field.kind == "days":
        return show_days(getattr(record, field.name + "_low"), getattr(record, field.name + "_high"))
    value: Any = getattr(record, field.name)
    match field.kind:
        case "list":
            return ", ".join(value)
        case "refs":
            found = [known.get(type(record), one) for one in value] if known else []
            return ", ".join(one.ref for one in found if one is not None)
        case "dates":
            return "; ".join(f"{when} {what}" for when, what in value)
        case "number" | "whole" | "level":
            return plain_number(value) if value else ""
        case "person":
            person = known.get(Contact, value) if known and value else None
            return person.ref if person is not None else ""
        case "flag":
            return "yes" if value else ""
        case "moment":
            return str(value).replace("T", " ")
        case _:
            return str(value)


def read(field: Field, text: str, known: Known | None = None) -> dict[str, Any]:
    """The changed fields of what was typed. Raises `Wrong`."""
    if field.codec is not None:
        return field.codec.read(text, known)
    if field.kind == "area" and (text.strip() or not field.required):
        return {field.name: safe(field, clean(text).strip("\n"), known)}
    text = text.strip() if field.kind == "choice" else one_line(text)
    if not text and field.required:
        raise Wrong(_("{field} is missing").format(field=_(field.label)))
    match field.kind:
        case "days":
            days = parse_days(text) if text else (0.0, 0.0)
            if days is None:
                raise Wrong(_("Write days as 5 or 3-5"))
            return {field.name + "_low": days[0], field.name + "_high": days[1]}
        case "effort":
            effort = parse_effort(text) if text else (0.0, 0.0, ())
            if effort is None:
                raise Wrong(_("Write days as 5 or 3-5, or by role: backend 3-5; test 1-2"))
            return dict(zip(field.names, effort, strict=True))
        case "refs":
            return {field.name: _refs(text, known)}
        case "person":
            return {field.name: _person(text, known)}
        case "level":
            return {field.name: _level(text)}
        case "number":
            return {field.name: _number(text)}
        case "whole":
            return {field.name: round(_number(text))}
        case "flag":
            return {field.name: text == "yes"}
        case "list":
            return {field.name: words_of(text)}
        case "dates":
            return {field.name: _dates(text)}
        case "date":
            return {field.name: _date(text)}
        case "moment":
            return {field.name: _moment(text)}
        case _:
            return {field.name: text}


def safe(field: Field, text: str, known: Known | None) -> str:
    """The text of a field as it may be written to a disk."""
    if not field.masked or not text.strip():
        return text
    from presales_tui.model.masking import mask

    client = getattr(known, "client", None)
    return mask(text, client.id if client is not None else "").text


def words_of(text: str) -> tuple[str, ...]:
    """The items of a list as it is typed: commas, also Chinese ones, and semicolons divide it."""
    for comma in "，、；;":
        text = text.replace(comma, ",")
    return tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


def _refs(text: str, known: Known | None) -> tuple[str, ...]:
    """Ids of the records that refs name, divided by commas or blanks."""
    found = []
    for ref in " ".join(words_of(text)).split():
        record = known.find_ref(ref) if known else None
        if record is None:
            raise Wrong(_("There is no {ref} with this client.").format(ref=ref))
        found.append(record.id)
    return tuple(dict.fromkeys(found))


def _person(text: str, known: Known | None) -> str:
    """The id of a contact that is named by its ref, its name or another name of it."""
    if not text or known is None:
        return ""
    found = known.find_ref(text)
    if not isinstance(found, Contact):
        found = by_name(known.all(Contact)).get(fold(text))
    if found is None:
        raise Wrong(_("There is no {ref} with this client.").format(ref=text))
    return found.id


def _level(text: str) -> int:
    if text in ("", "0", "?", "-"):
        return 0
    code = scales.LEVEL.find(text)
    if not code:
        raise Wrong(_("Write 1 (low), 2, 3 (high), or ? for not known"))
    return int(code)


def _number(text: str) -> float:
    try:
        value = float(text.replace(",", "").replace("，", "") or 0)
    except ValueError:
        raise Wrong(_("Write a number")) from None
    if not -1e15 < value < 1e15:
        raise Wrong(_("Write a number"))
    return value


def _date(text: str) -> str:
    if not text:
        return ""
    from presales_tui.capture.dates import parse_due

    found = parse_due(text, date.today())
    if found is None:
        raise Wrong(_("Write a date as 2026-12-01, 12-01 or +3d"))
    return found


def _moment(text: str) -> str:
    """A local date, or date and time: `2026-12-01 14:30`, `12-01 14:30`, `14:30` (today)."""
    if not text:
        return ""
    day, blank, clock = text.replace("T", " ").replace("：", ":").rpartition(" ")
    if not blank and ":" not in clock:
        return _date(text)
    when = _date(day) if day else date.today().isoformat()
    try:
        return datetime.fromisoformat(f"{when}T{clock:0>5}").isoformat(timespec="minutes")
    except ValueError:
        raise Wrong(_("Write a time as 2026-12-01 14:30")) from None


def _dates(text: str) -> tuple[tuple[str, str], ...]:
    """Deadlines as `2026-12-01 投标截止; 12-05 09:30 开标`."""
    found = []
    for part in text.replace("；", ";").split(";"):
        words = part.split()
        if not words:
            continue
        if len(words) > 2 and ":" in words[1]:
            found.append((_moment(f"{words[0]} {words[1]}").replace("T", " "), " ".join(words[2:])))
        else:
            found.append((_date(words[0]), " ".join(words[1:])))
    return tuple(found)
