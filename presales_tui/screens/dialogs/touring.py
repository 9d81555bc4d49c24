"""The tour: five minutes through the chain, done by hand; each step goes on when it has been done.

Knows nothing of Textual: the app says what it sees, the tour says what comes next.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from presales_tui.locale import N_, _

if TYPE_CHECKING:
    from presales_tui.data import ClientStore


class Seen(NamedTuple):
    """What the app shows and what the store holds, as far as a step can be told by it."""

    screen: str
    """The main screen or the dialog."""
    requirements: int = 0
    fits: frozenset[tuple[str, str]] = frozenset()
    """(Id of a requirement, its fit) as far as assessed."""
    issues: int = 0
    undone: bool = False
    """Whether a change was taken back and could be done again."""
    opened: bool = True
    """Whether an opportunity is open: without one there is nothing to walk through."""


class Step(NamedTuple):
    """What to do, and how to tell that it has been done: what was seen when the step began, and now."""

    text: str
    """English message."""
    done: Callable[[Seen, Seen], bool]


def _on(name: str) -> Callable[[Seen, Seen], bool]:
    return lambda _before, now: now.screen == name


FIRST = N_("First an opportunity: press 1, then a for a new one, or enter on one that is there.")

STEPS = (
    Step(
        N_("Today: what is next over all clients. Opportunities stand above; press 2 for the meetings."),
        _on("meetings"),
    ),
    Step(
        N_("Press i and type what the client says: R: Scan to sign in !must   then enter. It is a record."),
        lambda before, now: now.requirements > before.requirements,
    ),
    Step(
        N_("Type one more line without a mark: minutes keep it as it is. escape ends writing, 3 goes on."),
        _on("requirements"),
    ),
    Step(
        N_("The first line says what the product covers. Find your record (G: last); f chooses its fit."),
        lambda before, now: bool(now.fits - before.fits),
    ),
    Step(N_("u takes back whatever was done last. Press it."), lambda before, now: now.undone),
    Step(
        N_("U does it again. Press 4: the solution as an outline, its slides on the right."), _on("outline")
    ),
    Step(N_("Move with j and k and see the slides change. x exports the deck: press it."), _on("Carrying")),
    Step(
        N_("The path, and the line that fetches it home. q, then 5: the trial and its clocks."), _on("trial")
    ),
    Step(
        N_("The client calls: press a and type  login 500 !1 =defect   The clock starts at once."),
        lambda before, now: now.issues > before.issues,
    ),
    Step(N_("? is the help of where you are. Press it, and q to leave it."), _on("Read")),
    Step(
        N_("That was the chain. : finds every command by its words; ! ends the tour, and starts it again."),
        lambda _before, _now: False,
    ),
)


class Tour:
    """Where somebody is on the tour."""

    def __init__(self) -> None:
        self.at = 0
        self._before: Seen | None = None

    @property
    def text(self) -> str:
        """What to do now."""
        waits = self._before is not None and not self._before.opened
        return f"{self.at + 1}/{len(STEPS)}  {_(FIRST if waits else STEPS[self.at].text)}"

    def look(self, now: Seen) -> bool:
        """Go on if the step has been done; whether it had."""
        if self._before is None or now.opened != self._before.opened:
            self._before = now
        if not now.opened or not STEPS[self.at].done(self._before, now):
            return False
        self.at += 1
        self._before = now
        return True


def seen(screen: str, store: ClientStore | None, opportunity: str) -> Seen:
    """What there is now; `opportunity`: id of the one that is open, or empty."""
    from presales_tui.model.requirement import Requirement
    from presales_tui.model.trial import Issue

    if store is None or not opportunity:
        return Seen(screen, opened=False)
    requirements = store.all(Requirement)
    return Seen(
        screen,
        len(requirements),
        frozenset((one.id, one.fit) for one in requirements if one.fit != "unknown"),
        len(store.all(Issue)),
        bool(store.can_redo),
    )
