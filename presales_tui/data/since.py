"""Which documents changed since the journal ended at some place."""

from __future__ import annotations

from presales_tui.data import frame, fsio, names
from presales_tui.data.journal import Journal
from presales_tui.data.ops import Key
from presales_tui.data.place import EndOfLog


def changed_since(journal: Journal, end: EndOfLog) -> set[Key] | None:
    """The (table, id) of every document that was written after this place, as far as this session has read.

    `None` if that cannot be told: the place is not of this journal, or lies beyond what was read.
    """
    if end.seq > journal.seq or end.gen > journal.log.gen:
        return None
    found: set[Key] = set()
    seq = end.seq
    try:
        for gen in range(end.gen, journal.log.gen + 1):
            data = fsio.read_file(f"{journal.folder}/{names.log_name(gen)}")
            if gen == end.gen:
                if data[end.start : end.start + 8] != end.crc.encode() or end.size > len(data):
                    return None
                data = data[end.size :]
            else:
                data = data[data.find(b"\n") + 1 :]
            for line in frame.parse_all(frame.scan(data).bodies):
                if line["s"] > journal.seq:
                    break
                if line["s"] != seq + 1:
                    return None
                seq = line["s"]
                found.update((op[0], op[1]) for op in line["ops"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if seq == journal.seq else None
