"""Meetings and the lines of their minutes."""

from presales_tui.locale import N_
from presales_tui.widgets.commands.command import Command

HEADINGS = {
    "meetings": N_("Meetings"),
    "lines": N_("Minutes"),
    "produced": N_("Beside the minutes"),
}
"""Context to its heading in help (English message)."""

COMMANDS = (
    Command("meetings", "add", "a", N_("Add"), N_("Add a meeting.")),
    Command("meetings", "write", "i,enter", N_("Write"), N_("Write minutes: the capture line.")),
    Command("meetings", "edit", "e", N_("Edit"), N_("Edit the meeting: title, time, people.")),
    Command("meetings", "minutes", "E", N_("Editor"), N_("Edit all minutes as one text.")),
    Command("meetings", "delete", "d", N_("Delete"), N_("Delete the meeting and its minutes."), False),
    Command("meetings", "plan", "P", N_("Plan one"), N_("Plan a meeting from a template."), False),
    Command(
        "meetings",
        "template",
        "T",
        N_("Template"),
        N_("Agenda and questions of a template for this meeting."),
        False,
    ),
    Command("meetings", "people", "w", N_("Who"), N_("Who is there: choose among the contacts."), False),
    Command("meetings", "timer", "t", N_("Timer"), N_("Start or stop the timer."), False),
    Command(
        "meetings",
        "side",
        "o",
        N_("Side list"),
        N_("What this meeting has produced and what is still to be asked; o again: back."),
        False,
    ),
    Command("meetings", "import", "I", N_("Import"), N_("Import minutes from a file."), False),
    Command(
        "meetings",
        "recognise",
        "R",
        N_("Recognise"),
        N_("What the minutes seem to say: decisions, actions, questions, needs, risks to accept."),
        False,
    ),
    Command(
        "meetings",
        "newcomers",
        "N",
        N_("New people"),
        N_("People named in this meeting who are no contacts yet."),
        False,
    ),
    Command("produced", "open", "enter", N_("Open"), N_("Open the record, or answer the question.")),
    Command("produced", "state", "m", N_("Asked"), N_("Tick the question, or untick it.")),
    Command("produced", "add", "a", N_("Add"), N_("Add a question to ask.")),
    Command("produced", "delete", "d", N_("Delete"), N_("Delete the question."), False),
    Command("lines", "open", "enter", N_("Open"), N_("Open the record that this line made.")),
    Command(
        "lines",
        "mark",
        "m",
        N_("Mark"),
        N_("Make the line a record, another kind of record, or plain minutes."),
    ),
    Command(
        "lines",
        "promote",
        "plus,equals_sign",
        N_("Promote"),
        N_("Make the line a requirement; again: the next kind of record."),
        False,
    ),
    Command("lines", "demote", "minus", N_("Demote"), N_("Make the line plain minutes again."), False),
    Command(
        "lines",
        "evidence",
        "v",
        N_("Evidence"),
        N_("What the words show: link them to a letter of MEDDPICC, or take them off."),
        False,
    ),
    Command("lines", "write", "i", N_("Write"), N_("Write minutes: the capture line.")),
    Command("lines", "minutes", "e,E", N_("Editor"), N_("Edit all minutes as one text.")),
    Command("lines", "delete", "d", N_("Delete"), N_("Delete the line; the record it made stays."), False),
)
