"""A deck that a colleague worked on, seeded, is exported onto: nothing of either side is lost."""

from __future__ import annotations

import pytest

from tests.documents.colleague.rounds import play


@pytest.mark.parametrize("seed", [8, 10, 21, 33, 34, 55])
def test_a_round_loses_nothing(seed: int) -> None:
    assert play(seed, there=9).broken == []
