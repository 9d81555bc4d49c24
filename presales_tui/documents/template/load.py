"""The template of a company: read, judged, matched, measured, emptied of its sample slides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import sqrt
from pathlib import Path
from typing import Any

from presales_tui.documents.ooxml.package import Package
from presales_tui.documents.plan import Box, Place
from presales_tui.documents.planning.frame import Frame
from presales_tui.documents.template import (
    PLAIN_MAP,
    ROLES,
    Holder,
    Layout,
    Role,
    Template,
)
from presales_tui.documents.template.colours import Colours, palette, readable_links
from presales_tui.documents.template.emptying import Emptied
from presales_tui.documents.template.matching import match
from presales_tui.documents.template.measuring import measure
from presales_tui.documents.template.opening import opened, refused
from presales_tui.documents.template.reading import Drawn, Held, colour_map_of, parsed, read_layouts
from presales_tui.documents.template.scaling import divided, small
from presales_tui.locale import _
from presales_tui.model.errors import NotFound

ENDINGS = (".pptx", ".potx", ".pptm", ".potm")
_NS = {
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def load_template(path: str | Path, chosen: Iterable[tuple[str, str]] = ()) -> Template:
    """The template in a file, with `chosen` layouts by role. Raises a Problem that says why it is no use.

    It is read again only if the file has changed.
    """
    file = Path(path).expanduser()
    try:
        state = file.stat()
    except OSError as error:
        raise NotFound(_("The template {file} is not there.").format(file=file)) from error
    return _loaded(str(file), state.st_mtime_ns, state.st_size, tuple(chosen))


@lru_cache(maxsize=8)
def _loaded(path: str, _changed: int, size: int, chosen: tuple[tuple[str, str], ...]) -> Template:
    from lxml.etree import LxmlError

    name = Path(path).name
    if not Path(path).is_file():
        raise refused(name, _("it is no file"))
    if size > 200_000_000:
        raise refused(name, _("it is larger than 200 MB"))
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise refused(name, error.strerror or str(error)) from error
    try:
        return _Loader(name, opened(name, data), dict(chosen)).template()
    except (LxmlError, KeyError, IndexError, ValueError, AttributeError, TypeError) as error:
        raise refused(name, _("a part of it is damaged")) from error


class _Loader:
    def __init__(self, name: str, package: Package, chosen: Mapping[str, str]) -> None:
        self._name = name
        self._package = package
        self._chosen = chosen
        self._root: Any = parsed(package.parts[package.target("", "officeDocument")])
        self._main = package.target("", "officeDocument")

    def template(self) -> Template:
        """The template; sample slides, macros and what belongs to them are gone."""
        package = self._package
        masters = self._masters()
        layouts = read_layouts(package, self._main, masters)
        if not layouts:
            raise refused(self._name, _("it has no layouts"))
        width, height = self._size()
        ours = self._master_of(layouts, masters, width, height)
        found = match([drawn for drawn in layouts if drawn.master == ours], width, height, self._chosen)
        theme = package.parts.get(package.target(ours, "theme"), b"").decode("utf-8", "replace")
        fonts = _theme_fonts(theme)
        # What is not placed like any slide that people make would be planned for other sizes of type.
        scale = sqrt(width * height / (960 * 540))
        scale = scale if not 0.6 < scale < 1.4 else 1.0
        frame = measure(found, width, height, (fonts["major"], fonts["minor"]), scale)
        if frame.body.h < 90 or frame.body.w < 160:
            raise refused(self._name, _("its layouts leave no room for text"))
        body = next(iter(found["content"].texts), None)
        mapping = colour_map_of(package, ours) or PLAIN_MAP
        colours = Colours(theme, mapping)
        text = (body.style.get("fill", "") if body else "") or '<a:schemeClr val="tx1"/>'
        if "phClr" in text:
            text = '<a:schemeClr val="tx1"/>'
        ground = self._ground(found["content"].part, ours)
        looks = palette(colours, text, ground)
        uses = {role: self._use(role, found[role], frame, mapping) for role in ROLES}
        uses = {role: self._seen(role, use, found[role], frame, colours) for role, use in uses.items()}
        emptied = Emptied(self._name, package, self._main, self._root, len(masters))
        presentation = emptied.presentation()
        return Template(
            self._name,
            package,
            divided(frame, scale),
            uses if scale == 1.0 else {role: small(layout, scale) for role, layout in uses.items()},
            presentation,
            looks,
            scale,
            fonts["ours"],
            mapping,
            bullets=bool(body and body.style.get("bullet", "buNone") != "buNone"),
            plain_text=_plain(body),
            left=' algn="l"'
            if body and {body.style.get(key, "l") for key in ("algn", "deep algn")} != {"l"}
            else "",
            deep_text=bool(body and colours.is_lost(body.style.get("deep", ""), ground)),
            links=readable_links(colours, ground, mapping),
            title_paragraph=_title_paragraph(found["content"].title),
            told=tuple(emptied.told),
        )

    def _masters(self) -> list[str]:
        """The masters in the order of the presentation."""
        rels = {rel.id: rel.target for rel in self._package.rels.get(self._main, ())}
        ids = [found.get(f"{_R}id") for found in self._root.iterfind("p:sldMasterIdLst/p:sldMasterId", _NS)]
        listed = [rels[id_] for id_ in ids if id_ in rels]
        return [
            part
            for part in listed or self._package.targets(self._main, "slideMaster")
            if part in self._package.parts
        ]

    def _size(self) -> tuple[float, float]:
        found = self._root.find("p:sldSz", _NS)
        if found is None:
            raise refused(self._name, _("it does not say how large its slides are"))
        return int(found.get("cx")) / 12700, int(found.get("cy")) / 12700

    def _master_of(self, layouts: list[Drawn], masters: list[str], width: float, height: float) -> str:
        """The master whose layouts serve best; the first of equals."""
        if self._chosen:
            named = [drawn.master for drawn in layouts if drawn.name in self._chosen.values()]
            if named:
                return named[0]

        def worth(master: str) -> tuple[bool, bool, int]:
            own = [drawn for drawn in layouts if drawn.master == master]
            if not own:
                return False, False, -1
            content = match(own, width, height, {})["content"]
            whole = bool(content.title and content.texts)
            wide = whole and content.texts[0].inner.w > 0.6 * width
            return whole, wide, sum(len(d.used) for d in own)

        return max(masters, key=worth)

    def _ground(self, layout: str, master: str) -> str:
        """The background of the content layout as DrawingML; empty: not a plain colour."""
        for part in (layout, master):
            found = parsed(self._package.parts[part]).find("p:cSld/p:bg", _NS)
            if found is None:
                continue
            colour = found.find("p:bgPr/a:solidFill/*", _NS)
            colour = colour if colour is not None else found.find("p:bgRef/*", _NS)
            if colour is None:
                return ""
            return f'<a:{colour.tag.rpartition("}")[2]} val="{colour.get("val")}"/>'
        return '<a:schemeClr val="bg1"/>'

    def _use(self, role: Role, drawn: Drawn, frame: Frame, mapping: Mapping[str, str]) -> Layout:
        title = drawn.title
        boxes = {"cover": frame.cover_title, "section": frame.section_title, "closing": frame.closing_title}
        box = boxes.get(role, frame.title)
        holder = None
        if title is not None and title.idx >= 0:
            same = (
                abs(title.inner.y - box.y) < 1
                and abs(title.inner.x - box.x) < 1
                and title.inner.w >= box.w - 1
            )
            holder = Holder(title.kind, title.idx, box if same else title.inner)
        footers = {
            held.kind: Holder(held.kind, held.idx, held.inner)
            for held in drawn.of("dt", "ftr", "sldNum")
            if held.upright and held.inner.h > 9
        }
        size = float(title.style.get("sz", 0)) / 100 if title else 0.0
        fill = title.style.get("fill", "") if title and role in ("cover", "section", "closing") else ""
        texts = drawn.texts
        if role in ("cover", "section", "closing") and texts:
            fill = texts[0].style.get("fill", "") or fill
        link = ""
        scheme = re.search(r'^<a:schemeClr val="(\w+)"', fill or "")
        if scheme and scheme[1] != "phClr":
            link = (drawn.colours or mapping).get(scheme[1], scheme[1])
        if role in ("content", "two", "title") or (not link and box == frame.title):
            link = (drawn.colours or mapping).get("tx1", "dk1")
        return Layout(
            drawn.part,
            drawn.name,
            holder,
            _places(role, drawn, frame),
            footers,
            {held.kind: held.text for held in drawn.of("ftr") if held.text},
            colours=drawn.colours,
            link=link if link in _THEME_COLOURS else "",
            text="" if role in ("content", "two", "title") or "phClr" in fill else fill,
            title_size=size,
        )

    def _seen(self, role: Role, use: Layout, drawn: Drawn, frame: Frame, colours: Colours) -> Layout:
        """A title that stands elsewhere than the layout has it takes a colour that is seen there."""
        places = {
            "cover": frame.cover_title,
            "section": frame.section_title,
            "closing": frame.closing_title,
        }
        place = places.get(role, frame.title)
        if drawn.title is None or (use.title and _inside(drawn.title.outer, place)):
            return use
        own = drawn.title.style.get("fill", "")
        ground = self._ground(drawn.part, drawn.master)
        lost = "phClr" in own or colours.is_lost(own, ground)
        return use._replace(title_text="text" if lost else own if use.title is None else "")


_THEME_COLOURS = frozenset(PLAIN_MAP.values())


def _places(role: Role, drawn: Drawn, frame: Frame) -> dict[Place, Holder]:
    """Which placeholder takes what; its box is that of the frame where it is the same."""
    texts = drawn.texts
    found: dict[Place, Holder] = {}

    def holder(held: Held, box: Box) -> Holder:
        near = all(abs(a - b) < 1 for a, b in zip(held.inner, box, strict=True))
        return Holder(held.kind, held.idx, box if near else held.inner)

    if len({held.idx for held in texts}) < len(texts):
        texts = texts[:1]  # nothing tells them apart
    if role == "content" and texts:
        found["body"] = holder(texts[0], frame.body)
    elif role == "two" and len(texts) >= 2:
        left, right = sorted(texts[:2], key=lambda held: held.inner.x)
        found = {"body": holder(left, frame.left), "second": holder(right, frame.right)}
    elif role == "two" and texts:
        found["body"] = holder(texts[0], frame.body)
    elif role in ("cover", "section", "closing"):
        boxes = {"cover": frame.cover_subtitle, "section": frame.section_body, "closing": frame.closing_body}
        for held in texts:
            box = boxes[role]
            if held.inner[:3] == box[:3]:
                found["subtitle"] = holder(held, box)
            elif role == "cover" and frame.meta and held.inner == frame.cover_meta:
                found["meta"] = holder(held, frame.cover_meta)
    return found


def _inside(box: Box, place: Box) -> bool:
    """Whether the middle of a box is in a place."""
    x, y = box.x + box.w / 2, box.y + box.h / 2
    return place.y <= y <= place.y + place.h and place.x <= x <= place.x + place.w


def _plain(body: Held | None) -> str:
    """Attributes that make text plain where a level of the template is not."""
    style = body.style if body else {}

    def has(key: str, *usual: str) -> bool:
        return any(style.get(name, usual[0]) not in usual for name in (key, f"deep {key}"))

    found = ' b="0"' if has("b", "0", "") else ""
    found += ' i="0"' if has("i", "0", "") else ""
    found += ' cap="none"' if has("cap", "none") else ""
    return found + (' spc="0"' if has("spc", "0") else "")


def _title_paragraph(title: Held | None) -> str:
    if title is None:
        return ""
    line = title.style.get("line", "%100000")
    wide = not line.startswith("%") or float(line[1:].rstrip("%") or 0) > 100_000
    spaced = any(title.style.get(key, "0").lstrip("%") not in ("0", "") for key in ("before", "after"))
    if not wide and not spaced:
        return ""
    zero = "".join(f'<a:{tag}><a:spcPts val="0"/></a:{tag}>' for tag in ("spcBef", "spcAft"))
    return f'<a:pPr><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>{zero}</a:pPr>'


def _theme_fonts(theme: str) -> dict[str, str]:
    """Latin fonts of titles and text; `ours`: a font for East Asian runs if the theme names none."""
    found = {"major": "", "minor": "", "ours": ""}
    for name in ("major", "minor"):
        part = re.search(rf"<a:{name}Font>(.*?)</a:{name}Font>", theme, re.DOTALL)
        inside = part[1] if part else ""
        latin = re.search(r'<a:latin\b[^>]*typeface="([^"]*)"', inside)
        found[name] = latin[1] if latin else ""
        if not re.search(r'<a:ea\b[^>]*typeface="[^"]+"', inside) and 'script="Hans"' not in inside:
            found["ours"] = '<a:ea typeface="微软雅黑"/>'
    return found
