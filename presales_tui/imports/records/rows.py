"""One row becomes one record; what no field takes stays in its note, under the header of its column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from presales_tui.imports.records.form import (
    NOTE,
    REF,
    REFS,
    SKIP,
    Form,
    SheetColumn,
    hint_of,
    unguard,
    value_of,
)
from presales_tui.imports.records.found import Draft
from presales_tui.imports.records.headers import meaning
from presales_tui.imports.records.ranks import read_ranks
from presales_tui.imports.records.words import code_of
from presales_tui.imports.sheets.table import Merge, Row, Table
from presales_tui.locale import _, language
from presales_tui.model.scales import Scale
from presales_tui.model.text import cells, one_line

LONGEST_TITLE = 160
"""Cells of a title; a longer text stands in full in the long text of the form."""
_MOST_MEANT = 12
"""Words of a column whose meaning is told."""
_LEAST_LETTERS = 4
"""Letters of a cell that may be a title."""
_SUM = re.compile(
    r"(?:合\s*计|总\s*计|小\s*计|共\s*计|汇\s*总|(?:sub|grand )?totals?|sum)[:：]?", re.IGNORECASE
)
_SENTENCE = re.compile(r"[。；;！？!?]|[.](?=\s)")


class RowReader:
    """Reads the rows of one table by a mapping of its columns."""

    def __init__(
        self, form: Form, table: Table, headers: Sequence[str], mapping: Sequence[str], body: Sequence[Row]
    ) -> None:
        self._form = form
        self._table = table
        self._headers = headers
        self._mapping = mapping
        self._covered = _covered(table.merges)
        self._hints = {
            at
            for at, name in enumerate(mapping)
            if name in form.by_name and hint_of(form.by_name[name], (row.cell(at) for row in body))
        }
        self._twins = {
            at: _twins(form.by_name[name], body, at)
            for at, name in enumerate(mapping)
            if name in form.by_name
        }
        self._ranks = {
            at: _meant(column, headers[at] if at < len(headers) else "", {row.cell(at) for row in body})
            for at, name in enumerate(mapping)
            if (column := form.by_name.get(name)) is not None and column.ranks
        }
        self._modules = [at for at, name in enumerate(mapping) if form.group and name == form.group]
        self._texts = [at for at, name in enumerate(mapping) if name in form.texts]
        self._last_module: dict[int, str] = {}
        self._guessed = bool(self._texts) and not any(
            meaning(form, headers[at])[0] in form.texts for at in self._texts if at < len(headers)
        )
        """The column of the title is one by what stands in it alone: a row may have its words elsewhere."""

    def continues(self, row: Row) -> bool:
        """Whether the row only goes on with the one before: its title is a merged cell that began above."""
        return (
            bool(self._texts)
            and not any(row.cell(at) for at in self._texts)
            and any((row.line, at) in self._covered for at in self._texts)
        )

    def stray(self, row: Row) -> bool:
        """Whether a row is a line of the text above it: an export that forgot the quotes around a text."""
        if self._form.group or self._table.merges or len(row.cells) != 1 or len(self._mapping) < 3:
            return False
        first = self._mapping[0]
        return first not in (*self._form.texts, "ref", self._form.number) and any(
            map(str.isalpha, row.cells[0])
        )

    def heading(self, row: Row) -> str:
        """The name of a group, if the row is nothing else: one cell across the table, or a lone short one."""
        filled = [at for at, cell in enumerate(row.cells) if cell]
        if not self._form.group or len(filled) != 1 or len(self._mapping) < 3:
            return ""
        at, text = filled[0], row.cells[filled[0]]
        across = any(
            m.top <= row.line <= m.bottom
            and m.left == at
            and m.right - m.left + 1 >= 0.5 * len(self._mapping)
            for m in self._table.merges
        )
        lone = at not in self._texts and self._mapping[at] != NOTE and len(text) <= 40 and "\n" not in text
        lone = (
            lone
            and self._mapping[at] in (self._form.number, "ref", self._form.group)
            and any(map(str.isalpha, text))
        )
        return one_line(text) if (across or lone) and not _SUM.fullmatch(text) else ""

    def module(self, row: Row) -> str:
        """The group in the columns for it; merged cells go down."""
        parts: list[str] = []
        for at in self._modules:
            text = one_line(unguard(row.cell(at)))
            if text:
                self._last_module[at] = text
                for later in self._modules:
                    if later > at:
                        self._last_module.pop(later, None)
            elif (row.line, at) in self._covered:
                text = self._last_module.get(at, "")
            if text and text not in parts:
                parts.append(text)
        return " / ".join(parts)

    def read(self, row: Row) -> Draft:
        """The row as a draft; whether it asks for anything is `Draft.words`."""
        draft = Draft(row)
        for at, name in enumerate(self._mapping):
            text = unguard(row.cell(at))
            if name == SKIP or (name == self._form.group and self._modules):
                continue
            if name == NOTE:
                self._note(draft, at, text)
                continue
            column = self._form.by_name[name]
            if column.kind in (REF, REFS):
                header = self._headers[at] if at < len(self._headers) else ""
                draft.links[name] = (header or column.label(language()), text)
                continue
            draft.texts[name] = text
            found = self._value(column, text, at)
            if found is None:
                self._note(draft, at, text)
                draft.texts.pop(name)
                if column.scale is not None or column.kind == "own":
                    self._say_unknown(draft, column, text)
                continue
            if column.kind == "list" and name in draft.values:
                found = {name: tuple(dict.fromkeys(draft.values[name] + found[name]))}
            draft.values.update(found)
            if (column.kind in ("line",) and "\n" in text.strip() and name != "title") or text.strip() in (
                *self._twins[at],
                *self._ranks.get(at, ()),
            ):
                self._note(draft, at, text)
        if self._modules:
            draft.values[self._form.group] = draft.texts[self._form.group] = self.module(row)
        for at in range(len(self._mapping), len(row.cells)):
            self._note(draft, at, row.cell(at))
        self._settle_title(draft)
        return draft

    def _say_unknown(self, draft: Draft, column: SheetColumn, text: str) -> None:
        words = one_line(text)
        word = words if len(words) <= 24 else words[:23] + "…"
        draft.said.append(
            _("{field} “{word}” is not known: kept in the note").format(
                field=column.label(language()), word=word
            )
        )

    def _value(self, column: SheetColumn, text: str, at: int) -> dict[str, Any] | None:
        if not text.strip():
            return self._form.default_of(column)
        if code := self._ranks.get(at, {}).get(text.strip(), ""):
            return {column.name: code}
        return value_of(column, text, at in self._hints)

    def _note(self, draft: Draft, at: int, text: str) -> None:
        if not text.strip():
            return
        header = self._headers[at] if at < len(self._headers) else ""
        own = (
            at < len(self._mapping)
            and self._mapping[at] == NOTE
            and header in (self._form.by_name[NOTE].zh, self._form.by_name[NOTE].en)
        )
        if own:
            # Before what other columns say, so that it is plain where their words end.
            draft.notes.insert(0, text)
        else:
            draft.notes.append(f"{header or _('Column {n}').format(n=at + 1)}: {text}")

    def told(self) -> list[str]:
        """How the ranks of a column are understood, as a sentence each."""
        lang = language()
        found = []
        for at, codes in self._ranks.items():
            column = self._form.by_name[self._mapping[at]]
            if codes and column.scale is not None:
                meant = ", ".join(
                    f"{one_line(word)} → {column.scale.label(code, lang)}"
                    for word, code in sorted(codes.items())[:_MOST_MEANT]
                )
                found.append(
                    _("{field}: {meant}; as written in the note").format(
                        field=column.label(lang), meant=meant
                    )
                )
        return found

    def name_by_rest(self, draft: Draft) -> bool:
        """Call a row without a title by the first other text in it, if there is any."""
        if not self._form.named_by_rest:
            return False
        first: list[tuple[int, str]] = []
        later: list[tuple[int, str]] = []
        for at, name in enumerate(self._mapping):
            text = unguard(draft.row.cell(at))
            column = self._form.by_name.get(name)
            if not _tells(text) or column is None or column.kind not in ("text", "line", "list"):
                continue
            (first if name == NOTE or column.kind == "text" else later).append((at, text))
        first += [
            (at, text)
            for at in range(len(self._mapping), len(draft.row.cells))
            if _tells(text := draft.row.cell(at))
        ]
        if not first and not later:
            return False
        at, text = (first or later)[0]
        draft.values["title"] = short_title(text)
        header = self._headers[at] if at < len(self._headers) else ""
        draft.said.append(
            _("has no title: called by what stands in {column}").format(
                column=header or _("Column {n}").format(n=at + 1)
            )
        )
        return True

    def _longest(self, row: Row) -> str:
        """The longest text of a row; it stands in the note as well, under its header."""
        texts = [
            text
            for at, name in enumerate(self._mapping)
            if name == NOTE and sum(map(str.isalpha, text := unguard(row.cell(at)))) >= _LEAST_LETTERS
        ]
        return max(texts, key=len, default="")

    def _settle_title(self, draft: Draft) -> None:
        """A title in one line: cut out of a long text, which then stands in full in the text."""
        long = self._form.long_text
        title, statement = draft.texts.get("title", ""), draft.texts.get(long, "")
        if not title.strip() and not statement.strip():
            if self._guessed and (said := self._longest(draft.row)):
                draft.values["title"] = short_title(said)
                return
            if self._form.untitled is not None and (made := self._form.untitled(draft)):
                draft.values["title"] = made
            return
        if not title.strip():
            draft.values["title"] = short_title(statement)
            if one_line(statement) == draft.values["title"] and "\n" not in statement.strip():
                draft.values.pop(long, None)
                draft.texts.pop(long, None)
        elif "\n" in title.strip() or cells(title) > LONGEST_TITLE:
            draft.values["title"] = short_title(title)
            if statement.strip():
                draft.notes.insert(0, title)
            else:
                draft.values[long] = title
                draft.texts[long] = title


def _tells(text: str) -> bool:
    """Whether a cell says anything that a record can be called by: no lone letter, and no name of a sum."""
    return sum(map(str.isalpha, text)) >= 2 and not _SUM.fullmatch(text.strip())


def short_title(text: str) -> str:
    """The first line or sentence of a text, as a title."""
    first = one_line(next((line for line in text.split("\n") if line.strip()), ""))
    if cells(first) <= LONGEST_TITLE:
        return first
    end = _SENTENCE.search(first, 8)
    if end is not None and cells(first[: end.start()]) <= LONGEST_TITLE:
        return first[: end.start()]
    from presales_tui.capture.width import cut

    return cut(first, LONGEST_TITLE - 2).rstrip() + "…"


def _covered(merges: Iterable[Merge]) -> set[tuple[int, int]]:
    """(line, column) of the cells that a merged cell above covers; bounded, also for a merge of a column."""
    found: set[tuple[int, int]] = set()
    for merge in merges:
        if merge.left == merge.right or merge.bottom > merge.top:
            for line in range(merge.top + 1, min(merge.bottom, merge.top + 5_000) + 1):
                found.update(
                    (line, column) for column in range(merge.left, min(merge.right, merge.left + 50) + 1)
                )
        if len(found) > 500_000:
            break
    return found


def _meant(column: SheetColumn, header: str, words: set[str]) -> dict[str, str]:
    """Word to code for the words of a column of ranks that are none of our own."""
    scale = column.scale
    if scale is None:
        return {}
    hint = hint_of(column, words)
    codes = {word: code_of(scale, word, medium=hint) for word in (word.strip() for word in words) if word}
    codes |= read_ranks(column.ranks, header, words)
    return {word: code for word, code in codes.items() if code and not _is_label(scale, code, word)}


def _is_label(scale: Scale, code: str, word: str) -> bool:
    """Whether a word is that code's own, or begins as its label does: 应该 is 应有."""
    labels = (code, scale.label(code, "zh"), scale.label(code, "en"))
    alike = any(label.casefold().startswith(word.casefold()) for label in labels if len(word) > 1)
    return alike or word[0] == labels[1][0]


def _twins(column: SheetColumn, body: Sequence[Row], at: int) -> set[str]:
    """Words of a column that mean the same code as another: the code alone would lose which it was."""
    if column.scale is None:
        return set()
    meant: dict[str, list[str]] = {}
    for word in {row.cell(at).strip() for row in body}:
        if code := code_of(column.scale, word):
            meant.setdefault(code, []).append(word)
    lang = {term.code: {term.zh, term.en, term.code} for term in column.scale.terms}
    found: set[str] = set()
    for code, words in meant.items():
        if len(words) > 1:
            found.update(word for word in words if word not in lang[code])
    return found
