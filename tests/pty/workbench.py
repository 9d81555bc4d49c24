"""The real workbench in a pseudo-terminal of its own, on a small workspace."""

from __future__ import annotations

import fcntl
import struct
import termios
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from presales_tui.data import Workspace
from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section
from presales_tui.model.requirement import Requirement
from presales_tui.model.trial import Criterion, Issue, Trial
from tests.pty.harness import PYTHON, Terminal

LIMIT = 3.0
"""Seconds within which the process must be gone once its terminal is."""
WAYS = ["SIGHUP", "SIGTERM", "closed", "closed, deaf to SIGHUP", "stalled, then closed"]
"""How a line is lost."""
ENDS = {"SIGHUP": 129, "SIGTERM": 143}
"""Exit codes where a terminal is left to be restored."""

OFFERED = "Not saved when a session was cut off"
"""Over the drafts that an earlier session left."""

_PLAIN = (PYTHON, "-m", "presales_tui")
_DEAF = ("sh", "-c", 'trap "" HUP; exec "$0" -m presales_tui', PYTHON)
"""As under nohup: SIGHUP is ignored from the start."""


def workspace(path: Path, *, odd: str = "") -> Path:
    """A client with one opportunity and something on every screen; `odd` is put into all its texts."""
    opened = Workspace.open(path, user="tester")
    store = opened.create_client(Client(name=f"Harbour School{odd}", background=odd))
    here = Opportunity(name=f"Timetable{odd}", next_step=f"call{odd}", next_date="2026-01-05")
    meeting = Meeting(opportunity=here.id, title=f"First visit{odd}", start="2026-01-05T14:00", state="held")
    chapter = Section(opportunity=here.id, pos="a1", title=f"Solution{odd}", body=f"Three layers{odd}")
    trial = Trial(opportunity=here.id, title=f"Pilot{odd}", state="running", decision_link=odd)
    change = Change("Sample")
    for record in (
        here,
        meeting,
        *(Line(meeting=meeting.id, pos=f"a{n}", text=f"{odd}said {n}: 排课") for n in range(1, 7)),
        *(
            Requirement(
                opportunity=here.id,
                title=f"{odd}need {n}: 排课冲突自动提示",
                statement=odd,
                quote=odd,
                module=f"课表{odd}",
                fit="config",
                priority="must",
            )
            for n in range(1, 41)
        ),
        chapter,
        Section(
            opportunity=here.id,
            parent=chapter.id,
            pos="a1",
            title=f"架构{odd}",
            body="{{responses}}",
            notes=odd,
        ),
        trial,
        Criterion(opportunity=here.id, trial=trial.id, title=f"Speed{odd}", target=f"2 s{odd}", measure=odd),
        Issue(
            opportunity=here.id,
            trial=trial.id,
            title=f"{odd}login fails",
            status="closed",
            reported="2026-01-06T02:00:00Z",
            status_log=(("open", "2026-01-06T02:00:00Z", "x"), ("closed", "2026-01-06T02:20:00Z", "x")),
        ),
    ):
        change.put(record)
    store.commit(change)
    opened.close()
    return path


def start(
    home: Path, *, size: tuple[int, int] = (80, 24), deaf: bool = False, env: Mapping[str, str] | None = None
) -> Terminal:
    """Start `presales` on a workspace."""
    place = {"PRESALES_HOME": str(home), "PRESALES_USER": "tester"}
    return Terminal(_DEAF if deaf else _PLAIN, size=size, env={**place, **(env or {})})


def shows(terminal: Terminal, text: str) -> None:
    """Wait until a text is on the screen; blanks do not count (wide characters leave some)."""
    wanted = text.replace(" ", "")
    terminal.until(lambda: wanted in terminal.text.replace(" ", ""))


def press(terminal: Terminal, key: str, then: str) -> None:
    """Press a key, and wait for what it shows."""
    terminal.send(key)
    shows(terminal, then)


def leave(terminal: Terminal) -> None:
    """Quit by the keys; the exit code is 0 and the terminal what it was."""
    terminal.send("1")
    shows(terminal, "Custom")
    terminal.send("q")
    assert terminal.wait(LIMIT) == 0
    assert terminal.restored


def stall(terminal: Terminal) -> None:
    """Nobody reads, and far more is painted than any pty holds; the text stands where it was typed."""
    for turn in range(60):
        fcntl.ioctl(terminal.master, termios.TIOCSWINSZ, struct.pack("HHHH", 24 + turn % 2, 200, 0, 0))
        time.sleep(0.01)


@contextmanager
def reading(home: Path) -> Iterator[Workspace]:
    """The workspace as another process sees it."""
    opened = Workspace.open(home)
    try:
        yield opened
    finally:
        opened.close()


def drafts(home: Path) -> list[str]:
    """Texts that dead sessions left on the disk."""
    with reading(home) as opened:
        (face,) = opened.clients()
        return [draft.text for draft in opened.store(face.id).drafts.left_over()]
