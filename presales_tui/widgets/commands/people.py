"""The people of a client."""

from presales_tui.locale import N_
from presales_tui.widgets.commands.command import Command

HEADINGS = {
    "contacts": N_("People"),
}
"""Context to its heading in help (English message)."""

COMMANDS = (
    Command("contacts", "add", "a", N_("Add"), N_("Add a person: name, job, phone, role in one line.")),
    Command("contacts", "edit", "e,enter", N_("Edit"), N_("Edit the person.")),
    Command("contacts", "state", "m", N_("Stance"), N_("Set the stance; unknown is not neutral.")),
    Command("contacts", "merge", "M", N_("Merge"), N_("Make one person of the two that are marked."), False),
    Command("contacts", "delete", "d", N_("Delete"), N_("Delete the person."), False),
)
