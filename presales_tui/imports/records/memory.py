"""The mappings that were used, by the signature of the headers: the same form is recognised the next time.

One small file in the workspace, without a word of any client: a hash of the headers, and our field names.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from presales_tui.imports.records.form import Form
from presales_tui.imports.records.found import Mapped
from presales_tui.model.errors import Problem

FILE = "mappings.json"
_MOST = 200


class Memory:
    """Reads and keeps mappings in a workspace. Failing to is no error: they are a convenience."""

    def __init__(self, workspace: Path, form: Form) -> None:
        self._path = workspace / FILE
        self._of = form.remembered_as
        self._known = self._read()

    def _read(self) -> dict[str, list[str]]:
        try:
            found: Any = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {
            key: value
            for key, value in found.items()
            if isinstance(value, list) and all(isinstance(name, str) for name in value)
        }

    def find(self, signature: str) -> list[str] | None:
        """The mapping last used for these headers."""
        return self._known.get(self._of + signature)

    def keep(self, mapped: list[Mapped]) -> None:
        """Keep those of the tables that were imported, the newest last."""
        from presales_tui.data.fsio import write_atomic

        for one in mapped:
            if one.taken and one.header.first >= 0:
                signature = self._of + one.header.signature
                self._known.pop(signature, None)
                self._known[signature] = list(one.mapping)
        newest = dict(list(self._known.items())[-_MOST:])
        try:
            write_atomic(self._path, json.dumps(newest).encode(), force=True)
        except Problem:
            return
