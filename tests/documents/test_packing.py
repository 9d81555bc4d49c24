"""The zip that a deck is written as: whole for every reader, small parts or very many."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presales_tui.documents.ooxml import packing
from presales_tui.documents.ooxml.packing import packed, unpacked
from presales_tui.documents.template import template_bytes

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0/\\"), min_size=1, max_size=12)
STORED = frozenset({"png"})


def read(data: bytes) -> dict[str, bytes]:
    """As everybody else reads it; checks every checksum."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@given(st.dictionaries(NAMES, st.binary(max_size=3000), max_size=12))
def test_a_zip_is_whole_for_every_reader(files: dict[str, bytes]) -> None:
    data = packed(files.items(), STORED)
    assert read(data) == files
    assert unpacked(data) == files


def test_what_is_packed_already_is_not_packed_again() -> None:
    data = packed([("a/picture.PNG", b"x" * 5000), ("a/slide.xml", b"x" * 50_000)], STORED)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        picture, slide = archive.infolist()
    assert (picture.compress_size, picture.external_attr >> 16) == (5000, 0o600)
    assert slide.compress_size < 500


def test_the_same_content_makes_the_same_file() -> None:
    files = [("a.xml", b"<a/>"), ("b.xml", b"<b/>")]
    assert packed(files, STORED) == packed(files, STORED)


def test_what_is_too_large_for_the_plain_form_is_written_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(packing, "_MOST_FILES", 1)
    files = {"a.xml": b"<a/>" * 100, "页.png": b"x" * 500}
    assert read(packed(files.items(), STORED)) == files


def test_the_built_in_template_is_read_as_others_read_it() -> None:
    assert unpacked(template_bytes()) == read(template_bytes())
