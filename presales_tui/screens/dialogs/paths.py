"""A path as people type or paste it: `~`, relative, quoted, escaped, `file://`; completed as in a shell."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import unquote

_MOST = 2_000
"""Names of a directory that are looked at."""
_QUOTES = "'\"“”‘’「」"


def is_path(text: str) -> bool:
    """Whether it names a place, rather than a part of a name in the folder that is shown."""
    text = text.lstrip()
    return "/" in text or text.startswith(("~", "file:")) or text == ".."


def bare(text: str) -> str:
    """A path without what terminals and file managers put around it when it is dragged or copied."""
    text = text.strip()
    if len(text) > 1 and text[0] in _QUOTES and text[-1] in _QUOTES:
        text = text[1:-1]
    if text.startswith("file://"):
        text = unquote(text.removeprefix("file://").removeprefix("localhost"))
    return text


def typed_path(text: str, folder: Path) -> Path:
    """What a text means when a folder is shown; a name with backslashes as it is, if there is such a one."""
    found = _expanded(bare(text), folder)
    if "\\" in text and not _exists(found):
        return _expanded(re.sub(r"\\(.)", r"\1", bare(text)), folder)
    return found


def _expanded(text: str, folder: Path) -> Path:
    try:
        return folder / Path(text).expanduser()
    except (RuntimeError, ValueError):  # `~nobody`
        return folder / text


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name too long, or with a NUL in it
        return False


def is_file(path: Path) -> bool:
    """Whether there is such a file; what cannot be a path at all is none."""
    return _exists(path) and not path.is_dir()


def is_folder(path: Path) -> bool:
    """Whether there is such a folder."""
    return _exists(path) and path.is_dir()


def complete(text: str, folder: Path = Path()) -> tuple[str, list[str]]:
    """(text as far as it is certain, names that fit): the part after the last `/` is completed.

    Letters count as they are; if nothing fits so, small and capital ones are the same.
    """
    head, slash, start = text.rpartition("/")
    there = typed_path(f"{head}{slash}", folder) if slash else folder
    names: list[str] = []
    try:
        with os.scandir(there) as entries:
            for entry in entries:
                if start.startswith(".") or not entry.name.startswith("."):
                    names.append(entry.name + ("/" if entry.is_dir() else ""))
                    if len(names) >= _MOST:
                        break
    except OSError:
        return text, []
    fits = [name for name in names if name.startswith(start)]
    if not fits:
        fits = [name for name in names if name.casefold().startswith(start.casefold())]
    fits.sort()
    common = os.path.commonprefix(fits)  # noqa: RUF071 - character by character is what a shell does
    return f"{head}{slash}{common}" if len(common) >= len(start) and common else text, fits
