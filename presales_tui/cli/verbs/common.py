"""What the verbs share: the kinds of record they know, and how a word of the command line is read."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable

from presales_tui.locale import _

KINDS = (
    "requirements",
    "pains",
    "comments",
    "issues",
    "evidence",
    "criteria",
    "trials",
    "trainings",
    "meetings",
    "actions",
    "questions",
    "decisions",
    "risks",
    "commitments",
    "sections",
    "contacts",
    "opportunities",
)
"""What `list` lists."""

ADDED = (
    "client",
    "opportunity",
    "contact",
    "meeting",
    "requirement",
    "pain",
    "comment",
    "issue",
    "action",
    "question",
    "decision",
    "risk",
    "commitment",
    "criterion",
    "trial",
    "training",
)
"""What `add` adds."""

SET = (*ADDED[1:], "section")
"""What `set` sets."""

Verbs = Callable[[str, str, str, str], argparse.ArgumentParser]
"""Adds a verb: its name, the module and function that run it, its line of help; gives its parser."""


def typed(word: str) -> str:
    """A word of the command line as it was meant.

    A terminal in GBK sends bytes that are not text in a UTF-8 locale. They are read as an imported
    file would be; BadInput if they are in no encoding that we know.
    """
    try:
        word.encode()
    except UnicodeEncodeError:
        from presales_tui.imports.files import read_text

        return read_text(os.fsencode(word)).text
    return word


def count(word: str) -> int:
    """A number from 1 on."""
    if word.isdecimal() and int(word) > 0:
        return int(word)
    raise argparse.ArgumentTypeError(_("a number from 1 on is needed"))


def filtered(verb: argparse.ArgumentParser, says: str) -> None:
    """The option that chooses records as the filter of a list does."""
    verb.add_argument("--filter", metavar="QUERY", default="", type=typed, help=says)
