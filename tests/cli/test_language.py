"""Help and documents in the language that is asked for, wherever it is asked for."""

from __future__ import annotations

import pytest

from presales_tui import __version__
from presales_tui.cli.verbs import VERBS
from tests.cli.conftest import Presales
from tests.cli.support import deck_words


def test_the_version(presales: Presales) -> None:
    assert presales("--version").out == f"presales {__version__}\n"


@pytest.mark.parametrize("verb", ["", *VERBS])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_help_is_there_for_every_verb(presales: Presales, verb: str, lang: str) -> None:
    shown = presales(*filter(None, (verb, "--lang", lang, "--help")))
    assert (shown.code, shown.err) == (0, "")
    assert ("客户名称" in shown.out) == (lang == "zh")
    assert ("the client, or a part of its name" in shown.out) == (lang == "en")
    assert all(name in shown.out for name in ([] if verb else VERBS))
    assert "None" not in shown.out


def test_the_language_is_taken_wherever_it_stands(presales: Presales) -> None:
    presales("add", "requirement", "x !must")
    for command in (
        ("--lang", "zh", "list", "requirements"),
        ("list", "--lang=zh", "requirements"),
        ("list", "requirements", "--lang", "zh"),
    ):
        assert "必须" in presales(*command).out
    assert "must" in presales("list", "requirements", "--lang", "en").out


def test_help_before_the_verb_is_on_all_verbs(presales: Presales) -> None:
    assert presales("--help", "list").out == presales("--help").out != presales("list", "--help").out


def test_documents_follow_the_language(presales: Presales) -> None:
    presales("add", "requirement", "x !must =custom ~3d")
    presales("import", "outline", "-", stdin=b"# A\n\n{{responses}}\n\n# B\n\ntext\n")
    presales("export", "deck", "-o", "zh.pptx", "--lang", "zh")
    presales("export", "deck", "-o", "en.pptx", "--lang", "en")
    assert "必须" in deck_words("zh.pptx") or "二次开发" in deck_words("zh.pptx")
    assert "二次开发" not in deck_words("en.pptx")
