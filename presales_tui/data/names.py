"""The names of the files in a client folder."""

from __future__ import annotations

import re

LOCK = "lock"
HEAD = "head"
RESERVE = "reserve"
REPLICA = "replica.json"
FACE = "client.json"
DRAFTS = "drafts"
EXPORTS = "exports"
QUARANTINE = "quarantine"
TEMPORARY = ".tmp"
"""Suffix of a file that was never published."""

_NUMBERED = re.compile(r"(log|snap)-(\d{6,})\.(jsonl|json)")


def log_name(generation: int) -> str:
    """The name of a log."""
    return f"log-{generation:06d}.jsonl"


def snap_name(generation: int) -> str:
    """The name of the snapshot that a log continues."""
    return f"snap-{generation:06d}.json"


def generations(names: list[str]) -> tuple[list[int], list[int]]:
    """(log generations, snapshot generations) among the names of a folder, ascending."""
    logs: list[int] = []
    snaps: list[int] = []
    for name in names:
        found = _NUMBERED.fullmatch(name)
        if found:
            number = int(found[2])
            if name == log_name(number):
                logs.append(number)
            elif name == snap_name(number):
                snaps.append(number)
    return sorted(logs), sorted(snaps)
