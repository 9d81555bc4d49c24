"""The trial, its criteria and its issue log; what comes after the sale."""

from presales_tui.locale import N_
from presales_tui.widgets.commands.command import Command

HEADINGS = {
    "criteria": N_("Criteria"),
    "issues": N_("Issues"),
    "trial": N_("Trial"),
    "trainings": N_("Trainings"),
    "needs": N_("New needs"),
    "aftersale": N_("After-sale"),
}
"""Context to its heading in help (English message)."""

COMMANDS = (
    Command("criteria", "add", "a", N_("Add"), N_("Add criteria, a line each, with their figures.")),
    Command("criteria", "edit", "e,enter", N_("Edit"), N_("Edit the criterion.")),
    Command("criteria", "state", "m", N_("State"), N_("Set whether the criterion is met.")),
    Command(
        "criteria", "achieved", "t", N_("Achieved"), N_("What was measured; the state follows the figures.")
    ),
    Command("criteria", "link", "l", N_("Link"), N_("Choose the requirements that it proves.")),
    Command(
        "criteria", "fine", "y", N_("Still fine"), N_("It still proves the changed requirements (~)."), False
    ),
    Command("criteria", "delete", "d", N_("Delete"), N_("Delete the criterion."), False),
    Command("issues", "add", "a", N_("Add"), N_("Add an issue.")),
    Command("issues", "edit", "e,enter", N_("Edit"), N_("Edit the issue.")),
    Command("issues", "state", "m", N_("Status"), N_("Set the status; the clocks follow.")),
    Command(
        "issues",
        "next",
        "greater_than_sign",
        N_("Lane on"),
        N_("Move the issue one lane on: at work, solved."),
        False,
    ),
    Command("issues", "back", "less_than_sign", N_("Lane back"), N_("Move the issue one lane back."), False),
    Command(
        "issues",
        "priority",
        "p",
        N_("Priority"),
        N_("Impact and urgency: they set priority and clocks."),
        False,
    ),
    Command("issues", "close", "c", N_("Close"), N_("Close all marked issues, with what helped."), False),
    Command("issues", "merge", "M", N_("Merge"), N_("Merge the marked duplicates into one of them."), False),
    Command("issues", "need", "r", N_("To need"), N_("Make it a requirement, linked both ways."), False),
    Command(
        "issues", "fine", "y", N_("Still fine"), N_("It still concerns the changed requirement (~)."), False
    ),
    Command("issues", "attach", "A", N_("Attach"), N_("Attach a slice of a log; secrets are masked first.")),
    Command("issues", "evidence", "v", N_("Evidence"), N_("Read the evidence of the issue."), False),
    Command("issues", "import", "I", N_("Import"), N_("Import a list: CSV, XLSX, Markdown, JSON."), False),
    Command("issues", "delete", "d", N_("Delete"), N_("Delete the issue."), False),
    Command("trial", "board", "B", N_("Board"), N_("Issues as a board by status, or as a table.")),
    Command("trial", "chart", "C", N_("Chart"), N_("Open issues per day by severity; clocks and kinds.")),
    Command(
        "trial", "trial", "T", N_("Trial"), N_("Edit the trial: purpose, period, decision link, clocks.")
    ),
    Command(
        "trial", "lock", "K", N_("Lock"), N_("Lock the criteria: a change then asks for a reason."), False
    ),
    Command(
        "trial", "midpoint", "P", N_("Mid-point"), N_("Keep the mid-point verdict: go, adjust, stop."), False
    ),
    Command("trial", "terms", "o", N_("Terms"), N_("Read what was agreed, and every change since."), False),
    Command("trial", "host", "H", N_("Host"), N_("Capture the facts of this server, masked."), False),
    Command("trial", "finding", "n", N_("Finding"), N_("Go to the next record with a finding."), False),
    Command("trial", "findings", "N", N_("Findings"), N_("All findings; accept one with a reason."), False),
    Command("trial", "aftersale", "F", N_("After-sale"), N_("Trainings, new needs, the next phase."), False),
    Command("trainings", "add", "a", N_("Add"), N_("Add a training.")),
    Command("trainings", "edit", "e,enter", N_("Edit"), N_("Edit the training.")),
    Command("trainings", "state", "m", N_("State"), N_("Planned, held or dropped.")),
    Command("trainings", "delete", "d", N_("Delete"), N_("Delete the training."), False),
    Command("needs", "add", "a", N_("Add"), N_("Add a new need that came up after the sale.")),
    Command("needs", "open", "e,enter", N_("Open"), N_("Go to the requirement or the issue.")),
    Command(
        "aftersale",
        "phase",
        "O",
        N_("Phase two"),
        N_("Open the next opportunity from the marked needs, or all."),
    ),
    Command("aftersale", "trial", "F", N_("Trial"), N_("Back to the trial."), False),
)
