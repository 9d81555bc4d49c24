"""The trial as a contract: once it is locked, what was agreed changes only with a reason that is kept.

The store asks for the reason and writes it down in the commit that makes the change, so that no way of
editing can go round it and one undo takes both back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from presales_tui.model.record import Doc, Json
from presales_tui.model.trial import Criterion, Trial

TRIALS, CRITERIA = "trials", "criteria"

AGREED: dict[str, tuple[str, ...]] = {
    TRIALS: (
        *("purpose", "decision_link", "scope_in", "scope_out", "start", "end", "stall_clause", "end_state"),
        *("calendar", "hours", "zone", "country", "days_off", "days_on", "targets", "signed_by", "signed_on"),
        "locked",
    ),
    CRITERIA: ("title", "category", "measure", "target", "unit", "weight", "must"),
}
"""Table to the fields that both sides agreed on; what comes out in the trial is none of them."""

ADDED, REMOVED = "added", "removed"
"""Stand for a field where a whole criterion came or went."""


class Amendment(NamedTuple):
    """One change of what was agreed."""

    trial: str
    """Id of the trial."""
    ref: str
    field: str
    """Name of the field, `added` or `removed`."""
    was: str
    now: str


def amendments(
    table: str, record_id: str, before: Doc | None, after: Doc | None, trials: Mapping[str, Doc]
) -> Iterator[Amendment]:
    """How a change of one record departs from a locked trial; `trials` are those before the change."""
    if table not in AGREED:
        return
    here: Mapping[str, Json] = after or before or {}
    trial_id = record_id if table == TRIALS else here.get("trial", "")
    if not trials.get(trial_id, {}).get("locked"):
        return
    ref = str(here.get("ref", ""))
    if table == CRITERIA and before is None and after is not None:
        yield Amendment(trial_id, ref, ADDED, "", _text(after.get("title")))
    elif table == CRITERIA and after is None and before is not None:
        yield Amendment(trial_id, ref, REMOVED, _text(before.get("title")), "")
    elif before is not None and after is not None:
        usual = (Trial if table == TRIALS else Criterion).defaults()
        for name in AGREED[table]:
            was, now = (_text(doc.get(name, usual[name])) for doc in (before, after))
            if was != now:
                yield Amendment(trial_id, ref, name, was, now)


def _text(value: Any) -> str:
    """A value as it is kept in an amendment."""
    if value is None or value is False:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(" ".join(item) if isinstance(item, list | tuple) else _text(item) for item in value)
    return "yes" if value is True else str(value)
