"""What came and what went between two states of a list of records: an edit costs what it touched.

Records are immutable values, so what is the same object is the same record in the same state.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, count
from operator import is_, is_not
from typing import TypeVar

T = TypeVar("T")


def moved(before: Sequence[T], after: Sequence[T]) -> tuple[list[T], list[T]]:
    """(gone, come): the objects that only the first list has, and those that only the second one has."""
    if len(before) == len(after):
        places = list(compress(count(), map(is_not, before, after)))
        return [before[n] for n in places], [after[n] for n in places]
    if len(before) < len(after) and all(map(is_, before, after)):
        return [], list(after[len(before) :])
    old = dict(zip(map(id, before), before, strict=True))
    new = dict(zip(map(id, after), after, strict=True))
    return [old[key] for key in old if key not in new], [new[key] for key in new if key not in old]
