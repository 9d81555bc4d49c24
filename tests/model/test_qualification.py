"""MEDDPICC and decision steps: all start unknown, validated needs evidence, steps keep an order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from presales_tui.model.client import Contact
from presales_tui.model.qualification import (
    QUESTIONS,
    DecisionStep,
    Qualification,
    alarms,
    counts,
    in_order,
    moved,
    standings,
)
from presales_tui.model.scales import MEDDPICC


def test_all_letters_start_unknown_in_their_order() -> None:
    found = standings([], "o")
    assert [standing.record.element for standing in found] == list(MEDDPICC.codes) == list(QUESTIONS)
    assert counts(found) == {"green": 0, "yellow": 0, "red": 8}
    assert {standing.record.opportunity for standing in found} == {"o"}
    assert not any(standing.stored for standing in found)


def test_validated_without_evidence_counts_as_partly_confirmed() -> None:
    bare = Qualification(element="pain", state="green", evidence=" ")
    said = Qualification(element="metrics", state="green", evidence="转化率 +3 点")
    linked = Qualification(element="champion", state="green", links=("line",))
    found = {s.record.element: s for s in standings([bare, said, linked])}
    assert (found["pain"].state, found["pain"].unproven) == ("yellow", True)
    assert found["metrics"].state == found["champion"].state == "green"
    assert counts(found.values()) == {"green": 2, "yellow": 1, "red": 5}


def test_of_two_records_of_a_letter_the_later_stands() -> None:
    old = Qualification(element="pain", state="green", evidence="x", updated="2026-01-01T00:00:00Z")
    new = Qualification(element="pain", state="yellow", updated="2026-01-02T00:00:00Z")
    for records in ([old, new], [new, old]):
        assert next(s for s in standings(records) if s.record.element == "pain").record is new


def test_what_should_be_known_by_the_proposal() -> None:
    nothing = standings([])
    assert len(alarms("solution", nothing, [])) == 2
    assert len(alarms("solution", nothing, [Contact(name="张", role="EB")])) == 1
    assert alarms("discovery", nothing, []) == alarms("lost", nothing, []) == []


@given(st.lists(st.sampled_from(["a1", "a2", "a3"]), min_size=1, max_size=6), st.data())
def test_a_step_moves_past_its_neighbour_also_where_keys_are_the_same(
    keys: list[str], data: st.DataObject
) -> None:
    steps = in_order(DecisionStep(title=str(n), pos=key) for n, key in enumerate(keys))
    here = data.draw(st.sampled_from(steps))
    by = data.draw(st.sampled_from([-1, 1]))
    at = steps.index(here)
    written = moved(steps, here.id, by)
    if not 0 <= at + by < len(steps):
        assert not written
        return
    assert len(written) == 1 or len(set(keys)) < len(keys)
    new = {old.id: new for new, old in written}
    after = in_order(new.get(step.id, step) for step in steps)
    ids = [step.id for step in after]
    wanted = [step.id for step in steps if step is not here]
    wanted.insert(at + by, here.id)
    assert ids == wanted


def test_people_and_judgements_are_internal_by_default() -> None:
    assert Contact().visibility == Qualification().visibility == DecisionStep().visibility == "internal"
