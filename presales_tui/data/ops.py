"""What a commit does to the tables, as data: one op per document, old and new value per field.

An op is `[table, id, {field: [old, new]}]`; `None` (null in JSON) means the field is absent. A new
document is every field from absent, a removed one every field to absent, so a document exists
exactly as long as it has a field. The inverse of an op is the op with old and new exchanged.
"""

from __future__ import annotations

from typing import Any

from presales_tui.model.record import Doc

Tables = dict[str, dict[str, Doc]]
"""Table name to document id to document."""

Fields = dict[str, list[Any]]
"""Field name to [old, new]."""

Op = tuple[str, str, Fields]
"""(table, document id, fields); a list of three once it was read from JSON."""

Key = tuple[str, str]
"""(table, document id)."""

Plan = dict[Key, Doc | None]
"""The documents as a commit shall leave them; `None`: removed."""


def delta(old: Doc | None, new: Doc | None) -> Fields:
    """The fields in which two states of a document differ."""
    before, after = old or {}, new or {}
    changed = {name: [value, after.get(name)] for name, value in before.items() if after.get(name) != value}
    for name, value in after.items():
        if name not in before:
            changed[name] = [None, value]
    return changed


def deltas(tables: Tables, plan: Plan) -> list[Op]:
    """The ops that bring the tables to a plan; a document already as planned makes none."""
    ops: list[Op] = []
    for (table, doc_id), new in plan.items():
        fields = delta(tables.get(table, {}).get(doc_id), new)
        if fields:
            ops.append((table, doc_id, fields))
    return ops


def apply_op(tables: Tables, op: Op) -> bool:
    """Bring the tables up to date with one op. True if its document is new.

    Documents are replaced, never changed in place: whoever holds one holds the state it was read in.
    """
    table, doc_id, fields = op
    docs = tables.get(table)
    old = docs.get(doc_id) if docs is not None else None
    if docs is None or old is None:
        new = {name: pair[1] for name, pair in fields.items() if pair[1] is not None}
        if new:
            tables.setdefault(table, {})[doc_id] = new
        return bool(new)
    new = dict(old)
    for name, pair in fields.items():
        if pair[1] is None:
            new.pop(name, None)
        else:
            new[name] = pair[1]
    if new:
        docs[doc_id] = new
    else:
        del docs[doc_id]
        if not docs:
            del tables[table]
    return False


def keep_order(tables: Tables, table: str) -> None:
    """Put a table back into the order of its ids, which for UUIDv7 is the order of creation."""
    docs = tables[table]
    tables[table] = dict(sorted(docs.items()))


def in_order(docs: dict[str, Doc]) -> bool:
    """Whether the last document of a table also has the greatest id of the last two."""
    keys = reversed(docs)
    last = next(keys)
    before = next(keys, "")
    return before < last
