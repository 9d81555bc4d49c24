"""Real outlines, where a set of them is at hand (`PRESALES_CORPUS`)."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from presales_tui.documents.planning.planner import plan_deck
from tests.documents.support import book, said, too_much

ROOT = os.environ.get("PRESALES_CORPUS", "")
FILES = sorted(Path(ROOT, "3_outlines").rglob("*.md")) if ROOT else []


@pytest.mark.skipif(not FILES, reason="PRESALES_CORPUS is not set")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_real_document_fits_and_keeps_its_words(path: Path) -> None:
    source = path.read_text("utf-8", "replace")
    pieces = re.split(r"(?m)^(?=#{1,3} )", source)
    plan = plan_deck(book(*((str(n), f"第 {n} 节", body) for n, body in enumerate(pieces, 1))), lang="zh")
    for slide in plan.slides:
        assert too_much(slide) == []
    have = said(plan)
    for sentence in re.findall(
        r"[\u4e00-\u9fff]{4,12}", re.sub(r"(?s)<!--.*?-->|<[^>]+>|\]\([^)]*\)", "", source)
    ):
        assert sentence in have
