"""A coverage as a bar of characters, which says the same in black and white."""

from __future__ import annotations

from presales_tui.model.coverage import Coverage


def bar(found: Coverage, cells: int) -> str:
    """Shares as characters: `#` ready, `+` with work, `-` not met, `?` to assess.

    Every share that is not nothing gets at least one cell, so that one open must is seen.
    """
    parts = (
        ("#", found.ready),
        ("+", found.satisfiable - found.ready),
        ("-", found.assessed - found.satisfiable),
        ("?", found.unknown),
    )
    if not found.total:
        return ""
    widths = [max(round(cells * n / found.total), 1) if n else 0 for _char, n in parts]
    while sum(widths) > cells:
        widths[widths.index(max(widths))] -= 1
    while sum(widths) < cells:
        widths[widths.index(max(widths))] += 1
    return "".join(char * width for (char, _n), width in zip(parts, widths, strict=True))
