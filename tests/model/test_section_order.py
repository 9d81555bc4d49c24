"""The outline in reading order: every section exactly once, whatever the parents say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from presales_tui.model.outline import Placed, Section, descendants, in_order
from presales_tui.model.position import following


def section(name: str, parent: str = "", pos: str = "") -> Section:
    return Section(id=name, title=name, parent=parent, pos=pos)


def shown(placed: list[Placed]) -> list[tuple[str, int, str]]:
    return [(p.section.id, p.depth, p.number) for p in placed]


def test_numbers_and_depth_follow_the_tree_not_the_order_of_writing() -> None:
    found = in_order(
        [section("b", pos="a2"), section("a2", "a", "a2"), section("a1", "a", "a1"), section("a", pos="a1")]
    )
    assert shown(found) == [("a", 0, "1"), ("a1", 1, "1.1"), ("a2", 1, "1.2"), ("b", 0, "2")]


def test_a_section_whose_parent_is_gone_becomes_a_chapter() -> None:
    found = in_order(
        [section("a", pos="a1"), section("lost", "deleted", "a2"), section("under", "lost", "a1")]
    )
    assert shown(found) == [("a", 0, "1"), ("lost", 0, "2"), ("under", 1, "2.1")]


def test_two_sections_moved_under_each_other_stay_visible() -> None:
    found = in_order([section("x", "y", "a2"), section("y", "x", "a1"), section("own", "own", "a3")])
    assert shown(found) == [("own", 0, "1"), ("y", 0, "2"), ("x", 1, "2.1")]


def test_equal_places_are_told_apart_by_id_so_that_both_sessions_agree() -> None:
    two = [section("b", pos="a1"), section("a", pos="a1")]
    assert shown(in_order(two)) == shown(in_order(reversed(two))) == [("a", 0, "1"), ("b", 0, "2")]


def test_nesting_deeper_than_the_stack_of_python() -> None:
    chain = [section(str(n), str(n - 1) if n else "", "a1") for n in range(5000)]
    found = in_order(reversed(chain))
    assert [p.section.id for p in found] == [s.id for s in chain]
    assert found[-1].depth == 4999
    assert descendants(chain, "0") == {s.id for s in chain}


names = st.sampled_from([*"abcdefghij", ""])


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.tuples(names, st.sampled_from(following("", 4)))))
def test_nothing_is_ever_lost_or_shown_twice(tree: dict[str, tuple[str, str]]) -> None:
    sections = [section(name, parent, pos) for name, (parent, pos) in tree.items()]
    placed = in_order(sections)
    assert sorted(p.section.id for p in placed) == sorted(tree)
    numbers = [p.number for p in placed]
    assert len(set(numbers)) == len(numbers)
    assert all(p.number.count(".") == p.depth for p in placed)
    # Reading order: a number is its predecessor's first child, or counts up one of its levels.
    asked = [tuple(map(int, number.split("."))) for number in numbers]
    assert asked == sorted(asked)
    parents = {p.number: p.section.id for p in placed}
    for p in placed:
        if p.depth:
            assert parents[p.number.rpartition(".")[0]] == p.section.parent


def test_descendants_of_a_cycle_end() -> None:
    loop = [section("x", "y"), section("y", "x"), section("z")]
    assert descendants(loop, "x") == {"x", "y"}
    assert descendants(loop, "z") == {"z"}
    assert descendants(loop, "none") == {"none"}
