"""A client's or a tracker's list of problems becomes issues of the trial."""

from __future__ import annotations

from functools import partial

from presales_tui.imports.issues.columns import FORM
from presales_tui.imports.records import planning

plan_import = partial(planning.plan_import, FORM)
"""What becomes of every row of an issue list (see `records.planning.plan_import`)."""

__all__ = ["FORM", "plan_import"]
