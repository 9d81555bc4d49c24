"""The estimate of room: words are not torn, lines never hold more than they can."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from presales_tui.documents.plan import Box, Figure, Figures, Run, plain
from presales_tui.documents.planning.code_lines import broken, cells
from presales_tui.documents.planning.key_figures import figure_size, figures_height
from presales_tui.documents.planning.metrics import (
    cut_point,
    height,
    shorten,
    split_runs,
    text_width,
    whole_character,
    wrap,
)
from presales_tui.documents.planning.titles import fit_title

WORDS = st.text(alphabet="ab 中文，。（）\u00a0-é😀\n", max_size=120)


@given(WORDS, st.floats(1.5, 30))
def test_no_line_is_wider_than_its_column(text: str, width: float) -> None:
    ends = wrap((Run(text),), width)
    assert ends[-1] == len(text)
    assert ends == sorted(ends)
    for start, end in zip([0, *ends], ends, strict=False):
        line = text[start:end].rstrip(" \n")
        assert len(line) <= 1 or text_width((Run(line),)) <= width + 0.25


def test_a_full_stop_never_begins_a_line() -> None:
    text = "系统应支持多校区排课。"
    ends = wrap((Run(text),), text_width((Run(text[:-1]),)) + 0.1)
    assert not any(text[end : end + 1] == "。" for end in ends[:-1])


def test_a_no_break_space_does_not_break() -> None:
    text = "Kruise\u00a0Daemon"
    assert len(wrap((Run("x " + text),), text_width((Run(text),)) + 0.1)) == 2


def test_chinese_is_one_em_wide_and_higher_than_latin() -> None:
    assert 10 <= text_width((Run("系" * 10),)) <= 10.5
    assert height((Run("系统"),), 20, 400) == 20 * 1.32
    assert height((Run("system"),), 20, 400) == 20 * 1.2


def test_bold_and_code_are_wider_than_plain_text() -> None:
    plain_width = text_width((Run("illegal"),))
    assert text_width((Run("illegal", bold=True),)) > plain_width * 1.05
    assert text_width((Run("illegal", code=True),)) > plain_width * 1.05


def test_text_is_divided_after_a_sentence_before_a_clause() -> None:
    text = "第一句话说完了。第二句话，还没有说完就到了尽头"
    assert text[: cut_point(text, 20)] == "第一句话说完了。"
    assert cut_point("no stop in here at all", 15) == len("no stop in ")
    assert cut_point("x" * 50, 20) == 20


def test_runs_are_divided_at_an_offset_with_their_styles() -> None:
    runs = (Run("ab", bold=True), Run("cd "), Run(" ef", code=True))
    before, after = split_runs(runs, 3)
    assert before == (Run("ab", bold=True), Run("c"))
    assert after == (Run("d "), Run(" ef", code=True))


def test_a_joined_emoji_is_not_torn() -> None:
    family = "👨\u200d👩\u200d👧"
    text = "ab" + family
    assert whole_character(text, 4) == 2


@given(st.text(alphabet="ab 中文，。", min_size=1, max_size=300))
def test_a_shortened_text_fits(text: str) -> None:
    assert text_width((Run(shorten(text, 12)),)) <= 12 or len(shorten(text, 12)) <= 2


@given(st.text(alphabet="aW 中文，。（）", min_size=1, max_size=400))
def test_a_title_fits_its_box_and_says_if_it_was_cut(text: str) -> None:
    box = Box(0, 0, 864, 56)
    title = fit_title(text, "（续 2）", box)
    assert height((Run(title.text, bold=True),), title.size, box.w) <= box.h + 0.01
    assert title.text.endswith("（续 2）")
    assert title.cut == (title.text != text + "（续 2）")


def test_titles_shrink_before_they_wrap_and_wrap_before_they_are_cut() -> None:
    box = Box(0, 0, 864, 56)
    assert fit_title("短标题", "", box).size == 28
    one_line = fit_title("标" * 38, "", box)
    assert one_line.size < 28
    assert len(wrap((Run(one_line.text, bold=True),), box.w / one_line.size)) == 1
    assert not fit_title("标" * 70, "", box).cut
    assert fit_title("标" * 300, "", box).cut


def test_plain_text_of_runs() -> None:
    assert plain((Run("a"), Run("b"))) == "ab"


def test_latin_text_is_measured_as_wide_as_what_stands_in_for_a_missing_font() -> None:
    """DejaVu Sans draws English about 15 % wider than Arial, bold 22 %; East Asian text is as wide bold."""
    text = "the quick brown fox jumps over it"
    arial = 14.9
    assert text_width((Run(text),)) > 1.12 * arial
    assert text_width((Run(text, bold=True),)) > 1.25 * arial
    assert text_width((Run("系统", bold=True),)) == text_width((Run("系统"),))


def test_an_address_is_broken_behind_a_sign_as_some_programs_do() -> None:
    address = "https://www.example.org.cn/documentation/docs/develop/dev_guides/manual.html"
    ends = wrap((Run(address),), 15)
    assert [address[end - 1] for end in ends[:-1]] == ["/"] * (len(ends) - 1)
    assert len(wrap((Run("a" * 100),), 10)) >= 6


def test_key_figures_are_as_large_as_the_widest_of_them_allows() -> None:
    short, long = (Figures((Figure(text, "x", "x"),) * 4) for text in ("91%", "1,050.5–1,178.2"))
    assert figure_size(short, 800) > figure_size(short, 360) > figure_size(long, 400)
    assert figures_height(short, 800) > figure_size(short, 800)


def test_a_long_name_breaks_behind_its_hyphen_however_early_it_stands() -> None:
    assert wrap((Run("quarto-" + "x" * 60),), 20)[0] == len("quarto-")


def test_a_long_word_breaks_behind_a_sign_that_allows_it_and_behind_no_other() -> None:
    assert wrap((Run("quarto|" + "x" * 60),), 20)[0] == len("quarto|")
    assert wrap((Run("quarto&" + "x" * 60),), 20)[0] > 15


def test_a_bracket_and_a_sign_of_money_stay_with_what_follows_them() -> None:
    for text, seen, first in (("设备设备（gamma）", 5, 4), ("设备设，￥1,200", 4, 2)):
        room = text_width((Run(text[:seen]),)) + 0.3
        assert wrap((Run(text),), room)[0] == first


def test_the_last_line_of_a_long_title_keeps_room() -> None:
    box = Box(0, 0, 400, 60)
    title = fit_title("排课" * 60, "", box)
    last = wrap((Run(title.text, bold=True),), box.w / title.size)[-2]
    assert text_width((Run(title.text[last:], bold=True),)) <= box.w / title.size - 3


def test_letters_wider_than_their_neighbours_are_measured_so() -> None:
    for narrow, wide in (("ш", "Щ"), ("a", "µ"), ("→", "⟶"), ("Ⅴ", "Ⅷ"), ("%", "‰")):
        assert text_width((Run(wide * 10),)) > text_width((Run(narrow * 10),))
    assert text_width((Run("Щ" * 10),)) >= 12.5


def test_korean_is_broken_at_its_blanks_only() -> None:
    text = "데이터베이스 마이그레이션"
    assert wrap((Run(text),), 9) == [7, len(text)]
    assert wrap((Run("数据库数据库 数据库数据库"),), 9)[0] > 7


def test_a_closing_sign_behind_a_blank_begins_no_line() -> None:
    text = "设备设备 ，设备"
    assert wrap((Run(text),), text_width((Run("设备设备 "),)) + 0.1)[0] == 3


def test_a_path_that_is_kept_whole_ends_the_line_at_the_blank_before_it() -> None:
    text = "部署说明 见docs/install/guide"
    assert wrap((Run(text),), text_width((Run("部署说明 见docs/ins"),)))[0] == text.index("见")


def test_a_wide_character_alone_among_code_takes_more_than_two_cells() -> None:
    assert cells("ab中cd") > 6 > cells("ab") + cells("cd")
    assert cells("中文中文") == 8
    line = "x中" * 30
    assert "".join(broken(line, 40)) == line
    assert all(cells(piece) <= 40 for piece in broken(line, 40))
