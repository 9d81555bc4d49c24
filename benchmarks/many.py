"""A workspace with many clients to measure on, and to try the workbench with.

    python benchmarks/many.py DIR [--clients 50] [--records 20000]

Every client has an opportunity (every fifth has two) in some stage, with meetings and their minutes,
requirements, sections, a trial with criteria and issues, actions, promises and people; in Chinese. The
same numbers give the same words; only the days move, so that there is always something due.
"""

from __future__ import annotations

import argparse
import random
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from presales_tui.data import Workspace
from presales_tui.model.change import Change
from presales_tui.model.client import Client, Contact
from presales_tui.model.followup import Action, Commitment, Decision, Question
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section
from presales_tui.model.record import Record
from presales_tui.model.requirement import Requirement
from presales_tui.model.stages import PATH
from presales_tui.model.trial import Criterion, Issue, Trial

PLACES = ("重庆", "江州", "云岭", "临海", "长河", "石桥", "南湖", "北原", "青川", "白塔")
TRADES = ("银行", "水务集团", "第一医院", "实验中学", "轨道交通", "制造", "保险", "大学", "电力", "物流")
WORKS = ("数据中台", "排课平台", "智能客服", "招生系统", "统一认证", "移动办公", "预约挂号", "巡检平台")
WHAT = ("排课冲突提示", "单点登录", "报表导出", "消息推送", "权限分级", "国密加密", "离线同步", "日志审计")
HOW = ("应支持", "须提供", "可配置", "要求三秒内完成", "须兼容信创环境下的", "应按部门统计")
NAMES = ("王老师", "李主任", "张工", "赵处长", "陈经理", "刘校长", "周科长", "吴总")
FITS = ("standard", "config", "custom", "third_party", "gap", "unknown")


def fill(path: Path, clients: int = 50, records: int = 20_000) -> int:
    """Make the workspace; how many records it holds."""
    workspace = Workspace.open(path, user="陈工")
    made = 0
    for number in range(clients):
        made += _client(workspace, random.Random(number), number, records // clients)
    workspace.close()
    return made


def _client(workspace: Workspace, dice: random.Random, number: int, records: int) -> int:
    name = f"{PLACES[number % 10]}{TRADES[number // 10 % 10]}{number:02d}"
    store = workspace.create_client(Client(name=name, industry=TRADES[number // 10 % 10]))
    change = Change("Sample")
    deals = 2 if number % 5 == 0 else 1
    count = 1
    for _deal in range(deals):
        for record in _deal_records(dice, number, (records - 1) // deals):
            change.put(record)
            count += 1
    store.commit(change)
    store.compact()
    return count


def _deal_records(dice: random.Random, number: int, records: int) -> list[Record]:
    now = datetime.now(UTC)

    def day(least: int, most: int) -> str:
        return (now + timedelta(days=dice.randint(least, most))).date().isoformat()

    def utc(hours: float) -> str:
        return (now - timedelta(hours=hours)).isoformat(timespec="seconds")

    stage = PATH[number * 7 % len(PATH)]
    here = Opportunity(
        name=f"{dice.choice(WORKS)}{number:02d}",
        stage=stage,
        stage_log=(("lead", utc(24 * 40)), (stage, utc(24 * 6))),
        technical_outcome=dice.choice(("open", "open", "win", "loss")),
        value=dice.randint(20, 900) * 10_000.0,
        owner="陈工",
        next_step=f"{dice.choice(('演示', '提交', '确认'))}{dice.choice(WHAT)}",
        next_date=day(-1, 30),
        key_dates=((day(1, 60), "投标截止"),),
    )
    found: list[Record] = [here]
    trial = Trial(opportunity=here.id, title="试用", state="running", start=day(-20, -10), end=day(1, 40))
    found.append(trial)
    found += [Contact(name=f"{one}{number:02d}", job="负责人") for one in NAMES[: 3 + number % 4]]
    rest = dice.choice((0, 1, 1, 2, 2, 3, 4, 5, 9, 33))
    for n in range(6):
        held = n < 5
        start = now + timedelta(days=-6 * (4 - n) - rest if held else dice.randint(0, 12))
        found.append(
            Meeting(
                opportunity=here.id,
                title=f"第{n + 1}次{dice.choice(('交流', '评审', '演示'))}",
                start=start.strftime("%Y-%m-%dT%H:%M"),
                state="held" if held else "planned",
                attendees=NAMES[:3],
            )
        )
    meetings = [one for one in found if isinstance(one, Meeting)][:4]
    found += [Criterion(opportunity=here.id, trial=trial.id, title=f"{what}达标") for what in WHAT[:4]]
    for _n in range(5):
        found.append(Action(opportunity=here.id, title=_words(dice), owner="陈工", due=day(-1, 60)))
    found += [Commitment(opportunity=here.id, title=_words(dice), due=day(0, 90)) for _n in range(2)]
    found += [Question(opportunity=here.id, title=_words(dice), to=dice.choice(NAMES)) for _n in range(2)]
    found += [Decision(opportunity=here.id, title=_words(dice)) for _n in range(2)]
    for n in range(0 if number % 3 == 0 else 1, 12):
        came = dice.uniform(24 * (rest + 1), 24 * (rest + 30))
        fixed = max(came - dice.uniform(2, 24 * 9), 24.0 * rest + 1)
        steps: tuple[tuple[str, str, str], ...] = (
            ("open", utc(came), "陈工"),
            ("ack", utc(came - 0.3), "陈工"),
        )
        if n == 0:
            came, steps = 1 + 40 * dice.random(), ()
        else:
            steps += (("closed", utc(fixed), "陈工"),)
        found.append(
            Issue(
                opportunity=here.id,
                trial=trial.id,
                title=f"{dice.choice(WHAT)}报错 {dice.randint(400, 599)}",
                kind="defect",
                status=steps[-1][0] if steps else "open",
                reported=utc(came),
                status_log=steps,
                observed=_words(dice) * 2,
            )
        )
    left = max(records - len(found), 10)
    for _n in range(left * 4 // 10):
        found.append(
            Requirement(
                opportunity=here.id,
                title=_words(dice),
                statement=f"系统{_words(dice)}，{_words(dice)}；{_words(dice)}。",
                fit=dice.choice(FITS),
                priority=dice.choice(("must", "should", "could")),
                module=dice.choice(WORKS),
                effort_low=3,
                effort_high=5,
            )
        )
    for n in range(left // 10):
        body = "\n".join(_words(dice) for _n in range(6))
        found.append(Section(opportunity=here.id, pos=f"a{n:03d}", title=_words(dice), body=body))
    for n in range(left - left * 4 // 10 - left // 10):
        found.append(Line(meeting=dice.choice(meetings).id, pos=f"a{n:04d}", text=f"客户说：{_words(dice)}"))
    return found


def _words(dice: random.Random) -> str:
    what, also = dice.choice(WHAT), dice.choice(WHAT)
    return f"{dice.choice(HOW)}{what}与{also}（{dice.choice(WORKS)} {dice.randint(1, 999)}）"


def main() -> int:
    """Make one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--records", type=int, default=20_000)
    given = parser.parse_args()
    made = fill(given.directory, given.clients, given.records)
    print(f"{made} records of {given.clients} clients in {given.directory}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
