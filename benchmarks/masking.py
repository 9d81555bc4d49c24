"""Masking: recall and precision on cases that were written beforehand, and what is masked in clean logs.

    python -m benchmarks.masking [DIR ...]

Recall is the share of the secrets in `tests/model/masking/held_out.py` of which nothing is left.
Precision is the share of the places masked there that hold a secret, an address or personal data. Of
every file below the directories, which should hold no secrets, it prints what is masked beyond addresses.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

from presales_tui.imports.files import read_text
from presales_tui.model.errors import Problem
from presales_tui.model.masking import mask
from tests.model.masking.held_out import HELD_OUT

_ADDRESSES = frozenset({"ip", "host", "mac"})


def cases() -> None:
    """Print the two shares, and every miss."""
    out = sys.stdout.write
    secrets = missed = places = right = lost = 0
    for text, gone, stays in HELD_OUT:
        masked = mask(text, "key")
        secrets += len(gone)
        for secret in gone:
            if secret in masked.text:
                missed += 1
                out(f"    missed: {text[:90]!r}\n")
        for part in stays:
            if part not in masked.text:
                lost += 1
                out(f"    lost {part!r}: {masked.text[:90]!r}\n")
        for span in masked.found:
            value = text[span.start : span.end]
            places += 1
            if any(value in secret or secret in value for secret in gone):
                right += 1
            else:
                out(f"    masked beyond: {span.kind} {value!r}\n")
    out(
        f"{len(HELD_OUT)} cases: recall {secrets - missed}/{secrets} = {(secrets - missed) / secrets:.3f},"
        f" precision {right}/{places} = {right / places:.3f}, other words lost {lost}\n"
    )


def logs(folder: Path) -> None:
    """Print one line a file."""
    out = sys.stdout.write
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        try:
            text = read_text(path).text
        except Problem:
            continue
        start = time.perf_counter()
        masked = mask(text, "key")
        spent = (time.perf_counter() - start) * 1000
        counts: Counter[str] = masked.counts
        beyond = {kind: n for kind, n in counts.items() if kind not in _ADDRESSES}
        addresses = sum(n for kind, n in counts.items() if kind in _ADDRESSES)
        out(f"{path.name[:40]:42}{len(text) // 1024:6} kB{addresses:7} addresses  beyond: {beyond or 0}")
        out(f"  {spent:.0f} ms\n")
        for span in [span for span in masked.found if span.kind not in _ADDRESSES][:3]:
            out(f"    {span.kind}: {text[max(0, span.start - 40) : span.end + 10]!r}\n")


def main() -> int:
    """Cases, then the logs of every folder."""
    cases()
    for name in sys.argv[1:]:
        logs(Path(name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
