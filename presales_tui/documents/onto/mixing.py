"""A slide that was changed on both sides, but in different places: both changes go into one slide.

What was drawn then is known by two digests only, so nothing that a colleague deleted lies hidden in the
deck. That is enough: where the two sides differ in a few places, each of these was then either as it is
there or as it is here, and the one mixture with the digests of then says who changed what.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import product
from typing import Any

from presales_tui.documents.onto.package import set_xml, slide_element, unlink
from presales_tui.documents.onto.properties import PartRelated
from presales_tui.documents.stamps.stamp import (
    MARKER,
    Face,
    digest,
    drawn_shapes,
    paragraph_words,
    shape_words,
    slide_looks,
)

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MOST = 10
"""Places that may differ: each doubles the mixtures that are tried."""

Key = tuple[str, str]


@dataclass(slots=True)
class _Shape:
    """A shape as it is compared: its words in pieces, and its looks."""

    element: Any
    pieces: list[list[str]]
    looks: list[str]
    paragraphs: list[Any]
    """One for each piece; none if the words cannot be exchanged piece by piece."""


@dataclass(slots=True)
class _Pair:
    theirs: _Shape | None
    ours: _Shape | None
    ours_words: list[bool]
    """For each piece whether it is to be as it is drawn here."""
    ours_looks: bool = False


@dataclass(slots=True)
class Mixture:
    """What becomes of the shapes of a slide."""

    pairs: dict[Key, _Pair]


def mixture(there: Any, here: Any, then: Face, *, exact: bool = True) -> Mixture | None:
    """How the changes of two slide parts go together; none if they touch the same place.

    Not `exact`: another program has written the deck anew. Then words alone are compared, shapes are known
    by their order, and what is drawn here takes the looks that stand there.
    """
    theirs, ours = _shapes(there, exact), _shapes(here, exact)
    keys = _order(list(ours), list(theirs))
    pairs = {key: _pair(theirs.get(key), ours.get(key)) for key in keys}
    words = _found([_pieces(pair) for pair in pairs.values()], then.text)
    looks = [[False]] * len(pairs)
    if exact:
        rest = slide_looks(slide_element(there)), slide_looks(slide_element(here))
        each = [[(_looks(pair.theirs), _looks(pair.ours))] for pair in pairs.values()]
        looks = (_found([*each, [rest]], then.form) or [])[:-1]
    if words is None or not looks:
        return None
    for pair, said, (shown,) in zip(pairs.values(), words, looks, strict=True):
        pair.ours_words, pair.ours_looks = said, shown
        alone = pair.theirs or pair.ours if pair.theirs is None or pair.ours is None else None
        if alone is not None and any(alone.pieces) and any(one != shown for one in said):
            return None
        if alone is None and not _fits(pair):
            return None
    return Mixture(pairs)


def _mine(pair: _Pair) -> list[int]:
    """The pieces that are to be other words than those that stand there."""
    if pair.theirs is None or pair.ours is None:
        return []
    both = zip(pair.theirs.pieces, pair.ours.pieces, pair.ours_words, strict=True)
    return [n for n, (theirs, ours, wanted) in enumerate(both) if wanted and theirs != ours]


def _fits(pair: _Pair) -> bool:
    """Words drawn here under looks given there: where each piece looks the same, or the same all through.

    Where pieces do not stand for each other, the looks given there may be no more than a place.
    """
    theirs, ours = pair.theirs, pair.ours
    if theirs is None or ours is None or theirs.looks == ours.looks or pair.ours_looks:
        return True
    if theirs.paragraphs and ours.paragraphs:
        pairs = [(theirs.paragraphs[n], ours.paragraphs[n]) for n in _mine(pair)]
        return all(_alike(one, other) or (_plain(one) and _plain(other)) for one, other in pairs)
    return not _mine(pair) or _unplaced(theirs.looks) == _unplaced(ours.looks)


def _alike(theirs: Any, ours: Any) -> bool:
    return paragraph_words(theirs)[1] == paragraph_words(ours)[1]


def _plain(paragraph: Any) -> bool:
    """Whether a paragraph looks the same all through and leads nowhere."""
    runs = [part for part in paragraph if part.tag not in (f"{_A}pPr", f"{_A}endParaRPr")]
    if not runs or any(part.tag != f"{_A}r" for part in runs):
        return False
    if next(paragraph.iter(f"{_A}hlinkClick"), None) is not None:
        return False
    return len([one for one in paragraph_words(paragraph)[1] if one[:1].isdigit()]) <= 1


def _say(paragraph: Any, drawn: Any) -> None:
    """Other words in the looks of a plain paragraph."""
    first, *others = paragraph.findall(f"{_A}r")
    for run in others:
        paragraph.remove(run)
    first.find(f"{_A}t").text = "".join(part.text or "" for part in drawn.iter(f"{_A}t"))


def _unplaced(looks: list[str]) -> list[str]:
    return [one for one in looks if not one.startswith(("@", "#"))]


def _pair(theirs: _Shape | None, ours: _Shape | None) -> _Pair:
    """Pieces are compared one by one where there are as many on both sides."""
    if theirs is not None and ours is not None and len(theirs.pieces) != len(ours.pieces):
        for shape in (theirs, ours):
            shape.pieces = [[word for piece in shape.pieces for word in piece]]
            shape.paragraphs = []
    return _Pair(theirs, ours, [])


def _pieces(pair: _Pair) -> list[tuple[list[str], list[str]]]:
    theirs = pair.theirs.pieces if pair.theirs else []
    ours = pair.ours.pieces if pair.ours else []
    count = max(len(theirs), len(ours))
    none: list[list[str]] = [[]] * count
    return list(zip(theirs or none, ours or none, strict=True))


def _looks(shape: _Shape | None) -> list[str]:
    return shape.looks if shape is not None else []


def _found(groups: Sequence[Sequence[tuple[list[str], list[str]]]], wanted: str) -> list[list[bool]] | None:
    """For each place whether it was then as it is there, so that it is to be as it is here."""
    flat = [pair for group in groups for pair in group]
    open_ = [n for n, (theirs, ours) in enumerate(flat) if theirs != ours]
    if len(open_) > _MOST:
        return None
    for choice in product((False, True), repeat=len(open_)):
        was_theirs = dict(zip(open_, choice, strict=True))
        said = [word for n, pair in enumerate(flat) for word in pair[0 if was_theirs.get(n) else 1]]
        if digest(said) == wanted:
            answers = iter(was_theirs.get(n, False) for n in range(len(flat)))
            return [[next(answers) for _pair in group] for group in groups]
    return None


def _shapes(part: Any, exact: bool) -> dict[Key, _Shape]:
    related = PartRelated(part)
    found: dict[Key, _Shape] = {}
    for shape in drawn_shapes(slide_element(part)):
        holder = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        kind = shape.tag.rpartition("}")[2]
        key = ("ph", holder.get("idx", "0")) if holder is not None and exact else (kind, "0")
        n = 0
        while key in found:
            n += 1
            key = (f"{key[0]}", f"{key[1].partition('+')[0]}+{n}")
        words, looks = shape_words(shape, related)
        paragraphs = list(_paragraphs(shape))
        pieces = [paragraph_words(one)[0] for one in paragraphs] if paragraphs else [words]
        found[key] = _Shape(shape, pieces, looks, paragraphs)
    return found


def _paragraphs(shape: Any) -> Iterator[Any]:
    """Those that can be exchanged one by one: of a text, and of the cells of a table."""
    if shape.tag in (f"{_P}sp", f"{_P}graphicFrame"):
        yield from shape.iter(f"{_A}p")


def _order(ours: list[Key], theirs: list[Key]) -> list[Key]:
    """In our order; what is there alone stays behind what it follows there."""
    keys = list(ours)
    before: Key | None = None
    for key in theirs:
        if key not in keys:
            keys.insert(keys.index(before) + 1 if before is not None else 0, key)
        before = key
    return keys


def mix(target: Any, found: Mixture, bring: Callable[[Any], Any]) -> None:
    """Write the mixture into the slide that is there; `bring` copies an element with what it refers to."""
    element = deepcopy(slide_element(target))
    originals = list(slide_element(target).iter())
    twin = dict(zip(map(id, originals), element.iter(), strict=True))
    tree = element.find(f"{_P}cSld/{_P}spTree")
    marker = next(s for s in tree if _name(s).startswith(MARKER))
    for pair in found.pairs.values():
        old = twin[id(pair.theirs.element)] if pair.theirs is not None else None
        if pair.theirs is None or pair.ours is None:
            here = pair.ours_looks
            if old is not None and here:
                tree.remove(old)
            elif pair.ours is not None and here:
                new = bring(pair.ours.element)
                _number(new, element)
                marker.addprevious(new)
            continue
        _mix_shape(pair, old, bring)
    set_xml(target, element)


def _mix_shape(pair: _Pair, old: Any, bring: Callable[[Any], Any]) -> None:
    theirs, ours = pair.theirs, pair.ours
    if theirs is None or ours is None:
        return
    mine = _mine(pair)
    changed = sum(one != other for one, other in zip(theirs.pieces, ours.pieces, strict=True))
    same = pair.ours_looks or theirs.looks == ours.looks
    if len(mine) == changed and (mine or pair.ours_looks) and (same or not theirs.paragraphs):
        new = bring(ours.element)
        _about(new).set("id", _about(old).get("id"))
        if not same:
            _put_place(new, old)
        old.getparent().replace(old, new)
        return
    before = list(_paragraphs(old))
    for n in mine:
        drawn = ours.paragraphs[n]
        if _alike(before[n], drawn) or not _plain(before[n]):
            before[n].getparent().replace(before[n], bring(drawn))
        else:
            _say(before[n], drawn)


def _put_place(new: Any, old: Any) -> None:
    """Give a shape the place of another one."""
    place = old.find(f"{_P}spPr/{_A}xfrm")
    properties = new.find(f"{_P}spPr")
    if properties is None or place is None:
        return
    for was in properties.findall(f"{_A}xfrm"):
        properties.remove(was)
    properties.insert(0, deepcopy(place))


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


def bringing(
    target: Any, source: Any, slides: dict[int, Any], copy: Callable[[Any], Any]
) -> Callable[[Any], Any]:
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
