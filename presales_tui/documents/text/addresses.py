"""Where links lead: addresses that Office opens, and lines such as `[label]: address`."""

from __future__ import annotations

import re

from presales_tui.documents.text.data_line import LinkTargets

_HOST = r"(?:\[[0-9a-f:.]+\]|[^\s/?#@:%.\[\]-][^\s/?#@:%.\[\]]*(?:\.[^\s/?#@:%.\[\]]+)*\.?)"
_WEB = rf"(?i)(?:mailto:[^\s#]+|https?://(?:[^\s/?#@]+@)?{_HOST}(?::\d{{1,4}}|:[1-5]\d{{4}})?(?:[/?][^\s#]*)?(?:#\S*)?)\Z"
"""An address that Office reads; one that it cannot read makes it offer to repair the file."""
WEB = r"https?://[a-z0-9]+(?:[.-][a-z0-9]+)*(?::[0-9]{2,5})?(?:/[A-Za-z0-9_.~/?#@$+,=:-]{,500})?"
"""Addresses that stay as they are written."""
_TARGET = re.compile(r"^[ >]*\[(?!\^)[^\]\n]+\]:", re.MULTILINE)
_PLAIN = rf"\[([^\[\]\\`<\s]+(?: [^\[\]\\`<\s]+)*)\]: ({WEB})(?: \"([^\"\\]*)\")? *\Z"
LONGEST_LINK = 2000
"""Characters; longer addresses are refused by PowerPoint."""


def web_address(text: str) -> str:
    """A text as an address that Office opens; empty: it is none."""
    address, mark, place = text.partition("#")
    address += mark + place.replace("#", "%23")
    return address if re.match(_WEB, address) and len(address) <= LONGEST_LINK else ""


def target_key(label: str) -> str:
    """The label of a reference link as the parser compares it (CommonMark, section 4.7)."""
    return " ".join(label.split()).lower().upper()


def defines(text: str) -> bool:
    """Whether a text may define a target."""
    return "]:" in text and _TARGET.search(text) is not None


def plain_target(line: str) -> tuple[str, str] | None:
    """(label, address) of a line that defines a target, if it does so in the plainest way."""
    found = re.match(_PLAIN, line) if line.startswith("[") else None
    return (target_key(found[1]), found[2]) if found else None


def plain_targets(text: str) -> LinkTargets | None:
    """The targets that a text defines; None: it needs the parser."""
    found: LinkTargets = {}
    if "```" in text or "~~~" in text or "<" in text:
        return None
    free = True
    for line in text.split("\n"):
        target = plain_target(line)
        if target and free:
            found.setdefault(target[0], {"href": target[1], "title": ""})
            continue
        if _TARGET.match(line) or (found and free and line.lstrip().startswith(("(", '"', "'"))):
            return None  # a target in another form, or its title in a line of its own
        free = not line.strip()
    return found
