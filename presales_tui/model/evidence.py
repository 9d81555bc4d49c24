"""Evidence of an issue: a slice of a log or of a command's output, from the server it happened on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from presales_tui.locale import _
from presales_tui.model.masking import KINDS
from presales_tui.model.record import Record, frozen_record
from presales_tui.model.scales import ISSUE_DONE
from presales_tui.model.trial import Issue


@frozen_record
class Evidence(Record):
    """A slice of text, masked before it was kept. Internal: it shows how the client's systems are built."""

    table: ClassVar[str] = "evidence"
    prefix: ClassVar[str] = "EVD"

    visibility: str = "internal"
    opportunity: str = ""
    issue: str = ""
    """Id of the issue it belongs to."""
    title: str = ""
    """Where it comes from: the name of the file, or of the pipe."""
    text: str = ""
    """What was kept, with `\\n` line ends."""
    first: int = 0
    """Number of the first line kept, from 1, in the file or pipe; 0: not counted."""
    lines: int = 0
    """How many lines were kept."""
    dropped: int = 0
    """How many lines before it were read and not kept; -1: not counted."""
    masked: tuple[tuple[str, int], ...] = ()
    """Kind of secret or personal data, and how many were replaced."""
    fingerprint: str = ""
    """What the trace or error in it is known by; the same one comes back with the same fingerprint."""


def counted(evidence: Evidence) -> str:
    """How many of each kind were masked, in words."""
    return ", ".join(f"{_(KINDS[kind])} {n}" for kind, n in evidence.masked if kind in KINDS)


def seen_before(new: Evidence, evidence: Sequence[Evidence], issues: Sequence[Issue]) -> str:
    """One sentence on an earlier issue with the same error, and its answer; empty: there is none."""
    if not new.fingerprint:
        return ""
    others = {e.issue for e in evidence if e.fingerprint == new.fingerprint} - {new.issue}
    alike = [issue for issue in issues if issue.id in others]
    # One that was solved helps most.
    alike.sort(
        key=lambda issue: (issue.status in ISSUE_DONE and bool(issue.fix or issue.workaround), issue.reported)
    )
    if not alike:
        return ""
    best = alike[-1]
    answer = best.fix or best.workaround or best.cause
    if answer:
        return _("The same error as in {ref}: {answer}").format(ref=best.ref, answer=answer)
    return _("The same error as in {ref} {title}").format(ref=best.ref, title=best.title)
