"""Writing the user's own settings: whole, or not at all."""

from __future__ import annotations

from pathlib import Path

from presales_tui.data.fsio import write_atomic
from presales_tui.locale import _
from presales_tui.model.errors import BadInput, CannotWrite
from presales_tui.settings import Setting, placeholders, why_not


def keep_setting(path: Path, row: Setting, value: str) -> None:
    """Keep a setting in the file at `path`; an empty value takes it out.

    BadInput if the value is none for this setting, CannotWrite if the file cannot be changed.
    """
    from presales_tui.settings.reading import with_setting

    if wrong := why_not(row, value):
        raise BadInput(_(wrong).format(**placeholders(row, value)))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        content = with_setting(path, row, value).encode()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise CannotWrite(_("{path} cannot be changed: {why}").format(path=path, why=why)) from error
    write_atomic(path, content, force=True)
