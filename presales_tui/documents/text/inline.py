"""What stands inside a paragraph of Markdown: runs of one style, and the pictures among them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import TYPE_CHECKING

from presales_tui.documents.plan import Picture, Run, Runs
from presales_tui.documents.text.addresses import web_address
from presales_tui.documents.text.data_line import FindPicture
from presales_tui.documents.text.joining import SOFT, joined
from presales_tui.model.text import clean

if TYPE_CHECKING:
    from markdown_it.token import Token

_CLOSING = re.compile(r"</([a-zA-Z][\w:.-]*)")
_TARGET = re.compile(r"<(?:a\s[^>]*?\bhref=(?:\"([^\"]*)\"|'([^']*)')|/a\s*>)", re.IGNORECASE)
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")


def inline(token: Token, picture: FindPicture, notes: Mapping[str, str]) -> tuple[Runs, list[Picture]]:
    """The runs of a paragraph, and the pictures in it; `notes` are the marks of footnotes by their name."""
    runs: list[Run] = []
    pictures: list[Picture] = []
    children: Sequence[Token] = token.children or ()
    closed = {found[1].lower() for child in children if (found := _CLOSING.match(child.content))}
    bold = italic = strike = 0
    link = ""
    told = False
    """Whether a tag has just said something, with blanks around it."""
    for child in children:
        text, code = "", False
        match child.type:
            case "text":
                text = child.content
                if notes and "[^" in text:
                    text = _NOTE.sub(lambda found: notes.get(found[1], found[0]), text)
            case "code_inline":
                text, code = child.content, True
            case "softbreak":
                text = SOFT
            case "hardbreak":
                text = "\n"
            case "strong_open":
                bold += 1
            case "strong_close":
                bold -= 1
            case "em_open":
                italic += 1
            case "em_close":
                italic -= 1
            case "s_open":
                strike += 1
            case "s_close":
                strike -= 1
            case "link_open":
                link = web_address(str(child.attrGet("href") or ""))
            case "link_close":
                link = ""
            case "image":
                label = child.content or str(child.attrGet("title") or "")
                pictures.append(picture(str(child.attrGet("src") or ""), clean(label)))
            case "html_inline":
                text = _html(child.content, closed)
                told = told or text.startswith(" ")
                if runs and runs[-1].text.endswith(" "):
                    text = text.lstrip(" ")
                if target := _TARGET.match(child.content):
                    link = web_address(unescape(target[1] or target[2] or ""))
                pictures += _html_pictures(child.content, picture)
            case _:
                text = child.content
        if child.type == "text" and told:
            text, told = text.lstrip(" "), False
        if text:
            shown = clean(text.replace("\t", " ")) if text != SOFT else text
            runs.append(Run(shown, bold > 0, italic > 0, strike > 0, code, link))
    return joined(runs), pictures


def lines_of(token: Token) -> tuple[str, ...]:
    """The words of a paragraph as they were broken into lines."""
    text = "".join("\n" if child.type.endswith("break") else child.content for child in token.children or ())
    return tuple(line.expandtabs(4).rstrip() for line in clean(text).split("\n"))


def _html(tag: str, closed: set[str]) -> str:
    """What a tag leaves in the text: nothing, but `<name>` is what the author wrote."""
    from presales_tui.documents.text.html import is_html_tag, words_of_tag

    if re.match(r"<br\b", tag, re.IGNORECASE):
        return "\n"
    if not is_html_tag(tag, closed):
        return tag
    return f" {said} " if (said := words_of_tag(tag)) else ""


def _html_pictures(tag: str, picture: FindPicture) -> list[Picture]:
    from presales_tui.documents.text.html import pictures_of_html

    return [picture(address, label) for address, label in pictures_of_html(tag)]
