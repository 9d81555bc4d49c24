"""Which line of the old text is which line of the new one, fast for long texts with small edits."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from difflib import SequenceMatcher

Pairs = list[tuple[int, int]]
"""Places in the old and the new text that are the same line, both rising."""

_EDITS = 200
"""Up to this many lines put in or taken out, the smallest edit is sought: time grows with its square."""

_ALIGN = 2500
"""Up to this many pairs of changed lines are compared with each other."""

_ALIKE = 0.4
_COMPARED = 400
"""Characters of a line that are looked at to see whether it is the same line, edited."""


def same_lines(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Equal lines of two texts, paired in order.

    Small edits are found exactly (Myers' shortest edit). In a gap that changed more, lines that occur
    once on both sides are anchors and what lies between is looked at in turn, so that time stays near
    linear even where two texts have nothing in common.
    """
    pairs: Pairs = []
    gaps = [(0, len(old), 0, len(new))]
    while gaps:
        a, a_end, b, b_end = gaps.pop()
        while a < a_end and b < b_end and old[a] == new[b]:
            pairs.append((a, b))
            a, b = a + 1, b + 1
        while a < a_end and b < b_end and old[a_end - 1] == new[b_end - 1]:
            a_end, b_end = a_end - 1, b_end - 1
            pairs.append((a_end, b_end))
        if a == a_end or b == b_end:
            continue
        found = _shortest(old[a:a_end], new[b:b_end])
        if found is not None:
            pairs += [(a + i, b + j) for i, j in found]
            continue
        anchors = _anchors(old[a:a_end], new[b:b_end], once=True)
        if not anchors:
            pairs += [(a + i, b + j) for i, j in _anchors(old[a:a_end], new[b:b_end], once=False)]
            continue
        ends = [*anchors, (a_end - a, b_end - b)]
        at = (0, 0)
        for i, j in ends:
            gaps.append((a + at[0], a + i, b + at[1], b + j))
            at = (i + 1, j + 1)
        pairs += [(a + i, b + j) for i, j in anchors]
    return sorted(pairs)


def _shortest(old: Sequence[str], new: Sequence[str]) -> Pairs | None:
    """Equal lines under the shortest edit; `None` if that takes more than `_EDITS`."""
    n, m = len(old), len(new)
    if abs(n - m) > _EDITS:
        return None
    furthest = {1: 0}
    trace = []
    for edits in range(_EDITS + 1):
        trace.append(furthest.copy())
        for k in range(-edits, edits + 1, 2):
            down = k == -edits or (k != edits and furthest[k - 1] < furthest[k + 1])
            x = furthest[k + 1] if down else furthest[k - 1] + 1
            while x < n and 0 <= x - k < m and old[x] == new[x - k]:
                x += 1
            furthest[k] = x
            if x >= n and x - k >= m:
                return _backtrack(trace, n, m)
    return None


def _backtrack(trace: list[dict[int, int]], x: int, y: int) -> Pairs:
    pairs: Pairs = []
    for edits in range(len(trace) - 1, -1, -1):
        furthest = trace[edits]
        k = x - y
        down = k == -edits or (k != edits and furthest[k - 1] < furthest[k + 1])
        before_k = k + 1 if down else k - 1
        before_x = furthest[before_k] if edits else 0
        before_y = before_x - before_k if edits else 0
        while x > before_x and y > before_y:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = before_x, before_y
    return pairs


def _anchors(old: Sequence[str], new: Sequence[str], *, once: bool) -> Pairs:
    """Lines on both sides that keep their order: those that occur once, or the n-th with the n-th."""
    places = {key: n for n, key in enumerate(_keys(new, once))}
    common = [(i, places[key]) for i, key in enumerate(_keys(old, once)) if key and key in places]
    return _rising(common)


def _keys(lines: Sequence[str], once: bool) -> list[tuple[str, int] | None]:
    if once:
        count = Counter(lines)
        return [(line, 0) if count[line] == 1 else None for line in lines]
    seen: Counter[str] = Counter()
    keys: list[tuple[str, int] | None] = []
    for line in lines:
        seen[line] += 1
        keys.append((line, seen[line]))
    return keys


def _rising(pairs: Pairs) -> Pairs:
    """The longest part of some pairs (rising in the old text) that rises in the new text too."""
    tails: list[int] = []
    last: list[int] = []
    before = [-1] * len(pairs)
    for n, (_, place) in enumerate(pairs):
        at = bisect_left(tails, place)
        before[n] = last[at - 1] if at else -1
        tails[at : at + 1] = [place]
        last[at : at + 1] = [n]
    chain: Pairs = []
    n = last[-1] if last else -1
    while n >= 0:
        chain.append(pairs[n])
        n = before[n]
    return chain[::-1]


def moved_lines(old: Sequence[str], new: Sequence[str], pairs: Pairs) -> Pairs:
    """Lines with words that left one place and stand, unchanged, in another."""
    kept_old, kept_new = {i for i, _ in pairs}, {j for _, j in pairs}
    gone: defaultdict[str, deque[int]] = defaultdict(deque)
    for i, line in enumerate(old):
        if i not in kept_old and line.strip():
            gone[line].append(i)
    return [(gone[line].popleft(), j) for j, line in enumerate(new) if j not in kept_new and gone.get(line)]


def changed_lines(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Lines of a gap between equal lines that are the same line, edited; in order."""
    by_place = [(n, n) for n, (a, b) in enumerate(zip(old, new, strict=False)) if likeness(a, b) >= _ALIKE]
    # Each line like the one in its place: a word replaced throughout.
    if len(by_place) == len(old) == len(new) or len(old) * len(new) > _ALIGN:
        return by_place
    return _aligned(old, new)


def likeness(old: str, new: str) -> float:
    """0 nothing in common to 1 equal; a blank line is like nothing."""
    if not old.strip() or not new.strip():
        return 0.0
    matcher = SequenceMatcher(None, old[:_COMPARED], new[:_COMPARED], autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()


def _aligned(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """The pairs in order that are most alike taken together."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    like: dict[tuple[int, int], float] = {}
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            value = likeness(old[i], new[j])
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            if value >= _ALIKE and (together := value + best[i + 1][j + 1]) > best[i][j]:
                best[i][j] = together
                like[i, j] = value
    pairs: Pairs = []
    i = j = 0
    while i < len(old) and j < len(new):
        if (i, j) in like:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
