"""Recognition against hand-made marks, where the files are at hand (`PRESALES_CORPUS`)."""

from __future__ import annotations

import os
import runpy
from pathlib import Path

from tests.imports.support import corpus


@corpus
def test_precision_and_recall_do_not_fall() -> None:
    bench = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "meetings.py"))
    figures = bench["score"](Path(os.environ["PRESALES_CORPUS"]) / "2_meetings")
    assert figures["files"] >= 10
    assert min(figures["precision, same kind"], figures["recall, same kind"]) >= 0.9
