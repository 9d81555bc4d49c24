"""How a deck looks: states in colour, sums set apart, stripes, key figures, places to fill."""

from __future__ import annotations

from typing import Any

from presales_tui.documents.template.colours import contrast
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


def test_a_slide_still_to_be_written_is_outlined_as_a_place_to_fill() -> None:
    (text,) = (shape for shape in shapes("待补：写清规模与做法") if "待补" in shape.text_frame.text)
    assert 'prstDash val="dash"' in text._element.xml
    (text,) = (shape for shape in shapes("已写好的一句话") if "写好" in shape.text_frame.text)
    assert "prstDash" not in text._element.xml
