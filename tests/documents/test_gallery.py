"""Pictures on slides: beside a text, beside one another, in rows."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from presales_tui.documents.plan import Box, Picture
from presales_tui.documents.planning.gallery import gathered, places
from presales_tui.widgets.slides import slide_lines
from tests.documents.support import content, plan_of

SENTENCE = "系统应支持按校区、年级、学科多维度配置排课规则，并在冲突时自动提示。"


def test_a_picture_stands_beside_a_short_text() -> None:
    (slide,) = content(plan_of("- 接入层\n- 业务层\n\n![总体架构](a.png)"))
    text, picture = slide.areas
    assert isinstance(picture.blocks[0], Picture)
    assert picture.box.x > text.box.x + text.box.w
    assert text.place == "body"


def test_pictures_that_follow_one_another_stand_side_by_side() -> None:
    (slide,) = content(plan_of("如图：\n\n![甲](a.png)\n\n![乙](b.png)\n\n文字。"))
    before, one, other, after = slide.areas
    assert one.box.y == other.box.y > before.box.y
    assert one.box.x + one.box.w < other.box.x
    assert after.box.y > one.box.y + one.box.h
    assert [line for line, _tone in slide_lines(slide, 1, 1, 60) if "[" in line] == [
        "[甲 (a.png)]  [乙 (b.png)]"
    ]
    long = content(plan_of("- 一\n" * 9 + "\n![甲](a.png)\n![乙](b.png)"))[0]
    text, one, other = long.areas
    assert one.box.x > text.box.x + text.box.w
    assert one.box.y + one.box.h < other.box.y


@given(st.lists(st.floats(0.2, 8), min_size=2, max_size=20))
def test_pictures_in_rows_keep_their_shape_order_and_distance(aspects: list[float]) -> None:
    body = Box(48, 104, 864, 370)
    pictures = [Picture(f"{n}.png", str(n), aspect) for n, aspect in enumerate(aspects)]
    slides = gathered(pictures, body)
    assert [each for some, _high in slides for each in some] == pictures
    for some, high in slides:
        assert 0 < high <= body.h
        assert len(some) <= 6
        found = places(some, body)
        for box, picture in zip(found, some, strict=True):
            assert abs(box.w / box.h - picture.aspect) < 0.01
            assert box.x >= 47.9
            assert box.y >= 103.9
            assert box.x + box.w <= 912.1
            assert box.y + box.h <= 474.1
            assert box.w * box.h > 0.6 * min(body.w, 0.42 * body.h * picture.aspect) ** 2 / picture.aspect
        for one, other in pairwise(found):
            assert other.x >= one.x + one.w + 11.9 or other.y >= one.y + one.h + 11.9


def test_what_follows_the_place_of_a_diagram_stands_right_below_it() -> None:
    (slide,) = content(plan_of("```mermaid\ngraph TD\nA-->B\nB-->C\nC-->D\n```\n\n要点。"))
    code, place, text = slide.areas
    lowest = max(area.box.y + area.box.h for area in (code, place))
    assert lowest < text.box.y < lowest + 20
