"""Standard output for data, standard error for narration, and neither ever driven by what is written.

What a client wrote may hold escape sequences. A terminal gets their visible pictures; a file or a
pipe gets the very bytes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from presales_tui.locale import _
from presales_tui.model.errors import CannotWrite


def say(sentence: str) -> None:
    """Narration, one line. It never fails: what the command does is not less done for it."""
    from presales_tui.model.text import one_line, visible

    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            sys.stderr.write(visible(one_line(sentence)) + "\n")


def emit(text: str) -> None:
    """Data, as text in the encoding of standard output. CannotWrite if it cannot take any more."""
    emit_parts([text])


def emit_parts(parts: Iterable[str]) -> None:
    """As `emit`, part by part: a long list is written as it is made and never held whole."""
    with _told():
        sys.stdout.writelines(map(_visible, parts) if to_terminal() else parts)


def emit_bytes(content: bytes) -> None:
    """Data, byte for byte; to a terminal as text. CannotWrite if it cannot take any more."""
    if to_terminal():
        emit(content.decode(errors="replace"))
        return
    with _told():
        sys.stdout.flush()
        sys.stdout.buffer.write(content)


def emit_path(path: str | os.PathLike[str]) -> None:
    """A path on a line of its own, with the bytes that the file system knows it by."""
    emit_bytes(os.fsencode(path) + b"\n")


def flush() -> None:
    """Hand over what is still held back, so that failing to is told."""
    if sys.stdout is not None:
        with _told():
            sys.stdout.flush()


def to_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def _visible(text: str) -> str:
    from presales_tui.model.text import visible

    return visible(text)


@contextmanager
def _told() -> Iterator[None]:
    if sys.stdout is None:
        raise CannotWrite(_("Standard output is closed."))
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        from presales_tui.data.trouble import reason

        # What did not fit is still in the buffer, and would fail again at the end of the process.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise CannotWrite(_("Standard output cannot be written: {why}.").format(why=reason(error))) from None
