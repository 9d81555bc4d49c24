"""Import of every readable sheet below some folders: rows in, kept, refused, and whether a cell was lost.

    python benchmarks/sheets.py FOLDER [FOLDER ...]

Also exports what was kept as XLSX, CSV and Markdown in both languages, imports that again and counts
differences. Time is of reading and planning one file. Ends with 1 if a cell was lost or anything differs.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from presales_tui.documents.sheets.record_sheet import delimited, markdown, workbook
from presales_tui.imports.records.form import NOTE, REFS, SKIP, text_of, unguard, value_of
from presales_tui.imports.records.found import ABOVE, MERGED, NEW, REFUSED, SECTION
from presales_tui.imports.records.links import named
from presales_tui.imports.records.planning import Plan
from presales_tui.imports.requirements import FORM, plan_import
from presales_tui.imports.sheets import read_tables
from presales_tui.model.errors import Problem
from presales_tui.model.requirement import Requirement
from presales_tui.model.text import clean


def lost(plan: Plan) -> Iterator[str]:
    """The cells of kept rows whose words are in no field and no note of their requirement."""
    tables = {one.table.name: one for one in plan.mapped}
    rows = {(one.table.name, row.line): row for one in plan.mapped for row in one.table.rows}
    for outcome in plan.outcomes:
        if outcome.record is None:
            continue
        one = tables[outcome.table]
        row = rows[outcome.table, outcome.line]
        shown = named(plan.kind, outcome.record, plan.names)
        everything = _bare("\n".join(text_of(column, shown, "zh") for column in plan.kind.columns))
        for at, cell in enumerate(row.cells):
            name = one.mapping[at] if at < len(one.mapping) else NOTE
            text = unguard(cell)
            if not text or name == SKIP or _bare(text) in everything:
                continue
            column = plan.kind.by_name[name]
            words = re.split("[,，、;；\n]", text) if column.kind == REFS else [text]
            if all(_bare(word) in everything for word in words):
                continue
            values = value_of(column, text) if column.kind in ("scale", "own", "list") else None
            if values is None:
                yield f"{outcome.table}:{outcome.line} {name} {text[:60]!r}"


def _bare(text: str) -> str:
    return "".join(text.split())


def differences(records: Sequence[Requirement]) -> int:
    """Fields that differ after export and import, over three formats and two languages."""
    count = 0
    shown = [named(FORM, r, {r.id: r.ref for r in records}) for r in records]
    for lang in ("zh", "en"):
        rows = [[clean(text_of(column, r, lang)) for column in FORM.columns] for r in shown]
        header = [column.label(lang) for column in FORM.columns]
        for data, name in (
            (workbook(shown, FORM.columns, lang, "x", "x"), "x.xlsx"),
            (delimited(header, rows), "x.csv"),
            (markdown(header, rows), "x.md"),
        ):
            plan = plan_import(read_tables(data, name), opportunity="o")
            back = [put.new for put in plan.change.puts if isinstance(put.new, Requirement)]
            count += abs(len(back) - len(records))
            for before, after in zip(shown, (named(FORM, r, plan.names) for r in back), strict=False):
                count += sum(
                    before.__dict__[key] != after.__dict__[key] for key in before.__dict__ if key != "id"
                )
            count += len(plan_import(read_tables(data, name), opportunity="o", existing=records).change)
    return count


def main() -> int:
    """Print one line a file."""
    folders = [Path(word) for word in sys.argv[1:]]
    if not folders:
        sys.stderr.write("Name the folders to read.\n")
        return 2
    heads = (("rows", 6), ("kept", 6), ("merged", 7), ("head", 6), ("refused", 8), ("lost", 5), ("diff", 5))
    print(f"{'file':44}{''.join(f'{head:>{width}}' for head, width in heads)}{'ms':>7}")
    read = wrong = 0
    for path in sorted(p for folder in folders for p in folder.rglob("*") if p.is_file()):
        start = time.perf_counter()
        try:
            plan = plan_import(read_tables(path), opportunity="o")
        except Problem as problem:
            print(f"{path.name[:42]:44}refused: {problem.sentence}")
            continue
        spent = (time.perf_counter() - start) * 1000
        made = [put.new for put in plan.change.puts if isinstance(put.new, Requirement)]
        numbered = [replace(r, ref=f"REQ-{n:03}") for n, r in enumerate(made, 1)]
        gone, diff = list(lost(plan)), differences(numbered) if numbered else 0
        read, wrong = read + 1, wrong + len(gone) + diff
        print(
            f"{path.name[:42]:44}{len(plan.outcomes):6}{plan.count(NEW):6}{plan.count(MERGED):7}"
            f"{plan.count(ABOVE, SECTION):6}{plan.count(REFUSED):8}{len(gone):5}{diff:5}{spent:7.0f}"
        )
        for why in sorted({outcome.why for outcome in plan.outcomes if outcome.kind == REFUSED}):
            print(f"    refused: {why}")
        for cell in gone[:3]:
            print(f"    lost: {cell}")
    print(f"{read} files read; {wrong} cells lost or fields different")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
