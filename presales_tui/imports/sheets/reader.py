"""Which reader a file needs: by what is in it, and where that does not say it, by its name."""

from __future__ import annotations

import re
from pathlib import Path, PurePath
from typing import Literal

from presales_tui.imports.files import read_bytes, read_text
from presales_tui.imports.sheets.delimited import read_delimited
from presales_tui.imports.sheets.table import Tables
from presales_tui.locale import _
from presales_tui.model.errors import BadInput

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHER = frozenset(
    {
        ".yml",
        ".yaml",
        ".arff",
        ".sdoc",
        ".toml",
        ".ini",
        ".log",
        ".py",
        ".sql",
        ".tex",
        ".rst",
        ".opml",
    }
)
"""Text that is no table; read as one, every line of it would become a record."""
_JSON = frozenset({".json", ".jsonl", ".ndjson"})
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_MARKDOWN = frozenset({".md", ".markdown", ".mkd"})


def read_tables(source: Path | Literal["-"] | bytes, name: str = "") -> Tables:
    """The tables of a file, of standard input (`-`) or of bytes.

    NotFound if there is no such file. BadInput if it is no sheet that can be read, holds no table, or
    is beyond the limits of `table` and `workbook`; nothing is kept of it then.
    """
    data, shown = read_bytes(source, name)
    if not data:
        raise BadInput(_("{name} is empty.").format(name=shown))
    ending = PurePath(shown).suffix.lower()
    if data.startswith(_OLE):
        raise BadInput(_office(data, shown))
    if data.startswith(_ZIP):
        return _zipped(data, shown, ending)
    if ending in _OTHER:
        raise BadInput(
            _("{name} is no sheet: CSV, TSV, XLSX, Markdown, JSON, XML and ReqIF are read.").format(
                name=shown
            )
        )
    text = read_text(data, shown)
    if _is_reqif(text.text):
        from presales_tui.imports.sheets.reqif import read_reqif

        return _some(Tables(shown, "reqif", read_reqif(text.text, shown), text.encoding))
    if ending in _JSON or (ending in ("", ".txt") and _looks_like_json(text.text)):
        from presales_tui.imports.sheets.json_table import read_json

        return _some(Tables(shown, "json", [read_json(text.text, shown)], text.encoding))
    if ending in _PAGES or text.text.lstrip()[:200].lower().startswith(("<!doctype html", "<html")):
        raise BadInput(_("{name} is HTML: save it as CSV or XLSX.").format(name=shown))
    if ending == ".xml" or text.text.lstrip().startswith(
        ("<?xml", "<!DOCTYPE", "<rss", "<bugzilla", "<issues")
    ):
        from presales_tui.imports.sheets.xml_table import read_xml

        return _some(Tables(shown, "xml", [read_xml(text.text, shown)], text.encoding))
    if ending in _MARKDOWN or (ending in ("", ".txt") and _looks_like_markdown(text.text)):
        from presales_tui.imports.sheets.markdown import read_markdown

        tables = read_markdown(text)
        if not tables:
            raise BadInput(_("{name} holds no table and no list.").format(name=shown))
        return Tables(shown, "md", tables, text.encoding)
    table = read_delimited(text, "\t" if ending in (".tsv", ".tab") else "")
    return _some(Tables(shown, "tsv" if ending in (".tsv", ".tab") else "csv", [table], text.encoding))


def _zipped(data: bytes, shown: str, ending: str) -> Tables:
    if ending == ".reqifz":
        from presales_tui.imports.sheets.reqif import read_reqifz

        return _some(Tables(shown, "reqif", read_reqifz(data, shown)))
    from presales_tui.imports.sheets.workbook import read_workbook

    return _some(Tables(shown, "xlsx", read_workbook(data, shown)))


def _some(found: Tables) -> Tables:
    if not any(table.rows for table in found):
        raise BadInput(_("{name} holds no rows.").format(name=found.name))
    return found


def _office(data: bytes, shown: str) -> str:
    if _ENCRYPTED in data:
        return _("{name} is protected with a password: save it without one first.").format(name=shown)
    return _("{name} is in the old Excel format: save it as XLSX or CSV first.").format(name=shown)


def _is_reqif(text: str) -> bool:
    return text.lstrip().startswith("<") and "<REQ-IF" in text[:20_000]


def _looks_like_json(text: str) -> bool:
    return re.match(r'\s*(?:\[\s*)?\{\s*"', text) is not None


def _looks_like_markdown(text: str) -> bool:
    lines = [line.lstrip() for line in text[:20_000].split("\n") if line.strip()]
    marked = sum(line.startswith(("# ", "## ", "### ", "- ", "* ", "|", "1. ")) for line in lines)
    return marked * 2 >= len(lines) > 0
