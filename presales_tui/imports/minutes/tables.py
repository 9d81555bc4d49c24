"""Tables in minutes: a list of action items with their owners, or the head of the minutes as a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from presales_tui.imports.headlines import plain
from presales_tui.imports.minutes.labels import label_kind

_COLUMNS = {
    "task": r"(?:待办|行动|任务|工作|跟进|遗留|整改|改进)?(?:事项|任务|内容|项目?|问题|问题描述"
    "|措施|描述)|待办|行动项?|任务|todo|to-?do"
    r"|action(?: ?items?| ?points?)?s?|tasks?|(?:action |task )?(?:item|description)s?|what"
    r"|deliverables?|issues?",
    "owner": r"(?:主要?|第一)?(?:责任|负责|跟进|执行|承办|经办|主责|牵头|对接|处理)(?:人员|人|方"
    "|单位|部门|者)(?:.{0,6})?|owners?|assignees?|assigned(?: to)?"
    r"|who|responsible(?: (?:person|party))?|responsibilit(?:y|ies)|dri|lead",
    "due": r"(?:计划|要求|预计|应)?(?:完成|截止|交付|解决|闭环)(?:时间|日期|节点|期限)|期限|时限"
    "|时间(?:节点|要求)?|截止|due(?: date)?|deadline|by(?: when)?|when"
    r"|eta|target(?: date)?|(?:completion )?date",
    "status": r"状态|进展|当前进展|完成情况|进度|status|progress|state|done\??",
    "decision": r"(?:会议|评审)?(?:决议|结论|决定)(?:内容)?|decisions?|resolutions?|conclusions?|outcomes?",
    "kind": r"类型|类别|性质|种类|types?|kinds?|category",
    "name": r"姓名|名字|人员|成员|names?|attendees?|participants?|参会人员?|与会人员?|github ?id|member",
}
_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _COLUMNS.items()}
_STRONG = re.compile(r"待办|行动|任务|跟进|遗留|整改|改进|action|task|to-?do|deliverable", re.IGNORECASE)
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_CELL = re.compile(r"(?<!\\)\|")
_ROW_KINDS = {
    "action": re.compile(
        r"t|a|ai|tasks?|actions?(?: items?)?|to-?do|任务|待办(?:事项)?|行动(?:项)?", re.IGNORECASE
    ),
    "decision": re.compile(r"d|decisions?|resolutions?|agreements?|决议|决定|结论|决策", re.IGNORECASE),
    "question": re.compile(r"q|(?:open )?(?:questions?|issues?)|问题|待确认|疑问", re.IGNORECASE),
}
"""What a cell of a column `Type` says of its row."""
_DONE = re.compile(r"done|closed?|complete[d]?|finished|已?(?:完成|关闭|闭环|解决)|[xX√✓✅☑]", re.IGNORECASE)


class Row(NamedTuple):
    """What one row says."""

    line: int
    task: str = ""
    owner: str = ""
    due: str = ""
    done: bool = False
    decision: str = ""
    name: str = ""
    assigned: bool = False
    """The table has tasks and owners: its rows are action items wherever it stands."""
    kind: str = ""
    """What a column of types says the row is."""
    pairs: tuple[tuple[str, str], ...] = ()
    """Labels and the cells behind them."""


def table_rows(lines: Sequence[str], start: int) -> tuple[list[Row], int]:
    """(rows, number of lines) of the table that begins at a line; nothing and 0 if none does."""
    end = start
    while end < len(lines) and "|" in lines[end] and lines[end].strip():
        end += 1
    if end - start < 2 or not any(_RULE.match(line) and "-" in line for line in lines[start : start + 2]):
        return [], 0
    header = _cells(lines[start]) if not _RULE.match(lines[start]) else []
    columns = {
        name: at
        for name, pattern in _PATTERNS.items()
        for at, cell in reversed(list(enumerate(header)))
        if pattern.fullmatch(plain(cell).strip(" *"))
    }
    strong = "task" in columns and bool(_STRONG.search(header[columns["task"]]))
    if strong and "owner" not in columns and "name" in columns:
        # `人员 | 任务`: whose column it is, is said by what stands beside it.
        columns["owner"] = columns.pop("name")
    assigned = (
        "task" in columns and "owner" in columns and (strong or bool({"due", "status"} & columns.keys()))
    )
    tasks = "task" in columns and bool({"owner", "due"} & columns.keys())
    headed = tasks or (len(header) > 1 and not label_kind(plain(header[0])))
    listed = bool(columns.keys() - {"name"}) and headed
    rows: list[Row] = []
    for n in range(start, end):
        if _RULE.match(lines[n]):
            continue
        cells = _cells(lines[n])
        if not listed and "name" not in columns:
            if pairs := _pairs(cells):
                rows.append(Row(n, pairs=pairs))
            continue
        if n == start:
            continue

        def cell(name: str, cells: list[str] = cells) -> str:
            at = columns.get(name, -1)
            return cells[at].strip() if 0 <= at < len(cells) else ""

        status = plain(cell("status"))
        kinds = "kind" in columns and "task" in columns
        typed = [kind for kind, words in _ROW_KINDS.items() if kinds and words.fullmatch(plain(cell("kind")))]
        rows.append(
            Row(
                n,
                cell("task") or (cells[0].strip() if cells and not columns.keys() & {"task", "name"} else ""),
                cell("owner"),
                plain(cell("due")),
                bool(_DONE.fullmatch(status)),
                cell("decision"),
                cell("name"),
                # In a table that says of each row what it is, a row of another kind is none of ours.
                assigned and not (_sorted(lines[start + 1 : end], columns) and not typed),
                typed[0] if typed else "",
            )
        )
    return rows, end - start


def _sorted(lines: Sequence[str], columns: dict[str, int]) -> bool:
    """Whether the column of types says of any row that it is one of our kinds."""
    at = columns.get("kind", -1)
    if at < 0:
        return False
    kinds = [plain(cells[at]) for line in lines if at < len(cells := _cells(line))]
    return any(words.fullmatch(kind) for words in _ROW_KINDS.values() for kind in kinds)


def _cells(line: str) -> list[str]:
    cells = _CELL.split(line.strip())
    if cells and not cells[0].strip():
        cells = cells[1:]
    if cells and not cells[-1].strip():
        cells = cells[:-1]
    return [cell.strip().replace("\\|", "|") for cell in cells]


def _pairs(cells: list[str]) -> tuple[tuple[str, str], ...]:
    """Label and value where a cell is a label that we know and the next one is not."""
    found: list[tuple[str, str]] = []
    if len(cells) > 4:
        return ()
    at = 0
    while at + 1 < len(cells):
        label = plain(cells[at]).strip(" :：*")
        if label_kind(label) and not label_kind(plain(cells[at + 1])):
            found.append((label, cells[at + 1]))
            at += 1
        at += 1
    return tuple(found)
