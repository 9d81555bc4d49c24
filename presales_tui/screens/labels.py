"""Labels of scale values as the screens show them."""

from __future__ import annotations

from presales_tui.locale import language
from presales_tui.model.scales import Scale
from presales_tui.screens.dialog import Option
from presales_tui.widgets.grid import Cell

_HOT = "123456789abcdefg"


def scale_options(scale: Scale, *, empty: str = "") -> list[Option]:
    """The values of a scale to choose from, each with a hot key; `empty` labels "no value"."""
    lang = language()
    terms = [(term.code, term.label(lang), term.mark) for term in scale.terms]
    if empty:
        terms.append(("", empty, ""))
    return [Option(code, label, mark, hot) for (code, label, mark), hot in zip(terms, _HOT, strict=False)]


def label(scale: Scale, code: str, *, mark: bool = True) -> Cell:
    """A value with its text mark in front and its tone; empty for no value."""
    if not code:
        return ""
    term = scale.term(code)
    text = term.label(language())
    return (f"{term.mark} {text}" if mark and term.mark else text), term.tone
