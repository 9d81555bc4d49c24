"""Text from outside, made safe for terminals and XML."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presales_tui.model.text import clean, one_line

any_text = st.text(st.characters(codec=None), max_size=80)


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("排课 a\tb\nc", "排课 a\tb\nc"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\x1b[31mred\x07", "␛[31mred␇"),
        ("a\x00b\x7f", "a␀b␡"),
        ("\x9b31m", "\ufffd31m"),
        ("a\x0bb\x0cc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
        ("\ufeff需求", "需求"),
        ("bad \ud83d end", "bad \ufffd end"),
        ("\ufffe\uffff", "\ufffd\ufffd"),
        ("👩‍👩‍👧 𠮷", "👩‍👩‍👧 𠮷"),
    ],
)
def test_what_becomes_of_each_kind_of_character(raw: str, safe: str) -> None:
    assert clean(raw) == safe


@given(any_text)
def test_cleaned_text_is_safe_everywhere_and_stays_as_it_is(raw: str) -> None:
    safe = clean(raw)
    assert clean(safe) == safe
    assert not any(ord(c) < 32 and c not in "\t\n" for c in safe)
    assert "\n".join(safe.splitlines()) == safe.removesuffix("\n")
    document = ET.Element("t")
    document.text = safe
    assert (ET.fromstring(ET.tostring(document, encoding="utf-8")).text or "") == safe


@given(any_text)
def test_one_line_is_one_line_without_loose_blanks(raw: str) -> None:
    line = one_line(raw)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert "  " not in line


@given(st.text(max_size=60))
def test_ordinary_text_comes_back_as_the_very_same_object(text: str) -> None:
    safe = clean(text)
    assert clean(safe) is safe
