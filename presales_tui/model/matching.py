"""Which capability of the product fits the words of a requirement: text similarity, offline.

BM25 (Robertson, Walker; k1 = 1.2, b = 0.5) over tokens that need no dictionary: Latin words without
their endings, and pairs of neighbouring Chinese characters, since Chinese has no word breaks. It is
our own because the kept libraries need compiled numpy (bm25s, rank-bm25, scikit-learn), which the
servers lack, SQLite's full text index has no token of two characters, and the pure Python Chinese
segmenter (jieba) loads a dictionary for a second. The whole of it is one class.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from presales_tui.model.capability import Capability
from presales_tui.model.requirement import Requirement

_PIECES = re.compile(r"[a-z0-9]+(?:[.+#][a-z0-9]+)*|[㐀-鿿]+")
_STOP = frozenset(
    re.findall(
        r"\w+",
        """a an and are as at be by can could for from has have in into is it its may must of on or shall
        should so than that the their them then there these they this to up was when where which will with
        would system user users able allow allows support supports provide provides""",
    )
)
_STOP_ZH = frozenset(re.findall(r"\w+", "系统 支持 能够 可以 需要 功能 进行 提供 实现 应当 用户 要求 平台"))
_GLUE = str.maketrans(dict.fromkeys("的了和与及或并对在是为将把被所其之以于等能可应需要", " "))
"""Characters that tie words together: a pair that holds one says nothing."""

_K1, _B = 1.2, 0.5
_WEIGHTS = (("name", 3), ("synonyms", 3), ("module", 1), ("tags", 1), ("description", 1), ("answer", 1))

LEAST = 0.12
"""Suggestions that score less are not worth a look."""


def tokens(text: str) -> list[str]:
    """The words and character pairs of a text."""
    found: list[str] = []
    for piece in _PIECES.findall(text.casefold()):
        if piece[0] < "㐀":
            if piece not in _STOP:
                found.append(_stem(piece))
            continue
        for part in piece.translate(_GLUE).split():
            if len(part) == 1:
                found.append(part)
            else:
                pairs = (part[n : n + 2] for n in range(len(part) - 1))
                found.extend(pair for pair in pairs if pair not in _STOP_ZH)
    return found


def _stem(word: str) -> str:
    """An English word without its commonest endings: alerts, alerting and alerted are one."""
    for ending in ("ations", "ation", "ings", "ing", "ies", "ers", "er", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


class Suggestion(NamedTuple):
    """A capability that may meet a requirement."""

    capability: Capability
    score: float
    """0 to 1: the share of what could be found that was found."""


class Index:
    """Texts to be found again by words like theirs; made once, asked often."""

    def __init__(self, texts: Iterable[Sequence[tuple[str, int]]], least: int = 0) -> None:
        """Of each thing its texts, each with the weight that it has.

        `least`: how many things there are thought to be, of which only some are known yet: among two
        or three, no word would be rare.
        """
        self._postings: dict[str, list[tuple[int, int]]] = {}
        lengths: list[int] = []
        for number, parts in enumerate(texts):
            bag: Counter[str] = Counter()
            for text, weight in parts:
                for token in tokens(text):
                    bag[token] += weight
            lengths.append(bag.total())
            for token, count in bag.items():
                self._postings.setdefault(token, []).append((number, count))
        self._size = max(len(lengths), least)
        mean = sum(lengths) / len(lengths) if lengths else 1.0
        self._norms = [1 - _B + _B * length / (mean or 1.0) for length in lengths]

    def _rarity(self, token: str) -> float:
        n = len(self._postings.get(token, ()))
        return math.log(1 + (self._size - n + 0.5) / (n + 0.5))

    def find(self, words: Sequence[tuple[str, float]], most: int = 5) -> list[tuple[int, float]]:
        """(number of a thing, 0 to 1: the share of what could be found that was found), the best first."""
        asked: dict[str, float] = {}
        for text, weight in words:
            for token in tokens(text):
                asked[token] = max(asked.get(token, 0.0), weight)
        scores: dict[int, float] = {}
        could = 0.0
        for token, weight in asked.items():
            rarity = self._rarity(token) * weight
            # Words that nothing here has at all weigh little: a client's own names are among them.
            could += rarity if token in self._postings else rarity * 0.35
            for number, count in self._postings.get(token, ()):
                gain = count / (count + _K1 * self._norms[number])
                scores[number] = scores.get(number, 0.0) + rarity * gain
        if not could:
            return []
        ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
        return [(number, min(score / could, 1.0)) for number, score in ranked]


class Matcher:
    """An index over the library; made once, asked often."""

    def __init__(self, library: Iterable[Capability]) -> None:
        self._library = list(library)
        self._index = Index(_texts(capability) for capability in self._library)

    def suggest(self, requirement: Requirement, most: int = 5) -> list[Suggestion]:
        """The best first; empty if nothing is like it."""
        return self.suggest_text(_words(requirement), most)

    def suggest_text(self, words: Sequence[tuple[str, float]], most: int = 5) -> list[Suggestion]:
        """As `suggest`, of texts with the weight that each has."""
        found = self._index.find(words, most)
        return [Suggestion(self._library[number], score) for number, score in found if score >= LEAST]


def _texts(capability: Capability) -> list[tuple[str, int]]:
    values = ((getattr(capability, name), weight) for name, weight in _WEIGHTS)
    return [(value if isinstance(value, str) else "\n".join(value), weight) for value, weight in values]


def _words(r: Requirement) -> list[tuple[str, float]]:
    """What a requirement says, and how much each text counts."""
    return [(r.title, 1.0), (r.module, 0.5), (" ".join(r.tags), 0.5), (r.statement, 0.4), (r.quote, 0.3)]
