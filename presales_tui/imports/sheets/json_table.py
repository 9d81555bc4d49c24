"""The records of a JSON export as a table: of trackers such as GitHub, Jira, GitLab, Gitee, Bugzilla."""

from __future__ import annotations

import json
import re
from typing import Any

from presales_tui.imports.sheets.table import Limits, Table
from presales_tui.locale import _
from presales_tui.model.errors import BadInput
from presales_tui.model.text import clean

_LISTS = (
    "issues",
    "bugs",
    "items",
    "tickets",
    "records",
    "results",
    "data",
    "list",
    "rows",
    "nodes",
    "values",
)
"""Members that hold the records, the likely ones first."""
_RECORD = frozenset({"title", "summary", "subject", "fields"})
"""Members by which a record alone is known."""
_HOLDERS = frozenset({"fields", "attributes", "_source", "node", "issue", "properties"})
"""Members of a record that only hold the rest of it."""
_NAMES = (
    "name",
    "displayName",
    "display_name",
    "login",
    "title",
    "value",
    "username",
    "full_name",
    "key",
    "email",
    "text",
)
"""What a nested record is called by, the best first."""
_NOISE = re.compile(
    r"self|expand|node_id|gravatar_id|avatarUrls?|iconUrl|avatar|user_avatar|performed_via_github_app|_links"
    r"|(?!html_|web_|issue_)\w*_url",
    re.IGNORECASE,
)
"""Members that only serve programs: addresses of interfaces, of pictures, what could be asked for."""
_TEXTS = ("body", "content", "comment", "description", "message")
_DEEPEST = 40
_MOST_TEXT = 20_000
"""Characters of what is kept as JSON because it has no better form."""


def read_json(text: str, name: str) -> Table:
    """One row a record, one column a member. BadInput if it is no JSON, or holds no list of records."""
    records = _records(_parsed(text, name))
    if not records:
        raise BadInput(_("{name} holds no list of records, such as a tracker exports.").format(name=name))
    return table_of(records, name)


def table_of(records: list[dict[str, Any]], name: str) -> Table:
    """Records with members as a table."""
    named = _names(records)
    rows: list[dict[str, str]] = []
    short: set[str] = set()
    for record in records:
        found: dict[str, str] = {}
        _flatten(record, "", found, short, 0)
        rows.append(found)
    headers = list(dict.fromkeys(header for row in rows for header in row))
    limits = Limits(name)
    table = Table(name, header=1)
    shown = [named.get(header, header) for header in headers]
    for number, cells in enumerate([shown, *([row.get(h, "") for h in headers] for row in rows)]):
        if row_ := limits.row(number, list(cells)):
            table.rows.append(row_)
    noise = sorted({key for record in records for key in record if _NOISE.fullmatch(str(key))})
    if noise:
        table.told.append(
            _("left out, since it only serves programs: {fields}").format(fields=", ".join(noise[:8]))
        )
    if short:
        table.told.append(
            _("of nested records only the name is kept: {fields}").format(fields=", ".join(sorted(short)[:8]))
        )
    return table


def _parsed(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        raise BadInput(_("{name} is nested too deeply to be read.").format(name=name)) from None
    except ValueError as error:
        found = _lines(text)
        if found is not None:
            return found
        where = f"{getattr(error, 'lineno', 1)}:{getattr(error, 'colno', 1)}"
        raise BadInput(
            _("{name} is not JSON: something is wrong at line and column {where}.").format(
                name=name, where=where
            )
        ) from None


def _lines(text: str) -> list[Any] | None:
    """JSON lines: a record a line."""
    found = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        try:
            found.append(json.loads(line))
        except (ValueError, RecursionError):
            return None
    return found or None


def _records(data: Any, depth: int = 0) -> list[dict[str, Any]]:
    """The list of records in what was read, at the top or below a member that holds them."""
    if isinstance(data, list):
        found = [one for one in data if isinstance(one, dict)]
        pages = [one for one in data if isinstance(one, list)]
        if pages and not found:
            # Pages of an interface, one after the other.
            return [one for page in pages for one in page if isinstance(one, dict)]
        if found and depth < 4 and all(isinstance(one.get("issues"), list) for one in found):
            return [record for one in found for record in _records(one["issues"], depth + 1)]
        return found
    if not isinstance(data, dict) or depth > 4:
        return []
    if depth == 0 and _RECORD & data.keys() and not any(key in data for key in _LISTS):
        return [data]
    likely = [key for key in _LISTS if key in data] + [key for key in data if key not in _LISTS]
    for key in likely:
        value = data[key]
        if isinstance(value, list) and any(isinstance(one, dict) for one in value):
            return [one.get("node", one) for one in _records(value, depth + 1)]
    for key in likely:
        if isinstance(data[key], dict) and (found := _records(data[key], depth + 1)):
            return found
    # {"KEY-1": {...}, "KEY-2": {...}}
    values = list(data.values())
    if len(values) > 1 and all(isinstance(one, dict) for one in values):
        return [{"key": key, **one} for key, one in data.items()]
    return []


def _names(records: list[dict[str, Any]]) -> dict[str, str]:
    """Headers of custom fields by the names that an export gives them (Jira: `names`)."""
    names = records[0].get("names")
    return {str(k): str(v) for k, v in names.items()} if isinstance(names, dict) else {}


def _flatten(value: dict[str, Any], path: str, found: dict[str, str], short: set[str], depth: int) -> None:
    for key, member in value.items():
        name = str(key)
        if (name in ("names", "schema") and isinstance(member, dict)) or _NOISE.fullmatch(name):
            continue
        if name in _HOLDERS and isinstance(member, dict) and depth < 3:
            _flatten(member, path, found, short, depth + 1)
            continue
        text = _text(member, f"{path}{name}", short, 0)
        if text:
            header = f"{path}{name}"
            found[header] = f"{found[header]}, {text}" if header in found else text


def _text(value: Any, path: str, short: set[str], depth: int) -> str:
    """A member as the text of a cell; nothing for null, false and what is empty."""
    if value is None or value is False or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return "true"
    if isinstance(value, (str, int, float)):
        return clean(str(value)).strip()
    if depth > _DEEPEST:
        return ""
    if isinstance(value, list):
        parts = [part for one in value if (part := _text(one, path, short, depth + 1))]
        return ("\n" if any("\n" in part or len(part) > 80 for part in parts) else ", ").join(parts)
    return _nested(value, path, short, depth)


def _nested(value: dict[str, Any], path: str, short: set[str], depth: int) -> str:
    """A nested record: the words of a formatted text or a comment, the name of a person or a label."""
    if value.get("type") == "doc" and isinstance(value.get("content"), list):
        return _document(value)
    for inner in ("comments", "nodes", "edges", "worklogs"):
        if isinstance(value.get(inner), list):
            return _text(value[inner], path, short, depth + 1)
    if isinstance(value.get("node"), dict):
        return _text(value["node"], path, short, depth + 1)
    said = next((key for key in _TEXTS if isinstance(value.get(key), (str, dict)) and value[key]), "")
    who = next((value[key] for key in ("author", "user", "creator", "updateAuthor") if value.get(key)), None)
    if said and (who or "created" in value or "created_at" in value):
        words = _text(value[said], path, short, depth + 1)
        by = _text(who, path, short, depth + 1)
        when = str(value.get("created_at") or value.get("created") or value.get("createdAt") or "")
        return f"{' '.join(filter(None, (by, when)))}: {words}".lstrip(": ")
    for key in _NAMES:
        if isinstance(value.get(key), (str, int, float)) and str(value[key]).strip():
            if any(_text(other, path, short, depth + 1) for name, other in value.items() if name != key):
                short.add(path)
            return clean(str(value[key])).strip()
    rest = {
        k: v for k, v in value.items() if v not in (0, "", None, False, [], {}) and not _NOISE.fullmatch(k)
    }
    return clean(json.dumps(rest, ensure_ascii=False))[:_MOST_TEXT] if rest else ""


def _document(value: dict[str, Any]) -> str:
    """The words of Jira's document form, a paragraph a line."""
    out: list[str] = []

    def walk(node: Any, depth: int) -> None:
        if not isinstance(node, dict) or depth > _DEEPEST:
            return
        kind = node.get("type")
        if kind == "text":
            out.append(str(node.get("text", "")))
        elif kind == "hardBreak":
            out.append("\n")
        elif kind in ("mention", "emoji", "inlineCard"):
            attributes = node.get("attrs") or {}
            out.append(str(attributes.get("text") or attributes.get("url") or ""))
        for child in node.get("content") or ():
            walk(child, depth + 1)
        if kind in ("paragraph", "heading", "codeBlock", "listItem", "tableRow") and out and out[-1] != "\n":
            out.append("\n")

    walk(value, 0)
    return clean("".join(out)).strip()
