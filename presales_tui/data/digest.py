"""The digest of a client: what Today needs, in one small file, so that no journal is read for it.

A copy of what the journal says, with the place at which the journal ended when it was made. It is
believed only while the journal still ends there; a digest that is older, damaged or of another form
is passed over, and the journal is read. Losing it loses nothing, and writing it never fails anything.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from presales_tui.data import frame, fsio, names
from presales_tui.data.place import EndOfLog, end_of, ends_there, from_json
from presales_tui.data.publish import publish
from presales_tui.model import pulse
from presales_tui.model.errors import Problem

if TYPE_CHECKING:
    from presales_tui.data.store import ClientStore

FORM = 2
"""Goes up when what is kept, or how, changes: then older ones are passed over."""


class Digest(NamedTuple):
    """A pulse, and where the journal ended."""

    end: EndOfLog
    pulse: pulse.Pulse


def made_of(store: ClientStore, today: date) -> Digest:
    """The digest of an open client as it stands."""
    from presales_tui.model import taking

    with store.held():
        return Digest(end_of(store.journal), taking.pulse(store, today))


def write(folder: Path, digest: Digest) -> None:
    """Put a digest beside the journal. Never fails: it is a convenience."""
    with suppress(OSError, Problem):
        body = {"form": FORM, "end": digest.end, **pulse.to_json(digest.pulse)}
        publish(f"{folder}/{names.DIGEST}", frame.frame_line(body), durable=False)


def read(folder: Path) -> Digest | None:
    """The digest of a folder, if there is one and it is true."""
    try:
        data = fsio.read_file(f"{folder}/{names.DIGEST}")
        body = frame.body_of(data[:-1]) if data.endswith(b"\n") else None
        found = frame.parse(body) if body is not None else {}
        if found.get("form") != FORM:
            return None
        end = from_json(found["end"])
        return Digest(end, pulse.from_json(found)) if ends_there(str(folder), end) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, Problem):
        return None
