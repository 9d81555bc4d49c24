"""The encoding of the terminal, for both directions, without a byte that could do harm.

Nearly every terminal speaks UTF-8, and where the locale of a server says `C` or Latin-1 it is the
locale that is wrong. Only a Chinese, Japanese or Korean encoding is believed: PuTTY and Xshell users
still choose GBK on purpose.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping

_LEGACY = {"gbk", "gb2312", "gb18030", "big5", "big5hkscs", "cp950", "euc_jp", "shift_jis", "euc_kr"}

_STAND_INS = {
    **dict.fromkeys("─━═╌┄┈╴╶▔▁▂▃▄▅▆▇▀⎺⎽", "-"),
    **dict.fromkeys("│┃║╎┆┊╵╷▏▎▍▌▋▊▉▐▕", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╯╰╔╗╚╝╠╣╦╩╬", "+"),
    **dict.fromkeys("█▓▒░", "#"),
    **dict.fromkeys("✓✔☑", "v"),
    **dict.fromkeys("✗✘☒", "x"),
    **dict.fromkeys("•●■▪◆★", "*"),
    **dict.fromkeys("○□◇☆·", "o"),
    **dict.fromkeys("▶▸►→›", ">"),
    **dict.fromkeys("◀◂◄←‹", "<"),
    **dict.fromkeys("▲▴↑", "^"),
    **dict.fromkeys("▼▾↓", "v"),
    "…": ".",
    "\u00a0": " ",
}
"""Signs of an interface that a legacy encoding may lack, each one cell wide like its stand-in."""

_HANDLER = "presales.cells"


def charset(env: Mapping[str, str]) -> str:
    """The codec of the terminal: `utf-8`, or the legacy one that the locale or PRESALES_ENCODING names."""
    named = env.get("PRESALES_ENCODING", "")
    if not named:
        said = (env.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
        # Where the locale is not installed, Python itself puts LC_CTYPE=C.UTF-8 there (PEP 538).
        locale = next((value for value in said if value and value != "C.UTF-8"), "")
        named = locale.partition("@")[0].partition(".")[2]
    try:
        name = codecs.lookup(named).name
    except LookupError:
        return "utf-8"
    return name if name in _LEGACY else "utf-8"


def encode(text: str, name: str) -> bytes:
    """The bytes for the terminal. What the codec lacks becomes a stand-in of the same width in cells."""
    try:
        return text.encode(name)
    except UnicodeEncodeError:
        return text.encode(name, _HANDLER)


def _stand_in(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    found = error.object[error.start : error.end]
    return "".join(_STAND_INS.get(char) or "?" * _width(char) for char in found), error.end


def _width(char: str) -> int:
    from unicodedata import combining, east_asian_width

    if combining(char) or char in "\u200d\ufe0e\ufe0f":
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


codecs.register_error(_HANDLER, _stand_in)
