"""The scales of the trade: codes, labels in two languages, and what a person means by a word."""

from __future__ import annotations

import pytest

from presales_tui.model.scales import (
    ACTION_OPEN,
    ALL,
    CLOSED_STAGES,
    DECLARED,
    FIT,
    ISSUE_DONE,
    ISSUE_STATUS,
    PRIORITY,
    STAGE,
    Scale,
)

EVERY = pytest.mark.parametrize("scale", ALL.values(), ids=list(ALL))


@EVERY
def test_every_term_is_found_by_code_and_by_both_labels(scale: Scale) -> None:
    for term in scale.terms:
        assert scale.find(term.code) == scale.find(term.zh) == scale.find(term.en) == term.code


@EVERY
def test_every_term_can_be_told_without_colour_and_fits_its_column(scale: Scale) -> None:
    assert len(set(scale.codes)) == len(scale.codes) == len(scale.terms)
    for term in scale.terms:
        assert term.zh
        assert term.en
        assert len(term.mark) <= 3
        assert term.mark.isascii()
        assert term.tone in ("", "good", "warn", "bad", "muted")
        assert not term.tone or term.mark or scale.name in ("visibility", "stage")


def test_find_forgives_case_spaces_hyphens_and_underscores() -> None:
    assert FIT.find("Third Party") == FIT.find("third-party") == FIT.find("THIRD_PARTY") == "third_party"
    assert FIT.find(" 二次开发 ") == "custom"
    assert FIT.find("") == FIT.find("nothing like it") == ""


def test_labels_follow_the_language_and_a_newer_code_stands_for_itself() -> None:
    assert (PRIORITY.label("must", "zh"), PRIORITY.label("must", "en")) == ("必须", "must")
    assert (PRIORITY.label("", "zh"), PRIORITY.label("urgent", "zh")) == ("", "urgent")
    assert "urgent" not in PRIORITY


def test_order_is_that_of_the_rows_and_unknown_codes_come_last() -> None:
    assert sorted(["x", "wont", "must"], key=PRIORITY.order) == ["must", "wont", "x"]


def test_sets_and_declarations_name_real_codes() -> None:
    assert set(ISSUE_STATUS.codes) > ISSUE_DONE
    assert set(ALL["action_state"].codes) > ACTION_OPEN
    assert set(STAGE.codes) > CLOSED_STAGES
    assert set(DECLARED) == set(FIT.codes) - {"unknown"}
