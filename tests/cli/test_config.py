"""`presales config`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from presales_tui import locale
from presales_tui.cli import main
from presales_tui.settings import SETTINGS


@pytest.fixture
def file(private_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the settings of this test are; what `apply` sets in the environment is of this test alone."""
    for row in SETTINGS:
        monkeypatch.setenv(row.env, "")
        monkeypatch.delenv(row.env)
    return private_home / "presales" / "config.toml"


def test_a_setting_is_set_shown_and_taken_out(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "path"]) == 0
    assert capsys.readouterr().out == f"{file}\n"
    assert main(["config", "set", "theme", "light"]) == 0
    assert file.read_text("utf-8") == 'theme = "light"\n'
    assert file.stat().st_mode & 0o077 == 0
    assert main(["config", "show", "theme"]) == 0
    assert capsys.readouterr().out == "light\n"
    assert main(["config", "unset", "theme"]) == 0
    assert main(["config"]) == 0
    shown = capsys.readouterr().out
    assert [line.split()[0] for line in shown.splitlines()] == [row.name for row in SETTINGS]
    assert "auto" in shown.splitlines()[1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["set", "theme", "drak"], "none of auto, dark, light, ansi"),
        (["set", "colour", "red"], "There is no setting colour. There are: language,"),
        (["set", "theme"], "presales config set NAME VALUE"),
        (["unset", "theme", "light"], "presales config set NAME VALUE"),
        (["set", "user", "a\x1b[2Jb"], "cannot be shown"),
        (["set", "workspace", "here"], "whole path"),
    ],
)
def test_what_is_no_setting_is_told_and_nothing_is_written(
    file: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    assert main(["config", *words]) == 4
    assert told in capsys.readouterr().err
    assert not file.exists()


def test_a_bad_line_is_told_by_every_verb_and_the_rest_holds(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locale, "_language", "")  # as at the start of a process
    file.parent.mkdir(parents=True)
    file.write_text('theme = "drak"\nlanguage = "zh"\n', encoding="utf-8")
    assert main(["config", "--json"]) == 4
    said = capsys.readouterr()
    assert "第 1 行" in said.err
    found = json.loads(said.out)
    assert found["troubles"][0]["line"] == 1
    by_name = {row["name"]: row for row in found["settings"]}
    assert (by_name["language"]["value"], by_name["language"]["from"]) == ("zh", "file")
    assert (by_name["theme"]["value"], by_name["theme"]["from"]) == ("auto", "default")


def test_a_place_that_cannot_be_written_is_told(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.parent.write_text("in the way", encoding="utf-8")
    assert main(["config", "set", "theme", "light"]) == 5
    assert "cannot be changed" in capsys.readouterr().err
