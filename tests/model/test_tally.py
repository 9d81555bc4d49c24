"""Coverage that is kept up to date says what counting all of it anew says."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from presales_tui.model.coverage import coverage
from presales_tui.model.requirement import Requirement
from presales_tui.model.scales import FIT, PRIORITY
from presales_tui.model.tally import Tally, roll_up

REQUIREMENT = st.builds(
    Requirement,
    fit=st.sampled_from(FIT.codes),
    priority=st.sampled_from((*PRIORITY.codes, "")),
    status=st.sampled_from(("captured", "rejected", "confirmed")),
    module=st.sampled_from(("", "排课", "CRM")),
    effort_low=st.sampled_from((0.0, 0.1, 2.5)),
    effort_high=st.sampled_from((0.0, 3.3, 8.0)),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(REQUIREMENT, max_size=8), st.data())
def test_after_any_edits_the_figures_are_those_of_counting_anew(
    start: list[Requirement], data: st.DataObject
) -> None:
    tally, here = Tally(), start
    tally.update(here)
    for _step in range(4):
        here = list(here)
        what = data.draw(st.sampled_from(("add", "edit", "drop", "turn")))
        if what == "add" or not here:
            here.append(data.draw(REQUIREMENT))
        elif what == "edit":
            at = data.draw(st.integers(0, len(here) - 1))
            here[at] = replace(here[at], fit=data.draw(st.sampled_from(FIT.codes)), module="新")
        elif what == "drop":
            del here[data.draw(st.integers(0, len(here) - 1))]
        else:
            here.reverse()
        found, wanted = tally.update(here), coverage(here)
        assert found[:9] == wanted[:9]
        assert abs(found.days_high - wanted.days_high) < 1e-5
        assert sum(one.total for one in tally.by("module").values()) == wanted.total


def test_groups_are_the_modules_and_types_that_there_are() -> None:
    some = [
        Requirement(module="排课", fit="standard"),
        Requirement(module="排课", fit="gap"),
        Requirement(module="", fit="unknown", type="security"),
        Requirement(module="旧", status="rejected"),
    ]
    found = roll_up(some, "module")
    assert list(found) == ["排课", ""]
    assert found["排课"].ready_pct == 50
    assert set(roll_up(some, "type")) == {"functional", "security"}
