"""The outline as a mind map of XMind: `content.json` for XMind 2020 and later, `content.xml` for XMind 8.

The text of a section is the note of its topic, as the Markdown export has it below a heading:
requirements and speaker notes come along, and an import reads all of it back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from uuid import NAMESPACE_OID, uuid5
from xml.sax.saxutils import escape

from presales_tui.documents.ooxml.packing import packed
from presales_tui.documents.outlines.markdown import below
from presales_tui.model.mind_maps import OWN
from presales_tui.model.outline import Section, in_order
from presales_tui.model.requirement import Requirement
from presales_tui.model.text import clean, one_line

_SHAPE = "org.xmind.ui.logic.right"
"""Topics to the right of the one in the middle: long Chinese titles stand well there."""
_CONTENT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
    '<xmap-content xmlns="urn:xmind:xmap:xmlns:content:2.0" version="2.0">'
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
    '<manifest xmlns="urn:xmind:xmap:xmlns:manifest:1.0">'
    '<file-entry full-path="content.xml" media-type="text/xml"/>'
    '<file-entry full-path="META-INF/" media-type=""/>'
    '<file-entry full-path="META-INF/manifest.xml" media-type="text/xml"/>'
    "</manifest>"
)


class _Topic(NamedTuple):
    depth: int
    id: str
    title: str
    note: str


def outline_xmind(sections: Iterable[Section], title: str, requirements: Iterable[Requirement] = ()) -> bytes:
    """The opportunity in the middle, chapters to its right; both forms of XMind in one file."""
    known = {r.id: r for r in requirements}
    name = one_line(clean(title)) or "—"
    topics = [_Topic(0, _id("root"), name, "")]
    topics += (
        _Topic(depth + 1, _id(section.id), one_line(section.title) or "—", below(section, known))
        for section, depth, _number in in_order(sections)
    )
    sheet = _id("sheet")
    parts = {
        "content.json": "".join(_json(topics, sheet)),
        "metadata.json": json.dumps({"creator": {"name": "presales", "version": "1"}}),
        "manifest.json": json.dumps({"file-entries": {"content.json": {}, "metadata.json": {}}}),
        "content.xml": "".join(_xml(topics, sheet)),
        "META-INF/manifest.xml": _MANIFEST,
    }
    return packed([(part, text.encode()) for part, text in parts.items()], frozenset())


def _id(name: str) -> str:
    """The same for the same section whenever it is written."""
    return uuid5(NAMESPACE_OID, name).hex[:26]


def _json(topics: Sequence[_Topic], sheet: str) -> Iterator[str]:
    # No recursion: an outline may nest deeper than Python's stack.
    yield f'[{{"id":"{sheet}","class":"sheet","title":{_quoted(topics[0].title)},"rootTopic":'
    for at, topic in enumerate(topics):
        following = topics[at + 1].depth if at + 1 < len(topics) else 0
        yield f'{{"id":"{topic.id}","class":"topic","title":{_quoted(topic.title)}'
        if at == 0:
            yield f',"structureClass":"{_SHAPE}","extensions":[{{"provider":"{OWN}","content":[]}}]'
        if topic.note:
            yield f',"notes":{{"plain":{{"content":{_quoted(topic.note)}}}}}'
        if following > topic.depth:
            yield ',"children":{"attached":['
            continue
        yield "}" + "]}}" * (topic.depth - following)
        yield "," if following else ""
    yield "}]"


def _xml(topics: Sequence[_Topic], sheet: str) -> Iterator[str]:
    yield f'{_CONTENT}<sheet id="{sheet}">'
    for at, topic in enumerate(topics):
        following = topics[at + 1].depth if at + 1 < len(topics) else 0
        shape = f' structure-class="{_SHAPE}"' if at == 0 else ""
        yield f'<topic id="{topic.id}"{shape}><title>{escape(topic.title)}</title>'
        if topic.note:
            yield f"<notes><plain>{escape(topic.note)}</plain></notes>"
        if at == 0:
            yield f'<extensions><extension provider="{OWN}"/></extensions>'
        if following > topic.depth:
            yield '<children><topics type="attached">'
            continue
        yield "</topic>" + "</topics></children></topic>" * (topic.depth - following)
    yield f"<title>{escape(topics[0].title)}</title></sheet></xmap-content>"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
