"""Which copy of a client folder this is.

Commits are numbered per replica, so two copies must never share an id. The id is bound to the
machine and to the folder itself: a copied folder notices, and takes a new one.
"""

from __future__ import annotations

import json
import os
from typing import NamedTuple

from presales_tui.data import fsio, names
from presales_tui.data.publish import publish
from presales_tui.locale import _
from presales_tui.model.digests import sha256
from presales_tui.model.errors import BadInput, StoreProblem


class Replica(NamedTuple):
    """The identity of one copy."""

    actor: str
    """16 hex digits."""
    letter: str = ""
    """Site letter in refs (`B` of `REQ-B07`); the creator has none."""


def load_replica(folder: str) -> Replica:
    """The replica of a folder; a new one if it has none, or was copied from elsewhere."""
    path = f"{folder}/{names.REPLICA}"
    found: dict[str, object] = {}
    try:
        found = json.loads(fsio.read_file(path))
    except FileNotFoundError:
        pass
    except ValueError:
        raise StoreProblem(_("{path} is damaged. Move it away and open again.").format(path=path)) from None
    letter = str(found.get("letter", ""))
    if found.get("bound") == _binding(folder):
        return Replica(str(found["replica"]), letter)
    return new_replica(folder, letter)


def new_replica(folder: str, letter: str = "") -> Replica:
    """Give a folder an identity of its own. BadInput if the letter is not one or two of A to Z."""
    check_letter(letter)
    replica = Replica(os.urandom(8).hex(), letter)
    content = {"replica": replica.actor, "letter": letter, "bound": _binding(folder)}
    publish(f"{folder}/{names.REPLICA}", json.dumps(content).encode() + b"\n")
    return replica


def check_letter(letter: str) -> None:
    """BadInput if a site letter, where there is one, is not one or two of A to Z."""
    if letter and not (len(letter) <= 2 and letter.isascii() and letter.isalpha() and letter.isupper()):
        raise BadInput(_("A site letter is one or two capital letters, such as B."))


def _binding(folder: str) -> str:
    try:
        machine = fsio.read_file("/etc/machine-id").strip()
    except OSError:
        machine = b""
    return sha256(b"%b %d" % (machine, fsio.identity(folder))).hexdigest()[:32]
