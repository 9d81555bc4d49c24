"""The driver: Textual's Linux driver with its five ways to die over SSH closed.

Stock 8.2.8 dies of one byte that is not UTF-8, spins when standard input ends, stops its event loop
when the terminal stalls, shows `\\u2713` where the locale has no ✓, and waits for ever for the end of
a paste.
"""

from __future__ import annotations

import os
import select
import signal
import termios
import tty
from codecs import getincrementaldecoder
from collections.abc import Mapping
from contextlib import suppress
from time import monotonic
from typing import Any, cast

from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.keys import _character_to_key
from textual.message import Message
from textual.messages import InBandWindowResize

from presales_tui.terminal.charset import charset
from presales_tui.terminal.environment import understands_queries
from presales_tui.terminal.flow import PATIENCE, Flow
from presales_tui.terminal.outlet import Outlet
from presales_tui.terminal.paste import END, PasteWatch

for _sequence in [s for s in ANSI_SEQUENCES_KEYS if len(s) == 2 and s[0] == "\x1b" and s[1] not in "[O"]:
    # What Option and a key send on some Macs; on a server it is escape and, at once, another key.
    del cast("dict[str, Any]", ANSI_SEQUENCES_KEYS)[_sequence]

_READ = 1 << 16
_LAST_WORDS = 1.0
"""Seconds that a terminal gets to take what is left when the application mode ends."""
_LAST_ANSWERS = 0.3
"""Seconds that it gets to answer what it was asked."""
_UNKNOWN_SIZE = (80, 24)
"""What a serial line or an expect script means by 0 x 0."""


def restoring(env: Mapping[str, str], *, mouse: bool = True, kitty: bool = False) -> str:
    """What gives a terminal back as it was found; `mouse` and `kitty` are whether those modes are on.

    The Linux console, which has no alternate screen to leave, is cleared.
    """
    alternate = not env.get("TERM", "").startswith("linux")
    return "".join(
        (
            "\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?1004l",
            "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l" if mouse else "",
            "\x1b[<u" if kitty else "",
            "\x1b[r\x1b[m",
            "\x1b[?1049l" if alternate else "\x1b[2J\x1b[H",
            "\x1b[?25h",
        )
    )


class TerminalDriver(LinuxDriver):
    """Display and keyboard over a line that may stall, lie or go away."""

    class Room(events.Event, bubble=False):
        """The terminal was held up and takes something again."""

    class Gone(events.Event, bubble=False):
        """Nothing will ever come from the keyboard again."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._output = self._file.fileno() if self._file is not None else 2
        self._charset = charset(os.environ)
        self._outlet: Outlet | None = None
        self._flow = Flow() if understands_queries(os.environ) else None
        self._put_off = False
        self._wake_reader, self._wake_writer = os.pipe()
        os.set_blocking(self._wake_reader, False)

    @property
    def congested(self) -> bool:
        """Whether the terminal is held up or far behind. `Room` follows when it is not any more.

        Except where an answer of the terminal got lost, which `flow.PATIENCE` seconds later is forgiven.
        """
        # Said before it is asked, for the answer may come meanwhile.
        self._put_off = True
        self._put_off = self._flow is not None and self._flow.behind
        return self._put_off or (self._outlet is not None and self._outlet.congested)

    @property
    def patience(self) -> float:
        """Seconds after which to paint what was put off, should `Room` not come first."""
        return self._flow.wait if self._flow is not None and self._put_off else PATIENCE

    # Output

    def write(self, data: str) -> None:
        """Hand over text for the terminal; never blocks. Dropped outside application mode."""
        if self._outlet is not None:
            self._outlet.write(data)

    def picture(self, sequence: str) -> None:
        """Write a picture, and keep track of what is on its way."""
        if self._flow is not None:
            sequence += self._flow.sends(len(sequence.encode("utf-8", "replace")))
        self.write(sequence)

    def start_application_mode(self) -> None:
        """Take the terminal over, and report its size, upon which the app paints.

        Also called when the process was stopped and continued from outside.
        """
        running, attributes = self._outlet is not None, self.attrs_before
        if running:
            self.disable_input()
            super().close()
        else:
            self._outlet = Outlet(self._output, self._charset, self._room)
        if self._flow is not None:
            self._flow = Flow()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if running:
            self.attrs_before = attributes
        self._send_as_written()

    def _send_as_written(self) -> None:
        """Keep the kernel from putting a carriage return before each line feed that is sent."""
        with suppress(termios.error):
            attributes = termios.tcgetattr(self.fileno)
            attributes[tty.OFLAG] &= ~termios.OPOST
            termios.tcsetattr(self.fileno, termios.TCSANOW, attributes)

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was found."""
        self.disable_input()
        if self.attrs_before is not None:
            with suppress(termios.error):  # there may be no terminal left
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        self.write(restoring(os.environ, mouse=self._mouse, kitty=not constants.DISABLE_KITTY_KEY))

    def close(self) -> None:
        """See off what was written last, for a second at most."""
        super().close()
        if self._outlet is not None:
            outlet, self._outlet = self._outlet, None
            outlet.close(_LAST_WORDS)

    def _room(self) -> None:
        self.send_message(self.Room())

    def _request_terminal_sync_mode_support(self) -> None:
        if understands_queries(os.environ):
            super()._request_terminal_sync_mode_support()

    def _query_in_band_window_resize(self) -> None:
        """Never asked: SIGWINCH crosses SSH, and a size must not come from pasted text."""

    def _get_terminal_size(self) -> tuple[int, int]:
        try:
            width, height = os.get_terminal_size(self._output)
        except OSError:
            return _UNKNOWN_SIZE
        return (width, height) if width and height else _UNKNOWN_SIZE

    def _sigtstp_application(self, *_: object) -> None:
        """Stop once, also if ctrl+z comes again while the terminal is being given back.

        By then the terminal makes a signal of that key, which would wait and stop us again after `fg`.
        """
        handler = signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        try:
            super()._sigtstp_application()
        finally:
            if signal.getsignal(signal.SIGTSTP) is signal.SIG_IGN:  # unless the session was lost meanwhile
                signal.signal(signal.SIGTSTP, handler)

    # Input

    def disable_input(self) -> None:
        """Stop reading, at once; keys typed meanwhile are discarded."""
        if self._key_thread is None:
            return
        if self._flow is not None:
            self._flow.settle(_LAST_ANSWERS)
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        self.exit_event.set()
        os.write(self._wake_writer, b"!")
        self._key_thread.join()
        self._key_thread = None
        self.exit_event.clear()
        os.read(self._wake_reader, _READ)
        with suppress(termios.error):
            termios.tcflush(self.fileno, termios.TCIFLUSH)

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001 - a thread has nobody else to tell
            self._app.call_later(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Read until told to stop or until nothing can come any more; wakes up only for a reason."""
        decode = getincrementaldecoder(self._charset)("replace").decode
        parser = XTermParser(self._debug)
        paste = PasteWatch()
        poll = select.poll()
        poll.register(self.fileno, select.POLLIN)
        poll.register(self._wake_reader, select.POLLIN)
        # A lone escape may turn out to be a key; the parser decides when this time has passed.
        undecided = constants.ESCAPE_DELAY * 1000 + 5
        wait: float | None = None
        while not self.exit_event.is_set():
            ready = poll.poll(wait)
            if any(fd == self.fileno for fd, _ in ready):
                try:
                    data = os.read(self.fileno, _READ)
                except OSError:
                    data = b""
                if not data:
                    self.send_message(self.Gone())
                    return
                text = decode(data)
                paste.feed(text, monotonic())
                parser = self._parse(parser, text)
                wait = undecided
            elif not ready:
                for event in parser.tick():
                    self.process_message(event)
                if paste.overdue(monotonic()):
                    parser = self._parse(parser, END)
                wait = undecided if paste.open else None

    def _parse(self, parser: XTermParser, text: str) -> XTermParser:
        if not text:
            # To the parser an empty text is the end of everything; here it is half a character.
            return parser
        try:
            for event in parser.feed(text):
                self.process_message(event)
        except (ParseError, ValueError, OverflowError, RuntimeError):
            # No sequence that a terminal or a paste can send is worth the session.
            return XTermParser(self._debug)
        return parser

    def process_message(self, message: Message) -> None:
        """Pass an input event on, but believe neither a window size nor a mouse that was not asked for."""
        if isinstance(message, InBandWindowResize | events.Resize):
            return
        if isinstance(message, events.CursorPosition):
            if self._flow is not None and self._flow.answered() and self._put_off and not self._flow.behind:
                self._room()
            return
        if isinstance(message, events.MouseEvent) and not self._mouse:
            return
        if isinstance(message, events.Key) and message.key.startswith("alt+") and message.character:
            # Over a slow line escape and the next key come in one packet, which looks like alt and that
            # key. Two keys were pressed; typed as text, the second would land in what was being left.
            super().process_message(events.Key("escape", None))
            message = events.Key(_character_to_key(message.character), message.character)
        super().process_message(message)
