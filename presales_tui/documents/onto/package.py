"""Parts of one deck in another: slides with their pictures, charts, notes, and if need be their layouts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TARGET_MODE as MODE
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part, _Relationship
from pptx.opc.packuri import PackURI

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REPLACED = frozenset({RT.IMAGE, RT.CHART, RT.HYPERLINK, RT.SLIDE, RT.SLIDE_LAYOUT, RT.MEDIA, RT.VIDEO})
"""What a slide refers to from within; comments and the like hang on it from outside and stay."""


class Transplant:
    """Copies from a fresh deck into an edited one."""

    def __init__(self, fresh: Any, edited: Any) -> None:
        self._fresh = fresh
        self._edited = edited
        self._package = edited.part.package
        self._copies: dict[int, Part] = {}
        self._names = {str(part.partname) for part in self._package.iter_parts()}
        self._layouts: dict[int, Part] = {}
        self._followed: dict[str, Part] = {}
        self._known = {
            (layout.name, _signature(layout)): layout.part
            for master in edited.slide_masters
            for layout in master.slide_layouts
        }

    def name(self, like: str) -> PackURI:
        """A part name that is free, like another one."""
        stem, dot, suffix = like.rpartition(".")
        stem = re.sub(r"\d+$", "", stem)
        n = 1
        while f"{stem}{n}{dot}{suffix}" in self._names:
            n += 1
        self._names.add(f"{stem}{n}{dot}{suffix}")
        return PackURI(f"{stem}{n}{dot}{suffix}")

    def new_slide(self) -> Part:
        """An empty slide part, to be filled by `fill`."""
        from pptx.opc.constants import CONTENT_TYPE as CT

        return Part(self.name("/ppt/slides/slide1.xml"), CT.PML_SLIDE, self._package, b"")

    def fill(self, target: Any, source: Any, slides: dict[int, Part], *, notes: bool) -> None:
        """Make a slide what a fresh one is; `slides`: by id of a fresh slide part, where it went.

        `notes`: its notes as well; else those that are there stay. Comments stay in either case.
        """
        kept = []
        for rid, rel in list(target.rels.items()):
            gone = rel.reltype in _REPLACED or (notes and rel.reltype == RT.NOTES_SLIDE)
            if not gone:
                kept.append(rel)
            target.rels.pop(rid)
        element = etree.fromstring(source.blob)
        for rid, rel in source.rels.items():
            if rel.reltype == RT.NOTES_SLIDE:
                continue
            if rel.is_external:
                _relate(target, rid, rel.reltype, rel.target_ref, external=True)
            elif rel.reltype == RT.SLIDE:
                found = slides.get(id(rel.target_part))
                if found is None:
                    unlink(element, rid)
                else:
                    _relate(target, rid, rel.reltype, found)
            elif rel.reltype == RT.SLIDE_LAYOUT:
                _relate(target, rid, rel.reltype, self.layout(rel.target_part))
            else:
                _relate(target, rid, rel.reltype, self.copy(rel.target_part))
        for rel in kept:
            if rel.is_external:
                target.relate_to(rel.target_ref, rel.reltype, is_external=True)
            else:
                target.relate_to(rel.target_part, rel.reltype)
        if _blob(target):
            _keep_identity(element, slide_element(target))
        set_xml(target, element)
        if notes:
            self.set_notes(target, source)

    def set_notes(self, target: Any, source: Any) -> None:
        """Give a slide the notes of a fresh one."""
        for rid, rel in list(target.rels.items()):
            if rel.reltype == RT.NOTES_SLIDE:
                target.rels.pop(rid)
        for rel in source.rels.values():
            if rel.reltype == RT.NOTES_SLIDE:
                old = rel.target_part
                part = Part(self.name(str(old.partname)), old.content_type, self._package, old.blob)
                for rid, inner in old.rels.items():
                    if inner.reltype == RT.NOTES_MASTER:
                        _relate(part, rid, RT.NOTES_MASTER, self._edited.part.notes_master_part)
                    elif inner.reltype == RT.SLIDE:
                        _relate(part, rid, RT.SLIDE, target)
                target.relate_to(part, RT.NOTES_SLIDE)

    @staticmethod
    def keep_notes(target: Any, old: Any) -> None:
        """Give a slide that takes the place of another one the notes of that one."""
        for rid, rel in list(old.rels.items()):
            if rel.reltype == RT.NOTES_SLIDE:
                notes = rel.target_part
                old.rels.pop(rid)
                for rel_id, inner in list(notes.rels.items()):
                    if inner.reltype == RT.SLIDE:
                        _relate(notes, rel_id, RT.SLIDE, target)
                target.relate_to(notes, RT.NOTES_SLIDE)

    def give_layout(self, target: Any, source: Any) -> None:
        """Give a slide the layout of a fresh one."""
        for rid, rel in list(target.rels.items()):
            if rel.reltype == RT.SLIDE_LAYOUT:
                fresh = next(r.target_part for r in source.rels.values() if r.reltype == RT.SLIDE_LAYOUT)
                _relate(target, rid, RT.SLIDE_LAYOUT, self.layout(fresh))

    def copy(self, source: Any) -> Part:
        """A part with all that it refers to."""
        found = self._copies.get(id(source))
        if found is not None:
            return found
        part = Part(self.name(str(source.partname)), source.content_type, self._package, source.blob)
        self._copies[id(source)] = part
        for rid, rel in source.rels.items():
            if rel.is_external:
                _relate(part, rid, rel.reltype, rel.target_ref, external=True)
            else:
                _relate(part, rid, rel.reltype, self.copy(rel.target_part))
        return part

    def follow(self, pairs: Iterable[tuple[Any, Any]]) -> None:
        """Slides that are new here look like those there: (fresh slide part, what it is in the edited deck).

        Where a colleague gave the deck another design, its layouts stand for ours if they have our places.
        """
        votes: defaultdict[str, Counter[Any]] = defaultdict(Counter)
        for fresh, edited in pairs:
            ours, theirs = fresh.slide.slide_layout, edited.slide.slide_layout
            if set(_signature(ours)) <= set(_signature(theirs)):
                votes[ours.name][theirs.part] += 1
        self._followed = {name: found.most_common(1)[0][0] for name, found in votes.items()}

    def layout(self, source: Any) -> Part:
        """The layout of the edited deck that has the same name and the same places; else ours comes along."""
        found = self._layouts.get(id(source))
        if found is None:
            layout = source.slide_layout
            found = self._known.get((layout.name, _signature(layout))) or self._followed.get(layout.name)
            if found is None:
                found = self._bring_master(source)
            self._layouts[id(source)] = found
        return found

    def _bring_master(self, layout: Any) -> Part:
        """Our master, with its theme and all its layouts, as one more of the deck."""
        master = layout.slide_layout.slide_master.part
        known = id(master) in self._copies
        part = self.copy(master)
        if not known:
            taken = [
                int(entry.get("id"))
                for each in self._edited.slide_masters
                for entry in each._element.iter(f"{_P}sldLayoutId")
            ]
            listed = self._edited.element.find(f"{_P}sldMasterIdLst")
            taken += [int(entry.get("id", "0")) for entry in listed]
            next_id = max([2147483648, *taken]) + 1
            element = etree.fromstring(part.blob)
            for n, entry in enumerate(element.iter(f"{_P}sldLayoutId")):
                entry.set("id", str(next_id + 1 + n))
            set_xml(part, element)
            entry = etree.SubElement(listed, f"{_P}sldMasterId")
            entry.set("id", str(next_id))
            entry.set(f"{_R}id", self._edited.part.relate_to(part, RT.SLIDE_MASTER))
        return self.copy(layout)


def _signature(layout: Any) -> tuple[tuple[str, str], ...]:
    """The places of a layout: type and index of each."""
    return tuple(
        sorted(
            (holder.get("type", "obj"), holder.get("idx", "0")) for holder in layout._element.iter(f"{_P}ph")
        )
    )


def _relate(part: Any, rid: str, reltype: str, target: Any, *, external: bool = False) -> None:
    """A relationship with a given id."""
    mode = MODE.EXTERNAL if external else MODE.INTERNAL
    rels = part.rels
    rels._rels[rid] = _Relationship(part.partname.baseURI, rid, reltype, mode, target)


def _keep_identity(element: etree._Element, old: etree._Element) -> None:
    """What tells a slide apart, as comments point at it, and whether it is shown."""
    if show := old.get("show"):
        element.set("show", show)
    extension = old.find(f"{_P}extLst")
    if extension is not None and element.find(f"{_P}extLst") is None:
        element.append(deepcopy(extension))


def _blob(part: Any) -> bytes:
    return bytes(part.blob)


def slide_element(part: Any) -> etree._Element:
    """The XML of a part, whichever way it is kept."""
    return part._element if hasattr(part, "_element") else etree.fromstring(part.blob)


def set_xml(part: Any, element: etree._Element) -> None:
    """The XML of a part."""
    data = etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
    if hasattr(part, "_element"):
        from pptx.oxml import parse_xml

        part._element = parse_xml(data)
    else:
        part.blob = data


def unlink(element: etree._Element, rid: str) -> None:
    """Take away what refers to a relationship that is no more."""
    for part in list(element.iter()):
        if isinstance(part.tag, str) and part.get(f"{_R}id") == rid and part.tag.endswith("}hlinkClick"):
            part.getparent().remove(part)
