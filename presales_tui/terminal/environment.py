"""What the environment says about the terminal, and what Textual must be told before its first import.

Textual reads its switches when it is imported, so `prepare` runs before anything imports it.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping, MutableMapping
from typing import Literal

Palette = Literal["full", "256", "16", "none"]

_COLOUR_SYSTEM: dict[Palette, str] = {"full": "truecolor", "256": "256", "16": "standard", "none": "standard"}
_KNOWN_SYSTEMS = ("auto", "standard", "256", "truecolor")

_FULL_COLOUR = ("-direct", "kitty", "alacritty", "foot", "wezterm", "ghostty")
_NO_COLOUR = ("dumb", "unknown", "vt52", "vt100", "vt102", "vt220", "vt320", "ansi-m")
_NO_EDITING = ("vt52", "vt100", "vt102", "ansi", "dumb", "unknown")
_ERASE_WITH_COLOUR = ("xterm", "linux", "putty", "rxvt", "konsole", "alacritty", "foot")


def prepare(env: MutableMapping[str, str]) -> None:
    """Set the switches of Textual in `env`; what the user has set already stays.

    - The kitty keyboard protocol is off: in the flavour that Textual asks for, several terminals
      swallow what a Chinese input method commits.
    - Animations are off: each step is a repaint over the link.
    - Escape is decided after 50 ms; a sequence arrives in one packet.
    - The colour system follows `palette`, which knows that GNU screen cannot show true colour even
      where COLORTERM was handed on.
    - COLUMNS and LINES go: where a shell exports them they are stale after the first resize.

    The garbage collector rests until the first picture is on screen (`wake_collector`): start-up
    creates long-lived objects only.
    """
    env.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    env.setdefault("TEXTUAL_ANIMATIONS", "none")
    env.setdefault("ESCDELAY", "50")
    if env.get("TEXTUAL_COLOR_SYSTEM") not in _KNOWN_SYSTEMS:
        env["TEXTUAL_COLOR_SYSTEM"] = _COLOUR_SYSTEM[palette(env)]
    env.pop("COLUMNS", None)
    env.pop("LINES", None)
    gc.disable()


def wake_collector() -> None:
    """Collect garbage from now on, leaving out what start-up created. Does nothing if it is awake."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def palette(env: Mapping[str, str]) -> Palette:
    """How many colours the terminal can show: `full` (24 bit), `256`, `16` or `none`.

    `none` is NO_COLOR (set and not empty) or a terminal that has no colours: attributes only.
    """
    term = env.get("TERM", "").lower()
    if env.get("NO_COLOR") or term == "" or term.startswith(_NO_COLOUR):
        return "none"
    # GNU screen shows no 24-bit colour; tmux, which also likes to be called screen, does.
    in_screen = bool(env.get("STY")) or (term.startswith("screen") and not env.get("TMUX"))
    if not in_screen:
        if env.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
            return "full"
        if any(name in term for name in _FULL_COLOUR):
            return "full"
    return "256" if "256color" in term else "16"


def erases_with_colour(env: Mapping[str, str]) -> bool:
    """Whether erased cells take the background colour in use (`bce`).

    Only said of terminals that are known to; GNU screen does not, whatever TERM is inside it.
    """
    return not env.get("STY") and env.get("TERM", "").lower().startswith(_ERASE_WITH_COLOUR)


def edits(env: Mapping[str, str]) -> bool:
    """Whether the terminal can move, insert and erase in the middle of what it shows.

    A VT100 cannot; whatever came after the VT220 can.
    """
    return not env.get("TERM", "").lower().startswith(_NO_EDITING)


def understands_queries(env: Mapping[str, str]) -> bool:
    """Whether the terminal skips a query that it does not know.

    The Linux console prints the end of one, so it is never asked.
    """
    return not env.get("TERM", "").lower().startswith(("linux", "dumb", "vt"))
