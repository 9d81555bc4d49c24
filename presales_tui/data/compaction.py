"""Starting a new log, with a snapshot before it, so that opening stays cheap.

The order makes every moment safe: the complete snapshot under a temporary name; the new log, on the
disk with its name; then the snapshot's name. From the second step on everybody goes on in the new
log; should the snapshot not get its name, the older log is read instead. Logs are kept for ever.
"""

from __future__ import annotations

from contextlib import suppress

from presales_tui.data import fsio, names, snapshot
from presales_tui.data.journal import Journal
from presales_tui.data.logfile import LogFile
from presales_tui.data.ops import Tables
from presales_tui.data.publish import discard, prepare

SNAPSHOTS_KEPT = 2


def compact(journal: Journal, tables: Tables) -> None:
    """Start a new log. Needs the lock and all commits read. OSError: nothing is lost."""
    gen = journal.log.gen + 1
    store = journal.log.header["store"]
    header = {"store": store, "gen": gen, "seq": journal.seq, "t": journal.time, "actors": journal.counts}
    data = snapshot.encode(header, tables)
    path = f"{journal.folder}/{names.snap_name(gen)}"
    # A line that was refused or set aside is off the end of the old log for good, before another log
    # follows it: bytes that a power cut brought back there would pass for damage.
    fsio.datasync(journal.log.fd)
    temporary = prepare(path, data)
    try:
        log = LogFile.create(journal.folder, gen, store, journal.seq, journal.log.last)
        journal.attach(gen, log)
        fsio.replace(temporary, path)
    except OSError:
        discard(temporary)
        raise
    fsio.sync_dir(journal.folder)  # Before the older ones go.
    journal.snapshot_size = len(data)
    _drop_old_snapshots(journal.folder)


def _drop_old_snapshots(folder: str) -> None:
    """Snapshots hold nothing that the logs do not; the newest are enough."""
    _logs, snaps = names.generations(fsio.names(folder))
    for gen in snaps[:-SNAPSHOTS_KEPT]:
        with suppress(OSError):
            fsio.unlink(f"{folder}/{names.snap_name(gen)}")
