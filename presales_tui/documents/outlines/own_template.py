"""A template that somebody edited: its data lines must be such, or they would go to the client as braces."""

from __future__ import annotations

import re
from difflib import get_close_matches

from presales_tui.documents.slots import OPTIONS
from presales_tui.documents.text.data_line import data_line
from presales_tui.imports.outline_templates import OutlineTemplate
from presales_tui.locale import _
from presales_tui.model.errors import BadInput
from presales_tui.model.text import one_line

_BRACES = r"\{\{\s*(\w*)(.*?)\s*\}\}"


def check_data_lines(template: OutlineTemplate) -> None:
    """BadInput at the first line in double braces that is not filled from the records."""
    fenced = False
    for n, line in enumerate(template.text.split("\n"), 1):
        line = line.strip()
        fenced ^= line.startswith(("```", "~~~"))
        found = None if fenced else re.fullmatch(_BRACES, line)
        if found is None or data_line(line, OPTIONS):
            continue
        name = one_line(found[1])
        where = _("{name}.md, line {n}").format(name=template.name, n=n)
        if name in OPTIONS:
            options = ", ".join(f"{option}=" for option in OPTIONS[name])
            raise BadInput(
                _("{where}: {{{{{name}}}}} takes {options} and nothing else.").format(
                    where=where, name=name, options=options
                )
            )
        near = "".join(get_close_matches(name, OPTIONS, 1))
        raise BadInput(
            _("{where}: {{{{{name}}}}} is not a data line; {{{{{near}}}}} is one.").format(
                where=where, name=name, near=near or "responses"
            )
        )
