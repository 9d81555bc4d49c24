"""The report of a crash: where it happened, and nothing of what the client said.

A usual traceback shows source lines and local variables, and the message of an exception often quotes
the value it choked on. On a client's server that is client data in a scroll-back or a log.
"""

from __future__ import annotations

import os
import platform
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from presales_tui.locale import _


def last_words(error: BaseException) -> str:
    """What to show of an error that nobody expected: one line. Writes the report, if it can."""
    try:
        report = write_report(error)
    except OSError:
        return _("presales stopped because of an error in it: {place}").format(place=place(error))
    return _("presales stopped because of an error in it: {place}. Report: {path}").format(
        place=place(error), path=report
    )


def write_report(error: BaseException, directory: Path | None = None) -> Path:
    """A new file, 0600, in `directory` (default: the state directory of the user) that describes `error`.

    Falls back to the directory for temporary files. Raises OSError if neither can be written.
    """
    text = describe(error)
    for place in (directory or _state_directory(), Path(tempfile.gettempdir())):
        try:
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(".txt", f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S}-", place)
        except OSError:
            continue
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        return Path(name)
    raise OSError


def describe(error: BaseException) -> str:
    """Versions, and for the error and each that led to it its class and the places it passed through."""
    lines = [f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"]
    lines += [f"{name} {_version(name)}" for name in ("presales", "textual", "rich")]
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(f"\n{_class_name(current)}")
        frames = traceback.extract_tb(current.__traceback__)
        lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        current = cause(current)
    return "\n".join(lines) + "\n"


def place(error: BaseException) -> str:
    """The error in a few words: `KeyError at store.py:120`."""
    inner = error
    while isinstance(found := getattr(inner, "error", None), BaseException):
        inner = found
    frames = traceback.extract_tb(inner.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{_class_name(inner)}{where}"


def cause(error: BaseException) -> BaseException | None:
    """What led to the error; also looks inside the wrapper that a failed Textual worker raises."""
    wrapped = getattr(error, "error", None)
    if isinstance(wrapped, BaseException):
        return wrapped
    return error.__cause__ or error.__context__


def _class_name(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _state_directory() -> Path:
    from platformdirs import user_state_path

    return user_state_path("presales", appauthor=False)
