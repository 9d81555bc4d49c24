"""Where a document goes: what is refused before the work of making it is done."""

from __future__ import annotations

from pathlib import Path

from presales_tui.cli.output import say
from presales_tui.data import Workspace
from presales_tui.data.fsio import check_target as check_file
from presales_tui.data.fsio import write_atomic
from presales_tui.data.names import EXPORTS
from presales_tui.locale import _
from presales_tui.model.errors import CannotWrite


def check_target(target: Path, workspace: Workspace, *, force: bool) -> None:
    """CannotWrite if a document must not be written here, or would replace what it is made from."""
    check_file(target, force=force)
    try:
        inside = target.resolve().relative_to(workspace.path.resolve()).parts
    except ValueError:
        return
    if len(inside) < 3 or inside[1] != EXPORTS:
        raise CannotWrite(
            _("{path} is in the workspace, among the data itself. Choose another place.").format(path=target)
        )


def write_target(target: Path, content: bytes, *, force: bool) -> None:
    """Write the document whole, or not at all, and say where it is."""
    write_atomic(target, content, force=force)
    say(_("Written: {path}").format(path=target.absolute()))
