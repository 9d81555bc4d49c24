"""Drafts: text that is being typed and is not a commit yet, kept from loss once a second.

`save` only notes the text; a thread of its own writes it, so neither a slow disk nor a stalled
terminal holds up the other. One small file per draft, replaced whole. When a session ends without
saying goodbye, its drafts stay, and the next session offers them.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from threading import Event, RLock, Thread
from typing import Any, NamedTuple
from zlib import crc32

from presales_tui.data import frame, fsio, names
from presales_tui.data.clock import utc_now
from presales_tui.data.presence import Presence
from presales_tui.data.publish import publish

SUFFIX = ".draft"
EVERY_SECONDS = 1.0
_PATIENCE = 2.0


class Draft(NamedTuple):
    """A text that was being typed when its session died."""

    key: str
    """What it is the text of, as `save` was told."""
    text: str
    context: dict[str, Any]
    """What else `save` was told."""
    at: str
    """UTC, ISO 8601 to the second."""
    user: str


class LeftOver(NamedTuple):
    """A draft, and where in the workspace it was left."""

    place: str
    """Id of the client; of the product library its folder's name."""
    name: str
    """What the client is called; empty: it is the product library."""
    folder: Path
    draft: Draft

    def in_editors(self) -> list[Path]:
        """Texts that an external editor had when a session was cut off, each in a directory of its own."""
        return sorted((self.folder / names.DRAFTS).glob("editor-*/text.*"))


class Drafts:
    """The drafts of one session in one client folder, and those left over by dead ones."""

    def __init__(self, presence: Presence, user: str) -> None:
        self._presence = presence
        self._user = user
        self._pending: dict[str, tuple[str, dict[str, Any]] | None] = {}
        """Key to text and context not written yet; `None`: the file is to go."""
        self._saved: set[str] = set()
        self._lock = RLock()
        self._wake = Event()
        self._closing = Event()
        self._thread: Thread | None = None

    def save(self, key: str, text: str, **context: Any) -> None:
        """Note a text as it stands; it is on the disk about a second later, or with `flush`."""
        self._saved.add(key)
        self._note(key, (text, context))

    def discard(self, key: str) -> None:
        """The text was saved properly, or is not wanted; also one left over under this key."""
        if key in self._saved:
            self._saved.discard(key)
            self._note(key, None)
        for path, draft in self._left():
            if draft.key == key:
                _unlink(path)

    def _note(self, key: str, what: tuple[str, dict[str, Any]] | None) -> None:
        self._pending[key] = what
        if not self._wake.is_set():
            self._wake.set()
        if self._thread is None:
            self._thread = Thread(target=self._keep_writing, name="drafts", daemon=True)
            self._thread.start()

    def left_over(self) -> list[Draft]:
        """Drafts of sessions that ended without saving or discarding them, oldest first."""
        return sorted((draft for _path, draft in self._left()), key=lambda draft: draft.at)

    def flush(self) -> None:
        """Write what is noted, now. Fit for a signal handler: it never waits long, and never raises."""
        self._write(durable=False)

    def close(self) -> None:
        """Write what is noted, and stop. Drafts that were not discarded stay for the next session."""
        self._closing.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(_PATIENCE)
        self._write(durable=True)

    def _keep_writing(self) -> None:
        while not self._closing.is_set():
            self._wake.wait()
            self._wake.clear()
            self._write(durable=True)
            self._closing.wait(EVERY_SECONDS)

    def _write(self, *, durable: bool) -> None:
        # A handler that interrupts this very code holds the lock already and goes on; only a disk
        # that hangs in the other thread makes it wait, and not for ever.
        if not self._lock.acquire(timeout=_PATIENCE):
            return
        try:
            while self._pending:
                key, what = self._pending.popitem()
                if what is None:
                    _unlink(self._path(self._presence.session, key))
                else:
                    self._write_one(key, *what, durable=durable)
        finally:
            self._lock.release()

    def _write_one(self, key: str, text: str, context: dict[str, Any], *, durable: bool) -> None:
        line = {"key": key, "text": text, "context": context, "at": utc_now(), "user": self._user}
        # ASCII JSON, and whatever is odd as text: a draft is refused for nothing that was typed.
        body = frame.frame(json.dumps(line, default=str).encode("ascii"))
        with suppress(OSError):
            self._presence.appear()
            publish(self._path(self._presence.session, key), body, durable=durable)

    def _path(self, session: str, key: str) -> str:
        return f"{self._dir}/{session}.{crc32(key.encode('utf-8', 'replace')):08x}{SUFFIX}"

    @property
    def _dir(self) -> str:
        return self._presence.directory

    def _left_files(self) -> list[str]:
        """Names of draft files of other sessions."""
        own = f"{self._presence.session}."
        try:
            found = fsio.names(self._dir)
        except OSError:
            return []
        return [name for name in found if name.endswith(SUFFIX) and not name.startswith(own)]

    def _left(self) -> list[tuple[str, Draft]]:
        """(path, draft) of the sessions that are not alive."""
        found = []
        alive: dict[str, bool] = {}
        for name in self._left_files():
            session = name.split(".", 1)[0]
            if session not in alive:
                alive[session] = self._presence.is_alive(session)
            path = f"{self._dir}/{name}"
            if not alive[session] and (draft := _read(path)) is not None:
                found.append((path, draft))
        return found


def _read(path: str) -> Draft | None:
    try:
        body = frame.body_of(fsio.read_file(path).rstrip(b"\n"))
    except OSError:
        return None
    if body is None:
        return None
    found = frame.parse(body)
    return Draft(found["key"], found["text"], found["context"], found["at"], found["user"])


def _unlink(path: str) -> None:
    with suppress(OSError):
        fsio.unlink(path)
