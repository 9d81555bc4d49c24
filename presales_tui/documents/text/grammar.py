"""The Markdown that is read: CommonMark with tables and strikethrough, but what people type stays whole.

To CommonMark `**重点：**说明` is not bold, `600*800*2000` is 600, an italic 800, and 2000; `[Note]: stop`
is the target of a link that nobody sees, and of the two strokes that begin the address of a Windows share
one is gone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from presales_tui.documents.text.column_marks import column_mark
from presales_tui.documents.text.data_line import data_line
from presales_tui.documents.text.plain_inline import TIMES, touches_chinese

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_TIMES = re.compile(TIMES)
_SHARE = re.compile(r"(?<!\\)\\\\(?=[\w.-]+\\[\w$])")
"""The beginning of the address of a Windows share."""
_DEFINED = re.compile(r"\[((?:[^\[\]\\\n]|\\.)+)\]:\s*(\S+)")
_ADDRESS = re.compile(r"(?!.*[，。；：！？、（）“”])(?:<|.*[./#:@?&=%])")


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """The parser; its environment holds `data_lines` and `references`."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import emphasis, strikethrough

    # The preset's limit of 20 levels drops the rest of a text after a deep list without a word.
    made = MarkdownIt("commonmark", {"maxNesting": 1000}).enable(["table", "strikethrough"])
    data = _line_rule("data_line", lambda line, env: data_line(line, env["data_lines"]))
    made.block.ruler.before("lheading", "data_line", data, {"alt": ["paragraph"]})
    columns = _line_rule("column_mark", lambda line, _env: column_mark(line))
    ends = ["paragraph", "reference", "blockquote", "list"]
    made.block.ruler.before("lheading", "column_mark", columns, {"alt": ends})
    made.block.ruler.at("reference", _reference_rule)
    made.inline.ruler.before("escape", "share", _share_rule)
    made.inline.ruler.before("emphasis", "times", _times_rule)
    for rule in (emphasis, strikethrough):
        made.inline.ruler.at(rule.__name__.rpartition(".")[2], _beside_chinese(rule.tokenize))
    return made


def _line_rule(kind: str, read: Callable[[str, Any], object]) -> Callable[..., bool]:
    """A rule for a line that is a block of its own: `read(line, env)` says what it means, or None."""

    def rule(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        if state.is_code_block(line):
            return False
        found = read(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]], state.env)
        if found is None:
            return False
        if not silent:
            state.push(kind, "", 0).meta = {"found": found}
            state.line = line + 1
        return True

    return rule


def _reference_rule(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """The target of a link, but not a word in brackets with a remark behind it."""
    from markdown_it.rules_block import reference

    found = _DEFINED.match(state.src, state.bMarks[line] + state.tShift[line])
    if found and is_remark(found[1], found[2], state.src):
        return False
    return reference(state, line, end, silent)


def is_remark(label: str, target: str, text: str) -> bool:
    """Whether `[label]: target` is what somebody says, and no target: no address, and no link goes to it."""
    return not _ADDRESS.match(target) and text.casefold().count(f"[{label.casefold()}]") == 1


def _beside_chinese(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """A rule of marks that may open and close wherever they touch Chinese.

    Between punctuation and a letter CommonMark takes a mark for the letter's; but Chinese has no blanks
    between words, and puts the colon inside what is bold.
    """

    def tokenize(state: StateInline, silent: bool) -> bool:
        start, known = state.pos, len(state.delimiters)
        if not rule(state, silent):
            return False
        before, after = state.src[start - 1 : start], state.src[state.pos : state.pos + 1]
        for each in state.delimiters[known:]:
            if each.marker != ord("_") and touches_chinese(before, after):
                each.open = each.close = True
        return True

    return tokenize


def _share_rule(state: StateInline, silent: bool) -> bool:
    return _literal(_SHARE, state, silent)


def _times_rule(state: StateInline, silent: bool) -> bool:
    return _literal(_TIMES, state, silent)


def _literal(pattern: re.Pattern[str], state: StateInline, silent: bool) -> bool:
    """Signs that stay text."""
    found = pattern.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.pending += found[0]
    state.pos = found.end()
    return True
