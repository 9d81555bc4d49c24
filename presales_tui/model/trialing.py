"""Steps in the life of a trial: planned, locked, reviewed half way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from presales_tui.model.change import Change
from presales_tui.model.trial import Criterion, Trial

_LENGTH = {"trial": 14, "poc": 28, "pov": 14, "pilot": 60}
"""Days that a trial of a kind takes as a rule."""


def planned(opportunity: str, title: str, today: date, zone: str = "", kind: str = "trial") -> Trial:
    """A new trial as it is planned: from today, as long as its kind takes."""
    return Trial(
        opportunity=opportunity,
        title=title,
        kind=kind,
        start=today.isoformat(),
        end=(today + timedelta(days=_LENGTH.get(kind, 14))).isoformat(),
        zone=zone,
    )


def locked(trial: Trial, criteria: Iterable[Criterion], *, by: str, now: str) -> Change:
    """The change that locks a trial's criteria: it runs, `by` agreed for the client (empty: nobody yet).

    Criteria that belong to no trial yet were agreed with it.
    """
    day = now[:10]
    change = Change("Lock trial")
    change.put(
        replace(
            trial,
            locked=now,
            signed_by=by or trial.signed_by,
            signed_on=trial.signed_on or (day if by else ""),
            state="running" if trial.state in ("draft", "to_sign") else trial.state,
        ),
        trial,
    )
    for criterion in criteria:
        if not criterion.trial:
            change.put(replace(criterion, trial=trial.id), criterion)
    return change


def reviewed(trial: Trial, verdict: str, note: str, today: str) -> Change:
    """The change that keeps the mid-point verdict; `stop` ends the trial."""
    state = {"stop": "ended"}.get(verdict, "running" if trial.state == "midpoint" else trial.state)
    new = replace(trial, midpoint=verdict, midpoint_note=note, midpoint_day=today, state=state)
    return Change("Review trial").put(new, trial)
