"""Labels of scale values as the screens show them."""

from __future__ import annotations

from collections.abc import Mapping

from presales_tui.locale import language
from presales_tui.model.scales import Scale
from presales_tui.widgets.grid import Cell


def label(scale: Scale, code: str, *, mark: bool = True, short: Mapping[str, str] | None = None) -> Cell:
    """A value with its text mark and its tone; empty for no value. `short`: shorter labels in Chinese."""
    if not code:
        return ""
    term = scale.term(code)
    lang = language()
    text = (short or {}).get(code) if lang == "zh" else None
    text = text or term.label(lang)
    return (f"{term.mark} {text}" if mark and term.mark else text), term.tone
