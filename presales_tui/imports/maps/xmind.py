"""Mind maps of XMind (`.xmind`): an archive with `content.json` since XMind Zen, before it `content.xml`.

Topics come with notes, labels, links, callouts and
summaries; topics that float come as chapters behind the others. Markers that say how urgent or how far
a topic is are kept in its notes, the other ones are told, and so are arrows and pictures.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from zipfile import BadZipFile, ZipFile

from presales_tui.imports.maps.topics import Map, Topic, place
from presales_tui.imports.maps.xmind_forms import Json, Raw, Xml
from presales_tui.imports.marking import Piece, marked, split_lines
from presales_tui.imports.zipped import check_zipped
from presales_tui.locale import _
from presales_tui.model.errors import BadInput
from presales_tui.model.text import clean, one_line

_STATES = ("priority-", "task-")
"""Beginnings of the markers that say something of a topic."""


def is_xmind(data: bytes) -> bool:
    """Whether an archive holds a mind map of XMind, in one of its forms."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "content.json" in names:
                return True
            # OpenDocument files have a part of that name too.
            return "content.xml" in names and b"xmap-content" in archive.open("content.xml").read(4000)
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return False


def xmind_map(data: bytes, name: str) -> Map:
    """The topics of all sheets. BadInput if it is damaged, has a password, or unpacks to too much."""
    check_zipped(data, name)
    damaged = BadInput(_("{name} cannot be read as an XMind map.").format(name=name))
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            parts = {
                part: archive.read(part)
                for part in (
                    "content.json",
                    "content.xml",
                    "comments.xml",
                    "manifest.json",
                    "META-INF/manifest.xml",
                )
                if part in archive.namelist()
            }
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise damaged from error
    if any(b"encryption-data" in parts.get(part, b"") for part in ("manifest.json", "META-INF/manifest.xml")):
        raise BadInput(_("{name} is encrypted: save it without a password first.").format(name=name))
    form: Json | Xml
    try:
        if "content.json" in parts:
            form = Json(json.loads(parts["content.json"]))
        else:
            from presales_tui.imports.xml_text import parse_xml

            root = parse_xml(parts["content.xml"].decode("utf-8-sig", "replace"), name, "XMind")
            said = parts.get("comments.xml", b"").decode("utf-8-sig", "replace")
            form = Xml(root, parse_xml(said, name, "XMind") if said.strip() else None)
    except RecursionError as error:
        raise BadInput(_("{name} is nested too deep for a mind map.").format(name=name)) from error
    except (ValueError, UnicodeError) as error:
        raise damaged from error
    found = _Reader(form).read()
    if not found.sheets:
        raise damaged
    return found


class _Reader:
    """Topics of either form to topics of any map."""

    def __init__(self, form: Json | Xml) -> None:
        self._form = form
        self._told: Counter[str] = Counter()
        self._by_id: dict[str, Topic] = {}

    def read(self) -> Map:
        found = [(root, sheet) for sheet in self._form.sheets() if (root := self._sheet(sheet)) is not None]
        names = [one_line(clean(self._form.name(sheet))) for _root, sheet in found]
        return Map([root for root, _sheet in found], self._told, self._form.own, names)

    def _sheet(self, sheet: Any) -> Topic | None:
        top = self._form.root(sheet)
        if top is None:
            return None
        root = Topic()
        # No recursion: a file may nest deeper than Python's stack.
        stack: list[tuple[Any, Topic]] = [(top, root)]
        while stack:
            one, topic = stack.pop()
            raw = self._form.topic(one)
            self._fill(topic, raw)
            after: dict[int, list[Any]] = {}
            for at, summary in raw.summaries:
                after.setdefault(at, []).append(summary)
                self._told[_("summary topics, each behind what it sums up")] += 1
            if raw.floating:
                self._told[_("floating topics, as chapters behind the others")] += len(raw.floating)
            below = [*_woven(raw.attached, after)]
            topic.children = [Topic() for _one in below]
            stack += zip(below, topic.children, strict=True)
            # What floats on the sheet hangs below no topic, wherever the file keeps it.
            loose = [Topic() for _one in raw.floating]
            root.children += loose
            stack += zip(raw.floating, loose, strict=True)
        for arrow in self._form.arrows(sheet):
            self._told[_("arrows between topics left out")] += 1
            if arrow.title and arrow.start in self._by_id:
                other = self._by_id.get(arrow.end, Topic())
                self._by_id[arrow.start].remarks.append(f"→ {one_line(other.title)}: {one_line(arrow.title)}")
        return root

    def _fill(self, topic: Topic, raw: Raw) -> None:
        topic.title = clean(raw.title)
        own = self._form.own
        topic.text = clean(raw.notes) if own else split_lines(raw.notes)
        topic.link = raw.link if "://" in raw.link or raw.link.startswith("mailto:") else ""
        if raw.link.startswith("xmind:"):
            topic.link = ""
            self._told[_("links between topics left out")] += 1
        elif raw.link.startswith(("xap:", "file:")):
            topic.link = ""
            self._told[_("attached files left out")] += 1
        if raw.formula:
            topic.text = "\n\n".join(filter(None, (f"$${one_line(raw.formula)}$$", topic.text)))
        if raw.picture:
            self._told[_("pictures to be put in again")] += 1
            topic.pictures.append(place(raw.title))
        for callout in raw.callouts:
            for words in self._words(callout):
                topic.text = "\n\n".join(filter(None, (topic.text, f"> {marked([Piece(words)])}")))
        if raw.labels:
            topic.remarks.append(_("Labels: {names}").format(names=", ".join(map(one_line, raw.labels))))
        if states := [marker for marker in raw.markers if marker.startswith(_STATES)]:
            topic.remarks.append(_("Markers: {names}").format(names=", ".join(map(one_line, states))))
        if rest := len(raw.markers) - len(states):
            self._told[_("icons left out")] += rest
        if raw.comments:
            self._told[_("comments left out")] += raw.comments
        topic.remarks += [clean(remark).strip() for remark in raw.remarks]
        if raw.id:
            self._by_id[raw.id] = topic

    def _words(self, callout: Any) -> Iterator[str]:
        """The words of a topic and of all below it, one after the other."""
        stack = [callout]
        while stack:
            raw = self._form.topic(stack.pop())
            if words := one_line(raw.title):
                yield words
            stack += reversed([*raw.attached, *raw.floating])


def _woven(attached: Sequence[Any], after: Mapping[int, Iterable[Any]]) -> Iterator[Any]:
    """Topics with each summary behind the last one that it sums up."""
    last = len(attached) - 1
    for at, one in enumerate(attached):
        yield one
        for place_, found in after.items():
            if place_ == at or (place_ > last and at == last):
                yield from found
    if not attached:
        for found in after.values():
            yield from found
