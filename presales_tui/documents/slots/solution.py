"""Data lines about the solution itself: scope, functions of a module, strengths, what it takes in days."""

from __future__ import annotations

from collections.abc import Sequence

from presales_tui.documents.plan import Block, Figure, Figures, Item, Items, Paragraph, Run, Runs, plain
from presales_tui.documents.slots.base import (
    Slot,
    SlotContext,
    answer,
    bullets,
    first_words,
    money,
    runs,
    table,
    total,
)
from presales_tui.documents.slots.needs import CHOICE, days_range, fit_run, foremost, share_figure, wanted
from presales_tui.documents.words import colon
from presales_tui.model.coverage import READY, cost, coverage
from presales_tui.model.followup import Action
from presales_tui.model.requirement import Requirement
from presales_tui.model.scales import ACTION_OPEN, PRIORITY, ROLE
from presales_tui.model.tally import roll_up
from presales_tui.model.text import one_line

_OUT = frozenset({"deferred"})
_FEW = 3
_SHORT = 90
"""Characters of an answer that stand behind a strength."""


def _chosen(ctx: SlotContext) -> list[Requirement]:
    return wanted(ctx.book.requirements, ctx.options)


def later(requirement: Requirement) -> bool:
    """Whether it is not for this time: out of scope, put off or not wanted."""
    return requirement.priority == "wont" or requirement.status in _OUT


def _scope(ctx: SlotContext) -> list[Block]:
    """How many requirements each module has, by priority; then what is left out this time."""
    here = [r for r in _chosen(ctx) if not later(r)]
    if not here:
        return []
    codes = [code for code in ("must", "should", "could", "") if any(r.priority == code for r in here)]
    rows: list[Sequence[str | Runs]] = []
    for module, found in roll_up(here, "module").items():
        members = [r for r in here if r.module.strip() == module]
        counts = [str(sum(r.priority == code for r in members) or "") for code in codes]
        rows.append([module or ctx.word("no_module"), str(found.total), *counts])
    if len(rows) > 1:
        sums = [str(sum(r.priority == code for r in here) or "") for code in codes]
        rows.append(total([ctx.word("total"), str(len(here)), *sums]))
    names = [ctx.label(PRIORITY, code) if code else ctx.word("unranked") for code in codes]
    header = [ctx.word("module"), ctx.word("count"), *names]
    found_blocks: list[Block] = [table(header, rows, right=range(1, len(header)))]
    out = [" ".join(filter(None, (r.ref, r.title))) for r in _chosen(ctx) if later(r)]
    if out:
        found_blocks += [Paragraph((Run(ctx.word("not_in_scope")),), "lead"), *bullets(out)]
    return found_blocks


def _functions(ctx: SlotContext) -> list[Block]:
    """Each requirement with its mark of fit, and below it the answer."""
    items: list[Item] = []
    for r in foremost(_chosen(ctx), ctx.options):
        items.append(Item((*runs(r.title), fit_run(r, ctx.lang, "  [{}]"))))
        items += answer(r, ctx.lang)
    return [Items(tuple(items))] if items else []


def _strengths(ctx: SlotContext) -> list[Block]:
    """What the client needs most and has at once: no other product is named."""
    ready = [r for r in _chosen(ctx) if r.fit in READY and r.priority in ("must", "should")]
    ready.sort(key=lambda r: (PRIORITY.order(r.priority), r.fit != "standard", not r.response.strip()))
    items = []
    for r in ctx.most(ready)[: None if ctx.options.get("most") else 5]:
        text = one_line(plain(first_words(r.response, ctx.lang)))
        told = (Run(ctx.word("dash") + text),) if 0 < len(text) <= _SHORT else ()
        items.append(Item((Run(one_line(r.title), bold=True), *told)))
    return [Items(tuple(items))] if items else []


def _roles(ctx: SlotContext) -> list[Block]:
    """Person-days by role, where estimates say them."""
    low: dict[str, float] = {}
    high: dict[str, float] = {}
    for r in _chosen(ctx):
        for role, least, most in r.effort_roles if r.fit == "custom" else ():
            low[role] = low.get(role, 0) + least
            high[role] = high.get(role, 0) + most
    rows = [
        [ctx.label(ROLE, role), days_range(low[role], high[role], ctx)]
        for role in sorted(low, key=ROLE.order)
    ]
    return [table([ctx.word("role"), ctx.word("person_days")], rows, right=[1])] if rows else []


def _brief(ctx: SlotContext) -> list[Block]:
    """The whole deal in a few lines: pains, needs and how far they are met, days, trial, what is next.

    It stands on a page of its own: what is not known yet is said there.
    """
    requirements = _chosen(ctx)
    pains = [one_line(p.title) for p in ctx.book.pains if p.title.strip()][:_FEW]
    if not requirements and not pains:
        return []
    between = "；" if ctx.lang == "zh" else "; "
    found = coverage(requirements)
    told = ctx.word("n_assessed", n=found.total, assessed=found.assessed) if found.total else ""
    figures = [share_figure(ctx, found, key) for key in ("meets", "ready")] if found.assessed else []
    if found.days_high:
        plus = cost(found, ctx.book.opportunity.buffer, 0)
        days = days_range(plus.days_low, plus.days_high, ctx)
        figures.append(Figure(days, ctx.word("figure_days"), f"{days} {ctx.word('figure_days')}"))
    if criteria := ctx.book.criteria:
        met, total = sum(c.state == "met" for c in criteria), len(criteria)
        said = ctx.word("criteria_met", n=met, total=total)
        figures.append(Figure(f"{met}/{total}", ctx.word("figure_criteria"), said))
    owed = sorted((a for a in ctx.book.actions if a.state in ACTION_OPEN), key=lambda a: a.due or "9999")
    steps = [_step(a, ctx) for a in owed if a.title.strip()][:_FEW]
    strip: list[Block] = [Figures(tuple(figures))] if figures else []
    lines = [("pains", between.join(pains)), ("requirements", told), ("next", between.join(steps))]
    return [*strip, Items(tuple(_known(ctx, ctx.word(key), text) for key, text in lines))]


def _step(action: Action, ctx: SlotContext) -> str:
    """What is to be done, and in brackets by whom and when."""
    who = ctx.word("comma").join(filter(None, (one_line(action.owner), action.due)))
    return one_line(action.title) + (ctx.word("in_brackets", text=who) if who else "")


def _known(ctx: SlotContext, label: str, text: str) -> Item:
    """A line of the brief, or that it is still to be completed."""
    told = runs(text) or (Run(ctx.word("to_complete", what=label), tone="bad"),)
    return Item((Run(label + colon(ctx.lang), bold=True), *told))


def _price(ctx: SlotContext) -> list[Block]:
    """What the customisation costs; in the house only."""
    opportunity = ctx.book.opportunity
    figures = coverage(_chosen(ctx))
    if not ctx.internal or not opportunity.day_rate or not figures.days_high:
        return []
    plus = cost(figures, opportunity.buffer, opportunity.day_rate)
    rows = [
        [ctx.word("person_days"), days_range(plus.days_low, plus.days_high, ctx)],
        [
            ctx.word("cost"),
            ctx.word("days_range", low=money(plus.money_low), high=money(plus.money_high)),
        ],
    ]
    return [table([ctx.word("item"), ctx.word("amount")], rows, right=[1])]


def _annex(ctx: SlotContext) -> list[Block]:
    """Every requirement in its own words, with its acceptance."""
    rows = [
        [r.ref, r.title if not r.statement.strip() else f"{r.title}\n{one_line(r.statement)}", r.acceptance]
        for r in foremost(_chosen(ctx), ctx.options)
    ]
    header = [ctx.word(key) for key in ("ref", "requirement", "acceptance")]
    return [table(header, rows)] if rows else []


def _metrics(ctx: SlotContext) -> list[Block]:
    """By which figures success is told: what the trial has to reach."""
    rows = [
        [c.title, c.measure, f"{c.target} {c.unit}".strip()]
        for c in ctx.most(list(ctx.book.criteria))
        if c.target
    ]
    header = [ctx.word(key) for key in ("metric", "measure", "target")]
    return [table(header, rows)] if rows else []


SOLUTION_SLOTS = (
    Slot("brief", "方案要点", "The deal in brief", _brief, ("module", "type")),
    Slot("metrics", "成功指标", "Success metrics", _metrics, ("most",)),
    Slot("scope", "需求范围（按模块）", "Scope by module", _scope, ("type",)),
    Slot(
        "functions",
        "功能与满足方式",
        "Functions and how they are met",
        _functions,
        ("module", "type", "most"),
    ),
    Slot("strengths", "差异化优势", "Strengths", _strengths, CHOICE),
    Slot("roles", "人天（按角色）", "Person-days by role", _roles, ("module", "type")),
    Slot("price", "报价概览（仅内部）", "Price (internal only)", _price),
    Slot("annex", "需求明细", "All requirements", _annex, CHOICE),
)
