"""The user's own editor for a longer text, without ever losing a word of it.

No Textual here: the caller has given the terminal back before (`AtHome.edit_text` does).
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from presales_tui.locale import _
from presales_tui.model.errors import TerminalProblem

NOT_STARTED = 127
"""The exit code, as a shell gives it, of a program that could not be started."""

_USUAL = ("vi", "vim", "nano")


def editor_command(env: Mapping[str, str]) -> list[str]:
    """The words of $VISUAL or $EDITOR, else the first usual editor there is.

    Raises TerminalProblem if there is none.
    """
    for name in ("VISUAL", "EDITOR"):
        value = env.get(name, "").strip()
        if value:
            try:
                words = shlex.split(value)
            except ValueError:
                raise TerminalProblem(
                    _("${name} has an unclosed quotation mark; correct it and try again").format(name=name)
                ) from None
            if shutil.which(words[0], path=env.get("PATH")) is None:
                raise TerminalProblem(
                    _("The editor {editor} in ${name} was not found; set ${name} to one that is here").format(
                        editor=words[0], name=name
                    )
                )
            return words
    for name in _USUAL:
        if shutil.which(name, path=env.get("PATH")):
            return [name]
    raise TerminalProblem(_("No editor was found; set $EDITOR to the one that you use"))


def edit(text: str, env: Mapping[str, str], suffix: str = ".md") -> str | None:
    """Let the user edit `text` in the terminal; the new text, or None if it is unchanged or given up.

    The text lies in a file 0600 in a directory 0700 of its own while it is edited. If the editor fails
    after it has written, or leaves something that is not UTF-8, the file stays and a TerminalProblem
    says where.
    """
    words = editor_command(env)
    directory = Path(tempfile.mkdtemp(prefix="presales-", dir=_private_place(env)))
    file = directory / f"text{suffix}"
    # A text file ends its last line; what is appended to one that does not would run into it.
    ended = text if not text or text.endswith("\n") else text + "\n"
    before = ended.encode("utf-8", "replace")
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(before)
    code = run_in_terminal([*words, str(file)])
    if code == NOT_STARTED:
        shutil.rmtree(directory, ignore_errors=True)
        raise TerminalProblem(_("The editor {editor} could not be started").format(editor=words[0]))
    try:
        after = file.read_bytes()
    except FileNotFoundError:
        after = before
    if code and after != before:
        raise TerminalProblem(
            _("The editor ended with an error; what you wrote is kept in {path}").format(path=file)
        )
    try:
        new = after.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TerminalProblem(
            _("The editor saved something that is not UTF-8; it is kept in {path}").format(path=file)
        ) from None
    shutil.rmtree(directory, ignore_errors=True)
    new = new.replace("\r\n", "\n")
    if new.endswith("\n") and not text.endswith("\n"):
        new = new[:-1]  # editors end the last line; the field did not
    return None if code or new == text else new


def run_in_terminal(words: Sequence[str]) -> int:
    """Run a program in the terminal and return its exit code, or NOT_STARTED.

    Ctrl-C belongs to that program: it must not end the one that waits for it.
    """
    with _interrupts_ignored():
        try:
            return subprocess.run(words, check=False).returncode
        except OSError:
            return NOT_STARTED


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    # A handler rather than SIG_IGN: the program that is started would inherit being deaf.
    numbers = (signal.SIGINT, signal.SIGQUIT)
    before = [signal.signal(number, lambda *_: None) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def _private_place(env: Mapping[str, str]) -> str | None:
    """The user's run-time directory, which is in memory, where there is one."""
    place = env.get("XDG_RUNTIME_DIR", "")
    return place if place and os.access(place, os.W_OK | os.X_OK) else None
