"""The verbs: a function each, in a module by subject, sets up its options and names the code that it runs.

Only the module of the verb that is asked for is imported.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module

from presales_tui.cli.verbs.common import Verbs

__all__ = ["VERBS", "Verbs", "late"]


def late(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    """A verb whose module is imported only when it runs: the start of one verb pays for itself alone."""

    def run(arguments: argparse.Namespace) -> int:
        found: Callable[[argparse.Namespace], int] = getattr(
            import_module(f"presales_tui.cli.{module}"), function
        )
        return found(arguments)

    return run


def _verb(module: str, name: str) -> Callable[[Verbs], None]:
    def set_up(add: Verbs) -> None:
        getattr(import_module(f"presales_tui.cli.verbs.{module}"), name)(add)

    return set_up


VERBS: dict[str, Callable[[Verbs], None]] = {
    "demo": _verb("coming_in", "demo"),
    "import": _verb("coming_in", "import_"),
    "today": _verb("finding", "today"),
    "search": _verb("finding", "search"),
    "list": _verb("records", "list_"),
    "show": _verb("records", "show"),
    "add": _verb("records", "add"),
    "set": _verb("records", "set_"),
    "merge": _verb("records", "merge"),
    "attach": _verb("records", "attach"),
    "mask": _verb("records", "mask"),
    "export": _verb("going_out", "export"),
    "generate": _verb("going_out", "generate"),
    "place": _verb("going_out", "place"),
    "copy": _verb("going_out", "copy"),
    "templates": _verb("going_out", "templates"),
    "coverage": _verb("assessing", "coverage"),
    "check": _verb("assessing", "check"),
    "baseline": _verb("assessing", "baseline"),
    "library": _verb("assessing", "library"),
    "template": _verb("going_out", "template"),
    "issue": _verb("trial", "issue"),
    "trial": _verb("trial", "trial"),
    "phase-two": _verb("trial", "phase_two"),
    "history": _verb("keeping", "history"),
    "undo": _verb("keeping", "undo"),
    "redo": _verb("keeping", "redo"),
    "backup": _verb("keeping", "backup"),
    "restore": _verb("keeping", "restore"),
    "doctor": _verb("keeping", "doctor"),
    "completion": _verb("keeping", "completion"),
    "config": _verb("keeping", "config"),
    "keys": _verb("keeping", "keys"),
    "locate": _verb("keeping", "locate"),
}
"""Every verb, in the order of the help."""
