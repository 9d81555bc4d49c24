"""A slide that was changed on both sides, but in different places: both changes go into one slide.

What was drawn then is known by digests only, so nothing that a colleague deleted lies hidden in the
deck. That is enough: where the two sides differ in a few places, each of these was then either as it is
there or as it is here, and the one mixture with the digests of then says who changed what.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, product
from typing import Any

from presales_tui.documents.onto.package import slide_element
from presales_tui.documents.onto.properties import PartRelated
from presales_tui.documents.stamps.reading import Piece, Seen, shapes_of, slide_looks
from presales_tui.documents.stamps.stamp import Face, digest

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_MOST = 10
"""Places that may differ: each doubles the mixtures that are tried."""
_NEAR = 2
"""Points that another program may round a place by."""

Key = tuple[str, str]
Unit = tuple[list[str], list[str]]
"""What is told of one thing: there, here."""
LAYERS = ("words", "form", "marks", "finish")


@dataclass(slots=True)
class Pair:
    """A shape there and the one that is drawn here in its stead; one of them may be missing."""

    theirs: Seen | None
    ours: Seen | None
    aligned: bool = False
    """Whether both have as many paragraphs, so that these can be exchanged one by one."""
    mine: dict[str, list[bool]] = field(default_factory=dict)
    """Layer to, for the shape and then each paragraph, whether it is to be as drawn here."""

    def units(self, layer: str) -> list[Unit]:
        """The shape as a whole, then its paragraphs."""
        theirs, ours = _told(self.theirs, layer), _told(self.ours, layer)
        if self.aligned:
            return list(zip(theirs, ours, strict=True))
        return [(theirs[0], ours[0]), (list(chain(*theirs[1:])), list(chain(*ours[1:])))]

    def sides(self, layers: Sequence[str], pieces: slice) -> tuple[bool, bool]:
        """Whether something is to be as drawn here, and whether something was changed there."""
        here = there = False
        for layer in layers:
            both = list(zip(self.units(layer), self.mine[layer], strict=True))[pieces]
            here |= any(mine and theirs != ours for (theirs, ours), mine in both)
            there |= any(not mine and theirs != ours for (theirs, ours), mine in both)
        return here, there


@dataclass(slots=True)
class Mixture:
    """What becomes of the shapes of a slide."""

    pairs: list[Pair]
    layout: bool = False
    """Whether the layout is to be as here."""
    exact: bool = True


def mixture(there: Any, here: Any, then: Face, *, exact: bool = True) -> Mixture | None:
    """How the changes of two slide parts go together; none if they touch the same place.

    Not `exact`: another program has written the deck anew. Then words and places alone are compared,
    shapes are known by their order, and what is drawn here takes the looks that stand there.
    """
    theirs, ours = _shapes(there, exact), _shapes(here, exact)
    pairs = [_pair(theirs.get(key), ours.get(key)) for key in _order(list(ours), list(theirs))]
    layout = False
    slide = slide_element(there)
    for layer, wanted in zip(LAYERS, (then.text, then.form, then.marks, then.finish), strict=True):
        groups = [pair.units(layer) for pair in pairs]
        rest: list[Unit] = []
        if layer == "form":
            rest = [(slide_looks(slide), slide_looks(slide_element(here)))]
        elif layer == "finish":
            rest = [([PartRelated(there).layout()], [PartRelated(here).layout()])]
        if exact or layer == "words":
            found = _found([*groups, rest], wanted)
        else:
            found = [[False] * len(group) for group in groups] + [[False]]
        if found is None:
            return None
        for pair, mine in zip(pairs, found, strict=False):
            pair.mine[layer] = mine
        if layer == "finish" and exact:
            layout = found[-1][0] and rest[0][0] != rest[0][1]
    if not exact:
        _places(pairs, then.places)
    made = Mixture(pairs, layout, exact)
    return made if all(how(pair, exact=exact) for pair in pairs) and _moves(slide, made) else None


def how(pair: Pair, *, exact: bool) -> str:
    """What is done with a shape: `keep`, `take` ours, `drop`, `add`, exchange its `text` or single `pieces`.

    `reword`: all of our words in the looks that stand there.
    Empty: both sides changed the same.
    """
    shape_here, shape_there = pair.sides(LAYERS, slice(1))
    text_here, text_there = pair.sides(LAYERS, slice(1, None))
    if pair.theirs is None and not exact:
        # It stood nowhere, so nobody has done anything to its looks.
        return "add" if text_here and not pair.sides(("words",), slice(None))[1] else ""
    if pair.ours is None and not exact and pair.sides(("words",), slice(None)) == (True, False):
        return "drop"
    if pair.theirs is None or pair.ours is None:
        if (shape_here or text_here) and (shape_there or text_there):
            return ""
        if not (shape_here or text_here):
            return "keep" if pair.ours is None else "absent"
        return "drop" if pair.ours is None else "add"
    if not (shape_here or text_here):
        return "keep"
    if not (shape_there or text_there) and exact:
        return "take"
    if not exact and text_here and _rewords(pair):
        return "reword"
    if text_there and text_here:
        return "pieces" if _by_piece(pair) else ""
    frame = _changed(pair, "finish", there=True)
    if _changed(pair, "words") or _changed(pair, "finish"):
        # Another picture, other figures, another frame: nothing of theirs but the place can stay.
        return "" if text_there or frame or _changed(pair, "marks", there=True) else "take"
    if not text_here:
        return "keep"
    if not exact and not _like_cut(pair):
        return ""
    if pair.theirs.element.tag == f"{_P}sp":
        return "pieces" if not exact and _by_piece(pair) else "text"
    if not exact or frame or _changed(pair, "marks", there=True):
        return "pieces" if pair.aligned and (exact or _by_piece(pair)) else ("" if exact else "take")
    return "take"


def _changed(pair: Pair, layer: str, *, there: bool = False) -> bool:
    """Whether the shape itself was changed in a layer, here or there."""
    (theirs, ours), mine = pair.units(layer)[0], pair.mine[layer][0]
    return theirs != ours and mine is not there


def pieces_here(pair: Pair) -> list[int]:
    """The paragraphs that are to be other than they stand there."""
    found: set[int] = set()
    for layer in LAYERS:
        both = zip(pair.units(layer)[1:], pair.mine[layer][1:], strict=True)
        found |= {n for n, ((theirs, ours), mine) in enumerate(both) if mine and theirs != ours}
    return sorted(found)


def touched(pair: Pair, n: int) -> bool:
    """Whether a paragraph was changed there."""
    return any(
        theirs != ours and not mine
        for layer in LAYERS
        for (theirs, ours), mine in [(pair.units(layer)[n + 1], pair.mine[layer][n + 1])]
    )


def _by_piece(pair: Pair) -> bool:
    """Whether words drawn here can go under looks given there: both look the same all through."""
    if not pair.aligned or pair.theirs is None or pair.ours is None:
        return False
    both = [(pair.theirs.pieces[n], pair.ours.pieces[n], n) for n in pieces_here(pair)]
    for theirs, ours, n in both:
        if theirs.runs != ours.runs and not (plain(theirs) and plain(ours)):
            return False
        if touched(pair, n) and (not plain(theirs) or not plain(ours) or (theirs.marks and not ours.marks)):
            return False
    return True


def _rewords(pair: Pair) -> bool:
    """Whether all words are to be as drawn here, and those there look alike, level by level."""
    if pair.theirs is None or pair.theirs.element.tag != f"{_P}sp" or _changed(pair, "words"):
        return False
    both = zip(pair.units("words")[1:], pair.mine["words"][1:], strict=True)
    if any(theirs != ours and not mine for (theirs, ours), mine in both):
        return False
    stays = {tuple(piece.words) for piece in pair.ours.pieces} if pair.ours else set()
    going = [piece for piece in pair.theirs.pieces if tuple(piece.words) not in stays]
    if not _links(going) <= _links(pair.ours.pieces if pair.ours else ()):
        return False
    looks: dict[str, set[str]] = {}
    for piece in pair.theirs.pieces:
        if piece.words:
            if _cuts(piece) > 1:
                return False
            marks = (mark.partition(">")[0].lstrip("0123456789") for mark in piece.marks)
            # The room above the first paragraph is another one.
            fonts = [font for font in piece.fonts if not font.isdigit()]
            look = (piece.runs, sorted(filter(None, marks)), fonts)
            looks.setdefault(level_of(piece), set()).add(str(look))
    return bool(looks) and all(len(found) == 1 for found in looks.values())


def _links(pieces: Iterable[Piece]) -> set[str]:
    """Where the words of some paragraphs lead; `#`: to a slide."""
    return {mark.partition(">")[2] for piece in pieces for mark in piece.marks if ">" in mark}


def level_of(piece: Piece) -> str:
    """The level of a paragraph that says something."""
    return piece.words[0].partition(" ")[0]


def plain(piece: Piece) -> bool:
    """Whether a paragraph looks the same all through and leads nowhere."""
    runs = [part for part in piece.element if part.tag not in (f"{_A}pPr", f"{_A}endParaRPr")]
    if not runs or any(part.tag != f"{_A}r" for part in runs):
        return False
    if next(piece.element.iter(f"{_A}hlinkClick"), None) is not None:
        return False
    return _cuts(piece) <= 1


def _cuts(piece: Piece) -> int:
    """In how many looks a paragraph is written."""
    return len([one for one in piece.runs if one[:1].isdigit()])


def _like_cut(pair: Pair) -> bool:
    """Whether no paragraph there is written in more looks than one drawn here."""
    theirs, ours = (
        Counter(cuts for piece in (seen.pieces if seen else ()) if (cuts := _cuts(piece)) > 1)
        for seen in (pair.theirs, pair.ours)
    )
    return theirs <= ours


def _told(seen: Seen | None, layer: str) -> list[list[str]]:
    if seen is None:
        return [[]]
    if layer == "words":
        return [seen.things, *(piece.words for piece in seen.pieces)]
    if layer == "form":
        return [seen.place, *(piece.runs for piece in seen.pieces)]
    if layer == "marks":
        return [seen.alt, *(piece.marks for piece in seen.pieces)]
    return [seen.frame, *(piece.fonts for piece in seen.pieces)]


def _pair(theirs: Seen | None, ours: Seen | None) -> Pair:
    both = theirs is not None and ours is not None
    return Pair(theirs, ours, both and len(theirs.pieces) == len(ours.pieces))  # type: ignore[union-attr]


def _found(groups: Sequence[Sequence[Unit]], wanted: str) -> list[list[bool]] | None:
    """For each unit whether it was then as it is there, so that it is to be as it is here.

    Where nothing is known of then, what is there was then.
    """
    flat = [unit for group in groups for unit in group]
    open_ = [n for n, (theirs, ours) in enumerate(flat) if theirs != ours]
    for choice in _choices(len(open_)) if wanted else [(True,) * len(open_)]:
        was_theirs = dict(zip(open_, choice, strict=True))
        said = [word for n, unit in enumerate(flat) for word in unit[0 if was_theirs.get(n) else 1]]
        if not wanted or digest(said) == wanted:
            answers = iter(was_theirs.get(n, False) for n in range(len(flat)))
            return [[next(answers) for _unit in group] for group in groups]
    return None


def _choices(count: int) -> Iterator[tuple[bool, ...]]:
    """One side alone first; all mixtures if they are not too many."""
    yield (True,) * count
    yield (False,) * count
    if 1 < count <= _MOST:
        yield from product((False, True), repeat=count)


def _places(pairs: Sequence[Pair], then: str) -> None:
    """Who moved a shape, where another program has rounded all places."""
    were = then.split(";") if then else []
    n = 0
    for pair in pairs:
        if pair.theirs is None:
            continue
        was = were[n] if n < len(were) else ""
        n += 1
        if pair.ours is not None and was and pair.ours.box != was:
            stood = pair.theirs.box
            pair.mine["form"][0] = was == "i" or stood == "i" or _near(stood, was)


def _near(one: str, other: str) -> bool:
    pairs = zip(one.split(","), other.split(","), strict=False)
    return all(abs(int(a) - int(b)) <= _NEAR for a, b in pairs)


def _shapes(part: Any, exact: bool) -> dict[Key, Seen]:
    found: dict[Key, Seen] = {}
    for seen in shapes_of(slide_element(part), PartRelated(part)):
        holder = seen.element.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        kind = seen.element.tag.rpartition("}")[2]
        key = ("ph", holder.get("idx", "0")) if holder is not None and exact else (kind, "0")
        n = 0
        while key in found:
            n += 1
            key = (key[0], f"{key[1].partition('+')[0]}+{n}")
        found[key] = seen
    return found


def _order(ours: list[Key], theirs: list[Key]) -> list[Key]:
    """In our order; what is there alone stays behind what it follows there."""
    keys = list(ours)
    before: Key | None = None
    for key in theirs:
        if key not in keys:
            keys.insert(keys.index(before) + 1 if before is not None else 0, key)
        before = key
    return keys


def _moves(slide: Any, made: Mixture) -> bool:
    """Whether all that moves on the slide is still there when it is mixed."""
    aims = {aim.get("spid"): aim for aim in slide.iter(f"{_P}spTgt")}
    if not aims:
        return True
    for pair in made.pairs:
        if pair.theirs is None:
            continue
        about = next(pair.theirs.element.iter(f"{_P}cNvPr"), None)
        aim = aims.get("" if about is None else about.get("id"))
        if aim is None:
            continue
        done = how(pair, exact=made.exact)
        if done == "drop" or (len(aim) and done in ("take", "text") and not pair.aligned):
            return False
    return True
