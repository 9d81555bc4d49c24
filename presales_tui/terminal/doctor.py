"""What `presales doctor terminal` says: what the session can do here, and what would make it better."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from presales_tui.locale import _, ngettext
from presales_tui.model.errors import TerminalProblem
from presales_tui.terminal.carry import carry_home, has_clipboard, offers_clipboard
from presales_tui.terminal.charset import charset
from presales_tui.terminal.editor import editor_command
from presales_tui.terminal.environment import palette
from presales_tui.terminal.session import LEAST_HEIGHT, LEAST_WIDTH
from presales_tui.terminal.widths import measure

_TERMINFO = ("/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo")


class Finding(NamedTuple):
    """One line of the report."""

    level: Literal["ok", "warn"]
    what: str
    """What was found."""
    advice: str
    """What to do about it, or empty."""


def report(env: Mapping[str, str], fd: int) -> list[Finding]:
    """Everything that was found about the terminal `fd` (open for reading and writing)."""
    checks: list[Callable[[Mapping[str, str], int], list[Finding]]] = [
        _size,
        _term,
        _colours,
        _encoding,
        _widths,
        _clipboard,
        _mouse,
        _way_home,
        _editor,
    ]
    return [finding for check in checks for finding in check(env, fd)]


def _ok(what: str) -> list[Finding]:
    return [Finding("ok", what, "")]


def _warn(what: str, advice: str) -> list[Finding]:
    return [Finding("warn", what, advice)]


def _size(env: Mapping[str, str], fd: int) -> list[Finding]:
    try:
        width, height = os.get_terminal_size(fd)
    except OSError:
        return _warn(
            _("This is not a terminal"),
            _("The workbench needs one; after `ssh host command` use `ssh -t host command`"),
        )
    what = _("Size: {width}x{height}").format(width=width, height=height)
    if not width or not height:
        return _warn(
            _("The terminal does not say its size; 80x24 is assumed"),
            _("Set it, for example: stty cols 80 rows 24"),
        )
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        least = _("Make the window at least {width}x{height}; 80x24 is comfortable")
        return _warn(what, least.format(width=LEAST_WIDTH, height=LEAST_HEIGHT))
    return _ok(what)


def _term(env: Mapping[str, str], fd: int) -> list[Finding]:
    term = env.get("TERM", "")
    what = _("Kind of terminal: {term}").format(term=term or "-")
    if term in ("", "dumb", "unknown"):
        return _warn(what, _("Set it, for example: export TERM=xterm-256color"))
    if env.get("STY") and not term.startswith("screen"):
        return _warn(what, _("Inside GNU screen TERM should be screen-256color"))
    places = [env.get("TERMINFO", ""), str(Path(env.get("HOME", "/")) / ".terminfo"), *_TERMINFO]
    names = (f"{term[0]}/{term}", f"{ord(term[0]):x}/{term}")
    if not any((Path(place) / name).exists() for place in places if place for name in names):
        return _warn(what, _("This server does not know it. If an editor complains: export TERM=xterm"))
    return _ok(what)


def _colours(env: Mapping[str, str], fd: int) -> list[Finding]:
    colours = palette(env)
    if colours == "none":
        return _ok(_("Colours: none; bold and reversed text are used instead"))
    if colours == "16" and not env.get("TERM", "").startswith("linux"):
        return _warn(_("Colours: 16"), _("If your terminal has 256, as most do: export TERM=xterm-256color"))
    named = {"full": _("Colours: 16 million"), "256": _("Colours: 256"), "16": _("Colours: 16")}
    return _ok(named[colours])


def _encoding(env: Mapping[str, str], fd: int) -> list[Finding]:
    name = charset(env)
    what = _("Encoding of the terminal: {name}").format(name=name.upper())
    if name != "utf-8":
        advice = _("Signs that it lacks are replaced. If the terminal is set to UTF-8: export LANG=C.UTF-8")
        return _warn(what, advice)
    return _ok(what)


def _widths(env: Mapping[str, str], fd: int) -> list[Finding]:
    if env.get("TERM", "") in ("", "dumb", "unknown"):
        return []  # it would print the question
    widths = measure(fd, ("中", "“", "─", "😀"), charset(env))
    if not widths and os.isatty(fd):
        return _warn(
            _("The terminal does not answer where its cursor is, so widths are not known"),
            _("If Chinese looks ragged, set its character set to UTF-8"),
        )
    if not widths:
        return []
    chinese, quotation, line, emoji = widths
    if chinese != 2:
        return _warn(
            ngettext("Chinese characters take {n} cell", "Chinese characters take {n} cells", chinese).format(
                n=chinese
            ),
            _("Set the character set of the terminal to UTF-8, and in tmux start it with: tmux -u"),
        )
    if quotation != 1 or line != 1:
        return _warn(
            _("Quotation marks or lines take two cells, so frames may look ragged"),
            _("Let the terminal draw characters of ambiguous width narrow"),
        )
    if emoji != 2:
        told = ngettext("Emoji take {n} cell", "Emoji take {n} cells", emoji).format(n=emoji)
        return _warn(told, _("They are kept and exported all the same"))
    return _ok(_("Widths of Chinese, lines and emoji: as expected"))


def _clipboard(env: Mapping[str, str], fd: int) -> list[Finding]:
    if not has_clipboard(env):
        return _ok(_("Clipboard: this kind of terminal has none"))
    if not offers_clipboard(env):
        return _ok(_("Clipboard: never offered anything (PRESALES_CLIPBOARD=off)"))
    if env.get("TMUX"):
        options = {name: _tmux(name, env) for name in ("set-clipboard", "allow-passthrough")}
        if options["set-clipboard"] == "on" or options["allow-passthrough"] in ("on", "all"):
            return _ok(_("Copying asks the terminal by OSC 52, and tmux passes it on"))
        return _warn(
            _("tmux keeps what is copied from the clipboard at home, unless told otherwise"),
            _("In ~/.tmux.conf: set -g set-clipboard on"),
        )
    if env.get("STY"):
        return _warn(
            _("GNU screen passes on what is copied only if the terminal outside takes it"),
            _("Select with the mouse while Shift is held"),
        )
    return _ok(_("Copying asks the terminal by OSC 52; where it does not listen, select with the mouse"))


def _tmux(option: str, env: Mapping[str, str]) -> str:
    """The value of an option of the tmux that this runs in; empty: it does not say."""
    command = ["tmux", "show-options", "-gqv", option]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=2, env=dict(env), check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _mouse(env: Mapping[str, str], fd: int) -> list[Finding]:
    if env.get("PRESALES_MOUSE") == "on":
        return _warn(
            _("Mouse: taken by the workbench (PRESALES_MOUSE=on)"),
            _("Select and copy while Shift is held, or leave it to the terminal: unset PRESALES_MOUSE"),
        )
    return _ok(_("Mouse: left to the terminal, to select and copy with"))


def _way_home(env: Mapping[str, str], fd: int) -> list[Finding]:
    way = carry_home(Path("deck.pptx"), env)
    found = []
    if way.scp:
        found += _ok(_("Getting a file home: {line}").format(line=way.scp))
    else:
        found += _warn(
            _("This does not look like an SSH session, or sudo has hidden it"),
            _("For the scp line keep SSH_CONNECTION: sudo --preserve-env=SSH_CONNECTION"),
        )
    if not way.zmodem:
        found += _warn(_("ZMODEM: sz is not installed"), _("Where you may: install lrzsz; otherwise use scp"))
    elif env.get("TMUX") or env.get("STY"):
        found += _warn(_("ZMODEM does not work inside tmux or screen"), _("Use scp, or send from outside"))
    else:
        found += _ok(_("ZMODEM: sz is installed; Xshell and SecureCRT can receive"))
    return found


def _editor(env: Mapping[str, str], fd: int) -> list[Finding]:
    try:
        words = editor_command(env)
    except TerminalProblem as problem:
        return _warn(problem.sentence, _("Longer texts can be edited in the workbench itself"))
    return _ok(_("Editor: {path}").format(path=shutil.which(words[0], path=env.get("PATH")) or words[0]))
