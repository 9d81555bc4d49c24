"""Labels of scale values as the screens show them."""

from __future__ import annotations

from presales_tui.locale import language
from presales_tui.model.scales import Scale
from presales_tui.widgets.grid import Cell


def label(scale: Scale, code: str, *, mark: bool = True) -> Cell:
    """A value with its text mark in front and its tone; empty for no value."""
    if not code:
        return ""
    term = scale.term(code)
    text = term.label(language())
    return (f"{term.mark} {text}" if mark and term.mark else text), term.tone
