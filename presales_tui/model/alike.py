"""Requirements that say nearly the same as words that are being typed, at the speed of typing.

Likeness is the share of tokens in common (Dice, or how much of what is typed is in the other), each weighed
by how rare it is in the list. Requirements can be added one by one: a long list is made ready bit by bit.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from presales_tui.model.matching import tokens
from presales_tui.model.requirement import Requirement

LEAST = 0.4
"""What is less alike is another requirement."""
_ENOUGH = 4
"""Tokens from which on words that are only a part of a requirement count as like it."""
_PART = 0.85
_MOST_COMMON = 200
"""Requirements that a token may stand in to be looked up: what stands everywhere tells nothing apart."""


class Like(NamedTuple):
    """A requirement that says something like it."""

    requirement: Requirement
    score: float
    """0 to 1; 1: the same words."""


class Alike:
    """The titles of a list of requirements, to be found again by words like theirs."""

    def __init__(self, requirements: Iterable[Requirement] = ()) -> None:
        self._records: list[Requirement] = []
        self._bags: list[frozenset[str]] = []
        self._postings: dict[str, list[int]] = {}
        self.add(requirements)

    def __len__(self) -> int:
        return len(self._records)

    def add(self, requirements: Iterable[Requirement]) -> None:
        """Take some more in."""
        for r in requirements:
            number = len(self._records)
            bag = frozenset(tokens(r.title))
            self._records.append(r)
            self._bags.append(bag)
            for token in bag:
                self._postings.setdefault(token, []).append(number)

    def find(self, text: str, most: int = 3) -> list[Like]:
        """The requirements most like a text, the most alike first; none that is not like it enough."""
        asked = frozenset(tokens(text))
        if not asked:
            return []
        known = sorted((token for token in asked if token in self._postings), key=self._count)
        # The rarest two are looked up in any case.
        looked_up = [t for at, t in enumerate(known) if at < 2 or self._count(t) <= _MOST_COMMON]
        near = {number for token in looked_up for number in self._postings[token]}
        whole = self._weight(asked)
        found = []
        for number in near:
            bag = self._bags[number]
            if 3 * len(asked & bag) < len(asked):
                continue
            common = self._weight(asked & bag)
            score = 2 * common / (whole + self._weight(bag))
            if len(asked) >= _ENOUGH:
                # Few words of a long requirement are like it too: most of them are in it.
                score = max(score, _PART * common / whole)
            if score >= LEAST:
                found.append(Like(self._records[number], score))
        return sorted(found, key=lambda like: (-like.score, like.requirement.ref))[:most]

    def _count(self, token: str) -> int:
        return len(self._postings.get(token, ()))

    def _weight(self, bag: Iterable[str]) -> float:
        size = len(self._records) + 50
        return sum(math.log(1 + size / (self._count(token) + 1)) for token in bag)
