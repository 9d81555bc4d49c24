"""What the requirement list does besides editing: fit from the library, coverage, checks, baselines."""

from presales_tui.locale import N_
from presales_tui.widgets.commands.command import Command

HEADINGS: dict[str, str] = {}
"""The context `requirements` has its heading with its other commands."""

COMMANDS = (
    Command(
        "requirements",
        "capability",
        "c",
        N_("Capability"),
        N_("What in the product meets it: suggestions of the library."),
    ),
    Command(
        "requirements",
        "propose",
        "P",
        N_("Propose"),
        N_("Go through all that is not assessed, with the best suggestion for each."),
        False,
    ),
    Command(
        "requirements",
        "coverage",
        "C",
        N_("Coverage"),
        N_("Coverage by module and by type, with its definitions."),
        False,
    ),
    Command("requirements", "finding", "n", N_("Finding"), N_("Go to the next requirement with a finding.")),
    Command(
        "requirements", "findings", "N", N_("Findings"), N_("All findings; accept one with a reason."), False
    ),
    Command(
        "requirements",
        "fine",
        "y",
        N_("Still fine"),
        N_("The answer still fits the changed statement."),
        False,
    ),
    Command(
        "requirements",
        "baselines",
        "B",
        N_("Baselines"),
        N_("Freeze the list under a name; see what changed since."),
        False,
    ),
)
