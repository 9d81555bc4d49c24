"""A plan becomes a PPTX file."""

from __future__ import annotations

import io
from pathlib import Path
from typing import BinaryIO

from presales_tui.documents.plan import Plan
from presales_tui.locale import _
from presales_tui.model.errors import CannotWrite, Problem


def deck_bytes(plan: Plan) -> bytes:
    """The deck as a PPTX file in memory."""
    try:
        from presales_tui.documents.drawing.deck import Deck
    except ImportError as missing:
        raise Problem(
            _(
                "A deck cannot be written here: {name} is missing. Install presales with its dependencies."
            ).format(name=missing.name or "python-pptx")
        ) from missing

    out = io.BytesIO()
    Deck(plan).save(out)
    return out.getvalue()


def write_deck(plan: Plan, target: Path | BinaryIO, *, replace: bool = False) -> None:
    """Write the deck to a file or an open binary stream.

    The file appears whole or not at all. CannotWrite if it cannot be written, or if it is there
    already and `replace` is not set: it may hold somebody's edits.
    """
    if not isinstance(target, Path):
        target.write(deck_bytes(plan))
        return
    taken = _("{name} is there already. Choose another name, or allow it to be replaced.").format(
        name=target.name
    )
    if target.exists() and not replace:
        raise CannotWrite(taken)
    data = deck_bytes(plan)
    try:
        _publish(data, target, replace=replace)
    except FileExistsError as problem:
        raise CannotWrite(taken) from problem
    except OSError as problem:
        raise CannotWrite(
            _("{name} cannot be written: {why}. Choose another place.").format(
                name=target.name, why=problem.strerror or type(problem).__name__
            )
        ) from problem


def _publish(data: bytes, target: Path, *, replace: bool) -> None:
    """Write beside the target, then move it there in one step."""
    import os
    import tempfile

    handle, name = tempfile.mkstemp(prefix=".presales-", suffix=".pptx", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            beside.replace(target)
        else:
            _link(beside, target)
    finally:
        beside.unlink(missing_ok=True)


def _link(source: Path, target: Path) -> None:
    """Give a finished file its name unless somebody has it, also where there are no hard links."""
    try:
        target.hardlink_to(source)
    except FileExistsError:
        raise
    except OSError:
        if target.exists():
            raise FileExistsError(target) from None
        source.replace(target)
