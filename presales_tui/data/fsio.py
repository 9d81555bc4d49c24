"""All file access of this room, in one place.

Every call that reaches the disk goes through a function of this module, looked up here at the
moment of use, so that a test can stand in for the disk: lose what was not synced, fail the n-th
call, run out of space. Nothing here knows what is written.

Files are made 0600 and directories 0700, whatever the umask. Paths are text. Errors are `OSError`.
"""

# The system calls themselves, on descriptors and text: a commit pays for every step between.
# ruff: noqa: PTH101, PTH102, PTH105, PTH106, PTH108, PTH112, PTH116, PTH120, PTH208

from __future__ import annotations

import errno
import fcntl
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from presales_tui.data.trouble import reason
from presales_tui.locale import _
from presales_tui.model.errors import CannotWrite

FILE_MODE = 0o600
DIR_MODE = 0o700


def open_read(path: str) -> int:
    """A descriptor to read an existing file. A symbolic link is refused (ELOOP)."""
    return os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)


def open_write(path: str) -> int:
    """A descriptor to read and write an existing file."""
    return os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)


def open_or_create(path: str) -> int:
    """A descriptor to read and write a file, made if it is not there."""
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, FILE_MODE)
    os.fchmod(fd, FILE_MODE)
    return fd


def create(path: str) -> int:
    """A descriptor to read and write a new file; FileExistsError if there is one already."""
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, FILE_MODE)
    os.fchmod(fd, FILE_MODE)
    return fd


def close(fd: int) -> None:
    """Give a descriptor back."""
    os.close(fd)


def read_at(fd: int, count: int, offset: int) -> bytes:
    """Up to `count` bytes from `offset`; fewer only at the end of the file."""
    first = os.pread(fd, count, offset)
    if len(first) == count or not first:
        return first
    parts = [first]
    have = len(first)
    while have < count:
        part = os.pread(fd, count - have, offset + have)
        if not part:
            break
        parts.append(part)
        have += len(part)
    return b"".join(parts)


def write_at(fd: int, data: bytes, offset: int) -> None:
    """Write all of `data` at `offset`. After an error a part of it may be there."""
    done = os.pwrite(fd, data, offset)
    while done < len(data):
        done += os.pwrite(fd, data[done:], offset + done)


def datasync(fd: int) -> None:
    """Return when the content of the file is on the disk."""
    os.fdatasync(fd)


def sync_dir(path: str) -> None:
    """Return when the names in a directory are on the disk.

    Some network and shared-folder drives cannot be asked (EINVAL) and keep names in their own way.
    """
    fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(fd)


def truncate(fd: int, size: int) -> None:
    """Cut a file to `size` bytes."""
    os.ftruncate(fd, size)


def allocate(fd: int, size: int) -> None:
    """Claim `size` bytes of disk space for a file."""
    os.posix_fallocate(fd, 0, size)


def size(fd: int) -> tuple[int, int]:
    """(size in bytes, number of names) of an open file; no names: it was removed."""
    found = os.fstat(fd)
    return found.st_size, found.st_nlink


def exists(path: str) -> bool:
    """Whether there is anything of this name."""
    return os.access(path, os.F_OK, follow_symlinks=False)


def changed(path: str) -> float:
    """Unix time of the last write to a file."""
    return os.lstat(path).st_mtime


def identity(path: str) -> int:
    """A number that the original has and a copy does not."""
    return os.stat(path).st_ino


def folder_of(path: str) -> str:
    """The directory that a path is in."""
    return os.path.dirname(path)


def names(path: str) -> list[str]:
    """The names in a directory, sorted."""
    return sorted(os.listdir(path))


def is_dir(path: str) -> bool:
    """Whether the name is a directory, itself, not a link to one."""
    try:
        return (os.lstat(path).st_mode & 0o170000) == 0o040000
    except (FileNotFoundError, NotADirectoryError):
        return False


def make_dir(path: str) -> None:
    """A new directory, for this user only; FileExistsError if there is one."""
    os.mkdir(path, DIR_MODE)
    os.chmod(path, DIR_MODE)


def make_parents(path: str) -> None:
    """The directories above a path that are not there yet, for this user only."""
    folder = os.path.dirname(path)
    if not os.path.isdir(folder):
        make_parents(folder)
        with suppress(FileExistsError):
            make_dir(folder)


def make_private(path: str) -> None:
    """Shut a directory to other accounts."""
    os.chmod(path, DIR_MODE)


def keep_mode(path: str, old: str) -> None:
    """Open a file to those whom another is open to: who could read the old deck can read the new one."""
    os.chmod(path, os.lstat(old).st_mode & 0o777 | FILE_MODE)


def status(path: str) -> os.stat_result:
    """What the system knows about a name, itself, not what it links to."""
    return os.lstat(path)


def replace(source: str, target: str) -> None:
    """Give a file (or directory) its name, in place of what had it."""
    os.replace(source, target)


def link(source: str, target: str) -> None:
    """Give a file a second name; FileExistsError if it is taken."""
    os.link(source, target)


def unlink(path: str) -> None:
    """Take a name away."""
    os.unlink(path)


def remove_dir(path: str) -> None:
    """Take an empty directory away."""
    os.rmdir(path)


def remove_tree(path: str) -> None:
    """Take away as much as possible of a directory that was never shown to anybody."""
    with suppress(OSError):
        for name in names(path):
            inner = f"{path}/{name}"
            if is_dir(inner):
                remove_tree(inner)
            else:
                unlink(inner)
        remove_dir(path)


def try_lock(fd: int) -> bool:
    """Take the exclusive lock of an open file, or say at once that somebody holds it."""
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def unlock(fd: int) -> None:
    """Give the lock back."""
    fcntl.flock(fd, fcntl.LOCK_UN)


def read_file(path: str) -> bytes:
    """The whole content of a file."""
    fd = open_read(path)
    try:
        return read_at(fd, size(fd)[0], 0)
    finally:
        close(fd)


def check_target(path: Path, *, force: bool = False) -> None:
    """CannotWrite where `write_atomic` would refuse a path, before the work of making the content."""
    target = os.path.realpath(path)
    try:
        mode = status(target).st_mode
    except FileNotFoundError as error:
        if not os.path.isdir(os.path.dirname(target)):
            raise CannotWrite(_cannot_write(path, error)) from error
        return
    except OSError as error:
        raise CannotWrite(_cannot_write(path, error)) from error
    if stat.S_ISDIR(mode):
        raise CannotWrite(_("{path} is a directory. Name a file in it.").format(path=path))
    if not stat.S_ISREG(mode):
        # A device or a pipe would be replaced by a file of its name.
        raise CannotWrite(_("{path} is not a regular file. Name another.").format(path=path))
    if not force:
        raise CannotWrite(_exists_already(path))


def write_atomic(path: Path, content: bytes | Callable[[BinaryIO], None], *, force: bool = False) -> None:
    """Write a document for the user: it is there, complete, or it is not there at all.

    `content`: the bytes, or a function that writes them into an open file. CannotWrite if the file
    exists and is not to be replaced (`force`), or cannot be written; whatever was there stays.
    """
    target = os.path.realpath(path)
    folder = os.path.dirname(target)
    temporary = f"{folder}/.presales-{os.urandom(4).hex()}.tmp"
    check_target(path, force=force)
    try:
        fd = create(temporary)
    except OSError as error:
        raise CannotWrite(_cannot_write(path, error)) from error
    try:
        try:
            if callable(content):
                with os.fdopen(fd, "w+b", closefd=False) as file:
                    content(file)
            else:
                write_at(fd, content, 0)
            datasync(fd)
        finally:
            close(fd)
        _give_name(temporary, target, force=force)
    except FileExistsError as error:
        raise CannotWrite(_exists_already(path)) from error
    except OSError as error:
        raise CannotWrite(_cannot_write(path, error)) from error
    finally:
        with suppress(OSError):
            unlink(temporary)
    with suppress(OSError):  # The document is there and complete; only a power cut could hide its name.
        sync_dir(folder)


def _give_name(temporary: str, target: str, *, force: bool) -> None:
    if force:
        with suppress(OSError):  # nothing there, or another's file: ours is for this user only
            keep_mode(temporary, target)
        replace(temporary, target)
        return
    try:
        link(temporary, target)
    except FileExistsError:
        raise
    except OSError:
        # A file system without links (a USB stick, some network drives).
        if exists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), target) from None
        replace(temporary, target)


def _exists_already(path: Path) -> str:
    return _("{path} exists already. Choose another name, or replace it with --force.").format(path=path)


def _cannot_write(path: Path, error: OSError) -> str:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return _("{path} cannot be written: its directory does not exist.").format(path=path)
    return _("{path} cannot be written: {why}.").format(path=path, why=reason(error))
