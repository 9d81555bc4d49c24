"""The geometry that a template gives to the planner, in points."""

from __future__ import annotations

from typing import NamedTuple

from presales_tui.documents.plan import Box


class Frame(NamedTuple):
    """Where things stand on a slide. Insets of the template are already taken off."""

    width: float
    height: float
    title: Box
    body: Box
    refs: Box
    cover_title: Box
    cover_subtitle: Box
    cover_meta: Box
    section_title: Box
    section_body: Box
    closing_title: Box
    closing_body: Box
    footer: Box
    footer_date: Box
    footer_number: Box
    title_sizes: tuple[float, ...] = (28.0, 26.0, 24.0, 22.0, 20.0)
    """Of the titles of content slides, the largest first."""
    cover_sizes: tuple[float, ...] = (40.0, 36.0, 32.0, 28.0, 24.0)
    """Of the titles of cover and closing."""
    section_sizes: tuple[float, ...] = (36.0, 32.0, 28.0, 24.0, 20.0)
    meta: bool = True
    """Whether the cover has a place for author, version and date; else they stand in the subtitle."""
    latin: float = 1.0
    """Width of Latin text against Arial (see `metrics.latin_width`)."""
    title_drawn: Box | None = None
    """The title of content slides as it is drawn, where it is planned narrower for its wide letters."""
    body_without_refs: Box | None = None
    """The body of a deck without refs on its slides, where it is larger; None: it is the same."""

    @property
    def left(self) -> Box:
        """The left one of two columns."""
        return self.body._replace(w=(self.body.w - COLUMN_GAP) / 2)

    @property
    def right(self) -> Box:
        """The right one of two columns."""
        width = (self.body.w - COLUMN_GAP) / 2
        return self.body._replace(x=self.body.x + self.body.w - width, w=width)


COLUMN_GAP = 28.0

FOOTER_SIZE = 10.0
"""Font size of the footers in points."""

WIDE = Frame(
    width=960,
    height=540,
    title=Box(48, 26, 864, 56),
    body=Box(48, 104, 864, 370),
    refs=Box(48, 480, 864, 18),
    cover_title=Box(72, 130, 800, 120),
    cover_subtitle=Box(72, 286, 800, 72),
    cover_meta=Box(72, 404, 800, 84),
    section_title=Box(232, 120, 656, 96),
    section_body=Box(232, 240, 656, 240),
    closing_title=Box(72, 158, 816, 90),
    closing_body=Box(72, 286, 816, 150),
    footer=Box(220, 508, 520, 18),
    footer_date=Box(48, 508, 160, 18),
    footer_number=Box(812, 508, 100, 18),
)
"""The built-in template, 16:9."""
