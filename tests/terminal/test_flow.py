"""Pictures are put off while the far end is behind, and never for a terminal that does not answer."""

from __future__ import annotations

import pytest

from presales_tui.terminal.flow import ASK, PATIENCE, Flow


class Line:
    """A flow with a clock of its own."""

    def __init__(self) -> None:
        self.now = 0.0
        self.flow = Flow(lambda: self.now)

    def paints(self, count: int) -> bool:
        """Send a picture unless it must be put off; whether it was sent."""
        if self.flow.behind:
            return False
        self.flow.sends(count)
        return True

    def answers(self, after: float) -> None:
        self.now += after
        assert self.flow.answered()


def test_what_is_typed_is_hardly_ever_asked_about() -> None:
    flow = Flow()
    assert sum(len(flow.sends(3)) for _ in range(400)) == 2 * len(ASK)


def test_who_does_not_answer_is_not_waited_for() -> None:
    line = Line()
    assert all(line.paints(1000) for _ in range(50))
    line.flow.settle(10)


def test_a_slow_line_gets_the_newest_picture_and_not_every_one() -> None:
    line = Line()
    line.paints(500)
    line.answers(0.2)
    assert [line.paints(500) for _ in range(6)] == [True, True, True, False, False, False]
    line.answers(0.5)
    assert line.flow.behind
    line.answers(0.0)
    assert line.paints(500)


def test_a_far_but_fast_line_is_used_more_and_more() -> None:
    line = Line()
    line.paints(500)
    line.answers(0.3)
    sent = []
    for _turn in range(40):
        count = 0
        while count < 100 and line.paints(500):
            count += 1
        sent.append(count)
        line.now += 0.3
        while line.flow.answered():
            pass
    assert sent[0] < 6
    assert sent[-1] > 20


def test_an_answer_that_got_lost_is_forgiven() -> None:
    line = Line()
    line.paints(500)
    line.answers(0.1)
    while line.paints(500):
        pass
    line.now += PATIENCE
    assert all(line.paints(1000) for _ in range(50))
    while line.flow.behind or line.flow.answered():
        line.flow.answered()
    assert line.paints(500)


def test_an_answer_to_nobody_s_question_is_none() -> None:
    assert not Flow().answered()


class SlowLine(Line):
    """A line of so many bytes a second and seconds a round trip; every packet carries 80 bytes besides."""

    def __init__(self, rate: float, trip: float) -> None:
        super().__init__()
        self.rate, self.trip = rate, trip
        self.free = 0.0
        self.due: list[float] = []
        """When the answers come."""
        self.shown = 0.0
        """When the last picture is there."""

    def step(self, seconds: float) -> None:
        """Let time pass, and answers come in it."""
        self.now += seconds
        while self.due and self.due[0] <= self.now:
            self.due.pop(0)
            self.flow.answered()

    def send(self, count: int) -> None:
        asked = self.flow.sends(count)
        self.free = max(self.free, self.now) + (count + 80) / self.rate
        self.shown = self.free + self.trip / 2
        self.due += [self.free + self.trip] if asked else []


@pytest.mark.parametrize("size", [250, 400, 1100])
@pytest.mark.parametrize(("rate", "trip"), [(8_000.0, 0.15), (4_000.0, 0.3), (16_000.0, 0.6)])
def test_a_held_key_that_is_let_go_is_seen_to_stop_at_once(size: int, rate: float, trip: float) -> None:
    line = SlowLine(rate, trip)
    for _key in range(100):  # what was moved and typed before
        line.send(120)
        line.step(0.4)
    waits, used = [], 0
    for n in range(300):  # ten seconds of a key that repeats
        line.step(1 / 30)
        if not line.flow.behind:
            line.send(size)
            used += size + 80
        if n > 90:
            waits.append(line.free - line.now)
    # What waits before the line is little more than the picture that is being sent.
    assert sum(waits) / len(waits) <= max(0.09, trip / 2) + (size + 80) / rate
    assert used >= 0.45 * min(rate, 30 * (size + 80)) * 10


def test_a_line_that_has_become_faster_is_used_again() -> None:
    line = SlowLine(4_000.0, 0.2)
    sent = []
    for n in range(900):
        line.rate = 4_000.0 if n < 300 else 40_000.0
        line.step(1 / 30)
        if not line.flow.behind:
            line.send(900)
            sent.append(n)
    assert sum(200 < n < 300 for n in sent) < 60
    assert sum(n >= 800 for n in sent) > 60
