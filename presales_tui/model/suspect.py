"""Suspect links: what hangs on a requirement whose statement changed, until someone says it is fine.

A link is suspect while its holder carries a stamp of the words it was made for and the requirement
says something else now. Stamps are written with the change of the statement itself, by the store, so
that no way of editing can forget them and one undo takes both back; words that are changed back are
no longer suspect. Where nothing changed, nothing is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from presales_tui.model.digests import blake2b
from presales_tui.model.record import Doc

H = TypeVar("H", "Section", "Criterion", "Issue", "Requirement")

if TYPE_CHECKING:
    from presales_tui.model.outline import Section
    from presales_tui.model.requirement import Requirement
    from presales_tui.model.trial import Criterion, Issue

STATEMENT = ("title", "statement", "acceptance")
"""The fields of a requirement that its answers, sections and criteria hang on."""

ANSWER = ("response", "fit", "capability", "evidence")
"""The fields that answer it; whoever writes one of them has looked at the statement."""

REQUIREMENTS = "requirements"

HOLDERS = {
    "sections": "requirements",
    "criteria": "requirements",
    "issues": "requirement",
    "requirements": "depends",
}
"""Tables that hold links to requirements, with the field that holds them."""

Stamps = tuple[tuple[str, str], ...]
"""(id of the requirement, fingerprint of the words that the link was made for)."""


def fingerprint(fields: Mapping[str, Any]) -> str:
    """Eight hex digits that tell one statement from another; white space does not count."""
    words = "\n".join(" ".join(str(fields.get(name) or "").split()) for name in STATEMENT)
    return blake2b(words.encode("utf-8", "replace"), digest_size=4).hexdigest()


def linked(table: str, fields: Mapping[str, Any]) -> tuple[str, ...]:
    """Ids of the requirements that a record of this table is linked to."""
    name = HOLDERS.get(table)
    if name is None:
        return ()
    found = fields.get(name) or ()
    return (found,) if isinstance(found, str) else tuple(found)


def answered(fields: Mapping[str, Any]) -> bool:
    """Whether a requirement says how it is met: then that, too, hangs on its statement."""
    return bool(fields.get("response")) or (fields.get("fit") or "unknown") != "unknown"


def stamped(doc: Mapping[str, Any], requirement_id: str, was: str) -> list[list[str]] | None:
    """The stamps of a holder after the statement of a requirement moved on from the words `was`.

    `None`: it has a stamp of this requirement already, of words that somebody did see.
    """
    have: list[list[str]] = [list(pair) for pair in doc.get("seen") or ()]
    if any(pair[0] == requirement_id for pair in have):
        return None
    return [*have, [requirement_id, was]]


class Follow(NamedTuple):
    """What a change of a requirement brings with it."""

    table: str
    id: str
    seen: list[list[str]]


def follows(
    requirement_id: str, before: Doc, after: Doc, tables: Mapping[str, Mapping[str, Doc]]
) -> Iterator[Follow]:
    """The stamps that become necessary when a requirement changes from one document to another."""
    was = fingerprint(before)
    if was == fingerprint(after):
        return
    for table in HOLDERS:
        for holder_id, doc in tables.get(table, {}).items():
            if requirement_id in linked(table, doc):
                seen = stamped(doc, requirement_id, was)
                if seen is not None:
                    yield Follow(table, holder_id, seen)


def own_stamp(requirement_id: str, before: Doc, after: Doc, written: Iterable[str]) -> list[list[str]] | None:
    """The stamp of a requirement's own answer after an edit; `None`: as it is.

    `written`: the fields that the edit writes. An answer that is written has been looked at.
    """
    every = [list(pair) for pair in before.get("seen") or ()]
    others = [pair for pair in every if pair[0] != requirement_id]
    own = len(every) > len(others)
    if any(name in ANSWER for name in written):
        return others if own else None
    was = fingerprint(before)
    if own or was == fingerprint(after) or not answered(before):
        return None
    return [*others, [requirement_id, was]]


def suspects(holder: Any, prints: Mapping[str, str]) -> tuple[str, ...]:
    """Ids of the requirements whose words changed since this record was linked to them.

    `holder`: a section, criterion, issue or requirement; `prints`: id to present fingerprint.
    """
    if not holder.seen:
        return ()
    links = {holder.id, *linked(holder.table, holder.__dict__)}
    return tuple(rid for rid, was in holder.seen if rid in links and prints.get(rid, was) != was)


def looked_at(holder: H) -> H:
    """The record once somebody says that it is fine as it is."""
    from dataclasses import replace

    return replace(holder, seen=())


def prints_of(requirements: Iterable[Any], holders: Iterable[Any]) -> dict[str, str]:
    """The present fingerprints of those requirements that some holder carries a stamp of."""
    wanted = {rid for holder in holders for rid, _was in holder.seen}
    return {r.id: fingerprint(r.__dict__) for r in requirements if r.id in wanted} if wanted else {}


def suspect_refs(requirements: Iterable[Any], holders: Iterable[Any]) -> dict[str, str]:
    """Id of each suspect holder to the refs of the requirements whose words changed since."""
    every, all_holders = list(requirements), [holder for holder in holders if holder.seen]
    prints = prints_of(every, all_holders)
    refs = {r.id: r.ref for r in every if r.id in prints}
    found = {h.id: " ".join(refs[rid] for rid in suspects(h, prints) if rid in refs) for h in all_holders}
    return {holder_id: behind for holder_id, behind in found.items() if behind}
