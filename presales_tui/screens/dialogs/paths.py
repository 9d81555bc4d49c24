"""Ask for a file on this machine; tab completes, as in a shell."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from presales_tui.locale import _
from presales_tui.model.text import one_line
from presales_tui.screens.ground.dialog import Ask
from presales_tui.widgets.inputs import LineInput

_MOST = 2_000
"""Names of a directory that are looked at."""


def complete(text: str) -> tuple[str, list[str]]:
    """(text as far as it is certain, names that fit): the part after the last `/` is completed."""
    head, slash, start = text.rpartition("/")
    folder = Path(f"{head}{slash}" or ".").expanduser()
    names: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(start) and (start.startswith(".") or not entry.name.startswith(".")):
                    names.append(entry.name + ("/" if entry.is_dir() else ""))
                    if len(names) >= _MOST:
                        break
    except OSError:
        return text, []
    names.sort()
    common = os.path.commonprefix(names)  # noqa: RUF071 - character by character is what a shell does
    return f"{head}{slash}{common}" if common else text, names


class AskPath(Ask):
    """One line for a path."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False, priority=True)]

    def __init__(
        self, title: str, value: str = "", check: Callable[[str], str] | None = None, **more: Any
    ) -> None:
        super().__init__(title, value, check, _("tab completes"), **more)

    def action_complete(self) -> None:
        """Complete as far as it is certain, and show what there is."""
        line = self.query_one(LineInput)
        text, names = complete(line.value)
        line.value = text
        line.cursor_position = len(text)
        if len(names) > 1:
            self._say(one_line("  ".join(names[:40])))
        else:
            self._say("" if names else _("There is no such file."))

    @property
    def own_keys(self) -> Sequence[tuple[str, str]]:
        """Tab completes."""
        return [("tab", _("Complete"))]
