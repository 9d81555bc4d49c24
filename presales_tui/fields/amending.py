"""Changes of a locked trial in words."""

from __future__ import annotations

from collections.abc import Sequence

from presales_tui.fields import FIELDS
from presales_tui.fields.clocking import local
from presales_tui.locale import _, language
from presales_tui.model import contract
from presales_tui.model.trial import Criterion, Trial


def told(row: Sequence[str]) -> str:
    """One amendment as people read it: when, who, what, and why."""
    when, who, ref, name, was, now, reason = (*row, "", "", "", "", "", "", "")[:7]
    if name == contract.ADDED:
        what = _("{ref} added: {title}").format(ref=ref, title=now)
    elif name == contract.REMOVED:
        what = _("{ref} removed: {title}").format(ref=ref, title=was)
    else:
        kind = Criterion if ref.startswith(Criterion.prefix) else Trial
        field = next((one for one in FIELDS[kind] if one.name == name), None)
        label = _(field.label) if field else name
        if field is not None and field.scale is not None:
            was, now = field.scale.label(was, language()), field.scale.label(now, language())
        what = f"{ref} {label}: {was or '-'} -> {now or '-'}"
    return _("{when} {who}: {what}. Reason: {reason}").format(
        when=local(when), who=who, what=what, reason=reason
    )
