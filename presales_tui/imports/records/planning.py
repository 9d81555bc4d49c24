"""From tables to one change: which tables, which rows, which of our records each row is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from presales_tui.imports.records.form import NOTE, SKIP, Form, fields_of, text_of
from presales_tui.imports.records.headers import Header, find_header, fold, guess, meaning
from presales_tui.imports.records.links import Linker
from presales_tui.imports.records.rows import (
    ABOVE,
    MERGED,
    NEW,
    REFUSED,
    SAME,
    SECTION,
    UPDATED,
    Draft,
    Outcome,
    RowReader,
)
from presales_tui.imports.sheets.table import Row, Table, Tables
from presales_tui.locale import _, language
from presales_tui.model.change import Change
from presales_tui.model.errors import BadInput
from presales_tui.model.text import one_line

_LEGENDS = ("图例", "Legend")
"""The sheet of our own exports with the values that there are."""
_MOST_TOLD = 8
"""Sentences on rows that are summed up."""

Remembered = Callable[[str], Sequence[str] | None]
"""The mapping kept for a signature of headers; `None` if there is none."""


@dataclass
class Mapped:
    """A table with its header, and the field of every column."""

    table: Table
    header: Header
    mapping: list[str]
    taken: bool = True
    """Whether it is imported."""
    remembered: bool = False
    """The mapping is the one that was used last for these headers."""

    def rows(self) -> list[tuple[str, str, str]]:
        """(header, field, first cell) of every column that holds anything, to be shown."""
        body = self.table.rows[self.header.last + 1 :]
        found = []
        for at, name in enumerate(self.mapping):
            example = next((cell for row in body[:50] if (cell := row.cell(at))), "")
            if example or self.header.words[at]:
                found.append((self.header.words[at], name, one_line(example)))
        return found


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


def map_tables(
    form: Form,
    tables: Tables,
    sheets: Sequence[str] = (),
    maps: Sequence[str] = (),
    remembered: Remembered | None = None,
) -> list[Mapped]:
    """Header and fields of every table. Without `sheets`, those whose headers say what they are.

    `maps` are `header=field`, also `B=field` or `2=field`. BadInput if a sheet, column or field is none.
    """
    wanted = tables.find(list(sheets)) if sheets else []
    found: list[Mapped] = []
    for table in tables:
        header = find_header(form, table)
        mapping = guess(form, table, header)
        kept = remembered(header.signature) if remembered and header.score else None
        used = (
            kept is not None
            and len(kept) == len(mapping)
            and all(n in form.by_name or n == SKIP for n in kept)
        )
        mapped = Mapped(table, header, list(kept) if used and kept else mapping, remembered=used)
        mapped.taken = (
            any(table is one for one in wanted) if sheets else bool(table.rows) and not table.hidden
        )
        if not sheets and form.likely is not None:
            mapped.taken = mapped.taken and form.likely(mapped)
        found.append(mapped)
    if not sheets and any(m.taken and _is_one(form, m) for m in found):
        for mapped in found:
            mapped.taken = mapped.taken and _is_one(form, mapped)
    for word in maps:
        _apply(form, word, [m for m in found if m.taken])
    return found


def _is_one(form: Form, mapped: Mapped) -> bool:
    if mapped.header.score < 3:
        return False
    if form.untitled is None:
        return bool(set(form.texts) & set(mapped.mapping))
    # A title that was only guessed is none: a sheet of figures has words in it too.
    return form.number in mapped.mapping or any(
        name in form.texts and meaning(form, word)[0] == name
        for word, name in zip(mapped.header.words, mapped.mapping, strict=True)
    )


def _apply(form: Form, word: str, mapped: Sequence[Mapped]) -> None:
    column, equals, wanted = word.rpartition("=")
    name = form.find_column(wanted) if equals else ""
    if not equals or not column.strip():
        raise BadInput(_("Write a mapping as column=field, such as 需求描述=statement."))
    if not name:
        names = ", ".join(c.name for c in form.columns)
        raise BadInput(
            _("There is no field {wanted}; there are: {names}, and - for none.").format(
                wanted=wanted, names=names
            )
        )
    hit = False
    for one in mapped:
        places = [at for at, header in enumerate(one.header.words) if header and fold(header) == fold(column)]
        if not places and (at := _letter(column.strip())) is not None and at < len(one.mapping):
            places = [at]
        for at in places:
            hit = True
            if name not in (NOTE, SKIP, form.group):
                one.mapping = [NOTE if other == name else other for other in one.mapping]
            one.mapping[at] = name
    if not hit:
        headers = ", ".join(dict.fromkeys(word for one in mapped for word in one.header.words if word))
        raise BadInput(
            _("There is no column {column}; there are: {headers}.").format(column=column, headers=headers)
        )


def _letter(word: str) -> int | None:
    """Column B or 2, from 0."""
    if word.isdecimal() and word.isascii() and 0 < len(word) < 4:
        return int(word) - 1
    if word.isascii() and word.isalpha() and len(word) < 3:
        number = 0
        for char in word.upper():
            number = number * 26 + ord(char) - 64
        return number - 1
    return None


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
) -> Plan:
    """What becomes of every row, and the change that does it; nothing is written.

    `mapped` are the tables with the fields that a person has chosen; else they are found. `fresh` are
    fields of new records that no sheet says, such as the trial of an issue. `key` is the client's id: what
    is masked gets the same names as in the client's evidence.
    """
    every = list(mapped) if mapped is not None else map_tables(form, tables, sheets, maps, remembered)
    plan = Plan(tables.name, form, tables.form, tables.encoding, every)
    known = _Known(form, existing, {**(fresh or {}), "opportunity": opportunity}, key)
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
    _link(plan, known, existing)
    _sum_up(plan)
    return plan


def _link(plan: Plan, known: _Known, existing: Sequence[Any]) -> None:
    """Once every row is known: which records the links name."""
    linker = Linker(plan.kind, existing, known.outcomes)
    plan.names = linker.names
    linked = [outcome for outcome in known.outcomes if outcome.links and outcome.record is not None]
    for outcome in linked:
        known.add_note(outcome, linker.link(outcome))
    if linked:
        _finish(plan, known)


def _plan_table(plan: Plan, mapped: Mapped, known: _Known) -> None:
    table, header = mapped.table, mapped.header
    body = table.rows[header.last + 1 :]
    reader = RowReader(plan.kind, table, header.words, mapped.mapping, body)
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
            if last is not None and last.record is not None and reader.continues(row):
                _merge_into(plan, last, draft, row, table.name, known)
            elif last is not None and last.record is not None and reader.stray(row):
                known.add_text(last, row.cells[0])
                plan.outcomes.append(_goes_on(last, row, table.name))
            else:
                plan.outcomes.append(_refused(table, row, _("no text in the column of the title")))
            continue
        outcome = known.take(table.name, draft)
        plan.outcomes.append(outcome)
        if outcome.kind != REFUSED:
            seen[row.cells] = last = outcome
    _finish(plan, known)


def _merge_into(plan: Plan, last: Outcome, draft: Draft, row: Row, name: str, known: _Known) -> None:
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


def _finish(plan: Plan, known: _Known) -> None:
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


class _Known:
    """The records that are there, to be found again by ref, number in the sheet, or words."""

    def __init__(self, form: Form, existing: Sequence[Any], fresh: Mapping[str, Any], key: str) -> None:
        self.form = form
        self._fresh, self._key = fresh, key
        self._refs = {r.ref.casefold(): r for r in existing if r.ref}
        self._numbers: dict[str, list[Any]] = defaultdict(list)
        self._words: dict[str, list[Any]] = defaultdict(list)
        for r in existing:
            if number := self._number(r):
                self._numbers[number].append(r)
            self._words[one_line(r.title).casefold()].append(r)
        self._used: set[str] = set()
        self._lines: dict[str, int] = {}
        self.outcomes: list[Outcome] = []

    def take(self, table: str, draft: Draft) -> Outcome:
        """The outcome of a row: a new record, another state of one, or none because its ref is taken."""
        line = draft.row.line
        ref = str(draft.values.get("ref", "")).casefold()
        if ref and ref in self._lines:
            why = _("has the same ref as row {line}: {ref}").format(
                line=self._lines[ref], ref=draft.values["ref"]
            )
            return Outcome(table, line, REFUSED, why)
        was, own = self._find(draft, ref)
        if self.form.settle is not None:
            self.form.settle(draft, was)
        self._mask(draft)
        if ref:
            self._lines[ref] = line
        if was is None:
            outcome = self._new(table, draft)
        else:
            self._used.add(was.id)
            outcome = _updated(self.form, table, draft, was, own)
        outcome.why = "; ".join(draft.said)
        outcome.links = {name: cell for name, cell in draft.links.items() if own or cell[1].strip()}
        self.outcomes.append(outcome)
        return outcome

    def _mask(self, draft: Draft) -> None:
        for name in self.form.masked:
            if text := draft.values.get(name, ""):
                from presales_tui.model.masking import mask

                safe = mask(text, self._key).text
                if safe != text:
                    draft.values[name] = draft.texts[name] = safe
                    draft.said.append(_("secrets and personal data in the log are masked"))

    def _find(self, draft: Draft, ref: str) -> tuple[Any, bool]:
        if ref:
            found = self._refs.get(ref)
            return (found, True) if found is not None and found.id not in self._used else (None, False)
        number = str(draft.values.get(self.form.number, "")).casefold()
        words = one_line(draft.words).casefold()
        if number:
            same = [r for r in self._numbers.get(number, ()) if r.id not in self._used]
            exact = [r for r in same if one_line(r.title).casefold() == words]
            # A number that stands several times in a sheet does not tell which of them it is.
            if exact or len(self._numbers.get(number, ())) == 1:
                return next(iter(exact or same), None), False
            return None, False
        same = [r for r in self._words.get(words, ()) if r.id not in self._used and not self._number(r)]
        group = self.form.group
        alike = (r for r in same if not group or getattr(r, group) == draft.values.get(group, ""))
        return next(alike, same[0] if same else None), False

    def _number(self, record: Any) -> str:
        return str(getattr(record, self.form.number)).casefold()

    def _new(self, table: str, draft: Draft) -> Outcome:
        values = {**draft.values}
        notes = "\n".join(draft.notes)
        if notes:
            values[NOTE] = notes
        make: Any = self.form.record
        record = make(**{**self.form.defaults, **values, **self._fresh})
        return Outcome(table, draft.row.line, NEW, record=record)

    def add_text(self, outcome: Outcome, line: str) -> None:
        """One more line of the long text of a record that the row above made."""
        name = self.form.long_text
        before: str = getattr(outcome.record, name)
        if line not in before:
            values: Any = {name: f"{before}\n{line}" if before else line}
            outcome.record = replace(outcome.record, **values)

    def add_note(self, outcome: Outcome, said: Sequence[str]) -> None:
        """More words for the note of a record that a row above made or changed."""
        record = outcome.record
        if record is None:
            return
        lines = [text for text in said if text not in record.note]
        if not lines:
            return
        note = "\n".join([record.note, *lines] if record.note else lines)
        outcome.record = replace(record, note=note)
        if outcome.kind == SAME:
            outcome.kind = UPDATED
        if outcome.was is not None:
            outcome.changes = (*outcome.changes, (NOTE, outcome.was.note, note))


def _updated(form: Form, table: str, draft: Draft, was: Any, own: bool) -> Outcome:
    """The fields that a row says otherwise. An empty cell takes a value away only from our own export."""
    changed: dict[str, Any] = {}
    shown: list[tuple[str, str, str]] = []
    lang = language()
    for column in form.columns:
        names = fields_of(column)
        if column.name in ("ref", NOTE) or not names or names[0] not in draft.values:
            continue
        text = draft.texts.get(column.name)
        if text is not None and not text.strip() and not (own and column.name != "title"):
            continue
        # As it was exported, in either language, it says nothing new, whatever became of its form.
        if text is not None and text.strip() in (
            text_of(column, was, "zh").strip(),
            text_of(column, was, "en").strip(),
        ):
            continue
        new = {name: draft.values[name] for name in names}
        if all(getattr(was, name) == value for name, value in new.items()):
            continue
        changed |= new
        after = replace(was, **new)
        shown.append((column.name, text_of(column, was, lang), text_of(column, after, lang)))
    note = _note(draft, was.note, own)
    if note != was.note:
        changed[NOTE] = note
        shown.append((NOTE, was.note, note))
    if not changed:
        return Outcome(table, draft.row.line, SAME, record=was, was=was)
    return Outcome(
        table, draft.row.line, UPDATED, record=replace(was, **changed), was=was, changes=tuple(shown)
    )


def _note(draft: Draft, before: str, own: bool) -> str:
    """The note as the sheet has it, and what else was written there."""
    new = "\n".join(draft.notes)
    if not new or new in before:
        return before
    if own:
        return new
    heads = tuple(f"{line.partition(': ')[0]}: " for line in draft.notes if ": " in line)
    kept = [line for line in before.split("\n") if line and not (heads and line.startswith(heads))]
    return "\n".join([*kept, new])
