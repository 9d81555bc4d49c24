"""An outline from the records: every slot fed or to be completed, hand-written text never touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from presales_tui.documents.book import Book
from presales_tui.documents.gate import leaks
from presales_tui.documents.outlines.generating import Generated, generate
from presales_tui.documents.planning.planner import plan_deck
from presales_tui.imports.outline_templates import (
    FOLDER,
    ORDER,
    outline_template,
    outline_templates,
    parse_template,
)
from presales_tui.model.client import Client, Contact
from presales_tui.model.errors import Problem
from presales_tui.model.followup import Action, Risk
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section, in_order
from presales_tui.model.requirement import Pain, Requirement
from presales_tui.model.trial import Criterion, Trial
from tests.documents.support import said, texts_of

NEEDS = (
    Requirement(id="r1", ref="REQ-001", title="线索分级", module="CRM", priority="must", fit="standard"),
    Requirement(id="r2", ref="REQ-002", title="排课冲突", module="排课", fit="custom", effort_high=5),
    Requirement(id="r3", ref="REQ-003", title="等保二级", module="排课", type="security"),
    Requirement(id="r4", ref="REQ-004", title="无模块的需求"),
    Requirement(id="r5", ref="REQ-005", title="底价要求不外传", module="机密模块", visibility="internal"),
)


def book(sections: Sequence[Section] = (), **more: Any) -> Book:
    values: dict[str, Any] = {
        "client": Client(name="启明教育", background="十二个校区"),
        "opportunity": Opportunity(id="o", name="教务平台", summary="漏跟率降到 2%", owner="王工"),
        "requirements": NEEDS,
        "pains": (Pain(title="靠 Excel", quote="每天抄到晚上", cost="1000 条"),),
        "date": "2026-11-25",
    }
    return Book(**(values | more), sections=tuple(sections))


def after(made: Generated, sections: Sequence[Section] = ()) -> list[Section]:
    now = {section.id: section for section in sections}
    now |= {put.new.id: put.new for put in made.change.puts if isinstance(put.new, Section)}
    for was in made.change.deletes:
        del now[was.id]
    return [one.section for one in in_order(now.values())]


def titles(sections: Sequence[Section]) -> list[str]:
    return [f"{'-' * one.depth}{one.section.title}" for one in in_order(sections)]


def slots(sections: Sequence[Section]) -> dict[str, Section]:
    return {section.slot: section for section in sections if section.slot}


def test_a_module_that_is_called_functions_does_not_say_so_twice() -> None:
    needs = (Requirement(id="r1", ref="REQ-001", title="300 人在线", module="非功能", fit="standard"),)
    made = generate(book(requirements=needs), outline_template(None, "zh", "solution"), "zh")
    assert "非功能方案" in " ".join(titles(after(made)))
    service = (*needs, Requirement(id="r2", title="培训 600 人", module="培训", type="training"))
    for lang, title in (("zh", "培训方案"), ("en", "培训")):
        made = generate(book(requirements=service), outline_template(None, lang, "solution"), lang)
        assert next(s for s in after(made) if s.slot == "functions/培训").title == title


@pytest.mark.parametrize("name", ORDER)
def test_the_templates_are_the_same_in_both_languages(name: str) -> None:
    zh, en = (outline_template(None, lang, name) for lang in ("zh", "en"))
    assert [place._replace(title="", body="") for place in zh.places] == [
        place._replace(title="", body="") for place in en.places
    ]
    lines = [[word for word in place.body.split("\n") if word.startswith("{{")] for place in zh.places]
    assert lines == [[w for w in place.body.split("\n") if w.startswith("{{")] for place in en.places]
    assert 0 < sum(place.minutes for place in zh.places) <= zh.minutes


def test_every_slot_of_a_solution_is_there_fed_or_to_be_completed() -> None:
    made = generate(book(), outline_template(None, "zh", "solution"), "zh")
    found = slots(after(made))
    assert {
        "background",
        "pains",
        "goals",
        "scope",
        "responses",
        "coverage",
        "architecture",
        "integration",
    } <= set(found)
    assert {"security", "deployment", "strengths", "trial", "criteria", "plan", "effort", "training"} <= set(
        found
    )
    assert {"sla", "cases", "team", "price", "risks", "actions", "annex"} <= set(found)
    missing = {step.slot for step in made.steps if step.missing and step.action == "add"}
    assert {"architecture", "criteria", "risks", "actions", "cases", "training"} <= missing
    assert not missing & {"background", "pains", "goals", "scope", "responses", "sla", "security", "team"}
    text = said(plan_deck(book(after(made)), lang="zh"))
    assert "待补：三到五条可测的标准" in text
    assert "每天抄到晚上" in text


def test_modules_become_sections_that_answer_their_requirements() -> None:
    found = slots(after(generate(book(), outline_template(None, "zh", "solution"), "zh")))
    assert [slot for slot in found if slot.startswith("functions/")] == [
        "functions/CRM",
        "functions/排课",
        "functions/-",
    ]
    assert found["functions/排课"].title == "排课功能方案"
    assert found["functions/排课"].requirements == ("r2", "r3")
    assert found["functions/-"].requirements == ("r4",)
    assert found["security"].requirements == ("r3",)
    assert found["responses"].requirements == ()


def test_what_stands_below_the_place_of_a_module_comes_with_every_module() -> None:
    text = '# {module}\n\n## 场景\n待补：写\n\n## {module}怎么做\n{{functions module="{module}"}}\n'
    sections = after(generate(book(), parse_template(text, "t", own=True), "zh"))
    assert titles(sections)[:6] == ["CRM", "-场景", "-CRM怎么做", "排课", "-场景", "-排课怎么做"]


def test_requirements_without_any_module_are_one_section() -> None:
    needs = (Requirement(id="n", ref="REQ-009", title="考勤"),)
    template = outline_template(None, "en", "solution")
    found = slots(after(generate(book(requirements=needs), template, "en")))
    assert (found["functions/-"].title, found["functions/-"].requirements) == ("Functions", ("n",))
    none = slots(after(generate(book(requirements=()), template, "en")))
    assert none["functions"].body.startswith("To be completed: ")


def test_what_is_hand_written_stays_and_what_is_generated_is_made_again() -> None:
    template = outline_template(None, "zh", "solution")
    sections = after(generate(book(), template, "zh"))
    mine = replace(slots(sections)["goals"], body="三年翻番。", title="目标")
    sections = [mine if s.id == mine.id else s for s in sections]
    english = outline_template(None, "en", "solution")
    made = generate(book(sections), english, "en")
    then = slots(after(made, sections))
    assert (then["goals"].title, then["goals"].body) == ("目标", "三年翻番。")
    assert then["pains"].body.startswith("What we heard")
    assert next(step.action for step in made.steps if step.slot == "goals") == "keep"
    again = generate(book(after(made, sections)), english, "en")
    assert again.count("add", "update") == 0
    assert [put.new.table for put in again.change.puts] == ["opportunities"]  # the talk limit alone


def test_one_slot_made_again_gets_lost_data_lines_back_below_the_text() -> None:
    template = outline_template(None, "zh", "solution")
    sections = after(generate(book(), template, "zh"))
    mine = replace(slots(sections)["goals"], body="三年翻番。")
    sections = [mine if s.id == mine.id else s for s in sections]
    made = generate(book(sections), template, "zh", only="goals")
    assert [step.action for step in made.steps] == ["complete"]
    assert len(made.change) == 1
    assert slots(after(made, sections))["goals"].body == "三年翻番。\n\n{{goals}}\n\n{{metrics empty=drop}}"


def test_a_module_that_is_new_comes_in_and_one_that_is_gone_goes_unless_somebody_wrote_there() -> None:
    template = outline_template(None, "zh", "solution")
    sections = after(generate(book(), template, "zh"))
    mine = replace(slots(sections)["functions/排课"], body="我们的排课。")
    sections = [mine if s.id == mine.id else s for s in sections]
    needs = (Requirement(id="n", ref="REQ-009", title="考勤", module="考务"),)
    then = slots(after(generate(book(sections, requirements=needs), template, "zh"), sections))
    assert [slot for slot in then if slot.startswith("functions/")] == ["functions/考务", "functions/排课"]
    assert then["functions/排课"].body == "我们的排课。"
    order = [s.slot for s in after(generate(book(sections, requirements=needs), template, "zh"), sections)]
    assert order.index("functions/考务") == order.index("architecture") + 1


def test_places_without_data_are_left_out_when_asked_for_and_their_chapter_with_them() -> None:
    template = outline_template(None, "zh", "solution")
    sections = after(generate(book(), template, "zh", drop_empty=True))
    assert "试用验证" not in [section.title for section in sections]
    assert "cases" not in slots(sections)
    trial = Trial(title="试用", purpose="看效果")
    with_trial = generate(book(sections, trials=(trial,)), template, "zh", drop_empty=True)
    assert (
        titles(after(with_trial, sections)).index("试用验证")
        == titles(after(with_trial, sections)).index("实施与服务") - 3 + 1
    )


def test_chapters_of_another_template_are_set_aside_and_come_back() -> None:
    solution, page = (outline_template(None, "zh", name) for name in ("solution", "executive"))
    whole = after(generate(book(), solution, "zh"))
    own = Section(title="我写的一章", pos="zz", body="很重要")
    made = generate(book([*whole, own]), page, "zh", aside=True)
    aside = after(made, [*whole, own])
    assert [s.title for s in aside if not s.parked and not s.parent] == ["一页看清：教务平台"]
    assert next(s for s in aside if s.id == own.id).parked
    back = after(generate(book(aside), solution, "zh", aside=True), aside)
    assert [t for t in titles(back) if not t.startswith("-")][:8] == [
        t for t in titles(whole) if not t.startswith("-")
    ]
    assert {s.title for s in back if s.parked} == {"一页看清：教务平台", "我写的一章"}


def test_sections_of_a_first_pitch_go_into_the_new_chapters_of_the_solution_and_are_not_moved_again() -> None:
    pitch = after(generate(book(), outline_template(None, "zh", "first_pitch"), "zh"))
    pitch = [replace(s, body="我们自己写的架构") if s.slot == "architecture" else s for s in pitch]
    solution = outline_template(None, "zh", "solution")
    whole = after(generate(book(pitch), solution, "zh"), pitch)
    above = {s.id: s.slot for s in whole}
    placed = {s.slot: above.get(s.parent, "") for s in whole}
    assert [placed[slot] for slot in ("background", "architecture", "actions", "overview")] == [
        *("chapter-client", "chapter-solution", "chapter-next", ""),
    ]
    assert titles(whole)[:3] == ["功能概览", "客户背景与目标", "-业务现状"]
    assert next(s for s in whole if s.slot == "architecture").body == "我们自己写的架构"
    (pains,) = (s for s in whole if s.slot == "pains")
    moved = [replace(s, parent="", pos="zz") if s is pains else s for s in whole]
    assert pains.id not in [put.new.id for put in generate(book(moved), solution, "zh").change.puts]


def test_what_was_set_aside_by_hand_stays_so_and_a_chapter_that_comes_back_is_told() -> None:
    template = outline_template(None, "zh", "solution")
    sections = after(generate(book(), template, "zh"))
    by_hand = {slots(sections)[slot].id for slot in ("effort", "chapter-trial")}
    sections = [replace(s, parked=s.id in by_hand) for s in sections]
    made = generate(book(sections), template, "zh")
    assert [step.slot for step in made.steps if step.action == "back"] == ["chapter-trial"]
    assert [s.slot for s in after(made, sections) if s.parked] == ["effort"]


def test_what_a_section_of_ones_own_tells_is_not_told_again() -> None:
    template = outline_template(None, "zh", "solution")
    chapter = Section(title="实施与服务", pos="a1", body="")
    mine = Section(title="钱花在哪", parent=chapter.id, pos="a1", body="六项。\n\n{{effort}}")
    needs = Section(title="我们的响应", parent=chapter.id, pos="a2", body="{{responses most=3}}")
    hidden = Section(title="内部", parent=chapter.id, pos="a3", body="{{sla}}", visibility="internal")
    sections = [chapter, mine, needs, hidden]
    made = generate(book(sections), template, "zh")
    assert {step.slot for step in made.steps if step.action == "told"} == {"effort"}
    found = slots(after(made, sections))
    assert "effort" not in found
    assert {"responses", "sla", "plan"} <= found.keys()
    assert made.count("told") == 1

    # Set aside with its chapter it tells nothing; made alone a place is what was asked for.
    elsewhere = Section(title="另一章", pos="a2", body="{{plan}}")
    aside = generate(book([*sections, elsewhere]), template, "zh", aside=True)
    assert {step.slot for step in aside.steps if step.action == "told"} == {"effort"}
    alone = generate(book(sections), template, "zh", only="effort")
    assert [(step.slot, step.action) for step in alone.steps] == [("effort", "add")]


def test_a_chapter_of_which_all_is_told_goes_with_it() -> None:
    mine = [
        Section(title=f"我的{n}", pos=f"a{n}", body=f"{{{{{name}}}}}")
        for n, name in enumerate(("trial", "criteria", "issues"))
    ]
    made = generate(book(mine), outline_template(None, "zh", "solution"), "zh", drop_empty=True)
    actions = {step.slot: step.action for step in made.steps}
    assert actions["chapter-trial"] == "told"
    assert "试用验证" not in titles(after(made, mine))


def test_a_section_of_the_same_name_is_taken_for_the_place_and_kept() -> None:
    mine = Section(title="痛点与挑战", body="老板说的", pos="a1")
    made = generate(book([mine]), outline_template(None, "zh", "solution"), "zh")
    found = slots(after(made, [mine]))["pains"]
    assert (found.id, found.body) == (mine.id, "老板说的")


@pytest.mark.parametrize("name", ORDER)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_internal_is_on_a_slide_that_was_generated(name: str, lang: str) -> None:
    whole = book(
        risks=(Risk(ref="RSK-001", title="竞争对手报了更低的价格", response="让步到八折以内为止"),),
        actions=(Action(ref="ACT-001", title="打听对手的报价和关系网", visibility="internal"),),
        criteria=(Criterion(ref="CRT-001", title="内部私下的标准要求", target="1", visibility="internal"),),
        team=(Contact(name="内部顾问", side="us", notes="不能让客户知道的背景说明"),),
        opportunity=Opportunity(id="o", name="教务平台", day_rate=2000),
    )
    sections = after(generate(whole, outline_template(None, lang, name), lang))
    told = whole._replace(sections=tuple(sections))
    plan = plan_deck(told, lang=lang)
    assert leaks(told, plan) == []
    text = said(plan)
    for secret in ("机密模块", "底价", "竞争对手", "打听", "内部顾问", "私下", "2,000", "报价概览", "Price"):
        assert secret not in text


def test_a_template_of_ones_own_takes_the_place_of_a_built_in_one(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    (folder / "solution.md").write_text(
        "---\ntitle: 我司汇报\nminutes: 20\n---\n"
        "# 背景\n<!-- slot: background; minutes: 2 -->\n{{background}}\n\n"
        '# {module}怎么做\n<!-- slot: functions; optional -->\n{{functions module="{module}"}}\n',
        "utf-8",
    )
    (folder / "bad.md").write_bytes(b"%PDF-1.4")
    found, wrong = outline_templates(tmp_path, "zh")
    assert [t.title for t in found if t.own] == ["我司汇报"]
    assert len(wrong) == 1
    made = generate(book(), outline_template(tmp_path, "zh", "solution"), "zh")
    assert titles(after(made)) == ["背景", "CRM怎么做", "排课怎么做", "其他怎么做"]
    limit = next(put.new for put in made.change.puts if isinstance(put.new, Opportunity))
    assert limit.deck_minutes == 20


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("---\ntitle: 我司\n# 背景\n", "line 1"),
        ("---\ntitle: 我司\nminutes: 二十\n---\n# 背景\n", "line 3: minutes are a number, not “二十”"),
        ("# 背景\n<!-- slot: background; lasts: 2 -->\n", "line 2: “lasts: 2”"),
        ("# 痛点\n\n{{pain}}\n", "line 3: {{pain}} is not a data line; {{pains}} is one"),
        ("# 痛点\n\n{{pains mst=3}}\n", "line 3: {{pains}} takes most=, empty= and"),
        ("", "solution.md is empty"),
    ],
)
def test_a_template_of_ones_own_that_is_broken_says_where(tmp_path: Path, text: str, told: str) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    (folder / "solution.md").write_text(text, "utf-8")
    with pytest.raises(Problem) as found:
        generate(book(), outline_template(tmp_path, "zh", "solution"), "zh")
    assert told in found.value.sentence
    assert "solution.md" in found.value.sentence
    assert outline_template(tmp_path, "zh", "executive").places


def test_a_template_says_what_it_can_and_two_headings_of_one_name_are_two_places() -> None:
    template = parse_template("# 甲\n文字\n\n# 甲\n<!-- internal -->\n", "mine", own=True)
    assert [(place.slot, place.minutes, place.internal) for place in template.places] == [
        ("甲", 0, False),
        ("甲-2", 0, True),
    ]
    assert template.title == "mine"


def test_a_plan_tells_which_sections_are_still_to_be_completed() -> None:
    """What a template asks to write, a data line without data, a line left open by hand; and nothing else."""
    made = after(generate(book(pains=()), outline_template(None, "zh", "first_pitch"), "zh"))
    open_by_hand = Section(opportunity="o", pos="z", title="报价", body="- 含税\n- 待补：折扣")
    silent = Section(opportunity="o", pos="zz", title="附件")
    plan = plan_deck(book([*made, open_by_hand, silent], pains=()), lang="zh")
    named = {section.id: section.title for section in (*made, open_by_hand, silent)}
    assert [named[id_] for id_ in plan.missing] == [
        *("痛点与挑战", "总体方案", "同行业案例", "下一步计划"),
        *("报价", "附件"),
    ]
    assert "痛点与挑战" not in [named[id_] for id_ in plan_deck(book(made), lang="zh").missing]
    hidden = [replace(section, visibility="internal") for section in made]
    assert plan_deck(book(hidden), lang="zh").missing == ()


def test_neighbours_that_are_all_to_be_completed_share_a_slide_and_others_do_not() -> None:
    made = after(generate(book(), outline_template(None, "zh", "solution"), "zh"))
    named = {section.id: section.title for section in made}
    plan = plan_deck(book(made), lang="zh")
    shared = {slide.title: [named[id_] for id_ in slide.section_ids] for slide in plan.slides}
    assert shared["试用验证：待补"] == ["试用验证", "试用安排", "试用标准与结果"]
    (trial,) = (slide for slide in plan.slides if slide.title == "试用验证：待补")
    text = said(plan._replace(slides=(trial,)))
    for line in ("试用安排", "试用的周期、范围与双方约定：", "待补：试用目的", "待补：三到五条可测的标准"):
        assert line in text
    assert shared["实施计划"] == ["实施计划"]  # the next one has data
    # As soon as one is written it has a slide of its own.
    written = [replace(s, body="四周，两个校区") if s.title == "试用安排" else s for s in made]
    found = {slide.title for slide in plan_deck(book(written), lang="zh").slides}
    assert {"试用安排", "试用标准与结果"} <= found
    assert "试用验证：待补" not in found


def test_short_sections_of_modules_share_a_slide_that_says_what_they_are() -> None:
    made = after(generate(book(), outline_template(None, "zh", "solution"), "zh"))
    modules = [section.title for section in made if section.slot.startswith("functions/")]
    assert len(modules) > 1
    plan = plan_deck(book(made), lang="zh")
    (slide,) = (slide for slide in plan.slides if slide.title == "功能方案")
    assert set(modules) <= {text for area in slide.areas for text in texts_of(area)}


def test_the_marked_place_of_a_picture_is_to_be_completed() -> None:
    lost = Section(opportunity="o", pos="a", title="拓扑", body="如图：\n\n![拓扑图](none.png)")
    drawn = Section(opportunity="o", pos="b", title="流程", body="```mermaid\ngraph TD\n```")
    plan = plan_deck(
        book([lost, drawn, Section(opportunity="o", pos="c", title="结语", body="完")]), lang="zh"
    )
    assert plan.missing == (lost.id, drawn.id)
