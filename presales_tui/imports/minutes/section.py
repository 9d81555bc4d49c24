"""A part of minutes that a heading or label opened, and where it ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from presales_tui.imports.minutes.labels import label_kind
from presales_tui.imports.minutes.said import Said
from presales_tui.imports.minutes.words import split_label

HAN_ORDINAL = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．]")
"""`一、`, `（二）`: the numbers of chapters."""


def family_of(bullet: str) -> str:
    """`number` for `1、` and `二、`, `letter` for `a)`, `mark` for `-` and `——`; empty: no bullet."""
    if not bullet:
        return ""
    inner = "".join(filter(str.isalnum, bullet))
    if inner.isdigit() or HAN_ORDINAL.match(bullet):
        return "number"
    return "letter" if len(inner) == 1 else "mark"


@dataclass
class Section:
    """What a heading or label announced, and how its items have looked so far."""

    kind: str
    style: str
    """`heading`, `bullet` or `label`."""
    level: int = 0
    indent: int = 0
    item_indent: int = -1
    """Of its items; -1: none seen yet."""
    bulleted: bool = False
    started: bool = False
    gap: bool = False
    """A blank line was just seen."""
    owner: str = ""
    """The name that the items below it are grouped under."""
    family: str = ""
    """How its first item is numbered: see `family_of`."""
    numbered: bool = False
    """Its label has a number, as the chapters of plain text do, and its items are prose."""
    parted: bool = False
    """Its last item ended with a colon: a heading for the ones that hang below it."""
    part_indent: int = -1
    """Of those; -1: none seen yet."""
    boxes: bool = False
    """Its items have checkboxes."""
    doer: str = ""
    """Who does all of its items: `Kim and Lee to:`."""
    flow: bool = False
    """The line above was prose that may go on."""

    def closed_by(self, line: Said) -> bool:
        """Whether the section ends before a line that is no heading."""
        if self.style == "heading":
            return (
                line.bold
                and not line.bullet
                and not self.bulleted
                and self.started
                and label_kind(line.words) == ""
            )
        if self.style == "bullet":
            return line.indent <= self.indent and (bool(line.bullet) or self.gap or self.started)
        if self.started and line.box and not self.boxes:
            return True
        if self.started and self.gap:
            return not line.bullet or (bool(HAN_ORDINAL.match(line.bullet)) and not self.bulleted)
        if self.gap and not self.started:
            return line.bold
        if self.numbered and self.started and not self.bulleted and line.bullet:
            return True
        if self.bulleted and not line.bullet:
            label, rest = split_label(line.words)
            if rest and label_kind(label):
                return True
        return bool(line.bold and not line.bullet)
