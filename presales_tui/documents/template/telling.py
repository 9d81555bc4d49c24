"""What a template is used for, in rows that a terminal shows."""

from __future__ import annotations

from presales_tui.documents.template import ROLES, Role, Template
from presales_tui.locale import N_, _

LABELS: dict[Role, str] = {
    "cover": N_("Cover"),
    "section": N_("Chapter"),
    "content": N_("Content"),
    "two": N_("Two columns"),
    "title": N_("Title only"),
    "closing": N_("Closing"),
}
"""English messages."""


def mapping(template: Template) -> list[tuple[str, str, str]]:
    """Of every role: its label, the layout, and what of it is filled."""
    rows = []
    for role in ROLES:
        layout = template.layouts[role]
        filled = [_("title") if layout.title else _("title (own box)")]
        filled += [_("text")] * len(layout.holders)
        filled += [_("footers")] if layout.footers else []
        rows.append((_(LABELS[role]), layout.name or "-", ", ".join(filled)))
    return rows


def facts(template: Template) -> list[str]:
    """Size, room for text, and what was left out."""
    frame, by = template.frame, template.scale
    size = _("slides {w} x {h} pt, text {tw} x {th} pt").format(
        w=round(frame.width * by),
        h=round(frame.height * by),
        tw=round(frame.body.w * by),
        th=round(frame.body.h * by),
    )
    return [size, *template.told]
