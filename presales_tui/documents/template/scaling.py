"""Very large and very small slides: their lengths in points of a plan, which knows slides of one size."""

from __future__ import annotations

from typing import Any

from presales_tui.documents.plan import Box
from presales_tui.documents.planning.frame import Frame
from presales_tui.documents.template import Holder, Layout


def _box(box: Box, by: float) -> Box:
    return Box(*(value / by for value in box))


def divided(frame: Frame, by: float) -> Frame:
    """The frame in points of the plan."""
    if by == 1.0:
        return frame
    changed: dict[str, Any] = {}
    for name, value in frame._asdict().items():
        if isinstance(value, Box):
            changed[name] = _box(value, by)
        elif name in ("width", "height"):
            changed[name] = value / by
        elif name.endswith("_sizes"):
            changed[name] = tuple(size / by for size in value)
    return frame._replace(**changed)


def small(layout: Layout, by: float) -> Layout:
    """A layout in points of the plan."""

    def less(holder: Holder) -> Holder:
        return Holder(holder.kind, holder.idx, _box(holder.box, by))

    return layout._replace(
        title=less(layout.title) if layout.title else None,
        holders={place: less(holder) for place, holder in layout.holders.items()},
        footers={kind: less(holder) for kind, holder in layout.footers.items()},
        title_size=layout.title_size / by,
    )
