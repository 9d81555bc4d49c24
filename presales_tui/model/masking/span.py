"""A place in a text that holds something to mask."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Characters `start` to `end` of a text hold something of a kind (a key of `masking.KINDS`)."""

    start: int
    end: int
    kind: str
