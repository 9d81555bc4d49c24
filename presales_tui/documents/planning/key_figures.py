"""Fitting key figures: how large they are set, and how high their strip is."""

from __future__ import annotations

from presales_tui.documents.plan import Figures, Run
from presales_tui.documents.planning.look import (
    CELL_LINE,
    CELL_X,
    CELL_Y,
    FIGURE_LABEL,
    FIGURE_SIZES,
    NAME_SIZES,
)
from presales_tui.documents.planning.metrics import height, text_width


def figure_size(figures: Figures, width: float) -> float:
    """Font size of the figures in a strip `width` points wide; they have one size."""
    room = _room(figures, width)
    widest = max(text_width((Run(each.value, bold=True),)) for each in figures.figures)
    sizes = NAME_SIZES if figures.names else FIGURE_SIZES
    return next((size for size in sizes if widest * size <= room), sizes[-1])


def figures_height(figures: Figures, width: float) -> float:
    """Height in points of a strip `width` points wide."""
    room, size = _room(figures, width), figure_size(figures, width)
    return 2 * CELL_Y + CELL_LINE * max(
        height((Run(each.value, bold=True),), size, room) + height((Run(each.label),), FIGURE_LABEL, room)
        for each in figures.figures
    )


def _room(figures: Figures, width: float) -> float:
    return width / len(figures.figures) - 2 * CELL_X
