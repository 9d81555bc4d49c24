"""Pictures of a text that comes in: their places, told from its folder, become places on this machine.

Afterwards the text lies in the workspace, where `figures/map.png` means nothing.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from presales_tui.capture.blocks import parse_blocks

_IMAGE = re.compile(
    r"(!\[(?:[^\[\]\\]|\\.|\[[^\]]*\])*\]\(\s*)(<[^<>\n]+>|[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)"
)
_DEFINED = re.compile(r"^( {0,3}\[[^\]\n]+\]:[ \t]*)(<[^<>\n]+>|\S+)")
_HTML = re.compile(r"""(<img\b[^<>]*?\bsrc\s*=\s*)(?:"([^"\n]*)"|'([^'\n]*)')""", re.IGNORECASE)
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".svg", ".webp"})


def placed_pictures(text: str, folder: Path) -> str:
    """The text with the addresses of its pictures as absolute paths, where `folder` has such a file.

    What is not there, on the web, or absolute stays as it was written, and so does code.
    """
    if "![" not in text and _HTML.search(text) is None:
        return text
    lines = text.split("\n")
    code: set[int] = set()
    for token in parse_blocks(text):
        if token.type in ("fence", "code_block") and token.map:
            code.update(range(*token.map))
    for n, line in enumerate(lines):
        if n in code:
            continue
        if "<" in line:
            lines[n] = line = _HTML.sub(lambda m: m[1] + _quoted(m[2] or m[3] or "", folder), line)
        if "[" in line:
            line = _IMAGE.sub(lambda m: m[1] + _placed(m[2], folder), line)
            lines[n] = _DEFINED.sub(lambda m: m[1] + _placed(m[2], folder), line)
    return "\n".join(lines)


def _quoted(address: str, folder: Path) -> str:
    """One address as it is written in HTML."""
    return '"' + _placed(address, folder).strip("<>").replace('"', "%22") + '"'


def _placed(address: str, folder: Path) -> str:
    """One address as it is written in Markdown."""
    told = unquote(address.strip("<>"))
    if "://" in told or told.startswith(("data:", "/", "~", "#")):
        return address
    try:
        file = (folder / told).resolve()
        there = file.suffix.lower() in _PICTURES and file.is_file()
    except (OSError, ValueError, RuntimeError):
        return address
    path = file.as_posix()
    if not there or re.search(r"[<>\n\\]", path):
        return address
    return f"<{path.replace('%', '%25')}>"
