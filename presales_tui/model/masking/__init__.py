"""Secrets and personal data in text from a client's server, masked before anything of it is kept.

Rules only, no input or output. A secret becomes `<password>`, `<key>` and so on: nothing of it stays.
What must still be told apart, such as addresses and people, becomes a stable pseudonym, `<ip-3f9k>`: the
same value has the same name in everything of one client, and the name cannot be turned back without
trying every value together with the client's own id, which no document holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from presales_tui.locale import N_
from presales_tui.model.masking.span import Span

KINDS: dict[str, str] = {
    "password": N_("password"),
    "key": N_("key or token"),
    "private-key": N_("private key"),
    "hash": N_("password hash"),
    "cookie": N_("cookie"),
    "phone": N_("phone number"),
    "id-card": N_("ID card"),
    "bank-card": N_("bank card"),
    "email": N_("e-mail address"),
    "ip": N_("IP address"),
    "mac": N_("MAC address"),
    "host": N_("host name"),
}
"""Kind to what it is called (English message)."""

_NAMED = frozenset({"phone", "id-card", "bank-card", "email", "ip", "mac", "host"})
"""Kinds that get a pseudonym of their own."""

_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""What pseudonyms are written in: nothing that is read as something else."""


@cache
def _finders() -> tuple[Callable[[str], Iterator[Span]], ...]:
    """The first one that finds a place has it. Their patterns take time to load, so only when needed."""
    from presales_tui.model.masking import network, people, secrets

    return secrets.find, people.find, network.find


class Masked(NamedTuple):
    """A text in which nothing secret is left that we know of."""

    text: str
    found: tuple[Span, ...]
    """What was replaced, in order, as places in the original text."""

    @property
    def counts(self) -> Counter[str]:
        """Kind to how many were replaced."""
        return Counter(span.kind for span in self.found)


def mask(text: str, key: str) -> Masked:
    """Replace every secret and all personal data. `key` is the client's id: it makes the pseudonyms.

    Line ends stay where they are, except within a private key, which becomes one line.
    """
    spans = spans_of(text)
    parts: list[str] = []
    at = 0
    for span in spans:
        parts += text[at : span.start], _name(span, text, key)
        at = span.end
    parts.append(text[at:])
    return Masked("".join(parts), spans)


def spans_of(text: str) -> tuple[Span, ...]:
    """The places that are masked, in order, none of which overlap."""
    taken: list[Span] = []
    for finder in _finders():
        fresh = sorted(finder(text), key=lambda span: (span.start, -span.end))
        taken = _joined(taken, fresh)
    return tuple(taken)


def _joined(old: list[Span], fresh: list[Span]) -> list[Span]:
    """Both lists in order, without those of the second that touch a place already taken."""
    found: list[Span] = []
    reach = 0
    waiting = iter(old)
    ahead = next(waiting, None)
    for span in fresh:
        while ahead is not None and ahead.end <= span.start:
            found.append(ahead)
            reach = max(reach, ahead.end)
            ahead = next(waiting, None)
        if span.start >= reach and (ahead is None or span.end <= ahead.start):
            found.append(span)
            reach = span.end
    if ahead is not None:
        found.append(ahead)
    found += waiting
    return found


def pseudonym(value: str, kind: str, key: str) -> str:
    """The name of a value for everyone who must not see it: `<ip-3f9k>`; four places, 923,521 names."""
    import hmac

    digest = hmac.digest(key.encode(), f"{kind}\0{value.casefold()}".encode(), "sha256")
    number = int.from_bytes(digest[:8])
    letters = ""
    for _place in range(4):
        number, rest = divmod(number, len(_LETTERS))
        letters += _LETTERS[rest]
    return f"<{kind}-{letters}>"


def _name(span: Span, text: str, key: str) -> str:
    if span.kind not in _NAMED:
        return f"<{span.kind}>"
    value = text[span.start : span.end]
    if span.kind in ("phone", "id-card", "bank-card"):
        value = "".join(char for char in value if char.isalnum())[-18:]
        value = value[-11:] if span.kind == "phone" else value
    return pseudonym(value, span.kind, key)
