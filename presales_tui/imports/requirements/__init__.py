"""A client's sheet becomes requirements."""

from __future__ import annotations

from functools import partial

from presales_tui.imports.records import planning
from presales_tui.imports.requirements.columns import FORM

plan_import = partial(planning.plan_import, FORM)
"""What becomes of every row of a sheet of requirements (see `records.planning.plan_import`)."""

__all__ = ["FORM", "plan_import"]
