"""How often the right capability is among the first suggestions, on pairs that somebody else wrote.

    python benchmarks/matching.py HIGH LOW ANSWER.csv

Folders of text files in the manner of the traceability data sets of coest.org (such as WARC): HIGH are
what is asked for, LOW what there is, and the table has a row `high,low` for each pair that belongs
together. Prints the share of those asked for whose first suggestion, or one of the first five, is right,
beside what drawing by lot would give.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from presales_tui.model.capability import Capability
from presales_tui.model.matching import Matcher
from presales_tui.model.requirement import Requirement

SHOWN = 5


def texts(folder: Path) -> dict[str, str]:
    """Name of a file without its ending to its text without the number in front."""
    return {
        path.stem: path.read_text(encoding="utf-8", errors="replace").partition(" - ")[2] or path.read_text()
        for path in sorted(folder.glob("*.txt"))
    }


def main() -> int:
    """Measure and print."""
    if len(sys.argv) != 4:
        sys.stderr.write("Name the folder of what is asked for, that of what there is, and the pairs.\n")
        return 2
    high, low = texts(Path(sys.argv[1])), texts(Path(sys.argv[2]))
    pairs: dict[str, set[str]] = {}
    for asked, right_one in list(csv.reader(Path(sys.argv[3]).read_text(encoding="utf-8").splitlines()))[1:]:
        pairs.setdefault(asked, set()).add(right_one)
    matcher = Matcher([Capability(ref=name, name=text) for name, text in low.items()])
    first = among = 0
    lot_first = lot_among = 0.0
    for asked, right in pairs.items():
        found = [s.capability.ref for s in matcher.suggest(Requirement(title=high[asked]), SHOWN)]
        first += bool(found) and found[0] in right
        among += not right.isdisjoint(found)
        share = len(right) / len(low)
        lot_first += share
        lot_among += 1 - (1 - share) ** SHOWN
    n = len(pairs)
    print(f"{n} asked for, {len(low)} to choose from, {sum(map(len, pairs.values()))} pairs")
    print(f"first suggestion right        {first}/{n} = {first / n:.0%}   by lot {lot_first / n:.0%}")
    print(f"one of the first {SHOWN} right     {among}/{n} = {among / n:.0%}   by lot {lot_among / n:.0%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
