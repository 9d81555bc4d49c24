"""Requirements without a section are found, and each knows where it belongs."""

from __future__ import annotations

from presales_tui.model.outline import Section
from presales_tui.model.placing import likely, place, suggestions, unplaced
from presales_tui.model.requirement import Requirement

NEEDS = [
    Requirement(id="a", title="线索分级", module="CRM"),
    Requirement(id="b", title="排课冲突", module="排课"),
    Requirement(id="c", title="调课", module="排课"),
    Requirement(id="d", title="不做了", module="排课", status="rejected"),
    Requirement(id="e", title="没有模块"),
]


def test_what_counts_and_is_in_no_document_is_unplaced() -> None:
    sections = [
        Section(id="1", requirements=("a",)),
        Section(id="2", requirements=("b",), parked=True),
        Section(id="3", parent="2", requirements=("c",)),
    ]
    assert [r.id for r in unplaced(NEEDS, sections)] == ["b", "c", "e"]


def test_a_module_goes_to_the_section_made_for_it_then_named_after_it_then_to_most_of_its_kind() -> None:
    made = Section(id="1", pos="a1", title="随便", slot="functions/CRM")
    named = Section(id="2", pos="a2", title="智能排课方案")
    everything = Section(id="3", pos="a3", title="逐条", requirements=("a", "b", "c"))
    assert {m: s.id for m, s in suggestions(NEEDS, [made, named, everything]).items()} == {
        "crm": "1",
        "排课": "2",
    }
    mostly = Section(id="4", pos="a4", title="别的", requirements=("c",))
    assert suggestions(NEEDS, [everything, mostly])["排课"].id == "4"
    assert "crm" not in suggestions(NEEDS, [everything])


def test_placing_adds_once_and_touches_no_other_section() -> None:
    sections = [Section(id="1", requirements=("a",)), Section(id="2"), Section(id="3")]
    change = place({"a": "1", "b": "1", "c": "2"}, sections)
    assert {p.new.id: p.new.requirements for p in change.puts if isinstance(p.new, Section)} == {
        "1": ("a", "b"),
        "2": ("c",),
    }


def test_what_has_no_module_is_guessed_by_its_words() -> None:
    sections = [
        Section(id="1", title="智能排课", requirements=("b", "c")),
        Section(id="2", title="CRM", requirements=("a",)),
    ]
    new = [Requirement(id="x", title="排课冲突短信提醒"), Requirement(id="y", title="发票导出")]
    assert {id_: section.id for id_, section in likely(new, NEEDS, sections).items()} == {"x": "1"}
