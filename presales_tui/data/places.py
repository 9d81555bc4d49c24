"""Where a workspace is, and whether the place can be trusted with what a client said."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from presales_tui.data import fsio
from presales_tui.locale import _
from presales_tui.model.errors import StoreProblem

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "lustre", "glusterfs"}
)


def default_path(env: Mapping[str, str]) -> Path:
    """PRESALES_HOME, else the user's data directory."""
    home = env.get("PRESALES_HOME", "")
    if home:
        return Path(home).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("presales", appauthor=False)


def is_unused(path: str) -> bool:
    """Whether this is an empty directory of this account, made for a workspace."""
    return fsio.is_dir(path) and fsio.status(path).st_uid == os.geteuid() and not fsio.names(path)


def check_private(path: str) -> None:
    """Refuse a directory that is a link, belongs to somebody else, or that others may write to."""
    found = fsio.status(path)
    if stat.S_ISLNK(found.st_mode):
        raise StoreProblem(_("{path} is a symbolic link. Name the directory itself.").format(path=path))
    if not stat.S_ISDIR(found.st_mode):
        raise StoreProblem(_("{path} is not a directory.").format(path=path))
    if found.st_uid != os.geteuid():
        raise StoreProblem(
            _("{path} belongs to another account (uid {uid}). Use a workspace of your own.").format(
                path=path, uid=found.st_uid
            )
        )
    if found.st_mode & _OTHERS_WRITE:
        raise StoreProblem(
            _("Other accounts may write to {path}. If you trust what is in it: chmod 700 {path}").format(
                path=path
            )
        )


def file_system(path: str, mounts: str) -> str:
    """Type of the file system that holds a path, from the content of `/proc/self/mountinfo`."""
    best, kind = "", ""
    for row in mounts.splitlines():
        words = row.split(" ")
        if len(words) < 7 or "-" not in words:
            continue
        point = words[4].replace("\\040", " ")
        inside = path == point or path.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, words[words.index("-") + 1]
    return kind


def network_warning(path: str) -> str:
    """What to know about a workspace on a network drive; empty: it is not on one."""
    try:
        mounts = Path("/proc/self/mountinfo").read_text("utf-8", "replace")
    except OSError:
        return ""
    kind = file_system(str(Path(path).resolve()), mounts)
    if kind not in _NETWORK:
        return ""
    return _(
        "{path} is on a network drive ({kind}), where locks may hold on one machine only. "
        "Use one session at a time."
    ).format(path=path, kind=kind)
