"""One form for every kind of record: a field a line, saved with one key, drafted while it is typed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from presales_tui.fields import FIELDS, Field, check, read, show
from presales_tui.fields.field import Known, safe
from presales_tui.locale import _, language
from presales_tui.model.client import Contact
from presales_tui.model.errors import Wrong
from presales_tui.model.people import reports_below
from presales_tui.model.record import Record
from presales_tui.screens.ground.writing import Writing
from presales_tui.widgets.bars import KeyBar
from presales_tui.widgets.choice import Choice
from presales_tui.widgets.inputs import LineInput, TextBox
from presales_tui.widgets.naming import NameLine

_LABEL = 16
"""Cells for the labels, unless one of them is longer."""


class Fields(VerticalScroll, inherit_bindings=False):
    """The rows of a form. Arrow keys are the form's: to the next field, not the rows from under this one."""


class Area(TextBox):
    """A text among fields: the arrow keys move in it, and from its first and last row out of it."""

    def action_cursor_up(self, select: bool = False) -> None:
        """A row up, or the field before."""
        if self.place[0] == 1 and not select:
            self.screen.focus_previous()
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """A row down, or the next field."""
        row, rows = self.place
        if row == rows and not select:
            self.screen.focus_next()
        else:
            super().action_cursor_down(select)


class Form(Writing[Record]):
    """Edit a record; `restored` is the draft of an unsaved one to go on with."""

    DEFAULT_CSS = """
    Form {
        & Horizontal { height: auto; margin: 0 1 0 0; }
        & .label { padding: 0 1; color: $text-muted; }
        & TextBox { height: auto; min-height: 1; max-height: 6; }
        & Fields { scrollbar-size: 0 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "onward", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
    ]

    def __init__(
        self,
        title: str,
        record: Record,
        save: Callable[[Record], str | None],
        draft: Callable[[str], None],
        restored: str = "",
        known: Known | None = None,
    ) -> None:
        super().__init__(title, save, draft)
        self.record = record
        self.fields = FIELDS[type(record)]
        self.known = known
        self.start = {field.name: show(field, record, known) for field in self.fields}
        self.restored: dict[str, str] = _texts(restored)
        self._masked = ("", "")
        """A log as it stands in its field, and masked."""

    def compose(self) -> ComposeResult:
        """Title, one row a field, keys."""
        yield Static(self.heading, classes="title", markup=False)
        width = max(_LABEL, *(cell_len(_(field.label)) + 2 for field in self.fields))
        with Fields(can_focus=False):
            for field in self.fields:
                with Horizontal():
                    label = Static(_(field.label), classes="label", markup=False)
                    label.styles.width = width
                    yield label
                    yield self._widget(field, self.restored.get(field.name, self.start[field.name]))
        yield KeyBar()

    def _widget(self, field: Field, text: str) -> Widget:
        name = f"field-{field.name}"
        if field.kind == "area":
            return Area(text, id=name)
        if field.people:
            return NameLine(text, names=self._names, id=name)
        if field.kind == "person":
            return Choice([("", ""), *self._people()], text, id=name)
        if field.kind in ("choice", "level") and field.scale is not None:
            lang = language()
            options = [(term.code, term.label(lang)) for term in field.scale.terms]
            return Choice([("", ""), *options] if field.empty else options, text, id=name)
        if field.kind == "flag":
            return Choice([("", _("no")), ("yes", _("yes"))], text, id=name)
        return LineInput(text, id=name)

    def _people(self) -> list[tuple[str, str]]:
        """Whom somebody may report to: nobody who reports to them, at whatever remove."""
        people = self.known.all(Contact) if self.known else []
        below = reports_below(people, self.record.id)
        return [(p.ref, f"{p.name} {p.job}".strip()) for p in people if p.id not in below]

    def _names(self) -> list[str]:
        """The contacts, theirs first, with what else they are called."""
        people: list[Contact] = self.known.all(Contact) if self.known else []
        people = sorted(people, key=lambda c: c.side == "us")
        return [*(c.name for c in people), *(alias for c in people for alias in c.aliases)]

    def on_mount(self) -> None:
        """Start in the first field, behind what is there."""
        self.say("")
        for choice in self.query(Choice):
            self.watch(choice, "value", self.keep_draft, init=False)
        first = self.query_one(f"#field-{self.fields[0].name}")
        first.focus()

    @property
    def keys(self) -> Sequence[tuple[str, str]]:
        """The form's own besides those of every writing screen."""
        return [*super().keys, ("tab", _("Next")), ("<- ->", _("Choose"))]

    def texts(self) -> dict[str, str]:
        """What stands in the fields now."""
        found: dict[str, str] = {}
        for field in self.fields:
            widget = self.query_one(f"#field-{field.name}")
            found[field.name] = widget.text if isinstance(widget, TextArea) else _value(widget)
        return found

    @property
    def dirty(self) -> bool:
        """Whether anything was changed."""
        return self.texts() != self.start

    def on_descendant_focus(self) -> None:
        """Say which field it is, of how many: there may be more below."""
        ids = [f"field-{field.name}" for field in self.fields]
        if self.focused is not None and self.focused.id in ids:
            keys = list(self.keys)
            if isinstance(self.focused, NameLine):
                keys.insert(2, ("tab", _("Name, next")))
                keys.remove(("tab", _("Next")))
            self.query_one(KeyBar).say_items(keys, f"{ids.index(self.focused.id) + 1}/{len(ids)}")

    @on(Input.Changed)
    @on(TextArea.Changed)
    def keep_draft(self) -> None:
        """Hand what is typed on to the draft, without the secrets of a log."""
        texts = self.texts()
        if texts == self.start:
            self.draft("")
            return
        for field in self.fields:
            if field.masked and texts[field.name] != self.start[field.name]:
                texts[field.name] = self._safe(field, texts[field.name])
        self.draft(json.dumps(texts, ensure_ascii=False))

    def _safe(self, field: Field, text: str) -> str:
        """Masked; a log is looked at again only where it changed, and then it is said."""
        if self._masked[0] != text:
            self._masked = (text, safe(field, text, self.known))
            if self._masked[1] != text:
                self.say(_("Secrets and personal data in it are masked before anything is written."))
        return self._masked[1]

    def action_onward(self) -> None:
        """Enter in a field that does not take it itself: a choice."""
        self.next_field()

    @on(Input.Submitted)
    def next_field(self) -> None:
        """Enter goes on to the next field; from the last one it saves."""
        if self.focused is not None and self.focused.id == f"field-{self.fields[-1].name}":
            self.action_save()
        else:
            self.focus_next()

    def action_step(self, by: int) -> None:
        """Move between fields with the arrow keys (inside a text they move in the text)."""
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def result(self) -> Record:
        """The record with what was typed; a field that cannot be read gets the focus."""
        changed: dict[str, Any] = {}
        texts = self.texts()
        for field in self.fields:
            text = texts[field.name]
            if text == self.start[field.name] and not (field.required and not text):
                continue
            try:
                changed |= read(field, text, self.known)
            except Wrong:
                self.query_one(f"#field-{field.name}").focus()
                raise
        new = replace(self.record, **changed)
        check(new, self.record)
        return new


def _value(widget: Widget) -> str:
    return widget.value if isinstance(widget, LineInput | Choice) else ""


def _texts(draft: str) -> dict[str, str]:
    """The fields of a draft; a draft of another form or a damaged one gives none."""
    try:
        found = json.loads(draft) if draft else {}
    except ValueError:
        return {}
    return {k: v for k, v in found.items() if isinstance(v, str)} if isinstance(found, dict) else {}
