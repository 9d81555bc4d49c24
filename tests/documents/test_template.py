"""The built-in template is what its source makes, and what the planner measures with."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from pptx import Presentation

from presales_tui.documents.ooxml.xml import emu
from presales_tui.documents.planning.frame import WIDE
from presales_tui.documents.template import HOLDERS, LAYOUTS, template_bytes
from presales_tui.documents.template.make import build


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_file_is_what_the_source_makes() -> None:
    assert contents(template_bytes()) == contents(build())


def test_every_layout_has_the_placeholders_that_the_planner_counts_on() -> None:
    template = Presentation(io.BytesIO(template_bytes()))
    assert (template.slide_width, template.slide_height) == (emu(WIDE.width), emu(WIDE.height))
    layouts = {layout.name: layout for layout in template.slide_layouts}
    for role, name in LAYOUTS.items():
        placeholders: Any = layouts[name].placeholders
        known = {p.placeholder_format.idx: p for p in placeholders}
        for holder in HOLDERS[role].values():
            found = known[holder.idx]
            assert (found.left, found.top) == (emu(holder.box.x), emu(holder.box.y))
            assert (found.width, found.height) == (emu(holder.box.w), emu(holder.box.h))


def test_there_are_no_slides_in_it() -> None:
    assert len(Presentation(io.BytesIO(template_bytes())).slides) == 0
