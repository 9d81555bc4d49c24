"""After an export: where the file is, and how it gets from this server to the engineer's own machine."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from presales_tui.locale import _
from presales_tui.screens.ground.dialog import Read
from presales_tui.terminal.carry import Carry, carry_home, offers_clipboard, send_zmodem
from presales_tui.widgets.bars import KeyBar
from presales_tui.widgets.reader import Line


class Carrying(Read):
    """The path, the line that fetches the file, and ZMODEM where it is installed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("z", "send", show=False)]

    def __init__(self, path: Path, again: Sequence[str], title: str, told: str) -> None:
        """`again`: the words behind `presales` that write the same to standard output; none: nothing does."""
        self.path = path
        self.carry = carry_home(path, os.environ)
        keys = [("z", "ZMODEM")] if self.carry.zmodem else []
        super().__init__(title, _lines(path, again, told, self.carry), keys)

    def on_mount(self) -> None:
        """Offer the line to the terminal's clipboard; nobody says whether it was taken."""
        if self.carry.scp and offers_clipboard(os.environ):
            self.app.copy_to_clipboard(self.carry.scp)

    def action_send(self) -> None:
        """Send the file through the terminal, with the workbench out of the way."""
        if not self.carry.zmodem:
            return
        with self.app.suspend():
            sent = send_zmodem(self.path)
        word = _("Sent.") if sent else _("Not sent: the other side did not take it.")
        self.query_one(KeyBar).say_items([("q", _("Back"))], word)


def _lines(path: Path, again: Sequence[str], told: str, carry: Carry) -> list[Line]:
    lines: list[Line] = [
        (_("Written: {what}").format(what=told) if told else _("Written to"), ""),
        (str(path), "strong"),
        ("", ""),
    ]
    if carry.scp:
        lines += [
            (_("Fetch it from your own machine with"), ""),
            (carry.scp, "strong"),
        ]
        if offers_clipboard(os.environ):
            told = _("The line was offered to your terminal's clipboard; not every terminal takes it.")
            lines.append((told, "muted"))
        lines.append(("", ""))
    if carry.zmodem:
        lines += [(_("z sends it by ZMODEM (sz)."), ""), ("", "")]
    if again:
        lines += [
            (_("Without a file in between, from your own machine:"), "muted"),
            (_fetch(path, again, carry), "muted"),
        ]
    return lines


def _fetch(path: Path, again: Sequence[str], carry: Carry) -> str:
    words = shlex.join(["presales", *again])
    if "'" in words:  # the shell at home takes its own quotation marks off first
        words = shlex.quote(words) if set(words) & set('"$`\\!') else f'"{words}"'
    return f"ssh {carry.server or 'HOST'} {words} > {shlex.quote(path.name)}"
