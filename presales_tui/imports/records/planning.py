"""From tables to one change: which tables, which rows, which of our records each row is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from presales_tui.imports.records.form import Form
from presales_tui.imports.records.found import (
    ABOVE,
    MERGED,
    NEW,
    REFUSED,
    SAME,
    SECTION,
    UPDATED,
    Draft,
    Mapped,
    Outcome,
)
from presales_tui.imports.records.links import Linker
from presales_tui.imports.records.mapping import Remembered, map_tables
from presales_tui.imports.records.matching import Known
from presales_tui.imports.records.rows import RowReader
from presales_tui.imports.sheets.table import Row, Table, Tables
from presales_tui.locale import _
from presales_tui.model.change import Change
from presales_tui.model.text import one_line

_LEGENDS = ("图例", "Legend")
"""The sheet of our own exports with the values that there are."""
_MOST_TOLD = 8
"""Sentences on rows that are summed up."""


@dataclass
class Plan:
    """What an import would do."""

    name: str
    kind: Form
    """Which records it makes."""
    form: str
    encoding: str
    mapped: list[Mapped]
    outcomes: list[Outcome] = field(default_factory=list)
    change: Change = field(init=False)
    told: list[str] = field(default_factory=list)
    """What a person should know, as sentences."""
    names: dict[str, str] = field(default_factory=dict)
    """Id of a record to what the sheet calls it."""

    def __post_init__(self) -> None:
        self.change = Change(self.kind.title)

    def count(self, *kinds: str) -> int:
        """Rows with these outcomes."""
        return sum(outcome.kind in kinds for outcome in self.outcomes)


def plan_import(
    form: Form,
    tables: Tables,
    *,
    opportunity: str,
    existing: Sequence[Any] = (),
    sheets: Sequence[str] = (),
    maps: Sequence[str] = (),
    remembered: Remembered | None = None,
    mapped: Sequence[Mapped] | None = None,
    fresh: Mapping[str, Any] | None = None,
    key: str = "",
    as_it_is: bool = False,
    others: Sequence[Any] = (),
) -> Plan:
    """What becomes of every row, and the change that does it; nothing is written.

    `mapped` are the tables with the fields that a person has chosen; else they are found. `fresh` are
    fields of new records that no sheet says, such as the trial of an issue. `key` is the client's id: what
    is masked gets the same names as in the client's evidence. With `as_it_is` nothing is masked.
    `others` are the records of other kinds that a row may name.
    """
    every = list(mapped) if mapped is not None else map_tables(form, tables, sheets, maps, remembered)
    plan = Plan(tables.name, form, tables.form, tables.encoding, every)
    known = Known(form, existing, {**(fresh or {}), "opportunity": opportunity}, key, as_it_is)
    for one in every:
        if one.taken:
            said = [*one.table.told, *(form.tell(one) if form.tell else ())]
            plan.told += [f"{one.table.name}: {sentence}" for sentence in said]
        if one.taken:
            _plan_table(plan, one, known)
        elif one.table.name in _LEGENDS:
            plan.outcomes += [
                Outcome(one.table.name, row.line, ABOVE, _("the legend")) for row in one.table.rows
            ]
        elif one.table.rows:
            why = _(form.unlike).format(sheet=one.table.name)
            plan.outcomes += [_refused(one.table, row, why) for row in one.table.rows]
            plan.told.append(f"{why} ({len(one.table.rows)})")
    _link(plan, known, existing, others)
    _sum_up(plan)
    return plan


def _link(plan: Plan, known: Known, existing: Sequence[Any], others: Sequence[Any]) -> None:
    """Once every row is known: which records the links name."""
    linker = Linker(plan.kind, existing, known.outcomes, others)
    plan.names = linker.names
    linked = [outcome for outcome in known.outcomes if outcome.links and outcome.record is not None]
    for outcome in linked:
        known.add_note(outcome, linker.link(outcome))
    if linked:
        _finish(plan, known)


def _plan_table(plan: Plan, mapped: Mapped, known: Known) -> None:
    table, header = mapped.table, mapped.header
    body = table.rows[header.last + 1 :]
    reader = RowReader(plan.kind, table, header.words, mapped.mapping, body)
    plan.told += [f"{table.name}: {sentence}" for sentence in reader.told()]
    for at, row in enumerate(table.rows[: header.last + 1]):
        why = _("the header") if at >= header.first else _("stands above the header")
        plan.outcomes.append(Outcome(table.name, row.line, ABOVE, why))
    group = ""
    seen: dict[tuple[str, ...], Outcome] = {}
    last: Outcome | None = None
    for row in body:
        twin = seen.get(row.cells)
        if twin is not None:
            plan.outcomes.append(
                Outcome(
                    table.name,
                    row.line,
                    MERGED,
                    _("the same as row {line}").format(line=twin.line),
                    twin.record,
                )
            )
            continue
        if heading := reader.heading(row):
            group = heading
            plan.outcomes.append(
                Outcome(
                    table.name,
                    row.line,
                    SECTION,
                    _("names the module of the rows below: {name}").format(name=heading),
                )
            )
            continue
        draft = reader.read(row)
        if group and not draft.values.get(plan.kind.group):
            draft.values[plan.kind.group] = draft.texts[plan.kind.group] = group
        if not draft.words:
            above = last if last is not None and last.record is not None else None
            if above is not None and reader.continues(row):
                _merge_into(plan, above, draft, row, table.name, known)
                continue
            if above is not None and reader.stray(row):
                known.add_text(above, row.cells[0])
                plan.outcomes.append(_goes_on(above, row, table.name))
                continue
            if not reader.name_by_rest(draft):
                plan.outcomes.append(_refused(table, row, _("no text in the column of the title")))
                continue
        outcome = known.take(table.name, draft)
        plan.outcomes.append(outcome)
        if outcome.kind != REFUSED:
            seen[row.cells] = last = outcome
    _finish(plan, known)


def _merge_into(plan: Plan, last: Outcome, draft: Draft, row: Row, name: str, known: Known) -> None:
    """A row without a title of its own belongs to the one above: its words go into the note."""
    said = [
        text for field_, text in draft.texts.items() if text.strip() and field_ != known.form.group
    ] + draft.notes
    if said and last.record is not None:
        known.add_note(last, said)
    plan.outcomes.append(_goes_on(last, row, name))


def _refused(table: Table, row: Row, why: str) -> Outcome:
    said = one_line(" · ".join(cell for cell in row.cells if cell))
    return Outcome(table.name, row.line, REFUSED, why, said=said)


def _goes_on(last: Outcome, row: Row, name: str) -> Outcome:
    return Outcome(name, row.line, MERGED, _("goes on with row {line}").format(line=last.line), last.record)


def _finish(plan: Plan, known: Known) -> None:
    plan.change = Change(plan.kind.title)
    records = {}
    for outcome in known.outcomes:
        if outcome.kind == UPDATED and outcome.record == outcome.was:
            outcome.kind, outcome.changes = SAME, ()
        if outcome.record is not None and outcome.kind in (NEW, UPDATED):
            plan.change.put(outcome.record, outcome.was)
            records[outcome.record.id] = outcome.record
    for outcome in plan.outcomes:
        if outcome.kind == MERGED and outcome.record is not None:
            outcome.record = records.get(outcome.record.id, outcome.record)


def _sum_up(plan: Plan) -> None:
    """What was said of several rows, once with their number."""
    counts: dict[str, int] = {}
    for outcome in plan.outcomes:
        if outcome.kind in (NEW, UPDATED, SAME):
            for sentence in filter(None, outcome.why.split("; ")):
                counts[sentence] = counts.get(sentence, 0) + 1
    most = sorted(counts.items(), key=lambda item: -item[1])
    plan.told += [f"{sentence} ({n})" for sentence, n in most[:_MOST_TOLD]]
    if len(most) > _MOST_TOLD:
        plan.told.append(_("and {n} more; see the rows").format(n=len(most) - _MOST_TOLD))
