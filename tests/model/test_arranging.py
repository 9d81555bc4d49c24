"""Sections are moved, one or several at once: nothing is lost, and all below a section goes along."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presales_tui.model.arranging import Arranging
from presales_tui.model.outline import Section, in_order
from presales_tui.model.position import following


def outline(*ids: str) -> list[Section]:
    """Sections whose ids say where they stand: `21` is under `2`."""
    return [
        Section(id=id_, parent=id_[:-1], pos=pos, title=id_)
        for id_, pos in zip(ids, following("", len(ids)), strict=True)
    ]


ROWS = outline("1", "11", "12", "121", "2", "21", "3")


def shape(sections: Iterable[Section], arranging: Arranging) -> list[str]:
    now = {section.id: section for section in sections}
    for put in arranging.change("x").puts:
        assert isinstance(put.new, Section)
        now[put.new.id] = put.new
    return [f"{'-' * one.depth}{one.section.id}" for one in in_order(now.values())]


@pytest.mark.parametrize(
    ("how", "ids", "then"),
    [
        (("indent",), ["2", "3"], ["1", "-11", "-12", "--121", "-2", "--21", "-3"]),
        (("indent",), ["1", "11"], []),
        (("outdent",), ["11", "12"], ["1", "11", "12", "-121", "2", "-21", "3"]),
        (("outdent",), ["121", "21"], ["1", "-11", "-12", "-121", "2", "21", "3"]),
        (("shift", 1), ["1", "2"], ["3", "1", "-11", "-12", "--121", "2", "-21"]),
        (("shift", -1), ["2", "3"], ["2", "-21", "3", "1", "-11", "-12", "--121"]),
        (("shift", 1), ["3"], []),
        (("after", "3"), ["12", "121", "21"], ["1", "-11", "2", "3", "12", "-121", "21"]),
    ],
)
def test_several_are_moved_at_once(how: tuple[str, object], ids: list[str], then: list[str]) -> None:
    arranging = Arranging(ROWS)
    getattr(arranging, how[0])(ids, *how[1:])
    assert bool(arranging.change("x")) == bool(then)
    if then:
        assert shape(ROWS, arranging) == then


@given(st.data())
def test_whatever_is_moved_every_section_is_still_there_and_only_what_moved_is_written(
    data: st.DataObject,
) -> None:
    sections = ROWS
    for _ in range(data.draw(st.integers(1, 5))):
        arranging = Arranging(sections)
        ids = data.draw(st.lists(st.sampled_from([s.id for s in ROWS]), min_size=1, unique=True))
        how = data.draw(st.sampled_from(["indent", "outdent", "down", "up"]))
        if how in ("down", "up"):
            arranging.shift(ids, 1 if how == "down" else -1)
        else:
            getattr(arranging, how)(ids)
        change = arranging.change("x")
        assert {put.new.id for put in change.puts} <= set(ids)
        now = {s.id: s for s in sections} | {
            p.new.id: p.new for p in change.puts if isinstance(p.new, Section)
        }
        sections = list(now.values())
        assert len(in_order(sections)) == len(ROWS)


def test_a_cycle_of_two_sessions_ends() -> None:
    sections = [Section(id="a", parent="b", pos="a1"), Section(id="b", parent="a", pos="a1")]
    arranging = Arranging(sections)
    arranging.shift(["a", "b"], 1)
    assert arranging.tops(["a", "b"])
