"""A snapshot: the tables as they were when a log began. It spares reading the older logs.

Two lines: a header as in a log, which names the size and checksum of the second line, and the
tables as JSON. A snapshot holds nothing that the logs do not; a damaged one is passed over.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple
from zlib import crc32

from presales_tui.data import frame, fsio, upcast
from presales_tui.data.ops import Tables

FORMAT = "presales snapshot"


class Snapshot(NamedTuple):
    """What a snapshot holds."""

    header: dict[str, Any]
    """format, schema, store, gen, seq (last commit in it), t, actors, size, crc."""
    tables: Tables
    size: int
    """Of the file, in bytes."""


def encode(header: dict[str, Any], tables: Tables) -> bytes:
    """The content of a snapshot file."""
    body = frame.to_json(tables)
    first = {"format": FORMAT, "schema": upcast.SCHEMA, **header, "size": len(body), "crc": crc32(body)}
    return b"%b%b\n" % (frame.frame_line(first), body)


def read(path: str) -> Snapshot | None:
    """The snapshot in a file; `None` if it is damaged. OSError if it cannot be read."""
    data = fsio.read_file(path)
    line, _, rest = data.partition(b"\n")
    header_body = frame.body_of(line)
    if header_body is None:
        return None
    header = frame.parse(header_body)
    body = rest[:-1]
    if header.get("format") != FORMAT or header.get("size") != len(body) or header.get("crc") != crc32(body):
        return None
    return Snapshot(header, json.loads(body), len(data))
