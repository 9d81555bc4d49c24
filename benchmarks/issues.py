"""Import of every issue list below a directory: rows in, kept, refused, and whether a cell was lost.

    python -m benchmarks.issues DIR

Also exports what was kept as XLSX, CSV and Markdown in two languages, imports that again beside the
first, and counts the issues that differ. Logs and other text that is no list are named as such.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from benchmarks.sheets import lost
from presales_tui.documents.sheets.record_sheet import made
from presales_tui.imports.issues import FORM, plan_import
from presales_tui.imports.records.found import ABOVE, MERGED, NEW, REFUSED, SAME
from presales_tui.imports.sheets import read_tables
from presales_tui.model.errors import Problem
from presales_tui.model.trial import Issue

COLUMNS = [column for column in FORM.columns if column.name != "done"]


def differences(records: list[Issue]) -> int:
    """Issues that are not the same after export and import, over three formats and two languages."""
    count = 0
    for lang in ("zh", "en"):
        for form in ("xlsx", "csv", "md"):
            try:
                sheet = made(records, COLUMNS, lang=lang, format_=form, name="x", sheet="x", told="")
            except Problem:
                continue  # A text too long for a cell of a workbook is refused, and said.
            tables = read_tables(sheet.content, f"x.{form}")
            again = plan_import(tables, opportunity="o", existing=records)
            count += len(records) - again.count(SAME)
    return count


def main() -> int:
    """Print one line a file, and below it why rows were refused."""
    if len(sys.argv) != 2:
        sys.stderr.write("usage: python -m benchmarks.issues DIR\n")
        return 2
    out = sys.stdout.write
    out(
        f"{'file':40}{'rows':>7}{'kept':>7}{'merged':>7}{'head':>5}{'refused':>8}{'lost':>5}{'diff':>5}{'ms':>7}\n"
    )
    for path in sorted(p for p in Path(sys.argv[1]).rglob("*") if p.is_file()):
        start = time.perf_counter()
        try:
            plan = plan_import(read_tables(path), opportunity="o")
        except Problem as problem:
            out(f"{path.name[:38]:40}refused: {problem.sentence}\n")
            continue
        spent = (time.perf_counter() - start) * 1000
        issues = [put.new for put in plan.change.puts if isinstance(put.new, Issue)]
        numbered = [replace(issue, ref=f"ISS-{n:03}") for n, issue in enumerate(issues, 1)]
        gone = list(lost(plan))
        out(
            f"{path.name[:38]:40}{len(plan.outcomes):7}{plan.count(NEW):7}{plan.count(MERGED):7}"
            f"{plan.count(ABOVE):5}{plan.count(REFUSED):8}{len(gone):5}"
            f"{differences(numbered) if numbered else 0:5}{spent:7.0f}\n"
        )
        why = Counter(outcome.why for outcome in plan.outcomes if outcome.kind == REFUSED)
        for sentence, n in why.most_common(5):
            out(f"    refused {n}: {sentence}\n")
        for cell in gone[:3]:
            out(f"    lost: {cell}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
