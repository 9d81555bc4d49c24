"""Runs as they were read, put together to those of a paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from presales_tui.documents.plan import Run, Runs
from presales_tui.documents.scripts import EAST_ASIAN

SOFT = "\r"
"""A run of this text is the end of a line in the source."""


def joined(runs: Sequence[Run]) -> Runs:
    """Adjacent runs of one style as one; a soft line break is a blank unless it stands in Chinese."""
    found: list[Run] = []
    last = ""
    for index, run in enumerate(runs):
        text = run.text
        if text == SOFT:
            following = next((r.text for r in runs[index + 1 :] if r.text), "")
            glued = last and following and last[-1] in EAST_ASIAN and following[0] in EAST_ASIAN
            text = "" if glued else " "
        if not text:
            continue
        last = text
        if found and run._replace(text="") == found[-1]._replace(text=""):
            found[-1] = run._replace(text=found[-1].text + text)
        else:
            found.append(run._replace(text=text))
    while found and not found[-1].text.strip():
        found.pop()
    while found and not found[0].text.strip():
        found.pop(0)
    if found:
        found[0] = found[0]._replace(text=found[0].text.lstrip())
        found[-1] = found[-1]._replace(text=found[-1].text.rstrip())
    return tuple(found)
