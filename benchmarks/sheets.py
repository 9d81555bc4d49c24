"""Import of every readable sheet below a directory: rows in, kept, refused, and whether a cell was lost.

    PRESALES_CORPUS=DIR python -m benchmarks.sheets

Reads the folders `1_requirements` and `6_sheets_docs`; also exports what was kept as XLSX, CSV and
Markdown, imports that again and counts differences. Time is of reading and planning one file.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from presales_tui.documents.record_sheet import delimited, markdown, workbook
from presales_tui.imports.records.form import NOTE, SKIP, text_of, unguard, value_of
from presales_tui.imports.records.planning import Plan
from presales_tui.imports.records.rows import ABOVE, MERGED, NEW, REFUSED, SECTION
from presales_tui.imports.requirements import FORM, plan_import
from presales_tui.imports.sheets import read_tables
from presales_tui.model.errors import Problem
from presales_tui.model.requirement import Requirement
from presales_tui.model.text import clean

FOLDERS = ("1_requirements", "6_sheets_docs")


def lost(plan: Plan) -> Iterator[str]:
    """The cells of kept rows whose words are in no field and no note of their requirement."""
    tables = {one.table.name: one for one in plan.mapped}
    for outcome in plan.outcomes:
        if outcome.record is None:
            continue
        one = tables[outcome.table]
        row = next(row for row in one.table.rows if row.line == outcome.line)
        everything = _bare("\n".join(text_of(column, outcome.record, "zh") for column in plan.kind.columns))
        for at, cell in enumerate(row.cells):
            name = one.mapping[at] if at < len(one.mapping) else NOTE
            text = unguard(cell)
            if not text or name == SKIP or _bare(text) in everything:
                continue
            column = plan.kind.by_name[name]
            values = value_of(column, text) if column.kind in ("scale", "own", "list") else None
            if values is None:
                yield f"{outcome.table}:{outcome.line} {name} {text[:60]!r}"


def _bare(text: str) -> str:
    return "".join(text.split())


def differences(records: Sequence[Requirement]) -> int:
    """Fields that differ after export and import, over three formats and two languages."""
    count = 0
    for lang in ("zh", "en"):
        rows = [[clean(text_of(column, r, lang)) for column in FORM.columns] for r in records]
        header = [column.label(lang) for column in FORM.columns]
        for data, name in (
            (workbook(records, FORM.columns, lang, "x", "x"), "x.xlsx"),
            (delimited(header, rows), "x.csv"),
            (markdown(header, rows), "x.md"),
        ):
            plan = plan_import(read_tables(data, name), opportunity="o")
            back = [put.new for put in plan.change.puts if isinstance(put.new, Requirement)]
            count += abs(len(back) - len(records))
            for before, after in zip(records, back, strict=False):
                count += sum(
                    before.__dict__[key] != after.__dict__[key] for key in before.__dict__ if key != "id"
                )
            count += len(plan_import(read_tables(data, name), opportunity="o", existing=records).change)
    return count


def main() -> int:
    """Print one line a file."""
    root = os.environ.get("PRESALES_CORPUS", "")
    if not root:
        sys.stderr.write("PRESALES_CORPUS names the directory to read\n")
        return 2
    out = sys.stdout.write
    out(
        f"{'file':44}{'rows':>6}{'kept':>6}{'merged':>7}{'head':>6}{'refused':>8}{'lost':>5}{'diff':>5}{'ms':>7}\n"
    )
    for path in sorted(p for folder in FOLDERS for p in (Path(root) / folder).rglob("*") if p.is_file()):
        start = time.perf_counter()
        try:
            plan = plan_import(read_tables(path), opportunity="o")
        except Problem as problem:
            out(f"{path.name[:42]:44}refused: {problem.sentence}\n")
            continue
        spent = (time.perf_counter() - start) * 1000
        made = [put.new for put in plan.change.puts if isinstance(put.new, Requirement)]
        numbered = [replace(r, ref=f"REQ-{n:03}") for n, r in enumerate(made, 1)]
        gone = list(lost(plan))
        out(
            f"{path.name[:42]:44}{len(plan.outcomes):6}{plan.count(NEW):6}{plan.count(MERGED):7}"
            f"{plan.count(ABOVE, SECTION):6}{plan.count(REFUSED):8}{len(gone):5}"
            f"{differences(numbered) if numbered else 0:5}{spent:7.0f}\n"
        )
        for why in sorted({outcome.why for outcome in plan.outcomes if outcome.kind == REFUSED}):
            out(f"    refused: {why}\n")
        for cell in gone[:3]:
            out(f"    lost: {cell}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
