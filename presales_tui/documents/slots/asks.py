"""What to write where the records give a data line nothing: the points that its place wants."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from presales_tui.model.scales import REQUIREMENT_TYPE

_ASKS = """
background
  行业与规模，现有系统，业务现在怎么做，为什么现在要做
  industry and size, systems in use, how the work is done today, why now
pains
  谁的什么痛点，用客户自己的话，每月因此损失多少
  whose pain it is, in their own words, and what it costs a month
goals
  建成之后有什么不同，给谁带来什么，什么时候要见效
  what will be different, for whom, and by when
deployment
  部署在哪里，服务器、网络与操作系统要求，由谁准备，何时就绪
  where it runs, servers, network and systems, who provides them and when
meetings
  哪天与谁交流了什么
  on which day who talked with whom of what
decisions
  双方已经定下的事
  what both sides have settled
dates
  启动、评审、上线、验收各在哪一天
  the days of start, review, go-live and acceptance
requirements
  客户要什么，按模块
  what is needed, by module
responses
  每条需求如何满足
  how each requirement is met
coverage
  需求与每条需求的满足程度
  the requirements, and how far each is met
effort
  需要二次开发的需求，以及各自的人天
  what needs customisation, and its person-days
metrics
  用什么指标、怎么测、达到多少算成功
  which figure, how it is measured, which value is a success
scope
  各模块的需求条数与优先级
  the requirements of each module and their priority
functions
  有哪些功能，分别满足客户的哪条需求
  the functions, and which need each of them meets
strengths
  客户最看重、我们今天就有的三到五点，每点一个证据
  three to five points that matter most and are there today, with proof
roles
  各角色的人天
  the person-days of each role
price
  软件、二次开发与服务各多少
  licences, customisation and services, an amount each
brief
  痛点、需求满足情况与下一步
  the pains, how far the needs are met, and what is next
annex
  全部需求与验收标准
  all requirements with their acceptance
trial
  试用目的、起止日期、范围、环境、参加人员，达标之后的决定
  purpose, dates, scope, environment, people, and what follows if it succeeds
criteria
  三到五条可测的标准：指标、测法、目标值
  three to five measurable criteria: figure, method, target
issues
  试用问题的数量、类型与解决情况
  the issues of the trial by kind, and what became of them
issue_times
  试用问题的响应与解决用时
  how fast issues were answered and solved
plan
  启动、开发、联调、培训、上线、验收的日期与负责人
  start, build, integration, training, go-live and acceptance, with dates and owners
training
  培训哪些人，几次，讲什么，培训后能独立做什么
  who is trained, how often, in what, and what they can do afterwards
sla
  各级问题的响应与解决时限
  how fast each priority is answered and solved
team
  项目经理、售前、实施与服务人员，各负责什么
  project manager, presales, delivery and service, and what each is in charge of
risks
  可能出什么问题，怎样发现，双方各做什么
  what may go wrong, how it shows, and what each side does
actions
  双方各自的下一步、负责人与日期
  the next step of each side, with owner and date
commitments
  我们承诺什么，到哪一天
  what we commit to, and by when
"""
"""Name of a data line, and below it what it asks for in Chinese and in English."""


@cache
def _asks() -> dict[str, tuple[str, str]]:
    lines = [line.strip() for line in _ASKS.strip().split("\n")]
    return {name: (zh, en) for name, zh, en in zip(lines[::3], lines[1::3], lines[2::3], strict=True)}


def asked(name: str, options: Mapping[str, str], lang: str) -> str:
    """What is to be written in `zh` or `en` in place of the data line `name`; of some types: those types."""
    told = _asks()[name][lang != "zh"]
    types = [word for word in options.get("type", "").split(",") if word in REQUIREMENT_TYPE]
    if not types:
        return told
    labels = [REQUIREMENT_TYPE.label(word, lang) for word in types]
    return f"{told}（{'、'.join(labels)}）" if lang == "zh" else f"{told} ({', '.join(labels)})"
