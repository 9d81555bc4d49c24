"""One form for every kind of record: a field a line, saved with one key, drafted while it is typed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from presales_tui.locale import _, language
from presales_tui.model.record import Record
from presales_tui.screens.dialog import Confirm
from presales_tui.screens.fields import FIELDS, Field, Wrong, read, show
from presales_tui.widgets.bars import KeyBar
from presales_tui.widgets.choice import Choice
from presales_tui.widgets.inputs import LineInput, TextBox


class Form(Screen[Record | None]):
    """Edit a record; dismissed with the record as it shall be, or with nothing."""

    DEFAULT_CSS = """
    Form {
        & > .title { dock: top; height: 1; padding: 0 1; background: $panel; color: $primary; }
        & Horizontal { height: auto; margin: 0 1 0 0; }
        & .label { width: 16; padding: 0 1; color: $text-muted; }
        & TextBox { height: auto; min-height: 1; max-height: 6; }
        & VerticalScroll { scrollbar-size: 0 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j,f2", "save", show=False, priority=True),
        Binding("escape,ctrl+g", "cancel", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
    ]

    def __init__(self, title: str, record: Record, draft: Callable[[str], None], restored: str = "") -> None:
        super().__init__()
        self.heading = title
        self.record = record
        self.draft = draft
        self.fields = FIELDS[type(record)]
        self.start = {field.name: show(field, record) for field in self.fields}
        self.restored: dict[str, str] = _texts(restored)

    def compose(self) -> ComposeResult:
        """Title, one row a field, keys."""
        yield Static(self.heading, classes="title", markup=False)
        with VerticalScroll(can_focus=False):
            for field in self.fields:
                with Horizontal():
                    yield Static(_(field.label), classes="label", markup=False)
                    yield self._widget(field, self.restored.get(field.name, self.start[field.name]))
        yield KeyBar()

    def _widget(self, field: Field, text: str) -> Widget:
        name = f"field-{field.name}"
        if field.kind == "area":
            return TextBox(text, id=name)
        if field.kind == "choice" and field.scale is not None:
            lang = language()
            options = [(term.code, term.label(lang)) for term in field.scale.terms]
            return Choice([("", ""), *options] if field.empty else options, text, id=name)
        if field.kind == "flag":
            return Choice([("", _("no")), ("yes", _("yes"))], text, id=name)
        return LineInput(text, id=name)

    def on_mount(self) -> None:
        """Start in the first field, behind what is there."""
        self._say("")
        first = self.query_one(f"#field-{self.fields[0].name}")
        first.focus()

    def _say(self, wrong: str) -> None:
        keys = [("^j", _("Save")), ("esc", _("Cancel")), ("tab", _("Next")), ("<- ->", _("Choose"))]
        self.query_one(KeyBar).say_items(keys, wrong)

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

    @on(Input.Changed)
    @on(TextArea.Changed)
    def keep_draft(self) -> None:
        """Hand what is typed on to the draft."""
        texts = self.texts()
        if texts != self.start:
            self.draft(json.dumps(texts, ensure_ascii=False))

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

    def action_save(self) -> None:
        """Read the fields; what cannot be read is said at the foot, and its field gets the focus."""
        changed: dict[str, Any] = {}
        for field in self.fields:
            text = self.texts()[field.name]
            if text == self.start[field.name] and not (field.required and not text):
                continue
            try:
                changed |= read(field, text)
            except Wrong as wrong:
                self._say(str(wrong))
                self.query_one(f"#field-{field.name}").focus()
                return
        self.dismiss(replace(self.record, **changed))

    def action_cancel(self) -> None:
        """Leave; if something was changed, ask first."""
        if not self.dirty:
            self.dismiss(None)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.draft("")
                self.dismiss(None)

        self.app.push_screen(Confirm(_("Throw away what you typed?"), _("Throw away"), _("Go on")), answered)


def _value(widget: Widget) -> str:
    return widget.value if isinstance(widget, LineInput | Choice) else ""


def _texts(draft: str) -> dict[str, str]:
    """The fields of a draft; a draft of another form or a damaged one gives none."""
    try:
        found = json.loads(draft) if draft else {}
    except ValueError:
        return {}
    return {k: v for k, v in found.items() if isinstance(v, str)} if isinstance(found, dict) else {}
