"""How a deck looks: states in colour, sums set apart, stripes, key figures, places to fill."""

from __future__ import annotations

import re
from typing import Any

from presales_tui.documents.template.colours import Colours, contrast, palette
from presales_tui.documents.template.theme import COLOURS
from presales_tui.model.trial import Criterion
from tests.documents.support import opened, plan_of


def shapes(body: str, **more: Any) -> list[Any]:
    """The shapes of the only content slide of a body."""
    plan = plan_of(body, **more)
    (at,) = (n for n, slide in enumerate(plan.slides) if slide.kind == "content")
    return list(opened(plan).slides[at].shapes)


def rows_of(body: str, **more: Any) -> list[str]:
    """The rows of the only table, as XML."""
    (frame,) = (shape for shape in shapes(body, **more) if shape.has_table)
    return [row.xml for row in frame.table._tbl.tr_lst]


def test_a_state_has_the_colour_that_tells_how_good_it_is() -> None:
    criteria = (Criterion(title="甲", state="met"), Criterion(title="乙", state="not_met"))
    _header, met, missed = rows_of("{{criteria}}", criteria=criteria)
    assert 'val="accent2"' in met
    assert "达成" in met
    assert 'val="accent4"' in missed


def test_text_colours_of_the_built_in_theme_can_be_read() -> None:
    for name in ("dk1", "dk2", "accent1", "accent2", "accent4", "accent5", "hlink", "folHlink"):
        assert contrast(COLOURS[name], COLOURS["lt1"]) >= 4.5, name


def test_a_row_in_bold_is_a_sum_and_many_rows_are_striped() -> None:
    lines = "\n".join(f"| 第 {n} 项 | {n} |" for n in range(1, 5))
    found = rows_of(f"| 项 | 数 |\n| --- | --: |\n{lines}\n| **合计** | **10** |")
    assert ["alpha" in row for row in found] == [False, False, True, False, True, False]
    ruled = ["<a:lnT" in row and 'lnT w="0"' not in row for row in found]
    assert ruled == [False, False, False, False, False, True]
    assert not any("alpha" in row for row in rows_of("| 项 |\n| --- |\n| 一 |\n| 二 |"))


def test_numbers_are_set_to_the_right_and_keep_clear_of_the_text_beside_them() -> None:
    lines = (
        "| a | 7 | 12 人天 | 2 台 | x1 |\n| b | 15 | 3–5 人天 | - | 7 |\n| c | 1,200 | ≤ 9.5 % | 1 台 | 9 |"
    )
    (frame,) = (
        s for s in shapes(f"| 名 | 数 | 量 | 台 | 注 |\n|---|---|---|---|---|\n{lines}") if s.has_table
    )
    cells = [cell._tc for cell in list(frame.table.rows)[1].cells]
    assert [re.findall('algn="(.+?)"', tc.xml)[0] for tc in cells] == ["l", "r", "r", "r", "l"]
    room = [tc.tcPr.get("marR") for tc in cells]
    assert room[0] == room[1] == room[2] == room[4]
    assert int(room[3]) > int(room[4])  # numbers beside numbers do not meet


def test_one_number_or_a_code_is_no_column_of_numbers() -> None:
    (frame,) = (s for s in shapes("| 名 | 号 | 日 |\n|---|---|---|\n| a | 1 | 2 |") if s.has_table)
    assert 'algn="r"' not in frame._element.xml
    (frame,) = (
        s
        for s in shapes("| 名 | 号 | 日 |\n|---|---|---|\n| a | R1 | 2026-11-02 |\n| b | R2 | 2026-11-03 |")
        if s.has_table
    )
    assert 'algn="r"' not in frame._element.xml


def test_in_a_company_theme_signals_mean_the_same_and_marks_stay_its_own() -> None:
    theme = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'
        for name, value in {
            "dk1": "000000", "lt1": "FFFFFF", "dk2": "775F55", "lt2": "EBDDC3", "accent1": "94B6D2",
            "accent2": "DD8047", "accent3": "A5AB81", "accent4": "D8B25C", "accent5": "7BA79D",
            "accent6": "968C8C", "hlink": "0000FF", "folHlink": "800080",
        }.items()
    )  # fmt: skip
    colours = Colours(theme, {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"})
    for text, ground in (("tx1", ""), ("bg1", '<a:schemeClr val="tx2"/>')):
        fills = palette(colours, f'<a:schemeClr val="{text}"/>', ground).fills
        behind = colours.seen(ground) if ground else "FFFFFF"
        assert "accent1" in fills["mark"]
        assert contrast(colours.seen(fills["mark"]), behind) >= 3
        said = [colours.seen(fills[use]) for use in ("good", "fair", "warn")]
        assert len(set(said)) == 3
        assert min(contrast(one, behind) for one in said) >= 3


def test_a_slide_still_to_be_written_is_outlined_as_a_place_to_fill() -> None:
    (text,) = (shape for shape in shapes("待补：写清规模与做法") if "待补" in shape.text_frame.text)
    assert 'prstDash val="dash"' in text._element.xml
    (text,) = (shape for shape in shapes("已写好的一句话") if "写好" in shape.text_frame.text)
    assert "prstDash" not in text._element.xml
