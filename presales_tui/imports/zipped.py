"""Office files are archives: what they would unpack to is looked at before anything is unpacked."""

from __future__ import annotations

import io
import zipfile

from presales_tui.locale import _
from presales_tui.model.errors import BadInput

MOST_UNPACKED = 512 * 1024 * 1024
"""Bytes that the parts of an Office file may unpack to in all."""
MOST_PARTS = 20_000
MOST_XML = 64 * 1024 * 1024
"""Bytes of one part of XML, which takes several times as much when it is read."""

_COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")
"""How Office files with a password begin, and those from before 2007."""


def check_zipped(content: bytes, name: str) -> None:
    """BadInput if a file is no archive, is damaged, or would unpack to more than a document holds."""
    if content.startswith(_COMPOUND):
        raise BadInput(
            _(
                "{name} has a password, or is in the form of Office 97: save it without one, in today's form."
            ).format(name=name)
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise BadInput(
            _("{name} is no Office file, or it is damaged: save it once more and try again.").format(
                name=name
            )
        ) from error
    large = any(
        p.file_size > MOST_XML and p.filename.lower().endswith((".xml", ".rels", ".json")) for p in parts
    )
    if large or len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > MOST_UNPACKED:
        raise BadInput(
            _("{name} would unpack to more than a document holds; it is left alone.").format(name=name)
        )
    if any(p.flag_bits & 1 for p in parts):
        raise BadInput(_("{name} is encrypted: save it without a password first.").format(name=name))


def is_strict(content: bytes, part: str) -> bool:
    """Whether an Office file is in the strict form of Open XML, which the libraries do not read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return b"purl.oclc.org/ooxml" in archive.read(part)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError):
        return False
