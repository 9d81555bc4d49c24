"""How far a long piece of work is, told to whoever watches, who may also stop it.

The work says what it goes through (`watched`), whoever started it looks in (`watching`); without
anybody watching it costs a look at one variable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from presales_tui.locale import _
from presales_tui.model.errors import Problem

T = TypeVar("T")

Tell = Callable[[str, int, int], bool]
"""What is done (in the language in use), how many of how many; False: no more of it."""

_tell: ContextVar[Tell | None] = ContextVar("tell", default=None)


class Stopped(Problem):
    """The work was stopped by who started it; nothing was written."""

    def __init__(self) -> None:
        super().__init__(_("Stopped; nothing was written."))


@contextmanager
def watching(tell: Tell) -> Iterator[None]:
    """Have the work inside, in this thread, told to `tell`."""
    token = _tell.set(tell)
    try:
        yield
    finally:
        _tell.reset(token)


def watched(what: str, items: Sequence[T]) -> Iterator[T]:
    """The items, each told as the work comes to it. Raises `Stopped` if it shall not go on."""
    tell = _tell.get()
    if tell is None:
        yield from items
        return
    for n, item in enumerate(items):
        step(what, n, len(items), tell)
        yield item


def step(what: str, n: int, total: int, tell: Tell | None = None) -> None:
    """Tell how far it is. Raises `Stopped` if it shall not go on."""
    tell = tell or _tell.get()
    if tell is not None and not tell(what, n, total):
        raise Stopped
