"""Stack traces in a log: folded for reading, and known again when the same one comes back.

A fingerprint is made of what stays the same from one occurrence to the next: the type of the innermost
cause and the functions of its first frames. Line numbers, addresses, messages and times are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from presales_tui.model.digests import sha256

_FRAMES = 5
"""How many frames make the fingerprint; deeper ones differ with the thread that came by."""

_SHOWN = 3
"""How many frames of a run stay when it is folded."""

_ABOVE = 3
"""How many lines above the first frame may name the type."""

_FRAME = re.compile(
    r"^.{0,80}?\s+at\s+(?:async\s+|new\s+)?(?P<java>[\w$.<>/@~\[\]` -]{1,300}?)\s?"
    r"\(.{0,400}\)(?:\s+in\s.{1,300})?$"
    r"|^\s*at\s+(?P<bare>(?:/|file:|[A-Za-z]:\\|node:).{1,300}?):\d+(?::\d+)?$"
    r"|^\s+File \"(?P<file>.{1,300}?)\", line \d+, in (?P<python>.{1,200})$"
    r"|^#\d+\s+(?:0x[0-9a-fA-F]+ in )?(?P<php>.{1,300}?)(?:\(\d+\))?(?::.*)?$"
    r"|^(?P<go>(?:[\w./*-]+)\.[\w.()*]{1,200})\(.{0,300}\)$"
)
"""A frame of Java, .NET and JavaScript; of Python; of PHP and gdb; of Go."""

_MORE = re.compile(r"^.{0,80}?\s+\.\.\. \d+ (?:more|common frames omitted)$")
_TYPE = re.compile(
    r"(?:^|[\s:\"'\[(>])(?P<cause>Caused by: )?"
    r"(?P<type>(?:[A-Za-z_$][\w$]*[.\\]){0,12}(?:[A-Za-z_$][\w$]{0,80})?"
    r"(?:Exception|Error|Throwable|Fault|Failure|Interrupt))\b(?!\.)"
)
_PANIC = re.compile(r"^(?:panic|fatal error): (?P<what>[^\n]{1,200})")
_CODE = re.compile(r"\b(?:ORA|TNS|PLS|DM|SQLSTATE|SQLCODE|ERR|KB|HTTP|MY|E)[-_ ]?\[?-?\d{3,6}\]?")
_SEVERE = re.compile(
    r"\b(?:FATAL|ERROR|SEVERE|CRITICAL|EMERG|ALERT|PANIC|Exception|error|failed|failure)\b|错误|异常|失败"
)
_CHANGING = re.compile(
    r"\d{4}[-/]\d\d[-/]\d\d[T ]?|\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?|0x[0-9a-fA-F]+|\b[0-9a-fA-F]{8,}\b"
    r"|<[a-z-]+(?:-\w{4})?>|\d+"
)
_JAVA_LINE = re.compile(r"^\s+(?:- locked|- waiting|- parking|Suppressed:|Truncated)")


class Trace(NamedTuple):
    """A run of lines that belong to one trace."""

    first: int
    """Index of the line above its first frame."""
    last: int
    """Index of its last line."""
    type: str
    """The type of the innermost cause; empty: none was named."""
    frames: tuple[str, ...]
    """The functions of the innermost cause, the innermost first."""


def traces(lines: list[str]) -> Iterator[Trace]:
    """The traces of a text, in order."""
    at = 0
    while at < len(lines):
        if _frame(lines[at]) is None:
            at += 1
            continue
        first, last, names = max(at - 1, 0), at, []
        type_ = next(filter(None, map(_type, reversed(lines[max(at - _ABOVE, 0) : at]))), "")
        python = lines[at].lstrip().startswith("File ")
        while at < len(lines):
            name = _frame(lines[at])
            if name is not None:
                names.append(name)
            elif (cause := _TYPE.search(lines[at])) is not None and cause["cause"]:
                type_, names = cause["type"], []
            elif not (
                _MORE.match(lines[at])
                or _JAVA_LINE.match(lines[at])
                or (python and lines[at].startswith("    "))
            ):
                break
            last = at
            at += 1
        if python:
            # Python says what it was below the frames, the innermost frame last.
            names.reverse()
            if at < len(lines) and (found := _type(lines[at])):
                type_, last = found, at
        yield Trace(first, last, type_, tuple(names))


def fingerprint(text: str) -> str:
    """What the first trace of a text is known by, such as `NullPointerException-3f9a1c2e`; empty: nothing.

    Without a trace it is the first line that tells of an error, without what changes in it.
    """
    lines = text.split("\n")
    best = max(traces(lines), key=lambda trace: (bool(trace.type), len(trace.frames) > 1), default=None)
    if best is not None and best.frames:
        return _print(
            best.type.replace("\\", ".").rpartition(".")[2] or "trace", best.type, *best.frames[:_FRAMES]
        )
    for line in lines:
        if found := _PANIC.match(line):
            return _print("panic", _CHANGING.sub("#", found["what"]))
    severe = next((line for line in lines if _SEVERE.search(line)), "")
    if not severe:
        return ""
    code = _CODE.search(severe)
    name = _type(severe).replace("\\", ".").rpartition(".")[2] or (code[0].strip() if code else "error")
    return _print(name, _CHANGING.sub("#", severe).strip())


def fold(text: str) -> str:
    """The text with long traces cut to what is read: the first frames of each cause, and how many follow.

    Lines outside of traces stay as they are.
    """
    lines = text.split("\n")
    out: list[str] = []
    at = 0
    for trace in traces(lines):
        out += lines[at : trace.first + 1]
        out += _folded(lines[trace.first + 1 : trace.last + 1])
        at = trace.last + 1
    return "\n".join(out + lines[at:])


def _folded(lines: list[str]) -> list[str]:
    out: list[str] = []
    run: list[str] = []
    for line in [*lines, ""]:
        if line and (_frame(line) is not None or _MORE.match(line) or line.startswith("    ")):
            run.append(line)
            continue
        out += run if len(run) <= _SHOWN + 1 else [*run[:_SHOWN], f"    … +{len(run) - _SHOWN}"]
        run = []
        if line:
            out.append(line)
    return out


def _frame(line: str) -> str | None:
    """The function of a frame; `None` if the line is no frame."""
    if len(line) > 1200:
        return None
    found = _FRAME.match(line)
    if found is None:
        return None
    if found["java"] and "." not in found["java"] and line.strip()[:3] != "at ":
        return None
    name = found["java"] or found["bare"] or found["python"] or found["php"] or found["go"] or ""
    if found["python"]:
        name = f"{found['file'].replace(chr(92), '/').rpartition('/')[2]}:{name}"
    return re.sub(r"0x[0-9a-fA-F]+|(?<=[$@])[\w-]*\d[\w-]*", "#", name.rpartition("/")[2].strip())


def _type(line: str) -> str:
    found = _TYPE.search(line[:600])
    return found["type"] if found else ""


def _print(name: str, *parts: str) -> str:
    return f"{name[:48]}-{sha256(chr(0).join(parts).encode()).hexdigest()[:8]}"
