"""Choose a file on this machine from a list: folders first, then the newest files."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from presales_tui.locale import _
from presales_tui.model.text import one_line
from presales_tui.screens.ground.options import Option

if TYPE_CHECKING:
    from presales_tui.screens.ground.base import BaseScreen

MOST = 2000
"""A folder with more entries shows these only: the name of the others can be typed."""

_UP = ".."
_UNITS = ("B", "K", "M", "G", "T")


def choose_file(screen: BaseScreen, folder: Path, then: Callable[[Path], None]) -> None:
    """Walk through folders until a file is chosen; leaving the list chooses nothing."""
    try:
        options = entries(folder)
    except OSError as error:
        screen.say(_("{name} cannot be read: {why}.").format(name=one_line(str(folder)), why=error.strerror))
        return

    def chosen(name: str) -> None:
        path = folder.parent if name == _UP else folder / name
        if path.is_dir():
            choose_file(screen, path, then)
        else:
            then(path)

    screen.choose(one_line(str(folder)), options, chosen, typed=True)


def entries(folder: Path) -> list[Option]:
    """What a folder holds, hidden files left out, each with its size and its age. Raises OSError."""
    folders: list[Option] = []
    files: list[tuple[float, Option]] = []
    now = time.time()
    with os.scandir(folder) as found:
        for entry in found:
            if entry.name.startswith(".") or len(files) + len(folders) >= MOST:
                continue
            shown = one_line(entry.name)
            try:
                if entry.is_dir():
                    folders.append(Option(entry.name, shown + "/"))
                else:
                    facts = entry.stat()
                    hint = f"{size(facts.st_size):>6} {age(now - facts.st_mtime):>4}"
                    files.append((facts.st_mtime, Option(entry.name, shown, hint)))
            except OSError:
                continue
    folders.sort(key=lambda option: option.label.casefold())
    files.sort(key=lambda pair: -pair[0])
    up = [Option(_UP, "../")] if folder.parent != folder else []
    return [*up, *folders, *(option for _when, option in files)]


def size(count: int) -> str:
    """Bytes in the unit that fits: `12K`, `3.4M`."""
    value = float(count)
    for unit in _UNITS:
        if value < 1000 or unit == _UNITS[-1]:
            break
        value /= 1024
    return f"{value:.1f}{unit}" if value < 10 and unit != "B" else f"{value:.0f}{unit}"


def age(seconds: float) -> str:
    """How long ago: `5m`, `3h`, `12d`."""
    minutes = max(int(seconds // 60), 0)
    if minutes < 60:
        return f"{minutes}m"
    return f"{minutes // 60}h" if minutes < 48 * 60 else f"{minutes // 1440}d"
