"""The `presales` command: verbs for scripts, and the door to the workbench.

Data goes to standard output, narration to standard error. No verb imports Textual. Exit codes:

    0  done                          4  input that cannot be read
    1  an error of the program       5  output that exists or cannot be written
    2  wrong usage                   6  the workspace cannot be opened or written
    3  not found                     7  not a terminal the workbench can run in
                                     130  interrupted
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str]) -> int:
    """Run one command; returns its exit code."""
    from presales_tui.cli.parser import parse
    from presales_tui.model.errors import Problem

    for stream in (sys.stdout, sys.stderr):
        # A terminal in GBK or ASCII shows what it can; it never ends the command.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    try:
        arguments = parse(argv)
        code = arguments.run(arguments)
        sys.stdout.flush()
    except Problem as problem:
        from presales_tui.model.text import one_line

        sys.stderr.write(f"presales: {one_line(problem.sentence)}\n")
        return problem.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader (head, less) has had enough; there is nothing to say and nobody to say it to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last resort: one line, and a report without client data
        from presales_tui.terminal.crash import last_words

        sys.stderr.write(last_words(error) + "\n")
        return 1
    return int(code or 0)
