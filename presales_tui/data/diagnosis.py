"""The doctor: reads everything again and says what is well, what is not, and what to do.

It changes nothing unless asked to repair, and a repair never deletes: what it takes out of the way
goes into the folder `quarantine`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from presales_tui.data import clock, damage, fsio, names, snapshot, upcast
from presales_tui.data.checkup import Checkup, check_logs
from presales_tui.data.head import Head, HeadFile
from presales_tui.data.lock import FolderLock
from presales_tui.data.ops import Tables
from presales_tui.data.places import check_private, network_warning
from presales_tui.data.reserve import SIZE as RESERVE_SIZE
from presales_tui.data.trouble import explained
from presales_tui.data.workspace import Workspace
from presales_tui.locale import _, ngettext
from presales_tui.model.errors import Problem


class Finding(NamedTuple):
    """One thing looked at."""

    ok: bool
    where: str
    """The folder or file."""
    what: str
    advice: str = ""
    """What to do; empty if nothing."""
    repaired: bool = False


class _Fix(NamedTuple):
    finding: Finding
    repair: Callable[[], str] | None = None
    """Mends it, and says how."""


def doctor(workspace: Workspace, *, repair: bool = False) -> list[Finding]:
    """Look at every client of a workspace; mend what can be mended if asked to."""
    found = []
    warning = network_warning(str(workspace.path))
    if warning:
        found.append(Finding(False, str(workspace.path), warning))
    with explained(str(workspace.path)):
        for name in fsio.names(str(workspace.path)):
            folder = f"{workspace.path}/{name}"
            if not fsio.is_dir(folder):
                continue
            if name.startswith(".new-"):
                found.append(Finding(False, folder, _("a folder that was never finished"), _("Delete it.")))
            elif names.generations(fsio.names(folder))[0]:
                found.extend(examine(folder, repair=repair))
    return found or [Finding(True, str(workspace.path), _("no clients yet"))]


def examine(folder: str, *, repair: bool = False) -> list[Finding]:
    """Look at one client folder, under its lock."""
    lock = FolderLock(f"{folder}/{names.LOCK}", "doctor")
    try:
        check_private(folder)
        with explained(folder), lock.held():
            return [_treat(fix, repair=repair) for fix in _look(folder)]
    except Problem as problem:
        return [Finding(False, folder, problem.sentence)]
    finally:
        lock.close()


def _treat(fix: _Fix, *, repair: bool) -> Finding:
    if fix.repair is None or not repair:
        return fix.finding
    return Finding(True, fix.finding.where, fix.finding.what, fix.repair(), repaired=True)


def _look(folder: str) -> Iterator[_Fix]:
    checkup = check_logs(folder)
    if checkup.schema > upcast.SCHEMA:
        # What would look odd to this program may be as it should be: nothing here is for it to mend.
        advice = _("Use that version to write to it, and to examine it.")
        yield _Fix(Finding(False, folder, damage.newer(folder), advice))
        yield from (fix._replace(repair=None) for fix in _look_at_logs(folder, checkup))
        return
    yield from _look_at_logs(folder, checkup)
    yield from _look_at_snapshots(folder, checkup)
    yield from _look_at_mark(folder, checkup)
    yield from _look_around(folder, checkup)


def _look_at_logs(folder: str, checkup: Checkup) -> Iterator[_Fix]:
    if checkup.sound:
        what = ngettext(
            "{commits} commit, every checksum and the chain are right",
            "{commits} commits, every checksum and the chain are right",
            checkup.seq,
        ).format(commits=checkup.seq)
        yield _Fix(Finding(True, folder, what))
    for fault in checkup.faults:
        cut = None
        if fault.cut_at is not None:
            cut = _cutter(folder, fault.path, fault.cut_at)
        advice = _("Restore a backup.")
        if fault.torn and _mark(folder).seq <= checkup.seq:
            advice = _("Open the client once: it was never acknowledged, and is set aside.")
        elif cut is not None:
            advice = _("Restore a backup; or repair, which keeps the commits before it.")
        yield _Fix(Finding(False, fault.path, fault.what, advice), cut)
    for twice in checkup.refs_twice:
        what = _("the reference {ref} is given twice").format(ref=twice)
        yield _Fix(Finding(False, folder, what, _("Delete one of the records and add it again.")))
    if checkup.time and clock.far_ahead(checkup.time):
        what = _("the last commit is dated {time}, in the future").format(time=clock.to_second(checkup.time))
        yield _Fix(Finding(False, folder, what, _("Set the clock of this machine.")))


def _cutter(folder: str, path: str, size: int) -> Callable[[], str]:
    """Keep a damaged log aside, and cut the log to its good part."""

    def cut() -> str:
        kept = damage.quarantine(folder, Path(path).name, fsio.read_file(path))
        fd = fsio.open_write(path)
        try:
            fsio.truncate(fd, size)
            fsio.datasync(fd)
        finally:
            fsio.close(fd)
        _set_aside(folder, f"{folder}/{names.HEAD}")
        return _("The whole file is kept in {kept}; the journal now ends before the damage.").format(
            kept=kept
        )

    return cut


def _look_at_snapshots(folder: str, checkup: Checkup) -> Iterator[_Fix]:
    for gen in names.generations(fsio.names(folder))[1]:
        path = f"{folder}/{names.snap_name(gen)}"
        found = snapshot.read(path)
        if found is None:
            what = _("a damaged snapshot; the journal holds all that was in it")
        elif gen in checkup.states and checkup.states[gen] != _present(found):
            what = _("a snapshot that differs from the journal")
        else:
            continue
        yield _Fix(
            Finding(False, path, what, _("Repair sets it aside; it is made again.")),
            lambda path=path: _set_aside(folder, path),  # type: ignore[misc]
        )


def _present(found: snapshot.Snapshot) -> Tables:
    schema = found.header["schema"]
    return upcast.to_present(found.tables, schema) if upcast.is_known(schema) else found.tables


def _look_at_mark(folder: str, checkup: Checkup) -> Iterator[_Fix]:
    mark = _mark(folder)
    if mark.seq > checkup.seq and not checkup.faults:
        what = _("the journal ends at commit {seq}, but commit {known} had been saved").format(
            seq=checkup.seq, known=mark.seq
        )
        advice = _("Restore a backup; or repair, which goes on from commit {seq}.").format(seq=checkup.seq)
        yield _Fix(Finding(False, folder, what, advice), lambda: _set_aside(folder, f"{folder}/{names.HEAD}"))


def _mark(folder: str) -> Head:
    file = HeadFile(f"{folder}/{names.HEAD}")
    try:
        return file.read()
    finally:
        file.close()


def _look_around(folder: str, checkup: Checkup) -> Iterator[_Fix]:
    listed = fsio.names(folder)
    for name in listed:
        if name.endswith(names.TEMPORARY):
            path = f"{folder}/{name}"
            yield _Fix(
                Finding(False, path, _("a file that was never finished"), _("Repair sets it aside.")),
                lambda path=path: _set_aside(folder, path),  # type: ignore[misc]
            )
    if names.RESERVE not in listed:
        what = _("the reserve of {size} KB for a full disk is used up").format(size=RESERVE_SIZE // 1024)
        yield _Fix(Finding(False, folder, what, _("Make room on the disk; it is claimed again then.")))
    if names.QUARANTINE in listed:
        kept = len(fsio.names(f"{folder}/{names.QUARANTINE}"))
        yield _Fix(
            Finding(
                True,
                folder,
                ngettext(
                    "{n} file set aside in quarantine", "{n} files set aside in quarantine", kept
                ).format(n=kept),
            )
        )
    try:
        face = json.loads(fsio.read_file(f"{folder}/{names.FACE}"))
    except (OSError, ValueError):
        face = None
    known = list(checkup.tables.get("clients", {}))
    if checkup.sound and (not isinstance(face, dict) or [face.get("id")] != known):
        what = _("the name shown in lists is not the one in the journal")
        yield _Fix(Finding(False, folder, what, _("Open the client once; it is written anew.")))


def _set_aside(folder: str, path: str) -> str:
    place = f"{folder}/{names.QUARANTINE}"
    if not fsio.exists(place):
        fsio.make_dir(place)
    kept = damage.free_name(f"{place}/{Path(path).name}")
    if fsio.exists(path):
        fsio.replace(path, kept)
        fsio.sync_dir(place)
        fsio.sync_dir(folder)
    return _("Set aside in {kept}.").format(kept=kept)
