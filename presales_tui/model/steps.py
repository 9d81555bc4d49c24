"""Steps that a record keeps: a state that changes leaves its time, and who did it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from presales_tui.model.record import Record

_LOGS = {"status_log": "status", "stage_log": "stage", "outcome_log": "technical_outcome"}
"""The field that keeps the steps, and the field whose steps they are."""


def with_step(new: Record, was: Record | None, now: str, who: str) -> Record:
    """The record with the step added that its edit made; `now` is UTC, ISO 8601 to the second.

    Whoever has noted the step already is believed; where the steps of an issue were put right, the last of
    them says how it stands.
    """
    if was is None:
        return new
    before, after = was.__dict__, new.__dict__
    noted: dict[str, Any] = {}
    for log, name in _LOGS.items():
        if log in after and after[name] != before[name] and after[log] == before[log]:
            kept = after[log] or _begun(log, before[name], was)
            noted[log] = (*kept, *_steps(log, kept, before[name], after[name], now, who))
    if after.get("status_log") and before.get("status_log") != after["status_log"]:
        last = after["status_log"][-1][0]
        if after["status"] == before["status"]:
            noted["status"] = last
        elif after["status"] != last:
            noted["status_log"] = (*after["status_log"], (after["status"], now, who))
    return replace(new, **noted) if noted else new


def _steps(
    log: str, kept: tuple[tuple[str, ...], ...], before: str, after: str, now: str, who: str
) -> tuple[tuple[str, ...], ...]:
    """What one move adds: of a stage also those that it passes over."""
    if log == "status_log":
        return ((after, now, who),)
    if log == "stage_log":
        from presales_tui.model import stages

        return stages.steps(kept, before, after, now)
    return ((after, now),)


def _begun(log: str, stage: str, was: Record) -> tuple[tuple[str, ...], ...]:
    """The first stage of an opportunity that came without its log."""
    return ((stage, was.created),) if log == "stage_log" and was.created else ()
