"""The trial as it was agreed, to read: terms, criteria with what hangs on them, changes since the lock."""

from __future__ import annotations

from collections.abc import Sequence

from presales_tui.fields import FIELDS, show
from presales_tui.fields.amending import told
from presales_tui.fields.clocking import local
from presales_tui.fields.field import Known
from presales_tui.locale import _, language
from presales_tui.model import scales
from presales_tui.model.flow import issues_of
from presales_tui.model.requirement import Requirement
from presales_tui.model.trial import Criterion, Issue, Trial
from presales_tui.widgets.reader import Line


def terms(
    trial: Trial, criteria: Sequence[Criterion], issues: Sequence[Issue], known: Known | None
) -> list[Line]:
    """The lines."""
    lang = language()
    lines: list[Line] = []
    if trial.locked:
        lines.append((_("Locked: {when}").format(when=local(trial.locked)), "strong"))
    else:
        lines.append((_("Not locked yet: K locks the criteria."), "warn"))
    if trial.amendments:
        lines += [("", ""), (_("Changes since"), "title")]
        lines += [(told(row), "warn") for row in trial.amendments]
    lines += [("", ""), (_("Criteria"), "title")]
    for c in criteria:
        state = scales.CRITERION_STATE.term(c.state)
        must = "! " if c.must else ""
        lines.append((f"{c.ref} {must}{c.title}  [{state.mark} {state.label(lang)}]", state.tone or "strong"))
        lines.append(
            (
                "  "
                + _("target {target} {unit}, achieved {achieved}, weight {weight}").format(
                    target=c.target or "-", unit=c.unit, achieved=c.achieved or "-", weight=c.weight
                ),
                "",
            )
        )
        if c.measure:
            lines.append((f"  {_('Measured by')}: {c.measure}", "muted"))
        found = [known.get(Requirement, one) for one in c.requirements] if known else []
        for one in (*(r for r in found if r is not None), *issues_of(c, issues)):
            lines.append((f"  {one.ref} {one.title}", "muted"))
    lines += [("", ""), (_("Trial"), "title")]
    for field in FIELDS[Trial]:
        text = show(field, trial, known)
        if text and field.name != "title":
            shown = field.scale.label(text, lang) if field.scale else text
            lines.append((_(field.label), "muted"))
            lines += [(f"  {line}", "") for line in shown.split("\n")]
    return lines
