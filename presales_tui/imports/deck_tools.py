"""Which tool a deck in Markdown is for, told by its front matter, the properties of its slides and its signs.

A rule `---` in an ordinary document is a rule, so there has to be more than rules.
"""

from __future__ import annotations

import re

from presales_tui.capture.blocks import front_value, parse_blocks


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PROPERTY = re.compile(r"([A-Za-z_$][\w.-]*)[ \t]*:(?:[ \t]+\S.*)?$", re.ASCII)
_NESTED = re.compile(r"[ \t]+\S|[ \t]*-[ \t]|[ \t]*#")
SEPARATOR = re.compile(r"---+[ \t]*$")
_CLASS = re.compile(r"\.[A-Za-z][\w-]*(?:\.[\w-]+)*\[")
REVEAL_NOTES = re.compile(r"[Nn]otes?:(?:[ \t]+(?P<said>\S.*)|[ \t]*$)")
"""What begins the notes of a slide in reveal.js."""
_REVEAL_NOTE = re.compile(r"[Nn]otes?:[ \t]*$")
"""The same alone on its line: "Note: …" is a sentence in many documents that are no deck."""
_REVEAL = re.compile(r"<!--[ \t]*\.?(?:slide|element)\b")

SLIDE_KEYS = _words(
    "layout class name count template background background-image backgroundsize src theme transition "
    "clicks image level hideintoc routealias zoom dragpos preload disabled hide fonts meta exclude "
    "continued"
)
"""Properties of one slide in Slidev and remark."""

_DECK_KEYS = _words("theme transition fonts mdc drawings highlighter src routermode colorschema canvaswidth")
"""Keys of front matter that a Slidev deck has and a web page does not."""

HEADER_KEYS = _words("template pagetitlesize sectiontitlesize basetextsize compacttables pagesubtitlesize")
"""First keys of the header that md2pptx reads."""

_DIRECTIVES = _words(
    "theme paginate header footer class backgroundcolor backgroundimage color size style math "
    "headingdivider marp title description lang fit"
)
"""Marp's directives, which are written in comments as well."""

_MARP_KEYS = _words("marp paginate headingdivider")
"""Keys of front matter that only Marp has; a deck may do without `marp: true`."""

_REVEAL_KEYS = _words(
    "revealoptions slidenumber logoimg enablemenu separator verticalseparator highlighttheme"
)
"""Keys of front matter that the programs around reveal.js have."""


def code_lines(lines: list[str]) -> set[int]:
    """Lines of code, in which nothing separates slides."""
    return {
        n
        for token in parse_blocks("\n".join(lines))
        if token.map and token.type in ("fence", "code_block")
        for n in range(*token.map)
    }


def tool_of(lines: list[str], front: int, code: set[int]) -> str:
    """Which tool the deck is for: `marp`, `slidev`, `remark` or `reveal`; empty if it is no deck."""
    keys = {re.split("[:=]", line)[0].strip().casefold() for line in lines[:front]}
    if front_value(lines, "marp").casefold() == "true" or keys & _MARP_KEYS:
        return "marp"
    free = [n for n in range(front, len(lines)) if n not in code]
    rules = [n for n in free if SEPARATOR.match(lines[n])]
    if not rules:
        return ""
    if any("xaringan" in line for line in lines[:front]):
        return "remark"
    shown = any(lines[n].rstrip() == "???" for n in free)
    if keys & _REVEAL_KEYS or any(_REVEAL.match(lines[n].lstrip()) for n in free):
        return "reveal"
    if keys & _DECK_KEYS or any(properties_end(lines, n + 1, fenced=True) for n in rules):
        return "slidev"
    if shown or any(properties_end(lines, n + 1, fenced=False) for n in rules):
        return "remark"
    if len(rules) > 1 and any(_REVEAL_NOTE.match(lines[n]) for n in free):
        return "reveal"
    steps = sum(line.rstrip() == "--" for line in lines)
    classes = sum(_CLASS.match(lines[n]) is not None for n in free)
    return "remark" if len(rules) > 1 and (classes > 1 or steps) else ""


def properties_end(lines: list[str], start: int, *, fenced: bool) -> int:
    """The line after the properties that begin at `start`, one of which is a slide's; 0 if there are none.

    Slidev closes them with `---`, remark with the first line that is none.
    """
    known = False
    at = start
    if not fenced:
        while at < len(lines) and not lines[at].strip():
            at += 1
    start = at
    while at < len(lines):
        found = PROPERTY.match(lines[at])
        # To remark, whatever has this form and stands right below a property is one too.
        if found and (fenced or known or found[1].casefold() in SLIDE_KEYS):
            known = known or found[1].casefold() in SLIDE_KEYS
        elif at == start or not fenced or not _NESTED.match(lines[at]):
            break
        at += 1
    if not known:
        return 0
    if fenced:
        return at + 1 if at < len(lines) and SEPARATOR.match(lines[at]) else 0
    return at


def is_directive(comment: str) -> bool:
    """Whether a comment in a Marp deck says how slides look, and is no note."""
    key = comment.partition(":")[0].strip()
    return bool(PROPERTY.match(comment.split("\n")[0].strip())) and key.lstrip("_$").casefold() in _DIRECTIVES
