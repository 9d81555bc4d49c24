"""The filter above a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presales_tui.model.filter import FLAGS, Query, Term, complete, parse_filter, parse_terms
from presales_tui.model.requirement import Requirement
from presales_tui.model.trial import Issue

CRM = Requirement(
    id="1",
    ref="REQ-001",
    title="咨询自动分级",
    fit="config",
    priority="must",
    effort_low=3,
    effort_high=8,
    tags=("线索", "集成"),
    module="招生CRM",
    status="confirmed",
)
ROOM = Requirement(
    id="2", ref="REQ-002", title="排课 09:30 提示", fit="custom", priority="should", module="排课"
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "12"),
        ("排课", "2"),
        ("自动 分级", "1"),
        ("req-002", "2"),
        ("fit:custom", "2"),
        ("fit:二次开发", "2"),
        ("匹配：配置满足", "1"),
        ("prio:must", "1"),
        ("优先级:应有", "2"),
        ("tag:集成", "1"),
        ("mod:crm", "1"),
        ("-fit:custom", "1"),
        ("-咨询", "2"),
        ("status:客户确认", "1"),
        ("fit:custom prio:must", ""),
        ("09:30", "2"),
        ("owner:nobody", ""),
        ('"自动分级"', "1"),
        ('"09:30 提示"', "2"),
        ("fit:config,custom", "12"),
        ("fit:cust", "2"),
        ("fit:二次", "2"),
        ("effort>5", "1"),
        ("人天<=8", "12"),
        ("days>8", ""),
        ("prio>=should", "12"),
        ("prio>should", "1"),
        ("has:effort", "1"),
        ("no:effort", "2"),
        ("is:estimated", "1"),
        ("-is:internal", "12"),
    ],
)
def test_what_a_query_lets_through(query: str, found: str) -> None:
    test = parse_filter(query)
    assert "".join(r.id for r in (CRM, ROOM) if test(r)) == found


def test_the_same_word_means_the_scale_of_the_record() -> None:
    test = parse_filter("status:待客户")
    assert test(Issue(status="waiting_customer"))
    assert not test(Issue(status="open"))
    assert not test(CRM)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ('排课 "not closed', "quotation mark"),
        ("is:nonsense", "internal, assessed"),
        ("effort>many", "number"),
        ("prio>often", "must, should"),
    ],
)
def test_what_is_wrong_with_a_query_is_one_sentence(query: str, says: str) -> None:
    assert says in parse_filter(query).problem
    assert parse_filter("排课 fit:gap effort>3 is:internal").problem == ""


_VALUES = st.text(st.sampled_from("ab 排课:>=-<09"), min_size=1, max_size=6).filter(
    lambda text: text.strip() == text and "  " not in text
)
_TERMS = st.one_of(
    st.builds(Term, st.booleans(), st.just(""), st.just(""), _VALUES),
    st.builds(
        Term,
        st.booleans(),
        st.sampled_from(["fit", "模块", "prio"]),
        st.sampled_from([":", ">", ">=", "<", "<=", "="]),
        _VALUES.filter(lambda text: text[0] not in ":<>="),
    ),
)


@given(st.lists(_TERMS, max_size=4))
def test_a_query_is_written_as_it_is_read(terms: list[Term]) -> None:
    written = str(Query(tuple(terms)))
    assert parse_terms(written) == tuple(terms), written


@given(st.text(st.sampled_from('ab排" :-><=,is'), max_size=14), st.sampled_from(["a", "排", "b "]))
def test_any_text_is_a_query_and_typing_on_words_only_narrows(query: str, more: str) -> None:
    first, second = parse_filter(query), parse_filter(query + more)
    for record in (CRM, ROOM):
        first(record)
        assert not (second.narrows(first) and second(record)) or first(record)


def test_a_query_is_completed_with_fields_and_values() -> None:
    names = ("fit", "priority", "tags")
    values = {"fit": ("custom", "config", "gap"), "tags": ("two words",)}

    def complete_it(text: str) -> list[str]:
        return complete(text, names, lambda field: values.get(field, ()))

    assert complete_it("排课 -f") == ["排课 -fit:"]
    assert complete_it("fit:c") == ["fit:custom", "fit:config"]
    assert complete_it("fit:custom,g") == ["fit:custom,gap"]
    assert complete_it("tag:t") == ['tag:"two words"']
    assert complete_it("is:inter") == ["is:internal"]
    assert "no:fit" in complete_it("no:")
    assert "internal" in FLAGS
