"""The people of a client and our own: adding one from a line, finding one by name, making one of two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from presales_tui.model.change import Change
from presales_tui.model.client import Contact
from presales_tui.model.qualification import Qualification
from presales_tui.model.scales import BUYING_ROLE, SIDE, STANCE
from presales_tui.model.text import one_line

_PARTS = re.compile(r"[,，;；|\t]|\s/\s")
_BLANKS = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
"""Blanks, but not those inside a number."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_DEPARTMENT = re.compile(
    r".+(中心|部|处|科|室|院|办|组|局|厅|会|公司)|.*\b(dept\.?|department|office)", re.IGNORECASE
)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"\+?[\d\s()（）-]{6,24}")
_ALSO_ROLE = {
    "拍板": "DM",
    "拍板人": "DM",
    "决策者": "DM",
    "技术把关": "TB",
    "技术评估": "TB",
    "用户": "UB",
    "最终用户": "UB",
    "教练": "coach",
    "内线": "coach",
}
"""What a role is called in talk, beside the labels of the scale."""


def contact_change(name: str, side: str = "client") -> Change:
    """The change that adds a person of whom no more than the name and the side (scale `side`) is known."""
    return Change("Add contact").put(Contact(name=one_line(name), side=side))


def sides(contacts: Iterable[Contact]) -> dict[str, str]:
    """Every name that a contact goes by, with their side; a real name wins over one also called."""
    contacts = list(contacts)
    also = {alias: person.side for person in contacts for alias in person.aliases}
    return {**also, **{person.name: person.side for person in contacts}}


def strangers(records: Iterable[Any], known: Mapping[str, str]) -> list[str]:
    """Who is named in records (`owner`, `to`, `speaker`) and is no contact, in the order of the records."""
    named = [
        name.strip()
        for record in records
        for field in ("speaker", "owner", "to")
        for name in str(getattr(record, field, "") or "").split(",")
    ]
    return [name for name in dict.fromkeys(named) if name and name not in known]


def contact_of(text: str, side: str = "client") -> Contact | None:
    """A person from one line: the name, then in any order what else is known, separated by commas.

    `李敏，招生中心主任，招生中心，支持者，138-0000-1002，li@x.cn`: a mail address, a phone number, a side, a
    buying role and a stance are known by their looks or their labels; of the rest the first is the
    job, the second the department (or the one that looks like one: `信息中心`), and all further words
    become notes. In Chinese blanks divide it as well. `None` if there is no name.
    """
    name, *parts = [one_line(part) for part in _PARTS.split(text)]
    if not parts and _CHINESE.search(text):
        name, *parts = _BLANKS.split(name)
    parts = [name, *(word for part in parts for word in _words(part))]
    if not parts or not parts[0]:
        return None
    values: dict[str, Any] = {"side": side}
    rest: list[str] = []
    for part in filter(None, parts[1:]):
        for field, found in _known(part):
            if found and field not in values.keys() - {"side"}:
                values[field] = found
                break
        else:
            rest.append(part)
    for field in ("job", "department"):
        if rest and field not in values:
            values[field] = rest.pop(0)
    if rest:
        values["notes"] = "\n".join(rest)
    return Contact(name=parts[0], **values)


def _words(part: str) -> list[str]:
    """What stands between two commas; in Chinese blanks divide it, unless it is known as it stands."""
    if not _CHINESE.search(part) or any(found for _field, found in _known(part)):
        return [part]
    return _BLANKS.split(part)


def _known(word: str) -> list[tuple[str, str]]:
    """(field, value) that a word may stand for, the surest first."""
    return [
        ("email", word if _MAIL.fullmatch(word) else ""),
        ("phone", word if _PHONE.fullmatch(word) and sum(c.isdigit() for c in word) > 4 else ""),
        ("side", SIDE.find(word)),
        ("role", BUYING_ROLE.find(word) or _ALSO_ROLE.get(word, "")),
        ("stance", STANCE.find(word)),
        ("department", word if _DEPARTMENT.fullmatch(word) else ""),
    ]


def by_name(contacts: Iterable[Contact]) -> dict[str, Contact]:
    """Every name and other name, as `fold` writes it, to its person; a person's own name goes first."""
    people = list(contacts)
    found = {fold(person.name): person for person in people if person.name}
    for person in people:
        for alias in person.aliases:
            found.setdefault(fold(alias), person)
    return found


def fold(name: str) -> str:
    """A name for comparing: without an @ before it, blanks at the ends and differences of case."""
    return one_line(name).removeprefix("@").strip().casefold()


def reports_below(contacts: Iterable[Contact], contact_id: str) -> set[str]:
    """The ids of a person and of everybody who reports to them, at whatever remove."""
    people = list(contacts)
    found = {contact_id}
    while more := {c.id for c in people if c.reports_to in found} - found:
        found |= more
    return found


def superiors(contact: Contact, contacts: Mapping[str, Contact]) -> list[Contact]:
    """Whom a person reports to, whom that one reports to and so on; a circle is gone round once."""
    found: list[Contact] = []
    seen = {contact.id}
    while (above := contacts.get(contact.reports_to)) is not None and above.id not in seen:
        seen.add(above.id)
        found.append(above)
        contact = above
    return found


_UNKNOWN: dict[str, Any] = {"stance": "unknown", "influence": 0, "interest": 0}
_JOINED = ("concern_business", "concern_personal", "notes")
_DETAILS = ("job", "department", "phone", "email")


def merged(keep: Contact, other: Contact) -> Contact:
    """One person of two records: `keep`, with everything that only `other` knows.

    Where both know something else, `keep` stands and the other's words go to the notes, so that no
    word is lost; concerns and notes stand one below the other. Internal if either was. The other
    name becomes an alias, so that minutes and actions that speak of it still mean this person.
    """
    values: dict[str, Any] = {}
    notes = [keep.notes, other.notes]
    for field in (*_DETAILS, "role", "influence", "interest", "stance", "reports_to"):
        mine, theirs = getattr(keep, field), getattr(other, field)
        unknown = _UNKNOWN.get(field, "")
        if mine == unknown:
            values[field] = theirs
        elif field in _DETAILS and theirs not in (unknown, mine):
            notes.append(theirs)
    for field in _JOINED[:2]:
        values[field] = _both(getattr(keep, field), getattr(other, field))
    values["notes"] = _both(*notes)
    if values.get("reports_to", keep.reports_to) in (keep.id, other.id):
        values["reports_to"] = other.reports_to if other.reports_to not in (keep.id, other.id) else ""
    names = dict.fromkeys((*keep.aliases, other.name, *other.aliases))
    values["aliases"] = tuple(name for name in names if name and fold(name) != fold(keep.name))
    if "internal" in (keep.visibility, other.visibility):
        values["visibility"] = "internal"
    return replace(keep, **values)


def _both(*texts: str) -> str:
    """Texts one below the other, each once."""
    found: list[str] = []
    for text in texts:
        if text.strip() and not any(text in earlier.split("\n") or text == earlier for earlier in found):
            found.append(text)
    return "\n".join(found)


def delete_change(targets: Sequence[Contact], contacts: Iterable[Contact]) -> Change:
    """Some people go; who reported to one of them reports to nobody any more."""
    gone = {person.id for person in targets}
    change = Change("Delete contact")
    for person in targets:
        change.delete(person)
    for person in contacts:
        if person.reports_to in gone and person.id not in gone:
            change.put(replace(person, reports_to=""), person)
    return change


def merge_change(
    keep: Contact, other: Contact, contacts: Sequence[Contact], qualification: Iterable[Qualification] = ()
) -> Change:
    """Make one person of two; who reported to the other now reports to `keep`, and evidence follows.

    Where that would make somebody their own superior, `keep` reports to nobody.
    """
    one = merged(keep, other)
    below = [
        (person, replace(person, reports_to=keep.id))
        for person in contacts
        if person.reports_to == other.id and person.id not in (keep.id, other.id)
    ]
    people = {person.id: person for person in contacts} | {new.id: new for _was, new in below}
    if any(above.reports_to == keep.id for above in superiors(one, people)):
        one = replace(one, reports_to="")
    change = Change("Merge contacts").put(one, keep).delete(other)
    for person, new in below:
        change.put(new, person)
    for record in qualification:
        if other.id in record.links:
            links = tuple(dict.fromkeys(keep.id if id_ == other.id else id_ for id_ in record.links))
            change.put(replace(record, links=links), record)
    return change
