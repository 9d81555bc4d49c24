"""The product library from a sheet (CSV, TSV, XLSX) or from Markdown: headings, lists or tables.

A row is known again by its ref, else by its name within its module: importing an edited sheet updates.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, NamedTuple

from presales_tui.imports.files import MOST_BYTES, read_text
from presales_tui.imports.sheets import Table, Tables, read_tables
from presales_tui.locale import _
from presales_tui.model import scales
from presales_tui.model.capability import Capability
from presales_tui.model.change import Change
from presales_tui.model.errors import BadInput
from presales_tui.model.text import clean, one_line

_HEADINGS = {
    "ref": "ref 编号 id no 序号",
    "name": "name capability feature title 名称 能力 能力名称 功能 功能名称 功能点 功能项 产品能力 标题",
    "module": "module area product 模块 产品 子系统 功能模块 所属模块 一级功能 产品模块",
    "description": "description details text 描述 说明 功能描述 功能说明 能力描述 简介 详细描述",
    "fit": "fit support status 匹配 满足方式 满足情况 支持情况 匹配度",
    "answer": "answer response standardanswer 应答 标准应答 标准答复 回答 答复 响应 标准话术",
    "limits": "limits limitations constraints 限制 限制条件 约束 边界 使用限制",
    "version": "version since release 版本 支持版本 起始版本 上线版本",
    "evidence": "evidence link case proof 证据 证明 证明材料 链接 案例 依据 手册",
    "synonyms": "synonyms aliases keywords 同义词 别名 别称 关键词 又称",
    "tags": "tags labels 标签",
}
"""Field to the headings that mean it, in either language."""

_FIELD_OF = {word: name for name, words in _HEADINGS.items() for word in words.split()}
_LISTS = ("synonyms", "tags")
_QUOTED = re.compile(r"'(?=[=+\-@\t\r])")
"""What an export puts before a text that a sheet would take for a formula."""
_PAIR = re.compile(
    r"\s*(?:[-*+]\s+|\d+[.)、]\s*)?(?:\*\*)?([^:：*|]{1,16})(?:\*\*)?\s*[:：]\s*(?:\*\*)?\s*(.*)"
)
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)、])\s+(?:\[[ xX]\]\s+)?(.+)")
_HEAD = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")

Values = dict[str, Any]


class Refused(NamedTuple):
    """A row that makes no capability."""

    line: int
    why: str


class Reading(NamedTuple):
    """What a file holds, before anything is written."""

    name: str
    mapping: dict[str, str]
    """Heading to field; a heading that means nothing to us has an empty field."""
    rows: tuple[tuple[int, Values], ...]
    refused: tuple[Refused, ...]


class Plan(NamedTuple):
    """What an import would do."""

    change: Change
    new: int
    updated: int
    same: int


def heading(word: str) -> str:
    """The field that a column heading means; empty: none."""
    return _FIELD_OF.get(re.sub(r"[\W_]+", "", word.casefold()), "")


def read_library(
    source: Path | Literal["-"] | bytes, name: str = "", told: Mapping[str, str] | None = None
) -> Reading:
    """Read a file; `told` says which heading means which field where it cannot be guessed.

    A `Problem` if the file cannot be read or no column names the capability.
    """
    if source == "-":
        # Read once: both the tables and the headings are looked for in it.
        source, name = sys.stdin.buffer.read(MOST_BYTES + 1), name or _("Standard input")
    tables = read_tables(source, name)
    if tables.form == "md" and all(len(t.rows) and t.name == "Lists" for t in tables):
        return _from_headings(source, tables)
    best: Reading | None = None
    for table in tables:
        found = _from_table(table, tables.name, told or {})
        if found is not None and (best is None or len(found.rows) > len(best.rows)):
            best = found
    if best is None:
        raise BadInput(
            _("No column of {name} names a capability. Say which: --map “HEADING=name”.").format(
                name=tables.name
            )
        )
    return best


def _from_table(table: Table, name: str, told: Mapping[str, str]) -> Reading | None:
    wanted = {key.strip().casefold(): field for key, field in told.items()}
    for at, row in enumerate(table.rows[:10]):
        mapping = {
            cell: wanted.get(cell.casefold(), heading(cell)) for cell in map(one_line, row.cells) if cell
        }
        if "name" not in mapping.values():
            continue
        fields: list[str] = []
        for cell in map(one_line, row.cells):
            field = mapping.get(cell, "")
            fields.append("" if field in fields else field)
        rows: list[tuple[int, Values]] = []
        refused: list[Refused] = []
        module = ""
        for line in table.rows[at + 1 :]:
            values = {f: line.cell(n) for n, f in enumerate(fields) if f and line.cell(n)}
            # A merged module cell stands in its first row only.
            module = values.setdefault("module", module) if "module" in fields else ""
            if values.get("name"):
                rows.append((line.line, _values(values)))
            else:
                refused.append(Refused(line.line, _("it has no name")))
        return Reading(name, mapping, tuple(rows), tuple(refused))
    return None


def _values(texts: Mapping[str, str]) -> Values:
    """The fields of a row as a record holds them."""
    found: Values = {}
    for field, raw in texts.items():
        text = clean(_QUOTED.sub("", raw, count=1)).strip()
        if field in _LISTS:
            found[field] = tuple(dict.fromkeys(w for w in re.split(r"[\s,，、;；|/]+", text) if w))
        elif field == "fit":
            found[field] = _fit(text)
        elif field in ("description", "answer", "limits"):
            found[field] = text
        else:
            found[field] = one_line(text)
    return found


_FIT_WORDS = {
    "是": "standard",
    "支持": "standard",
    "yes": "standard",
    "满足": "standard",
    "完全满足": "standard",
    "完全支持": "standard",
    "部分支持": "workaround",
    "需定制": "custom",
    "定制": "custom",
    "否": "gap",
    "不支持": "gap",
    "no": "gap",
    "规划": "roadmap",
    "规划中": "roadmap",
    "需配置": "config",
}


def _fit(text: str) -> str:
    return scales.FIT.find(text) or _FIT_WORDS.get(text.casefold(), "standard")


def _from_headings(source: Path | bytes, tables: Tables) -> Reading:
    """Headings and lists: a heading with prose or `field: value` lines is a capability, so is a list item."""
    lines = read_text(source, tables.name).text.split("\n")
    rows = [(line, _values(values)) for line, values in _sections(lines) if values.get("name")]
    return Reading(tables.name, {}, tuple(rows), ())


def _sections(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    path: list[str] = []
    here: dict[str, str] = {}
    prose: list[str] = []
    start = 0

    def ended() -> Iterator[tuple[int, dict[str, str]]]:
        if path and (prose or here):
            above = path[-2] if len(path) > 1 else ""
            yield start, {"name": path[-1], "module": above, "description": "\n".join(prose).strip(), **here}

    for number, line in enumerate(lines, 1):
        if head := _HEAD.match(line):
            yield from ended()
            here, prose, start = {}, [], number
            del path[len(head[1]) - 1 :]
            path.append(head[2])
            continue
        pair = _PAIR.match(line)
        if pair and (field := heading(pair[1])) and field != "name":
            here[field] = pair[2]
        elif (item := _ITEM.match(line)) and not prose:
            name, colon, rest = re.sub(r"\*\*|`", "", item[1]).replace(":", "：", 1).partition("：")
            yield (
                number,
                {"name": name, "module": path[-1] if path else "", "description": rest if colon else ""},
            )
        elif line.strip():
            prose.append(line)
    yield from ended()


def plan_import(reading: Reading, library: Iterable[Capability]) -> Plan:
    """New capabilities, and those that are there with what the file says otherwise. One change."""
    by_ref = {c.ref.casefold(): c for c in library if c.ref}
    by_name = {_key(c.module, c.name): c for c in by_ref.values()}
    change = Change("Import product library")
    new = updated = same = 0
    done: set[str] = set()
    for _line, values in reading.rows:
        ref = str(values.get("ref", "")).casefold()
        fields = {name: value for name, value in values.items() if name != "ref"}
        was = by_ref.get(ref) or by_name.get(_key(fields.get("module", ""), fields["name"]))
        if was is None:
            made = Capability(**fields)
            key = _key(made.module, made.name)
            if key in done:
                same += 1
                continue
            done.add(key)
            change.put(made)
            new += 1
        elif (edited := replace(was, **fields)) != was and was.id not in done:
            done.add(was.id)
            change.put(edited, was)
            updated += 1
        else:
            same += 1
    return Plan(change, new, updated, same)


def _key(module: str, name: str) -> str:
    return f"{one_line(module)}\n{one_line(name)}".casefold()
