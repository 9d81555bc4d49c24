"""Undo and redo, read from the journal: to undo is to commit the inverse.

A session takes back its own commits, newest first, and then those that the same user made in
sessions that have ended. A commit that is an undo names the commit it took back, so nothing is kept
beside the journal and everything works after a restart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from presales_tui.data.journal import Line
from presales_tui.data.kinds import kind_of
from presales_tui.data.names import COUNTERS
from presales_tui.data.ops import Plan, Tables
from presales_tui.data.planning import STAMPS
from presales_tui.data.trail import Mark
from presales_tui.locale import _
from presales_tui.model.errors import Conflict
from presales_tui.model.record import SHOWN, Doc

DEPTH = 1000
"""How many commits back an undo looks."""

FOUNDING = 1
"""The commit that a folder begins with: without its client there is nothing."""

NO_STEPS = frozenset({SHOWN})
"""Titles of commits that the program makes beside what a person does: undo and redo pass them over."""

OLD, NEW = 0, 1


def undo_target(marks: Iterator[Mark], is_own: Callable[[Mark], bool], may_be: Callable[[Mark], bool]) -> int:
    """Number of the commit that `undo` takes back; 0: none.

    `marks` newest first; `is_own`: of this session; `may_be`: of an ended session of the same user.
    """
    undone: dict[int, bool] = {}
    other = 0
    for mark in islice(marks, DEPTH):
        if mark.undo_of:
            undone.setdefault(mark.undo_of, True)
        elif mark.redo_of:
            undone.setdefault(mark.redo_of, False)
        elif mark.title in NO_STEPS:
            continue
        elif mark.seq > FOUNDING and not undone.get(mark.seq):
            if is_own(mark):
                return mark.seq
            if not other and may_be(mark):
                other = mark.seq
    return other


def redo_target(marks: Iterator[Mark], is_mine: Callable[[Mark], bool]) -> int:
    """Number of the commit that `redo` makes again; 0: none. A new commit ends what can be redone."""
    redone = 0
    for mark in islice(marks, DEPTH):
        if not is_mine(mark) or mark.title in NO_STEPS:
            continue
        if mark.redo_of:
            redone += 1
        elif not mark.undo_of:
            return 0
        elif redone:
            redone -= 1
        else:
            return mark.undo_of
    return 0


def plan_revert(tables: Tables, line: Line, now: str, *, to: int) -> Plan:
    """The documents as they were before a commit (`to=OLD`), or after it (`to=NEW`).

    Conflict if a field that it wrote has moved on since. Counters stay: a number is given once.
    """
    plan: Plan = {}
    moved: list[tuple[str, str, str]] = []
    names: list[str] = []
    for table, doc_id, fields in line["ops"]:
        if table == COUNTERS:
            continue
        here = tables.get(table, {}).get(doc_id)
        target = {name: pair[to] for name, pair in fields.items()}
        found = {name: pair[1 - to] for name, pair in fields.items()}
        differ = _moved_on(table, here, found, target)
        if differ:
            names.append(str((here or target).get("ref") or (here or found).get("ref") or table))
            moved.extend((table, doc_id, name) for name in differ)
        else:
            plan[table, doc_id] = _reverted(here or {}, found, target, now)
    if moved:
        raise Conflict(
            _("“{title}” cannot be taken back or made again: {records} changed since ({fields}).").format(
                title=_(line["title"]),
                records=", ".join(dict.fromkeys(names)),
                fields=", ".join(dict.fromkeys(name for _table, _id, name in moved)),
            ),
            tuple(moved),
        )
    return plan


def _moved_on(table: str, here: Doc | None, found: Doc, target: Doc) -> list[str]:
    """The fields that are not as the commit left them."""
    now = here or {}
    differ = [name for name, value in found.items() if name not in STAMPS and now.get(name) != value]
    if kind_of(table) is None:
        return sorted(differ)
    if here is None and target.get("created") is None:
        return sorted(set(target) - STAMPS) or ["id"]
    if found.get("created") is not None and target.get("created") is None:
        # The record would go: fields that somebody added since would go unseen.
        differ.extend(name for name in now if name not in found and name not in STAMPS)
    return sorted(differ)


def _reverted(here: Doc, found: Doc, target: Doc, now: str) -> Doc | None:
    doc = dict(here)
    gone = found.get("created") is not None and target.get("created") is None
    for name, value in target.items():
        if name in STAMPS and here.get(name) != found.get(name) and not gone:
            if name == "updated":
                doc[name] = now
        elif value is None:
            doc.pop(name, None)
        else:
            doc[name] = value
    return doc or None
