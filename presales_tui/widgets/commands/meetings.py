"""Meetings and the lines of their minutes."""

from presales_tui.locale import N_
from presales_tui.widgets.commands.command import Command

HEADINGS = {
    "meetings": N_("Meetings"),
    "lines": N_("Minutes"),
}
"""Context to its heading in help (English message)."""

COMMANDS = (
    Command("meetings", "add", "a", N_("Add"), N_("Add a meeting.")),
    Command("meetings", "write", "i,enter", N_("Write"), N_("Write minutes: the capture line.")),
    Command("meetings", "edit", "e", N_("Edit"), N_("Edit the meeting: title, time, people.")),
    Command("meetings", "minutes", "E", N_("Editor"), N_("Edit all minutes as one text.")),
    Command("meetings", "delete", "d", N_("Delete"), N_("Delete the meeting and its minutes."), False),
    Command("lines", "open", "enter", N_("Open"), N_("Open the record that this line made.")),
    Command(
        "lines",
        "mark",
        "m",
        N_("Mark"),
        N_("Make the line a record, another kind of record, or plain minutes."),
    ),
    Command("lines", "write", "i", N_("Write"), N_("Write minutes: the capture line.")),
    Command("lines", "minutes", "e,E", N_("Editor"), N_("Edit all minutes as one text.")),
    Command("lines", "delete", "d", N_("Delete"), N_("Delete the line; the record it made stays."), False),
)
