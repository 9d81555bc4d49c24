"""What becomes of one row: a new record, another state of one that is there, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from presales_tui.imports.records.form import NOTE, Form, fields_of, text_of
from presales_tui.imports.records.found import NEW, REFUSED, SAME, UPDATED, Draft, Outcome
from presales_tui.locale import _, language
from presales_tui.model.text import one_line


class Known:
    """The records that are there, to be found again by ref, number in the sheet, or words."""

    def __init__(
        self, form: Form, existing: Sequence[Any], fresh: Mapping[str, Any], key: str, as_it_is: bool = False
    ) -> None:
        self.form = form
        self._fresh, self._key = fresh, key
        self._masked = frozenset() if as_it_is else form.masked
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
        was, own = self._find(draft, ref, draft.words)
        if was is None and not ref and "title" in self._masked:
            was, own = self._find(draft, ref, self._safe(draft.words))
        if self.form.settle is not None:
            self.form.settle(draft, was)
        self._mask(draft, was)
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

    def _safe(self, text: str) -> str:
        from presales_tui.model.masking import mask

        return mask(text, self._key).text

    def _mask(self, draft: Draft, was: Any) -> None:
        """Mask all free text of a row; what stands in the record already was seen by a person."""
        before = len(draft.said)
        told = _("secrets and personal data in it are masked")
        for name in sorted(self._masked - {NOTE}):
            text = draft.values.get(name, "")
            if not text or (was is not None and getattr(was, name) == text):
                continue
            safe = self._safe(text)
            if safe != text:
                draft.values[name] = draft.texts[name] = safe
                draft.said[before:] = [told]
        if NOTE in self._masked:
            known = was.note if was is not None else ""
            safe_notes = [line if line in known else self._safe(line) for line in draft.notes]
            if safe_notes != draft.notes:
                draft.notes[:] = safe_notes
                draft.said[before:] = [told]

    def _find(self, draft: Draft, ref: str, said: str) -> tuple[Any, bool]:
        if ref:
            found = self._refs.get(ref)
            return (found, True) if found is not None and found.id not in self._used else (None, False)
        number = str(draft.values.get(self.form.number, "")).casefold()
        words = one_line(said).casefold()
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
        line = self._safe(line) if name in self._masked else line
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
    if not new or new in before or sorted(new.split("\n")) == sorted(before.split("\n")):
        return before
    if own:
        return new
    heads = tuple(f"{line.partition(': ')[0]}: " for line in draft.notes if ": " in line)
    kept = [
        line
        for line in before.split("\n")
        if line and line not in draft.notes and not (heads and line.startswith(heads))
    ]
    return "\n".join([*kept, new])
