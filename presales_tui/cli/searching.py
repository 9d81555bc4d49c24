"""`presales search`: every record of every client that holds all words."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from typing import Any

from presales_tui.cli.context import open_workspace
from presales_tui.cli.output import emit, emit_parts, say
from presales_tui.locale import _
from presales_tui.model.errors import Problem
from presales_tui.model.text import one_line
from presales_tui.search.finder import Finder, Row
from presales_tui.search.kinds import label
from presales_tui.search.query import Query
from presales_tui.search.snippet import in_brackets, snippet


def run(arguments: argparse.Namespace) -> int:
    """A line for each record: client, kind, ref and title, and the text around what was found."""
    with closing(open_workspace(arguments, create=False)) as workspace:
        only = workspace.find_client(arguments.client).id if arguments.client else ""
        finder = Finder(workspace)
        for face in finder.waiting(only):
            try:
                finder.prepare(face)
            except Problem as problem:
                say(f"presales: {problem.sentence}")
        found = finder.search(" ".join(arguments.words), only=only, most=arguments.limit)
    if arguments.json:
        rows = [_as_json(row, found.query) for row in found.rows]
        emit(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    else:
        emit_parts(f"{row.client}  {label(row.table)}  {_shown(row, found.query)}\n" for row in found.rows)
    if not found.total:
        say(_("Nothing found."))
    elif found.total > len(found.rows):
        say(_("{n} of {m} shown; --limit shows more.").format(n=len(found.rows), m=found.total))
    return 0


def _shown(row: Row, query: Query) -> str:
    return one_line(in_brackets(snippet(row.text, row.head, row.spans(query))))


def _as_json(row: Row, query: Query) -> dict[str, Any]:
    return {
        "client": row.client,
        "table": row.table,
        "id": row.id,
        "title": row.text[: row.head],
        "snippet": _shown(row, query),
        "text": row.text,
        "hits": [[span.start, span.length] for span in row.spans(query)],
    }
