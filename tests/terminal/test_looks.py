"""Changing from any look to any other gives exactly that look."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

from presales_tui.terminal.looks import Looks, change
from tests.terminal.emulator import Emulator

STANDARD = ColorSystem.STANDARD
names = ["bold", "dim", "italic", "underline", "blink", "reverse", "conceal", "strike"]
names += ["underline2", "overline"]
colours = st.sampled_from([None, "default", "red", "bright_blue", "color(123)", "#123456"])
styles = st.builds(
    lambda attributes, colour, background: (
        Style.parse(" ".join(attributes)) + Style(color=colour, bgcolor=background)
    ),
    st.sets(st.sampled_from(names), max_size=4),
    colours,
    colours,
)


@example(one=Style.parse("bold dim red on blue"), other=Style.parse("dim red on blue"), system=STANDARD)
@example(one=Style.parse("bold red on blue"), other=Style.parse("dim red on blue"), system=STANDARD)
@given(one=styles, other=styles, system=st.sampled_from(list(ColorSystem)[:3]))
def test_the_change_shows_what_setting_it_afresh_shows(one: Style, other: Style, system: ColorSystem) -> None:
    looks = Looks(system, erases_with_colour=True)
    stepwise, afresh = Emulator(4, 2), Emulator(4, 2)
    stepwise.feed(change(looks.plain, looks.of(one)))
    stepwise.feed(change(looks.of(one), looks.of(other)))
    afresh.feed(f"\x1b[{Strip.render_ansi(other, system) or 0}m")
    assert stepwise.look == afresh.look


def test_equal_styles_have_one_look_whatever_they_carry() -> None:
    looks = Looks(ColorSystem.EIGHT_BIT, erases_with_colour=True)
    assert looks.of(Style(bold=True, meta={"a": 1})) is looks.of(Style(bold=True, meta={"b": 2}))
    assert looks.of(Style(italic=False)) is looks.of(None) is looks.plain


def test_a_blank_keeps_the_colour_of_the_text_before_it() -> None:
    looks = Looks(ColorSystem.EIGHT_BIT, erases_with_colour=True)
    worn = looks.of(Style.parse("bold red on blue"))
    assert looks.for_blank(worn, looks.of(Style.parse("green on blue"))) is worn
    changed = looks.for_blank(worn, looks.of(Style.parse("green on white")))
    assert change(worn, changed) == "\x1b[47m"


def test_erasing_stands_for_blanks_only_where_it_shows_the_same() -> None:
    able, unable = Looks(ColorSystem.EIGHT_BIT, True), Looks(ColorSystem.EIGHT_BIT, False)
    assert able.of(Style.parse("on blue")).erasable
    assert not unable.of(Style.parse("on blue")).erasable
    assert unable.of(Style.parse("red")).erasable
    assert not able.of(Style.parse("underline on blue")).erasable
