"""One line of a store's file: a checksum, a blank, compact UTF-8 JSON, a line end.

    3a1f09c2 {"s":17,"t":"2026-11-23T14:00:56.123Z-0000", ...}

The checksum is the CRC-32 of the JSON in eight hex digits. JSON holds no line end of its own, so a
file of such lines can be read with `less`, cut by lines, and checked line by line.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple
from zlib import crc32

from presales_tui.locale import _
from presales_tui.model.errors import BadInput

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def to_json(value: Any) -> bytes:
    """Compact UTF-8 JSON. BadInput if it holds what JSON or UTF-8 cannot carry."""
    try:
        return _encode(value).encode("utf-8")
    except UnicodeEncodeError:
        raise BadInput(
            _("A text holds half a character (a broken paste). Nothing was saved; paste it again.")
        ) from None
    except ValueError:
        raise BadInput(_("A number is not finite (NaN or infinity). Nothing was saved.")) from None
    except TypeError:
        raise BadInput(_("A value is neither text, number, list nor yes/no. Nothing was saved.")) from None


def frame(body: bytes) -> bytes:
    """A whole line around a JSON body."""
    return b"%08x %b\n" % (crc32(body), body)


def frame_line(value: Any) -> bytes:
    """A whole line that holds a value."""
    return frame(to_json(value))


def body_of(line: bytes) -> bytes | None:
    """The JSON of a line without its line end; `None` if the checksum does not fit."""
    body = line[9:]
    try:
        fits = line[8:9] == b" " and int(line[:8], 16) == crc32(body)
    except ValueError:
        return None
    return body if fits else None


class Scan(NamedTuple):
    """What a stretch of a file holds."""

    bodies: list[bytes]
    """The JSON of each line up to the first bad one."""
    starts: list[int]
    """Where each of these lines begins in the file."""
    end: int
    """Where the last good line ends."""
    last: bytes
    """The last good line, without its line end; empty: none."""
    more: bool
    """Whether a good line follows the first bad one: damage, not a torn end."""


def scan(data: bytes, offset: int = 0) -> Scan:
    """Cut a stretch of a file, beginning at `offset` in it, into checked lines."""
    lines = data.split(b"\n")[:-1]
    bodies: list[bytes] = []
    starts: list[int] = []
    at = offset
    last = b""
    for line in lines:
        body = body_of(line)
        if body is None:
            rest = lines[len(bodies) + 1 :]
            return Scan(bodies, starts, at, last, any(body_of(other) is not None for other in rest))
        bodies.append(body)
        starts.append(at)
        at += len(line) + 1
        last = line
    return Scan(bodies, starts, at, last, False)


def parse_all(bodies: list[bytes]) -> list[Any]:
    """The values of many bodies, in one call of the JSON reader."""
    found: list[Any] = json.loads(b"[" + b",".join(bodies) + b"]")
    return found


def parse(body: bytes) -> Any:
    """The value of one body."""
    return json.loads(body)
