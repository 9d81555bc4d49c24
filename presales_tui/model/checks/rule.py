"""What a quality check is: a named rule with a hint and its source, and what it finds."""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """One rule. It says what is amiss, what to do, and where it comes from."""

    id: str
    title: str
    """English message."""
    hint: str
    """What to do about it (English message)."""
    source: str
    """Where the rule comes from; not translated."""
    words: bool = False
    """Whether it looks at the words of the statement: then an acceptance ends when they change."""


class Finding(NamedTuple):
    """One thing that a rule found."""

    rule: Rule
    id: str
    """Of the requirement; of the opportunity, if it concerns the whole list."""
    ref: str
    """Empty: the whole list."""
    detail: str = ""
    """The very words, a figure, the other ref."""
    accepted: str = ""
    """Why it stands as it is, in the user's words; empty: it is open."""
