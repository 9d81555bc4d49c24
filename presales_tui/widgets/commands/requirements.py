"""The requirement list."""

from presales_tui.locale import N_
from presales_tui.widgets.commands.command import Command

HEADINGS = {
    "requirements": N_("Requirements"),
}
"""Context to its heading in help (English message)."""

COMMANDS = (
    Command("requirements", "add", "a", N_("Add"), N_("Add a requirement.")),
    Command(
        "requirements", "open", "enter", N_("Read"), N_("Read all of it: source, answer, links, comments.")
    ),
    Command("requirements", "edit", "e", N_("Edit"), N_("Edit the requirement.")),
    Command("requirements", "fit", "f", N_("Fit"), N_("Set how the product meets it.")),
    Command("requirements", "priority", "p", N_("Priority"), N_("Set the priority (MoSCoW).")),
    Command("requirements", "state", "m", N_("Status"), N_("Set the status."), False),
    Command("requirements", "effort", "t", N_("Effort"), N_("Set the effort in person-days, such as 3-5.")),
    Command(
        "requirements", "import", "I", N_("Import"), N_("Import a sheet: CSV, XLSX, Markdown, ReqIF."), False
    ),
    Command("requirements", "comment", "w", N_("Comment"), N_("Write a comment on the requirement."), False),
    Command(
        "requirements",
        "merge",
        "M",
        N_("Merge"),
        N_("Make one requirement of the two that are marked."),
        False,
    ),
    Command("requirements", "delete", "d", N_("Delete"), N_("Delete the requirement."), False),
)
