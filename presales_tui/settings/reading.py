"""Reading and changing the file of settings. TOML is only loaded where there is such a file."""

from __future__ import annotations

from pathlib import Path

from presales_tui.locale import N_, _
from presales_tui.settings.rows import SETTINGS, Setting, Settings, names, placeholders, setting, why_not
from presales_tui.settings.toml_lines import Entry, Trouble, entries, read_file

_EXAMPLE = 'theme = "light"'
_SWITCH = {True: "on", False: "off"}


def read_settings(path: Path) -> Settings:
    """What the file says, and what in it cannot be taken."""
    text = read_file(path)
    if text is None:
        return Settings(path, {})
    if isinstance(text, Trouble):
        return Settings(path, {}, (text,))
    troubles: list[Trouble] = []
    values: dict[str, str] = {}
    for entry in entries(text, _EXAMPLE, troubles):
        row = setting(entry.name)
        if row is None:
            troubles.append(_unknown(entry))
            continue
        value = entry.value
        if isinstance(value, bool) and set(row.choices) == {"on", "off"}:
            value = _SWITCH[value]
        if wrong := why_not(row, value):
            troubles.append(Trouble(entry.line, wrong, placeholders(row, value)))
        else:
            values[row.name] = value
    return Settings(path, values, tuple(sorted(troubles, key=lambda trouble: trouble.line)))


def _unknown(entry: Entry) -> Trouble:
    from difflib import get_close_matches

    near = get_close_matches(entry.name, names(), 1)
    if near:
        told = N_("There is no setting {name}. Is {near} meant?")
        return Trouble(entry.line, told, {"name": entry.name, "near": near[0]})
    told = N_("There is no setting {name}; presales config lists them.")
    return Trouble(entry.line, told, {"name": entry.name})


def changed(text: str, row: Setting, value: str) -> str:
    """The text of the file with one setting changed; an empty value takes the setting out.

    Comments, order and everything else stay. A line that is no TOML is not touched.
    """
    line = f"{row.name} = {_quoted(value)}"
    lines = text.splitlines()
    for number, old in enumerate(lines):
        if old.lstrip().startswith("["):
            break
        if old.partition("=")[0].strip().strip("\"'") == row.name and "=" in old:
            remark = _remark(old)
            lines[number : number + 1] = [line + remark] if value else []
            return "\n".join(lines) + "\n" if lines else ""
    if not value:
        return text
    at = next((n for n, old in enumerate(lines) if old.lstrip().startswith("[")), len(lines))
    lines.insert(at, line)
    return "\n".join(lines) + "\n"


def with_setting(path: Path, row: Setting, value: str) -> str:
    """The text of the file with a setting changed; an empty value takes it out.

    Raises ValueError if the file has a form in which the line cannot be changed for sure.
    """
    text = read_file(path)
    if isinstance(text, Trouble):
        raise ValueError(text.sentence)
    new = changed(text or "", row, value)
    before: list[Trouble] = []
    after: list[Trouble] = []
    list(entries(text or "", _EXAMPLE, before))
    said = {entry.name: entry.value for entry in entries(new, _EXAMPLE, after)}
    if said.get(row.name, "") != value or len(after) > len(before):
        raise ValueError(_("Change the line of {name} by hand.").format(name=row.name))
    return new


def _quoted(value: str) -> str:
    """A TOML string; `value` holds no control characters."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _remark(line: str) -> str:
    """What stands behind the value of a line, from the blanks before `#` on."""
    quote = ""
    for at, char in enumerate(line):
        if quote:
            quote = "" if char == quote and line[at - 1] != "\\" else quote
        elif char in "\"'":
            quote = char
        elif char == "#":
            before = line[:at]
            return before[len(before.rstrip()) :] + line[at:]
    return ""


def template() -> str:
    """A file with every setting, all commented out."""
    parts = ["# " + _("Take the # away from a line and change its value.") + "\n"]
    for row in SETTINGS:
        parts.append(f"\n# {_(row.says)}")
        if row.choices:
            parts.append("\n# " + " | ".join(row.choices))
        parts.append(f"\n# {row.name} = {_quoted(row.default)}\n")
    return "".join(parts)


def page() -> str:
    """All settings as Markdown, for the manual; in the language in use."""
    parts = ["| setting | values | environment | what it is |\n|---|---|---|---|\n"]
    for row in SETTINGS:
        values = ", ".join(f"**{choice}**" if choice == row.default else choice for choice in row.choices)
        parts.append(f"| `{row.name}` | {values or '…'} | `{row.env}` | {_(row.says)} |\n")
    return "".join(parts)
