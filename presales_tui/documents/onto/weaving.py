"""Writes a mixture into the slide that is there."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from presales_tui.documents.onto.mixing import Mixture, Pair, how, pieces_here, plain, touched
from presales_tui.documents.onto.package import set_xml, slide_element, unlink
from presales_tui.documents.stamps.stamp import MARKER

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

Bring = Callable[[Any], Any]
"""Copies an element with what it refers to."""


def weave(target: Any, found: Mixture, bring: Bring) -> None:
    """Write the mixture into a slide part."""
    element = deepcopy(slide_element(target))
    # `shapes_of` may have read another parse of the part: what it found is known by its place in it.
    tree = element.find(f"{_P}cSld/{_P}spTree")
    twins = {id(pair): _twin(pair, tree) for pair in found.pairs if pair.theirs is not None}
    marker = next((shape for shape in tree if _name(shape).startswith(MARKER)), None)
    for pair in found.pairs:
        done = how(pair, exact=found.exact)
        old = twins.get(id(pair))
        if done == "drop":
            tree.remove(old)
        elif done == "add" and pair.ours is not None:
            new = bring(pair.ours.element)
            _number(new, element)
            tree.append(new) if marker is None else marker.addprevious(new)
        elif old is not None and done != "keep":
            _weave_shape(pair, old, done, bring)
        if old is not None and done in ("keep", "text", "pieces"):
            _shape_itself(pair, old)
    set_xml(target, element)


def _weave_shape(pair: Pair, old: Any, done: str, bring: Bring) -> None:
    theirs, ours = pair.theirs, pair.ours
    if theirs is None or ours is None:
        return
    if done == "take":
        new = bring(ours.element)
        _about(new).set("id", _about(old).get("id"))
        identity = _about(old).find(f"{_A}extLst")
        if identity is not None and _about(new).find(f"{_A}extLst") is None:
            _about(new).append(deepcopy(identity))
        if _kept(pair, "form"):
            _put_place(new, old)
        old.getparent().replace(old, new)
    elif done == "text":
        body, drawn = old.find(f"{_P}txBody"), bring(ours.element.find(f"{_P}txBody"))
        for part in list(body):
            if part.tag != f"{_A}bodyPr":
                body.remove(part)
        for part in list(drawn):
            if part.tag != f"{_A}bodyPr":
                body.append(part)
    else:
        before = list(old.iter(f"{_A}p"))
        for n in pieces_here(pair):
            piece = ours.pieces[n]
            like = theirs.pieces[n].runs == piece.runs and not touched(pair, n)
            if like or not plain(theirs.pieces[n]):
                before[n].getparent().replace(before[n], bring(piece.element))
            else:
                _say(before[n], piece.element)


def _shape_itself(pair: Pair, old: Any) -> None:
    """Place and description as drawn here, where they were changed here alone."""
    if pair.ours is None or pair.theirs is None:
        return
    if pair.mine["form"][0] and pair.theirs.place != pair.ours.place:
        _put_place(old, pair.ours.element)
    if pair.mine["marks"][0] and pair.theirs.alt != pair.ours.alt:
        _about(old).set("descr", _about(pair.ours.element).get("descr", ""))


def _kept(pair: Pair, layer: str) -> bool:
    """Whether the shape itself stays as it is there in a layer."""
    theirs, ours = pair.units(layer)[0]
    return theirs != ours and not pair.mine[layer][0]


def _say(paragraph: Any, drawn: Any) -> None:
    """Other words in the looks of a plain paragraph."""
    first, *others = paragraph.findall(f"{_A}r")
    for run in others:
        paragraph.remove(run)
    first.find(f"{_A}t").text = "".join(part.text or "" for part in drawn.iter(f"{_A}t"))


def _put_place(new: Any, old: Any) -> None:
    """Give a shape the place of another one."""
    for where, tag in ((f"{_P}spPr", f"{_A}xfrm"), ("", f"{_P}xfrm")):
        home, other = (new.find(where), old.find(where)) if where else (new, old)
        if home is None or other is None:
            continue
        place = other.find(tag)
        was = home.find(tag)
        if was is not None and (place is not None or where):
            home.remove(was)
        if place is not None:
            home.insert(0 if where else 1, deepcopy(place))


def _twin(pair: Pair, tree: Any) -> Any:
    """The shape of a pair in a copy of its slide."""
    if pair.theirs is None:
        return None
    shape = pair.theirs.element
    return tree[shape.getparent().index(shape)]


def _about(shape: Any) -> Any:
    return next(shape.iter(f"{_P}cNvPr"))


def _name(shape: Any) -> str:
    about = next(shape.iter(f"{_P}cNvPr"), None) if isinstance(shape.tag, str) else None
    return "" if about is None else str(about.get("name", ""))


def _number(new: Any, slide: Any) -> None:
    """Ids that no shape of the slide has."""
    taken = max((int(about.get("id", "0")) for about in slide.iter(f"{_P}cNvPr")), default=1)
    for n, about in enumerate(new.iter(f"{_P}cNvPr"), 1):
        about.set("id", str(taken + n))


def bringing(target: Any, source: Any, slides: dict[int, Any], copy: Callable[[Any], Any]) -> Bring:
    """Copies elements of a fresh slide part into another one, with the parts that they refer to."""

    def bring(element: Any) -> Any:
        from pptx.opc.constants import RELATIONSHIP_TYPE as RT

        new = deepcopy(element)
        for part in list(new.iter()):
            if not isinstance(part.tag, str):
                continue
            for name, rid in list(part.attrib.items()):
                if not name.startswith(_R) or rid not in source.rels:
                    continue
                rel = source.rels[rid]
                if rel.is_external:
                    part.set(name, target.relate_to(rel.target_ref, rel.reltype, is_external=True))
                elif rel.reltype == RT.SLIDE:
                    there = slides.get(id(rel.target_part))
                    if there is None:
                        unlink(new, rid)
                    else:
                        part.set(name, target.relate_to(there, rel.reltype))
                else:
                    part.set(name, target.relate_to(copy(rel.target_part), rel.reltype))
        return new

    return bring
