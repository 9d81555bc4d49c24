"""Marks: the letter or word and two colons at the start of a line that make it a record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from typing import NamedTuple

from presales_tui.capture.attributes import take_apart
from presales_tui.capture.width import cut, half
from presales_tui.locale import N_
from presales_tui.model.record import Json, Sourced
from presales_tui.model.text import cells


class Mark(NamedTuple):
    """One kind of record that a line can become."""

    kind: str
    letter: str
    words_zh: tuple[str, ...]
    words_en: tuple[str, ...]
    home: str
    """Module and name of the class of its records."""
    zh: str
    en: str
    added: str
    """Title of the change that captures one: an English message."""

    @property
    def record(self) -> type[Sourced]:
        """The class of its records, imported when first asked for: a line makes one kind at most."""
        module, _, name = self.home.partition(".")
        found: type[Sourced] = getattr(import_module(f"presales_tui.model.{module}"), name)
        return found

    def label(self, lang: str) -> str:
        """The label in `zh` or `en`."""
        return self.zh if lang == "zh" else self.en

    @property
    def words(self) -> tuple[str, ...]:
        """All words of the mark, the letter not among them."""
        return self.words_zh + self.words_en


MARKS = (
    Mark(
        "requirement",
        "R",
        ("需求",),
        ("req", "requirement"),
        "requirement.Requirement",
        "需求",
        "requirement",
        N_("Add requirement"),
    ),
    Mark("pain", "P", ("痛点",), ("pain",), "requirement.Pain", "痛点", "pain point", N_("Add pain point")),
    Mark(
        "question",
        "Q",
        ("问题", "澄清"),
        ("question",),
        "followup.Question",
        "待澄清问题",
        "open question",
        N_("Add open question"),
    ),
    Mark(
        "action",
        "A",
        ("待办", "行动"),
        ("action", "todo"),
        "followup.Action",
        "待办",
        "action",
        N_("Add action"),
    ),
    Mark(
        "decision",
        "D",
        ("决定", "决议"),
        ("decision",),
        "followup.Decision",
        "决定",
        "decision",
        N_("Add decision"),
    ),
    Mark("risk", "K", ("风险",), ("risk",), "followup.Risk", "风险", "risk", N_("Add risk")),
    Mark(
        "commitment",
        "C",
        ("承诺",),
        ("commitment", "promise"),
        "followup.Commitment",
        "承诺",
        "commitment",
        N_("Add commitment"),
    ),
    Mark(
        "issue",
        "I",
        ("故障",),
        ("issue",),
        "trial.Issue",
        "试用问题",
        "trial issue",
        N_("Add trial issue"),
    ),
)
"""Every kind, in the order of the help page."""

BY_KIND: Mapping[str, Mark] = {mark.kind: mark for mark in MARKS}

_BY_WORD = {word.casefold(): mark for mark in MARKS for word in (mark.letter, *mark.words)}
_WORD = "|".join(sorted(_BY_WORD, key=len, reverse=True))
_BULLET = (
    r"(?:[-*+][ \t]+|[•·◦▪●○–—][ \t]*|\d{1,4}[.)、][ \t]*|\d{1,3}(?:\.\d{1,3})+[.)、]?[ \t]+"
    r"|\(\d{1,3}\)[ \t]*|[①-⑳][ \t]*|\(?[一二三四五六七八九十]{1,3}[)、][ \t]*)"
)
LEAD = rf"[ \t]*{_BULLET}{{0,3}}(?:\[(?P<box>[ xX√✓])\][ \t]+)?"
"""What may stand before a mark, as a pattern on half-width text."""

_HEAD = re.compile(rf"{LEAD}(?P<word>{_WORD})[ \t]*(?P<colons>::)(?!:)", re.IGNORECASE | re.ASCII)
# One colon alone may also be a drive (`C:\`, `D:/`).
_LOOSE = re.compile(
    rf"{LEAD}(?P<word>{_WORD})[ \t]*(?P<colons>::(?!:)|:(?![:\\/]))",
    re.IGNORECASE | re.ASCII,
)
_CODE = re.compile(r"\w*::|\w+\(\)|(?=[a-f:]*\d)[0-9a-f:]{1,4}(?:/\d{1,3})?$", re.IGNORECASE | re.ASCII)
"""What follows two colons without a blank in C++ (`A::B::c`, `Q::next()`) and IPv6 (`a::1/64`)."""

TITLE_CELLS = 120
_SENTENCE = re.compile(r"[^。！？；!?;.]*(?:\.(?!\s)[^。！？；!?;.]*)*+[。！？；!?;.]")
_DONE = {"action": "done", "commitment": "done"}
"""What a ticked box says about a kind."""


@dataclass(frozen=True)
class Marked:
    """What a marked line says."""

    kind: str
    title: str
    """The words in one line, without mark and attributes; a long requirement only begins here."""
    quote: str
    """The same words as they were written."""
    fields: Mapping[str, Json] = field(default_factory=dict)
    """Further fields of the record: name to value."""
    speaker: str = ""
    no_day: str = ""
    """A due date that no calendar has; it stays in the words."""
    unread: tuple[str, ...] = ()
    """Words that look like attributes and were not understood; they stay in the words too."""

    @property
    def mark(self) -> Mark:
        """The mark of the kind."""
        return BY_KIND[self.kind]


def _head(line: str, *, loose: bool) -> re.Match[str] | None:
    """The mark at the start of a line, matched on half-width text; `None` if there is none."""
    if ":" not in line and "：" not in line:
        return None
    flat = half(line)
    found = (_LOOSE if loose else _HEAD).match(flat)
    if found is None or _CODE.match(flat, found.end()):
        return None
    return found


def has_mark(line: str, *, loose: bool = False) -> bool:
    """Whether a line begins with a mark and has words behind it."""
    found = _head(line, loose=loose)
    return found is not None and any(map(str.isalnum, line[found.end() :]))


def mark_kind(line: str, *, loose: bool = False) -> str:
    """The kind whose mark a line begins with; empty if it has none."""
    found = _head(line, loose=loose)
    return _BY_WORD[found["word"].casefold()].kind if found else ""


def parse_line(line: str, *, loose: bool = False, today: date) -> Marked | None:
    """What a line says if it begins with a mark, else `None`: it is minutes.

    `loose` takes one colon for a mark, as in the live capture line. `today` is the day from which
    `>周五` is counted. Never raises.
    """
    found = _head(line, loose=loose)
    if found is None:
        return None
    kind = _BY_WORD[found["word"].casefold()].kind
    said = take_apart(kind, line[found.end() :], today)
    whole = " ".join(said.words)
    if not any(map(str.isalnum, whole)):
        return None
    if kind in _DONE and (found["box"] or " ") != " ":
        said.fields["state"] = _DONE[kind]
    title = whole
    if kind == "requirement" and cells(whole) > TITLE_CELLS:
        title = _first_sentence(whole)
        said.fields["statement"] = whole
    return Marked(kind, title, said.quote, said.fields, said.speaker, said.no_day, tuple(said.unread))


def _first_sentence(text: str) -> str:
    found = _SENTENCE.match(text)
    sentence = found[0].rstrip("。；;.") if found else text
    return cut(sentence, TITLE_CELLS) if any(map(str.isalnum, sentence)) else cut(text, TITLE_CELLS)


def canonical(line: str) -> str:
    """A line of the live prompt with two colons at its mark; any other line as it is."""
    found = _head(line, loose=True)
    if found is None or len(found["colons"]) == 2:
        return line
    # Whether it is a record does not hang on the day, so any day will do.
    if parse_line(line, loose=True, today=date(2000, 1, 1)) is None:
        return line
    at = found.end()
    return line[:at] + line[at - 1] + line[at:]


def unmark(line: str, *, loose: bool = False) -> str:
    """A line without its mark: bullet, words and attributes stay."""
    found = _head(line, loose=loose)
    return line if found is None else line[: found.start("word")] + line[found.end() :].lstrip()


_PLAIN_LEAD = re.compile(rf"(?:[ \t]*(?:#{{1,6}}|>)[ \t]+)*(?P<lead>{LEAD})")


def remark(line: str, kind: str) -> str:
    """A line with the mark of a kind, in place of the one it has or in front of its words.

    `#` of a heading and `>` of a quotation give way, since a mark stands at the start.
    """
    if mark_kind(line, loose=True) == kind:
        return canonical(line)
    plain = unmark(line, loose=True)
    found = _PLAIN_LEAD.match(half(plain))
    lead, words = (plain[found.start("lead") : found.end()], plain[found.end() :]) if found else ("", plain)
    return f"{lead}{BY_KIND[kind].letter}:: {words.lstrip()}"
