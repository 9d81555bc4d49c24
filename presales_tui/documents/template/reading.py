"""What stands in the layouts of a template: placeholders with their places and styles, as plain values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from presales_tui.documents.ooxml.package import Package
from presales_tui.documents.plan import Box
from presales_tui.documents.template.standing import Standing, box_of, filled, snippet, standing, tells_fill

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_EMU = 12700
TITLES = ("title", "ctrTitle")
TEXTS = ("body", "", "obj", "subTitle", "tbl")
FOOTERS = ("dt", "ftr", "sldNum")

_SHOWN = 0.5
"""Share of the width and of the height of a placeholder that are on the slide at least."""
_EDGE = 0.02
"""Of the width of a slide: how far from its edge what reaches over it has to stay."""


@dataclass(slots=True)
class Held:
    """A placeholder of a layout, with what it has from its master."""

    kind: str
    """Its type; empty: any content."""
    idx: int
    outer: Box
    inner: Box
    """Without insets, in points."""
    upright: bool
    """Whether text in it runs across and is not turned."""
    own: Box
    """The same as the layout has it: `inner` is less where something else stands in it."""
    fills: tuple[str, ...]
    """What it is filled with itself, as DrawingML; `none` alone: it cannot be told."""
    style: dict[str, str]
    """Of its first level: `sz`, `b`, `cap`, `algn`, `line` (percent), `space`, `face`, `fill`, `bullet`;
    of its second: `deep`, the fill."""


@dataclass(slots=True)
class Drawn:
    """A layout."""

    part: str
    name: str
    kind: str
    """What Office calls it: `title`, `secHead`, `obj`; empty: nothing."""
    master: str
    held: list[Held] = field(default_factory=list)
    colours: dict[str, str] | None = None
    used: list[int] = field(default_factory=list)
    """Which sample slides are made with it, from 0."""
    standing: list[Standing] = field(default_factory=list)
    """What is on every slide made with it, from the back to the front."""
    words: list[Box] = field(default_factory=list)
    """Where words of its own stand."""
    design: float = 0.0
    """How much of a slide pictures and shapes of its own take; 1 and more: a background of its own."""
    told: Held | None = None
    """Where a title stood on its sample slide, if it has no place for one."""

    def of(self, *kinds: str) -> list[Held]:
        """Its placeholders of some types."""
        return [held for held in self.held if held.kind in kinds]

    @property
    def title(self) -> Held | None:
        """Its title."""
        return next((held for held in self.of(*TITLES) if held.upright and held.inner.w > 60), None)

    @property
    def fixed(self) -> list[Box]:
        """Words and pictures that stand on every slide made with it."""
        return [each.box for each in self.standing if each.kind in ("words", "picture")]

    @property
    def texts(self) -> list[Held]:
        """Its places for text, the largest first."""
        found = [held for held in self.of(*TEXTS) if held.upright and held.inner.w > 40 and held.inner.h > 14]
        return sorted(found, key=lambda held: -held.inner.w * held.inner.h)


def parsed(blob: bytes) -> Any:
    """The root element of a part. Raises lxml's XMLSyntaxError; entities are never followed."""
    from lxml import etree

    return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))


def listed(package: Package, part: str, root: Any, path: str, kind: str) -> list[str]:
    """The parts that one lists, in its order, which is that of people; else in the order of the file."""
    targets = {rel.id: rel.target for rel in package.rels.get(part, ())}
    ids = [found.get(f"{_R}id") for found in root.findall(path, {"p": _P[1:-1]})]
    found = [targets[id_] for id_ in ids if id_ in targets]
    return [target for target in found or package.targets(part, kind) if target in package.parts]


def read_layouts(
    package: Package, order: list[str], slides: list[str], width: float = 960, height: float = 540
) -> list[Drawn]:
    """All layouts of all masters, in the order of `order` (the master parts).

    `slides` are the sample slides, `width` and `height` those of a slide. A placeholder that was
    pushed off the slide, as some do who want no title, is none; one that reaches over it ends before.
    """
    room = max(width * height, 1)
    used: dict[str, list[int]] = {}
    for n, slide in enumerate(slides):
        used.setdefault(package.target(slide, "slideLayout"), []).append(n)
    found = []
    for master in order:
        above = parsed(package.parts[master])
        behind = standing(master, above)
        for part in listed(package, master, above, "p:sldLayoutIdLst/p:sldLayoutId", "slideLayout"):
            root = parsed(package.parts[part])
            body = root.find(f"{_P}cSld")
            drawn = Drawn(
                part, (body.get("name") or "") if body is not None else "", root.get("type") or "", master
            )
            own = standing(part, root)
            drawn.words = [each.box for each in own if each.kind == "words"]
            drawn.design = sum(each.box.w * each.box.h for each in own if each.kind != "words") / room
            drawn.design += root.find(f"{_P}cSld/{_P}bg") is not None
            drawn.standing = (behind if root.get("showMasterSp") != "0" else []) + own
            held = [each for sp in _placeholders(root) if (each := _held(sp, above))]
            drawn.held = [shown for each in held if (shown := _on_slide(each, width, height))]
            override = root.find(f"{_P}clrMapOvr/{_A}overrideClrMapping")
            drawn.colours = dict(override.attrib) if override is not None else None
            drawn.used = used.get(part, [])
            found.append(drawn)
    _told_apart(found)
    return found


def _on_slide(held: Held, width: float, height: float) -> Held | None:
    """What of a placeholder is on the slide, off the edge that it reaches over; None: too little."""
    box = held.inner
    x, y, right, bottom = box.x, box.y, box.x + box.w, box.y + box.h
    wide, high = min(right, width) - max(x, 0), min(bottom, height) - max(y, 0)
    if wide <= _SHOWN * box.w or high <= _SHOWN * box.h:
        return None
    edge = _EDGE * width
    x, y = (edge if x < 0 else x), (edge if y < 0 else y)
    right = width - edge if right > width else right
    bottom = height - edge if bottom > height else bottom
    return replace(held, inner=Box(x, y, right - x, bottom - y))


def _told_apart(layouts: list[Drawn]) -> None:
    """Names to choose by: those of several layouts are counted, and one without is called by its file."""
    seen: dict[str, int] = {}
    for drawn in layouts:
        name = drawn.name.strip() or drawn.part.rpartition("/")[2].removesuffix(".xml")
        seen[name] = seen.get(name, 0) + 1
        drawn.name = name if seen[name] == 1 else f"{name} ({seen[name]})"


def colour_map_of(package: Package, master: str) -> dict[str, str]:
    """The colour map of a master."""
    found = parsed(package.parts[master]).find(f"{_P}clrMap")
    return dict(found.attrib) if found is not None else {}


def _placeholders(root: Any) -> list[Any]:
    return [
        sp
        for sp in root.iterfind(f"{_P}cSld/{_P}spTree/{_P}sp")
        if sp.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph") is not None
    ]


def _family(kind: str) -> str:
    if kind in TITLES:
        return "title"
    return kind if kind in FOOTERS else "body"


def _ph(sp: Any) -> Any:
    return sp.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")


def _held(sp: Any, master: Any) -> Held | None:
    ph = _ph(sp)
    kind = ph.get("type") or ""
    family = _family(kind)
    above = next((m for m in _placeholders(master) if _family(_ph(m).get("type") or "") == family), None)
    chain = [sp] + ([above] if above is not None else [])
    outer = next((box for shape in chain if (box := box_of(shape))), None)
    if outer is None:
        return None
    insets = [
        float(_body(chain, name, default)) / _EMU
        for name, default in (("lIns", 91440), ("tIns", 45720), ("rIns", 91440), ("bIns", 45720))
    ]
    left, top, right, bottom = insets
    inner = Box(outer.x + left, outer.y + top, max(outer.w - left - right, 1), max(outer.h - top - bottom, 1))
    turned = any(shape.find(f"{_P}spPr/{_A}xfrm[@rot]") is not None for shape in chain[:1])
    upright = _body(chain, "vert", "horz") == "horz" and not turned
    fills = next((filled(shape) for shape in chain if tells_fill(shape)), ())
    style = _style(chain, master, family)
    return Held(kind, int(ph.get("idx") or 0), outer, inner, upright, inner, fills, style)


def _body(chain: list[Any], name: str, default: object) -> Any:
    for sp in chain:
        props = sp.find(f"{_P}txBody/{_A}bodyPr")
        if props is not None and props.get(name) is not None:
            return props.get(name)
    return default


def _style(chain: list[Any], master: Any, family: str) -> dict[str, str]:
    """The first level of a placeholder, from the nearest place that says each thing."""
    name = {"title": "titleStyle", "body": "bodyStyle"}.get(family, "otherStyle")
    styles = [sp.find(f"{_P}txBody/{_A}lstStyle") for sp in chain]
    styles.append(master.find(f"{_P}txStyles/{_P}{name}"))
    styles = [style for style in styles if style is not None]
    levels = [style.find(f"{_A}lvl1pPr") for style in styles]
    found: dict[str, str] = {}
    for style in styles:
        fill = style.find(f"{_A}lvl2pPr/{_A}defRPr/{_A}solidFill")
        if fill is not None and len(fill):
            found.setdefault("deep", snippet(fill[0]))
    found |= _deeper(styles)
    if any(map(_is_large, (size for style in styles for size in style.iter(*_BULLET_SIZES)))):
        found["large bullets"] = "1"
    for props in (level for level in levels if level is not None):
        run = props.find(f"{_A}defRPr")
        for key in ("algn",):
            if props.get(key):
                found.setdefault(key, props.get(key))
        for key in ("sz", "b", "i", "cap", "spc"):
            if run is not None and run.get(key):
                found.setdefault(key, run.get(key))
        for tag, key in (("lnSpc", "line"), ("spcBef", "before"), ("spcAft", "after")):
            space = props.find(f"{_A}{tag}")
            if space is not None and len(space):
                found.setdefault(key, f"{'%' if space[0].tag.endswith('Pct') else ''}{space[0].get('val')}")
        for tag in ("buNone", "buChar", "buAutoNum", "buBlip"):
            if props.find(f"{_A}{tag}") is not None:
                found.setdefault("bullet", tag)
        if run is not None:
            latin, fill = run.find(f"{_A}latin"), run.find(f"{_A}solidFill")
            if latin is not None and latin.get("typeface"):
                found.setdefault("face", latin.get("typeface"))
            if fill is not None and len(fill):
                found.setdefault("fill", snippet(fill[0]))
    return found


_BULLET_SIZES = (f"{_A}buSzPct", f"{_A}buSzPts")


def _is_large(size: Any) -> bool:
    """Whether a bullet is larger than its text, which makes the line higher than it was measured."""
    value = size.get("val") or ""
    digits = re.sub(r"\D.*", "", value)
    percent = int(digits or 0) * (1000 if value.endswith("%") else 1)
    return size.tag == _BULLET_SIZES[1] or percent > 100_000


def _deeper(styles: list[Any]) -> dict[str, str]:
    """What a level below the first has that plain text has not, under names such as `deep b`."""
    found: dict[str, str] = {}
    for n in range(2, 6):
        seen: dict[str, str] = {}
        for style in styles:
            props = style.find(f"{_A}lvl{n}pPr")
            run = props.find(f"{_A}defRPr") if props is not None else None
            for part, keys in ((props, ("algn",)), (run, ("b", "i", "cap", "spc"))):
                if part is not None:
                    seen = {key: part.get(key) for key in keys if part.get(key)} | seen
        found |= {f"deep {key}": value for key, value in seen.items() if value not in ("0", "none", "l")}
    return found
