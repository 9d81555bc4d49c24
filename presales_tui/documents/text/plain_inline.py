"""The inside of most lines of Markdown, read without the parser: bold, italic, code, links, pictures.

Only what can be read in one way whatever stands around it is taken; anything else is left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from presales_tui.documents.plan import Run, Runs
from presales_tui.documents.scripts import EAST_ASIAN
from presales_tui.documents.text.addresses import WEB, target_key, web_address
from presales_tui.documents.text.data_line import LinkTargets
from presales_tui.documents.text.joining import SOFT, joined

TIMES = r"(?:(?<=[0-9A-Za-z长宽高深厚])\*(?=[0-9长宽高深厚])|(?<=[0-9])\*\*(?=[0-9]))"
"""A sign between measures, which begins nothing that is italic or bold."""
_SPECIAL = re.compile(r"[*_`~\[\]<&\\!|\r]")
"""Characters that may mean something inside a paragraph."""
_PLAIN = re.compile(
    r"(?:[^*_`~\[\]<&\\!|\r]|(?<=[^\W_])_(?=[^\W_])|<(?![A-Za-z/!?])|&(?!#?\w+;)|!(?!\[)|(?<!~)~(?!~)"
    rf"|{TIMES})+"
)
"""Text in which none of them means anything."""
TAGS = "b|i|u|s|a|em|strong|span|font|sup|sub|kbd|mark|small|code"
"""Tags that leave nothing in a text."""
_PLACE = r"[^\s:()<>\\&\"'`|]*"
"""Addresses that lead nowhere from a slide: into a document, to a file beside it."""
_LABEL = r"[^`~\[\]<&\\!|\s^](?:(?:[^`~\[\]<&\\!|]|`[^`\[\]<&\\!|]*`)*[^`~\[\]<&\\!|\s])?|`[^`\[\]<&\\!|\s]+`"
_PIECE = re.compile(
    r"(?P<soft>\r)"
    r"|`(?P<code>[^`\s](?:[^`\r\n]*[^`\s])?)`(?!`)"
    rf"|\[(?P<label>{_LABEL})\]\((?P<address>{WEB}|{_PLACE})\)"
    r"|\[\^(?P<note>[^\]\s\[*_`~<&\\!|]+)\](?![\[(:])"
    rf"|\[(?P<name>{_LABEL})\](?:\[(?P<target>[^\[\]\\`<]*)\])?(?![\[(])"
    rf"|!\[(?P<shown>[^*_`~\[\]<&\\!|\r\n]*)\]\((?P<path>{WEB}|[\w.-][\w./-]*|/[\w.-][\w./-]*)\)"
    rf"|<(?P<web>{WEB})>"
    r"|(?P<broken><br ?/?>|\\\r)"
    rf"|(?P<tag></?(?:{TAGS})"
    r"(?:\s+(?!href\b)[a-z][a-z-]*=\"[^\"<>\r\n]*\")*\s?/?>)"
    r"|(?P<mark>\*{1,2}(?!\*)|_{1,2}(?!_))"
    r"|\\(?!\[\^)(?P<escaped>[!-/:-@\[\]-`{-~])"
    r"|(?P<closing>\])"
)
_BLANK = ("", " ", "\n", SOFT)


class Image(NamedTuple):
    """A picture inside a paragraph."""

    address: str
    label: str


class Known(NamedTuple):
    """What the marks in a text refer to."""

    notes: Mapping[str, str]
    """The marks of footnotes by their name."""
    links: LinkTargets
    """Targets of reference links."""


def plain_runs(text: str, known: Known, images: list[Image] | None = None) -> Runs | None:
    """The runs of a paragraph without blanks at its ends; None: it needs the parser.

    The lines of the paragraph are divided by `SOFT`, or by a new line where the author wants one.
    The pictures go to `images`, if there may be any.
    """
    if not _SPECIAL.search(text):
        return (Run(text),)
    runs = _pieces(text, known, images)
    return None if runs is None else joined(runs)


def _pieces(text: str, known: Known, images: list[Image] | None) -> list[Run] | None:
    runs: list[Run] = []
    marks = _Marks()
    at = 0
    while at < len(text):
        style = marks.style
        if plain := _PLAIN.match(text, at):
            runs.append(style._replace(text=plain[0]))
            at = plain.end()
            continue
        piece = _PIECE.match(text, at)
        if piece is None:
            return None
        end = piece.end()
        match piece.lastgroup:
            case "mark":
                if not marks.take(piece[0], text[at - 1 : at] if at else "", text[end : end + 1]):
                    return None
            case "soft":
                runs.append(style._replace(text=SOFT))
            case "broken":
                runs.append(style._replace(text="\n"))
            case "code":
                runs.append(style._replace(text=piece["code"], code=True))
            case "web":
                runs.append(style._replace(text=piece["web"], link=piece["web"]))
            case "note":
                if piece["note"] not in known.notes:
                    return None
                runs.append(style._replace(text=known.notes[piece["note"]]))
            case "path":
                if images is None:
                    return None
                images.append(Image(_written(piece["path"]), piece["shown"]))
            case "address":
                link = piece["address"] if piece["address"].startswith("http") else ""
                linked = _linked(piece["label"], link, style)
                if linked is None:
                    return None
                runs += linked
            case "name" | "target":
                target = known.links.get(target_key(piece["target"] or piece["name"]))
                linked = _linked(piece["name"], web_address(target["href"]), style) if target else None
                if target and linked is None:
                    return None
                runs += linked or [style._replace(text="[")]
                end = end if linked else at + 1
            case "escaped" | "closing":
                runs.append(style._replace(text=piece[0][-1]))
            case _:
                pass  # a tag that says nothing
        at = end
    return runs if marks.sure else None


class _Marks:
    """The marks of what is bold or italic, of which only one is open at a time."""

    def __init__(self) -> None:
        self._open = ""
        self._used: set[str] = set()
        self._vague = False
        """Whether one might belong to either side: two kinds in one text may pair otherwise."""

    @property
    def style(self) -> Run:
        return Run("", len(self._open) == 2, len(self._open) == 1)

    def take(self, mark: str, before: str, after: str) -> bool:
        """Take the next mark between two characters; False: it is not clear what it means."""
        outer, inner = (after, before) if self._open else (before, after)
        if mark != (self._open or mark) or not _binds(inner, outer):
            return False
        alone = outer in _BLANK or (inner.isalnum() and not outer.isalnum() and _is_sign(outer))
        if "_" in mark and not alone:
            return False
        self._vague = self._vague or not alone
        self._open = "" if self._open else mark
        self._used.add(mark)
        return True

    @property
    def sure(self) -> bool:
        """Whether all of them are closed, and could not have been meant otherwise."""
        return not self._open and not (self._vague and len(self._used) > 1)


def _linked(label: str, link: str, style: Run) -> list[Run] | None:
    """The runs of the label of a link."""
    inside = _pieces(label, Known({}, {}), None)
    if inside is None:
        return None
    return [
        run._replace(bold=run.bold or style.bold, italic=run.italic or style.italic, link=link)
        for run in inside
    ]


def _written(address: str) -> str:
    """The address of a picture as the parser writes it."""
    if address.isascii():
        return address
    from urllib.parse import quote

    return quote(address)


def _binds(inner: str, outer: str) -> bool:
    """Whether a mark between two characters belongs to the inner one (CommonMark, section 6.2; Chinese)."""
    if inner.isalnum():
        return True
    if inner in _BLANK or not inner.isprintable():
        return False
    return outer in _BLANK or touches_chinese(inner, outer) or _is_sign(outer)


def touches_chinese(before: str, after: str) -> bool:
    """Whether a mark between two characters, neither of them blank, stands beside Chinese."""
    return bool(before.strip() and after.strip()) and any(
        each in EAST_ASIAN or each in "“”‘’—…" for each in (before, after)
    )


def _is_sign(character: str) -> bool:
    """Whether it is punctuation or a symbol."""
    from unicodedata import category

    return category(character)[0] in "PS"
