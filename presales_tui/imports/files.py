"""Text from a file or a pipe, in any encoding that Chinese offices send."""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from typing import Literal, NamedTuple

from presales_tui.imports.encoding import decode
from presales_tui.locale import _
from presales_tui.model.errors import BadInput, NotFound
from presales_tui.model.text import clean, one_line

MOST_BYTES = 16 * 1024 * 1024
"""Larger is no note: a log or a dump, named by mistake."""

_KNOWN = (
    (b"PK\x03\x04", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"\xd0\xcf\x11\xe0", "office"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "office"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"RIFF", "image"),
)
"""First bytes of files that are no text, also where all of their bytes could be."""


class Text(NamedTuple):
    """The text of a file: cleaned, with `\\n` line ends."""

    text: str
    encoding: str
    """`utf-8`, `utf-16`, `gb18030`, …"""
    name: str
    """File name without its folder; for a pipe or bytes what was given, or `-`."""


def read_text(source: Path | Literal["-"] | bytes, name: str = "") -> Text:
    """The text of a file, of standard input (`-`) or of bytes that are here already.

    NotFound if there is no such file. BadInput if it is no regular file, larger than `MOST_BYTES`
    (seen before it is read; a pipe is read no further), empty, binary, or in an unknown encoding.
    """
    data, shown = read_bytes(source, name)
    _refuse_known(data, shown)
    if not data.strip():
        raise BadInput(_("{name} is empty.").format(name=shown))
    decoded = decode(data)
    if decoded is None and b"\0" in data:
        raise BadInput(_("{name} is a binary file, not text.").format(name=shown))
    if decoded is None:
        raise BadInput(
            _("{name} is neither UTF-8 nor UTF-16 nor GB18030 text: save it as UTF-8 first.").format(
                name=shown
            )
        )
    text = clean(decoded[0])
    if not text.strip():
        raise BadInput(_("{name} is empty.").format(name=shown))
    return Text(text, decoded[1], shown if name or isinstance(source, Path) else "-")


def read_bytes(
    source: Path | Literal["-"] | bytes, name: str = "", most: int = MOST_BYTES
) -> tuple[bytes, str]:
    """The bytes of a file, of standard input or of bytes that are here already; and what to call them.

    `most`: bytes that a file may have. NotFound and BadInput as for `read_text`, but for what the bytes are.
    """
    if isinstance(source, Path):
        shown = one_line(name or source.name or str(source))
        data = _file_bytes(source, one_line(str(source)), most)
    else:
        shown = one_line(name) or (_("The text") if isinstance(source, bytes) else _("Standard input"))
        data = source if isinstance(source, bytes) else _pipe_bytes()
    if len(data) > most:
        raise _too_large(shown, most)
    return data, shown


def _file_bytes(path: Path, shown: str, most: int = MOST_BYTES) -> bytes:
    try:
        found = path.stat()
        # Opening a FIFO would wait for a writer, and a device may never end.
        if stat.S_ISDIR(found.st_mode):
            raise BadInput(_("{name} is a directory: name a file in it.").format(name=shown))
        if not stat.S_ISREG(found.st_mode):
            raise BadInput(
                _("{name} is not a regular file: pipe it in and write - instead.").format(name=shown)
            )
        if found.st_size > most:
            raise _too_large(shown, most)
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        raise NotFound(_("There is no file {name}.").format(name=shown)) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise BadInput(_("{name} cannot be read: {why}.").format(name=shown, why=why)) from None


def _pipe_bytes() -> bytes:
    if sys.stdin is None:
        raise BadInput(_("Standard input is closed."))
    try:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadInput(_("Standard input cannot be read: {why}.").format(why=error.strerror)) from None


def _too_large(shown: str, most: int) -> BadInput:
    size = most // (1024 * 1024)
    return BadInput(_("{name} is larger than {most} MB: cut it into parts.").format(name=shown, most=size))


def _refuse_known(data: bytes, shown: str) -> None:
    kind = next((kind for start, kind in _KNOWN if data.startswith(start)), "")
    sentences = {
        "archive": _("{name} is an archive or an Office file: save it as Markdown or text first."),
        "office": _("{name} is an Office file: save it as Markdown or text first."),
        "pdf": _("{name} is a PDF: copy its text into a Markdown file first."),
        "image": _("{name} is a picture or a recording, not text."),
    }
    if kind:
        raise BadInput(sentences[kind].format(name=shown))
