"""Comments on a requirement: what our people say to each other about it, apart from what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import ClassVar

from presales_tui.model.record import Record, frozen_record


@frozen_record
class Comment(Record):
    """One remark; who made it and when are the stamps of the record."""

    table: ClassVar[str] = "comments"
    prefix: ClassVar[str] = "CMT"
    title_field: ClassVar[str] = "text"

    opportunity: str = ""
    about: str = ""
    """Id of the requirement."""
    text: str = ""
    """Markdown, as long as it needs to be."""
    visibility: str = "internal"


def counted(comments: Iterable[Comment]) -> Counter[str]:
    """How many comments each requirement has, by its id."""
    return Counter(comment.about for comment in comments)
