"""People: one from a line, one by name, one of two records; nothing that was known is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presales_tui.model.client import Contact
from presales_tui.model.people import (
    by_name,
    contact_change,
    contact_of,
    merge_change,
    merged,
    reports_below,
    superiors,
)
from presales_tui.model.qualification import Qualification


def test_a_contact_of_whom_only_the_name_is_known() -> None:
    (put,) = contact_change("  王 工\n", "us").puts
    assert isinstance(put.new, Contact)
    assert (put.new.name, put.new.side, put.new.stance, put.new.visibility) == (
        "王 工",
        "us",
        "unknown",
        "internal",
    )
    assert put.was is None


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("李敏", {"name": "李敏", "side": "client", "stance": "unknown"}),
        (
            "李敏，招生中心主任，招生中心，经济决策者，138-0000-1002，li@x.cn，质疑",
            {
                "job": "招生中心主任",
                "department": "招生中心",
                "role": "EB",
                "phone": "138-0000-1002",
                "email": "li@x.cn",
                "stance": "skeptic",
            },
        ),
        (
            "Ann Lee, CTO, us, +86 10 5555 1234",
            {"name": "Ann Lee", "side": "us", "phone": "+86 10 5555 1234"},
        ),
        (
            "张主任 信息中心 决策人 客户 138 0000 1001",
            {"name": "张主任", "department": "信息中心", "role": "DM", "phone": "138 0000 1001", "job": ""},
        ),
        (
            "陈建国，生产副总，拍板，支持 13812345678",
            {"job": "生产副总", "role": "DM", "stance": "supporter", "phone": "13812345678", "notes": ""},
        ),
        ("王磊 信息中心主任 技术把关 反对", {"job": "信息中心主任", "role": "TB", "stance": "opponent"}),
        ("王工，运维部，组长", {"department": "运维部", "job": "组长"}),
        # A word that is both a role and a stance is the role first, the stance when it comes again.
        ("A, champion, champion", {"role": "champion", "stance": "champion"}),
        ("A, 一, 二, 三, 四", {"job": "一", "department": "二", "notes": "三\n四"}),
        ("A,,，", {"name": "A", "job": ""}),
    ],
)
def test_a_contact_from_one_line(text: str, fields: dict[str, str]) -> None:
    found = contact_of(text)
    assert found is not None
    assert {name: getattr(found, name) for name in fields} == fields


@pytest.mark.parametrize("text", ["", "  ", "，主任", ","])
def test_a_line_without_a_name_is_nobody(text: str) -> None:
    assert contact_of(text) is None


def test_names_and_other_names_lead_to_the_person() -> None:
    li, lin = Contact(name="李敏", aliases=("李主任", "Lin")), Contact(name="lin")
    found = by_name([li, lin])
    assert found["李主任"] is li
    assert found["lin"] is lin


TEXTS = st.text("ab甲", max_size=3)
PEOPLE = st.builds(
    Contact,
    name=st.sampled_from(["张", "李", "王", ""]),
    job=TEXTS,
    department=TEXTS,
    phone=TEXTS,
    email=TEXTS,
    concern_business=TEXTS,
    concern_personal=TEXTS,
    notes=TEXTS,
    stance=st.sampled_from(["unknown", "neutral", "opponent"]),
    influence=st.integers(0, 3),
    role=st.sampled_from(["", "EB"]),
    aliases=st.lists(st.sampled_from(["张", "阿李"]), max_size=2).map(tuple),
    visibility=st.sampled_from(["internal", "external"]),
)


@given(keep=PEOPLE, other=PEOPLE)
def test_no_word_is_lost_in_a_merger(keep: Contact, other: Contact) -> None:
    one = merged(keep, other)
    assert one.id == keep.id
    everything = "\n".join(str(value) for value in one.__dict__.values())
    for person in (keep, other):
        for field in (*("name", "job", "department", "phone", "email"), "concern_business", "notes"):
            assert getattr(person, field) in everything
    assert set(other.aliases) <= {one.name, *one.aliases}
    assert (one.visibility == "internal") == ("internal" in (keep.visibility, other.visibility))
    assert one.stance == (other.stance if keep.stance == "unknown" else keep.stance)
    assert merged(one, other) == one


def _chain(links: list[int]) -> list[Contact]:
    """People who each report to one with a lower number, or to nobody (-1)."""
    people: list[Contact] = []
    for number, above in enumerate(links):
        up = people[above % number].id if number and above >= 0 else ""
        people.append(Contact(name=f"p{number}", reports_to=up))
    return people


@given(links=st.lists(st.integers(-1, 5), min_size=2, max_size=7), data=st.data())
def test_after_a_merger_nobody_reports_to_one_who_is_gone_or_to_themselves(
    links: list[int], data: st.DataObject
) -> None:
    people = _chain(links)
    keep, other = data.draw(st.permutations(people))[:2]
    change = merge_change(keep, other, people)
    after = {person.id: person for person in people} | {put.new.id: put.new for put in change.puts}
    after = {id_: person for id_, person in after.items() if person not in change.deletes}
    for person in after.values():
        assert isinstance(person, Contact)
        assert person.reports_to in ("", *after)
        seen, here = set(), person.id
        while here:
            assert here not in seen
            seen.add(here)
            above = after[here]
            assert isinstance(above, Contact)
            here = above.reports_to


def test_evidence_follows_the_person() -> None:
    keep, other = Contact(name="李敏"), Contact(name="李主任")
    seen = Qualification(element="champion", links=(other.id, "line"))
    change = merge_change(keep, other, [keep, other], [seen, Qualification(element="pain")])
    moved = [put.new for put in change.puts if isinstance(put.new, Qualification)]
    assert [record.links for record in moved] == [(keep.id, "line")]


def test_above_and_below_in_a_circle_come_to_an_end() -> None:
    a, b = Contact(name="a"), Contact(name="b")
    a, b = replace(a, reports_to=b.id), replace(b, reports_to=a.id)
    assert reports_below([a, b], a.id) == {a.id, b.id}
    assert superiors(a, {a.id: a, b.id: b}) == [b]
