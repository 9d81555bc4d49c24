"""Minutes that others wrote: who was there, what was decided, who shall do what, what is open.

Only what the text says in so many words is proposed: under a heading or label such as `Action items`,
`会议结论：`, `遗留问题`, behind a word such as `AI:` or `决议：`, in a table with an owner column, at a
checkbox. A proposal is nothing yet: a person accepts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from presales_tui.capture.blocks import front_matter
from presales_tui.capture.marks import has_mark
from presales_tui.capture.width import cut, half
from presales_tui.imports.headlines import plain
from presales_tui.imports.labels import Said, label_kind, said
from presales_tui.imports.owners import due_of, owner_of
from presales_tui.imports.tables import Row, table_rows

KINDS = ("decision", "action", "question")
"""What can be proposed, in the order of the lists."""

_LONGEST = 4000
"""Characters of a line that is looked at: what is longer is a picture or a dump, not a sentence."""

_TITLE_CELLS = 300
_MOST_PEOPLE = 200


class Proposal(NamedTuple):
    """A record that a line of minutes seems to be."""

    kind: str
    """`decision`, `action` or `question`."""
    line: int
    """Counted from 0."""
    title: str
    owner: str = ""
    due: str = ""
    """ISO date."""
    done: bool = False


@dataclass
class Found:
    """What a text says about its meeting."""

    proposals: list[Proposal] = field(default_factory=list)
    present: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    host: str = ""
    recorder: str = ""
    place: str = ""
    subject: str = ""
    """The name of the meeting, where a row of a table says it."""


def recognise(lines: Sequence[str], day: date | None = None) -> Found:
    """What the lines of one meeting say; `day` is that of the meeting, from which `by Friday` counts."""
    return _Reader(lines, day).read()


@dataclass
class _Section:
    """A part of the text that a heading or label opened."""

    kind: str
    style: str
    """`heading`, `bullet` or `label`."""
    level: int = 0
    indent: int = 0
    item_indent: int = -1
    """Of its items; -1: none seen yet."""
    bulleted: bool = False
    started: bool = False
    gap: bool = False
    """A blank line was just seen."""
    owner: str = ""
    """The name that the items below it are grouped under."""
    boxes: bool = False
    """Its items have checkboxes."""
    flow: bool = False
    """The line above was prose that may go on."""


_FENCE = re.compile(r"[ \t]*(?:>[ \t]*)*(`{3,}|~{3,})")
_NOTHING = re.compile(
    r"(?:[-–—*.·/\\\s]*|无[。.！!]*|暂无.{0,6}|没有.{0,6}|均?已?闭环|同上|n\.?/?a\.?|none.{0,14}"
    r"|nil|nothing.{0,14}|tbd|null|no"
    r"|no (?:new |open )?(?:action items?|actions|decisions?|questions?|open .{1,12}|updates?)"
    r"|待定|待补充|如下|as follows)[.。:：]*",
    re.IGNORECASE,
)
_WORD = (
    r"action[ _-]?items?|actions?|a\.?i\.?|to-?do|todos?|ar|follow[- ]?up|next steps?|decisions?"
    r"|decided|resolved|resolutions?"
    r"|agreed|agreement|conclusions?|consensus|outcome|open (?:question|issue)s?|unresolved|tbd"
    r"|tb[cd]|question raised"
    r"|待办(?:事项)?|行动项?|跟进(?:事项)?|后续(?:计划|行动|工作)?|下一?步(?:计划|工作|行动)?|决议"
    r"|决定|结论|共识|会议(?:决议|决定|结论)|评审结论"
    r"|遗留(?:问题|事项)?|待(?:确认|澄清|定|讨论|明确|解决)(?:问题|事项)?|未决(?:问题|事项)?|开放问题"
)
_INLINE = re.compile(
    rf"(?:[\[【(<]\s*)?(?P<word>{_WORD})(?P<first>\s*[(（\[]\s*@?(?P<who>[^()（）\[\]]{{1,40}})\s*[)）\]])?(?:\s*\d{{1,3}})?"
    r"(?P<sign>\s*[\]】)>]\s*[:：]?|\s*[:：]|\s+[-–—]{1,2}\s)\s*(?P<rest>\S.*)",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"[(\[](?:action(?: item)?|ai|todo)\s*(?:for|on|:|->)\s*@?(?P<who>[\w .@-]{2,40})[)\]]", re.IGNORECASE
)
_INSIDE = re.compile(
    r"(?:^|[\s.;。；—–-])(?P<word>AI|ACTION|ACTION ITEM|TODO|DECISION|待办|决议)\s*[:：]\s*(?P<rest>\S.{3,})"
)
_INLINE_KIND = (
    (re.compile(r"action|a\.?i|to-?do|ar$|follow|next|待办|行动|跟进|后续|下", re.IGNORECASE), "action"),
    (re.compile(r"deci|resol(?!.*un)|agree|conclu|consen|outcome|决|结论|共识", re.IGNORECASE), "decision"),
    (re.compile(r"遗留"), "left"),
)
_DECIDED = re.compile(
    r"(?:we|(?:the )?(?:group|team|committee|board|council|members|participants|tsc|tc|cpc|wg|sig|pmc))"
    r"(?: have| has| all| unanimously)? (?:agreed|decided|resolved|voted)(?: unanimously)? (?:to|that|on)\b"
    r"|it (?:was|has been) (?:agreed|decided|resolved)\b|(?:agreed|decided|resolved|voted) (?:to"
    r"|that|on|unanimously)\b"
    r"|(?:general |rough |strong )?consensus (?:is|was|on|to|that|reached)\b|motion (?:to .{1,80}"
    r" )?(?:passed|carried|approved)"
    r"|(?:经|会议)?(?:讨论|研究|协商|评审|表决)(?:后)?[,，]?(?:与会(?:人员|代表|专家)|大家|双方"
    r"|各方|会议)?(?:一致|共同)?(?:决定|同意|议定|确定|通过|认为应)"
    r"|(?:会议|双方|与会(?:人员|代表|专家)|大家)(?:最终|一致|共同)?(?:决定|同意|议定|商定|达成"
    r"|确定|明确)(?!与)",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?:请|需要?|尽快|抓紧|会后|线下|后续|建议|期望|继续|由|拉通?|与.{1,12}(?:确认|沟通|对齐"
    r"|讨论)|和.{1,12}(?:确认|沟通|对齐|讨论)"
    r"|刷新|补充|提供|确认|完成|整改|修改|更新|提交|整理|输出|组织|联系|推动|推进|跟进|落实|安排"
    r"|准备|梳理|评估|制定|建立|明确|检查|协调|对齐|沟通"
    r"|发送|邀请|召开|申请|上传|下载|部署|测试|编写|优化|增加|删除|调整|统一|按|给出|规划|收集"
    r"|分析|解决|审视|评审|制订|处理|设置|参与|支持|适配|澄清|核对|导入|迁移|接入|输出"
    r"|[\u4e00-\u9fffA-Za-z]化[。；;]?$)"
)
_ASKS = re.compile(
    r"[?？]\s*$|吗[。.]?$|呢[。.]?$|^(?:是否|能否|可否|如何|怎么|为什么|谁|哪|什么时候|多少)"
    r"|^(?:who|what|when|where|why|how|which|should|can|do|does|is|are|will)\b.*\?",
    re.IGNORECASE,
)
_SAID_DONE = re.compile(
    r"\s*(?:[-–—]+|\()\s*(?:done|completed?|closed|已完成|已闭环)[)）]?[.。!]*$", re.IGNORECASE
)
_LINK_ONLY = re.compile(r"!?\[[^\[\]]*\]\([^()]*\)|<?https?://\S+>?")
_HAN_ORDINAL = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．]")
_NUMBER = re.compile(r"[（(]?\d{1,2}[)）、.．]")
_PIECES = re.compile(
    r"<br\s*/?>|(?<=[；;。])\s*(?=[（(]?\d{1,2}[)）、.．]\D)|\s+(?=\d{1,2}[、．]\D)", re.IGNORECASE
)


class _Reader:
    def __init__(self, lines: Sequence[str], day: date | None) -> None:
        self.lines = lines
        self.day = day
        self.found = Found()
        self.section: _Section | None = None
        self.listed = -1
        self.above: tuple[int, str] | None = None
        """Indent and name of the item that the ones below it are grouped under."""

    def read(self) -> Found:
        fence = ""
        comment = False
        skip = front_matter(list(self.lines[:250]))
        n = skip
        while n < len(self.lines):
            line = self.lines[n]
            if found := _FENCE.match(line):
                fence = "" if fence and line.strip(" \t>").startswith(fence) else fence or found[1]
            elif fence or comment or line.lstrip().startswith("<!--"):
                comment = (comment or "<!--" in line) and "-->" not in line and not fence
            elif not line.strip():
                if self.section is not None:
                    self.section.gap = True
                    self.section.flow = False
            elif len(line) <= _LONGEST:
                n += self._table(n) or self._line(n)
                continue
            n += 1
        self.found.proposals = list(dict.fromkeys(self.found.proposals))
        return self.found

    # A line

    def _line(self, n: int) -> int:
        line = said(self.lines[n])
        if not line.words or set(line.words) <= set("-*_=~ "):
            return 1
        if not has_mark(line.raw):
            self._look(n, line)
        return 1

    def _look(self, n: int, line: Said) -> None:
        if self._opens(n, line):
            return
        section = self.section
        if section is not None and self._closes(line, section):
            section = self.section = None
        if section is not None and section.kind in ("action", "left", "decision", "question"):
            if self._inline(n, line, quiet=True) or self._item(n, line, section):
                return
        elif section is not None and section.kind in ("present", "absent"):
            prose = line.words.endswith(("。", ".", "？", "?")) or _INLINE.match(line.words)
            ends = section.style == "label" and section.started and not section.bulleted
            if line.box or (ends and (line.bullet or prose)):
                self.section = None
                self._alone(n, line)
                return
            section.bulleted = section.bulleted or bool(line.bullet)
            self._people(line.words, section.kind)
            section.started = True
            return
        self._alone(n, line)

    def _opens(self, n: int, line: Said) -> bool:
        """Whether the line is a heading or label: then what it announces begins."""
        words = line.words
        if line.level:
            kind = label_kind(words)
            inside = (
                self.section is not None
                and self.section.style == "heading"
                and line.level > self.section.level
            )
            if kind or not inside:
                self.section = _Section(kind, "heading", level=line.level) if kind else None
            elif self.section is not None:
                self.section.item_indent, self.section.gap = -1, False
            head, rest = _split_label(words)
            if (
                not kind
                and rest
                and (kind := label_kind(head)) in ("present", "absent", "host", "recorder", "place")
            ):
                self._about(kind, rest)
            return True
        ends = words.endswith((":", "："))
        if ends or line.bold:
            kind = label_kind(words.rstrip(":： "))
            if kind:
                self._begin(n, line, kind)
                return True
            if line.bold and not line.bullet:
                self.section = None
                return False
            return False
        head, rest = _split_label(words)
        if rest and (kind := label_kind(head)) in ("present", "absent", "host", "recorder", "place"):
            self._about(kind, rest)
            if kind in ("present", "absent"):
                self._begin(n, line, kind)
            return True
        if (
            rest
            and kind == "other"
            and not line.bullet
            and self.section is not None
            and self.section.style == "label"
        ):
            self.section = None
            return False
        ordinal = bool(_HAN_ORDINAL.match(line.bullet))
        if (kind := label_kind(words)) and kind != "other" and (ordinal or self._has_children(n, line)):
            self._begin(n, line, kind)
            return True
        if (
            ordinal
            and self.section is not None
            and self.section.style == "label"
            and not self.section.bulleted
        ):
            self.section = None
        return False

    def _begin(self, n: int, line: Said, kind: str) -> None:
        inside = self.section
        if (
            inside is not None
            and inside.style == "heading"
            and kind == "other"
            and inside.kind in ("present", "absent")
        ):
            return
        style = "bullet" if line.bullet and not _HAN_ORDINAL.match(line.bullet) else "label"
        self.section = _Section(kind, style, indent=line.indent)

    def _has_children(self, n: int, line: Said) -> bool:
        """Whether what follows hangs below this line."""
        after = (said(text) for text in self.lines[n + 1 : n + 4] if text.strip())
        below = next(after, None)
        if below is None or below.level:
            return False
        return (
            below.indent > line.indent
            if line.bullet
            else bool(below.bullet) or _HAN_ORDINAL.match(line.bullet) is not None
        )

    @staticmethod
    def _closes(line: Said, section: _Section) -> bool:
        if section.style == "heading":
            return (
                line.bold
                and not line.bullet
                and not section.bulleted
                and section.started
                and label_kind(line.words) == ""
            )
        if section.style == "bullet":
            return line.indent <= section.indent and (bool(line.bullet) or section.gap or section.started)
        if section.started and line.box and not section.boxes:
            return True
        if section.started and section.gap:
            return not line.bullet or (bool(_HAN_ORDINAL.match(line.bullet)) and not section.bulleted)
        if section.gap and not section.started:
            return line.bold
        if (
            section.bulleted
            and not line.bullet
            and _split_label(line.words)[1]
            and label_kind(_split_label(line.words)[0])
        ):
            return True
        return bool(line.bold and not line.bullet)

    # An item of a section

    def _item(self, n: int, line: Said, section: _Section) -> bool:
        bare = section.kind == "question" and not any(map(str.isalpha, _bare(line.raw)))
        if bare or _NOTHING.fullmatch(line.words) or label_kind(line.words.rstrip(":： ")) == "other":
            section.started, section.gap = True, False
            return True
        flowing = section.flow and not section.gap
        section.gap = False
        section.started = True
        if line.bullet:
            section.flow = False
            section.boxes = section.boxes or bool(line.box)
            if section.item_indent < 0 or not section.bulleted:
                section.item_indent = line.indent
            section.bulleted = True
            if line.indent > section.item_indent:
                if (
                    self.above is not None
                    and self.above[0] < line.indent <= self.above[0] + 6
                    and section.owner
                ):
                    self._propose(n, line, section.kind, owner=section.owner)
                return True
            section.item_indent = line.indent
            section.owner = ""
            name = line.words.rstrip(":： ")
            if _is_name(name) and self._has_children(n, line):
                section.owner = name.lstrip("@")
                self.above = (line.indent, section.owner)
                return True
            self._propose(n, line, section.kind)
            return True
        if section.bulleted:
            return True
        if line.indent >= 4 and section.started and flowing:
            return True
        # Prose: a paragraph that was wrapped by hand is one item.
        wrapped = flowing and line.words[:1].islower()
        section.flow = not line.raw.endswith("  ")
        if not wrapped and not line.words.endswith((":", "：")):
            self._propose(n, line, section.kind)
        return True

    def _propose(self, n: int, line: Said, kind: str, words: str = "", owner: str = "") -> None:
        words = (words or line.words).strip()
        if not any(map(str.isalnum, words)) or _NOTHING.fullmatch(words):
            return
        who, title = owner_of(words) if kind in ("action", "left", "question") else ("", words)
        who = owner or who
        due = due_of(words, self.day) if kind in ("action", "left", "question") else ""
        if kind == "left":
            acts = who or due or line.box or (_VERB.search(title) and not _ASKS.search(title))
            kind = "action" if acts else "question"
        done = line.box == "done" or line.struck
        if found := _SAID_DONE.search(title):
            done, title = True, title[: found.start()]
        title = cut(" ".join(title.replace("~~", "").split()), _TITLE_CELLS)
        self.found.proposals.append(Proposal(kind, n, title or words, who, due, done))

    # A line by itself

    def _inline(self, n: int, line: Said, *, quiet: bool = False) -> bool:
        """`AI: …`, `Decision: …`, `决议：…`; in a section that says the kind already, another kind wins."""
        found = _INLINE.match(line.words)
        if found is None:
            return False
        word, rest = found["word"], found["rest"].strip()
        bracketed = line.words[0] in "[【(<"
        if not bracketed and found["sign"].strip() and found["sign"].strip()[0] not in ":：-–—":
            return False
        if word in ("ai", "ar", "Ai", "Ar") or (word.casefold() == "ar" and not word.isupper()):
            return False
        if (
            found["first"]
            and half(found["first"]).strip()[0] == "("
            and word.casefold() in ("decisions", "decision")
        ):
            return False
        kind = next((kind for pattern, kind in _INLINE_KIND if pattern.match(word)), "question")
        if _NOTHING.fullmatch(rest):
            return True
        owner = (found["who"] or "").strip().lstrip("@")
        pieces = [piece for piece in _PIECES.split(rest) if piece.strip()] if _NUMBER.match(rest) else [rest]
        for piece in pieces:
            self._propose(n, line, kind, _unnumbered(piece), owner)
        if _NUMBER.match(rest) and not line.bullet:
            self.section = _Section(kind, "label", indent=line.indent, started=True)
            self.section.bulleted, self.section.item_indent = True, line.indent
        return True

    def _alone(self, n: int, line: Said) -> None:
        if self._inline(n, line):
            return
        if line.box:
            if self.listed < 0:
                boxes = [text for text in self.lines if said(text).box]
                self.listed = sum(not any(map(str.isalnum, _bare(text))) for text in boxes) * 2 > len(boxes)
            # Where most boxes hold a link alone, they tick off tickets that were looked at.
            if any(map(str.isalnum, _bare(line.raw))) and (not self.listed or owner_of(line.words)[0]):
                self._propose(n, line, "action")
            return
        if found := _FOR.search(line.words):
            self._propose(n, line, "action", _FOR.sub("", line.words), found["who"].strip())
        elif found := _INSIDE.search(line.words):
            kind = "decision" if found["word"] in ("DECISION", "决议") else "action"
            self._propose(n, line, kind, found["rest"])
        elif _DECIDED.match(line.words) and not _ASKS.search(line.words):
            self._propose(n, line, "decision")

    # A table

    def _table(self, n: int) -> int:
        """How many lines of a table begin here, read as what they say; 0: none does."""
        rows, taken = table_rows(self.lines, n)
        for row in rows:
            self._row(row)
        return taken

    def _row(self, row: Row) -> None:
        section = self.section.kind if self.section is not None else ""
        for label, value in row.pairs:
            kind = label_kind(label)
            if kind in ("present", "absent", "host", "recorder", "place", "subject"):
                self._about(kind, value)
            elif kind in ("action", "left", "decision", "question"):
                for piece in _PIECES.split(value):
                    words = plain(_unnumbered(piece.strip()))
                    line = Said(words, 0, 0, "", "", words.startswith("~~"), False, words)
                    self._propose(row.line, line, kind, words)
        if row.name and section in ("present", "absent"):
            self._people(row.name, section)
        title = plain(row.task)
        line = Said(title, 0, 0, "", "done" if row.done else "", title.startswith("~~"), False, title)
        if title and (section in ("action", "left", "question") or row.assigned):
            kind = section if section in ("left", "question") else "action"
            who = plain(row.owner).lstrip("@")
            before = len(self.found.proposals)
            self._propose(row.line, line, kind, title, "" if _NOTHING.fullmatch(who) else cut(who, 80))
            if len(self.found.proposals) > before and row.due:
                last = self.found.proposals[-1]
                due = due_of(f"due {row.due}", self.day) or due_of(f"{row.due}前", self.day)
                self.found.proposals[-1] = last._replace(due=due or last.due)
        if row.decision:
            words = plain(row.decision)
            self._propose(row.line, line._replace(box=""), "decision", words)
        elif title and section == "decision":
            self._propose(row.line, line._replace(box=""), "decision", title)

    # Who, where

    def _about(self, kind: str, value: str) -> None:
        value = plain(value).strip()
        if not value or _NOTHING.fullmatch(value):
            return
        if kind in ("present", "absent"):
            self._people(value, kind)
        elif not getattr(self.found, kind):
            names = ", ".join(_names(value)) if kind in ("host", "recorder") else value
            setattr(self.found, kind, cut(names or value, 120))

    def _people(self, text: str, kind: str) -> None:
        into = self.found.present if kind == "present" else self.found.absent
        for name in _names(plain(text)):
            if name not in into and len(into) < _MOST_PEOPLE:
                into.append(name)


_BETWEEN = re.compile(r"<br\s*/?>|[,，、;；|]|\s{2,}|\s+(?:and|&)\s+")
_ASIDE = re.compile(r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]|【[^】]*】|<[^<>]*>")


def _names(text: str) -> Iterator[str]:
    """Names in a list of people; organisations in parentheses and handles behind a name go."""
    for piece in _BETWEEN.split(_ASIDE.sub(" ", text)):
        if re.search(r"[:：]", piece):
            piece = re.split(r"[:：]", piece, maxsplit=1)[1]
        name = re.split(r"\s[-–—]+\s|——", piece.strip())[0].strip(" \t-*•.。")
        name = re.sub(r"(?<=\S)\s+@[\w.-]+$", "", name).lstrip("@").strip()
        sound = 1 < len(name) <= 40 and any(map(str.isalpha, name)) and "://" not in name
        if sound and len(name.split()) <= 5 and not label_kind(name) and not _NOTHING.fullmatch(name):
            yield name


_NAME = re.compile(r"@[\w.-]+|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}|[\u4e00-\u9fff]{2,4}")


def _is_name(text: str) -> bool:
    return _NAME.fullmatch(text) is not None


def _split_label(words: str) -> tuple[str, str]:
    """What stands before and behind the first colon near the start."""
    flat = half(words[:80])
    at = flat.find(":")
    return (words[:at].strip(), words[at + 1 :].strip()) if at > 0 else (words, "")


def _bare(raw: str) -> str:
    """The words of a line without its links."""
    return said(_LINK_ONLY.sub("", raw)).words


def _unnumbered(text: str) -> str:
    found = _NUMBER.match(half(text.lstrip()))
    return text.lstrip()[found.end() :].strip() if found else text
