"""Footers and dates of slides that stay: they say what is printed now, unless somebody wrote their own.

What was printed then is known by a digest in the list of slides; a footer that is another one is theirs.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from presales_tui.documents.onto.package import set_xml, slide_element
from presales_tui.documents.stamps.stamp import notes_digest

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_KINDS = ("dt", "ftr")


def tend(part: Any, before: Any, source: Any, then: tuple[str, ...], *, exact: bool) -> None:
    """Bring the footers of a slide part up to date.

    `before`: the slide as it stood there, `source`: as it is drawn now, `then`: digests of what was printed,
    by `_KINDS`.
    """
    element = deepcopy(slide_element(part))
    drawn = slide_element(source)
    changed = False
    for kind, was in zip(_KINDS, then, strict=False):
        old, now, new = _holder(before, kind), _holder(element, kind), _holder(drawn, kind)
        if new is None or not was:
            continue
        if old is None:
            if now is not None:  # taken away there
                now.getparent().remove(now)
                changed = True
        elif notes_digest(_text(old)) != was:
            if now is not None and _text(now) != _text(old):
                _say(now, old, exact=True)
                changed = True
        elif now is not None and _text(now) != _text(new):
            _say(now, new, exact=exact)
            changed = True
    if changed:
        set_xml(part, element)


def number(part: Any, n: int) -> None:
    """Write the number of a slide into its field, for readers that do not count themselves."""
    element = slide_element(part)
    shown = [
        text
        for field in element.iter(f"{_A}fld")
        if field.get("type") == "slidenum" and (text := field.find(f"{_A}t")) is not None
    ]
    if any(text.text != str(n) for text in shown):
        for text in shown:
            text.text = str(n)
        set_xml(part, element)


def _holder(slide: Any, kind: str) -> Any:
    for shape in slide.iterfind(f"{_P}cSld/{_P}spTree/{_P}sp"):
        holder = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        if holder is not None and holder.get("type") == kind:
            return shape
    return None


def _text(shape: Any) -> str:
    return "".join(part.text or "" for part in shape.iter(f"{_A}t"))


def _say(shape: Any, model: Any, *, exact: bool) -> None:
    """Give a footer the words of another one. Not `exact`: in the looks that it has."""
    body = shape.find(f"{_P}txBody")
    runs = list(body.iter(f"{_A}r", f"{_A}fld"))
    if exact or not runs:
        for paragraph in list(body.iter(f"{_A}p")):
            body.remove(paragraph)
        body.extend(deepcopy(paragraph) for paragraph in model.iter(f"{_A}p"))
        return
    runs[0].find(f"{_A}t").text = _text(model)
    for run in runs[1:]:
        run.getparent().remove(run)
