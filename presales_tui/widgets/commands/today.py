"""Today."""

from presales_tui.locale import N_
from presales_tui.widgets.commands.command import Command

HEADINGS = {
    "today": N_("Today"),
}
"""Context to its heading in help (English message)."""

COMMANDS = (
    Command("today", "add", "a", N_("Add"), N_("Add an opportunity, for a new or a known client.")),
    Command("today", "open", "enter", N_("Open"), N_("Open the opportunity, or the record that is due.")),
    Command("today", "edit", "e", N_("Edit"), N_("Edit the opportunity.")),
    Command("today", "state", "m", N_("Stage"), N_("Set the stage of the opportunity.")),
    Command("today", "verdict", "v", N_("Verdict"), N_("Set the technical verdict, apart from the stage.")),
    Command("today", "step", "t", N_("Next step"), N_("Say what the next step is, and when.")),
    Command("today", "pictures", "p", N_("Pictures"), N_("Stages, open issues and coverage as pictures.")),
    Command("today", "way", "w", N_("Way"), N_("The stages so far: when, how long, what was passed over.")),
    Command("today", "client", "c", N_("Client"), N_("Edit the client.")),
    Command("today", "delete", "d", N_("Delete"), N_("Delete the opportunity and everything in it."), False),
)
