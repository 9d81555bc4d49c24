"""The workbench itself: bytes, idling, and a slow line, on 1,000 requirements, 120 sections, 60 issues."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.far_end.line import TRIP, SlowLine, echo
from tests.pty.harness import PYTHON, Terminal

Figure = tuple[str, float, float]
"""What, how much, and the bar."""

QUIET = 0.12
PLACES = {
    "Today": "1",
    "Meetings": "2",
    "Meetings, timer running": "2t",
    "Requirements": "3",
    "Outline": "4",
    "Trial, clocks running": "5",
    "Trial, board": "5b",
    "People": "6",
    "Follow-up": "7",
    "Library": "8",
    "Editor": "4e",
    "Form": "3e",
    "Help": "?",
}
"""Where the workbench idles, and the keys that lead there from the start."""
TEXT = "The school needs 排课冲突 hints"
PARAGRAPH = (
    "学校希望新的排课系统能够自动识别教师、教室与课程之间的冲突，并在排课过程中给出可行的调整建议，避免"
    "开学前反复人工核对；同时要求与现有的统一身份认证平台对接，教师可以在手机端查看自己的课表。"
)


def make_workspace(path: Path) -> None:
    """One client, one opportunity, and much of everything."""
    from presales_tui.data import Workspace
    from presales_tui.model.change import Change
    from presales_tui.model.client import Client
    from presales_tui.model.meeting import Line, Meeting
    from presales_tui.model.opportunity import Opportunity
    from presales_tui.model.outline import Section
    from presales_tui.model.requirement import Requirement
    from presales_tui.model.trial import Issue, Trial

    workspace = Workspace.open(path, user="bench")
    store = workspace.create_client(Client(name="READY 客户"))
    here = Opportunity(name="商机")
    meeting = Meeting(opportunity=here.id, title="首次拜访", start="2026-01-05T14:00", state="held")
    trial = Trial(opportunity=here.id, title="试用", state="running")
    change = Change("Sample").put(here).put(meeting).put(trial)
    for n in range(1000):
        change.put(
            Requirement(
                opportunity=here.id,
                title=f"需求 {n}：系统应支持第 {n} 类业务的在线办理与统计",
                fit=("standard", "config", "custom", "unknown")[n % 4],
                priority=("must", "should", "could")[n % 3],
                module=f"模块{n % 12}",
            )
        )
    for n in range(120):
        body = "本节说明如何响应。" * 8
        change.put(Section(opportunity=here.id, pos=f"a{n:03d}", title=f"第 {n} 章 Chapter", body=body))
    for n in range(60):
        status = ("open", "fixing")[n % 2]
        change.put(Issue(opportunity=here.id, trial=trial.id, title=f"登录 {n} 失败 fails", status=status))
    for n in range(40):
        change.put(Line(meeting=meeting.id, pos=f"a{n:03d}", text=f"客户说 {n}: 排课冲突"))
    store.commit(change)
    workspace.close()


_WORDS = {
    "en": {"editor": "External editor", "capture": "Write", "form": "^j Save"},
    "zh": {"editor": "外部编辑器", "capture": "记录", "form": "^j 保存"},
}
"""By which the footer tells where the keys go."""


class Bench:
    """The workbench in a terminal."""

    def __init__(self, home: Path, lang: str) -> None:
        env = {"PRESALES_HOME": str(home), "PRESALES_USER": "bench", "PRESALES_CONFIG": str(home / "none")}
        env["PRESALES_LANG"] = self.lang = lang
        self.terminal = Terminal([PYTHON, "-m", "presales_tui"], env=env)
        self.terminal.until("READY")
        self.terminal.until_quiet(0.5)
        self.begun = float(len(self.terminal.received))

    def go(self, *keys: str) -> None:
        """Press keys, and wait until nothing more comes."""
        for key in keys:
            self.terminal.send(key)
            self.terminal.until_quiet(0.3)

    def costs(self, keys: list[str]) -> list[float]:
        """Bytes of each key."""
        found = []
        for key in keys:
            before = len(self.terminal.received)
            self.terminal.send(key)
            for _turn in range(100):
                if len(self.terminal.received) > before:
                    break
                self.terminal.read(0.02)
            self.terminal.until_quiet(QUIET)
            found.append(float(len(self.terminal.received) - before))
        return found


def figures(seconds: float, lang: str) -> list[Figure]:
    """Measure all of it in one language; `seconds` is how long each screen idles."""
    found: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "workspace"
        make_workspace(home)
        found += _idle(home, seconds, lang)
        bench = Bench(home, lang)
        try:
            found.insert(0, ("start, bytes", bench.begun, 5000))
            found += _switches(bench) + _moves(bench) + _held(bench) + _typing(bench)
        finally:
            bench.terminal.__exit__()
    return [(f"{lang}, {name}", value, bar) for name, value, bar in found]


def _idle(home: Path, seconds: float, lang: str) -> list[Figure]:
    """All places side by side, so that it takes as long as one."""
    found: list[Figure] = []
    benches = [Bench(home, lang) for _place in PLACES]
    try:
        for bench, keys in zip(benches, PLACES.values(), strict=True):
            bench.go(*keys)
        # Work in the background has to come to its end, and a message is shown for six seconds.
        for bench in benches:
            bench.terminal.until_quiet(8 if bench is benches[0] else 0.1)
        before = [bench.terminal.processor_seconds() for bench in benches]
        time.sleep(seconds)
        for bench, was, place in zip(benches, before, PLACES, strict=True):
            used = (bench.terminal.processor_seconds() - was) / seconds * 100
            minute = place == "Meetings, timer running"
            sent = len(bench.terminal.read())
            # Once a minute the timer shows another one; that is what it is for.
            found.append((f"idle {seconds:.0f} s, {place}: bytes", 0.0 if minute and sent < 40 else sent, 0))
            found.append((f"idle {seconds:.0f} s, {place}: CPU %", used, 0.3))
    finally:
        for bench in benches:
            bench.terminal.__exit__()
    return found


def _switches(bench: Bench) -> list[Figure]:
    """Every screen from every other one: the first time it is shown, and later."""
    first = bench.costs(list("2345678"))
    every = [(a, b) for a in "12345678" for b in "12345678" if a != b]
    later = {}
    for start, end in every:
        bench.costs([start])
        (later[start, end],) = bench.costs([end])
    worst = max(later, key=lambda way: later[way])
    return [
        ("switch of screen, shown for the first time, the most", max(first), 2500),
        (f"switch of screen, {len(every)} ways, median", statistics.median(later.values()), 2500),
        (f"switch of screen, the most ({' to '.join(worst)})", later[worst], 2500),
    ]


def _moves(bench: Bench) -> list[Figure]:
    found: list[Figure] = []
    for key, name in (("3", "requirements"), ("4", "outline"), ("5", "issues")):
        bench.go(key)
        moves = bench.costs(["j"] * 12)
        found.append((f"cursor move, {name}, bytes, median", statistics.median(moves[1:]), 120))
        found.append((f"cursor move that scrolls, {name}, the most", max(bench.costs(["j"] * 25)), 700))
    return found


def _held(bench: Bench) -> list[Figure]:
    """A key that is held for two seconds on the slow line and let go: when is the last picture there."""
    found: list[Figure] = []
    for key, name in (("3", "requirements"), ("4", "outline")):
        bench.go(key)
        with SlowLine(bench.terminal) as line:
            line.hold("j", 0.5)
            late = _median([line.hold(held, 1.5) for held in "jjkk"])
        found.append((f"held j or k let go on a slow line, {name}, round trips to rest", late / TRIP, 2.5))
    return found


def _typing(bench: Bench) -> list[Figure]:
    found: list[Figure] = []
    bench.go("4", "e")
    bench.terminal.until(_WORDS[bench.lang]["editor"])
    bench.go(f"\x1b[200~{PARAGRAPH * 2}\x1b[201~")
    found.append(("typed, editor, before a paragraph, bytes, median", _median(bench.costs(list(TEXT))), 60))
    bench.go(*["\x1b[B"] * 12, "\x1b[F")
    found.append(("typed, editor, end of the text, bytes, median", _median(bench.costs(list(TEXT))), 60))
    with SlowLine(bench.terminal) as line:
        times = [line.type(key) * 1000 for key in TEXT if key != " "]
    alone = _median([spent * 1000 for spent in echo("abcdefgh")])
    found.append(("the slow line alone (a program that only echoes), ms, median", alone, float("inf")))
    found.append(("typed, editor, on a slow line, ms, median", _median(times), TRIP * 1150))
    for up, name in ((1, "last row but one"), (2, "third row from below"), (1, "first row")):
        bench.go(*["\x1b[A"] * up, *["\x1b[C"] * 5)
        cost = _median(bench.costs(list("排课冲突提示")))
        found.append((f"typed, editor, wrapped paragraph, {name}, bytes, median", cost, 60))
    bench.go("\x1b", "y", "2", "i")
    bench.terminal.until(_WORDS[bench.lang]["capture"])
    found.append(("typed, capture line, bytes, median", _median(bench.costs(list(TEXT))), 60))
    bench.go("\x1b", "\x1b", "3", "e")
    bench.terminal.until(_WORDS[bench.lang]["form"])
    found.append(("typed, field of a form, bytes, median", _median(bench.costs(list(TEXT))), 60))
    return found


def _median(values: list[float]) -> float:
    return statistics.median(values)
