"""Reading an older form: each step leads from one schema to the next, and is applied as one reads.

History is never rewritten. A log is of one schema from its first line to its last, so before the
first commit to a log of an older one a new log is begun, behind a snapshot in the present form.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from presales_tui.data.ops import Fields, Tables
from presales_tui.model.record import Doc

SCHEMA = 1
"""The form that this program writes."""

Step = Callable[[str, Doc], Doc]
"""(table, fields) as they were to what they are in the next schema. Pure.

It is given whole documents of snapshots and, of a commit, the fields before and after it, which are
a part of a document: what becomes of a field may depend on nothing but that field. A table keeps
its name.
"""

STEPS: dict[int, Step] = {}
"""Schema to the step that leads to the next one. No form was released before the first."""


def is_known(schema: int) -> bool:
    """Whether an older form can be read: there is a step from it, and from each that follows."""
    return all(older in STEPS for older in range(schema, SCHEMA))


def to_present(tables: Tables, schema: int) -> Tables:
    """The tables of a snapshot in the present form."""
    if schema >= SCHEMA:
        return tables
    return {
        table: {doc_id: _stepped(table, doc, schema) for doc_id, doc in docs.items()}
        for table, docs in tables.items()
    }


def line_to_present(line: dict[str, Any], schema: int) -> dict[str, Any]:
    """A commit, its old and new values in the present form."""
    if schema >= SCHEMA:
        return line
    ops = [[table, doc_id, _fields(table, fields, schema)] for table, doc_id, fields in line["ops"]]
    return {**line, "ops": [op for op in ops if op[2]]}


def _fields(table: str, fields: Fields, schema: int) -> Fields:
    old, new = (
        _stepped(table, {name: pair[at] for name, pair in fields.items() if pair[at] is not None}, schema)
        for at in (0, 1)
    )
    # What an older form told apart may be the same in this one.
    return {name: [old.get(name), new.get(name)] for name in {**old, **new} if old.get(name) != new.get(name)}


def _stepped(table: str, doc: Doc, schema: int) -> Doc:
    for older in range(schema, SCHEMA):
        doc = STEPS[older](table, doc)
    return doc
