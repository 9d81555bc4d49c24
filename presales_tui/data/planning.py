"""From a Change to a plan: what the documents shall be, checked against what has happened since.

Runs under the lock, over the newest state. Only fields that the editor changed are written, and each
of them must still be what the editor saw; the store's own stamps are not compared.
"""

from __future__ import annotations

from typing import Any

from presales_tui.data.ops import Key, Plan, Tables
from presales_tui.data.refs import Numbering
from presales_tui.locale import _
from presales_tui.model import suspect
from presales_tui.model.change import Change, Put
from presales_tui.model.errors import Conflict, NeedsReason
from presales_tui.model.record import Doc, Record

STAMPS = frozenset({"ref", "created", "updated", "author"})
"""Fields that the store writes."""


class Planner:
    """Plans one Change over the tables, for a user, at a time."""

    def __init__(self, tables: Tables, user: str, now: str, letter: str) -> None:
        self._tables = tables
        self._user = user
        self._now = now
        self.plan: Plan = {}
        self._numbers = Numbering(tables, self.plan, letter)
        self._moved_on: list[tuple[str, str, str]] = []
        self._names: list[str] = []

    def plan_change(self, change: Change) -> Plan:
        """The documents as the Change wants them. Conflict if a field has moved on."""
        for put in change.puts:
            self._put(put)
        for was in change.deletes:
            self._delete(was)
        if self._moved_on:
            raise conflict(self._names, tuple(self._moved_on))
        self._amend(change.reason)
        return self.plan

    def _amend(self, reason: str) -> None:
        """What departs from a locked trial is written down with its reason. NeedsReason if there is none."""
        touched = [key for key in self.plan if key[0] in ("trials", "criteria")]
        if not touched:
            return
        from presales_tui.model import contract

        trials = self._tables.get(contract.TRIALS, {})
        for table, record_id in touched:
            before, after = self._tables.get(table, {}).get(record_id), self.plan[table, record_id]
            for found in contract.amendments(table, record_id, before, after, trials):
                trial = self._now_at((contract.TRIALS, found.trial))
                if trial is None:
                    continue  # The whole trial goes.
                if not reason:
                    raise NeedsReason(
                        _(
                            "The trial is locked: {ref} was agreed with the client. Say why it changes."
                        ).format(ref=found.ref or trial.get("ref", ""))
                    )
                row = [self._now, self._user, *found[1:], reason]
                self.plan[contract.TRIALS, found.trial] = {
                    **trial,
                    "amendments": [*(trial.get("amendments") or ()), row],
                    "updated": self._now,
                }

    def _now_at(self, key: Key) -> Doc | None:
        return self.plan[key] if key in self.plan else self._tables.get(key[0], {}).get(key[1])

    def _put(self, put: Put) -> None:
        new = put.new
        key = (type(new).table, new.id)
        here = self._now_at(key)
        wanted = new.to_doc()
        if put.was is None:
            if here is not None:
                self._clash(new, here, ["id"])
            else:
                self.plan[key] = self._stamp_new(new, wanted)
            return
        before = put.was.to_doc()
        changed = _differences(before, wanted)
        if here is None:
            self._clash(new, before, sorted(changed) or ["id"])
            return
        stored = self._tables.get(key[0], {}).get(key[1], {})
        moved = [name for name in changed if before.get(name) not in (here.get(name), stored.get(name))]
        if moved:
            self._clash(new, here, moved)
        elif changed:
            after = {**here, **changed, "updated": self._now}
            if key[0] == suspect.REQUIREMENTS and "seen" not in changed:
                self._suspect(key[1], here, after, changed)
            self.plan[key] = {name: value for name, value in after.items() if value is not None}

    def _suspect(self, requirement_id: str, here: Doc, after: Doc, changed: Doc) -> None:
        """What hangs on a statement is stamped in the commit that changes it, whoever writes it."""
        for table, holder_id, seen in suspect.follows(requirement_id, here, after, self._tables):
            holder = self._now_at((table, holder_id))
            if holder is not None:
                self.plan[table, holder_id] = {**holder, "seen": seen}
        own = suspect.own_stamp(requirement_id, here, after, changed)
        if own is not None:
            after["seen"] = own or None

    def _delete(self, was: Record) -> None:
        key = (type(was).table, was.id)
        here = self._now_at(key)
        if here is None:
            return  # Another session removed it: that is what was wanted.
        before = was.to_doc()
        known = type(was).defaults().keys() - STAMPS
        seen_elsewhere = key in self.plan
        moved = [name for name in known if not seen_elsewhere and here.get(name) != before.get(name)]
        if moved:
            self._clash(was, here, sorted(moved))
        else:
            self.plan[key] = None

    def _stamp_new(self, record: Record, wanted: Doc) -> Doc:
        kind = type(record)
        if kind.prefix and not (record.ref and self._numbers.claim(kind.table, record.ref)):
            wanted["ref"] = self._numbers.next_ref(kind.prefix)
        wanted["created"] = wanted["updated"] = self._now
        if self._user:
            wanted["author"] = self._user
        return wanted

    def _clash(self, record: Record, doc: Doc, fields: list[str]) -> None:
        self._names.append(doc.get("ref") or record.ref or type(record).__name__)
        self._moved_on.extend((type(record).table, record.id, name) for name in fields)


def _differences(before: Doc, wanted: Doc) -> dict[str, Any]:
    """The fields the editor changed, with their new value (`None`: back to the default)."""
    found = {name: value for name, value in wanted.items() if before.get(name) != value}
    found.update({name: None for name in before if name not in wanted})
    return {name: value for name, value in found.items() if name not in STAMPS}


def conflict(names: list[str], fields: tuple[tuple[str, str, str], ...]) -> Conflict:
    """The sentence for records that another session changed or removed meanwhile."""
    return Conflict(
        _("{records} changed meanwhile in another session ({fields}). Nothing was saved; look again.").format(
            records=", ".join(dict.fromkeys(names)),
            fields=", ".join(dict.fromkeys(name for _table, _id, name in fields)),
        ),
        fields,
    )
