"""Data lines about the delivery: milestones, training, service levels, our people."""

from __future__ import annotations

from datetime import timedelta

from presales_tui.documents.plan import Block
from presales_tui.documents.slots.base import Slot, SlotContext, bullets, table
from presales_tui.model.coverage import live
from presales_tui.model.sla import TARGETS
from presales_tui.model.text import one_line

_TRAINING = ("培训", "train")


def _plan(ctx: SlotContext) -> list[Block]:
    """Everything with a day that both sides look at: deadlines, the trial, promises."""
    book = ctx.book
    dated = [(when, what, "") for when, what in book.opportunity.key_dates if when and what]
    for trial in book.trials:
        name = one_line(trial.title) or ctx.word("trial")
        dated += [
            (day, ctx.word(key, name=name), "")
            for day, key in ((trial.start, "begins"), (trial.end, "ends"))
            if day
        ]
    dated += [(c.due, c.title, c.owner) for c in book.commitments if c.due and c.state != "cancelled"]
    rows = [[when.replace("T", " "), what, who] for when, what, who in sorted(dated)]
    header = [ctx.word(key) for key in ("date", "milestone", "owner")]
    if rows and not any(row[2] for row in rows):
        header, rows = header[:2], [row[:2] for row in rows]
    return [table(header, rows)] if rows else []


def _training(ctx: SlotContext) -> list[Block]:
    """What requirements, promises and actions say of training."""
    book = ctx.book
    said = [r.title for r in live(book.requirements)]
    said += [c.title for c in book.commitments if c.state != "cancelled"]
    said += [a.title for a in book.actions if a.state != "cancelled"]
    return bullets(dict.fromkeys(one_line(t) for t in said if any(w in t.casefold() for w in _TRAINING)))


def _sla(ctx: SlotContext) -> list[Block]:
    """How fast an issue is answered and solved, by its priority."""
    rows = [
        [code, ctx.word(f"sla_{code}"), _span(respond, ctx), _span(solve, ctx)]
        for code, (respond, solve) in TARGETS.items()
    ]
    header = [ctx.word(key) for key in ("priority", "meaning", "respond_in", "solve_in")]
    return [table(header, rows, center=[0])]


def _span(span: timedelta, ctx: SlotContext) -> str:
    minutes = round(span.total_seconds() / 60)
    if minutes < 60:
        return ctx.word("n_minutes", n=minutes)
    hours, rest = divmod(minutes, 60)
    if rest or hours % 24:
        return ctx.word("n_hours", n=f"{minutes / 60:g}")
    return ctx.word("n_days", n=hours // 24)


def _team(ctx: SlotContext) -> list[Block]:
    """Our own people, those that may be told; nobody of the client's."""
    rows = [[one.name, one.job, one.department] for one in ctx.book.team if one.name.strip()]
    known = {row[0] for row in rows}
    owners = (
        (ctx.book.opportunity.owner, ctx.word("presales")),
        (ctx.book.opportunity.sales_owner, ctx.word("sales")),
    )
    rows = [[name, job, ""] for name, job in owners if name.strip() and name not in known] + rows
    header = [ctx.word(key) for key in ("name", "job", "department")]
    if not any(row[2] for row in rows):
        header, rows = header[:2], [row[:2] for row in rows]
    return [table(header, rows)] if rows else []


DELIVERY_SLOTS = (
    Slot("plan", "里程碑计划", "Milestones", _plan),
    Slot("training", "培训安排", "Training", _training),
    Slot("sla", "服务承诺（响应时限）", "Service levels", _sla),
    Slot("team", "我方团队", "Our team", _team),
)
