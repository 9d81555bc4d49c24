"""The door: `presales`, or `python -m presales_tui`."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line of this process, and end it.

    A command is short and what it makes lives to its end: looking for garbage, and taking a
    thousand records apart one by one at the end, would only take time. Whatever had to be on the
    disk is there when a verb returns.
    """
    gc.disable()
    from presales_tui.cli import main as run

    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
