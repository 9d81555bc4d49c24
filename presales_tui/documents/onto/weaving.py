"""Writes a mixture into the slide that is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Any

from presales_tui.documents.onto.mixing import Mixture, Pair, how, level_of, pieces_here, plain, touched
from presales_tui.documents.onto.package import set_xml, slide_element, unlink
from presales_tui.documents.stamps.stamp import MARKER

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_BULLETS = ("buNone", "buAutoNum", "buChar", "buBlip")

_LEVELS = [f"{_A}lvl{level}pPr" for level in range(1, 10)]

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
        if old is not None and done in ("keep", "text", "pieces", "reword"):
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
    elif done == "reword":
        _reword(pair, old, bring)
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


def _reword(pair: Pair, old: Any, bring: Bring) -> None:
    """All paragraphs drawn here, in the looks of those there; one that says the same stays as it is."""
    theirs, ours = pair.theirs, pair.ours
    if theirs is None or ours is None:
        return
    body = old.find(f"{_P}txBody")
    standing = list(body.iter(f"{_A}p"))
    same = {tuple(piece.words): at for at, piece in enumerate(theirs.pieces) if piece.words}
    looks = [
        (level_of(piece), _bullet(piece.element), at) for at, piece in enumerate(theirs.pieces) if piece.words
    ]
    made = []
    for piece in ours.pieces:
        at = same.pop(tuple(piece.words), None)
        if at is not None:
            made.append(standing[at])
        elif piece.words:
            level, bullet, drawn = level_of(piece), _bullet(piece.element), bring(piece.element)
            near = [(kind == (bullet or "buChar"), at) for one, kind, at in looks if one == level]
            alike, model = max(near, default=(False, -1))
            if model >= 0:
                _take_looks(drawn, standing[model], place=alike or not bullet)
            made.append(drawn)
    for paragraph in standing:
        body.remove(paragraph)
    body.extend(made)
    if len("".join(ours.words)) > len("".join(theirs.words)):
        _shrink(made, ours.element)


def _shrink(paragraphs: Iterable[Any], drawn: Any) -> None:
    """Where more is said than there was room for, words are no larger than they are drawn here."""
    sizes = {
        int(part.tag[-4]): int(size.get("sz"))
        for part in drawn.iter(*_LEVELS)
        for size in part
        if size.get("sz")
    }
    for paragraph in paragraphs:
        place = paragraph.find(f"{_A}pPr")
        most = sizes.get(1 + int("0" if place is None else place.get("lvl", "0")))
        for look in paragraph.iter(f"{_A}rPr"):
            if most and int(look.get("sz", "0")) > most:
                look.set("sz", str(most))


def _bullet(paragraph: Any) -> str:
    """Which kind of bullet a paragraph says that it has."""
    return next(
        (part.tag.rpartition("}")[2] for part in paragraph.iter(*(f"{_A}{kind}" for kind in _BULLETS))), ""
    )


def _take_looks(paragraph: Any, model: Any, *, place: bool) -> None:
    """Give a paragraph drawn here the looks of another one; its emphasis and its links are its own.

    `place`: the bullet and the indents as well.
    """
    theirs, own = model.find(f"{_A}pPr"), paragraph.find(f"{_A}pPr")
    if place and theirs is not None:
        if own is not None:
            paragraph.remove(own)
        paragraph.insert(0, deepcopy(theirs))
    look = next(model.iter(f"{_A}rPr"), None)
    for run in paragraph.iter(f"{_A}r", f"{_A}fld", f"{_A}br"):
        was = run.find(f"{_A}rPr")
        if look is None or was is None:
            continue
        now = deepcopy(look)
        for link in list(now.iter(f"{_A}hlinkClick", f"{_A}hlinkMouseOver")):
            now.remove(link)
        for name in ("lang", "altLang", "b", "i", "strike"):
            if was.get(name) is not None:
                now.set(name, was.get(name))
        link = was.find(f"{_A}hlinkClick")
        if link is not None:
            after = now.find(f"{_A}extLst")
            now.append(link) if after is None else after.addprevious(link)
        run.replace(was, now)


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
