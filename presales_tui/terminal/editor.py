"""The user's own editor for a longer text, without ever losing a word of it.

No Textual here: the caller has given the terminal back before (`AtHome.edit_text` does).
"""

from __future__ import annotations

import os
import shlex
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from presales_tui.locale import _
from presales_tui.model.errors import TerminalProblem
from presales_tui.terminal.programs import NOT_STARTED, run_in_terminal

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


class Editing:
    """One text in the user's editor.

    It lies in a file 0600 in a directory 0700 of its own in `place` (default: the user's run-time
    directory, which is in memory, else that for temporary files). Raises TerminalProblem, before anything
    is on the screen, if there is no editor or the text cannot be written.
    """

    def __init__(
        self, text: str, env: Mapping[str, str], suffix: str = ".md", place: Path | None = None
    ) -> None:
        self._text = text
        self._code = 0
        self._words = editor_command(env)
        # A text file ends its last line; what is appended to one that does not would run into it.
        ended = text if not text or text.endswith("\n") else text + "\n"
        self._before = ended.encode("utf-8", "replace")
        try:
            if place is not None:
                place.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._directory = Path(tempfile.mkdtemp(prefix="editor-", dir=place or _private_place(env)))
            self.file = self._directory / f"text{suffix}"
            handle = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as out:
                out.write(self._before)
        except OSError as error:
            raise TerminalProblem(
                _("The text cannot be handed to an editor: {why}").format(why=error.strerror)
            ) from None

    def run(self) -> None:
        """Let the user edit, in the terminal."""
        self._code = run_in_terminal([*self._words, str(self.file)])

    def result(self) -> str | None:
        """The new text, or None if it is unchanged or given up. Call it once, after `run`.

        If the editor failed after something was written, or left something that is not UTF-8, the file
        stays and a TerminalProblem says where.
        """
        code = self._code
        if code == NOT_STARTED:
            self._forget()
            raise TerminalProblem(_("The editor {editor} could not be started").format(editor=self._words[0]))
        try:
            after = self.file.read_bytes()
        except OSError:
            after = self._before
        if code and (after != self._before or self._more()):
            raise TerminalProblem(
                _("The editor ended with an error; what you wrote is kept in {path}").format(path=self.file)
            )
        try:
            new = self._read(after)
        except UnicodeDecodeError:
            raise TerminalProblem(
                _("The editor saved something that is not UTF-8; it is kept in {path}").format(path=self.file)
            ) from None
        self._forget()
        return None if code or new == self._text else new

    def rescued(self) -> str | None:
        """The newest text that an editor which was cut off has left; None: it has left nothing.

        nano and Emacs write what was not saved beside the file; vim's swap file stays there for `vim -r`.
        """
        try:
            files = [(path.stat().st_mtime_ns, path != self.file, path) for path in self._directory.iterdir()]
            for _when, _beside, path in sorted(files, reverse=True):
                found = path.read_bytes()
                if found != self._before and not path.name.startswith("."):
                    return self._read(found)
        except (OSError, UnicodeDecodeError):
            return None
        return self._text if len(files) > 1 else None

    def _more(self) -> list[Path]:
        """What the editor left beside the file: a swap or recovery file."""
        return [path for path in self._directory.glob("*") if path != self.file]

    def _read(self, data: bytes) -> str:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        # Editors end the last line; the field did not.
        return text[:-1] if text.endswith("\n") and not self._text.endswith("\n") else text

    def _forget(self) -> None:
        shutil.rmtree(self._directory, ignore_errors=True)


def _private_place(env: Mapping[str, str]) -> str | None:
    """The user's run-time directory, which is in memory, where there is one."""
    place = env.get("XDG_RUNTIME_DIR", "")
    return place if place and os.access(place, os.W_OK | os.X_OK) else None
