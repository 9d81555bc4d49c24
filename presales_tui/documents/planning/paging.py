"""Pages to areas: the sizes of a section, an even fill of its slides, and where everything stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from presales_tui.documents.plan import (
    Area,
    Block,
    Box,
    Code,
    Columns,
    Item,
    Items,
    Paragraph,
    Picture,
    Place,
    Table,
)
from presales_tui.documents.planning.code_lines import cells
from presales_tui.documents.planning.frame import Frame
from presales_tui.documents.planning.gallery import places as picture_places
from presales_tui.documents.planning.key_figures import figure_size
from presales_tui.documents.planning.look import (
    AREA_GAP,
    CODE_PAD,
    MISSING_SIZE,
    PANEL,
    PANEL_PAD,
    Sizes,
    TextPiece,
    look,
)
from presales_tui.documents.planning.pager import Pager
from presales_tui.documents.planning.parts import (
    CodePart,
    ColumnsPart,
    FiguresPart,
    Page,
    Part,
    PicturesPart,
    TablePart,
    TextPart,
    Visual,
    VisualPart,
    text_height,
)
from presales_tui.documents.planning.titles import fit_title

STEPS = (
    Sizes(24, 18, 16),
    Sizes(22, 16, 16),
    Sizes(20, 16, 14),
    Sizes(18, 14, 14),
    Sizes(18, 12, 12),
)
"""Sizes to choose from, largest first. The last is for what is wide by nature."""

SPARSE = Sizes(28, 20, 18)
"""Of a slide on which little is said."""
LITTLE = 0.3
"""Share of the body up to which it is little, in the largest of the usual sizes."""

SCHEDULE_STEP = 3
"""Where the sizes of a schedule begin: a row should keep its line beside the bars."""

WIDE_TABLE = 5
"""Columns from which a table may be set in the smallest size."""
WIDE_CODE = 90
"""Characters of a line of code, likewise."""
MOST_BALANCED = 30
"""Slides of one section up to which they are filled evenly; in more of them the last one is not noticed."""
MOST_SPREAD = 2.2
"""How far paragraphs are moved apart to fill a slide."""
MOST_ROW_GROWTH = 0.8
"""How much higher the rows of a table get to fill a slide."""
MISSING_GROWTH = 1.6
"""How much higher the place of a missing picture gets."""
SLACK = 4.0
"""Points that a text area reaches into the gap below it: room for an editor's cursor."""


_PLACES: tuple[Place, ...] = ("body", "second")


def paginate(blocks: Sequence[Block], frame: Frame) -> list[tuple[Area, ...]]:
    """The areas of every slide that the blocks take.

    As few slides as possible, evenly filled, in the largest sizes that do not take more of them.
    """
    first = SCHEDULE_STEP if any(isinstance(block, Table) and block.schedule for block in blocks) else 0
    steps = STEPS[first:] if any(map(_is_wide, blocks)) else STEPS[first:-1]
    height = frame.body.h
    sizes = steps[0]
    pages = Pager(frame, sizes, height).pages(blocks)
    if len(pages) == 1 and not first and pages[0].used <= LITTLE * height:
        larger = Pager(frame, SPARSE, height).pages(blocks)
        if len(larger) == 1:
            sizes, pages = SPARSE, larger
    if len(pages) > 1:
        fewest = len(Pager(frame, steps[-1], height).pages(blocks))
        for sizes in steps:
            pages = Pager(frame, sizes, height).pages(blocks)
            if len(pages) <= fewest:
                break
    if 1 < len(pages) <= MOST_BALANCED:
        pages = _balanced(blocks, frame, sizes, pages)
    return [_areas(page, frame, sizes) for page in pages]


def fits_one(blocks: Sequence[Block], frame: Frame) -> bool:
    """Whether the blocks fit on one slide in a size that is read with ease."""
    return len(Pager(frame, STEPS[3], frame.body.h).pages(blocks)) == 1


def filled(blocks: Sequence[Block], frame: Frame) -> float:
    """Share of a slide that the blocks take in a middle size; 1 and more: they need it all."""
    pages = Pager(frame, STEPS[2], frame.body.h).pages(blocks)
    return len(pages) - 1 + pages[-1].used / frame.body.h


def _is_wide(block: Block) -> bool:
    if isinstance(block, Columns):
        return any(map(_is_wide, (*block.left, *block.right)))
    if isinstance(block, Table):
        return len(block.header) - block.schedule >= WIDE_TABLE
    return isinstance(block, Code) and max(map(cells, block.lines)) > WIDE_CODE


def _balanced(blocks: Sequence[Block], frame: Frame, sizes: Sizes, pages: list[Page]) -> list[Page]:
    """As many pages, none filled higher than it must be."""
    low, high = 0.5, 1.0
    for _ in range(4):
        middle = (low + high) / 2
        tried = Pager(frame, sizes, frame.body.h * middle).pages(blocks)
        if len(tried) <= len(pages):
            pages, high = tried, middle
        else:
            low = middle
    return pages


def _areas(page: Page, frame: Frame, sizes: Sizes) -> tuple[Area, ...]:
    if page.beside is not None:
        return _two_columns(page, page.beside, frame, sizes)
    parts = page.parts
    if len(parts) == 1 and isinstance(parts[0], TextPart):
        pieces = parts[0].pieces
        if parted := _to_fill(pieces, frame.body, sizes.text):
            return parted
        spread = _spread(pieces, frame.body, sizes.text)
        return (Area(frame.body, regroup(pieces), sizes.text, spread, "body"),)
    places = iter(_PLACES)
    return tuple(_stacked(parts, frame.body, frame, sizes, places))


def _to_fill(pieces: Sequence[TextPiece], body: Box, size: float) -> tuple[Area, ...]:
    """What announces a slide, and below it the place that is still to be filled; none: it is not so."""
    at = next((n for n, piece in enumerate(pieces) if _is_missing(piece)), 0)
    told, asked = pieces[:at], pieces[at:]
    if not told or not all(map(_is_missing, asked)) or any(_is_lead(piece) for piece in told):
        return ()
    high = text_height(told, size, body.w)
    left = body.h - high - AREA_GAP
    if left < max(PANEL, text_height(asked, size, body.w - 2 * PANEL_PAD) + 2 * SLACK):
        return ()
    return (
        Area(body._replace(h=high + SLACK), regroup(told), size, 1.0, "body"),
        Area(body._replace(y=body.y + high + AREA_GAP, h=left), regroup(asked), size, 1.0, "second"),
    )


def _is_missing(piece: TextPiece) -> bool:
    return isinstance(piece, Paragraph) and piece.style == "missing"


def _is_lead(piece: TextPiece) -> bool:
    return isinstance(piece, Paragraph) and piece.style == "lead"


def _stacked(
    parts: Sequence[Part], body: Box, frame: Frame, sizes: Sizes, places: Iterator[Place]
) -> Iterator[Area]:
    """The areas of parts that stand one under the other."""
    y = body.y
    for n, (part, high) in enumerate(zip(parts, _stretched(parts, body), strict=True)):
        box = Box(body.x, y, body.w, high)
        last = n == len(parts) - 1
        if isinstance(part, ColumnsPart):
            whole = body.y + body.h - y if last else high
            for side, column in ((part.left, frame.left), (part.right, frame.right)):
                yield from _stacked(side, column._replace(y=y, h=whole), frame, sizes, places)
        elif isinstance(part, PicturesPart):
            yield from _gallery(part, box, sizes)
        else:
            place: Place = "free"
            if isinstance(part, TextPart | CodePart):
                place = next(places, "free")
            if isinstance(part, TextPart):
                bottom = body.y + body.h if last else y + high + SLACK
                box = box._replace(h=max(bottom - y, high))
            yield _area(part, box, sizes, place)
        y += high + AREA_GAP


def _gallery(part: PicturesPart, box: Box, sizes: Sizes) -> Iterator[Area]:
    for picture, place in zip(part.pictures, picture_places(part.pictures, box), strict=True):
        yield _shown(picture, place, sizes)


def _two_columns(page: Page, visual: Visual | PicturesPart, frame: Frame, sizes: Sizes) -> tuple[Area, ...]:
    part = page.parts[0]
    pieces = part.pieces if isinstance(part, TextPart) else []
    spread = _spread(pieces, frame.left, sizes.text)
    text = Area(frame.left, regroup(pieces), sizes.text, spread, "body")
    if isinstance(visual, PicturesPart):
        return (text, *_gallery(visual, frame.right, sizes))
    return (text, _shown(visual, frame.right, sizes))


def _spread(pieces: Sequence[TextPiece], box: Box, size: float) -> float:
    """A factor on the space between paragraphs that uses part of the room left."""
    used = text_height(pieces, size, box.w)
    between = sum(look(piece, size).before for piece in pieces[1:])
    if not between:
        return 1.0
    wanted = 1 + 0.7 * (box.h - used) / between
    return int(max(1.0, min(MOST_SPREAD, wanted)) * 100) / 100


def _stretched(parts: Sequence[Part], body: Box) -> list[float]:
    """Heights of the parts, what is left over given to pictures first and to tables then."""
    heights = [part.height for part in parts]
    left = body.h - sum(heights) - AREA_GAP * (len(parts) - 1)
    for n, part in enumerate(parts):
        more = min(max(_best(part, body) - heights[n], 0.0), max(left, 0.0))
        heights[n] += more
        left -= more
    growing = [n for n, part in enumerate(parts) if isinstance(part, TablePart) or _is_cards(part)]
    for n in growing:
        more = min(heights[n] * MOST_ROW_GROWTH, max(left, 0.0) / len(growing))
        heights[n] += more
    return heights


def _best(part: Part, body: Box) -> float:
    """Height up to which pictures and charts grow; the place of one that is missing only a little."""
    if isinstance(part, ColumnsPart):
        return max((_best(each, body) for each in (*part.left, *part.right)), default=0.0)
    pictures: Sequence[Visual] = ()
    if isinstance(part, PicturesPart):
        pictures = part.pictures
    elif isinstance(part, VisualPart):
        pictures = [part.visual]
    if not pictures:
        return 0.0
    if all(isinstance(each, Picture) and not each.path for each in pictures):
        return part.height * MISSING_GROWTH
    if len(pictures) == 1 and isinstance(first := pictures[0], Picture):
        return body.w / first.aspect
    return body.h


def _is_cards(part: Part) -> bool:
    return isinstance(part, FiguresPart) and part.figures.names


def _area(part: Part, box: Box, sizes: Sizes, place: Place) -> Area:
    match part:
        case ColumnsPart() | PicturesPart():
            raise TypeError("these are several areas")
        case TextPart(pieces=pieces):
            return Area(box, regroup(pieces), sizes.text, 1.0, place)
        case CodePart(lines=lines, language=language):
            return Area(box, (Code(tuple(lines), language),), sizes.code, 1.0, place)
        case TablePart(fitted=fitted, first=first, last=last):
            whole = fitted.table
            heights = (fitted.header, *whole.heights[1 + first : 1 + last])
            factor = box.h / sum(heights)
            table = whole._replace(
                rows=whole.rows[first:last], heights=tuple(round(h * factor, 2) for h in heights)
            )
            return Area(box, (table,), fitted.size)
        case VisualPart(visual=visual):
            return _shown(visual, box, sizes)
        case FiguresPart(figures=figures):
            return Area(box, (figures,), figure_size(figures, box.w))


def _shown(visual: Visual, box: Box, sizes: Sizes) -> Area:
    """A picture or chart in the room it has: as large as it can be, in the middle."""
    if isinstance(visual, Picture):
        if visual.path:
            width = min(box.w, box.h * visual.aspect)
            high = width / visual.aspect
            box = Box(box.x + (box.w - width) / 2, box.y + (box.h - high) / 2, width, high)
        else:
            inner = Box(box.x, box.y, box.w - 2 * CODE_PAD, box.h - 2 * CODE_PAD)
            visual = visual._replace(shown=fit_title(visual.label, "", inner, (MISSING_SIZE,)).text)
    return Area(box, (visual,), sizes.text)


def regroup(pieces: Sequence[TextPiece]) -> tuple[Block, ...]:
    """Paragraphs as blocks: neighbouring items are one list."""
    blocks: list[Block] = []
    items: list[Item] = []
    for piece in pieces:
        if isinstance(piece, Item):
            items.append(piece)
            continue
        if items:
            blocks.append(Items(tuple(items)))
            items = []
        blocks.append(piece)
    if items:
        blocks.append(Items(tuple(items)))
    return tuple(blocks)
