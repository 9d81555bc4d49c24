"""Data lines about the trial: its frame, its scorecard, its issues."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from presales_tui.documents.plan import Block, Paragraph, Run, Runs
from presales_tui.documents.slots.base import Slot, SlotContext, facts, state, table
from presales_tui.model.scales import (
    CRITERION_STATE,
    ISSUE_DONE,
    ISSUE_KIND,
    ISSUE_STATUS,
    SEVERITY,
    TRIAL_VERDICT,
)
from presales_tui.model.trial import Trial

if TYPE_CHECKING:
    from presales_tui.model.issue_figures import Timed


def _trial(ctx: SlotContext) -> list[Block]:
    found: list[Block] = []
    for trial in ctx.book.trials:
        if len(ctx.book.trials) > 1 and trial.title:
            found.append(Paragraph((Run(trial.title),), "lead"))
        found += facts(
            ctx.lang,
            [
                (ctx.word("purpose"), trial.purpose),
                (ctx.word("period"), _period(trial, ctx)),
                (ctx.word("scope_in"), trial.scope_in),
                (ctx.word("scope_out"), trial.scope_out),
                (ctx.word("environment"), trial.environment),
                (ctx.word("cadence"), trial.cadence),
                (ctx.word("people"), ("、" if ctx.lang == "zh" else ", ").join(trial.people)),
                (ctx.word("decision_link"), trial.decision_link),
                (ctx.word("verdict"), TRIAL_VERDICT.label(trial.verdict, ctx.lang)),
            ],
        )
    return found


def _period(trial: Trial, ctx: SlotContext) -> str:
    if trial.start and trial.end:
        return ctx.word("from_to", start=trial.start, end=trial.end)
    return trial.start or trial.end


def _criteria(ctx: SlotContext) -> list[Block]:
    rows: list[Sequence[str | Runs]] = []
    for c in ctx.book.criteria:
        unit = f" {c.unit}" if c.unit else ""
        rows.append(
            [
                c.title + (ctx.word("must_mark") if c.must else ""),
                c.measure,
                c.target + unit if c.target else "",
                c.achieved + unit if c.achieved else "",
                state(CRITERION_STATE, c.state, ctx.lang),
            ]
        )
    header = [ctx.word(key) for key in ("criterion", "measure", "target", "achieved", "state")]
    return [table(header, rows, center=[4])] if rows else []


def _issues(ctx: SlotContext) -> list[Block]:
    """How many of each kind came up, are open and solved, how fast; then those that are open."""
    from presales_tui.documents.issue_tables import span
    from presales_tui.documents.trial_words import said
    from presales_tui.model.issue_figures import average, by_kind

    issues = ctx.book.issues
    if not issues:
        return []
    counts = []
    for kind, figures in by_kind(_timed(ctx)):
        counts.append(
            [
                ctx.label(ISSUE_KIND, kind),
                *(str(n) for n in (figures.count, figures.open, figures.done)),
                *(
                    span(ctx.lang, average(each)) if each else ""
                    for each in (figures.responses, figures.solutions)
                ),
            ]
        )
    header = [ctx.word(key) for key in ("kind", "count", "issue_open", "issue_done")]
    header += [said(ctx.lang, key) for key in ("average_response", "average_solution")]
    found: list[Block] = [table(header, counts, right=range(1, len(header)))]
    open_: list[Sequence[str | Runs]] = [
        [
            i.ref,
            i.title,
            ctx.label(ISSUE_KIND, i.kind),
            state(SEVERITY, i.severity, ctx.lang),
            state(ISSUE_STATUS, i.status, ctx.lang),
        ]
        for i in issues
        if i.status not in ISSUE_DONE
    ]
    if open_:
        names = [
            ctx.word("ref"),
            ctx.word("issue"),
            ctx.word("kind"),
            ctx.word("severity"),
            ctx.word("state"),
        ]
        found.append(table(names, open_))
    return found


def _times(ctx: SlotContext) -> list[Block]:
    """The three kinds with how fast they were answered and solved, as in the trial report."""
    if not ctx.book.issues:
        return []
    from presales_tui.documents.issue_tables import kinds

    grid = kinds(_timed(ctx), ctx.lang)
    return [table(grid.header, grid.rows, right=range(1, len(grid.header)))]


def _timed(ctx: SlotContext) -> list[Timed]:
    """The issues with what their clocks say now, by the rules of their trial, else of the newest one."""
    from presales_tui.model.issue_figures import timed

    trials = {trial.id: trial for trial in ctx.book.trials}
    newest = ctx.book.trials[-1] if ctx.book.trials else None
    now = datetime.now(UTC)
    return [timed(issue, trials.get(issue.trial, newest), now) for issue in ctx.book.issues]


TRIAL_SLOTS = (
    Slot("trial", "试用方案", "Trial plan", _trial),
    Slot("criteria", "试用验收评分表", "Trial scorecard", _criteria),
    Slot("issues", "试用问题统计", "Trial issues", _issues),
    Slot("issue_times", "试用响应与解决时长", "Trial response and solution times", _times),
)
