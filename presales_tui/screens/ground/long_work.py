"""Long work beside the event loop: how far it is stands in the key line, escape stops it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from presales_tui.documents.progress import watching
from presales_tui.locale import _
from presales_tui.model.errors import Problem
from presales_tui.screens.ground.making import Making

if TYPE_CHECKING:
    from presales_tui.screens.ground.base import BaseScreen

T = TypeVar("T")

_LOOK = 0.4
"""Seconds between two looks at how far it is; short work is done before the first."""


def make(
    screen: BaseScreen,
    title: str,
    work: Callable[[], T],
    done: Callable[[T], None],
    failed: Callable[[Problem], None],
) -> None:
    """Run `work` in a thread; `done` or `failed` is called in the event loop with what came of it."""
    desk = screen.desk
    if desk.making is not None:
        screen.say(_("Something is still being written; escape stops it."))
        return
    making = desk.making = Making(title)
    screen.say(making.line)

    def look() -> None:
        screen.say(making.line)

    def finish(then: Callable[[], None]) -> None:
        if making.timer is not None:
            making.timer.stop()
        desk.making = None
        screen.end_message()
        then()

    def run() -> None:
        try:
            with watching(making.tell):
                found = work()
        except Problem as problem:
            wrong = problem
            screen.app.call_from_thread(finish, lambda: failed(wrong))
        except OSError as error:
            why = _("{what} could not be written: {why}").format(what=title, why=error.strerror)
            screen.app.call_from_thread(finish, lambda: failed(Problem(why)))
        except BaseException:
            desk.making = None
            raise
        else:
            screen.app.call_from_thread(finish, lambda: done(found))

    making.timer = screen.set_interval(_LOOK, look)
    screen.run_worker(run, thread=True, group="making")
