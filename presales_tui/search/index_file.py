"""The shelf of a client in a file of its folder, so that the first search need not read journals.

A line with a header, as every file of the store has it, then the strings. It says where the journal
ended when it was written. A file that is damaged or of another form is passed over; one that is only
older is brought up to date with what the journal says was written since. Losing it loses nothing.
"""

from __future__ import annotations

import sys
from array import array
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from presales_tui.data import frame, fsio, names
from presales_tui.data.place import from_json
from presales_tui.data.publish import publish
from presales_tui.model.errors import Problem
from presales_tui.search.shelf import Shelf, Strings

FORM = 1
"""Goes up when what is kept, or how, changes: then older ones are passed over."""


def write(folder: Path, shelf: Shelf) -> None:
    """Put a shelf beside the journal. Never fails: it is a convenience."""
    shelf.settle()
    tables = sorted(set(shelf.tables))
    numbers = {table: number for number, table in enumerate(tables)}
    found = shelf.strings
    parts = [
        bytes(map(numbers.__getitem__, shelf.tables)),
        "\n".join(shelf.ids).encode(),
        *(_little(one) for one in (found.starts, found.heads, found.second_places, found.second_starts)),
        found.text.encode(),
        b"" if found.folded is found.text else found.folded.encode(),
        found.first.encode(),
        found.second.encode(),
    ]
    body = b"".join(parts)
    header = {
        "form": FORM,
        "end": shelf.end,
        "tables": tables,
        "parts": [len(part) for part in parts],
        "crc": crc32(body),
    }
    with suppress(OSError, Problem, ValueError):
        publish(f"{folder}/{names.INDEX}", frame.frame_line(header) + body, durable=False)


def read(folder: Path) -> Shelf | None:
    """The shelf of a folder, as of where its journal ended then; `None`: there is none to be trusted."""
    try:
        data = fsio.read_file(f"{folder}/{names.INDEX}")
        line, _newline, body = data.partition(b"\n")
        head = frame.body_of(line)
        header = frame.parse(head) if head is not None else {}
        if header.get("form") != FORM or header["crc"] != crc32(body):
            return None
        parts = []
        at = 0
        for size in header["parts"]:
            parts.append(body[at : at + size])
            at += size
        kinds, ids, starts, heads, places, second_starts, text, folded, first, second = parts
        whole = text.decode()
        strings = Strings(
            whole,
            folded.decode() if folded else whole,
            first.decode(),
            second.decode(),
            _numbers(starts),
            _numbers(heads),
            _numbers(places),
            _numbers(second_starts),
        )
        tables = [header["tables"][number] for number in kinds]
        return Shelf(from_json(header["end"]), strings, tables, ids.decode().split("\n") if ids else [])
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def _little(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def _numbers(data: bytes) -> array[int]:
    found = array("I")
    found.frombytes(data)
    if sys.byteorder == "big":
        found.byteswap()
    return found
