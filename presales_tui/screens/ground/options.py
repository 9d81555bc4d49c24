"""What can be chosen from a list, and how typing narrows it. Knows nothing of Textual."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from presales_tui.locale import language
from presales_tui.model.initials import fold, initials, second_initials
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
    far: bool = False
    """It is of another place: one that is found here as well goes before it."""


def scale_options(scale: Scale, *, empty: str = "") -> list[Option]:
    """The values of a scale to choose from, each with a hot key; `empty` labels "no value"."""
    lang = language()
    terms = [(term.code, term.label(lang), term.mark) for term in scale.terms]
    if empty:
        terms.append(("", empty, ""))
    return [Option(code, label, mark, hot) for (code, label, mark), hot in zip(terms, _HOT, strict=False)]


_INITIALS, _SCATTERED = 1000, 2000
"""What hits of these kinds come after: words as they stand, then as initials, then letters with gaps."""

_FAR = 24
"""What a hit elsewhere comes after: a word that stands twelve characters further on, here."""


def rank(query: str, options: Sequence[Option]) -> list[Option]:
    """The options that hold all words of the query, in the text or as initials of its pinyin; the best first.

    Behind them those that hold its characters in order, the closer together the better.
    """
    words = fold(query).split()
    if not words:
        return list(options)
    scored = [
        (score, index, option)
        for index, option in enumerate(options)
        if (score := _score(words, option)) is not None
    ]
    return [option for _score_, _index, option in sorted(scored, key=lambda item: item[:2])]


_WORDY = 32
"""Characters from which on an id is that of a record, which nobody types: its digits are in every number."""


def _score(words: Sequence[str], option: Option) -> int | None:
    text = fold(f"{option.label} {option.hint} {option.id if len(option.id) < _WORDY else ''}")
    if all(word in text for word in words):
        return min(_place(word, text) for word in words) + _FAR * option.far
    label = fold(option.label)
    best: int | None = None
    for letters in dict.fromkeys((initials(label), second_initials(label))):
        if all(word in text or word in letters for word in words):
            found = _INITIALS + min(_place(word, letters) for word in words if word in letters)
            best = found if best is None else min(best, found)
    if best is None:
        gaps = [_gaps("".join(words), string) for string in (label, initials(label))]
        near = min((gap for gap in gaps if gap is not None), default=None)
        best = None if near is None else _SCATTERED + near
    return best


def _place(word: str, text: str) -> int:
    """Where a word stands; one that begins a word or a name is better than one inside."""
    at = text.index(word)
    return at * 2 + (at > 0 and text[at - 1].isascii() and text[at - 1].isalnum())


def _gaps(letters: str, text: str) -> int | None:
    """How many characters lie between those of `letters` in a text; `None`: they are not there in order."""
    at = first = text.find(letters[0])
    for letter in letters[1:]:
        at = text.find(letter, at + 1) if at >= 0 else -1
    return None if at < 0 or first < 0 else at - first
