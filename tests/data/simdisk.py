"""A disk in memory that stands in for `presales_tui.data.fsio`, and can lose power.

The model is the weak one that file systems promise, no more: the content of a file is safe after its
own sync, a name after its directory's. Until then a crash may keep any part: a write lost, cut short
or present as zeros, a later one without an earlier one, any subset of the names.
"""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Callable, Iterator
from itertools import combinations
from types import SimpleNamespace
from typing import Any

import pytest

from presales_tui.data import fsio

SIMULATED = [
    "open_read",
    "open_write",
    "open_or_create",
    "create",
    "close",
    "read_at",
    "write_at",
    "datasync",
    "sync_dir",
    "truncate",
    "allocate",
    "size",
    "exists",
    "changed",
    "identity",
    "names",
    "is_dir",
    "make_dir",
    "make_private",
    "status",
    "replace",
    "link",
    "unlink",
    "remove_dir",
    "try_lock",
    "unlock",
]
FALLIBLE = frozenset(
    [
        "open_read",
        "open_write",
        "open_or_create",
        "create",
        "read_at",
        "write_at",
        "datasync",
        "sync_dir",
        "truncate",
        "names",
        "make_dir",
        "replace",
        "unlink",
        "allocate",
        "try_lock",
        "unlock",
        "size",
    ]
)


class Killed(BaseException):
    """The process is gone; nothing of it runs any more."""


class Node:
    """A file or directory."""

    def __init__(self, *, is_dir: bool = False) -> None:
        self.is_dir = is_dir
        self.data = bytearray()
        self.safe = b""
        self.writes: list[tuple[int, bytes]] = []
        """Not yet synced: (offset, data), or (size, b"") for a cut."""
        self.entries: dict[str, Node] = {}
        self.safe_entries: dict[str, Node] = {}
        self.names: list[tuple[str, str, Node | None]] = []
        """Not yet synced: (old name, new name, node); an empty name: none."""


def play(data: bytes, writes: list[tuple[int, bytes]]) -> bytes:
    """The content after some of the writes."""
    now = bytearray(data)
    for offset, piece in writes:
        if piece:
            now.extend(bytes(max(0, offset - len(now))))
            now[offset : offset + len(piece)] = piece
        else:
            del now[offset:]
            now.extend(bytes(offset - len(now)))
    return bytes(now)


def contents(node: Node, *, few: bool) -> list[bytes]:
    """What may be left of a file after a crash."""
    writes = node.writes
    if not writes:
        return [node.safe]
    found = [node.safe, play(node.safe, writes)]
    found += [play(node.safe, writes[:count]) for count in range(1, len(writes))]
    offset, piece = writes[-1]
    before = writes[:-1]
    if piece:
        cuts = (len(piece) // 2,) if few else (1, len(piece) // 2, len(piece) - 1)
        found += [play(node.safe, [*before, (offset, piece[:cut])]) for cut in cuts if cut]
        found.append(play(node.safe, [*before, (offset, bytes(len(piece)))]))
        half = len(piece) // 2
        found.append(play(node.safe, [*before, (offset, bytes(half) + piece[half:])]))
    if len(writes) > 1:
        found.append(play(node.safe, writes[1:]))
    return list(dict.fromkeys(found))


def listings(node: Node) -> list[dict[str, Node]]:
    """What names may be left in a directory after a crash."""
    changes = node.names
    count = len(changes)
    if count <= 3:
        kept = [set(some) for size in range(count + 1) for some in combinations(range(count), size)]
    else:
        kept = [set(range(size)) for size in range(count + 1)]
        kept += [set(range(count)) - {out} for out in range(count)]
    found = []
    for some in kept:
        entries = dict(node.safe_entries)
        for number, (old, new, child) in enumerate(changes):
            if number in some:
                entries.pop(old, None)
                if new and child is not None:
                    entries[new] = child
        found.append(entries)
    return found


class SimDisk:
    """The disk, with the calls of `fsio` as methods."""

    def __init__(self) -> None:
        self.root = Node(is_dir=True)
        self.fds: dict[int, Node] = {}
        self.locks: dict[int, int] = {}
        self.on_call: Callable[[str, int], None] = lambda name, number: None
        self.calls = 0
        self.short_writes = False

    # Standing in

    def install(self, patch: pytest.MonkeyPatch) -> None:
        """Take the place of the real disk."""
        for name in SIMULATED:
            patch.setattr(fsio, name, self._counted(name))

    def _counted(self, name: str) -> Callable[..., Any]:
        method = getattr(self, name)
        if name not in FALLIBLE:
            return method  # type: ignore[no-any-return]

        def call(*args: Any) -> Any:
            self.calls += 1
            try:
                self.on_call(name, self.calls)
            except OSError:
                if name == "write_at" and self.short_writes:
                    fd, data, offset = args
                    self.write_at(fd, data[: len(data) // 2], offset)
                raise
            return method(*args)

        return call

    # Crashing

    def crashes(self, rng: random.Random, limit: int) -> Iterator[SimDisk]:
        """Disks as a power cut may leave this one."""
        files = [node for node in self._nodes() if node.writes and not node.is_dir]
        folders = [node for node in self._nodes() if node.names]
        options: list[list[Any]] = [contents(node, few=len(files) > 2) for node in files]
        options += [listings(node) for node in folders]
        total = 1
        for some in options:
            total *= len(some)
        if total <= limit:
            picks = [self._pick(options, number) for number in range(total)]
        else:
            picks = [[0] * len(options), [len(some) - 1 for some in options]]
            for at, some in enumerate(options):
                for choice in range(len(some)):
                    picks.append([choice if n == at else 0 for n in range(len(options))])
                    picks.append([choice if n == at else len(o) - 1 for n, o in enumerate(options)])
            while len(picks) < limit:
                picks.append([rng.randrange(len(some)) for some in options])
            rng.shuffle(picks)
        for pick in picks[:limit]:
            chosen = [some[at] for some, at in zip(options, pick, strict=True)]
            data = dict(zip(map(id, files), chosen[: len(files)], strict=True))
            names = dict(zip(map(id, folders), chosen[len(files) :], strict=True))
            yield self._left(data, names)

    @staticmethod
    def _pick(options: list[list[Any]], number: int) -> list[int]:
        pick = []
        for some in options:
            number, at = divmod(number, len(some))
            pick.append(at)
        return pick

    def _left(self, data: dict[int, bytes], names: dict[int, dict[str, Node]]) -> SimDisk:
        copies: dict[int, Node] = {}

        def copy(node: Node) -> Node:
            if id(node) not in copies:
                new = copies[id(node)] = Node(is_dir=node.is_dir)
                new.safe = data.get(id(node), node.safe)
                new.data = bytearray(new.safe)
                entries = names.get(id(node), node.safe_entries)
                new.entries = {name: copy(child) for name, child in entries.items()}
                new.safe_entries = dict(new.entries)
            return copies[id(node)]

        disk = SimDisk()
        disk.root = copy(self.root)
        return disk

    def snapshot(self) -> SimDisk:
        """The disk as it is now, with what is not safe yet."""
        copies: dict[int, Node] = {}

        def copy(node: Node) -> Node:
            if id(node) not in copies:
                new = copies[id(node)] = Node(is_dir=node.is_dir)
                new.data, new.safe, new.writes = bytearray(node.data), node.safe, list(node.writes)
                new.entries = {name: copy(child) for name, child in node.entries.items()}
                new.safe_entries = {name: copy(child) for name, child in node.safe_entries.items()}
                new.names = [(old, name, child and copy(child)) for old, name, child in node.names]
            return copies[id(node)]

        disk = SimDisk()
        disk.root = copy(self.root)
        return disk

    def settle(self) -> None:
        """Everything becomes safe."""
        for node in self._nodes():
            node.safe, node.writes = bytes(node.data), []
            node.safe_entries, node.names = dict(node.entries), []

    def leave(self) -> None:
        """The process ends: its descriptors and locks are gone, what it wrote stays."""
        self.fds.clear()
        self.locks.clear()

    def _nodes(self) -> list[Node]:
        found: dict[int, Node] = {}
        pending = [self.root]
        while pending:
            node = pending.pop()
            if id(node) not in found:
                found[id(node)] = node
                pending += node.entries.values()
                pending += node.safe_entries.values()
                pending += [child for _old, _new, child in node.names if child is not None]
        return list(found.values())

    # The calls

    def _walk(self, path: str) -> Node:
        node = self.root
        for name in path.strip("/").split("/"):
            if not name:
                continue
            if name not in node.entries:
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
            node = node.entries[name]
        return node

    def _place(self, path: str) -> tuple[Node, str]:
        folder, _, name = path.rpartition("/")
        return self._walk(folder), name

    def _open(self, node: Node) -> int:
        fd = 1_000_000 + len(self.fds)  # Far from the descriptors that are real.
        while fd in self.fds:
            fd += 1
        self.fds[fd] = node
        return fd

    def open_read(self, path: str) -> int:
        return self._open(self._walk(path))

    open_write = open_read

    def create(self, path: str) -> int:
        folder, name = self._place(path)
        if name in folder.entries:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
        node = folder.entries[name] = Node()
        folder.names.append(("", name, node))
        return self._open(node)

    def open_or_create(self, path: str) -> int:
        return self.open_read(path) if self.exists(path) else self.create(path)

    def close(self, fd: int) -> None:
        if fd not in self.fds:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        self.unlock(fd)
        del self.fds[fd]

    def read_at(self, fd: int, count: int, offset: int) -> bytes:
        return bytes(self.fds[fd].data[offset : offset + count])

    def write_at(self, fd: int, data: bytes, offset: int) -> None:
        node = self.fds[fd]
        node.writes.append((offset, data))
        node.data = bytearray(play(bytes(node.data), [(offset, data)])) if data else node.data

    def truncate(self, fd: int, size: int) -> None:
        node = self.fds[fd]
        node.writes.append((size, b""))
        node.data = bytearray(play(bytes(node.data), [(size, b"")]))

    def allocate(self, fd: int, size: int) -> None:
        self.truncate(fd, size)

    def datasync(self, fd: int) -> None:
        node = self.fds[fd]
        node.safe, node.writes = bytes(node.data), []

    def sync_dir(self, path: str) -> None:
        node = self._walk(path)
        node.safe_entries, node.names = dict(node.entries), []

    def size(self, fd: int) -> tuple[int, int]:
        return len(self.fds[fd].data), 1

    def exists(self, path: str) -> bool:
        try:
            self._walk(path)
        except FileNotFoundError:
            return False
        return True

    def changed(self, path: str) -> float:
        self._walk(path)
        return 0.0

    def identity(self, path: str) -> int:
        self._walk(path)
        return 7

    def names(self, path: str) -> list[str]:
        return sorted(self._walk(path).entries)

    def is_dir(self, path: str) -> bool:
        return self.exists(path) and self._walk(path).is_dir

    def make_dir(self, path: str) -> None:
        folder, name = self._place(path)
        if name in folder.entries:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
        node = folder.entries[name] = Node(is_dir=True)
        folder.names.append(("", name, node))

    def make_private(self, path: str) -> None:
        self._walk(path)

    def status(self, path: str) -> SimpleNamespace:
        mode = 0o040700 if self._walk(path).is_dir else 0o100600
        return SimpleNamespace(st_mode=mode, st_uid=os.geteuid())

    def replace(self, source: str, target: str) -> None:
        old_folder, old = self._place(source)
        folder, name = self._place(target)
        node = old_folder.entries.pop(old)
        folder.entries[name] = node
        if folder is old_folder:
            folder.names.append((old, name, node))
        else:
            folder.names.append(("", name, node))
            old_folder.names.append((old, "", None))

    def link(self, source: str, target: str) -> None:
        folder, name = self._place(target)
        node = self._walk(source)
        folder.entries[name] = node
        folder.names.append(("", name, node))

    def unlink(self, path: str) -> None:
        folder, name = self._place(path)
        if folder.entries.pop(name, None) is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        folder.names.append((name, "", None))

    remove_dir = unlink

    def try_lock(self, fd: int) -> bool:
        holder = self.locks.setdefault(id(self.fds[fd]), fd)
        return holder == fd

    def unlock(self, fd: int) -> None:
        if self.locks.get(id(self.fds[fd])) == fd:
            del self.locks[id(self.fds[fd])]
