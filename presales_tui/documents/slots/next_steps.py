"""Data lines about what follows: actions on both sides, promises, risks."""

from __future__ import annotations

from collections.abc import Sequence

from presales_tui.documents.plan import Block, Run, Runs, Tone
from presales_tui.documents.slots.base import Slot, SlotContext, state, table
from presales_tui.model.scales import ACTION_OPEN, ACTION_STATE, RAID_KIND, SIDE


def _actions(ctx: SlotContext) -> list[Block]:
    owed = [a for a in ctx.book.actions if a.state in ACTION_OPEN and a.title.strip()]
    owed.sort(key=lambda a: (SIDE.order(a.side), a.due or "9999", a.ref))
    rows = [[ctx.label(SIDE, a.side), a.title, a.owner, a.due] for a in ctx.most(owed)]
    header = [ctx.word(key) for key in ("side", "action", "owner", "due")]
    return [table(header, rows)] if rows else []


def _commitments(ctx: SlotContext) -> list[Block]:
    made = [c for c in ctx.book.commitments if c.state != "cancelled" and c.title.strip()]
    rows: list[Sequence[str | Runs]] = [
        [c.title, c.owner, c.due, state(ACTION_STATE, c.state, ctx.lang)] for c in made
    ]
    header = [ctx.word(key) for key in ("commitment", "owner", "due", "state")]
    return [table(header, rows, center=[3])] if rows else []


def _risks(ctx: SlotContext) -> list[Block]:
    """Open risks that may be told; what is internal never stands here, in the house neither."""
    told = [
        r
        for r in ctx.book.risks
        if r.visibility == "external" and r.state in ("open", "occurred") and r.title.strip()
    ]
    rows: list[Sequence[str | Runs]] = [
        [r.title, ctx.label(RAID_KIND, r.kind), _level(r.impact, ctx), r.response, r.owner]
        for r in ctx.most(told)
    ]
    header = [ctx.word(key) for key in ("risk", "kind_risk", "impact", "response_risk", "owner")]
    return [table(header, rows, center=[1, 2])] if rows else []


_LEVELS: tuple[Tone, ...] = ("muted", "warn", "bad")
"""Of an impact from low to high."""


def _level(value: int, ctx: SlotContext) -> Runs:
    return (Run(ctx.word(f"level3_{value}"), tone=_LEVELS[value - 1]),) if 1 <= value <= 3 else ()


NEXT_SLOTS = (
    Slot("risks", "风险与应对（可外发）", "Risks that may be told", _risks, ("most",)),
    Slot("actions", "下一步（双方）", "Next steps, both sides", _actions, ("most",)),
    Slot("commitments", "承诺", "Commitments", _commitments),
)
