"""Masking: what must not stay in a kept log, and what must."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presales_tui.model.masking import KINDS, mask
from presales_tui.model.masking.people import is_id_card, luhn
from tests.model.masking.cases import CASES, CLEAN, UNSEEN
from tests.model.masking.held_out import HELD_OUT

KEY = "01a20af8-aab9-73b6-ba07-2d940647fb9b"


@pytest.mark.parametrize(("kind", "text", "gone", "stays"), CASES, ids=lambda value: str(value)[:40])
def test_secrets_go_and_the_rest_stays(
    kind: str, text: str, gone: tuple[str, ...], stays: tuple[str, ...]
) -> None:
    masked = mask(text, KEY)
    for secret in gone:
        assert secret not in masked.text
    for part in stays:
        assert part in masked.text
    assert set(masked.counts) <= set(KINDS)
    if gone:
        # A key may be called a password and the other way round; what it is told apart from is the rest.
        alike = {"password", "key", "hash"}
        assert kind in masked.counts or (kind in alike and alike & set(masked.counts))


@pytest.mark.parametrize(("text", "secret"), UNSEEN)
def test_cases_that_were_not_looked_at_while_the_rules_were_made(text: str, secret: str) -> None:
    assert secret not in mask(text, KEY).text


@pytest.mark.parametrize("text", CLEAN)
def test_an_ordinary_line_stays_as_it_is(text: str) -> None:
    assert mask(text, KEY).text == text


def test_the_same_address_has_the_same_name_everywhere_and_another_with_another_client() -> None:
    first, second = mask("from 10.1.2.3 to 10.9.9.9", KEY).text, mask("again 10.1.2.3", KEY).text
    name = re.findall(r"<ip-\w{4}>", first)
    assert len(set(name)) == 2
    assert name[0] in second
    assert mask("again 10.1.2.3", "another client").text != second


def test_a_phone_number_has_one_name_however_it_is_written() -> None:
    names = {
        mask(f"tel {number} x", KEY).text for number in ("13812345678", "138 1234 5678", "+8613812345678")
    }
    assert len(names) == 1


def test_check_digits() -> None:
    assert is_id_card("11010519491231002X")
    assert not is_id_card("110105194912310021")
    assert not is_id_card("11010519491331002X")
    assert luhn("4539148803436467")
    assert not luhn("4539148803436468")


_WORDS = st.sampled_from([text for _kind, text, _gone, _stays in CASES] + list(CLEAN))


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, max_size=6), st.text(max_size=30))
def test_masking_twice_is_masking_once(parts: list[str], odd: str) -> None:
    once = mask("\n".join([*parts, odd]), KEY).text
    assert mask(once, KEY).text == once


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(_WORDS, st.text(max_size=40)), max_size=8))
def test_everything_outside_of_what_was_found_stays(parts: list[str]) -> None:
    text = "\n".join(parts)
    masked = mask(text, KEY)
    at = 0
    outside = []
    for span in masked.found:
        assert at <= span.start < span.end <= len(text)
        outside.append(text[at : span.start])
        at = span.end
    outside.append(text[at:])
    rest = masked.text
    for part in outside:
        assert part in rest
        rest = rest[rest.index(part) + len(part) :]


@pytest.mark.parametrize(("text", "gone", "stays"), HELD_OUT, ids=lambda value: str(value)[:40])
def test_cases_that_were_held_out(text: str, gone: tuple[str, ...], stays: tuple[str, ...]) -> None:
    masked = mask(text, KEY).text
    assert not [secret for secret in gone if secret in masked]
    assert not [part for part in stays if part not in masked]
