"""Markdown taken apart into blocks, as far as notes and outlines need it: block level alone, with lines."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

NESTING = 2000
"""Levels of lists and quotations that are looked into; a list is two. The parser recurses, so a text of ten
thousand `>` must not go all the way; its own default of 20 is already passed by a list ten deep."""
_FRAMES = 2 * NESTING + 1000
"""Calls within each other that this takes (a quotation two), and those above it."""
_DEEP = Lock()
"""The limit of recursion is one for the process: one text at a time raises and restores it."""

_KEY = re.compile(r"[\w$.-]+[ \t]*:(?:[ \t].*)?$")
_MORE = re.compile(r"[^:]+:|[ \t]*(?:-[ \t].*|#.*)?$|[ \t]+\S")
_FENCE = {"---": re.compile(r"(?:---|\.\.\.)[ \t]*$"), "+++": re.compile(r"\+\+\+[ \t]*$")}
_FRONT_MOST = 200


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": NESTING}).enable("table")
    parser.disable("reference")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def parse_blocks(text: str) -> list[Token]:
    """The block tokens of a text with `\\n` line ends; `map` counts the lines of that text from 0."""
    with _DEEP:
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(max(limit, _FRAMES))
        try:
            return _parser().parse(text)
        finally:
            sys.setrecursionlimit(limit)


def front_matter(lines: Sequence[str]) -> int:
    """How many lines at the top are front matter (YAML or TOML with its fences); 0: none.

    A text may begin with a rule `---`: only what looks like keys and values is front matter.
    """
    fence = _FENCE.get(lines[0].rstrip()) if lines else None
    if fence is None:
        return 0
    toml = lines[0].startswith("+")
    for at, line in enumerate(lines[1:_FRONT_MOST], 1):
        if fence.match(line):
            return at + 1 if at > 1 else 0
        if not toml and not (_KEY if at == 1 else _MORE).match(line):
            return 0
    return 0


def front_value(lines: Sequence[str], *names: str) -> str:
    """The value of the first of some keys in front matter, unquoted; empty if there is none."""
    for line in lines[: front_matter(lines)]:
        key, sign, value = line.partition("=" if lines[0].startswith("+") else ":")
        if sign and key.strip().casefold() in names:
            return value.strip().strip("\"'").strip()
    return ""
