"""ReqIF and its zipped form: what requirement tools (DOORS, Polarion, Enterprise Architect) exchange.

Read here, with entities refused, and not through the library of that name: all that an import needs is
the attributes of the objects in the order of the specification, and the library brings a schema
validator, a template engine and an XML parser that resolves entities.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from presales_tui.imports.sheets.table import Limits, Row, Table
from presales_tui.locale import _
from presales_tui.model.errors import BadInput
from presales_tui.model.text import clean

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_UNPACKED = 32 * 1024 * 1024
"""Bytes of one ReqIF file in an archive."""

_DEEPEST = 100
_BLOCKS = frozenset({"p", "div", "li", "tr", "br", "h1", "h2", "h3", "h4", "table", "ul", "ol", "pre"})


def read_reqif(text: str, name: str) -> list[Table]:
    """One table per specification, one column per attribute; objects in no specification come last."""
    from xml.etree.ElementTree import ParseError

    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import fromstring
    except ImportError:
        raise BadInput(_("ReqIF cannot be read here: defusedxml is not installed.")) from None
    try:
        # The declaration may name an encoding, which the text no longer has.
        root = fromstring(
            text[text.index("<REQ-IF") :] if "<!" not in text[: text.index("<REQ-IF")] else text
        )
    except DefusedXmlException:
        raise BadInput(_("{name} defines XML entities and is not read.").format(name=name)) from None
    except (ParseError, ValueError, RecursionError):
        raise BadInput(_("{name} is not well-formed ReqIF.").format(name=name)) from None
    return _Reqif(root, Limits(name)).tables(name)


def read_reqifz(data: bytes, name: str) -> list[Table]:
    """The ReqIF files in an archive; attachments stay in it."""
    from presales_tui.imports.encoding import decode

    found: list[Table] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.infolist()[:1000]:
                if not part.filename.lower().endswith(".reqif"):
                    continue
                if part.file_size > MOST_UNPACKED:
                    raise BadInput(
                        _("{name} unpacks to {size} MB: it is not a sheet that a person keeps.").format(
                            name=name, size=part.file_size // (1024 * 1024)
                        )
                    )
                decoded = decode(archive.read(part))
                if decoded is not None and "<REQ-IF" in decoded[0]:
                    found += read_reqif(clean(decoded[0]), name)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError):
        raise BadInput(_("{name} is cut off or damaged: it cannot be opened.").format(name=name)) from None
    if not found:
        raise BadInput(_("{name} holds no ReqIF file.").format(name=name))
    return found


class _Reqif:
    def __init__(self, root: Element, limits: Limits) -> None:
        self._root = root
        self._limits = limits
        self._names = {
            element.get("IDENTIFIER", ""): element.get("LONG-NAME", "") or element.get("IDENTIFIER", "")
            for element in root.iter()
            if (tag := _tag(element)).startswith("ATTRIBUTE-DEFINITION-") or tag == "ENUM-VALUE"
        }
        self._objects = {
            element.get("IDENTIFIER", ""): element
            for element in root.iter()
            if _tag(element) == "SPEC-OBJECT"
        }

    def tables(self, name: str) -> list[Table]:
        placed: set[str] = set()
        found = []
        for number, specification in enumerate(
            [element for element in self._root.iter() if _tag(element) == "SPECIFICATION"], 1
        ):
            order = list(self._order(specification))
            placed.update(identifier for identifier, _level in order)
            title = specification.get("LONG-NAME") or f"{name} {number}"
            found.append(self._table(title, [key for key, _level in order if key in self._objects]))
        rest = [key for key in self._objects if key not in placed]
        if rest:
            found.append(self._table(name, rest))
        return [table for table in found if table.rows]

    def _order(self, specification: Element) -> list[tuple[str, int]]:
        """The objects that a specification names, depth first, with their level."""
        order: list[tuple[str, int]] = []
        stack = [(child, 0) for child in reversed(specification)]
        while stack:
            element, level = stack.pop()
            if _tag(element) == "SPEC-HIERARCHY":
                level += 1
                reference = next((e for child in element if _tag(child) == "OBJECT" for e in child), None)
                if reference is not None and reference.text:
                    order.append((reference.text.strip(), level))
            if level < _DEEPEST:
                stack.extend((child, level) for child in reversed(element))
        return order

    def _table(self, name: str, keys: list[str]) -> Table:
        table = Table(clean(name), header=1)
        records = [(key, self._values(self._objects[key])) for key in dict.fromkeys(keys)]
        columns = list(dict.fromkeys(column for _key, values in records for column in values))
        if not records:
            return table
        table.rows.append(Row(0, (_("Identifier"), *columns)))
        for number, (key, values) in enumerate(records, 1):
            row = self._limits.row(number, [clean(key), *(values.get(column, "") for column in columns)])
            if row is not None:
                table.rows.append(row)
        return table

    def _values(self, found: Element) -> dict[str, str]:
        values: dict[str, str] = {}
        for element in found.iter():
            tag = _tag(element)
            if not tag.startswith("ATTRIBUTE-VALUE-"):
                continue
            definition = next((e for child in element if _tag(child) == "DEFINITION" for e in child), None)
            key = definition.text.strip() if definition is not None and definition.text else ""
            column = clean(self._names.get(key, key))
            value = self._value(element, tag)
            if column and value:
                values[column] = f"{values[column]}\n{value}" if column in values else value
        if name := found.get("LONG-NAME", ""):
            values.setdefault(_("Name"), clean(name))
        return values

    def _value(self, element: Element, tag: str) -> str:
        if "THE-VALUE" in element.attrib:
            return clean(element.attrib["THE-VALUE"]).strip()
        if tag.endswith("ENUMERATION"):
            named = [e.text.strip() for e in element.iter() if _tag(e) == "ENUM-VALUE-REF" and e.text]
            return clean(", ".join(self._names.get(key, key) for key in named))
        shown = next((child for child in element if _tag(child) == "THE-VALUE"), None)
        return "" if shown is None else _words(shown)


def _words(element: Element) -> str:
    """The text of XHTML: blocks on lines of their own."""
    parts: list[str] = []
    stack: list[tuple[Element, bool]] = [(element, False)]
    while stack:
        here, done = stack.pop()
        block = _tag(here) in _BLOCKS
        if done:
            parts.append(("\n" if block else "") + " ".join((here.tail or "").split("\n")))
            continue
        parts.append(("\n" if block else "") + (here.text or ""))
        stack.append((here, True))
        stack.extend((child, False) for child in reversed(here))
    lines = [" ".join(line.split()) for line in clean("".join(parts)).split("\n")]
    return "\n".join(line for line in lines if line)


def _tag(element: Element) -> str:
    # A comment has a function in the place of its tag.
    return str(element.tag).rpartition("}")[2]
