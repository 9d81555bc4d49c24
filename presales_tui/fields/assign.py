"""Fields set by words: `fit=custom`, `tags+=集成`, `fit=二次开发`; what a cell and `set` have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from presales_tui.fields import FIELDS, Field, check, read
from presales_tui.fields.field import Known, words_of
from presales_tui.locale import _, language
from presales_tui.model.client import Contact
from presales_tui.model.errors import Wrong
from presales_tui.model.filter import field_name
from presales_tui.model.people import reports_below
from presales_tui.model.record import Record

R = TypeVar("R", bound=Record)

_WORD = re.compile(r"(?P<name>[^\s=+:：]+?)(?P<op>\+=|-=|=|:|：)(?P<text>.*)", re.DOTALL)
_YES = frozenset({"yes", "y", "true", "1", "是", "有"})
_NO = frozenset({"", "no", "n", "false", "0", "否", "无", "-"})


class Assignment(NamedTuple):
    """One field, what is done to it (`=`, `+=`, `-=`), and the text."""

    field: Field
    op: str
    text: str


def kinds() -> dict[str, type[Record]]:
    """What can be set: the name of a kind, as `requirement`, to its class."""
    return {kind.__name__.lower(): kind for kind in FIELDS}


def field_of(kind: type[Record], word: str) -> Field:
    """The field that a word names: its name, a short form or its label. Wrong, with all names, if none."""
    fields = FIELDS[kind]
    wanted = field_name(word)
    for field in fields:
        if wanted in (field.name, field.label.casefold(), _(field.label).casefold()):
            return field
    names = ", ".join(field.name for field in fields)
    raise Wrong(_("There is no field “{name}”; there are: {names}.").format(name=word, names=names))


def parse_assignment(kind: type[Record], word: str) -> Assignment | None:
    """The assignment that a word of the command line is; `None`: it is none. Wrong for an unknown field."""
    found = _WORD.fullmatch(word)
    if found is None:
        return None
    field = field_of(kind, found["name"])
    op = "=" if found["op"] in ":：" else found["op"]
    if op != "=" and field.kind not in ("list", "refs"):
        raise Wrong(
            _("{field} holds one value: write {name}=VALUE.").format(field=_(field.label), name=field.name)
        )
    return Assignment(field, op, found["text"])


def read_word(field: Field, text: str, known: Known | None = None) -> dict[str, Any]:
    """As `read`, but a value of a scale may be its code or label in either language. Raises `Wrong`."""
    if field.kind == "choice" and field.scale is not None:
        wanted = text.strip()
        if not wanted and field.empty:
            return {field.name: ""}
        code = field.scale.find(wanted)
        if not code:
            raise Wrong(
                _("{field} cannot be “{value}”; it is one of: {values}.").format(
                    field=_(field.label), value=wanted[:80], values=", ".join(values_of(field))
                )
            )
        return {field.name: code}
    if field.kind == "flag":
        wanted = text.strip().casefold()
        if wanted not in _YES | _NO:
            raise Wrong(_("{field} is yes or no").format(field=_(field.label)))
        return {field.name: wanted in _YES}
    return read(field, text, known)


def _no_circle(record: Record, above: str, known: Known) -> None:
    """Wrong, if somebody would report to themselves, at whatever remove."""
    if above in reports_below(known.all(Contact), record.id):
        raise Wrong(_("{ref} would be their own superior.").format(ref=record.ref))


def values_of(field: Field) -> list[str]:
    """The values of a choice as they are typed: codes, in Chinese with their labels."""
    if field.kind == "flag":
        return ["yes", "no"]
    if field.scale is None:
        return []
    lang = language()
    return [term.code if lang == "en" else f"{term.code} {term.zh}" for term in field.scale.terms]


def assign(record: R, assignments: Iterable[Assignment], known: Known | None = None) -> R:
    """The record with its fields set. Raises `Wrong`."""
    changed: dict[str, Any] = {}
    for field, op, text in assignments:
        found = read_word(field, text, known)
        if op != "=":
            here: tuple[str, ...] = changed.get(field.name, getattr(record, field.name))
            items: tuple[str, ...] = found[field.name] if field.kind == "refs" else words_of(text)
            kept = tuple(item for item in here if item not in items)
            found = {field.name: (*here, *(i for i in items if i not in here)) if op == "+=" else kept}
        if field.kind == "refs" and record.id in found[field.name]:
            raise Wrong(_("{ref} cannot be linked with itself.").format(ref=record.ref))
        if field.kind == "person" and found[field.name] and known is not None:
            _no_circle(record, found[field.name], known)
        changed |= found
    new = replace(record, **changed)
    check(new, record)
    return new
