"""What a tracker says in several columns, or in none: the status, its steps, the kind, a title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from presales_tui.imports.issues.moments import is_open, read_moment
from presales_tui.imports.records.form import NOTE
from presales_tui.imports.records.found import Draft, Header, Mapped, fold
from presales_tui.imports.records.words import code_of
from presales_tui.imports.sheets.table import Table
from presales_tui.locale import _, language
from presales_tui.model import scales
from presales_tui.model.sla import parse_utc, priority
from presales_tui.model.text import one_line

_GLOBAL = ("id", "序号", "issueid", "no", "no.", "#")
_LOCAL = (
    *("key", "issuekey", "number", "iid", "bugid", "ticketid", "ticketnumber"),
    *("单号", "工单号", "工单编号", "缺陷编号"),
)
LEVELS = {"P1": ("high", "high"), "P2": ("high", "medium"), "P3": ("medium", "medium"), "P4": ("low", "low")}
"""Priority to the (impact, urgency) that stand for it where a sheet says neither."""
_SAYS_KIND = ("", "kind", "type", "类型", "category", "issue")
"""What stands before the sign in a label such as `kind/bug`."""
_STAMPED = re.compile(
    r"[\[<(]?(?:\d{2,4}[-/.]\d\d?[-/.]\d\d|[A-Z][a-z]{2} +\d+ \d\d:|\d\d:\d\d:|\d{6} +\d"
    r"|INFO|WARN|ERROR|DEBUG|pid\b|\w+\(|(?:\d{1,7} )?\d{10}\.\d{3,})"
)
"""How a line of a log begins."""
_FUTURE = timedelta(days=1)
_ANCIENT = datetime(1995, 1, 1, tzinfo=UTC)


def refine(table: Table, header: Header, fields: list[str]) -> None:
    """Settle what words alone do not: which number is the one people use, and whether `closed` is a time."""
    words = [fold(word) for word in header.words]
    taken = next((at for at, name in enumerate(fields) if name == "external_ticket"), -1)
    if taken >= 0 and words[taken] in _GLOBAL:
        better = next((at for at, word in enumerate(words) if word in _LOCAL and fields[at] == NOTE), -1)
        if better >= 0:
            fields[taken], fields[better] = NOTE, "external_ticket"
    for at, name in enumerate(fields):
        if name == "done" and "solved" not in fields:
            values = [cell for row in table.rows[header.last + 1 :][:300] if (cell := row.cell(at))]
            if values and sum(read_moment(value) is not None for value in values) > len(values) / 2:
                fields[at] = "solved"


def likely(mapped: Mapped) -> bool:
    """Whether this may be a list of issues: a log or other text without a header is none."""
    table, header = mapped.table, mapped.header
    if header.score >= 2 or table.header is not None or not table.rows:
        return True
    widths = sorted(sum(map(bool, row.cells)) for row in table.rows[:200])
    stamped = sum(bool(_STAMPED.match(row.cells[0])) for row in table.rows[:200])
    return widths[len(widths) // 2] >= 3 and stamped < len(widths) / 3


def tell(mapped: Mapped) -> Iterable[str]:
    """What was taken for granted in a table."""
    body = mapped.table.rows[mapped.header.last + 1 :]
    kinds = [at for at, name in enumerate(mapped.mapping) if name == "kind"]
    if not any(row.cell(at) for at in kinds for row in body):
        yield _("no column says the kind: {kind}, unless a label says otherwise").format(
            kind=scales.ISSUE_KIND.label("defect", language())
        )
    for at, name in enumerate(mapped.mapping):
        if name in ("reported", "responded", "solved") and is_open([row.cell(at) for row in body]):
            yield _("dates such as {date} are read as month/day/year").format(
                date=next(cell for row in body if (cell := row.cell(at)))
            )


def untitled(draft: Draft) -> str:
    """A list of numbers and times is a list of issues too: each is called by its number."""
    number = str(draft.values.get("external_ticket", ""))
    filled = sum(bool(text.strip()) for text in draft.texts.values()) + len(draft.notes)
    return number if number and any(map(str.isdigit, number)) and filled >= 2 else ""


def settle(draft: Draft, was: Any) -> None:
    """Status, steps, levels and kind of an issue from all that a row says of them."""
    values = draft.values
    levels, code = values.pop("_levels", None), values.pop("_priority", "")
    told = _given(draft, "impact") or _given(draft, "urgency")
    if levels and not told and (was is None or priority(was) != code):
        values["impact"], values["urgency"] = levels
    answered, solved, done = (values.pop(name, None) for name in ("_responded", "_solved", "_done"))
    if was is None:
        _from_labels(draft)
    if "status" not in values or not _given(draft, "status"):
        values.pop("status", None)
        if (solved and not _before(solved, values)) or done:
            values["status"] = was.status if was is not None and was.status in scales.ISSUE_DONE else "closed"
        elif was is None:
            values["status"] = "open"
    _judge_times(draft, answered, solved)
    if not _given(draft, "history"):
        values.pop("status_log", None)
        _steps(values, was, answered, solved)


def _before(when: str, values: dict[str, Any]) -> bool:
    """Whether a time stands before the report: it says nothing of how things are then."""
    reported, at = parse_utc(str(values.get("reported", ""))), parse_utc(when)
    return reported is not None and at is not None and at < reported


def _given(draft: Draft, name: str) -> bool:
    return bool(draft.texts.get(name, "").strip())


def _steps(values: dict[str, Any], was: Any, answered: str | None, solved: str | None) -> None:
    """The steps that the times of a tracker tell; one whose time nobody knows is not made up."""
    status = values.get("status", was.status if was is not None else "open")
    who = one_line(str(values.get("assignee", "")))
    if was is not None:
        if status != was.status:
            at = solved if solved and status in scales.ISSUE_DONE else _now()
            values["status_log"] = (*was.status_log, (status, at, who))
        return
    steps = []
    reported = values.get("reported", "")
    if reported:
        steps.append(("open", reported, one_line(str(values.get("reporter", "")))))
    if answered:
        steps.append(("ack", answered, who))
    if solved and status in scales.ISSUE_DONE:
        steps.append((status, solved, who))
    elif solved:
        # It was solved once and is open again now.
        steps.append(("resolved", solved, who))
    values["status_log"] = tuple(steps)


def _judge_times(draft: Draft, answered: str | None, solved: str | None) -> None:
    for late, told in (
        (answered, _("answered before it was reported: both times are kept as they are")),
        (solved, _("solved before it was reported: both times are kept as they are")),
    ):
        if late and _before(late, draft.values):
            draft.said.append(told)
    latest = datetime.now(UTC) + _FUTURE
    times = [
        parse_utc(str(draft.values.get("reported", ""))),
        parse_utc(answered or ""),
        parse_utc(solved or ""),
    ]
    if any(when is not None and not _ANCIENT <= when <= latest for when in times):
        draft.said.append(_("a time in the future or long ago: look at the clock of that machine"))


def _from_labels(draft: Draft) -> None:
    """Kind, severity and priority of a new issue from labels such as `kind/bug`, `severity: high`, `P1`."""
    values = draft.values
    words = []
    for tag in values.get("tags", ()):
        head, _sign, tail = re.sub(r"\s*[:/=]+\s*", ":", tag.strip("[] ")).partition(":")
        words.append((fold(head) if tail else "", tail or head))
    if not _given(draft, "kind"):
        values.pop("kind", None)
        kinds = (code_of(scales.ISSUE_KIND, word) for head, word in words if head in _SAYS_KIND)
        if code := next(filter(None, kinds), ""):
            values["kind"] = code
    for head, word in words:
        named = head in ("severity", "sev", "严重程度")
        if not _given(draft, "severity") and named and (code := code_of(scales.SEVERITY, word)):
            values["severity"] = code
        named = head in ("priority", "prio", "优先级") or bool(re.fullmatch(r"[Pp]\d", word))
        told = any(_given(draft, name) for name in ("priority", "impact", "urgency"))
        if named and not told and (code := code_of(scales.ISSUE_PRIORITY, word)):
            values["impact"], values["urgency"] = LEVELS[code]


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
