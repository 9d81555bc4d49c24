"""Rows of the Today screen: an opportunity, and something that is due."""

from __future__ import annotations

from typing import NamedTuple


class Deal(NamedTuple):
    """One opportunity as a row: what the face says, and figures once its client has been read."""

    id: str
    client_id: str
    client: str
    name: str
    stage: str
    met: str = ""
    """Satisfiable, in percent."""
    custom: str = ""
    """Person-days of customisation, as a range."""
    open_issues: int = 0
    late_issues: int = 0
    suspects: int = 0
    """Sections, criteria, issues and answers whose requirement says something else now."""
    next: str = ""


class Due(NamedTuple):
    """One thing that is due."""

    id: str
    client_id: str
    opportunity: str
    when: str
    kind: str
    """English message."""
    what: str
    where: str
    """The screen that opens it."""
