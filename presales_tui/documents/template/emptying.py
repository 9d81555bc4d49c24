"""A template without what a company showed in it: sample slides, macros, pointers to slides that are gone."""

from __future__ import annotations

import re
from typing import Any

from presales_tui.documents.ooxml.package import Package
from presales_tui.documents.template import PRESENTATION, built_in
from presales_tui.documents.template.opening import refused
from presales_tui.documents.template.reading import parsed
from presales_tui.locale import _, ngettext

_MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_NS = {"p": "http://schemas.openxmlformats.org/presentationml/2006/main"}
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_GONE = ("custShowLst", "photoAlbum", "modifyVerifier", "sldIdLst", "smartTags", "custDataLst")
"""What in a presentation part speaks of slides that are gone, or would lock the deck."""
_KEPT = ("slideMaster", "notesMaster", "handoutMaster", "presProps", "tableStyles", "theme", "font")
"""What a presentation part leads to that is design. The rest tells who worked on it, and for whom:
comments, what was changed when, tags and data of add-ins."""
_DATA = re.compile(rb"<(?:\w+:)?custDataLst\s*/>|<((?:\w+:)?custDataLst)\b[^>]*>.*?</\1>", re.DOTALL)
_FILES = re.compile(rb' (?:descr|title)="(?:file:|[A-Za-z]:[\\/]|\\\\|/)[^"]*"')
"""A picture described by the file that it came from, which names a person's folder."""
_SHOWN = re.compile(rb"<(?:\w+:)?(?:sldRg|custShow)\b[^>]*?/>")
"""In its properties: the few slides that a show is made of, by numbers that mean others now."""


class Emptied:
    """The package of a template, `root` its presentation part; `unused` masters serve nothing."""

    def __init__(self, name: str, package: Package, main: str, root: Any, unused: int) -> None:
        self._name = name
        self._package = package
        self._main = main
        self._root = root
        self._unused = unused
        self.told: list[str] = []
        """What was left out, in words."""

    def presentation(self) -> tuple[str, str, str]:
        """Takes all that away; the presentation part in three pieces, between which the slides go."""
        from lxml import etree

        package, root = self._package, self._root
        count = len(package.targets(self._main, "slide"))
        if count:
            self.told.append(
                ngettext("{n} sample slide left out", "{n} sample slides left out", count).format(n=count)
            )
        if package.targets(self._main, "vbaProject"):
            self.told.append(_("macros left out"))
        if self._unused > 0:
            self.told.append(
                ngettext("{n} slide master not used", "{n} slide masters not used", self._unused).format(
                    n=self._unused
                )
            )
        package.keep(self._main, *_KEPT)
        package.keep("", "officeDocument")  # properties are written anew
        for part in list(package.rels):
            if part.startswith(("ppt/slideLayouts/", "ppt/slideMasters/")):
                self._unlinked(part)
            package.rels[part] = [
                rel for rel in package.rels[part] if rel.external or rel.target in package.parts
            ]
        for part in package.targets(self._main, "presProps"):
            package.parts[part] = _SHOWN.sub(b"", package.parts[part])
        for tag in _GONE:
            for found in root.findall(f"p:{tag}", _NS):
                root.remove(found)
        extensions = root.find("p:extLst", _NS)
        kept: list[bytes] = []
        if extensions is not None:
            for found in extensions:
                text = etree.tostring(found)
                if b"sectionLst" not in text and not re.search(rb'\br:id="', text):
                    kept.append(text)
            root.remove(extensions)
        self._notes_master(root)
        alive = {rel.id for rel in package.rels.get(self._main, ())}
        for found in list(root.iter()):
            if found.get(f"{_R}id") and found.get(f"{_R}id") not in alive and found.getparent() is not None:
                found.getparent().remove(found)
        package.types[self._main] = _MAIN
        package.prune()
        self._whole()
        if self._main != PRESENTATION:
            raise refused(self._name, _("its parts are not where PowerPoint puts them"))
        xml = etree.tostring(_usual(root), encoding="unicode")
        at = re.search(r"<p:sldSz\b", xml)
        if at is None:
            raise refused(self._name, _("a part of it is damaged"))
        end = xml.rindex("</p:presentation>")
        extra = "".join(text.decode() for text in kept)
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        return head + xml[: at.start()], xml[at.start() : end], f"{extra}</p:extLst>{xml[end:]}"

    def _unlinked(self, part: str) -> None:
        """A layout leads to no sample slide."""
        for rel in self._package.rels[part]:
            if rel.kind == "slide":
                blob = self._package.parts[part]
                pattern = (
                    rb'<a:hlink(?:Click|Hover)\b[^>]*r:id="'
                    + rel.id.encode()
                    + rb'"[^>]*?(?:/>|>.*?</a:hlink(?:Click|Hover)>)'
                )
                self._package.parts[part] = re.sub(pattern, b"", blob, flags=re.DOTALL)
        package = self._package
        package.drop(part, "slide", "tags", "customXml")
        package.parts[part] = _FILES.sub(b"", _DATA.sub(b"", package.parts.get(part, b"")))

    def _whole(self) -> None:
        """What is damaged must have gone with the sample slides."""
        package = self._package
        needed = sorted(package.damaged & package.parts.keys())
        if needed:
            raise refused(self._name, _("{part} in it is damaged").format(part=needed[0]))
        if package.damaged:
            self.told.append(_("what is damaged in it belongs to what was left out"))

    def _notes_master(self, root: Any) -> None:
        """Notes need a master; a template without one gets ours. It is listed the way PowerPoint reads it."""
        from lxml import etree

        package = self._package
        master = package.target(self._main, "notesMaster")
        if master not in package.parts:
            ours = built_in().package
            source = ours.target(PRESENTATION, "notesMaster")
            its_theme = ours.target(source, "theme")
            master = package.add(
                package.free("ppt/notesMasters/notesMaster{}.xml"), ours.types[source], ours.parts[source]
            )
            theme = package.free("ppt/theme/theme{}.xml")
            package.add(theme, ours.types[its_theme], ours.parts[its_theme])
            package.relate(master, "theme", theme)
        for part in (master, package.target(self._main, "handoutMaster")):
            if part in package.parts:
                package.parts[part] = _silent(package.parts[part])
        rel = package.relate(self._main, "notesMaster", master)
        for old in root.findall("p:notesMasterIdLst", _NS):
            root.remove(old)
        listed = etree.Element(f"{{{_NS['p']}}}notesMasterIdLst")
        etree.SubElement(listed, f"{{{_NS['p']}}}notesMasterId").set(f"{_R}id", rel)
        root.find("p:sldMasterIdLst", _NS).addnext(listed)


def _silent(blob: bytes) -> bytes:
    """A master of notes or handouts without the header and footer that somebody gave to one deck."""
    from lxml import etree

    root = parsed(_DATA.sub(b"", blob))
    for shape in root.iter(f"{{{_NS['p']}}}sp"):
        holder = shape.find("p:nvSpPr/p:nvPr/p:ph", _NS)
        if holder is not None and holder.get("type") in ("hdr", "ftr"):
            for run in shape.iter(f"{_A}t"):
                run.text = ""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _usual(root: Any) -> Any:
    """The presentation part with the prefixes that our pieces of XML use."""
    from lxml import etree

    usual = {
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "r": _R[1:-1],
        "p": _NS["p"],
    }
    if all(root.nsmap.get(prefix) == address for prefix, address in usual.items()):
        return root
    others = {
        prefix: address
        for prefix, address in root.nsmap.items()
        if prefix and prefix not in usual and address not in usual.values()
    }
    made = etree.Element(root.tag, dict(root.attrib), nsmap=others | usual)
    _again(root, made)
    return made


def _again(source: Any, target: Any) -> None:
    """The children of one element in another, with the prefixes known there."""
    from lxml import etree

    target.text = source.text
    for child in source.iterchildren(tag=etree.Element):
        _again(child, etree.SubElement(target, child.tag, dict(child.attrib)))
