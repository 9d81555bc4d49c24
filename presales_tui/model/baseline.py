"""Baselines: the requirements as they stood on a day, under a name, and what changed since.

A baseline holds the values themselves, not a place in the journal: it stays whole when logs are
lost, copied or merged.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Iterable, Mapping
from typing import ClassVar, NamedTuple

from presales_tui.locale import _
from presales_tui.model.digests import blake2b
from presales_tui.model.errors import BadInput
from presales_tui.model.record import Doc, Record, frozen_record
from presales_tui.model.requirement import Requirement

_LEFT_OUT = frozenset({"created", "updated", "author", "seen", "accepted", "opportunity"})
"""Fields that say nothing about what was agreed."""

Frozen = dict[str, Doc]
"""Id of a requirement to its fields; defaults are left out."""

_MOST = 512 * 1024 * 1024
"""More than this is no baseline: a damaged or hostile value is not unpacked without end."""


@frozen_record
class Baseline(Record):
    """The requirements of an opportunity, frozen."""

    table: ClassVar[str] = "baselines"
    prefix: ClassVar[str] = "BSL"

    visibility: str = "internal"
    opportunity: str = ""
    title: str = ""
    kind: str = "named"
    """`named`: by a person; `deck`: what a deck for the client showed."""
    taken: str = ""
    """UTC, ISO 8601 to the second: when it was frozen."""
    count: int = 0
    """How many requirements."""
    digest: str = ""
    """16 hex digits over the frozen values; two baselines with the same froze the same."""
    frozen: str = ""
    """The values: JSON `{id: {field: value}}`, compressed (zlib), as base64 text."""

    def content(self) -> Frozen:
        """The frozen values. BadInput if they are damaged."""
        if not self.frozen:
            return {}
        unpack = zlib.decompressobj()
        try:
            data = unpack.decompress(base64.b64decode(self.frozen, validate=True), _MOST)
            found = json.loads(data)
        except (zlib.error, binascii.Error, ValueError):
            found = None
        if not isinstance(found, dict):
            raise BadInput(_("The baseline {ref} is damaged.").format(ref=self.ref))
        return found


def frozen_values(requirements: Iterable[Requirement]) -> Frozen:
    """What a baseline keeps of these requirements."""
    return {
        r.id: {name: value for name, value in r.to_doc().items() if name not in _LEFT_OUT}
        for r in requirements
    }


def freeze(
    requirements: Iterable[Requirement], *, opportunity: str, title: str, taken: str, kind: str = "named"
) -> Baseline:
    """A baseline of these requirements, to be committed."""
    values = frozen_values(requirements)
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode(
        "utf-8", "surrogatepass"
    )
    return Baseline(
        opportunity=opportunity,
        title=title,
        kind=kind,
        taken=taken,
        count=len(values),
        digest=blake2b(text, digest_size=8).hexdigest(),
        frozen=base64.b64encode(zlib.compress(text, 6)).decode("ascii"),
    )


class Changed(NamedTuple):
    """A requirement that is in both, with another value in some fields."""

    before: Requirement
    after: Requirement
    fields: tuple[str, ...]


class Difference(NamedTuple):
    """What lies between two states of the requirements."""

    added: tuple[Requirement, ...]
    changed: tuple[Changed, ...]
    dropped: tuple[Requirement, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.dropped)


def difference(before: Mapping[str, Doc], after: Mapping[str, Doc]) -> Difference:
    """Added, changed by field and dropped, in the order of refs."""

    def records(ids: Iterable[str], docs: Mapping[str, Doc]) -> list[Requirement]:
        found = [Requirement.from_doc(rid, docs[rid]) for rid in ids]
        return sorted(found, key=lambda r: (len(r.ref), r.ref, r.id))

    both = before.keys() & after.keys()
    moved = {rid: _fields(before[rid], after[rid]) for rid in both if before[rid] != after[rid]}
    changed = [
        Changed(Requirement.from_doc(new.id, before[new.id]), new, moved[new.id])
        for new in records((rid for rid, names in moved.items() if names), after)
    ]
    return Difference(
        tuple(records(after.keys() - before.keys(), after)),
        tuple(changed),
        tuple(records(before.keys() - after.keys(), before)),
    )


def _fields(before: Doc, after: Doc) -> tuple[str, ...]:
    known = Requirement.defaults()
    names = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    return tuple(name for name in known if name in names and name not in _LEFT_OUT)
