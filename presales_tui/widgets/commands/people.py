"""The people of a client, their map, the decision process and MEDDPICC."""

from presales_tui.locale import N_
from presales_tui.widgets.commands.command import Command

HEADINGS = {
    "contacts": N_("People"),
    "steps": N_("Decision process"),
    "meddpicc": N_("MEDDPICC"),
    "people": N_("Views of this screen"),
}
"""Context to its heading in help (English message)."""

COMMANDS = (
    Command("contacts", "add", "a", N_("Add"), N_("Add a person: name, job, phone, role in one line.")),
    Command("contacts", "edit", "e,enter", N_("Edit"), N_("Edit the person.")),
    Command("contacts", "state", "m", N_("Stance"), N_("Set the stance; unknown is not neutral.")),
    Command("contacts", "merge", "M", N_("Merge"), N_("Make one person of the two that are marked."), False),
    Command("contacts", "delete", "d", N_("Delete"), N_("Delete the person."), False),
    Command("steps", "add", "a", N_("Add"), N_("Add a step after this one.")),
    Command("steps", "edit", "e,enter", N_("Edit"), N_("Edit the step: what, who, when, by what.")),
    Command("steps", "state", "m", N_("State"), N_("Set how far the step is.")),
    Command("steps", "down", "J", N_("Down"), N_("Move below the next step.")),
    Command("steps", "up", "K", N_("Up"), N_("Move above the step before.")),
    Command("steps", "delete", "d", N_("Delete"), N_("Delete the step."), False),
    Command("meddpicc", "edit", "e,enter", N_("Edit"), N_("Write down the evidence and the gap.")),
    Command("meddpicc", "state", "m", N_("State"), N_("Set how well it is known.")),
    Command(
        "meddpicc", "link", "l", N_("Link"), N_("Link a line of minutes that shows it, or take one off.")
    ),
    Command("meddpicc", "source", "o", N_("Go to"), N_("Go to the line that shows it.")),
    Command("people", "next", "v", N_("View"), N_("List, map, decision process, MEDDPICC: the next one.")),
    Command("people", "before", "V", N_("View"), N_("The view before."), False),
)
