"""Keys of one's own: what the file may say, what is told about it, and the tables that are made."""

from __future__ import annotations

import json
import string
from pathlib import Path

import pytest
from textual.keys import _character_to_key

from presales_tui.cli.keying import page
from presales_tui.widgets.commands import COMMANDS, CONTEXTS
from presales_tui.widgets.commands.command import key_name, show_key
from presales_tui.widgets.commands.keymap import read_keys
from tests.cli.conftest import Presales

ROOT = Path(__file__).parents[2]


def keys(folder: Path, text: str) -> tuple[dict[str, str], list[str]]:
    """What a file says: the keys that it changes, and what is told about it."""
    path = folder / "keys.toml"
    path.write_text(text, encoding="utf-8")
    found = read_keys(path)
    return dict(found.chosen), [trouble.sentence for trouble in found.troubles]


def test_the_page_of_keys_is_up_to_date() -> None:
    assert (ROOT / "docs/keys.md").read_text("utf-8") == page(), "run: make keys"


def test_the_page_names_every_command_in_both_languages() -> None:
    text = page()
    for command in COMMANDS:
        assert f"`{command.binding_id}`" in text
    assert text.count("\n## ") == len(CONTEXTS) + 1
    assert "设置" in text


def test_no_default_key_is_taken_on_its_way() -> None:
    # tmux, screen, flow control, browser tabs, what terminals cannot tell apart, full screen.
    taken = {f"ctrl+{letter}" for letter in "abshimqwnt"} | {"f11", "ctrl+enter", "alt+enter", "ctrl+space"}
    for command in COMMANDS:
        found = command.keys.split(",")
        assert not taken.intersection(found), command
        assert not any(key.startswith(("alt+", "shift+", "ctrl+shift+")) for key in found), command
        functions = [key for key in found if len(key) > 1 and key[0] == "f" and key[1:].isdigit()]
        assert len(functions) < len(found), f"{command.binding_id} needs a twin for {functions}"


def test_the_same_letter_means_the_same() -> None:
    meaning = {"a": {"add"}, "d": {"delete"}, "slash": {"filter"}, "question_mark": {"help"}}
    for command in COMMANDS:
        for key in command.keys.split(","):
            assert command.id in meaning.get(key, {command.id}), command


def test_keys_are_called_what_textual_calls_them() -> None:
    for char in string.punctuation + string.ascii_letters + string.digits + "？：；":
        assert key_name(char) == _character_to_key(char)
        if char.isascii():
            assert show_key(key_name(char)) == char


def test_a_key_of_ones_own_can_be_written_in_several_ways(tmp_path: Path) -> None:
    text = """
requirements.fit = "F"
"list.filter" = ["/", "^y"]
[outline]
preview = "f7"
"template" = "%"
"""
    assert keys(tmp_path, text) == (
        {
            "requirements.fit": "F",
            "list.filter": "slash,ctrl+y",
            "outline.preview": "f7",
            "outline.template": "percent_sign",
        },
        [],
    )


def test_two_commands_can_change_keys(tmp_path: Path) -> None:
    found, told = keys(tmp_path, '"requirements.fit" = "p"\n"requirements.priority" = "f"\n')
    assert (found, told) == ({"requirements.fit": "p", "requirements.priority": "f"}, [])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('"requirements.fitt" = "F"', ["requirements.fitt", "requirements.fit meant"]),
        ('"nonsense" = "F"', ["nonsense"]),
        ('"requirements.fit" = "hyper+x"', ["hyper+x", "not a key"]),
        ('"requirements.fit" = "^i"', ["tab"]),
        ('"requirements.fit" = "j"', ["j", "needed to move"]),
        ('"requirements.fit" = "p"', ["requirements.priority"]),
        ('"requirements.fit" = "x"', ["everywhere.export"]),
        ('"everywhere.export" = "f"', ["f", "."]),
        ('"requirements.fit" = 5', ["requirements.fit"]),
        ('"requirements.fit" = []', ["requirements.fit"]),
        ('"requirements.fit" = "F', ["TOML"]),
        ("what is this", ["TOML"]),
    ],
)
def test_a_line_that_cannot_be_taken_is_told_and_the_rest_works(
    tmp_path: Path, line: str, words: list[str]
) -> None:
    found, told = keys(tmp_path, f'# mine\n{line}\n"outline.preview" = "f9"\n')
    assert found == {"outline.preview": "f9"}
    (sentence,) = told
    assert sentence.startswith("Line 2:")
    for word in words:
        assert word in sentence


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "keys.toml"
    path.write_bytes(b"\xff\xfe\x00")
    found = read_keys(path)
    assert not found.chosen
    assert len(found.troubles) == 1
    assert read_keys(tmp_path / "none.toml") == (tmp_path / "none.toml", {}, ())


def test_the_command_tells_what_is_in_force(
    presales: Presales, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESALES_CONFIG", str(tmp_path))
    keys(tmp_path, '"requirements.fit" = "F"\nrubbish = "x"\n')
    done = presales("keys", "--json")
    assert done.code == 4
    assert done.err.startswith("Line 2:")
    found = json.loads(done.raw)
    assert found["file"] == str(tmp_path / "keys.toml")
    (fit,) = [row for row in found["commands"] if row["id"] == "requirements.fit"]
    assert (fit["keys"], fit["default"]) == (["F"], ["f"])
    assert presales("keys", "--defaults").code == 0
    assert presales("locate", "config").out == f"{tmp_path}\n"


def test_the_file_that_it_writes_says_what_is_in_force(
    presales: Presales, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESALES_CONFIG", str(tmp_path))
    keys(tmp_path, '"requirements.fit" = "F"\n')
    text = presales("keys", "--toml").out
    assert keys(tmp_path, text) == ({"requirements.fit": "F"}, [])
    # Every line is one that could be taken.
    assert keys(tmp_path, text.replace('# "', '"')) == ({"requirements.fit": "F"}, [])
