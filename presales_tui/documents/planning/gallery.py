"""Pictures that follow one another: in rows, as large as there is room, none smaller than alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from presales_tui.documents.plan import Box, Picture
from presales_tui.documents.planning.look import AREA_GAP

LEAST_VISUAL = 0.42
"""Share of the height of the body that a picture or a chart has at least."""
MISSING_VISUAL = 0.28
"""The same for the marked place of a picture that is not there."""
MOST_TOGETHER = 6
"""Pictures on one slide."""
LOST = 0.9
"""How much smaller than alone a picture may get beside others."""

Pictures = Sequence[Picture]


def least_share(picture: Picture) -> float:
    """Of the height of the body, what a picture has at least."""
    return LEAST_VISUAL if picture.path else MISSING_VISUAL


def pictures_height(pictures: Pictures, body: Box, whole: float) -> float:
    """Height in points that they need in the width of `body`; 0: they do not fit in its height.

    `whole`: the height of a slide, of which each has its share at least.
    """
    least = whole * max(map(least_share, pictures))
    for count in range(1, len(pictures) + 1):
        high = count * least + (count - 1) * AREA_GAP
        if high > body.h + 1e-6:
            break
        if all(_is_large(row, body.w, least) for row in _rows(pictures, count)):
            return high
    return 0.0


def _is_large(row: Pictures, width: float, least: float) -> bool:
    """Whether each picture of a row is about as large as it would be alone."""
    return _across(row, width) >= LOST * min(least, width / min(each.aspect for each in row))


def gathered(pictures: Pictures, body: Box) -> list[tuple[Pictures, float]]:
    """The pictures of each slide with the height that they need: as few slides as possible, evenly."""
    for slides in range(1, len(pictures) + 1):
        ends = [round(n * len(pictures) / slides) for n in range(slides + 1)]
        parts = [pictures[a:b] for a, b in pairwise(ends)]
        heights = [pictures_height(part, body, body.h) for part in parts]
        if all(heights) and max(map(len, parts)) <= MOST_TOGETHER:
            return list(zip(parts, heights, strict=True))
    return [((each,), least_share(each) * body.h) for each in pictures]


def places(pictures: Pictures, box: Box) -> list[Box]:
    """Where each stands in a box: those of a row equally high, all of them as large as they can be."""
    tried = (list(_placed(pictures, box, count)) for count in range(1, len(pictures) + 1))
    return max(tried, key=lambda boxes: sum(each.w * each.h for each in boxes))


def _placed(pictures: Pictures, box: Box, count: int) -> Iterator[Box]:
    rows = _rows(pictures, count)
    room = (box.h - (count - 1) * AREA_GAP) / count
    heights = [min(_across(row, box.w), room) for row in rows]
    y = box.y + (box.h - sum(heights) - (count - 1) * AREA_GAP) / 2
    for row, high in zip(rows, heights, strict=True):
        widths = [high * each.aspect for each in row]
        x = box.x + (box.w - sum(widths) - (len(row) - 1) * AREA_GAP) / 2
        for width in widths:
            yield Box(x, y, width, high)
            x += width + AREA_GAP
        y += high + AREA_GAP


def _across(row: Pictures, width: float) -> float:
    """Height at which the pictures of a row fill the width."""
    return (width - (len(row) - 1) * AREA_GAP) / sum(each.aspect for each in row)


def _rows(pictures: Pictures, count: int) -> list[Pictures]:
    """So many rows, the upper ones longer if they can not be equally long."""
    ends = [-(-n * len(pictures) // count) for n in range(count + 1)]
    return [pictures[a:b] for a, b in pairwise(ends)]
