"""A client's sheet becomes requirements: columns recognised, rows planned, one change made of them."""

from __future__ import annotations

from presales_tui.imports.requirements.planning import Plan, plan_import
from presales_tui.imports.requirements.rows import Outcome

__all__ = ["Outcome", "Plan", "plan_import"]
