"""What changed since a baseline, as Markdown or XLSX, and as lines for the screen and the command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from presales_tui.documents.book import Book
from presales_tui.documents.registry import Made, Order, Work
from presales_tui.fields import FIELDS
from presales_tui.locale import N_, _
from presales_tui.model.baseline import Baseline, Changed, Difference, difference, frozen_values
from presales_tui.model.errors import BadInput
from presales_tui.model.requirement import Requirement
from presales_tui.model.text import clean, one_line

Row = tuple[str, str, str, str, str, str]
"""Kind of change, ref, requirement, field, before, after."""

_EFFORT = ("effort_low", "effort_high")
_MORE = {
    "effort_low": N_("Person-days"),
    "effort_high": N_("Person-days"),
    "ref": N_("Ref"),
}


def since(baseline: Baseline, requirements: Sequence[Requirement]) -> Difference:
    """What lies between a baseline and these requirements.

    What a deck showed is compared with what the client may see now.
    """
    if baseline.kind == "deck":
        requirements = [r for r in requirements if r.visibility == "external"]
    return difference(baseline.content(), frozen_values(requirements))


def between(before: Baseline, after: Baseline) -> Difference:
    """What lies between two baselines."""
    return difference(before.content(), after.content())


def rows(found: Difference, lang: str) -> list[Row]:
    """One row for what was added or dropped, one a field for what changed; words in `lang`."""
    added, dropped, changed = _("added"), _("dropped"), _("changed")
    out: list[Row] = [(added, r.ref, r.title, "", "", "") for r in found.added]
    for one in found.changed:
        out += [(changed, one.after.ref, one.after.title, *pair) for pair in _fields(one, lang)]
    out += [(dropped, r.ref, r.title, "", "", "") for r in found.dropped]
    return out


def _fields(one: Changed, lang: str) -> Iterator[tuple[str, str, str]]:
    known = {name: field for field in FIELDS[Requirement] for name in field.names}
    names = [name for name in one.fields if name != "effort_low" or "effort_high" not in one.fields]
    for name in names:
        field = known.get(name)
        if name in _EFFORT:
            yield _(_MORE[name]), _days(one.before), _days(one.after)
        else:
            label = _(field.label) if field else _(_MORE.get(name, name))
            before, after = (_shown(getattr(r, name), field, lang) for r in (one.before, one.after))
            yield label, before, after


def _days(r: Requirement) -> str:
    from presales_tui.model.effort import show_days

    return show_days(r.effort_low, r.effort_high)


def _shown(value: object, field: object, lang: str) -> str:
    scale = getattr(field, "scale", None)
    if scale is not None and isinstance(value, str):
        return str(scale.label(value, lang))
    if isinstance(value, tuple):
        return ", ".join(str(item) for item in value)
    return clean(str(value)) if value else ""


def begin(order: Order) -> Work:
    """Read what changed since the newest baseline. BadInput if there is none."""
    baselines = order.store.where(Baseline, opportunity=order.opportunity)
    if not baselines:
        raise BadInput(_("There is no baseline yet: freeze one, or export a deck for the client."))
    newest = max(baselines, key=lambda b: (b.taken, b.id))
    requirements = order.store.where(Requirement, opportunity=order.opportunity)
    if order.audience == "client":
        requirements = [r for r in requirements if r.visibility == "external"]
    found = since(newest, requirements)
    whole = None
    if order.audience == "client":
        found = external(found)
        whole = Book.of(order.store, order.opportunity)

    def work() -> Made:
        if whole is not None:
            from presales_tui.documents.gate import Text, check_texts

            title = Text(_("Changes since {name}").format(name=newest.title), newest.title)
            said = (Text(row[1], "\n".join(row)) for row in rows(found, order.lang))
            check_texts(whole, (title, *said))
        return Made(document(found, newest.title, order.format, order.lang), told(found))

    return work


def external(found: Difference) -> Difference:
    """Of a difference what the client may see: nothing internal, no figures of ours."""
    own = {*_EFFORT, "fit", "capability", "note", "impact", "visibility"}
    changed = tuple(
        one._replace(fields=kept)
        for one in found.changed
        if one.before.visibility == "external" and (kept := tuple(n for n in one.fields if n not in own))
    )
    return Difference(
        tuple(r for r in found.added if r.visibility == "external"),
        changed,
        tuple(r for r in found.dropped if r.visibility == "external"),
    )


def told(found: Difference) -> str:
    """The counts in one line."""
    return _("added {added}, changed {changed}, dropped {dropped}").format(
        added=len(found.added), changed=len(found.changed), dropped=len(found.dropped)
    )


def document(found: Difference, title: str, format_: str, lang: str) -> bytes:
    """The difference as a file."""
    header = [_("Change"), _("Ref"), _("Requirement"), _("Field"), _("Before"), _("After")]
    table = rows(found, lang)
    if format_ == "xlsx":
        from presales_tui.documents.sheets.library_file import xlsx_bytes

        return xlsx_bytes([header, *table], _("Changes"))
    lines = [f"# {_('Changes since {name}').format(name=one_line(title))}", "", told(found), ""]
    if table:
        lines += ["| " + " | ".join(header) + " |", "|" + " --- |" * len(header)]
        lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in table]
    return ("\n".join(lines) + "\n").encode()


def _cell(text: str) -> str:
    return one_line(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
