"""A slice of a log from a file or a pipe: bounded, decoded, and harmless to show.

Of a pipe only the end is kept, whatever comes through it; of a file only the slice that is kept is read,
where it can be seeked to. Nothing here is masked yet: `evidence_of` does that before anything is kept.
"""

from __future__ import annotations

import codecs
import gzip
import io
import os
import re
import stat
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, NamedTuple

from presales_tui.imports.encoding import decode
from presales_tui.imports.wide import Lines, as_narrow, encoding_of, wide_encoding
from presales_tui.locale import _
from presales_tui.model.errors import BadInput, NotFound
from presales_tui.model.evidence import Evidence
from presales_tui.model.masking import mask
from presales_tui.model.text import clean, one_line
from presales_tui.model.traces import fingerprint

KEPT_BYTES = 64 * 1024
"""The most that is kept of one slice."""

KEPT_LINES = 400
"""The most lines that are kept of one slice, unless the caller names them."""

LINE_BYTES = 4 * 1024
"""A longer line is cut: what is kept of it says so."""

PIPE_BYTES = 1024 * 1024 * 1024
"""A pipe is read no further than this."""

PIPE_SECONDS = 60.0
"""Nor longer than this."""

_BLOCK = 64 * 1024
_RANGE = re.compile(
    r"(?P<path>.+?):(?:(?P<first>\d+)-(?P<last>\d+)|(?P<only>\d+)|-(?P<tail>\d+))$", re.DOTALL
)
_ESCAPE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]"
    r"|[\]PX^_][^\x07\x1b]{0,4096}(?:\x07|\x1b\\)?|[ -/]+[0-~]|[0-~])|\x9b[0-?]*[ -/]*[@-~]"
)
"""Colours, titles and cursor movements of a terminal (ECMA-48); they say nothing and could do something."""

_OVERSTRUCK = re.compile(r"[^\n]\x08")


class Wanted(NamedTuple):
    """Which lines of which file."""

    path: Path
    first: int = 0
    """From 1; 0: the end of the file is wanted."""
    last: int = 0
    tail: int = KEPT_LINES
    """How many lines of the end, if no range is named."""


class Slice(NamedTuple):
    """What was kept of a file or a pipe: text without anything a terminal would act on."""

    name: str
    text: str
    first: int
    """Number of its first line from 1; 0: not counted."""
    dropped: int
    """Lines before it that were passed over; -1: not counted."""
    ended: str = ""
    """Why reading stopped before the end; empty: it did not."""


def wanted(spec: str) -> Wanted:
    """`app.log`, `app.log:120-180`, `app.log:120` or `app.log:-50` (the last 50 lines).

    A file that has such a name itself is meant as it stands. BadInput for a range the wrong way round.
    """
    found = _RANGE.match(spec)
    if found is None or Path(spec).exists():
        return Wanted(Path(spec))
    path = Path(found["path"])
    if found["tail"]:
        return Wanted(path, tail=max(int(found["tail"][:9]), 1))
    first = int((found["first"] or found["only"])[:15])
    last = int((found["last"] or found["only"])[:15])
    if not 1 <= first <= last:
        raise BadInput(
            _("Lines are counted from 1, the smaller number first: {spec}").format(spec=one_line(spec))
        )
    return Wanted(path, first, last)


def read_slice(source: Wanted | BinaryIO, *, clock: Callable[[], float] = time.monotonic) -> Slice:
    """The slice of a file, or the end of a pipe.

    NotFound if there is no such file; BadInput if it is none to read, empty, or binary.
    """
    if not isinstance(source, Wanted):
        name = _("Standard input")
        lines, dropped, ended = _tail(_recoded(_pipe(source, clock)), KEPT_LINES)
        return _slice("-", name, lines, dropped + 1, dropped, ended)
    path, name = source.path, one_line(source.path.name or str(source.path))
    with closing(_open(path)) as file:
        wide = encoding_of(file)
        if source.first:
            lines = _range(
                as_narrow(file, wide), source.first, min(source.last, source.first + KEPT_LINES * 10 - 1)
            )
            if not lines:
                raise BadInput(_("{name} has no line {n}.").format(name=name, n=source.first))
            return _slice(name, name, lines, source.first, source.first - 1, "")
        if isinstance(file, gzip.GzipFile):
            lines, dropped, ended = _tail(_recoded(_blocks(file, clock)), source.tail)
            return _slice(name, name, lines, dropped + 1, dropped, ended)
        return _slice(name, name, _end(file, source.tail, wide), 0, -1, "")


def standard_input() -> BinaryIO:
    """The pipe that something was sent into. BadInput if there is none."""
    if sys.stdin is None or sys.stdin.closed:
        raise BadInput(_("Standard input is closed."))
    if sys.stdin.isatty():
        raise BadInput(_("Send something into it: journalctl -u app -n 200 | presales …"))
    return sys.stdin.buffer


def evidence_of(found: Slice, *, key: str, as_it_is: bool = False) -> Evidence:
    """The record of a slice, masked; `key` is the client's id. With `as_it_is` nothing is masked."""
    masked = mask(found.text, key)
    text = found.text if as_it_is else masked.text
    return Evidence(
        title=found.name,
        text=text,
        first=found.first,
        lines=text.count("\n") + 1,
        dropped=found.dropped,
        masked=() if as_it_is else tuple(sorted(masked.counts.items())),
        # Taken from the masked text, so that it says nothing of what was taken out.
        fingerprint=fingerprint(masked.text),
    )


def neutral(text: str) -> str:
    """Text without escape sequences; of a line that was drawn over itself, what it showed in the end."""
    if "\x1b" in text or "\x9b" in text:
        text = _ESCAPE.sub("", text)
    while "\x08" in text and (shorter := _OVERSTRUCK.sub("", text)) != text:
        text = shorter
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        text = "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))
    return clean(text)


def _slice(name: str, shown: str, lines: list[bytes], first: int, dropped: int, ended: str) -> Slice:
    data = b"\n".join(lines)
    if not data.strip():
        raise BadInput(_("{name} is empty.").format(name=shown))
    if _binary(data):
        raise BadInput(_("{name} is binary, not a log: nothing was kept.").format(name=shown))
    decoded = decode(data)
    # One stray byte in a log is no reason to refuse it: it is shown as what it is, unreadable.
    text = decoded[0] if decoded else data.decode("utf-8", "replace")
    return Slice(name, neutral(text).strip("\n"), first, dropped, ended)


def _binary(data: bytes) -> bool:
    """Whether the bytes are no text: NULs that are not UTF-16, or mostly control characters."""
    if b"\0" in data and decode(data) is None:
        return True
    sample = data[:8192]
    odd = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in sample)
    return odd > len(sample) // 5


def _open(path: Path) -> BinaryIO | gzip.GzipFile:
    shown = one_line(str(path))
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise BadInput(_("{name} is a directory: name a file in it.").format(name=shown))
        if not stat.S_ISREG(found.st_mode):
            raise BadInput(
                _("{name} is not a regular file: pipe it in and write - instead.").format(name=shown)
            )
        file = path.open("rb")
    except FileNotFoundError:
        raise NotFound(_("There is no file {name}.").format(name=shown)) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise BadInput(_("{name} cannot be read: {why}.").format(name=shown, why=why)) from None
    packed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    if packed:
        file.close()
        return gzip.open(path)
    return file


def _recoded(blocks: Iterator[bytes | _Stopped]) -> Iterator[bytes | _Stopped]:
    """The blocks of a text in UTF-16 as UTF-8; all others as they are."""
    decoder: codecs.IncrementalDecoder | None = None
    for number, block in enumerate(blocks):
        if isinstance(block, _Stopped):
            yield block
            continue
        if not number and (wide := wide_encoding(block)):
            decoder = codecs.getincrementaldecoder(wide)("replace")
        yield decoder.decode(block).lstrip("\ufeff").encode() if decoder else block


class _Stopped(NamedTuple):
    """Said by a reader in place of a block: why nothing more comes."""

    why: str


def _pipe(file: BinaryIO, clock: Callable[[], float]) -> Iterator[bytes | _Stopped]:
    """Blocks of a pipe as they come, until it ends or has gone on for too long."""
    import select

    begun, size = clock(), 0
    try:
        number: int | None = file.fileno()
    except (OSError, io.UnsupportedOperation):
        number = None
    while True:
        if size >= PIPE_BYTES:
            yield _Stopped(_("it did not end after {n} MB").format(n=PIPE_BYTES // 1024 // 1024))
            return
        left = PIPE_SECONDS - (clock() - begun)
        if left <= 0 or (number is not None and not select.select([number], [], [], left)[0]):
            yield _Stopped(_("it did not end after {n} s").format(n=round(PIPE_SECONDS)))
            return
        block = file.read(_BLOCK) if number is None else os.read(number, _BLOCK)
        if not block:
            return
        size += len(block)
        yield block


def _blocks(file: gzip.GzipFile, clock: Callable[[], float]) -> Iterator[bytes | _Stopped]:
    begun, size = clock(), 0
    try:
        while block := file.read(_BLOCK):
            size += len(block)
            yield block
            if size >= PIPE_BYTES or clock() - begun > PIPE_SECONDS:
                yield _Stopped(_("it did not end after {n} MB").format(n=size // 1024 // 1024))
                return
    except (OSError, EOFError) as error:
        raise BadInput(_("The archive is damaged: {why}.").format(why=str(error))) from None


def _tail(blocks: Iterator[bytes | _Stopped], most: int) -> tuple[list[bytes], int, str]:
    """(the last lines, how many came before them, why it stopped), in memory for the end only."""
    held = b""
    passed = 0
    ended = ""
    for block in blocks:
        if isinstance(block, _Stopped):
            ended = block.why
            break
        held += block
        if len(held) > 4 * KEPT_BYTES:
            # What is cut off is whole lines where there are any; an endless line loses its beginning.
            at = held.rfind(b"\n", 0, len(held) - KEPT_BYTES) + 1 or len(held) - KEPT_BYTES
            passed += held.count(b"\n", 0, at)
            held = held[at:]
    lines = held.split(b"\n")
    if not lines[-1]:
        lines.pop()
    kept: deque[bytes] = deque()
    size = 0
    for line in map(_short, reversed(lines[-most:])):
        size += len(line) + 1
        if kept and size > KEPT_BYTES:
            break
        kept.appendleft(line)
    return list(kept), passed + len(lines) - len(kept), ended


def _end(file: BinaryIO | gzip.GzipFile, most: int, wide: str) -> list[bytes]:
    """The last lines of a file, read from its end."""
    size = file.seek(0, os.SEEK_END)
    start = max(size - KEPT_BYTES, 0) & ~1
    file.seek(start)
    data = file.read(KEPT_BYTES + 1)
    if wide:
        data = data.decode(wide, "replace").lstrip("\ufeff").encode()
    lines = data.split(b"\n")
    if lines and not lines[-1]:
        lines.pop()
    if start and len(lines) > 1:
        lines = lines[1:]
    return [_short(line) for line in lines[-most:]]


def _range(file: Lines, first: int, last: int) -> list[bytes]:
    found: list[bytes] = []
    size = 0
    number = 0
    begun = True
    while number < last and size < KEPT_BYTES:
        piece = file.readline(_BLOCK)
        if not piece:
            break
        number += begun
        if number >= first and begun:
            line = _short(piece.rstrip(b"\n"))
            found.append(line)
            size += len(line) + 1
        begun = piece.endswith(b"\n")
    return found


def _short(line: bytes) -> bytes:
    line = line.removesuffix(b"\r")
    if len(line) <= LINE_BYTES:
        return line
    return line[:LINE_BYTES].decode("utf-8", "ignore").encode() + b" \xe2\x80\xa6"
