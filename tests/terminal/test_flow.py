"""Pictures are put off while the far end is behind, and never for a terminal that does not answer."""

from __future__ import annotations

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
