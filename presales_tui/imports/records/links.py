"""Links between the records of a sheet: refs and numbers in its cells, ids in the records.

A cell names records by our ref or by the number that the sheet gives them, also such as stand further down.
What it says besides is no link, and stays in the note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from presales_tui.imports.records.form import REF, REFS, Form
from presales_tui.imports.records.found import SAME, UPDATED, Outcome

R = TypeVar("R")

_BETWEEN = re.compile(r"[,，、;；\n]")


def link_fields(form: Form) -> tuple[str, ...]:
    """The fields that hold links."""
    return tuple(column.name for column in form.columns if column.kind in (REF, REFS))


def named(form: Form, record: R, names: Mapping[str, str]) -> R:
    """A record as a sheet shows it: names instead of ids in its links; what has no name is left out."""
    here = record.__dict__
    changed: Any = {
        field: names.get(here[field], "")
        if isinstance(here[field], str)
        else tuple(names[one] for one in here[field] if one in names)
        for field in link_fields(form)
        if here[field]
    }
    return replace(record, **changed) if changed else record  # type: ignore[type-var]


def name_of(form: Form, record: Any) -> str:
    """What a sheet calls a record: its ref, or the number that it came with."""
    return str(record.ref or getattr(record, form.number))


def _number(record: Any) -> str:
    """The number under which a record of another kind is known elsewhere."""
    return str(getattr(record, "external_id", "")).casefold()


class Linker:
    """Knows what the records are called, those of the sheet before those that were there."""

    def __init__(
        self,
        form: Form,
        existing: Iterable[Any],
        outcomes: Iterable[Outcome],
        others: Sequence[Any] = (),
    ) -> None:
        """`others` are records of other kinds that a sheet may name."""
        self._form = form
        self._others: dict[str, dict[str, str]] = {
            column.name: {
                word: other.id
                for other in others
                if column.of is not None and isinstance(other, column.of)
                for word in (_number(other), other.ref.casefold())
                if word
            }
            for column in form.columns
            if column.kind == REF
        }
        self._ids: dict[str, str] = {}
        self.names: dict[str, str] = {}
        """Id to name."""
        self.names.update((other.id, other.ref) for other in others)
        here = {outcome.record.id: outcome.record for outcome in outcomes if outcome.record is not None}
        self._here = here.keys()
        numbers: dict[str, set[str]] = {}
        for record in [*here.values(), *(r for r in existing if r.id not in here)]:
            self.names[record.id] = name_of(form, record)
            if record.ref:
                self._ids.setdefault(record.ref.casefold(), record.id)
            if number := str(getattr(record, form.number)).casefold():
                numbers.setdefault(number, set()).add(record.id)
        for number, ids in numbers.items():
            # A number that stands several times does not tell which of them it is.
            if len(ids) == 1:
                self._ids.setdefault(number, *ids)

    def link(self, outcome: Outcome) -> list[str]:
        """Put the links of a row into its record; the cells that say anything besides, with their header."""
        record, left = outcome.record, []
        changed: dict[str, tuple[str, ...] | str] = {}
        for field, (header, text) in outcome.links.items():
            if field in self._others:
                one = self._others[field].get(text.strip().casefold(), "")
                if text.strip() and not one:
                    left.append(f"{header}: {text}")
                elif one != getattr(record, field) and (one or getattr(record, field) in self.names):
                    changed[field] = one
                continue
            found, rest = self._read(text)
            before: tuple[str, ...] = getattr(record, field)
            # Of what is not in the sheet, the sheet says nothing.
            elsewhere = [one for one in before if one not in self._here]
            after = tuple(one for one in dict.fromkeys([*found, *elsewhere]) if one != record.id)
            if set(after) != set(before):
                changed[field] = after
            if rest:
                left.append(f"{header}: {text}")
        if changed:
            values: Any = changed
            outcome.record = replace(record, **values)
            if outcome.kind in (SAME, UPDATED):
                outcome.kind = UPDATED
                outcome.changes += tuple(self._shown(field, record, outcome.record) for field in changed)
        return left

    def _read(self, text: str) -> tuple[list[str], bool]:
        """Ids, and whether there is anything that names no record."""
        found: list[str] = []
        rest = False
        for part in filter(None, map(str.strip, _BETWEEN.split(text))):
            whole = self._ids.get(part.casefold())
            words = [part] if whole else part.split()
            ids = [self._ids.get(word.casefold(), "") for word in words]
            found += filter(None, ids)
            rest = rest or not all(ids)
        return found, rest

    def _shown(self, field: str, before: Any, after: Any) -> tuple[str, str, str]:
        def text(record: Any) -> str:
            value = getattr(record, field)
            ids = [value] if isinstance(value, str) else value
            return ", ".join(self.names.get(one, "?") for one in ids if one)

        return field, text(before), text(after)
