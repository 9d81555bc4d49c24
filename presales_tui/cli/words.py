"""What argparse says, in our language."""

from __future__ import annotations

from collections.abc import Callable

from presales_tui.locale import _, language


def argparse_words() -> Callable[[str], str]:
    """The translation that argparse shall use.

    Left to itself it looks for a catalogue of its own, in the language of the environment, anew for
    each word of each option. What a later Python says in other words stays English.
    """
    if language() == "en":
        return lambda message: message
    known = {
        "usage: ": _("usage: "),
        "positional arguments": _("positional arguments"),
        "options": _("options"),
        "show this help message and exit": _("show this help message and exit"),
        "the following arguments are required: %s": _("the following arguments are required: %s"),
        "unrecognized arguments: %s": _("unrecognized arguments: %s"),
        "expected one argument": _("expected one argument"),
        "argument %(argument_name)s: %(message)s": _("argument %(argument_name)s: %(message)s"),
    }
    return lambda message: known.get(message, message)
