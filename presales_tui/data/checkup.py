"""Reads all logs of a folder from the beginning, and tells what does not fit."""

from __future__ import annotations

from dataclasses import dataclass, field

from presales_tui.data import frame, fsio, names, ops, upcast
from presales_tui.data.logfile import FORMAT, line_hash
from presales_tui.data.ops import Tables
from presales_tui.locale import _


@dataclass
class Fault:
    """Something wrong in a log."""

    path: str
    what: str
    cut_at: int | None = None
    """Length of the good part, if nothing comes after this log; else the damage cannot be cut off."""
    torn: bool = False
    """Nothing but an unfinished line at the very end."""


@dataclass
class Checkup:
    """What the logs say, read from the first line."""

    tables: Tables = field(default_factory=dict)
    seq: int = 0
    time: str = ""
    states: dict[int, Tables] = field(default_factory=dict)
    """Generation to the tables at its beginning; only where all before it is sound."""
    schema: int = 0
    """The newest of the logs; the tables are in the present form, or in this one if it is newer."""
    faults: list[Fault] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether every line is as it should be."""
        return not self.faults

    @property
    def refs_twice(self) -> list[str]:
        """References that two records of a table have."""
        twice = []
        for docs in self.tables.values():
            seen: set[str] = set()
            for doc in docs.values():
                ref = str(doc.get("ref", ""))
                if ref and ref in seen:
                    twice.append(ref)
                seen.add(ref)
        return twice


def check_logs(folder: str) -> Checkup:
    """Fold every log of a folder, checking each checksum, number and link of the chain."""
    found = Checkup()
    logs, _snaps = names.generations(fsio.names(folder))
    before = b""
    for gen in logs:
        path = f"{folder}/{names.log_name(gen)}"
        found.states[gen] = {table: dict(docs) for table, docs in found.tables.items()}
        data = fsio.read_file(path)
        scan = frame.scan(data)
        last = gen == logs[-1]
        if _header_fault(found, path, gen, scan, before):
            return found
        before = scan.bodies[0]
        schema = frame.parse(before)["schema"]
        found.schema = max(found.schema, schema)
        for start, body in zip(scan.starts[1:], scan.bodies[1:], strict=True):
            line = frame.parse(body)
            if line["s"] != found.seq + 1 or line["p"] != line_hash(_framed(before)):
                what = _("the chain is broken after commit {seq}").format(seq=found.seq)
                found.faults.append(Fault(path, what, start if last else None))
                return found
            for op in upcast.line_to_present(line, schema)["ops"]:
                ops.apply_op(found.tables, op)
            found.seq, found.time = line["s"], line["t"]
            before = body
        if scan.end < len(data):
            what = _("damaged at byte {offset}, after commit {seq}").format(offset=scan.end, seq=found.seq)
            found.faults.append(Fault(path, what, scan.end if last else None, last and not scan.more))
            return found
    return found


def _framed(body: bytes) -> bytes:
    return frame.frame(body)[:-1]


def _header_fault(found: Checkup, path: str, gen: int, scan: frame.Scan, before: bytes) -> bool:
    header = frame.parse(scan.bodies[0]) if scan.bodies else {}
    if header.get("format") != FORMAT or header.get("gen") != gen:
        found.faults.append(Fault(path, _("it does not begin as a journal does")))
        return True
    if not upcast.is_known(header["schema"]):
        what = _("a form that this presales does not know (schema {schema})").format(schema=header["schema"])
        found.faults.append(Fault(path, what))
        return True
    link = line_hash(_framed(before)) if before else ""
    if header["base"] != found.seq or header["p"] != link:
        what = _("it does not continue the log before it (commit {seq})").format(seq=found.seq)
        found.faults.append(Fault(path, what))
        return True
    return False
