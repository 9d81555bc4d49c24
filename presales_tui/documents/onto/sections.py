"""The named sections of the merged deck: those of the colleague stay, new slides find theirs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from lxml import etree

from presales_tui.documents.drawing.sections import section_id

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_P14_NS = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_P14 = f"{{{_P14_NS}}}"
_URI = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"


class Member(NamedTuple):
    """A slide of the new deck."""

    slide_id: int
    chapter: str
    """What it would be drawn in; empty: it is not drawn here."""
    known: bool
    """Whether it stood in the edited deck."""
    aside: bool = False
    """Whether it goes to the end, as its section is gone."""


class _Section(NamedTuple):
    name: str
    id: str
    members: tuple[int, ...]

    def drawn(self, most: int) -> bool:
        """Whether it has the name that was given to it here: its id tells."""
        return any(self.id == _guid_of(f"{n} {self.name}") for n in range(most))


Key = tuple[str, int | str]
"""`old` and the index of a section there, or `new` and the name of one."""


def list_sections(
    presentation: Any, slides: Sequence[Member], opening: str, retired: str, *, moved: bool
) -> None:
    """Write the sections. `moved`: slides were put into another order here, not there."""
    old = [
        _Section(
            each.get("name", ""),
            _guid(each.get("id", "")),
            tuple(int(one.get("id")) for one in each.iter(f"{_P14}sldId")),
        )
        for each in presentation.iter(f"{_P14}section")
    ]
    keys = _smooth(_keys(old, slides, retired, moved=moved), slides)
    names = _names(old, keys, slides)
    listed = _emptied(presentation)
    empty: defaultdict[int, list[_Section]] = defaultdict(list)
    for n, each in enumerate(old):
        if not each.members:
            empty[max((k for k in range(n) if old[k].members), default=-1)].append(each)
    for each in empty.pop(-1, ()):
        _write(listed, each.name, each.id, ())
    taken: set[str] = {each.id for each in old if not each.members}
    for n, (key, run) in enumerate(groupby(zip(keys, slides, strict=True), key=lambda pair: pair[0])):
        name = names.get(key) or str(key[1]) or opening
        known = old[int(key[1])] if key[0] == "old" else None
        id_ = known.id if known and known.id and known.name == name else _guid_of(f"{n} {name}")
        again = n
        while id_ in taken:
            again += 1
            id_ = _guid_of(f"{again} {name}")
        taken.add(id_)
        _write(listed, name, id_, [slide.slide_id for _key, slide in run])
        if known:
            for each in empty.pop(int(key[1]), ()):
                _write(listed, each.name, each.id, ())


def _keys(old: Sequence[_Section], slides: Sequence[Member], retired: str, *, moved: bool) -> list[Key]:
    """The section of each slide."""
    at = {slide_id: n for n, each in enumerate(old) for slide_id in each.members}
    votes: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for slide in slides:
        if slide.known and slide.chapter and slide.slide_id in at:
            votes[slide.chapter][at[slide.slide_id]] += 1
    home = {chapter: found.most_common(1)[0][0] for chapter, found in votes.items()}
    last = next((n for n, each in enumerate(old) if each.name == retired), None)
    keys: list[Key] = []
    before = ""
    for slide in slides:
        there = at.get(slide.slide_id) if slide.known else None
        if slide.aside:
            key: Key = ("old", last) if last is not None else ("new", retired)
        elif there is not None:
            goes = moved and slide.chapter and there in home.values()
            key = ("old", home.get(slide.chapter, there) if goes else there)
        elif keys and (not slide.chapter or slide.chapter == before):
            key = keys[-1]
        elif slide.chapter in home:
            key = ("old", home[slide.chapter])
        else:
            key = ("new", slide.chapter)
        before = slide.chapter or before
        keys.append(key)
    return keys


def _smooth(keys: list[Key], slides: Sequence[Member]) -> list[Key]:
    """A slide that is new does not cut the section around it in two."""
    for n in range(1, len(keys) - 1):
        if not slides[n].known and keys[n - 1] == keys[n + 1] and keys[n][0] == "old":
            keys[n] = keys[n - 1]
    return keys


def _names(old: Sequence[_Section], keys: Sequence[Key], slides: Sequence[Member]) -> dict[Key, str]:
    """What each section is called: a chapter renamed here is renamed there, unless they named it."""
    chapters: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    for key, slide in zip(keys, slides, strict=True):
        if slide.chapter and not slide.aside:
            chapters[key][slide.chapter] += 1
    names: dict[Key, str] = {}
    for n, each in enumerate(old):
        names["old", n] = each.name
        found = chapters["old", n].most_common(1)
        if found and each.drawn(len(old) + 200):
            names["old", n] = found[0][0]
    return names


def _guid_of(name: str) -> str:
    return _guid(section_id(name))


def _guid(text: str) -> str:
    """An id in the braces that PowerPoint wants; LibreOffice writes it without."""
    bare = text.strip("{}").upper()
    return f"{{{bare}}}" if bare else ""


def _emptied(presentation: Any) -> Any:
    """The list of sections, made if there is none, with nothing in it."""
    listed = next(presentation.iter(f"{_P14}sectionLst"), None)
    if listed is not None:
        for old in list(listed):
            listed.remove(old)
        return listed
    extensions = presentation.find(f"{_P}extLst")
    if extensions is None:
        extensions = etree.SubElement(presentation, f"{_P}extLst")
    extension = etree.SubElement(extensions, f"{_P}ext")
    extension.set("uri", _URI)
    return etree.SubElement(extension, f"{_P14}sectionLst", nsmap={"p14": _P14_NS})


def _write(listed: Any, name: str, id_: str, members: Iterable[int]) -> None:
    section = etree.SubElement(listed, f"{_P14}section")
    section.set("name", name)
    section.set("id", id_)
    inner = etree.SubElement(section, f"{_P14}sldIdLst")
    for slide_id in members:
        etree.SubElement(inner, f"{_P14}sldId").set("id", str(slide_id))
