"""What of a record is searched: its ref and title first, then every other text that a person wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from presales_tui.data.kinds import TABLES, kind_of
from presales_tui.fields import FIELDS
from presales_tui.model.record import Doc

_OWN = frozenset(
    {
        *("id", "ref", "created", "updated", "author", "visibility", "pos", "seen", "accepted", "frozen"),
        *("digest", "fingerprint", "masked", "first", "dropped", "stage_log", "status_log", "outcome_log"),
        *("deck_layouts", "record", "at", "began", "ended", "checklist_state", "source_kind", "locked"),
    }
)
"""Fields that hold what the program keeps for itself."""

_NO_WORD = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*"
)
"""Ids of other records, and UTC times."""


class Entry(NamedTuple):
    """A record as search sees it."""

    table: str
    id: str
    text: str
    """Ref and title, then every other text, each from a new line on; as it was written."""
    head: int
    """Length of ref and title."""


@cache
def _skipped(table: str) -> frozenset[str]:
    kind = kind_of(table)
    forms = FIELDS.get(kind, ()) if kind else ()
    codes = {name for field in forms if field.scale is not None for name in field.names}
    return _OWN | codes


def entry(table: str, record_id: str, doc: Doc) -> Entry | None:
    """The entry of a document; `None` if there is nothing in it to be found, or nobody can show it."""
    if table not in ORDER or (kind := kind_of(table)) is None:
        return None
    title = str(doc.get(kind.title_field) or "")
    head = " ".join(f"{doc.get('ref') or ''} {title}".split())
    skipped = _skipped(table)
    defaults = kind.defaults()
    texts = [
        text
        for name, value in doc.items()
        if name != kind.title_field and name not in skipped and name in defaults
        for text in _texts(value)
    ]
    if "\n" in title.strip():
        texts.insert(0, title)
    if not head and not texts:
        return None
    return Entry(table, record_id, "\n".join([head, *texts]), len(head))


_FIRST = (
    "opportunities",
    "clients",
    "contacts",
    "requirements",
    "issues",
    "criteria",
    "sections",
    "meetings",
)

ORDER = {table: place for place, table in enumerate(dict.fromkeys((*_FIRST, *TABLES)))}
"""Among hits as good as each other the kinds come in this order."""


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value and not _NO_WORD.fullmatch(value):
            yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def entries(tables: Mapping[str, Mapping[str, Doc]]) -> Iterator[Entry]:
    """The entries of all documents of a client: the kinds that one looks for first, the newest first."""
    for table in ORDER:
        for record_id, doc in reversed(list(tables.get(table, {}).items())):
            if (found := entry(table, record_id, doc)) is not None:
                yield found
