"""The door: `presales`, or `python -m presales_tui`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line of this process."""
    from presales_tui.cli import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
