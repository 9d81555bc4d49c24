"""The product library."""

from presales_tui.locale import N_
from presales_tui.widgets.commands.command import Command

HEADINGS = {
    "library": N_("Product library"),
}
"""Context to its heading in help (English message)."""

COMMANDS = (
    Command("library", "add", "a", N_("Add"), N_("Add a capability.")),
    Command("library", "edit", "e,enter", N_("Edit"), N_("Edit the capability.")),
    Command("library", "fit", "f", N_("Fit"), N_("What a requirement that it meets is proposed to be.")),
    Command("library", "import", "I", N_("Import"), N_("Import a sheet or Markdown, after a dry run.")),
    Command("library", "file", "E", N_("File"), N_("Write the library as XLSX, CSV or Markdown."), False),
    Command("library", "delete", "d", N_("Delete"), N_("Delete the capability."), False),
)
