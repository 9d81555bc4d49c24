"""The file of settings: what it may say, what is left out, and what is kept when it is changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presales_tui import locale
from presales_tui.settings import FILE, SETTINGS, apply, config_path, in_force, setting
from presales_tui.settings.reading import changed, page, read_settings, template, with_setting

THEME = next(row for row in SETTINGS if row.name == "theme")
USER = next(row for row in SETTINGS if row.name == "user")


def written(folder: Path, text: str) -> Path:
    path = folder / FILE
    path.write_text(text, encoding="utf-8")
    return path


def test_a_setting_is_the_default_of_its_variable(tmp_path: Path) -> None:
    written(tmp_path, 'language = "zh"\ntheme = "light"\nmouse = true\nworkspace = "~/deals"\n')
    env = {"PRESALES_CONFIG": str(tmp_path), "PRESALES_THEME": "ansi"}
    found = apply(env)
    assert not found.troubles
    assert (env["PRESALES_LANG"], env["PRESALES_THEME"], env["PRESALES_MOUSE"]) == ("zh", "ansi", "on")
    assert env["PRESALES_HOME"].endswith("/deals")
    assert "~" not in env["PRESALES_HOME"]
    assert in_force(THEME, env, found.values) == ("ansi", "environment")
    assert in_force(USER, env, found.values) == ("", "default")


def test_auto_leaves_the_choice_to_the_program(tmp_path: Path) -> None:
    written(tmp_path, 'language = "auto"\ntheme = "auto"\n')
    env = {"PRESALES_CONFIG": str(tmp_path)}
    assert not apply(env).troubles
    assert set(env) == {"PRESALES_CONFIG"}


def test_a_bad_line_is_told_by_its_number_and_the_others_hold(tmp_path: Path) -> None:
    text = 'theme = "drak"\n# mine\nlangauge = "zh"\nuser = 5\n[oops\nworkspace = "deals"\nmouse = "on"\n'
    found = read_settings(written(tmp_path, text))
    assert found.values == {"mouse": "on"}
    assert [trouble.line for trouble in found.troubles] == [1, 3, 4, 5, 6]
    told = [trouble.sentence for trouble in found.troubles]
    assert told[0] == "Line 1: theme: “drak” is none of auto, dark, light, ansi."
    assert "Is language meant?" in told[1]
    locale.set_language("zh")
    assert found.troubles[0].sentence.startswith("第 1 行")


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe\x00t")
    assert "cannot be read" in read_settings(tmp_path / FILE).troubles[0].sentence
    with pytest.raises(ValueError, match="cannot be read"):
        with_setting(tmp_path / FILE, THEME, "light")


def test_changing_a_setting_leaves_everything_else_as_it_was() -> None:
    text = '# mine\ntheme = "dark"  # at night\nuser = "陈工"\n\n[later]\nx = 1\n'
    assert changed(text, THEME, "light") == text.replace('"dark"', '"light"')
    assert changed(text, THEME, "") == text.replace('theme = "dark"  # at night\n', "")
    mouse = setting("mouse")
    assert mouse is not None
    assert 'mouse = "on"\n[later]' in changed(text, mouse, "on")
    assert changed("", THEME, "light") == 'theme = "light"\n'


def test_a_line_that_cannot_be_changed_for_sure_is_left_to_the_user(tmp_path: Path) -> None:
    path = written(tmp_path, 'user = """\nfirst\n"""\n')
    with pytest.raises(ValueError, match="by hand"):
        with_setting(path, USER, "second")


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1).filter(str.isprintable))
def test_any_name_comes_back_as_it_was_written(value: str) -> None:
    folder = Path("/nonexistent-folder-of-settings")
    text = with_setting(folder / FILE, USER, value)
    import tomllib

    assert tomllib.loads(text) == {"user": value}


def test_the_template_says_every_setting_and_changes_nothing(tmp_path: Path) -> None:
    text = template()
    assert not read_settings(written(tmp_path, text)).values
    opened = "\n".join(line.removeprefix("# ") if " = " in line else line for line in text.splitlines())
    found = read_settings(written(tmp_path, opened))
    assert not found.troubles
    assert list(found.values) == [row.name for row in SETTINGS]


def test_the_place_is_the_one_that_platformdirs_says(monkeypatch: pytest.MonkeyPatch) -> None:
    from platformdirs import user_config_path

    for value in ("", "/elsewhere/config"):
        monkeypatch.setenv("XDG_CONFIG_HOME", value)
        env = {"XDG_CONFIG_HOME": value}
        assert config_path(env) == user_config_path("presales", appauthor=False)


def test_the_manual_has_every_setting_as_it_is() -> None:
    manual = Path(__file__).parent.parent / "docs/settings.md"
    assert page() in manual.read_text("utf-8"), "put settings.reading.page() there"
