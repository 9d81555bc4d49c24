"""Every message that the code can show is there in Chinese, with the same placeholders."""

from __future__ import annotations

import ast
import gettext
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import presales_tui
from presales_tui import locale
from presales_tui.locale.catalogue import Catalogue
from presales_tui.model import scales

PACKAGE = Path(presales_tui.__file__).parent
CATALOGUE = PACKAGE / "locale" / "zh_CN" / "LC_MESSAGES"


KEYWORDS = {"_", "N_", "Change"}
SAME = {"OK", "MEDDPICC"}
"""What is said the same way in Chinese."""


@pytest.fixture(scope="module")
def messages() -> set[str]:
    """The messages in the code. Those in f-strings too, which `make messages` sees from 3.12 on."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                message = node.args[0]
                if node.func.id in KEYWORDS and isinstance(message, ast.Constant) and message.value:
                    found.add(str(message.value))
                elif node.func.id == "ngettext":
                    found.add("\0".join(ast.literal_eval(form) for form in node.args[:2]))
    return found


def chinese(catalogue: gettext.NullTranslations, message: str) -> str:
    """The translation; of a message that counts (its two English forms) for any number."""
    one, zero, many = message.partition("\0")
    return catalogue.ngettext(one, many, 2) if zero else catalogue.gettext(message)


def written() -> dict[str, str]:
    """The catalogue as it is written; messages that count under both of their forms."""
    with (CATALOGUE / "presales.po").open("rb") as file:
        found = [(message.id, message.string) for message in read_po(file) if message.id]
    return {
        "\0".join(id_) if isinstance(id_, tuple) else str(id_): text[0]
        if isinstance(text, tuple)
        else str(text)
        for id_, text in found
    }


def test_no_message_is_missing_in_chinese(messages: set[str]) -> None:
    catalogue = gettext.translation("presales", PACKAGE / "locale", languages=["zh_CN"])
    missing = [m for m in messages if chinese(catalogue, m) in m.split("\0") and m not in SAME]
    assert not [message for message in missing if re.search("[A-Za-z]{2}", message)]


def test_placeholders_are_the_same_in_both_languages(messages: set[str]) -> None:
    catalogue = gettext.translation("presales", PACKAGE / "locale", languages=["zh_CN"])
    for message in messages:
        told = sorted(re.findall(r"\{[^}]*\}", chinese(catalogue, message)))
        for form in message.split("\0"):
            assert sorted(re.findall(r"\{[^}]*\}", form)) == told, message


def test_the_compiled_catalogue_is_the_written_one() -> None:
    with (CATALOGUE / "presales.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert all(chinese(compiled, message) == text for message, text in written().items() if text)


def test_every_message_is_found_in_the_compiled_catalogue() -> None:
    data = (CATALOGUE / "presales.mo").read_bytes()
    with (CATALOGUE / "presales.mo").open("rb") as file:
        whole = gettext.GNUTranslations(file)
    ours = Catalogue(data)
    assert {message: ours(message) for message in written()} == {m: chinese(whole, m) for m in written()}
    for message in ("", "!", "no such message", "\U0010ffff"):
        assert ours(message) == message
    with pytest.raises(ValueError, match="no catalogue"):
        Catalogue(b"x" * 100)


def test_the_catalogue_holds_nothing_that_the_code_no_longer_says(messages: set[str]) -> None:
    assert set(written()) <= messages


def test_one_thing_is_told_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locale, "_language", "en")
    monkeypatch.setattr(locale, "_translate", None)
    said = [locale.ngettext("{n} section", "{n} sections", n) for n in (0, 1, 2)]
    assert said == ["{n} sections", "{n} section", "{n} sections"]
    monkeypatch.setattr(locale, "_language", "zh")
    monkeypatch.setattr(locale, "_translate", None)
    assert locale.ngettext("{n} section", "{n} sections", 1) == "{n} 节"


def test_every_value_of_a_scale_has_both_labels() -> None:
    for scale in scales.ALL.values():
        for term in scale.terms:
            assert term.zh, (scale.name, term.code)
            assert term.en, (scale.name, term.code)


@pytest.mark.parametrize(
    ("env", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.GBK"}, "zh"),
        ({"LANG": "C"}, "en"),
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "PRESALES_LANG": "zh"}, "zh"),
    ],
)
def test_the_language_follows_the_environment(env: dict[str, str], language: str) -> None:
    assert locale.from_environment(env) == language
