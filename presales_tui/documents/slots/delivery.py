"""Data lines about the delivery: milestones, training, service levels, our people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from presales_tui.documents.plan import Block, Figure, Figures, Item, Items, Run, Runs, Tone
from presales_tui.documents.slots.base import Slot, SlotContext, answer, runs, table
from presales_tui.model.client import named
from presales_tui.model.coverage import live
from presales_tui.model.sla import TARGETS
from presales_tui.model.text import one_line

_URGENT: tuple[Tone, ...] = ("bad", "warn", "warn", "muted")
"""The tones of the priorities, the most urgent first."""
_MOST_CARDS, _A_ROW = 12, 4
"""People that are shown as cards, and cards beside each other."""
_TRAINING = ("培训", "train")


def _plan(ctx: SlotContext) -> list[Block]:
    """Everything with a day that both sides look at: deadlines, the trial, promises; with their bars."""
    from presales_tui.documents.schedule import Dated, with_schedule

    book = ctx.book
    dated = [Dated(when, "", (what, "")) for when, what in book.opportunity.key_dates if when and what]
    for trial in book.trials:
        name = one_line(trial.title) or ctx.word("trial")
        if trial.start and trial.end:
            dated.append(Dated(trial.start, trial.end, (name, "")))
        elif day := trial.start or trial.end:
            dated.append(Dated(day, "", (ctx.word("begins" if trial.start else "ends", name=name), "")))
    dated += [
        Dated(c.due, "", (c.title, c.owner)) for c in book.commitments if c.due and c.state != "cancelled"
    ]
    dated.sort()
    rows = [[_when(row.start, row.end, ctx), *row.cells] for row in dated]
    header = [ctx.word(key) for key in ("date", "milestone", "owner")]
    return [with_schedule(table(header, rows), dated, ctx.lang)] if rows else []


def _when(start: str, end: str, ctx: SlotContext) -> str:
    if not end:
        return start.replace("T", " ")
    return ctx.word("from_to", start=start, end=end[5:] if start[:4] == end[:4] else end)


def _training(ctx: SlotContext) -> list[Block]:
    """What requirements, with their answers, promises and actions say of training."""
    book = ctx.book
    found: dict[str, list[Item]] = {}
    for r in live(book.requirements):
        if r.type == "training" or _is_training(r.title):
            found.setdefault(one_line(r.title), answer(r, ctx.lang))
    told = [c.title for c in book.commitments if c.state != "cancelled"]
    told += [a.title for a in book.actions if a.state != "cancelled"]
    for title in filter(_is_training, told):
        found.setdefault(one_line(title), [])
    items = [item for title, below in found.items() for item in (Item(runs(title)), *below) if item.runs]
    return [Items(tuple(items))] if items else []


def _is_training(title: str) -> bool:
    return any(word in title.casefold() for word in _TRAINING)


def _sla(ctx: SlotContext) -> list[Block]:
    """How fast an issue is answered and solved, by its priority."""
    rows: list[Sequence[str | Runs]] = [
        [
            (Run(code, bold=True, tone=tone),),
            ctx.word(f"sla_{code}"),
            (Run(_span(respond, ctx), bold=True),),
            (Run(_span(solve, ctx), bold=True),),
        ]
        for (code, (respond, solve)), tone in zip(TARGETS.items(), _URGENT, strict=False)
    ]
    header = [ctx.word(key) for key in ("priority", "meaning", "respond_in", "solve_in")]
    return [table(header, rows, center=[0, 2, 3])]


def _span(span: timedelta, ctx: SlotContext) -> str:
    minutes = round(span.total_seconds() / 60)
    if minutes < 60:
        return ctx.word("n_minutes", n=minutes)
    hours, rest = divmod(minutes, 60)
    if rest or hours % 24:
        return ctx.word("n_hours", n=f"{minutes / 60:g}")
    return ctx.word("n_days" if hours > 24 else "one_day", n=hours // 24)


def _team(ctx: SlotContext) -> list[Block]:
    """Our own people, those that may be told, a card each; nobody of the client's."""
    rows = [
        [one.name, one.job, one.department, one.phone, one.email] for one in ctx.book.team if one.name.strip()
    ]
    known = {row[0] for row in rows}
    owners = (
        (named(ctx.book.opportunity.owner), ctx.word("presales")),
        (named(ctx.book.opportunity.sales_owner), ctx.word("sales")),
    )
    rows = [[name, job, "", "", ""] for name, job in owners if name.strip() and name not in known] + rows
    if len(rows) > _MOST_CARDS:
        header = [ctx.word(key) for key in ("name", "job", "department")]
        return [table(header, [row[:3] for row in rows])]
    cards = [_card([one_line(text) for text in row]) for row in rows]
    a_row = -(-len(cards) // -(-len(cards) // _A_ROW)) if cards else 1
    found: list[Block] = []
    for at in range(0, len(cards), a_row):
        strip = cards[at : at + a_row]
        strip += [Figure("", "", "")] * (a_row - len(strip) if at else 0)
        found.append(Figures(tuple(strip), names=True))
    return found


def _card(row: list[str]) -> Figure:
    name, *told = row
    lines = [line for line in told if line]
    return Figure(name, "\n".join(lines), " · ".join([name, *lines]))


DELIVERY_SLOTS = (
    Slot("plan", "里程碑计划", "Milestones", _plan),
    Slot("training", "培训安排", "Training", _training),
    Slot("sla", "服务承诺（响应时限）", "Service levels", _sla),
    Slot("team", "我方团队", "Our team", _team),
)
