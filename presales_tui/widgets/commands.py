"""Every command of the workbench: one row is its key, footer text, palette entry, help line and keymap id.

This module does not import Textual, so that the help page and the command line can read it. A screen
names the contexts it serves; for a row `id` it has a method `do_<id>` and, where the command does not
always apply, `why_not_<id>` that returns the reason (empty: it applies).
"""

from __future__ import annotations

from typing import NamedTuple

from presales_tui.locale import N_, _


class Command(NamedTuple):
    """One thing that a user can do."""

    where: str
    """The context: `everywhere`, a screen, or a list on it."""
    id: str
    keys: str
    """Comma-separated Textual key names; the first is shown. The same letter means the same everywhere."""
    label: str
    """One or two words for the footer (English message)."""
    help: str
    """One sentence for help and palette (English message)."""
    footer: bool = True
    """Whether the footer shows it; help and palette always do."""

    @property
    def key(self) -> str:
        """The key as it is shown to a person."""
        return show_key(self.keys.split(",")[0])

    @property
    def binding_id(self) -> str:
        """The id by which a keymap names it."""
        return f"{self.where}.{self.id}"


_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "colon": ":",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "escape": "esc",
    "delete": "del",
}


def show_key(key: str) -> str:
    """A Textual key name as people write it: `ctrl+p` is `^p`."""
    if key.startswith("ctrl+"):
        return "^" + key[5:]
    return _NAMES.get(key, key)


COMMANDS: tuple[Command, ...] = (
    Command(
        "everywhere", "today", "1", N_("Today"), N_("Opportunities of all clients and what is next."), False
    ),
    Command("everywhere", "meetings", "2", N_("Meetings"), N_("Client meetings and their minutes."), False),
    Command("everywhere", "requirements", "3", N_("Requirements"), N_("What the client needs."), False),
    Command("everywhere", "outline", "4", N_("Outline"), N_("The solution as a tree of sections."), False),
    Command("everywhere", "trial", "5", N_("Trial"), N_("The trial: criteria and issue log."), False),
    Command("everywhere", "go", "g", N_("Go to"), N_("Go to another client or opportunity."), False),
    Command("everywhere", "export", "x", N_("Export"), N_("Export the solution as a PPTX deck."), False),
    Command("everywhere", "undo", "u", N_("Undo"), N_("Take the last change back."), False),
    Command("everywhere", "redo", "U", N_("Redo"), N_("Do the change again that was taken back."), False),
    Command(
        "everywhere", "history", "h", N_("History"), N_("Who changed this record, what and when."), False
    ),
    Command(
        "everywhere",
        "drafts",
        "D",
        N_("Drafts"),
        N_("Text that was not saved when a session was cut off."),
        False,
    ),
    Command("everywhere", "palette", "colon,ctrl+p", N_("Commands"), N_("Everything that can be done here.")),
    Command("everywhere", "help", "question_mark,f1", N_("Help"), N_("Keys and marks of this screen.")),
    Command("everywhere", "language", "L", N_("Language"), N_("Switch between English and Chinese."), False),
    Command("everywhere", "back", "q", N_("Back"), N_("Leave: back to Today, from there quit.")),
    Command(
        "everywhere", "escape", "escape", N_("Back"), N_("Close the filter, or go back to Today."), False
    ),
    # Lists: the same letters on every screen.
    Command(
        "list",
        "filter",
        "slash",
        N_("Filter"),
        N_("Show only rows with these words (fit:custom, -status:…)."),
    ),
    Command("list", "sort", "s", N_("Sort"), N_("Sort by a column; again: the other way round."), False),
    Command(
        "list",
        "select",
        "space",
        N_("Select"),
        N_("Mark the row; commands then work on all marked rows."),
        False,
    ),
    Command("today", "add", "a", N_("Add"), N_("Add an opportunity, for a new or a known client.")),
    Command("today", "open", "enter", N_("Open"), N_("Open the opportunity, or the record that is due.")),
    Command("today", "edit", "e", N_("Edit"), N_("Edit the opportunity.")),
    Command("today", "client", "c", N_("Client"), N_("Edit the client.")),
    Command("today", "state", "m", N_("Stage"), N_("Set the stage of the opportunity.")),
    Command("today", "delete", "d", N_("Delete"), N_("Delete the opportunity and everything in it."), False),
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
    Command("requirements", "add", "a", N_("Add"), N_("Add a requirement.")),
    Command("requirements", "edit", "e,enter", N_("Edit"), N_("Edit the requirement.")),
    Command("requirements", "fit", "f", N_("Fit"), N_("Set how the product meets it.")),
    Command("requirements", "priority", "p", N_("Priority"), N_("Set the priority (MoSCoW).")),
    Command("requirements", "state", "m", N_("Status"), N_("Set the status."), False),
    Command("requirements", "effort", "t", N_("Effort"), N_("Set the effort in person-days, such as 3-5.")),
    Command("requirements", "delete", "d", N_("Delete"), N_("Delete the requirement."), False),
    Command("outline", "add", "a", N_("Add"), N_("Add a section after this one.")),
    Command("outline", "child", "A", N_("Child"), N_("Add a section below this one."), False),
    Command("outline", "edit", "e,enter", N_("Edit"), N_("Edit the text of the section (Markdown).")),
    Command("outline", "rename", "r", N_("Title"), N_("Change the title of the section."), False),
    Command("outline", "notes", "o", N_("Notes"), N_("Edit the speaker notes of the section."), False),
    Command("outline", "link", "l", N_("Link"), N_("Choose the requirements that the section answers.")),
    Command("outline", "fold", "space,left,right", N_("Fold"), N_("Fold or unfold what is below."), False),
    Command("outline", "indent", "greater_than_sign", N_("Indent"), N_("Move one level down."), False),
    Command("outline", "outdent", "less_than_sign", N_("Outdent"), N_("Move one level up."), False),
    Command("outline", "down", "J", N_("Down"), N_("Move below the next section."), False),
    Command("outline", "up", "K", N_("Up"), N_("Move above the section before."), False),
    Command("outline", "preview", "p", N_("Preview"), N_("Slides or text on the right.")),
    Command("outline", "template", "t", N_("Template"), N_("Start from the standard outline of a solution.")),
    Command("outline", "delete", "d", N_("Delete"), N_("Delete the section and what is below it."), False),
    Command("criteria", "add", "a", N_("Add"), N_("Add a criterion.")),
    Command("criteria", "edit", "e,enter", N_("Edit"), N_("Edit the criterion.")),
    Command("criteria", "state", "m", N_("State"), N_("Set whether the criterion is met.")),
    Command("criteria", "delete", "d", N_("Delete"), N_("Delete the criterion."), False),
    Command("issues", "add", "a", N_("Add"), N_("Add an issue.")),
    Command("issues", "edit", "e,enter", N_("Edit"), N_("Edit the issue.")),
    Command("issues", "state", "m", N_("Status"), N_("Set the status; the clocks follow.")),
    Command("issues", "delete", "d", N_("Delete"), N_("Delete the issue."), False),
    Command("trial", "trial", "T", N_("Trial"), N_("Edit the trial: purpose, period, decision link.")),
)


def commands(*contexts: str) -> list[Command]:
    """The commands of some contexts, in the order of the contexts."""
    return [command for where in contexts for command in COMMANDS if command.where == where]


CONTEXTS: dict[str, str] = {
    "everywhere": N_("Everywhere"),
    "list": N_("In every list"),
    "today": N_("Today"),
    "meetings": N_("Meetings"),
    "lines": N_("Minutes"),
    "requirements": N_("Requirements"),
    "outline": N_("Outline"),
    "trial": N_("Trial"),
    "criteria": N_("Criteria"),
    "issues": N_("Issues"),
}
"""Context to its heading in help (English message)."""


def heading(where: str) -> str:
    """The heading of a context, translated."""
    return _(CONTEXTS[where])
