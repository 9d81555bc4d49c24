"""What the system refuses, as one sentence that says what to do."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from presales_tui.locale import _
from presales_tui.model.errors import StoreProblem

FULL = (errno.ENOSPC, errno.EDQUOT)
NO_PERMISSION = (errno.EACCES, errno.EPERM, errno.EROFS)


def reason(error: OSError) -> str:
    """Why, in words: the full disk and its kin by name, the rest as the system calls it."""
    if error.errno == errno.ENOSPC:
        return _("no space left on the disk")
    if error.errno == errno.EDQUOT:
        return _("the disk quota is used up")
    if error.errno == errno.EROFS:
        return _("the file system is read-only")
    if error.errno in (errno.EACCES, errno.EPERM):
        return _("no permission")
    if error.errno == errno.ELOOP:
        return _("it is a symbolic link")
    return error.strerror or type(error).__name__


def not_saved(error: OSError, folder: str, need: int) -> StoreProblem:
    """The sentence for a commit of `need` bytes that the disk refused."""
    if error.errno in FULL:
        return StoreProblem(
            _("Not saved, {why}: {need} KB are needed in {folder}. Make room and save again.").format(
                why=reason(error), need=need // 1024 + 1, folder=folder
            )
        )
    return StoreProblem(
        _("Not saved in {folder}: {why}. Nothing was changed.").format(folder=folder, why=reason(error))
    )


def in_doubt(error: OSError, folder: str) -> StoreProblem:
    """The sentence for a commit whose sync failed."""
    return StoreProblem(
        _(
            "The disk failed while saving in {folder} ({why}). Leave and open again to see what it kept."
        ).format(folder=folder, why=reason(error))
    )


@contextmanager
def explained(folder: str) -> Iterator[None]:
    """Turn an OSError inside into a StoreProblem about a folder."""
    try:
        yield
    except OSError as error:
        where = error.filename if isinstance(error.filename, str) else folder
        raise StoreProblem(_("{path}: {why}.").format(path=os.fspath(where), why=reason(error))) from error
