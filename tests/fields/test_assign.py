"""Fields by words: what `set` and a cell take, and what they refuse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presales_tui import locale
from presales_tui.fields.assign import assign, field_of, parse_assignment
from presales_tui.fields.field import show
from presales_tui.fields.order import key_of, ordered, parse_order
from presales_tui.model.effort import parse_effort, show_effort
from presales_tui.model.errors import Wrong
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.requirement import Requirement
from presales_tui.model.scales import ROLE
from presales_tui.model.steps import with_step
from presales_tui.model.trial import Issue

HERE = Requirement(id="1", ref="REQ-001", title="排课", tags=("线索", "集成"), fit="gap")


def after(*words: str) -> Requirement:
    found = [parse_assignment(Requirement, word) for word in words]
    assert None not in found
    return assign(HERE, [one for one in found if one])


@pytest.mark.parametrize(
    ("word", "field", "value"),
    [
        ("fit=custom", "fit", "custom"),
        ("fit=二次开发", "fit", "custom"),
        ("匹配=customisation", "fit", "custom"),
        ("prio=must", "priority", "must"),
        ("priority=", "priority", ""),
        ("tags+=报表、集成", "tags", ("线索", "集成", "报表")),
        ("tags-=集成", "tags", ("线索",)),
        ("标签=a,b", "tags", ("a", "b")),
        ("title=a=b", "title", "a=b"),
        ("effort=3-5", "effort_high", 5.0),
        ("effort=后端 3-5; test 1", "effort_roles", (("backend", 3.0, 5.0), ("test", 1.0, 1.0))),
        ("effort=后端 3-5; test 1", "effort_low", 4.0),
    ],
)
def test_a_word_sets_a_field(word: str, field: str, value: object) -> None:
    assert getattr(after(word), field) == value


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("fit=maybe", "standard, config, custom"),
        ("nope=gap", "there are: title, priority, fit"),
        ("title=", "missing"),
        ("effort=soon", "3-5"),
        ("fit+=gap", "one value"),
        ("depends=REQ-999", "REQ-999"),
    ],
)
def test_what_cannot_be_set_is_said_with_what_can(word: str, says: str) -> None:
    with pytest.raises(Wrong, match=says):
        after(word)


def test_a_total_typed_over_roles_takes_their_place() -> None:
    assert after("effort=后端 3-5; test 1", "effort=9").effort_roles == ()


def test_a_label_of_the_language_in_use_names_a_field() -> None:
    locale.set_language("zh")
    assert field_of(Requirement, "匹配").name == "fit"
    with pytest.raises(Wrong, match="custom 二次开发"):
        after("fit=x")


@given(
    st.lists(
        st.tuples(st.sampled_from(ROLE.codes), st.integers(0, 99), st.integers(1, 9)),
        min_size=1,
        max_size=4,
        unique_by=lambda role: role[0],
    ),
    st.sampled_from(["en", "zh"]),
)
def test_an_effort_by_role_is_read_as_it_is_shown(roles: list[tuple[str, int, int]], lang: str) -> None:
    by_place = sorted(roles, key=lambda role: ROLE.order(role[0]))
    wanted = tuple((code, low / 2, (low + more) / 2) for code, low, more in by_place)
    found = parse_effort(show_effort(1, 1, wanted, lang))
    assert found is not None
    assert found.roles == wanted
    assert found.high == sum(high for _role, _low, high in wanted)


def test_a_status_that_changes_leaves_its_step() -> None:
    was = Issue(status="open", status_log=(("open", "t0", "a"),))
    new = with_step(Issue(**{**was.__dict__, "status": "closed"}), was, "t1", "b")
    assert isinstance(new, Issue)
    assert new.status_log == (("open", "t0", "a"), ("closed", "t1", "b"))
    assert with_step(new, was, "t2", "b") == new, "whoever noted the step already is believed"


@given(st.lists(st.tuples(st.sampled_from(["gap", "custom", "unknown"]), st.integers(0, 3)), max_size=12))
def test_what_is_equal_stays_in_its_order(made: list[tuple[str, int]]) -> None:
    rows = [Requirement(id=str(n), fit=fit, effort_high=days) for n, (fit, days) in enumerate(made)]
    levels = [(key_of(by.field), by.down) for by in parse_order(Requirement, "fit,-effort")]
    found = ordered(rows, levels)
    places = [(levels[0][0](row), -row.effort_high, int(row.id)) for row in found]
    assert places == sorted(places)


@pytest.mark.parametrize(("value", "text"), [(4_825_500.0, "4825500"), (12.5, "12.5"), (0.0, "")])
def test_an_amount_is_shown_with_all_its_digits(value: float, text: str) -> None:
    here = Opportunity(value=value)
    assert show(field_of(Opportunity, "value"), here) == text
