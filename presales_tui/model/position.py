"""Position keys: the place of a record among its siblings, as text that sorts.

Between any two keys there is always another, so moving one record writes one record, and two
people who insert at the same place do not renumber each other. (Fractional indexing.)
"""

from __future__ import annotations

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
"""Base 62 in ASCII order, so that plain string comparison is the order."""

_BASE = len(DIGITS)

FIRST = "a1"
"""The key of the first record in an empty list."""


def between(before: str = "", after: str = "") -> str:
    """A key after `before` and before `after`; an empty one means no neighbour on that side.

    Keys never end in the digit `0`, so there is always room in front. ValueError if `before` is
    not below `after`.
    """
    if after and before >= after:
        raise ValueError(f"no key between {before!r} and {after!r}")
    if before and not after:
        return _next(before)
    key = ""
    i = 0
    while True:
        low = DIGITS.index(before[i]) if i < len(before) else 0
        high = DIGITS.index(after[i]) if i < len(after) else _BASE
        if high - low > 1:
            return key + DIGITS[(low + high) // 2]
        key += DIGITS[low]
        if low < high:
            after = ""
        i += 1


def _next(before: str) -> str:
    """A short key after the last one: appending n times costs O(log n) digits, not O(n).

    The first digit tells the width of a counter that follows (`a` one digit, `b` two, …); a key of
    another form is followed by the first counter, or by a midpoint if it lies behind all counters.
    """
    if before < FIRST:
        return FIRST
    width = ord(before[0]) - ord("a") + 1
    if 1 <= width <= 26 and len(before) >= width + 1:
        number = 0
        for digit in before[1 : width + 1]:
            number = number * _BASE + DIGITS.index(digit)
        number += 1
        if number % _BASE == 0:
            number += 1
        if number < _BASE**width:
            return before[0] + _digits(number, width)
        if width < 26:
            return chr(ord("a") + width) + _digits(1, width + 1)
    return before + DIGITS[_BASE // 2]


def _digits(number: int, width: int) -> str:
    text = ""
    for _ in range(width):
        number, digit = divmod(number, _BASE)
        text = DIGITS[digit] + text
    return text


def following(before: str, count: int) -> list[str]:
    """`count` keys in order, all after `before` (empty: from the start of the list)."""
    keys: list[str] = []
    for _ in range(count):
        before = _next(before) if before else FIRST
        keys.append(before)
    return keys


def spread(before: str, after: str, count: int) -> list[str]:
    """`count` keys in order between two neighbours (empty: none on that side), all of them short.

    Halving keeps the keys at O(log n) digits where one after the other would take O(n).
    """
    if count <= 0:
        return []
    if not after:
        return following(before, count)
    middle = between(before, after)
    left = count // 2
    return [*spread(before, middle, left), middle, *spread(middle, after, count - left - 1)]
