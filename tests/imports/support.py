"""What the import tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from itertools import groupby
from pathlib import Path

import pytest

from presales_tui.model.change import Change
from presales_tui.model.meeting import Line
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Placed, Section, in_order

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=timezone(timedelta(hours=8)))
OPPORTUNITY = Opportunity(name="招生平台")

corpus = pytest.mark.skipif("PRESALES_CORPUS" not in os.environ, reason="PRESALES_CORPUS names no corpus")


def corpus_files(*folders: str, suffix: str = "") -> Iterator[Path]:
    """The files of some folders of the corpus of real inputs."""
    for folder in folders:
        root = Path(os.environ["PRESALES_CORPUS"]) / folder
        assert root.is_dir(), root
        yield from sorted(path for path in root.rglob(f"*{suffix}") if path.is_file())


def lines_of(change: Change) -> list[Line]:
    """The lines of minutes that a change puts, in order; each of its meetings counts its own."""
    lines = [put.new for put in change.puts if isinstance(put.new, Line)]
    for _meeting, own in groupby(lines, key=lambda line: line.meeting):
        places = [line.pos for line in own]
        assert places == sorted(places)
    return lines


def placed(change: Change) -> list[Placed]:
    """The sections that a change puts, in their order."""
    return in_order(put.new for put in change.puts if isinstance(put.new, Section))


def shape(change: Change) -> list[str]:
    """Numbers and titles of the sections that a change puts."""
    return [f"{number} {section.title}" for section, _, number in placed(change)]
