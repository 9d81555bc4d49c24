"""Position keys: always another place, short under appending, plain string order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presales_tui.model.position import DIGITS, FIRST, between, following, spread


@given(st.lists(st.integers(min_value=0, max_value=10**6), max_size=60))
def test_inserting_anywhere_keeps_the_order_that_was_meant(places: list[int]) -> None:
    keys: list[str] = []
    for place in places:
        at = place % (len(keys) + 1)
        before = keys[at - 1] if at else ""
        after = keys[at] if at < len(keys) else ""
        keys.insert(at, between(before, after))
    assert keys == sorted(set(keys))
    assert all(set(key) <= set(DIGITS) and not key.endswith("0") for key in keys)


def test_there_is_always_room_in_front_and_in_the_same_gap() -> None:
    first, low, high = FIRST, FIRST, between(FIRST, "")
    for _ in range(200):
        front = between("", first)
        assert front < first
        first = front
        middle = between(low, high)
        assert low < middle < high
        high = middle


def test_ten_thousand_appended_keys_stay_short() -> None:
    keys = following("", 10_000)
    assert keys == sorted(set(keys))
    assert max(map(len, keys)) <= 4
    assert not any(key.endswith("0") for key in keys)


@pytest.mark.parametrize("last", ["I", "0V", "aV", "a", "zz", "a1V"])
def test_appending_after_a_key_from_the_middle_does_not_grow_without_end(last: str) -> None:
    keys = following(last, 500)
    assert [last, *keys] == sorted({last, *keys})
    assert len(keys[-1]) <= 30


def test_following_goes_on_after_the_last() -> None:
    head = following("", 3)
    assert head[0] == FIRST
    assert following(head[-1], 2) == following("", 5)[3:]
    assert following("a1", 0) == []


@pytest.mark.parametrize(("before", "after"), [("b", "a"), ("a1", "a1")])
def test_no_key_lies_between_neighbours_the_wrong_way_round(before: str, after: str) -> None:
    with pytest.raises(ValueError, match="no key between"):
        between(before, after)


@given(st.sampled_from(["", "I", FIRST, "a5", "b01"]), st.sampled_from(["", "c"]), st.integers(0, 300))
def test_many_keys_between_two_neighbours_are_in_order_and_short(before: str, after: str, count: int) -> None:
    keys = spread(before, after, count)
    around = [key for key in (before, *keys, after) if key]
    assert around == sorted(set(around))
    assert len(keys) == count
    assert max(map(len, keys), default=0) <= 5
