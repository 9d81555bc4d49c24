"""One round: a deck goes out, both sides work on, it is exported onto; what must hold is looked at.

`python -m tests.documents.colleague.rounds 500` plays many and says which seeds broke what.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any, NamedTuple

from presales_tui.documents.book import Book
from presales_tui.documents.deck import deck_bytes
from presales_tui.documents.onto.edited import EditedDeck
from presales_tui.documents.onto.writing import Onto
from presales_tui.documents.planning.planner import plan_deck
from presales_tui.model.outline import Section
from presales_tui.model.position import between
from presales_tui.model.requirement import Requirement
from tests.documents.colleague import painting, sorting, writing
from tests.documents.colleague.desk import Desk, Fact, group, opened, said, saved, sections
from tests.documents.support import book
from tests.documents.test_package import faults

ROWS = (
    ("a1", "背景", "十二个校区，两千名教师。"),
    (
        "a1.b1",
        "现状",
        "排课靠表格，**每周**两天。\n\n- 冲突多\n- 改一次动全身\n- 没有人知道\n- 家长投诉\n- 老师加班",
    ),
    (
        "a1.b2",
        "目标",
        "- 漏跟率降到 2%\n- 三个月上线\n\n"
        "| 项 | 值 | 说明 |\n|---|---|---|\n| 校区 | 12 | 全部 |\n| 人 | 90 | 教务 |",
    ),
    ("a2", "方案", ""),
    ("a2.c1", "总体", "一个平台。见[官网](https://example.com/a)与[部署](#部署)。"),
    ("a2.c2", "部署", "私有部署，两台服务器。\n\n```\npresales start\n```"),
    ("a2.c3", "覆盖", "{{coverage}}"),
    ("a2.c4", "响应", "{{responses}}"),
    ("a3", "实施", "四个阶段。"),
    ("a3.d1", "计划", "1. 调研\n2. 开发\n3. 试运行\n4. 上线"),
    (
        "a3.d2",
        "团队",
        "\n\n".join(f"第{n}位成员负责第{n}个模块的交付，驻场{n}个月，每周汇报一次。" for n in range(1, 19)),
    ),
)
NEEDS = (
    Requirement(
        ref="REQ-001", title="线索分级", module="CRM", priority="must", fit="config", response="按规则"
    ),
    Requirement(ref="REQ-002", title="排课冲突", module="排课", priority="should", fit="custom"),
    Requirement(ref="REQ-003", title="微信推送", module="排课", fit="unknown"),
)


class Round(NamedTuple):
    """What was played and what came of it."""

    seed: int
    there: list[str]
    here: list[str]
    broken: list[str]
    onto: Any = None


def start() -> Book:
    """What the first export is made of."""
    made = book(*ROWS, requirements=NEEDS)
    noted = (replace(s, notes=f"讲{s.title}时慢一点。") if n % 2 else s for n, s in enumerate(made.sections))
    return made._replace(sections=tuple(noted))


def drawn(now: Book, lang: str = "zh", **more: Any) -> tuple[Any, bytes]:
    """Plan and file."""
    plan = plan_deck(now, lang="en" if lang == "en" else "zh", **more)
    return plan, deck_bytes(plan)


def work_there(content: bytes, rng: Random, edits: int, only: tuple[Any, ...] = ()) -> Desk:
    """The colleague works; facts that later work of theirs undid are dropped."""
    desk = Desk(opened(content), rng)
    kinds = [*writing.EDITS, *painting.EDITS, *sorting.EDITS]
    for _n in range(edits):
        edit = rng.choice(only or kinds)
        desk.done.append(edit.__name__)
        edit(desk)
        if edit is sorting.delete:
            desk.deck = opened(saved(desk.deck))
    desk.deck = opened(saved(desk.deck))
    desk.facts = [fact for fact in desk.facts if fact.holds(desk.deck)]
    return desk


def work_here(now: Book, rng: Random, edits: int) -> tuple[Book, list[str], list[str]]:
    """Our side works on: the new book, what was done, what must be read in the deck."""
    done: list[str] = []
    for n in range(edits):
        sections = list(now.sections)
        at = rng.randrange(len(sections))
        one = sections[at]
        words = f"我们{n}改{rng.randrange(1000, 9999)}"
        kind = rng.choice(
            ["body", "body", "more", "word", "title", "notes", "add", "drop", "move", "need", "grow"]
        )
        done.append(f"{kind} {one.title}")
        if kind == "body":
            sections[at] = replace(one, body=f"{words}。")
        elif kind == "more":
            sections[at] = replace(one, body=f"{one.body}\n\n- {words}")
        elif kind == "grow":
            sections[at] = replace(
                one, body=f"{one.body}\n\n" + "\n\n".join(f"{words}第{i}段，" * 6 for i in range(9))
            )
        elif kind == "word" and one.body and "{{" not in one.body:
            half = one.body.find("，")
            sections[at] = replace(one, body=one.body[:half] + words + one.body[half:]) if half > 0 else one
        elif kind == "title":
            sections[at] = replace(one, title=words)
        elif kind == "notes":
            sections[at] = replace(one, notes=words)
        elif kind == "add":
            pos = between(one.pos, _next(sections, one))
            new = Section(
                id=f"n{n}{rng.randrange(10**9)}", parent=one.parent, pos=pos, title=words, body=f"{words}正文"
            )
            sections.append(new)
        elif kind == "drop" and len(sections) > 3:
            gone = {one.id} | {s.id for s in sections if s.parent == one.id}
            sections = [s for s in sections if s.id not in gone]
        elif kind == "move":
            other = rng.choice(sections)
            if other.parent == one.parent and other is not one:
                sections[sections.index(one)] = replace(one, pos=other.pos)
                sections[sections.index(other)] = replace(other, pos=one.pos)
        elif kind == "need":
            needs = list(now.requirements)
            k = rng.randrange(len(needs))
            needs[k] = replace(needs[k], title=words, fit=rng.choice(["config", "custom", "standard"]))
            now = now._replace(requirements=tuple(needs))
        now = now._replace(sections=tuple(sections))
    return now, done, []


def _next(sections: list[Section], one: Section) -> str:
    after = sorted(s.pos for s in sections if s.parent == one.parent and s.pos > one.pos)
    return after[0] if after else ""


def onto(now: Book, edited: bytes, **more: Any) -> Onto:
    """Exported onto."""
    remove = bool(more.pop("remove", False))
    plan, fresh = drawn(now, **more)
    return Onto(plan, fresh, EditedDeck(edited, "deck.pptx"), remove_retired=remove)


def play(seed: int, there: int = 6, here: int = 3, only: tuple[Any, ...] = ()) -> Round:
    """One round, twice exported onto."""
    rng = Random(seed)
    before = start()
    _plan, first = drawn(before)
    desk = work_there(first, rng, rng.randrange(there + 1), only)
    edited = saved(desk.deck)
    now, done, _words = work_here(before, rng, rng.randrange(here + 1))
    remove = rng.random() < 0.3
    try:
        found = onto(now, edited, remove=remove)
        content = found.content()
        broken = [*judged(first, edited, content, desk.facts, found, now), *idle(now, content, remove)]
    except Exception as error:  # noqa: BLE001 - a round that crashes is a round that broke
        import traceback

        broken = [f"crash {error!r} {traceback.format_exc()[-600:]}"]
        found = None
    return Round(seed, desk.done, done, broken, found)


def judged(
    first: bytes, edited: bytes, content: bytes, facts: list[Fact], found: Onto, now: Book
) -> Iterator[str]:
    """What is wrong with a merged deck."""
    was = set(faults(edited))
    yield from (f"package: {fault}" for fault in faults(content) if fault not in was)
    deck = opened(content)
    yield from (f"lost: {fact.said}" for fact in facts if not fact.holds(deck))
    slides = list(deck.slides)
    steps = found.merge.steps
    aside = sum(s.action == "update" and not found.in_place(s) for s in steps)
    if len(slides) != len(steps) + aside:
        yield f"{len(slides)} slides, {len(steps)} steps"
    # Every slide that would be drawn is there, or was told as deleted there or kept as theirs.
    plan, fresh = drawn(now)
    words = [said(slide) for slide in opened(fresh).slides]
    there = Counter(said(slide) for slide in slides)
    for n, text in enumerate(words):
        step = next((s for s in steps if s.ours == n and s.action != "beside"), None)
        beside = any(s.ours == n and s.action == "beside" for s in steps)
        if step is None and n not in found.merge.deleted:
            yield f"ours {n} is nowhere"
        elif step is not None and step.action in ("update", "add", "back", "keep") and not there[text]:
            if step.action == "update" and found.merge.steps and step.theirs in found.mixed:
                continue
            theirs = found.edited.slides[step.theirs].face.notes if step.theirs is not None else ""
            if step.action in ("update", "keep") and theirs:
                body = text
                if any(body.split("\n讲")[0] in other for other in there):
                    continue
            yield f"ours {n} ({step.action}) is not as drawn: {plan.slides[n].title}"
        elif beside and not there[text]:
            yield f"ours {n} (beside) is not as drawn"
    # No slide of ours stands there twice.
    was_twice = {k for k, v in Counter(said(s) for s in opened(edited).slides).items() if v > 1}
    for text, count in there.items():
        if count > 1 and len(text) > 12 and text not in was_twice and words.count(text) < count:
            yield f"twice: {text[:30]!r}"


def idle(now: Book, content: bytes, remove: bool) -> Iterator[str]:
    """Exporting again onto the result changes nothing."""
    again = onto(now, content, remove=remove)
    for action in ("update", "notes", "mix", "conflict", "beside", "add", "back"):
        if n := again.merge.count(action):
            titles = [again.title(s) for s in again.merge.steps if s.action == action]
            yield f"again: {n} {action} {titles[:3]}"
    if again.merge.removed:
        yield "again: removed"
    second = again.content()
    one, other = opened(content), opened(second)
    before = [(said(s), group(s), s.slide_id) for s in one.slides]
    after = [(said(s), group(s), s.slide_id) for s in other.slides]
    if before != after:
        yield "again: other slides"

    def listed(deck: Any) -> list[Any]:
        return [(s.get("name"), s.get("id"), [e.get("id") for e in s[0]]) for s in sections(deck)]

    if listed(one) != listed(other):
        yield f"again: other sections {listed(one)} {listed(other)}"


def main() -> None:
    """Play many rounds and tell what broke."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    kinds: Counter[str] = Counter()
    bad = 0
    for seed in range(first, first + count):
        one = play(seed)
        if one.broken:
            bad += 1
            print(seed, "there:", one.there, "here:", one.here)
            for fault in one.broken:
                print("    ", fault[:700])
                kinds[
                    fault.split(":")[0] + ":" + fault.split(":")[1].split()[0] if ":" in fault else fault[:20]
                ] += 1
    print(f"{bad} of {count} rounds broken", kinds.most_common(30))


if __name__ == "__main__":
    main()
