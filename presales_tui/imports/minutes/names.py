"""The people of a meeting: lists of names, and who else speaks or is spoken of in the minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from presales_tui.imports.headlines import plain
from presales_tui.imports.minutes.labels import label_kind
from presales_tui.imports.minutes.words import says_nothing

_BETWEEN = re.compile(r"<br\s*/?>|[,，、;；|]|\s{2,}|\s+(?:and|&)\s+")
_ASIDE = re.compile(r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]|【[^】]*】|<[^<>]*>")


def names_in(text: str) -> Iterator[str]:
    """Names in a list of people; organisations in parentheses and handles behind a name go."""
    for piece in _BETWEEN.split(_ASIDE.sub(" ", plain(text))):
        if re.search(r"[:：]", piece):
            piece = re.split(r"[:：]", piece, maxsplit=1)[1]
        name = re.split(r"\s[-–—]+\s|——", piece.strip())[0].strip(" \t-*•.。")
        name = re.sub(r"(?<=\S)\s+@[\w.-]+$", "", name).lstrip("@").strip()
        sound = 1 < len(name) <= 40 and any(map(str.isalpha, name)) and "://" not in name
        if sound and len(name.split()) <= 5 and not label_kind(name) and not says_nothing(name):
            yield name


_SPOKEN = (
    re.compile(r"^\s*(?:[-*+]\s+)?(?:\*\*|__)?(?P<who>[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+)?)(?:\*\*|__)?:\s"),
    re.compile(r"\[name=(?P<who>[\w .'-]{2,30})\]"),
    re.compile(r"\b(?:by|with) (?P<who>[A-Z][a-z'’-]+ [A-Z][a-z'’-]+)\b"),
    re.compile(
        r"\b(?P<who>[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+)?) (?:says?|said|asks?|asked|mentions?"
        r"|mentioned|suggests?"
        r"|suggested|presented|proposes?|proposed|explained|noted|thinks|volunteer(?:s|ed)|reported"
        r"|reminded)\b"
    ),
    re.compile(r"\((?P<who>[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+)?)\)"),
)
_MOST = 400


def first_names(people: Iterable[str], lines: Iterable[str]) -> frozenset[str]:
    """The words by which one of them may be called at the start of a sentence.

    Those are who is listed, who is marked as speaking (`Kim: …`), and who is named with both names.
    """
    found: set[str] = set()
    for name in people:
        found.update((name, name.split()[0]))
    for line in lines:
        if len(found) > _MOST or len(line) > 1000:
            continue
        for pattern in _SPOKEN:
            for hit in pattern.finditer(line):
                who = hit["who"].strip()
                if not label_kind(who) and who.casefold() not in _NOT_PEOPLE:
                    found.update((who, who.split()[0]))
    return frozenset(name for name in found if len(name) > 1 and name.casefold() not in _NOT_PEOPLE)


_NOT_PEOPLE_WORDS = """
all also and anyone april as august background blocked but chair confirmed cons context december
docs done everybody everyone example february feedback friday github goal google group host how
idea if it january java july june march may maybe monday motion next no node none note notes
november now october once option optional other others plan proposal pros python recording
result risk saturday scribe september slack someone status still summary sunday team that the
then there these they this those thursday today tomorrow tuesday update updates warning we
wednesday what when where which who why yes zoom
"""
_NOT_PEOPLE = frozenset(_NOT_PEOPLE_WORDS.split())
