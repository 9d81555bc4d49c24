"""The burn-down of a trial's issues as text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from presales_tui.cli.output import emit
from presales_tui.model.trial import Issue, Trial


def chart(issues: Sequence[Issue], trial: Trial) -> None:
    """Print the picture that the workbench shows."""
    from presales_tui.documents.papers.burndown import picture

    for line, _tone in picture(issues, date.today(), trial, 78, 12):
        emit(line.rstrip() + "\n")
