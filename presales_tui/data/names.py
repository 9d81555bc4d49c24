"""The names of the files in a client folder, and of the table that is the store's own."""

from __future__ import annotations

LOCK = "lock"
HEAD = "head"
RESERVE = "reserve"
REPLICA = "replica.json"
FACE = "client.json"
DIGEST = "digest.json"
INDEX = "search.index"
DRAFTS = "drafts"
EXPORTS = "exports"
QUARANTINE = "quarantine"
LIBRARY = "library"
"""The folder of the product library; no client has this name, since theirs end in digits."""
TEMPORARY = ".tmp"
"""Suffix of a file that was never published."""

COUNTERS = "counters"
"""The table in which the numbers of references are counted."""

COMMENTS = "comments"
"""The table of the comments, each of which is part of the history of the record it is about."""


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
        digits = name.partition("-")[2].partition(".")[0]
        number = int(digits) if digits.isdecimal() and digits.isascii() else 0
        if name == log_name(number):
            logs.append(number)
        elif name == snap_name(number):
            snaps.append(number)
    return sorted(logs), sorted(snaps)
