"""The text of a SmartArt diagram as a nested list: its points as they hang below each other."""

from __future__ import annotations

from typing import Any

from presales_tui.imports.marking import Piece, joined, marked
from presales_tui.model.text import clean, one_line

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_D = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DEEPEST = 8


def diagram_list(frame: Any, part: Any) -> str:
    """The Markdown of the diagram that a frame shows on a slide (its `part`); empty: there is none."""
    ids = next(iter(frame.iter(f"{_D}relIds")), None)
    data = ids.get(f"{_R}dm", "") if ids is not None else ""
    if data not in part.rels or part.rels[data].is_external:
        return ""
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring

    try:
        root = fromstring(part.rels[data].target_part.blob, XMLParser(resolve_entities=False))
    except (XMLSyntaxError, ValueError):
        return ""
    return _listed(root)


def _listed(root: Any) -> str:
    points = {point.get("modelId"): point for point in root.iter(f"{_D}pt")}
    below: dict[str, list[tuple[int, str]]] = {}
    children = set()
    for tie in root.iter(f"{_D}cxn"):
        if tie.get("type", "parOf") == "parOf":
            below.setdefault(tie.get("srcId"), []).append((int(tie.get("srcOrd", "0")), tie.get("destId")))
            children.add(tie.get("destId"))
    lines: list[tuple[str, str]] = []
    seen: set[str] = set()
    stack = [(id_, -1 if p.get("type") == "doc" else 0) for id_, p in points.items() if id_ not in children]
    stack.reverse()
    while stack:
        id_, level = stack.pop()
        point = points.get(id_)
        if point is None or id_ in seen:
            continue
        seen.add(id_)
        said = one_line(clean(" ".join(t.text or "" for t in point.iter(f"{_A}t"))))
        if said and point.get("type", "node") in ("node", "asst"):
            lines.append(("   " * min(max(level, 0), _DEEPEST) + "- ", marked([Piece(said)])))
        stack += [(child, level + 1) for _order, child in sorted(below.get(id_, ()), reverse=True)]
    return joined(lines)
