"""What can go wrong through no fault of the program: one clear sentence, and an exit code.

A `Problem` says what, where and what to do. It never carries client data beyond a name that the
user typed. The command line prints the sentence and exits with the code; the app shows a notice.
"""

from __future__ import annotations


class Problem(Exception):
    """Something that the user can understand and mend."""

    exit_code = 1

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotFound(Problem):
    """A client, opportunity, record or file that is not there."""

    exit_code = 3


class BadInput(Problem):
    """A file or value that cannot be read as what it should be."""

    exit_code = 4


class Wrong(BadInput):
    """What was typed into a field cannot be taken."""


class CannotWrite(Problem):
    """An output that exists already or cannot be written; nothing was changed."""

    exit_code = 5


class StoreProblem(Problem):
    """The workspace cannot be opened, read or written as it is."""

    exit_code = 6


class Conflict(StoreProblem):
    """A record changed since the editor opened it. `fields` names (table, id, field) that moved on."""

    def __init__(self, sentence: str, fields: tuple[tuple[str, str, str], ...] = ()) -> None:
        super().__init__(sentence)
        self.fields = fields


class NeedsReason(StoreProblem):
    """What both sides agreed on is about to change, and nobody said why (`Change.reason`)."""


class TerminalProblem(Problem):
    """Not a terminal, or one that the workbench cannot run in."""

    exit_code = 7
