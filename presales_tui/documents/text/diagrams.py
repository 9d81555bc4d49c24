"""Diagrams that are written as text: which languages draw one, and which lines are drawn by hand."""

from __future__ import annotations

import re

from presales_tui.documents.plan import Block, Code, Columns, Picture
from presales_tui.documents.words import word

LANGUAGES = {
    "mermaid": "Mermaid",
    "plantuml": "PlantUML",
    "puml": "PlantUML",
    "dot": "Graphviz",
    "graphviz": "Graphviz",
    "d2": "D2",
    "flow": "flowchart.js",
    "sequence": "js-sequence",
}
"""Language of a block of code to the program that draws it."""

_DRAWN = r"\+[-=+]{3,}|[│┌┐└┘├┤┬┴┼─═║╔╗╚╝╠╣▼▲►◄]|\|[ _\-]{3,}|[-=]{2,}>|<[-=]{2,}|^\s*[|+].*[|+]\s*$"


def is_drawn(text: str) -> bool:
    """Whether the lines of a paragraph are a drawing or a table made of characters."""
    if "\n" not in text:
        return False
    lines = text.split("\n")
    return len(lines) > 2 and sum(re.search(_DRAWN, line) is not None for line in lines) > 0.6 * len(lines)


def beside_its_place(code: Code, lang: str) -> Block:
    """The source of a diagram as it was written, and beside it the marked place for the picture of it."""
    program = LANGUAGES.get(code.language.strip("{}").casefold())
    if program is None:
        return code
    kind = next((line.split()[0] for line in code.lines if line.strip()), "")
    label = word(lang, "diagram", program=program)
    label += f" ({kind})" if program == "Mermaid" and kind.isascii() and kind.isalnum() else ""
    return Columns((code,), (Picture("", label),))
