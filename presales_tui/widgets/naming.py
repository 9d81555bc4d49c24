"""Names that complete themselves: who is meant is typed once in full, afterwards by its beginning."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.suggester import Suggester

from presales_tui.widgets.inputs import LineInput

BEHIND_AT = re.compile(r"[@＠]([^\s@＠,，]*)$")
"""A name that is being typed behind `@`."""
IN_A_LIST = re.compile(r"(?:^|[,，、;；])\s*([^,，、;；]+)$")
"""A name that is being typed as the last of several."""
_BETWEEN = re.compile(r"\s*[,，、;；]\s*")


class Names(Suggester):
    """Offers the first name that begins as what was typed where `begun` says that a name is typed."""

    def __init__(self, names: Callable[[], Iterable[str]], begun: re.Pattern[str] = BEHIND_AT) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.names, self.begun = names, begun

    async def get_suggestion(self, value: str) -> str | None:
        """The text with the name in full; one that stands before it in a list is not offered again."""
        found = self.begun.search(value)
        if found is None:
            return None
        begun = found[1].casefold()
        taken = set(_BETWEEN.split(value[: found.start(1)])) if self.begun is IN_A_LIST else set()
        fits = (
            name
            for name in self.names()
            if name.casefold().startswith(begun) and len(name) > len(begun) and name not in taken
        )
        name = next(fits, None)
        return None if name is None else value + name[len(begun) :]


class NameLine(LineInput):
    """A line of names in which tab takes the one that is offered; without one, tab goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False)]

    def __init__(
        self,
        value: str = "",
        placeholder: str = "",
        *,
        names: Callable[[], Iterable[str]],
        begun: re.Pattern[str] = IN_A_LIST,
        id: str | None = None,
    ) -> None:
        super().__init__(value, placeholder, id=id)
        self.suggester = Names(names, begun)

    async def action_complete(self) -> None:
        """Take the name that is offered, or go on as tab does elsewhere."""
        if self.cursor_at_end and self._suggestion and self._suggestion != self.value:
            self.action_cursor_right()
        else:
            self.screen.focus_next()
