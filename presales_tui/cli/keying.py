"""`presales keys`: every command of the workbench with its keys, and the user's own."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator

from presales_tui.cli.output import emit, emit_parts, say
from presales_tui.locale import _, language, set_language
from presales_tui.settings import config_path
from presales_tui.widgets.commands import COMMANDS, CONTEXTS, Command, with_keys
from presales_tui.widgets.commands.keymap import FILE, Keys, read_keys

_HEAD = """# Keys

Made from the command table by `make keys`. The last column is what a keymap calls the command.
`^p` is Ctrl and p. The help of every screen (`?`) shows what works there.

## Keys of your own

`keys.toml` in the directory that `presales locate config` prints (`PRESALES_CONFIG`, else the user's
configuration directory) changes them. A line names a command and its key, or several:

    "requirements.fit" = "F"
    "list.filter" = ["/", "ctrl+r"]

`presales keys --toml > "$(presales locate config)/keys.toml"` writes a file with every command, all
commented out. A key is a character, or one of `f1` to `f24`, `ctrl+a` to `ctrl+z` (also `^a`), `enter`,
`space`, `escape`, `delete`, `insert`, `backspace`. The first one is shown in the key line, in help and in the
palette. Keys that move or leave (arrows, `j`, `k`, `G`, tab, page and end keys, `ctrl+c`, `ctrl+g`, `ctrl+z`)
stay what they are. Hints inside sentences go on naming the default key.

A line that cannot be taken (no such command, no such key, a key that has another meaning in the same
place) is told when the workbench opens and by `presales keys`, by its number; the others work.
"""


def run(arguments: argparse.Namespace) -> int:
    """Print the keys in force; 4 if something in the user's file cannot be taken."""
    path = config_path(os.environ) / FILE
    keys = Keys(path, {}) if arguments.defaults else read_keys(path)
    rows = with_keys(keys.chosen)
    if arguments.json:
        emit(_json(keys, rows))
    elif arguments.markdown:
        emit(page(rows))
    elif arguments.toml:
        emit_parts(_toml(rows, keys))
    else:
        emit_parts(_table(rows))
        if not arguments.defaults:
            say(_("Keys of your own: {path}").format(path=path))
    for trouble in keys.troubles:
        say(trouble.sentence)
    return 4 if keys.troubles else 0


def page(rows: tuple[Command, ...] = COMMANDS) -> str:
    """All keys as Markdown, in English and Chinese."""
    lang = language()
    try:
        set_language("zh")
        texts = [text for row in rows for text in (row.label, row.help)]
        chinese = {text: _(text) for text in (*texts, *CONTEXTS.values())}
    finally:
        set_language(lang)
    parts = [_HEAD]
    for where, title in CONTEXTS.items():
        parts.append(f"\n## {title} {chinese[title]} (`{where}`)\n\n")
        parts.append("| key | command | what it does | 命令 | 说明 | id |\n|---|---|---|---|---|---|\n")
        for row in rows:
            if row.where == where:
                keys = " ".join(f"`{key}`" for key in row.all_keys.split())
                cells = (keys, row.label, row.help, chinese[row.label], chinese[row.help])
                shown = " | ".join(cell.replace("|", "\\|") for cell in cells)
                parts.append(f"| {shown} | `{row.binding_id}` |\n")
    return "".join(parts)


def _table(rows: tuple[Command, ...]) -> Iterator[str]:
    width = max(len(row.binding_id) for row in rows)
    for row in rows:
        yield f"{row.all_keys:12} {row.binding_id:{width}}  {_(row.help)}\n"


def _toml(rows: tuple[Command, ...], keys: Keys) -> Iterator[str]:
    yield "# " + _("Take the # away from a line and change its key.") + "\n"
    for row in rows:
        names = json.dumps(row.keys.split(","))
        line = f'"{row.binding_id}" = {names}'
        if row.binding_id not in keys.chosen:
            line = "# " + line
        yield f"{line}  # {_(row.help)}\n"


def _json(keys: Keys, rows: tuple[Command, ...]) -> str:
    default = {row.binding_id: row for row in COMMANDS}
    found = {
        "file": str(keys.path),
        "troubles": [{"line": trouble.line, "what": trouble.sentence} for trouble in keys.troubles],
        "commands": [
            {
                "id": row.binding_id,
                "context": row.where,
                "keys": row.keys.split(","),
                "default": default[row.binding_id].keys.split(","),
                "label": _(row.label),
                "help": _(row.help),
            }
            for row in rows
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
