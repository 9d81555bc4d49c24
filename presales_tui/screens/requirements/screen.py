"""Requirements (需求): the list that replaces the sheet, with coverage at the top."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal

from presales_tui.locale import N_, _, language, ngettext
from presales_tui.model import scales
from presales_tui.model.change import Change
from presales_tui.model.coverage import Coverage, cost, coverage
from presales_tui.model.effort import parse_effort, show_days, show_effort
from presales_tui.model.meeting import Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.requirement import Requirement
from presales_tui.model.scales import Scale
from presales_tui.screens.ground.desk import percent
from presales_tui.screens.ground.options import scale_options
from presales_tui.screens.requirements.joining import Joining
from presales_tui.screens.shared.columns import every_column
from presales_tui.screens.shared.labels import label
from presales_tui.screens.shared.sheet_import import ImportingSheet
from presales_tui.screens.shared.views import View
from presales_tui.widgets.bars import Figures
from presales_tui.widgets.grid import Column, Grid
from presales_tui.widgets.reader import Line, Reader
from presales_tui.widgets.rows import bindings

COLUMNS = (
    Column(N_("Ref"), 8, lambda r: r.ref, lambda r: r.ref),
    Column(
        N_("Prio"),
        4,
        lambda r: label(scales.PRIORITY, r.priority, mark=False),
        lambda r: scales.PRIORITY.order(r.priority),
        width_en=6,
        field="priority",
    ),
    Column(
        N_("Fit"),
        8,
        lambda r: label(scales.FIT, r.fit, short=scales.FIT_SHORT),
        lambda r: scales.FIT.order(r.fit),
        width_en=16,
        field="fit",
    ),
    Column(
        N_("Days"),
        6,
        lambda r: show_days(r.effort_low, r.effort_high),
        lambda r: r.effort_high,
        align="right",
        field="effort",
    ),
    Column(N_("Module"), 13, lambda r: r.module, lambda r: r.module, "tail", least=70, field="module"),
    Column(N_("Requirement"), 0, lambda r: r.clause_mark + r.title, lambda r: r.title, field="title"),
    Column(
        N_("Status"),
        11,
        lambda r: label(scales.REQUIREMENT_STATUS, r.status),
        lambda r: scales.REQUIREMENT_STATUS.order(r.status),
        least=90,
        field="status",
    ),
)


class RequirementGrid(Grid):
    """The requirements of the opportunity."""

    CONTEXTS = ("requirements", "list")
    BINDINGS = bindings("requirements", "list")
    EMPTY = N_(
        "No requirement yet. Press a to add one, I to import a sheet, or mark a line of minutes with R:"
    )
    COLUMNS = every_column(Requirement, COLUMNS)


class RequirementsScreen(Joining, ImportingSheet):
    """The requirement list and, where there is room, the record under the cursor."""

    HERE = "requirements"
    VIEWS: ClassVar[dict[str, View]] = {
        N_("Must, not assessed"): {"filter": "prio:must fit:unknown"},
        N_("Custom work"): {"filter": "fit:custom", "sort": [["Days", True]], "group": "Module"},
        N_("Without acceptance"): {"filter": "no:acceptance -is:dropped", "sort": [["Prio", False]]},
        N_("By module"): {"group": "Module"},
        N_("By type"): {"group": "Type"},
    }
    DEFAULT_CSS = """
    RequirementsScreen {
        & RequirementGrid { width: 1fr; height: 1fr; }
        & Reader { width: 44; display: none; border-left: solid $rule; }
        &.-wide Reader { display: block; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]

    def body(self) -> ComposeResult:
        """Coverage, list, details."""
        yield Figures(id="coverage")
        with Horizontal():
            ref, *rest = COLUMNS
            yield RequirementGrid((ref, Column("", 3, self.mark_of), *rest))
            yield Reader()

    def on_mount(self) -> None:
        """The list has the focus."""
        self.query_one(Reader).can_focus = False
        self.query_one(RequirementGrid).focus()

    def reload(self, keep: str = "") -> None:
        """The list and the figures over all of it."""
        requirements = sorted(self.desk.records(Requirement), key=lambda r: (len(r.ref), r.ref))
        self.query_one(Figures).say(coverage_parts(self.desk.coverage(), self.desk.opportunity))
        self.count_comments()
        self.check_soon()
        grid = self.query_one(RequirementGrid)
        grid.figures_of = group_figures
        grid.load(requirements, keep)

    @on(RequirementGrid.Moved)
    def _show_details(self) -> None:
        if self.has_class("-wide"):
            found = self.query_one(RequirementGrid).current
            self.query_one(Reader).show(self._details(found) if found else [])

    def on_resize(self) -> None:
        """The details may just have come into view."""
        self.call_after_refresh(self._show_details)

    def _details(self, r: Requirement) -> list[Line]:
        store = self.desk.store
        meeting = store.get(Meeting, r.source_id) if store and r.source_kind == "meeting" else None
        lang = language()
        rows = (
            (_("Status"), scales.REQUIREMENT_STATUS.label(r.status, lang)),
            (_("Type"), scales.REQUIREMENT_TYPE.label(r.type, lang)),
            (_("Priority"), scales.PRIORITY.label(r.priority, lang)),
            (_("Fit"), scales.FIT.label(r.fit, lang)),
            (_("Person-days"), show_days(r.effort_low, r.effort_high)),
            (_("Capability"), r.capability),
            (_("Evidence"), r.evidence),
            (_("Module"), r.module),
            (_("Clause"), f"{r.clause_mark} {r.clause}".strip()),
            (_("Deviation"), scales.DEVIATION.label(r.deviation, lang)),
            (_("Acceptance"), r.acceptance),
            (_("Response"), r.response),
            (_("Tags"), " ".join(f"#{tag}" for tag in r.tags)),
            (_("Said by"), r.speaker),
            (_("Verbatim"), f"“{r.quote}”" if r.quote else ""),
            (_("Meeting"), f"{meeting.ref} {meeting.title}" if meeting else ""),
            (_("Visibility"), scales.VISIBILITY.label(r.visibility, lang)),
        )
        lines: list[Line] = [(f"{r.ref} {r.title}", "title")]
        if r.statement:
            lines += [("", ""), (r.statement, "")]
        lines += self.finding_lines(r)
        for name, value in rows:
            if value:
                lines += [(name, "muted"), (f"  {value}", "")]
        return lines

    # Commands

    def list_here(self) -> Grid:
        """The list of requirements."""
        return self._grid()

    def _grid(self) -> RequirementGrid:
        return self.query_one(RequirementGrid)

    def _some(self) -> str:
        return "" if self._grid().targets else _("There is no requirement here. Press a to add one.")

    why_not_requirements_edit = why_not_requirements_fit = why_not_requirements_priority = _some
    why_not_requirements_state = why_not_requirements_effort = why_not_requirements_delete = _some

    def why_not_requirements_import(self) -> str:
        """A requirement belongs to an opportunity."""
        return self.no_opportunity()

    def do_requirements_import(self) -> None:
        """A sheet, with a look at what comes of it first."""
        from presales_tui.imports.requirements import FORM

        self.import_sheet(FORM, _("Import requirements: which CSV, XLSX, Markdown or ReqIF file?"))

    def do_requirements_edit(self) -> None:
        """The form."""
        here = self.here()
        if here is not None:
            self.edit_record(here, here, f"{here.ref} {here.title}", N_("Edit requirement"))

    def _set(self, title: str, field: str, scale: Scale, message: str) -> None:
        """Let the user choose a value and write it to all targets as one change."""
        targets: list[Requirement] = self._grid().targets
        empty = _("none") if field == "priority" else ""

        def chosen(code: str) -> None:
            changed: dict[str, Any] = {field: code}
            self._change_all(targets, message, lambda r: replace(r, **changed))

        self.choose(
            title,
            scale_options(scale, empty=empty),
            chosen,
            typed=False,
            current=getattr(targets[0], field) if len(targets) == 1 else "",
        )

    def _change_all(
        self, targets: list[Requirement], message: str, edit: Callable[[Requirement], Requirement]
    ) -> None:
        change = Change(message)
        for was in targets:
            new = edit(was)
            if new != was:
                change.put(new, was)
        if self.commit(change) is not None:
            self._grid().marked.clear()
            self.show_keys()

    def do_requirements_fit(self) -> None:
        """Fit, one key each."""
        self._set(_("Fit"), "fit", scales.FIT, N_("Set fit"))

    def do_requirements_priority(self) -> None:
        """MoSCoW."""
        self._set(_("Priority"), "priority", scales.PRIORITY, N_("Set priority"))

    def do_requirements_state(self) -> None:
        """Status."""
        self._set(_("Status"), "status", scales.REQUIREMENT_STATUS, N_("Set status"))

    def do_requirements_effort(self) -> None:
        """A range of person-days; empty takes the estimate away."""
        targets: list[Requirement] = self._grid().targets

        def wrong(text: str) -> str:
            if not text or parse_effort(text):
                return ""
            return _("Write days as 5 or 3-5, or by role: backend 3-5; test 1-2")

        def answered(text: str) -> None:
            low, high, roles = parse_effort(text) or (0.0, 0.0, ())
            self._change_all(
                targets,
                N_("Set effort"),
                lambda r: replace(r, effort_low=low, effort_high=high, effort_roles=roles),
            )

        first = targets[0]
        value = effort_text(first) if len(targets) == 1 else ""
        self.ask(
            _("Person-days, such as 3-5, or by role: backend 3-5; test 1-2"),
            answered,
            value,
            wrong,
            anew=True,
        )

    def do_requirements_delete(self) -> None:
        """One step, and one undo."""
        targets: list[Requirement] = self._grid().targets

        refs = ", ".join(r.ref for r in targets[:6]) + (" …" if len(targets) > 6 else "")
        question = _("Delete {refs}? u takes it back.").format(refs=refs)
        self.confirm_delete(question, N_("Delete requirement"), self.with_comments(targets))


def group_figures(rows: Sequence[Requirement]) -> str:
    """What the heading of a group says: coverage and what customising costs."""
    found = coverage(rows)
    text = _("ready {ready}  satisfiable {met}  (assessed {n}/{m})").format(
        ready=percent(found.ready_pct), met=percent(found.satisfiable_pct), n=found.assessed, m=found.total
    )
    days = show_days(found.days_low, found.days_high)
    return text + (
        "  "
        + ngettext("custom {n}: {days} day", "custom {n}: {days} days", 1 if days == "1" else 2).format(
            n=found.custom, days=days
        )
        if days
        else ""
    )


def effort_text(r: Requirement) -> str:
    """The effort as it is typed: a range, or by role."""
    return show_effort(r.effort_low, r.effort_high, r.effort_roles, language())


def coverage_parts(found: Coverage, opportunity: Opportunity | None) -> list[str]:
    """The figures with their definition in short: what they are shares of."""
    if not found.total:
        return [_("Coverage: no requirement yet")]
    parts = [
        _("ready {ready}  satisfiable {met}  (assessed {n}/{m})").format(
            ready=percent(found.ready_pct),
            met=percent(found.satisfiable_pct),
            n=found.assessed,
            m=found.total,
        ),
    ]
    if found.custom:
        days = show_days(found.days_low, found.days_high) or "?"
        plural = 1 if days == "1" else 2
        text = ngettext("custom {n}: {days} day", "custom {n}: {days} days", plural)
        parts.append(text.format(n=found.custom, days=days))
    parts.append(_("weighted {met}").format(met=percent(found.weighted_satisfiable_pct)))
    if found.custom and found.unestimated:
        parts.append(_("{n} without estimate").format(n=found.unestimated))
    if found.custom and opportunity is not None and found.days_high:
        total = cost(found, opportunity.buffer, opportunity.day_rate)
        text = _("with {buffer:g}% buffer: {days} days").format(
            buffer=opportunity.buffer, days=show_days(round(total.days_low, 1), round(total.days_high, 1))
        )
        if opportunity.day_rate:
            text += f" CNY {total.money_low:,.0f}-{total.money_high:,.0f}"
        parts.append(text)
    return parts
