"""Data lines about the client: background, goals, what hurts, dates, deployment."""

from __future__ import annotations

from presales_tui.documents.plan import Block, Item, Items, Quote, Run
from presales_tui.documents.slots.base import Slot, SlotContext, answer, bullets, facts, runs, table
from presales_tui.documents.text.data_line import DataLine
from presales_tui.documents.text.markdown import blocks
from presales_tui.documents.text.pictures import find_picture
from presales_tui.documents.words import colon
from presales_tui.model.coverage import live
from presales_tui.model.scales import DEPLOYMENT, MEETING_TYPE
from presales_tui.model.text import one_line


def _markdown(text: str) -> list[Block]:
    return [block for block in blocks(text, picture=find_picture) if not isinstance(block, DataLine)]


def _background(ctx: SlotContext) -> list[Block]:
    client = ctx.book.client
    told = [(ctx.word("industry"), client.industry), (ctx.word("size"), client.size)]
    return [*_markdown(client.background), *facts(ctx.lang, told)]


def _goals(ctx: SlotContext) -> list[Block]:
    """All of them, or with `most` so many paragraphs and points."""
    found = _markdown(ctx.book.opportunity.summary)
    most = ctx.options.get("most", "")
    if not most.isdecimal():
        return found
    left = int(most)
    kept: list[Block] = []
    for block in found:
        points = block.items[:left] if isinstance(block, Items) else ()
        if left > 0:
            kept.append(Items(points) if points else block)
        left -= len(points) or 1
    return kept


def _pains(ctx: SlotContext) -> list[Block]:
    """Each pain with its cost, and the words in which it was told."""
    found: list[Block] = []
    for pain in ctx.most(list(ctx.book.pains)):
        items = [Item(runs(pain.title))] if runs(pain.title) else []
        if pain.cost.strip():
            items.append(Item(runs(ctx.word("pain_cost", cost=pain.cost)), 1))
        if items:
            found.append(Items(tuple(items)))
        if runs(pain.quote) and pain.quote.strip() != pain.title.strip():
            found.append(Quote(runs(f"“{pain.quote.strip()}”"), one_line(pain.speaker)))
    return found


def _dates(ctx: SlotContext) -> list[Block]:
    rows = sorted(
        (when.replace("T", " "), what) for when, what in ctx.book.opportunity.key_dates if when or what
    )
    return [table((ctx.word("date"), ctx.word("event")), rows)] if rows else []


def _deployment(ctx: SlotContext) -> list[Block]:
    """Where it runs, on what it is tried, and what is required and answered for it."""
    deployed = DEPLOYMENT.label(ctx.book.opportunity.deployment, ctx.lang)
    told = [(ctx.word("deployment"), deployed)]
    told += [(ctx.word("trial_environment"), trial.environment) for trial in ctx.book.trials]
    items = [item for block in facts(ctx.lang, told) if isinstance(block, Items) for item in block.items]
    for r in live(ctx.book.requirements):
        if r.type == "deployment" and r.title.strip():
            label = Run(ctx.word("requirement") + colon(ctx.lang), bold=True)
            items += [Item((label, *runs(r.title))), *answer(r, ctx.lang)]
    return [Items(tuple(items))] if items else []


def _meetings(ctx: SlotContext) -> list[Block]:
    """The meetings held so far: day, subject, kind."""
    held = [m for m in ctx.book.meetings if m.state != "cancelled" and m.start and m.title.strip()]
    held = [m for m in held if m.state == "held" or m.start[:10] <= ctx.book.date[:10]]
    held.sort(key=lambda m: m.start, reverse=True)
    rows = [[m.start[:10], m.title, ctx.label(MEETING_TYPE, m.type)] for m in reversed(ctx.most(held))]
    header = [ctx.word(key) for key in ("date", "meeting_subject", "kind")]
    return [table(header, rows)] if rows else []


def _decisions(ctx: SlotContext) -> list[Block]:
    """What both sides have agreed on."""
    stands = [d for d in ctx.book.decisions if d.state == "accepted"]
    return bullets(d.title for d in ctx.most(stands))


CLIENT_SLOTS = (
    Slot("background", "客户背景与现状", "Client background", _background),
    Slot("pains", "痛点与原话", "Pain points, with quotes", _pains, ("most",)),
    Slot("goals", "建设目标", "Goals", _goals, ("most",)),
    Slot("deployment", "部署方式与环境", "Deployment", _deployment),
    Slot("meetings", "交流过程", "Meetings so far", _meetings, ("most",)),
    Slot("decisions", "已达成的共识", "What is agreed", _decisions, ("most",)),
    Slot("dates", "关键日期", "Key dates", _dates),
)
