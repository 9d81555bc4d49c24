"""Marks that some programs add to Markdown, as all understand them: callouts, wiki links, highlights.

What says how something looks (`{width=50%}` behind a picture) is no text, and goes to the notes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from presales_tui.imports.slide_marks import glued
from presales_tui.locale import N_, _

SIGNS = ("[!", "[[", "==", "){", "{.", "{:", "{#", "={", "{style=", "{{<", "{{%")
"""A text without any of these has no such mark."""

_CALLOUT = re.compile(r"(\s{0,3}(?:>\s?)+)\[!(\w+)\][-+]?[ \t]*(.*)$")
_CALLOUTS = {
    "note": N_("Note"),
    "info": N_("Note"),
    "tip": N_("Tip"),
    "hint": N_("Tip"),
    "important": N_("Important"),
    "warning": N_("Warning"),
    "caution": N_("Caution"),
    "danger": N_("Danger"),
    "question": N_("Question"),
    "example": N_("Example"),
}
"""Kind to English message, of GitHub and Obsidian; others are called by their kind."""
_EMBEDDED = re.compile(r"!\[\[([^\[\]|\n]+)(?:\|[^\[\]\n]*)?\]\]")
_WIKI = re.compile(r"(?<![!\[])\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\](?!\])")
_HIGHLIGHT = re.compile(r"(?<![=\w])==(?=[^\s=])([^=\n*]+?)(?<=\S)==(?![=\w])")
_PICTURE = re.compile(r"(!\[)([^\[\]]*)(\]\((?:<[^<>]*>|[^()\s]*)(?:\s+\"[^\"]*\")?\))(\{[^{}]*\})")
_TAIL = re.compile(
    r"(?<=\S)\s*(\{(?:[.#:][\w.-]|(?:style|class|width|height|data-[\w-]+|fig-[\w-]+)=)[^{}]*\})\s*$"
)
_SHORT = re.compile(r"[ \t]*(?<!\{)(\{\{[<%].*?[%>]\}\})(?!\})")
"""A shortcode of Quarto or Hugo, which stands for something that is not in the text."""
_WEB = re.compile(r"https?://[^\s\"'<>{}]+")
_DESCRIBED = re.compile(r"(?:fig-)?alt=\"([^\"]*)\"")
_SPAN = re.compile(r"(`+[^`]*`+)")


def in_common(lines: list[str], code: Collection[int]) -> dict[int, list[str]]:
    """Rewrites such marks in place, outside of code; what is left of each line for the notes."""
    written = list(lines)
    kept: dict[int, list[str]] = {}
    for n, line in enumerate(written):
        if n in code or not any(sign in line for sign in SIGNS):
            continue
        if found := _CALLOUT.match(line):
            label = found[3] or _(_CALLOUTS.get(found[2].casefold(), found[2].capitalize()))
            after = lines[n + 1] if n + 1 < len(lines) else ""
            goes_on = after.lstrip().startswith(">") and after.strip("> \t") and not found[3].endswith("\\")
            lines[n] = f"{found[1]}**{label}**" + "\\" * bool(goes_on)
            # Other programs read it as one paragraph with the lines below.
            kept[n] = list(glued(written, n))
            continue
        looks: list[str] = []
        if "{{" in line:
            line = _outside_spans(line, lambda text, looks=looks: _without_codes(text, looks))  # type: ignore[misc]
        lines[n] = _outside_spans(line, _rewritten)
        lines[n] = _PICTURE.sub(lambda found, looks=looks: _bare(found, looks), lines[n])  # type: ignore[misc]
        if not lines[n].lstrip().startswith(("#", ":")) and (found := _TAIL.search(lines[n])):
            looks.append(found[1])
            lines[n] = lines[n][: found.start()]
        if looks:
            kept[n] = looks
    return kept


def _without_codes(text: str, looks: list[str]) -> str:
    """A text without its shortcodes; the address of a video or a page stays, as a link."""

    def shown(found: re.Match[str]) -> str:
        looks.append(found[1])
        address = _WEB.search(found[1])
        return " " * bool(found.start()) + f"<{address[0]}>" if address else ""

    return _SHORT.sub(shown, text)


def _bare(found: re.Match[str], looks: list[str]) -> str:
    """A picture without what says how it looks; what describes it is its name, where it has none."""
    looks.append(found[4])
    described = _DESCRIBED.search(found[4])
    label = found[2] or (described[1].replace("[", "(").replace("]", ")") if described else "")
    return found[1] + label + found[3]


def _rewritten(text: str) -> str:
    text = _EMBEDDED.sub(lambda found: f"![]({_address(found[1])})", text)
    text = _WIKI.sub(lambda found: (found[2] or found[1]).strip(), text)
    return _HIGHLIGHT.sub(r"**\1**", text)


def _address(name: str) -> str:
    return f"<{name.strip()}>" if " " in name.strip() else name.strip()


def _outside_spans(line: str, change: Callable[[str], str]) -> str:
    """A line with what is no code in it changed."""
    return "".join(part if n % 2 else change(part) for n, part in enumerate(_SPAN.split(line)))
