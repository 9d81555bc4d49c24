"""Follow-up: what is owed, asked, promised, decided and feared."""

from presales_tui.locale import N_
from presales_tui.widgets.commands.command import Command

HEADINGS = {
    "follow": N_("Follow-up"),
}
"""Context to its heading in help (English message)."""

COMMANDS = (
    Command("follow", "open", "enter", N_("Open"), N_("Go to where it was said: the line of the minutes.")),
    Command("follow", "next", "v,tab", N_("Kind"), N_("The next kind of record.")),
    Command("follow", "state", "m", N_("State"), N_("Set the state of all marked rows.")),
    Command("follow", "due", "t", N_("Due"), N_("Set the day on which it is due.")),
    Command("follow", "add", "a", N_("Add"), N_("Add a record of the kind that is shown.")),
    Command("follow", "edit", "e", N_("Edit"), N_("Edit the record.")),
    Command("follow", "all", "w", N_("All clients"), N_("Of all clients, or of this opportunity alone.")),
    Command("follow", "delete", "d", N_("Delete"), N_("Delete the record; its line stays."), False),
)
