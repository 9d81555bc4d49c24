"""Sheets that are broken or meant to break: every one gives records or one sentence, in bounded time.

    python benchmarks/bad_sheets.py FOLDER [FOLDER ...] [--each 12]

Takes every workbook, CSV and ReqIF below the folders and damages copies of it: bytes changed, cut out, moved,
doubled, the end cut off, parts of the archive exchanged. Then come sheets made to break a reader: too many
rows, a row of 2 MB, fifty thousand merged areas, archives and XML that unfold without end, encryption.
Ends with 1 if anything but a `Problem` came, or one took longer than 10 s.
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from presales_tui.imports.requirements import plan_import
from presales_tui.imports.sheets import read_tables
from presales_tui.model.errors import Problem

SUFFIXES = {".xlsx", ".csv", ".tsv", ".reqif", ".reqifz", ".md"}
LARGEST = 400_000
SLOWEST = 10.0
_BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 12}">' for n in range(1, 12))


def damaged(data: bytes, dice: random.Random) -> bytes:
    """A copy with something wrong."""
    bad = bytearray(data)
    at = dice.randrange(max(len(bad), 1))
    match dice.randrange(7):
        case 0:
            for _n in range(dice.randrange(1, 40)):
                bad[dice.randrange(len(bad))] = dice.randrange(256)
        case 1:
            del bad[at : at + dice.randrange(1, 4000)]
        case 2:
            bad[at:at] = bad[: dice.randrange(1, 3000)]
        case 3:
            del bad[at:]
        case 4:
            bad[at:at] = bytes(dice.randrange(256) for _n in range(dice.randrange(1, 200)))
        case 5 if data[:2] == b"PK":
            return rearranged(data, dice)
        case _:
            bad[at : at + 64] = dice.choice((b"\0" * 64, b'"' * 64, b"<!ENTITY x 'y'>", b"\xff\xfe" * 32))
    return bytes(bad)


def rearranged(data: bytes, dice: random.Random) -> bytes:
    """The archive with the text of one part changed, or one part under the name of another."""
    file = io.BytesIO()
    try:
        with (
            zipfile.ZipFile(io.BytesIO(data)) as old,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            names = old.namelist()
            victim, other = dice.choice(names), dice.choice(names)
            for name in names:
                content = old.read(other if name == victim and dice.random() < 0.5 else name)
                if name == victim and content:
                    at = dice.randrange(len(content))
                    content = (
                        content[:at] + dice.choice((b"", b"<", b"&#0;", b"999999999")) + content[at + 1 :]
                    )
                new.writestr(name, content)
    except (zipfile.BadZipFile, NotImplementedError):
        return data
    return file.getvalue()


def made() -> Iterator[tuple[str, bytes]]:
    """Sheets that are meant to break a reader."""
    yield (
        "100,000 rows.csv",
        "需求编号,需求名称\n".encode() + b"".join(b"%d,r%d\n" % (n, n) for n in range(100_000)),
    )
    yield "row of 2 MB.csv", "编号,需求\n".encode() + b"1," + "长".encode() * 700_000 + b"\n"
    yield "row of 2 MB quoted.csv", '编号,需求\n1,"'.encode() + "行\n".encode() * 500_000 + b'"\n'
    yield "never closed.csv", '编号,需求\n1,"'.encode() + b"a,b\n" * 200_000
    yield "wide.csv", b",".join(b"c%d" % n for n in range(20_000)) + b"\n" + b"," * 20_000 + b"\n"
    yield "merges.xlsx", _merges()
    yield "zip bomb.xlsx", _archive({"xl/workbook.xml": b"<a/>"}, {"xl/worksheets/sheet1.xml": 400})
    yield "many bombs.xlsx", _archive({}, {f"xl/worksheets/sheet{n}.xml": 9 for n in range(40)})
    yield "xml bomb.xlsx", _archive({"xl/workbook.xml": f"<!DOCTYPE w [{_BOMB}]><w>&e11;</w>".encode()})
    yield "xml bomb.reqif", f'<?xml version="1.0"?><!DOCTYPE REQ-IF [{_BOMB}]><REQ-IF>&e11;</REQ-IF>'.encode()
    yield (
        "encrypted.xlsx",
        bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
    )
    yield "protected.zip.xlsx", _locked()
    yield "empty.xlsx", b""
    yield "deep.md", b"> " * 20_000 + b"need\n"
    yield "deep list.md", b"".join(b" " * (2 * n) + b"- need\n" for n in range(400))


def _archive(parts: dict[str, bytes], blank: dict[str, int] | None = None) -> bytes:
    """An archive of some parts, and of others that are so many megabytes of nothing."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, content in parts.items():
            archive.writestr(name, content)
        for name, megabytes in (blank or {}).items():
            with archive.open(name, "w") as part:
                for _n in range(megabytes):
                    part.write(b" " * 1_000_000)
    return file.getvalue()


def _merges() -> bytes:
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    for n in range(50_000):
        sheet.merge_range(2 * n % 100_000, 0, 2 * n % 100_000 + 1, 1, "x")
    book.close()
    return file.getvalue()


def _locked() -> bytes:
    data = bytearray(_archive({"xl/workbook.xml": b"<a/>"}))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def main() -> int:
    """Read everything, count, tell the slowest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--each", type=int, default=12)
    options = parser.parse_args()
    dice = random.Random(1)
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    slowest = (0.0, "")

    def read(name: str, data: bytes) -> str:
        nonlocal slowest
        began = time.perf_counter()
        try:
            plan = plan_import(read_tables(data, name), opportunity="o")
            told = f"{len(plan.change)} records"
            counts["read"] += 1
        except Problem as problem:
            told = problem.sentence
            counts["refused with a sentence"] += 1
            if "\n" in told or not told.endswith((".", "。")):
                wrong.append(f"{name}: no sentence: {told[:100]!r}")
        except Exception as error:  # noqa: BLE001 - whatever it is, it is wrong
            told = f"{type(error).__name__}: {error}"
            wrong.append(f"{name}: {told[:150]}")
        spent = time.perf_counter() - began
        slowest = max(slowest, (spent, name))
        if spent > SLOWEST:
            wrong.append(f"{name}: {spent:.1f} s")
        return f"{spent:6.2f} s  {told[:110]}"

    files = [p for f in options.folders for p in sorted(f.rglob("*")) if p.suffix.lower() in SUFFIXES]
    for path in files:
        data = path.read_bytes()
        if 0 < len(data) <= LARGEST:
            for _n in range(options.each):
                read(path.name, damaged(data, dice))
    print(f"{counts.total()} damaged sheets: {dict(counts)}; slowest {slowest[0]:.2f} s ({slowest[1]})")
    for name, data in made():
        print(f"{name:24} {len(data) / 1e6:7.2f} MB {read(name, data)}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak {peak:.0f} MB, with the making of the sheets")
    for line in wrong:
        print("WRONG", line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
