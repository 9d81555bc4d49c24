"""Which tables of a file are imported, and the field of every column."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from presales_tui.imports.records.form import NOTE, SKIP, Form
from presales_tui.imports.records.found import Mapped, fold
from presales_tui.imports.records.headers import find_column, find_header, guess, meaning
from presales_tui.imports.sheets.table import Tables
from presales_tui.locale import _
from presales_tui.model.errors import BadInput

Remembered = Callable[[str], Sequence[str] | None]
"""The mapping kept for a signature of headers; `None` if there is none."""


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
    name = find_column(form, wanted) if equals else ""
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
