"""The template of a company: read, judged, matched, measured, emptied of its sample slides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import sqrt
from pathlib import Path
from typing import Any

from presales_tui.documents.ooxml.package import Package
from presales_tui.documents.template import (
    PLAIN_MAP,
    ROLES,
    Role,
    Template,
)
from presales_tui.documents.template.adopting import adopt
from presales_tui.documents.template.clearing import settled
from presales_tui.documents.template.colours import Colours, bright, is_lost, palette, readable_links
from presales_tui.documents.template.emptying import Emptied
from presales_tui.documents.template.grounds import Grounds
from presales_tui.documents.template.matching import lent, match, serves
from presales_tui.documents.template.measuring import measure
from presales_tui.documents.template.opening import opened, refused
from presales_tui.documents.template.reading import Drawn, Held, colour_map_of, listed, parsed, read_layouts
from presales_tui.documents.template.samples import title_told
from presales_tui.documents.template.scaling import divided, small
from presales_tui.documents.template.using import layout_of, seen
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
    except (OSError, ValueError) as error:
        shown = file.name.replace("\0", "")
        raise NotFound(_("The template {file} is not there; choose it again.").format(file=shown)) from error
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
        width, height = self._size()
        slides = listed(package, self._main, self._root, "p:sldIdLst/p:sldId", "slide")
        slides = [slide for slide in slides if slide not in package.damaged]
        layouts, found = self._matched(masters, slides, width, height)
        look = adopt(package, slides, found, width, height)
        if look:
            layouts, found = self._matched(masters, slides, width, height)
        ours = found["content"].master
        theme = self._theme(ours)
        fonts = _theme_fonts(theme)
        # What is not placed like any slide that people make would be planned for other sizes of type.
        scale = sqrt(width * height / (960 * 540))
        scale = scale if not 0.6 < scale < 1.4 else 1.0
        frame = measure(found, width, height, (fonts["major"], fonts["minor"]), scale)
        if frame.body.h < 90 * min(scale, 1) or frame.body.w < 160 * min(scale, 1):
            raise refused(self._name, _("its layouts leave no room for text"))
        titles = (frame.title, frame.cover_title, frame.section_title, frame.closing_title)
        if min(box.w for box in titles) < 0.2 * width:
            raise refused(self._name, _("its layouts have words of their own where titles would stand"))
        body = next(iter(found["content"].texts), None)
        mapping = colour_map_of(package, ours) or PLAIN_MAP
        colours = Colours(theme, mapping)
        text = (body.style.get("fill", "") if body else "") or '<a:schemeClr val="tx1"/>'
        if "phClr" in text:
            text = '<a:schemeClr val="tx1"/>'
        grounds = Grounds(package, width, height)
        known = grounds.under(found["content"], frame.body, colours, body)
        if known and is_lost(colours.seen(text), known):
            text = colours.read_on(known)
        if not known:  # text is what the company has chosen: it tells what it stands on
            known = "262626" if bright(colours.seen(text)) else "FFFFFF"
        ground = f'<a:srgbClr val="{known}"/>'
        looks = palette(colours, text, ground)
        uses = {
            role: layout_of(role, found[role], frame, grounds.colours_of(found[role].master), fonts["major"])
            for role in ROLES
        }
        for role in ROLES:
            master = found[role].master
            uses[role] = seen(role, uses[role], found[role], frame, self._theme(master), grounds)
            if master != ours and uses[role].colours is None:
                uses[role] = uses[role]._replace(colours=dict(grounds.colours_of(master)))
        unused = len(masters) - len({drawn.master for drawn in found.values()})
        emptied = Emptied(self._name, package, self._main, self._root, unused)
        presentation = emptied.presentation()
        if look:
            emptied.told.insert(0, look)
        for role in ROLES:
            name = self._chosen.get(role, uses[role].name)
            if name != uses[role].name:
                told = _("layout {name} is not there, or has another master: {other} serves")
                emptied.told.append(told.format(name=name, other=uses[role].name))
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
            large_bullets=bool(body and body.style.get("large bullets")),
            plain_text=_plain([held for drawn in found.values() for held in drawn.texts]),
            left=' algn="l"'
            if body and {body.style.get(key, "l") for key in ("algn", "deep algn")} != {"l"}
            else "",
            deep_text=bool(body and colours.is_lost(body.style.get("deep", ""), ground)),
            links=readable_links(colours, ground, mapping),
            title_paragraph=_title_paragraph(found["content"].title),
            names=tuple(drawn.name for drawn in sorted(layouts, key=lambda drawn: drawn.master != ours)),
            told=tuple(emptied.told),
        )

    def _matched(
        self, masters: list[str], slides: list[str], width: float, height: float
    ) -> tuple[list[Drawn], dict[Role, Drawn]]:
        """All layouts, and those that serve the roles."""
        package = self._package
        layouts = read_layouts(package, masters, slides, width, height)
        if not layouts:
            raise refused(self._name, _("it has no layouts"))
        for drawn in layouts:
            if drawn.title is None and drawn.used:
                drawn.told = title_told(package, slides[drawn.used[0]], width, height)
        ours = self._master_of(layouts, masters, width, height)
        own = match([drawn for drawn in layouts if drawn.master == ours], width, height, self._chosen)
        return layouts, settled(lent(own, layouts, width, height, self._chosen), width, height, self._chosen)

    def _theme(self, master: str) -> str:
        package = self._package
        return package.parts.get(package.target(master, "theme"), b"").decode("utf-8", "replace")

    def _masters(self) -> list[str]:
        """The masters in the order of the presentation."""
        return listed(self._package, self._main, self._root, "p:sldMasterIdLst/p:sldMasterId", "slideMaster")

    def _size(self) -> tuple[float, float]:
        found = self._root.find("p:sldSz", _NS)
        if found is None:
            raise refused(self._name, _("it does not say how large its slides are"))
        return int(found.get("cx")) / 12700, int(found.get("cy")) / 12700

    def _master_of(self, layouts: list[Drawn], masters: list[str], width: float, height: float) -> str:
        """The master whose layouts serve best; the first of equals."""
        if self._chosen:
            named = {drawn.name: drawn.master for drawn in layouts}
            known = [
                named[name]
                for role, name in self._chosen.items()
                if name in named and role in ("content", "two", "title")
            ]
            if known:
                return known[-1]  # what was chosen last counts

        def worth(master: str) -> tuple[bool, bool, int]:
            own = [drawn for drawn in layouts if drawn.master == master]
            if not own:
                return False, False, -1
            content = match(own, width, height, {})["content"]
            whole = serves(own, width, height)
            wide = bool(content.texts) and content.texts[0].inner.w > 0.6 * width
            return whole, wide, sum(len(d.used) for d in own)

        return max(masters, key=worth)


def _plain(texts: Sequence[Held]) -> str:
    """Attributes that make text plain where a place for it on any slide is not."""

    def has(key: str, *usual: str) -> bool:
        return any(
            held.style.get(name, usual[0]) not in usual for held in texts for name in (key, f"deep {key}")
        )

    found = ' b="0"' if has("b", "0", "") else ""
    found += ' i="0"' if has("i", "0", "") else ""
    found += ' cap="none"' if has("cap", "none") else ""
    return found + (' spc="0"' if has("spc", "0") else "")


def _title_paragraph(title: Held | None) -> str:
    """Punctuation stays inside the box, lines are as wide and stand as close as they were measured."""
    begin = '<a:pPr marL="0" indent="0" hangingPunct="0"'
    inside = f"{begin}/>"
    if title is None:
        return inside
    line = title.style.get("line", "%100000")
    wide = not line.startswith("%") or float(line[1:].rstrip("%") or 0) > 100_000
    spaced = any(title.style.get(key, "0").lstrip("%") not in ("0", "") for key in ("before", "after"))
    if not wide and not spaced:
        return inside
    zero = "".join(f'<a:{tag}><a:spcPts val="0"/></a:{tag}>' for tag in ("spcBef", "spcAft"))
    return f'{begin}><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>{zero}</a:pPr>'


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
