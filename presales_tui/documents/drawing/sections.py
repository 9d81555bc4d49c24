"""Named sections, as the slide sorter of PowerPoint shows them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from presales_tui.documents.ooxml.xml import escaped
from presales_tui.model.digests import blake2b

_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"


def sections_xml(slides: Sequence[tuple[str, int]]) -> str:
    """An extension of a presentation, from (section name, slide id) in order."""
    found = []
    for n, (name, members) in enumerate(groupby(slides, key=lambda pair: pair[0])):
        ids = "".join(f'<p14:sldId id="{id_}"/>' for _, id_ in members)
        found.append(
            f'<p14:section name="{escaped(name)}" id="{{{section_id(f"{n} {name}")}}}">'
            f"<p14:sldIdLst>{ids}</p14:sldIdLst></p14:section>"
        )
    return (
        '<p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}">'
        f'<p14:sectionLst xmlns:p14="{_P14}">{"".join(found)}</p14:sectionLst></p:ext>'
    )


def section_id(name: str) -> str:
    """A UUIDv8 (RFC 9562) that is the same for the same name."""
    found = blake2b(name.encode(), digest_size=16).hexdigest().upper()
    return f"{found[:8]}-{found[8:12]}-8{found[13:16]}-A{found[17:20]}-{found[20:]}"
