"""The requirements specification (需求规格说明书) in Word, in the outline of one of three standards.

The chapters of a standard are rows of `specification_outlines`; here they are filled. What no record
says is shown as to be completed, so that nobody hands in an empty chapter unawares.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from presales_tui.documents.book import Book
from presales_tui.documents.papers.docx_file import docx_bytes
from presales_tui.documents.papers.specification_outlines import OUTLINES, Chapter
from presales_tui.documents.pieces import Contents, Grid, Heading, NewPage, Pairs, Piece, Prose, escaped
from presales_tui.documents.registry import Made, Order, Work
from presales_tui.documents.words import word
from presales_tui.locale import _, ngettext
from presales_tui.model import scales
from presales_tui.model.coverage import live
from presales_tui.model.errors import BadInput
from presales_tui.model.requirement import Requirement
from presales_tui.model.text import clean, one_line

_SHORT = 60
"""Characters of a cell in a matrix."""


def begin(order: Order) -> Work:
    """Read the requirements. BadInput if there is none."""
    whole = Book.of(order.store, order.opportunity)
    book = whole.for_audience(order.audience)
    requirements = sorted(live(book.requirements), key=lambda r: (r.module, len(r.ref), r.ref))
    if not requirements:
        raise BadInput(_("There is no requirement to export yet."))
    name = order.variant or next(iter(OUTLINES))
    writer = _Writer(book, requirements, order.lang, name)
    internal = order.audience == "internal"

    def work() -> Made:
        title, pieces = writer.title(), list(writer.pieces())
        if not internal:
            from presales_tui.documents.gate import check_pieces

            check_pieces(whole, pieces)
        content = docx_bytes(
            pieces,
            lang=order.lang,
            title=title,
            header=word(order.lang, "internal" if internal else "confidential", client=writer.client),
            author=book.author,
            company=writer.client,
        )
        return Made(
            content,
            ngettext(
                "{n} requirement in the specification",
                "{n} requirements in the specification",
                len(requirements),
            ).format(n=len(requirements)),
        )

    return work


class _Writer:
    """Fills the chapters of one outline with the records of one book."""

    def __init__(self, book: Book, requirements: Sequence[Requirement], lang: str, outline: str) -> None:
        self._book = book
        self._all = requirements
        self._lang = lang
        self._outline = outline
        self._placed: set[str] = set()
        self.client = book.client_name(lang)

    def title(self) -> str:
        """As on the cover."""
        what = self._say("需求规格说明书", "Requirements specification")
        return f"{one_line(self._book.opportunity.name)} {what}"

    def pieces(self) -> Iterator[Piece]:
        """Cover, contents, chapters."""
        yield Heading(self.title())
        yield Pairs(
            (
                (self._say("客户", "Client"), self.client),
                (self._say("依据", "Outline"), OUTLINES[self._outline].name),
                (self._say("版本", "Version"), self._book.version or "V1.0"),
                (self._say("日期", "Date"), self._book.date),
                (self._say("编制", "Prepared by"), one_line(self._book.author)),
                (self._say("审核", "Reviewed by"), ""),
                (self._say("批准", "Approved by"), ""),
            )
        )
        yield Prose(f"**{self._say('修订历史', 'Revision history')}**")
        yield Grid(
            tuple(
                self._say(*pair)
                for pair in (("版本", "Version"), ("日期", "Date"), ("说明", "What"), ("修订人", "By"))
            ),
            (
                (
                    self._book.version or "V1.0",
                    self._book.date,
                    self._say("初稿", "First draft"),
                    one_line(self._book.author),
                ),
            ),
            (0.15, 0.2, 0.45, 0.2),
        )
        yield NewPage()
        yield Prose(f"**{self._say('目录', 'Contents')}**")
        yield Contents(
            3, self._say("打开文件后右键“更新域”生成目录。", "Update the field to fill the contents.")
        )
        yield NewPage()
        chapters = OUTLINES[self._outline].chapters
        named = {type_ for chapter in chapters for type_ in chapter.types}
        rest = [r for r in self._all if r.type not in named]
        for chapter in chapters:
            yield from self._chapter(chapter, rest)

    def _chapter(self, chapter: Chapter, rest: Sequence[Requirement]) -> Iterator[Piece]:
        yield Heading(f"{chapter.number} {self._say(chapter.zh, chapter.en)}", chapter.number.count(".") + 2)
        if chapter.types or chapter.what == "rest":
            found = [r for r in self._all if r.type in chapter.types] + (
                list(rest) if chapter.what == "rest" else []
            )
            yield from self._requirements(found, chapter.number.count(".") + 3, chapter.number)
        elif chapter.what:
            content = {
                "purpose": self._purpose,
                "scope": self._scope,
                "overview": self._overview,
                "functions": self._functions,
                "users": self._users,
                "constraints": self._constraints,
                "assumptions": self._assumptions,
                "references": self._references,
                "terms": self._to_complete,
                "verification": self._verification,
                "priorities": self._priorities,
                "trace": self._trace,
                "open": self._open,
            }
            yield from content[chapter.what]()

    # The requirements themselves

    def _requirements(self, found: Sequence[Requirement], level: int, number: str) -> Iterator[Piece]:
        if not found:
            yield Prose(self._say("无。", "None."))
            return
        if len({r.module for r in found}) < 2:
            for r in found:
                yield from self._one(r, level)
            return
        for n, (module, group) in enumerate(groupby(found, key=lambda r: r.module), 1):
            yield Heading(f"{number}.{n} {one_line(module) or word(self._lang, 'no_module')}", level)
            for r in group:
                yield from self._one(r, level + 1)

    def _one(self, r: Requirement, level: int) -> Iterator[Piece]:
        self._placed.add(r.id)
        lang = self._lang
        yield Heading(f"{r.ref} {one_line(r.title)}", level)
        source = [scales.SOURCE.label(r.source_kind, lang)]
        meeting = next((m for m in self._book.meetings if m.id == r.source_id), None)
        if meeting is not None:
            source.append(f"{meeting.ref} {one_line(meeting.title)}")
        source += [one_line(r.clause_mark + r.clause), one_line(r.external_id)]
        related = [f"{s.ref} {one_line(s.title)}" for s in self._book.sections if r.id in s.requirements]
        related += [f"{c.ref} {one_line(c.title)}" for c in self._book.criteria if r.id in c.requirements]
        rows = (
            (("标识", "Identifier"), r.ref),
            (("名称", "Name"), one_line(r.title)),
            (("描述", "Description"), clean(r.statement)),
            (("用户", "User"), one_line(r.actor)),
            (("来源", "Source"), " · ".join(part for part in source if part)),
            (("优先级", "Priority"), scales.PRIORITY.label(r.priority, lang)),
            (("类型", "Type"), scales.REQUIREMENT_TYPE.label(r.type, lang)),
            (("层次", "Level"), scales.REQUIREMENT_LEVEL.label(r.level, lang)),
            (("质量特性", "Quality"), scales.QUALITY.label(r.quality, lang)),
            (
                ("验收准则", "Acceptance"),
                clean(r.acceptance) or self._missing("验收准则", "acceptance criterion"),
            ),
            (("匹配", "Compliance"), self._declared(r)),
            (("响应", "Response"), clean(r.response)),
            (("关联", "Related"), "; ".join(related)),
        )
        always = {"标识", "名称", "来源", "优先级", "类型", "验收准则", "匹配"}
        yield Pairs(
            tuple((self._say(*name), value or "—") for name, value in rows if value or name[0] in always)
        )

    def _declared(self, r: Requirement) -> str:
        """What is told to the client of our fit; the internal truth is not."""
        declared = scales.DECLARED.get(r.fit)
        return declared[0 if self._lang == "zh" else 1] if declared else self._say("待评估", "to be assessed")

    # Chapters about the whole

    def _purpose(self) -> Iterator[Piece]:
        name, client = escaped(self._book.opportunity.name), escaped(self.client)
        yield Prose(
            self._say(
                f"本文档说明{client}“{name}”的需求，作为方案编制、试用验证与验收的依据。",
                f"The requirements of {client} for “{name}”: the basis of solution, trial and acceptance.",
            )
        )

    def _scope(self) -> Iterator[Piece]:
        summary = clean(self._book.opportunity.summary).strip()
        yield Prose(escaped(summary) if summary else self._missing("系统范围", "scope of the system"))

    def _overview(self) -> Iterator[Piece]:
        if not self._book.pains:
            yield Prose(self._missing("现状与痛点", "present situation"))
            return
        rows = tuple((p.ref, one_line(p.title), one_line(p.cost) or "—") for p in self._book.pains)
        header = (("编号", "Ref"), ("现状与痛点", "Present situation"), ("影响", "Cost"))
        yield Grid(tuple(self._say(*pair) for pair in header), rows, (0.15, 0.5, 0.35))

    def _functions(self) -> Iterator[Piece]:
        by_module = sorted({r.module for r in self._all})
        rows = []
        for module in by_module:
            group = [r for r in self._all if r.module == module]
            musts = sum(r.priority == "must" for r in group)
            rows.append((one_line(module) or word(self._lang, "no_module"), str(len(group)), str(musts)))
        header = (("模块", "Module"), ("需求数", "Requirements"), ("其中必须", "Of them must"))
        yield Grid(tuple(self._say(*pair) for pair in header), tuple(rows), (0.6, 0.2, 0.2))

    def _users(self) -> Iterator[Piece]:
        actors = sorted({one_line(r.actor) for r in self._all if r.actor.strip()})
        if not actors:
            yield Prose(self._missing("用户特点", "characteristics of the users"))
            return
        yield Prose("\n".join(f"- {escaped(actor)}" for actor in actors))

    def _constraints(self) -> Iterator[Piece]:
        found = [r for r in self._all if r.type in ("deployment", "compliance", "compatibility")]
        deployment = scales.DEPLOYMENT.label(self._book.opportunity.deployment, self._lang)
        lines = [f"- {self._say('部署方式', 'Deployment')}: {escaped(deployment)}"] if deployment else []
        lines += [f"- {r.ref} {escaped(r.title)}" for r in found]
        yield Prose("\n".join(lines) or self._missing("约束", "constraints"))

    def _assumptions(self) -> Iterator[Piece]:
        found = [r for r in self._book.risks if r.kind in ("assumption", "dependency")]
        yield Prose(
            "\n".join(f"- {r.ref} {escaped(r.title)}" for r in found)
            or self._missing("假设与依赖", "assumptions")
        )

    def _references(self) -> Iterator[Piece]:
        rows = [f"- {OUTLINES[self._outline].name}"]
        rows += [f"- {m.ref} {escaped(m.title)} {m.start[:10]}" for m in self._book.meetings]
        yield Prose("\n".join(rows))

    def _to_complete(self) -> Iterator[Piece]:
        yield Prose(self._missing("术语与缩略语", "terms and abbreviations"))

    def _verification(self) -> Iterator[Piece]:
        rows = tuple(
            (
                r.ref,
                one_line(r.title)[:_SHORT],
                one_line(r.acceptance) or self._missing("验收准则", "acceptance criterion"),
            )
            for r in self._all
        )
        header = (
            ("编号", "Ref"),
            ("需求", "Requirement"),
            ("验证方法与验收准则", "Verification and acceptance"),
        )
        yield Grid(tuple(self._say(*pair) for pair in header), rows, (0.14, 0.4, 0.46))

    def _priorities(self) -> Iterator[Piece]:
        rows = []
        for code in (*scales.PRIORITY.codes, ""):
            refs = [r.ref for r in self._all if r.priority == code]
            if refs:
                label = scales.PRIORITY.label(code, self._lang) or self._say("未定", "not ranked")
                rows.append((label, str(len(refs)), ", ".join(refs)))
        header = (("优先级", "Priority"), ("数量", "Count"), ("需求", "Requirements"))
        yield Grid(tuple(self._say(*pair) for pair in header), tuple(rows), (0.15, 0.1, 0.75))

    def _trace(self) -> Iterator[Piece]:
        """From where it came to where it is answered and tested."""
        meetings = {m.id: m for m in self._book.meetings}
        rows = []
        for r in self._all:
            meeting = meetings.get(r.source_id)
            source = meeting.ref if meeting else scales.SOURCE.label(r.source_kind, self._lang)
            sections = [one_line(s.title) for s in self._book.sections if r.id in s.requirements]
            criteria = [c.ref for c in self._book.criteria if r.id in c.requirements]
            rows.append(
                (
                    r.ref,
                    one_line(r.title)[:_SHORT],
                    " ".join(part for part in (source, one_line(r.clause), one_line(r.external_id)) if part)
                    or "—",
                    "; ".join(sections) or "—",
                    ", ".join(criteria) or "—",
                )
            )
        header = (
            ("编号", "Ref"),
            ("需求", "Requirement"),
            ("来源", "Source"),
            ("方案章节", "Section"),
            ("验证标准", "Criterion"),
        )
        yield Grid(tuple(self._say(*pair) for pair in header), tuple(rows), (0.12, 0.34, 0.18, 0.22, 0.14))

    def _open(self) -> Iterator[Piece]:
        open_ = [r for r in self._all if r.fit == "unknown" or r.status in ("captured", "clarifying")]
        if not open_:
            yield Prose(self._say("无。", "None."))
            return
        rows = tuple(
            (
                r.ref,
                one_line(r.title)[:_SHORT],
                scales.REQUIREMENT_STATUS.label(r.status, self._lang),
                self._declared(r),
            )
            for r in open_
        )
        header = (("编号", "Ref"), ("需求", "Requirement"), ("状态", "Status"), ("匹配", "Compliance"))
        yield Grid(tuple(self._say(*pair) for pair in header), rows, (0.14, 0.5, 0.18, 0.18))

    def _say(self, zh: str, en: str) -> str:
        return zh if self._lang == "zh" else en

    def _missing(self, zh: str, en: str) -> str:
        return word(self._lang, "to_complete", what=self._say(zh, en))
