"""Sheets from outside as plain tables: CSV, TSV, XLSX, Markdown and ReqIF read into the same rows of text."""

from __future__ import annotations

from presales_tui.imports.sheets.reader import read_tables
from presales_tui.imports.sheets.table import Row, Table, Tables

__all__ = ["Row", "Table", "Tables", "read_tables"]
