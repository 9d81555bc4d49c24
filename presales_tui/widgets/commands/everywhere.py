"""What works on every screen, and in every list."""

from presales_tui.locale import N_
from presales_tui.widgets.commands.command import Command

HEADINGS = {
    "everywhere": N_("Everywhere"),
    "list": N_("In every list"),
}
"""Context to its heading in help (English message)."""

COMMANDS = (
    Command(
        "everywhere", "today", "1", N_("Today"), N_("Opportunities of all clients and what is next."), False
    ),
    Command("everywhere", "meetings", "2", N_("Meetings"), N_("Client meetings and their minutes."), False),
    Command("everywhere", "requirements", "3", N_("Requirements"), N_("What the client needs."), False),
    Command("everywhere", "outline", "4", N_("Outline"), N_("The solution as a tree of sections."), False),
    Command("everywhere", "trial", "5", N_("Trial"), N_("The trial: criteria and issue log."), False),
    Command("everywhere", "people", "6", N_("People"), N_("Who decides, and how they stand."), False),
    Command(
        "everywhere",
        "follow",
        "7",
        N_("Follow-up"),
        N_("What is owed on both sides, over all meetings."),
        False,
    ),
    Command(
        "everywhere", "library", "8", N_("Library"), N_("What our product can do, for all clients."), False
    ),
    Command(
        "everywhere", "aftersale", "9", N_("After-sale"), N_("Trainings, new needs, the next phase."), False
    ),
    Command("everywhere", "go", "g", N_("Go to"), N_("Go to another client or opportunity."), False),
    Command(
        "everywhere",
        "search",
        "Q,ctrl+f",
        N_("Search"),
        N_("Search everything in all clients: words, parts of words, initials of pinyin."),
    ),
    Command("everywhere", "export", "x", N_("Export"), N_("Export the solution as a PPTX deck."), False),
    Command(
        "everywhere",
        "documents",
        "X",
        N_("Documents"),
        N_("Export a document: minutes, outline, …"),
        False,
    ),
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
    Command(
        "everywhere",
        "tour",
        "exclamation_mark",
        N_("Tour"),
        N_("Five minutes through the chain, step by step; again: end it."),
        False,
    ),
    Command(
        "everywhere",
        "settings",
        "full_stop",
        N_("Settings"),
        N_("Theme, language and what else is yours to choose."),
        False,
    ),
    Command("everywhere", "language", "L", N_("Language"), N_("Switch between English and Chinese."), False),
    Command("everywhere", "back", "q", N_("Back"), N_("Leave: back to Today, from there quit.")),
    Command(
        "everywhere", "escape", "escape", N_("Back"), N_("Close the filter, or go back to Today."), False
    ),
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
    Command("list", "range", "at", N_("Range"), N_("Mark the rows from the last mark to here."), False),
    Command("list", "all", "asterisk", N_("All"), N_("Mark all rows that are shown; again: none."), False),
    Command("list", "invert", "tilde", N_("Invert"), N_("Mark the rows that are not marked."), False),
    Command(
        "list",
        "set",
        "comma",
        N_("Set"),
        N_("Set a field of all marked rows; left and right choose a cell, enter edits it."),
        False,
    ),
    Command("list", "further", "S", N_("Then by"), N_("Sort by a further column."), False),
    Command("list", "group", "z", N_("Group"), N_("Group the rows; space folds a group."), False),
    Command(
        "list",
        "columns",
        "vertical_line",
        N_("Columns"),
        N_("Choose columns, their order and widths."),
        False,
    ),
    Command("list", "views", "V", N_("Views"), N_("Choose or keep a view: filter, order, columns."), False),
)
