"""Which row is the header, and which field each column is: by its words, then by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from presales_tui.imports.records.form import NOTE, SKIP, Form, value_of
from presales_tui.imports.records.found import Header, fold
from presales_tui.imports.records.ranks import read_ranks
from presales_tui.imports.records.words import code_of
from presales_tui.imports.sheets.table import Row, Table
from presales_tui.model.text import one_line

_LOOKED_AT = 40
"""Rows among which the header is looked for."""
_LONGEST = 60
"""Characters of a header."""
_TALLEST = 5
"""Rows of a header in merged cells."""
_SAMPLE = 300
"""Rows that hint at what a column is."""

_ANY = frozenset(
    [
        "yes",
        "no",
        "y",
        "n",
        "x",
        "o",
        "m",
        "√",
        "✓",
        "✔",
        "×",
        "✗",
        "✘",
        "?",
        "是",
        "否",
        "有",
        "无",
        "na",
        "n/a",
        "tbd",
        "ok",
        "true",
        "false",
    ]
)
"""Words that answer any question: by themselves they do not say which."""
_OTHER_THINGS = ("id", "name", "num", "number", "count", "ratio", "url", "at", "date", "time", "detail")
"""How English headers end that are of a thing and not the thing: `owner_name`, `assigned_num`."""
_NO_WORDS = re.compile(r"[\d\s:/.,TZ+%-]+(?:[AP]M)?", re.IGNORECASE)
"""Numbers and times."""
_CLOCK = re.compile(r"\d{1,2}:\d\d:\d\d")


def find_column(form: Form, word: str) -> str:
    """The field that a person means in `--map`: its name, a label or another header; empty: none."""
    if word.strip() == SKIP:
        return SKIP
    exact = (c.name for c in form.columns if fold(word) in (fold(c.name), fold(c.zh), fold(c.en)))
    return next(exact, "") or meaning(form, word)[0]


@lru_cache(4096)
def meaning(form: Form, header: str) -> tuple[str, int]:
    """(field, how sure): 2 for a header we know, 1 for one that holds such a word, 0 for none."""
    whole = fold(header)
    if not whole or len(whole) > _LONGEST:
        return "", 0
    known = _words(form)
    inner = re.findall(r"\(([^()]*)\)", whole)
    for shape in (whole, re.sub(r"\([^()]*\)", "", whole), *inner, *re.split(r"[/|]", whole)):
        if shape in known:
            return known[shape], 2
    best = next((word for word in _parts(whole, header) if word in known), "")
    # A word inside a longer header is a weak sign, and none at all that the column holds a scale.
    column = form.by_name.get(known.get(best, ""))
    return (column.name, 1) if column and column.scale is None and not column.exact else ("", 0)


@cache
def _words(form: Form) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in form.columns:
        for word in (column.name, column.zh, column.en, *column.words.replace("_", "").split()):
            found.setdefault(fold(word), column.name)
    return found


def _parts(whole: str, header: str) -> list[str]:
    """The parts of a header that may say what it is: its last characters in Chinese, its words in English."""
    if whole.isascii():
        words = [fold(part) for part in re.split(r"[^A-Za-z]+", header) if len(part) > 3]
        # An owner's name is no name of the record, and `is_assigned` says nothing of to whom.
        other = whole.endswith(_OTHER_THINGS) or re.match(r"(?:is|has)(?![a-z])", header.strip().lower())
        return words[::-1] if len(words) <= 3 and not other else []
    # The word that counts stands at the end: 客户需求描述 is a description.
    return [whole[at:] for at in range(1, len(whole) - 1)] if len(whole) <= 12 else []


def find_header(form: Form, table: Table) -> Header:
    """The header of a table; without one that is recognised, the first full row of short words."""
    rows = table.rows[:_LOOKED_AT]
    if not rows:
        return Header(-1, -1, (), 0)
    if table.header is not None:
        return _made(table, 0, _score(form, rows[0]))
    scores = [_score(form, row) for row in rows]
    best = max(range(len(rows)), key=lambda at: (scores[at], -at))
    if scores[best] >= 2 and best + 1 < len(table.rows):
        return _made(table, best, scores[best])
    widths = sorted(sum(map(bool, row.cells)) for row in table.rows[: 5 * _LOOKED_AT])
    usual = widths[len(widths) // 2]
    if usual > 1:
        for at, row in enumerate(rows[:-1]):
            if sum(map(bool, row.cells)) >= max(0.7 * usual, 2) and _is_form(row, table.rows[at + 1]):
                return _made(table, at, scores[at])
    return Header(-1, -1, ("",) * table.width, 0)


def _is_form(row: Row, below: Row) -> bool:
    """Words alone; long ones, such as the questions of a survey, only where numbers stand below them."""
    if any(_NO_WORDS.fullmatch(cell) for cell in row.cells if cell):
        return False
    numbers = any(_NO_WORDS.fullmatch(cell) for cell in below.cells if cell)
    return all(len(cell) <= (5 if numbers else 1) * _LONGEST for cell in row.cells)


def _score(form: Form, row: Row) -> int:
    if any(len(cell) > 3 * _LONGEST for cell in row.cells):
        return 0
    found: dict[str, int] = {}
    for cell in row.cells:
        name, sure = meaning(form, cell)
        if name:
            found[name] = max(found.get(name, 0), sure)
    if len(found) < 2 and all(found.get(name, 0) < 2 for name in form.texts):
        return 0  # One word such as "Comment" may stand anywhere.
    numbers = sum(bool(_NO_WORDS.fullmatch(cell)) for cell in row.cells if cell)
    return sum(found.values()) - numbers


def _made(table: Table, at: int, score: int) -> Header:
    """The header with what merged cells spread over columns and further rows."""
    line = table.rows[at].line
    touching = [m for m in table.merges if m.top <= line <= m.bottom]
    bottom = max((m.bottom for m in touching if m.bottom - line < _TALLEST), default=line)
    last = at
    while last + 1 < len(table.rows) - 1 and table.rows[last + 1].line <= bottom:
        last += 1
    width = table.width
    words: list[list[str]] = [[] for _ in range(width)]
    for row in table.rows[at : last + 1]:
        for column in range(width):
            text = row.cell(column) or _spread(table, row, column)
            if text and text not in words[column]:
                words[column].append(text)
    return Header(at, last, tuple(one_line(" ".join(parts)) for parts in words), score)


def _spread(table: Table, row: Row, column: int) -> str:
    for merge in table.merges:
        if merge.top == row.line and merge.left < column <= merge.right:
            return row.cell(merge.left)
    return ""


def guess(form: Form, table: Table, header: Header) -> list[str]:
    """A field for every column; what no field is for is kept in the note."""
    width = table.width
    body = table.rows[header.last + 1 :][:_SAMPLE]
    sure = [meaning(form, word) for word in header.words]
    fields = [""] * width
    taken: set[str] = set()
    for level in (2, 1):
        for at, (name, found) in enumerate(sure):
            cells = [cell for row in body if (cell := row.cell(at))]
            if found and _says_nothing(form, name, header.words[at], cells):
                continue
            if (
                found == level
                and not fields[at]
                and (name not in taken or name == form.group or form.by_name[name].kind == "list")
            ):
                fields[at] = name
                taken.add(name)
    _settle_ids(form, fields, taken, header, body)
    down = _merged_down(table, header) if form.group else set()
    _settle_same_header(form, fields, header, down)
    for at in range(width):
        values = [cell for row in body if (cell := row.cell(at))]
        for name in form.by_content:
            if not fields[at] and name not in taken and _is_scale(form, values, name):
                fields[at] = name
                taken.add(name)
    if not taken & set(form.texts):
        _settle_title(form, fields, body)
    elif "title" not in taken:
        _settle_short_title(form, fields, body)
    title = next((at for at, name in enumerate(fields) if name in form.texts), width)
    for at in sorted(down):
        if not fields[at] and at < title and sure[at][0] in ("", form.group):
            fields[at] = form.group
    _settle_empty_title(form, fields, table.rows[header.last + 1 :])
    settled = [name or NOTE for name in fields]
    if form.refine is not None:
        form.refine(table, header, settled)
    return settled


def _settle_ids(form: Form, fields: list[str], taken: set[str], header: Header, body: list[Row]) -> None:
    """A column of our own refs is `ref`; any other number is the client's."""
    for at, name in enumerate(fields):
        if name not in ("ref", form.number):
            continue
        values = [cell for row in body if (cell := row.cell(at))]
        own = bool(values) and sum(bool(form.own_ref.fullmatch(value)) for value in values) >= 0.5 * len(
            values
        )
        if meaning(form, header.words[at])[1] < 2 and len(set(values)) < 0.5 * len(values):
            # Something else's number, such as that of the product that they all belong to.
            fields[at] = ""
            taken.discard(name)
            continue
        exact = fold(header.words[at]) in (fold(form.by_name["ref"].zh), fold(form.by_name["ref"].en))
        if exact and (own or not values):
            fields[at] = "ref"
        elif name == "ref":
            fields[at] = "" if form.number in taken else form.number
            taken.add(form.number)


def _settle_empty_title(form: Form, fields: list[str], body: list[Row]) -> None:
    """A title that only repeats the number says nothing: the long text does, and gives the title."""
    if not {"title", form.long_text, form.number} <= set(fields):
        return
    title, number = fields.index("title"), fields.index(form.number)
    if len(body) > 1 and all(row.cell(title) == row.cell(number) for row in body):
        fields[title] = SKIP


def _settle_same_header(form: Form, fields: list[str], header: Header, down: set[int]) -> None:
    """Under one merged header the column with merged rows is the group, the last one the item."""
    for at in range(len(fields) - 1):
        same = header.words[at] and header.words[at] == header.words[at + 1]
        if same and fields[at] in form.texts and at in down and not fields[at + 1]:
            fields[at], fields[at + 1] = form.group, fields[at]


def _merged_down(table: Table, header: Header) -> set[int]:
    line = table.rows[header.last].line if header.last >= 0 else 0
    return {m.left for m in table.merges if m.top > line and m.bottom > m.top and m.left == m.right}


def _says_nothing(form: Form, name: str, header: str, values: list[str]) -> bool:
    """A column that is called like a scale, but holds other words."""
    column = form.by_name[name]
    if not values or name in form.firm or not (column.scale or column.kind == "own"):
        return False
    if column.ranks and read_ranks(column.ranks, header, values):
        return False
    return sum(value_of(column, value) is not None for value in values) < 0.5 * len(values)


def _is_scale(form: Form, values: list[str], name: str) -> bool:
    scale = form.by_name[name].scale
    if scale is None or len(values) < 3 or len(set(values)) < 2 or all(value.isdecimal() for value in values):
        return False
    if len({value.strip().casefold() for value in values} - _ANY) < 2:
        return False
    return sum(bool(code_of(scale, value)) for value in values) >= 0.9 * len(values)


def _worded(value: str) -> bool:
    """Whether a cell is of words: no number, and no date or list of dates either."""
    return not _NO_WORDS.fullmatch(value) and any(map(str.isalpha, value)) and not _CLOCK.search(value)


def _could_title(form: Form, values: Sequence[str], rows: int) -> bool:
    """Where rows can do without a title, only words that differ from row to row are one."""
    if form.untitled is None:
        return True
    return len(set(values)) >= 0.8 * rows and sum(map(len, values)) >= 8 * len(values)


def _settle_short_title(form: Form, fields: list[str], body: list[Row]) -> None:
    """Beside a description: the first column of short words that differ from row to row is the title."""
    for at, name in enumerate(fields[: fields.index(form.long_text)]):
        values = [cell for row in body if (cell := row.cell(at))]
        if name or not values or len(values) < 0.7 * len(body):
            continue
        short = all(len(value) <= 80 and "\n" not in value for value in values)
        short = short and _could_title(form, values, len(body))
        if short and all(map(_worded, values)) and len(set(values)) >= 0.8 * len(values):
            fields[at] = "title"
            return


def _settle_title(form: Form, fields: list[str], body: list[Row]) -> None:
    """Without a header that says it: the column with the most words in it."""
    best, most = -1, 0.0
    for at, name in enumerate(fields):
        if name:
            continue
        values = [cell for row in body if (cell := row.cell(at))]
        worded = [value for value in values if _worded(value)]
        score = sum(min(len(value), 80) for value in worded) * len(set(worded)) / max(len(worded), 1)
        if score > most and _could_title(form, worded, len(body)):
            best, most = at, score
    if best >= 0:
        fields[best] = "title"
