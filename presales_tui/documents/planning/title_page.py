"""A section that is the title page of its document: a title, and who made it when, as which version.

Many a plan begins so, before its first chapter:

    # 智慧园区平台建设方案
    > 版本：V1.2　编制：售前部　2026-10-01

That is what a cover is for. On a slide of its own it would be one grey line and a chapter of the agenda.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from presales_tui.documents.plan import Paragraph, plain
from presales_tui.documents.planning.content import blocks_of
from presales_tui.documents.planning.tree import Tree
from presales_tui.model.outline import Section
from presales_tui.model.text import one_line

MOST_LINES = 4
"""Lines of facts that a cover has room for."""

_BETWEEN = r"\s*[|｜·•;；]\s*|\s{2,}|[\u2003\u3000]+"
_MARKS = r"\s*(?:>\s?)*\s*(?:[-*+]\s+)?"
"""Before the words of a line: of a quotation, of a list."""
_LABELS = {
    "version": r"(?:文档|当前)?版(?:本|次)号?|version|revision|rev",
    "date": r"(?:编制|编写|最后更新|更新|发布|提交|汇报)?(?:日期|时间)|(?:last )?(?:updated|modified)|date",
    "author": r"编制|编写|编著|作者|撰写|撰稿|拟制|(?:编制|编写|撰写|汇报|演讲|主讲|提交|负责)人|主讲|讲师"
    r"|authors?|by|(?:prepared|presented|written) by|presenter|speaker|owner",
    "other": r"(?:编制|建设|承建|投标|实施)?(?:单位|部门|公司|团队)|状态|密级|客户(?:名称)?|甲方|乙方"
    r"|投标人|招标人|供应商|项目(?:名称|编号)?|(?:文档|合同)?编号|联系(?:人|方式)|审核人?|审批人?|批准人?|校对人?|适用(?:范围|对象)?|地点|受众"
    r"|company|team|department|status|classification|client|customer|project|contact|prepared for"
    r"|reviewers?|location|event|audience|document (?:id|no\.?)",
}
_FACT = "(?i:" + "|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items()) + r")\s*[:：]\s*\S"
_BARE = (
    r"(?i:(?P<date>\d{4}\s?[-./年]\s?\d{1,2}(?:\s?[-./月]\s?\d{1,2}\s?日?|\s?月)?)"
    r"|(?P<version>(?:版本|version|rev\.?)?\s?v?\d+(?:\.\d+)+(?:\s?版)?))"
)


class TitlePage(NamedTuple):
    """What goes from a section to the cover."""

    section: Section
    facts: tuple[str, ...]
    """Line by line as written."""
    told: frozenset[str]
    """Which of `author`, `version` and `date` they tell, so that the cover does not say it twice."""


def title_page(tree: Tree) -> TitlePage | None:
    """The first section, if it is the title page: one above all others, or before two chapters or more."""
    section = tree.section(0)
    if section.requirements:
        return None
    if not tree.chapter_depth and (tree.has_children(0) or len(tree.chapters) <= 2):
        return None
    facts = []
    told: set[str] = set()
    for line in filter(str.strip, section.body.split("\n")):
        blocks = blocks_of(re.sub(_MARKS, "", line, count=1))
        if len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
            return None
        said = re.split(_BETWEEN, plain(blocks[0].runs).strip())
        for fact in said:
            found = re.match(_FACT, fact) or re.fullmatch(_BARE, fact)
            if found is None:
                return None
            told.add(found.lastgroup or "")
        facts.append("    ".join(map(one_line, said)))
    return TitlePage(section, tuple(facts), frozenset(told)) if len(facts) <= MOST_LINES else None
