"""What a deck says of itself: title, client and version (core), its slides and notes counted (extended)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from presales_tui.data.clock import utc_now
from presales_tui.documents.ooxml.xml import HEAD, escaped
from presales_tui.model.text import one_line

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_COUNTED = (
    "TotalTime|Words|Characters|CharactersWithSpaces|Lines|Paragraphs|Pages|Slides|Notes|HiddenSlides|MMClips"
    "|HeadingPairs|TitlesOfParts|HLinks|LinksUpToDate|HyperlinksChanged|Template|Manager"
)
_OLD = re.compile(rf"<({_COUNTED})\b[^>]*?(?:/>|>.*?</\1>)".encode(), re.DOTALL)
"""What tells of the slides that a template or an earlier edition had, and of who made it."""


def core_xml(values: Mapping[str, str]) -> bytes:
    """The core properties: those that say something, as short clean lines, and now as the date."""
    now = utc_now()
    rows = "".join(f"<{tag}>{escaped(one_line(text)[:255])}</{tag}>" for tag, text in values.items() if text)
    dates = "".join(
        f'<dcterms:{tag} xsi:type="dcterms:W3CDTF">{now}</dcterms:{tag}>' for tag in ("created", "modified")
    )
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{rows}{dates}</cp:coreProperties>'
    ).encode()


def extended_xml(old: bytes, slides: int, notes: int) -> bytes:
    """The extended properties: the company stays, what counts the old slides becomes what is there now."""
    counts = f"<Slides>{slides}</Slides><Notes>{notes}</Notes>".encode()
    kept, closed, rest = _OLD.sub(b"", old).rpartition(b"</Properties>")
    if closed:
        return kept + counts + closed + rest
    head = f'{HEAD}<Properties xmlns="{_OFFICE}/extended-properties"><Application>presales</Application>'
    return head.encode() + counts + b"</Properties>"
