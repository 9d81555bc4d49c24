"""Data lines about the requirements: what is needed, how it is met, what the rest costs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, zip_longest

from presales_tui.documents.plan import (
    Block,
    Chart,
    Columns,
    Figure,
    Figures,
    Item,
    Items,
    Paragraph,
    Run,
    Runs,
)
from presales_tui.documents.slots.base import (
    Slot,
    SlotContext,
    begun,
    days,
    markdown_cell,
    money,
    runs,
    small,
    table,
    tone_of,
    total,
)
from presales_tui.model.coverage import GONE, Coverage, cost, coverage, live
from presales_tui.model.requirement import Requirement
from presales_tui.model.scales import DEAL_IMPACT, DECLARED, FIT, PRIORITY
from presales_tui.model.tally import roll_up

_MOST_MODULES = 8
"""Bars of the chart by module."""


NO_MODULE = "-"
"""As an option: the requirements without a module."""


def wanted(requirements: Iterable[Requirement], options: Mapping[str, str]) -> list[Requirement]:
    """The requirements that count, of the module and of the types that are asked for.

    With `order=clause` in the order of the tender: marked clauses first, then by their numbers.
    """
    module = _folded(options.get("module", ""))
    types = {word for word in options.get("type", "").split(",") if word}
    found = [
        r
        for r in live(requirements)
        if (not module or module == (_folded(r.module) or NO_MODULE)) and (not types or r.type in types)
    ]
    return sorted(found, key=_by_clause) if options.get("order") == "clause" else found


def _folded(module: str) -> str:
    return module.replace('"', "").strip().casefold()


def _by_clause(requirement: Requirement) -> tuple[bool, bool, list[int], str]:
    numbers = [int(number) for number in re.findall(r"\d+", requirement.clause)[:6]]
    return not requirement.clause_mark, not requirement.clause, numbers, requirement.clause


def foremost(found: list[Requirement], options: Mapping[str, str]) -> list[Requirement]:
    """As many as the option `most` lets through: of each module in turn, what decides the deal first.

    They stay in their order; in the order of the tender the first ones are those that count.
    """
    most = options.get("most", "")
    if not most.isdecimal() or len(found) <= int(most):
        return found
    if options.get("order") == "clause":
        return found[: int(most)]
    modules: dict[str, list[int]] = {}
    for n in sorted(range(len(found)), key=lambda n: _weight(found[n])):
        modules.setdefault(_folded(found[n].module), []).append(n)
    turns = (n for turn in zip_longest(*modules.values()) for n in turn if n is not None)
    return [found[n] for n in sorted(islice(turns, int(most)))]


def _weight(requirement: Requirement) -> tuple[int, int]:
    return DEAL_IMPACT.order(requirement.impact), PRIORITY.order(requirement.priority)


def _wanted(ctx: SlotContext) -> list[Requirement]:
    return foremost(wanted(ctx.book.requirements, ctx.options), ctx.options)


def declared(requirement: Requirement, lang: str) -> str:
    """The fit as the client is told it; what is not assessed is said to be so."""
    pair = DECLARED.get(requirement.fit)
    return pair[lang != "zh"] if pair else begun(FIT.label("unknown", lang))


def fit_run(requirement: Requirement, lang: str, around: str = "{}") -> Run:
    """The fit in bold and in the colour that tells how good it is."""
    return Run(around.format(declared(requirement, lang)), bold=True, tone=tone_of(FIT, requirement.fit))


def days_range(low: float, high: float, ctx: SlotContext) -> str:
    """Person-days from and to, or the one figure."""
    return days(high) if low == high else ctx.word("days_range", low=days(low), high=days(high))


def _effort_of(requirement: Requirement, ctx: SlotContext) -> str:
    if requirement.estimated:
        return days_range(requirement.effort_low, requirement.effort_high, ctx)
    return ctx.word("not_estimated") if requirement.fit == "custom" else ""


def _responses(ctx: SlotContext) -> list[Block]:
    header = [ctx.word(key) for key in ("ref", "requirement", "priority", "fit", "response")]
    if ctx.internal:
        header.append(ctx.word("person_days"))
    rows: list[list[str | Runs]] = []
    for r in _wanted(ctx):
        # In the order of the tender it is the clause that is looked for.
        clause = f"{r.clause_mark}{r.clause}" if ctx.options.get("order") == "clause" else ""
        ref = "\n".join(filter(None, (clause, r.ref)))
        priority = ctx.label(PRIORITY, r.priority)
        row: list[str | Runs] = [ref, r.title, priority, (fit_run(r, ctx.lang),), markdown_cell(r.response)]
        rows.append([*row, _effort_of(r, ctx)] if ctx.internal else row)
    return [table(header, rows, right=[5], center=[2, 3])] if rows else []


def _requirements(ctx: SlotContext) -> list[Block]:
    """All requirements under the headings of their modules."""
    modules: dict[str, list[Requirement]] = {}
    for r in _wanted(ctx):
        modules.setdefault(r.module.strip(), []).append(r)
    found: list[Block] = []
    for module, members in sorted(modules.items(), key=lambda pair: not pair[0]):
        if len(modules) > 1 or module:
            name = module or ctx.word("no_module")
            found.append(Paragraph((Run(f"{name} ({len(members)})"),), "lead"))
        found.append(Items(tuple(_item(r, ctx) for r in members)))
    return found


def _item(requirement: Requirement, ctx: SlotContext) -> Item:
    mark = ctx.label(PRIORITY, requirement.priority)
    text = " ".join(filter(None, (requirement.ref, requirement.title)))
    return Item((*runs(text), *((Run(f"  [{mark}]"),) if mark else ())))


def percent(value: float | None) -> str:
    """A share as it is told; a dash: nothing is assessed."""
    return "—" if value is None else f"{value:.0f}%"


def _coverage(ctx: SlotContext) -> list[Block]:
    wanted = _wanted(ctx)
    if not wanted:
        return []
    found = coverage(wanted)
    counts = [(term, sum(r.fit == term.code for r in wanted)) for term in FIT.terms]
    shown = [(ctx.label(FIT, term.code), count) for term, count in counts if count]
    whole = Chart(
        ctx.word("coverage_chart"),
        tuple(label for label, _ in shown),
        tuple(float(count) for _, count in shown),
    )
    parts = _by_module(wanted, ctx)
    charts: Block = Columns((whole,), (parts,)) if parts else whole
    return [_figures(found, ctx), charts, small(ctx.word("coverage_define"))]


def figure(ctx: SlotContext, key: str, value: str, **said: object) -> Figure:
    """A key figure of the coverage: `figure_…` stands below it, `coverage_…` is the sentence."""
    return Figure(value, ctx.word(f"figure_{key}", **said), ctx.word(f"coverage_{key}", **said))


def share_figure(ctx: SlotContext, found: Coverage, key: str) -> Figure:
    """A share of what is assessed: `ready`, `meets` or `weighted`."""
    share, n = {
        "ready": (found.ready_pct, found.ready),
        "meets": (found.satisfiable_pct, found.satisfiable),
        "weighted": (found.weighted_satisfiable_pct, found.satisfiable),
    }[key]
    return figure(ctx, key, percent(share), percent=percent(share), n=n)


def _figures(found: Coverage, ctx: SlotContext) -> Figures:
    """How many there are, and how far they are met."""
    figures = [figure(ctx, "total", str(found.total), n=found.total, assessed=found.assessed)]
    if found.assessed:
        figures += [share_figure(ctx, found, key) for key in ("ready", "meets", "weighted")]
    if found.unknown:
        figures.append(figure(ctx, "unknown", str(found.unknown), n=found.unknown))
    return Figures(tuple(figures))


def _by_module(wanted: list[Requirement], ctx: SlotContext) -> Chart | None:
    """The coverage of each module, the largest ones, as parts of a bar; none of one module alone."""
    groups = list(roll_up(wanted, "module").items())[:_MOST_MODULES]
    if len(groups) < 2:
        return None
    parts = (
        ("chart_ready", [found.ready for _, found in groups]),
        ("chart_work", [found.satisfiable - found.ready for _, found in groups]),
        ("chart_not", [found.assessed - found.satisfiable for _, found in groups]),
        ("chart_unknown", [found.unknown for _, found in groups]),
    )
    return Chart(
        ctx.word("coverage_modules"),
        tuple(module or ctx.word("no_module") for module, _ in groups),
        tuple(float(found.total) for _, found in groups),
        tuple((ctx.word(key), tuple(map(float, counts))) for key, counts in parts if any(counts)),
    )


def _effort(ctx: SlotContext) -> list[Block]:
    """Customisation in person-days, the buffer and the total; money only in the house."""
    custom = [r for r in wanted(ctx.book.requirements, ctx.options) if r.fit == "custom"]
    custom = foremost(custom, ctx.options)
    if not custom:
        return []
    opportunity = ctx.book.opportunity
    figures = coverage(custom)
    plus = cost(figures, opportunity.buffer, opportunity.day_rate)
    rows: list[Sequence[str | Runs]] = [[r.ref, r.title, r.module, _effort_of(r, ctx)] for r in custom]
    buffer = ctx.word("buffer", percent=days(opportunity.buffer))
    low, high = plus.days_low - figures.days_low, plus.days_high - figures.days_high
    rows.append(["", ctx.word("total_before"), "", days_range(figures.days_low, figures.days_high, ctx)])
    rows.append(["", buffer, "", days_range(low, high, ctx)])
    rows.append(total(["", ctx.word("total"), "", days_range(plus.days_low, plus.days_high, ctx)]))
    if ctx.internal and opportunity.day_rate:
        amount = ctx.word("days_range", low=money(plus.money_low), high=money(plus.money_high))
        rows.append(total(["", ctx.word("cost"), "", amount]))
    header = [ctx.word(key) for key in ("ref", "requirement", "module", "person_days")]
    return [table(header, rows, right=[3])]


def answered(requirements: Iterable[Requirement]) -> list[Requirement]:
    """Those that a slide may still say it answers."""
    return [r for r in requirements if r.ref and r.status not in GONE]


CHOICE = ("module", "type", "most", "order")
"""Options of a data line that lists requirements."""

NEEDS_SLOTS = (
    Slot("requirements", "需求清单（按模块）", "Requirements by module", _requirements, CHOICE),
    Slot("responses", "需求逐条响应", "Requirement responses", _responses, CHOICE),
    Slot("coverage", "需求满足率与图", "Coverage figures and chart", _coverage, ("module", "type")),
    Slot("effort", "二次开发工作量", "Customisation effort", _effort, CHOICE),
)
