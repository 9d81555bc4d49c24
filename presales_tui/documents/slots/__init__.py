"""Data lines: `{{responses}}` alone on a line of a section becomes a table drawn from the records.

`SLOTS` is the list of them, for the planner, the editor and the help.
"""

from __future__ import annotations

from presales_tui.documents.slots.base import Slot, SlotContext
from presales_tui.documents.slots.client import CLIENT_SLOTS
from presales_tui.documents.slots.delivery import DELIVERY_SLOTS
from presales_tui.documents.slots.needs import NEEDS_SLOTS
from presales_tui.documents.slots.next_steps import NEXT_SLOTS
from presales_tui.documents.slots.solution import SOLUTION_SLOTS
from presales_tui.documents.slots.trial import TRIAL_SLOTS

__all__ = ["DROP", "EMPTY", "OPTIONS", "SLOTS", "Slot", "SlotContext"]

SLOTS: dict[str, Slot] = {
    slot.name: slot
    for slot in (
        *CLIENT_SLOTS,
        *NEEDS_SLOTS,
        *SOLUTION_SLOTS,
        *TRIAL_SLOTS,
        *DELIVERY_SLOTS,
        *NEXT_SLOTS,
    )
}
"""Every data line by name, in the order in which a deck usually has them."""

EMPTY = "empty"
DROP = "drop"
"""`{{roles empty=drop}}`: nothing where there is no data, instead of a line that it is to be completed."""

OPTIONS: dict[str, tuple[str, ...]] = {name: (*slot.options, EMPTY) for name, slot in SLOTS.items()}
"""Name to the options that it takes."""
