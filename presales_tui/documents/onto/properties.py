"""What a deck that python-pptx has open says of itself, and the list of slides in its custom properties."""

from __future__ import annotations

from typing import Any

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from presales_tui.documents.drawing.properties import extended_xml
from presales_tui.documents.plan import Plan
from presales_tui.documents.stamps.ledger import Ledger, read_ledger
from presales_tui.documents.stamps.stamp import Related


class PartRelated(Related):
    """What a slide part refers to."""

    def __init__(self, part: Any) -> None:
        self._part = part

    def part(self, rid: str) -> bytes:
        """The bytes of a picture, the XML of a chart."""
        rel = self._part.rels.get(rid)
        return b"" if rel is None or rel.is_external else bytes(rel.target_part.blob)

    def link(self, rid: str) -> str:
        """The address that a link leads to."""
        rel = self._part.rels.get(rid)
        return "" if rel is None else str(rel.target_ref) if rel.is_external else "#"

    def layout(self) -> str:
        """The name of its layout."""
        return str(self._part.slide_layout.name)


def _part(package: Any, kind: str = RT.CUSTOM_PROPERTIES) -> Any:
    for rel in package.iter_rels():
        if rel.reltype == kind and not rel.is_external:
            return rel.target_part
    return None


def ledger_of(package: Any) -> Ledger | None:
    """The list that an export left in a deck."""
    part = _part(package)
    return None if part is None else read_ledger(part.blob)


def write_ledger(ledger: Ledger, package: Any) -> None:
    """Put the list into a deck."""
    part = _part(package)
    if part is None:
        part = Part(PackURI("/docProps/custom.xml"), CT.OFC_CUSTOM_PROPERTIES, package, b"")
        package.relate_to(part, RT.CUSTOM_PROPERTIES)
    part.blob = ledger.xml(part.blob or b"")


def drop_picture(package: Any) -> None:
    """The small picture of a deck shows a slide as it was, and nobody can read what it says."""
    for rid, rel in list(package._rels.items()):
        if rel.reltype == RT.THUMBNAIL:
            package._rels.pop(rid)


def describe(deck: Any, plan: Plan) -> None:
    """Version and confidentiality of the plan, and how many slides there are now; the title is theirs."""
    core = deck.core_properties
    core.version, core.content_status = plan.version, plan.mark
    parts = [deck.part.related_part(entry.rId) for entry in deck.slides._sldIdLst]
    with_notes = sum(any(rel.reltype == RT.NOTES_SLIDE for rel in part.rels.values()) for part in parts)
    if part := _part(deck.part.package, RT.EXTENDED_PROPERTIES):
        part.blob = extended_xml(part.blob, len(parts), with_notes)
