"""The records of an XML export of a tracker as a table: JIRA (RSS), Redmine, Bugzilla and their like.

Entities are refused. What a tracker writes as HTML is kept as its words.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from presales_tui.imports.sheets.json_table import table_of
from presales_tui.imports.sheets.table import Table
from presales_tui.locale import _
from presales_tui.model.errors import BadInput

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_RECORDS = ("item", "issue", "bug", "ticket", "task", "story", "record", "row", "entry")
"""What the element of a record is called, the likely ones first."""
_LEAST = 3
"""Members of a record."""
_DEEPEST = 40
_SELF = frozenset({"data", "token", "thumbnail"})
"""Members that only serve programs: an attachment's bytes, a key to write with."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_BREAK = re.compile(r"<(?:br|/p|/li|/div|/tr|/h\d|/pre)\b[^<>]{0,200}>\s*", re.IGNORECASE)


def read_xml(text: str, name: str) -> Table:
    """One row a record, one column a member. BadInput if it is not well-formed or holds no records."""
    from xml.etree.ElementTree import ParseError

    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import fromstring
    except ImportError:
        raise BadInput(_("XML cannot be read here: defusedxml is not installed.")) from None
    try:
        # The declaration may name an encoding, which the text no longer has.
        root = fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1))
    except DefusedXmlException:
        raise BadInput(_("{name} defines XML entities and is not read.").format(name=name)) from None
    except (ParseError, ValueError, RecursionError):
        raise BadInput(_("{name} is not well-formed XML.").format(name=name)) from None
    records = [_record(element) for element in _elements(root)]
    if not records:
        raise BadInput(
            _(
                "{name} is XML without a list of records, such as a tracker exports: save it as CSV or XLSX."
            ).format(name=name)
        )
    return table_of(records, name)


def _elements(root: Element) -> list[Element]:
    """The elements that are records: of the likeliest name, else of the one that stands most often."""
    full = [e for e in root.iter() if e is not root and len(e) >= _LEAST]
    for wanted in _RECORDS:
        if found := [e for e in full if _name(e) == wanted]:
            return found
    names = Counter(_name(e) for e in root if len(e) >= _LEAST)
    most = names.most_common(1)
    return [e for e in root if _name(e) == most[0][0]] if most and most[0][1] > 1 else []


def _record(element: Element) -> dict[str, Any]:
    found: dict[str, Any] = dict(element.attrib)
    said: list[str] = []
    for child in element:
        name = _name(child)
        if name in _SELF:
            continue
        if name == "long_desc":
            said.append(_comment(child) if said else _words(child.findtext("thetext") or ""))
            continue
        if fields := [one for one in child.iter() if _name(one) in ("customfield", "custom_field")]:
            for one in fields:
                _put(found, *_custom(one))
            continue
        for part in child if _is_list(child) else (child,):
            _put(found, name, _value(part, 0))
    if said:
        _put(found, "description", said[0])
        for comment in said[1:]:
            _put(found, "comments", comment)
    if "summary" in found and re.fullmatch(r"\[[^\]]+\].*", str(found.get("title", "")), re.DOTALL):
        del found["title"]  # The feed writes key and summary as its title.
    return found


def _put(found: dict[str, Any], name: str, value: str) -> None:
    if value:
        before = found.get(name)
        found[name] = (
            value if before is None else [*before, value] if isinstance(before, list) else [before, value]
        )


def _is_list(element: Element) -> bool:
    """Whether an element only holds others of one name: labels, comments."""
    return (
        len(element) > 0
        and len({_name(child) for child in element}) == 1
        and not (element.text or "").strip()
    )


def _custom(element: Element) -> tuple[str, str]:
    named = element.get("name") or element.findtext("customfieldname") or element.get("id") or ""
    holder = element.find("customfieldvalues")
    if holder is None:
        holder = element.find("value")
    parts = [
        _value(one, 0)
        for one in (holder if holder is not None and len(holder) else [holder])
        if one is not None
    ]
    return named.strip() or "custom", ", ".join(filter(None, parts))


def _comment(element: Element) -> str:
    who = element.get("author") or element.findtext("who") or ""
    when = element.get("created") or element.findtext("bug_when") or ""
    words = _words(element.findtext("thetext") or element.text or "")
    return f"{' '.join(filter(None, (who, when)))}: {words}".lstrip(": ") if words else ""


def _value(element: Element, depth: int) -> str:
    """What an element says: its words, or by what name it goes."""
    if _name(element) in _SELF or depth > _DEEPEST:
        return ""
    if _name(element) == "comment" and not len(element):
        return _comment(element)
    if text := _words(element.text or ""):
        # JIRA has the account beside the name, Bugzilla the name beside the account: the words are shown.
        return element.get("name") or text if "@" in text else text
    if len(element):
        parts = [f"{_name(one)}: {value}" for one in element if (value := _value(one, depth + 1))]
        return "; ".join(parts)
    return element.get("name") or element.get("value") or ""


def _words(text: str) -> str:
    """Text, without the tags where it is HTML."""
    text = text.strip()
    if "<" in text and _TAG.search(text):
        text = _TAG.sub("", _BREAK.sub("\n", text))
    text = html.unescape(text) if "&" in text else text
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
