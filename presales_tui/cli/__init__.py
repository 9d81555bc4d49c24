"""The `presales` command: verbs for scripts, and the door to the workbench.

Data goes to standard output, narration to standard error. No verb imports Textual. Exit codes:

    0  done                          4  input that cannot be read
    1  an error of the program       5  output that exists or cannot be written
    2  wrong usage                   6  the workspace cannot be opened or written
    3  not found                     7  not a terminal the workbench can run in
    8  check found something         130  interrupted
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from argparse import Namespace


def main(argv: Sequence[str]) -> int:
    """Run one command; returns its exit code. What went wrong has been said on standard error."""
    from presales_tui.cli.output import flush, say
    from presales_tui.model.errors import Problem

    try:
        code = _run(argv)
        flush()
    except Problem as problem:
        say(f"presales: {problem.sentence}")
        return problem.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader (head, less) has had enough; there is nothing to say and nobody to say it to.
        if sys.__stdout__ is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last resort: one line, and a report without client data
        from presales_tui.terminal.crash import last_words

        say(last_words(error))
        return 1
    return code


def _run(argv: Sequence[str]) -> int:
    from presales_tui.cli.output import say
    from presales_tui.settings import FILE, apply

    for stream in (sys.stdout, sys.stderr):
        # A terminal in GBK or ASCII shows what it can; it never ends the command.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    for trouble in apply(os.environ).troubles:
        say(f"presales: {FILE}: {trouble.sentence}")
    if "_ARGCOMPLETE" in os.environ:
        from presales_tui.cli.completing import answer

        answer()
    if not argv:
        # What is started most, the workbench, does not wait for the parser of the verbs.
        from presales_tui.cli.workbench import open_workbench

        plain = dict.fromkeys(("workspace", "client", "opportunity", "user"))
        return open_workbench(cast("Namespace", SimpleNamespace(**plain)))
    from presales_tui.cli.parser import parse

    try:
        arguments = parse(argv)
    except SystemExit as said:  # help, the version, or what is wrong with the usage
        return int(said.code or 0)
    return int(arguments.run(arguments) or 0)
