"""What can be chosen from a list, and how typing narrows it. Knows nothing of Textual."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from presales_tui.locale import language
from presales_tui.model.scales import Scale

_HOT = "123456789abcdefg"


class Option(NamedTuple):
    """One line of a list to choose from."""

    id: str
    label: str
    hint: str = ""
    """Shown muted on the right: a key, a count, a state."""
    hot: str = ""
    """A single key that chooses it at once (only where there is no filter)."""
    reason: str = ""
    """Why it cannot be chosen now; empty: it can."""


def scale_options(scale: Scale, *, empty: str = "") -> list[Option]:
    """The values of a scale to choose from, each with a hot key; `empty` labels "no value"."""
    lang = language()
    terms = [(term.code, term.label(lang), term.mark) for term in scale.terms]
    if empty:
        terms.append(("", empty, ""))
    return [Option(code, label, mark, hot) for (code, label, mark), hot in zip(terms, _HOT, strict=False)]


def rank(query: str, options: Sequence[Option]) -> list[Option]:
    """The options that hold all words of the query, or its characters in order; the best first."""
    words = query.casefold().split()
    if not words:
        return list(options)
    scored: list[tuple[int, int, Option]] = []
    for index, option in enumerate(options):
        text = f"{option.label} {option.hint} {option.id}".casefold()
        if all(word in text for word in words):
            scored.append((min(text.index(word) for word in words), index, option))
        elif _in_order("".join(words), option.label.casefold()):
            scored.append((1000, index, option))
    return [option for _score, _index, option in sorted(scored, key=lambda item: item[:2])]


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)
