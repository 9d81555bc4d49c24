"""The trial, its criteria and its issue log."""

from presales_tui.locale import N_
from presales_tui.widgets.commands.command import Command

HEADINGS = {
    "criteria": N_("Criteria"),
    "issues": N_("Issues"),
    "trial": N_("Trial"),
}
"""Context to its heading in help (English message)."""

COMMANDS = (
    Command("criteria", "add", "a", N_("Add"), N_("Add a criterion.")),
    Command("criteria", "edit", "e,enter", N_("Edit"), N_("Edit the criterion.")),
    Command("criteria", "state", "m", N_("State"), N_("Set whether the criterion is met.")),
    Command(
        "criteria", "fine", "y", N_("Still fine"), N_("It still proves the changed requirements (~)."), False
    ),
    Command("criteria", "delete", "d", N_("Delete"), N_("Delete the criterion."), False),
    Command("issues", "add", "a", N_("Add"), N_("Add an issue.")),
    Command("issues", "edit", "e,enter", N_("Edit"), N_("Edit the issue.")),
    Command("issues", "state", "m", N_("Status"), N_("Set the status; the clocks follow.")),
    Command(
        "issues", "fine", "y", N_("Still fine"), N_("It still concerns the changed requirement (~)."), False
    ),
    Command("issues", "attach", "A", N_("Attach"), N_("Attach a slice of a log; secrets are masked first.")),
    Command("issues", "evidence", "v", N_("Evidence"), N_("Read the evidence of the issue.")),
    Command("issues", "import", "I", N_("Import"), N_("Import a list: CSV, XLSX, Markdown, JSON."), False),
    Command("issues", "delete", "d", N_("Delete"), N_("Delete the issue."), False),
    Command("trial", "trial", "T", N_("Trial"), N_("Edit the trial: purpose, period, decision link.")),
)
