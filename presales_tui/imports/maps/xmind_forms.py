"""The two forms of a map of XMind as the same plain values: `content.json` and `content.xml`.

Nothing is taken for granted: of every value only what has the right type is taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from presales_tui.model.mind_maps import OWN

_RANGE = re.compile(r"\(\s*(\d+)\s*,\s*(\d+)\s*\)")


class Raw(NamedTuple):
    """A topic as both forms tell it."""

    id: str = ""
    title: str = ""
    notes: str = ""
    link: str = ""
    picture: str = ""
    labels: Sequence[str] = ()
    markers: Sequence[str] = ()
    remarks: Sequence[str] = ()
    formula: str = ""
    comments: int = 0
    attached: Sequence[Any] = ()
    """The topics below it, in the form that they have in the file."""
    floating: Sequence[Any] = ()
    callouts: Sequence[Any] = ()
    summaries: Sequence[tuple[int, Any]] = ()
    """Each with the place behind which it stands."""


class Arrow(NamedTuple):
    """A line between two topics, by their ids."""

    start: str
    end: str
    title: str


class Json:
    """`content.json`, since XMind Zen."""

    def __init__(self, sheets: Any) -> None:
        self._sheets = sheets
        self.own = any(
            extension.get("provider") == OWN
            for sheet in self.sheets()
            for extension in _dicts(_dict(self.root(sheet)).get("extensions"))
        )

    def sheets(self) -> list[Any]:
        """The sheets as the file has them."""
        return _dicts(self._sheets)

    @staticmethod
    def name(sheet: Any) -> str:
        """What a sheet is called."""
        return _text(sheet.get("title"))

    @staticmethod
    def root(sheet: Any) -> Any | None:
        """The topic in the middle of a sheet."""
        top = sheet.get("rootTopic")
        return top if isinstance(top, dict) else None

    def arrows(self, sheet: Any) -> Iterator[Arrow]:
        """The lines between its topics."""
        for one in _dicts(sheet.get("relationships")):
            yield Arrow(_text(one.get("end1Id")), _text(one.get("end2Id")), _text(one.get("title")))

    def topic(self, one: Any) -> Raw:
        """A topic as plain values."""
        children = _dict(one.get("children"))
        summed = {
            _text(each.get("topicId")): _text(each.get("range")) for each in _dicts(one.get("summaries"))
        }
        plain = _dict(_dict(one.get("notes")).get("plain"))
        formula = ""
        remarks = [_text(each.get("title")) for each in _dicts(one.get("boundaries"))]
        for extension in _dicts(one.get("extensions")):
            provider, content = _text(extension.get("provider")), extension.get("content")
            if provider.endswith("mathJax"):
                formula = _text(_dict(content).get("content"))
            elif "task" in provider.lower():
                pairs = [(_text(e.get("name")), _text(e.get("content"))) for e in _dicts(content)]
                remarks += [f"{key}: {value}" for key, value in pairs if value]
        return Raw(
            id=_text(one.get("id")),
            title=_text(one.get("title")),
            notes=_text(plain.get("content")),
            link=_text(one.get("href")),
            picture=_text(_dict(one.get("image")).get("src")),
            labels=[_text(label) for label in _list(one.get("labels")) if _text(label)],
            markers=[_text(each.get("markerId")) for each in _dicts(one.get("markers"))],
            remarks=remarks,
            formula=formula,
            comments=len(_dicts(one.get("comments"))),
            attached=_dicts(children.get("attached")),
            floating=_dicts(children.get("detached")),
            callouts=_dicts(children.get("callout")),
            summaries=[
                (_last(summed.get(_text(each.get("id")), "")), each)
                for each in _dicts(children.get("summary"))
            ],
        )


class Xml:
    """`content.xml` of XMind 8 and before, with the comments that stand in a part of their own."""

    def __init__(self, root: Any, comments: Any | None) -> None:
        self._root = root
        self._comments = Counter(one.get("object-id", "") for one in (() if comments is None else comments))
        self.own = any(
            extension.get("provider") == OWN
            for sheet in self.sheets()
            for extension in _all(_first(self.root(sheet), "extensions"), "extension")
        )

    def sheets(self) -> list[Any]:
        """The sheets as the file has them."""
        return _all(self._root, "sheet")

    @staticmethod
    def name(sheet: Any) -> str:
        """What a sheet is called."""
        return _inside(sheet, "title")

    @staticmethod
    def root(sheet: Any) -> Any | None:
        """The topic in the middle of a sheet."""
        return _first(sheet, "topic")

    def arrows(self, sheet: Any) -> Iterator[Arrow]:
        """The lines between its topics."""
        for one in _all(_first(sheet, "relationships"), "relationship"):
            yield Arrow(one.get("end1", ""), one.get("end2", ""), _inside(one, "title"))

    def topic(self, one: Any) -> Raw:
        """A topic as plain values."""
        below: dict[str, list[Any]] = {}
        for topics in _all(_first(one, "children"), "topics"):
            below.setdefault(topics.get("type", "attached"), []).extend(_all(topics, "topic"))
        summed = {
            each.get("topic-id", ""): each.get("range", "")
            for each in _all(_first(one, "summaries"), "summary")
        }
        picture = _first(one, "img")
        link = next((value for key, value in one.attrib.items() if key.endswith("}href")), "")
        id_ = one.get("id", "")
        titles = [_inside(each, "title") for each in _all(_first(one, "boundaries"), "boundary")]
        return Raw(
            id=id_,
            title=_inside(one, "title"),
            notes=_inside(_first(one, "notes"), "plain"),
            link=link,
            picture="" if picture is None else "xap:",
            labels=[each.text for each in _all(_first(one, "labels"), "label") if each.text],
            markers=[each.get("marker-id", "") for each in _all(_first(one, "marker-refs"), "marker-ref")],
            remarks=[title for title in titles if title],
            comments=self._comments[id_],
            attached=below.get("attached", ()),
            floating=below.get("detached", ()),
            callouts=below.get("callout", ()),
            summaries=[
                (_last(summed.get(each.get("id", ""), "")), each) for each in below.get("summary", ())
            ],
        )


def _last(range_: str) -> int:
    """The place of the last topic of a range; past the end where it says none."""
    found = _RANGE.match(range_)
    return int(found[2][:6]) if found else 10**6


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in _list(value) if isinstance(one, dict)]


def _all(element: Any | None, name: str) -> list[Any]:
    if element is None:
        return []
    return [child for child in element if str(child.tag).rpartition("}")[2] == name]


def _first(element: Any | None, name: str) -> Any | None:
    return next(iter(_all(element, name)), None)


def _inside(element: Any | None, name: str) -> str:
    found = _first(element, name)
    return "" if found is None else "".join(found.itertext())
