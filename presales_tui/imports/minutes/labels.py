"""The words by which minutes say what a part of them is: action items, 会议决议, 参会人员 and the like."""

from __future__ import annotations

import re
from functools import lru_cache

from presales_tui.capture.width import half
from presales_tui.imports.headlines import plain

_WORDS: dict[str, tuple[str, ...]] = {
    "action": (
        r"(?:(?:new|key|open|main|outstanding|resulting|our|your|the|summary of|list of|meeting) )*"
        r"(?:action(?:[ _-]?(?:items?|points?|list|log))?s?|ais?|to[- ]?do'?s?(?: items?| list)?"
        r"|todo ?items?|"
        r"follow[- ]?ups?(?: items?| actions?| tasks?)?|next (?:steps?|actions?)|assigned tasks"
        r"|action plans?|task list|task assignments?|"
        r"tasks?(?: assigned)?)(?: (?:summary|list|table))?(?: (?:and|&|for|until|before) .{1,30})?",
        r"(?:our )?(?:plans?|goals?|tasks?|work|to-?dos?) (?:for|until|before|by) (?:the )?(?:next"
        r"|coming|this|following)"
        r" (?:\w+ )?(?:week|sprint|month|meeting|iteration|period|time)s?",
        r"(?:next|this|coming|following) (?:week|sprint|iteration)(?:'?s)? (?:plans?|goals?|tasks?"
        r"|work|to-?dos?)",
        r"(?:what )?(?:we|i|each of us|everyone) (?:will|should|need to|have to) do(?: next)?(?: .{1,20})?",
        r"what to do(?: next)?|(?:future|upcoming) (?:goals?|tasks?|actions?|work)|assignments?|homework",
        r"(?:会议|会后|后续|下一?步|下周|下阶段|本次|新增|主要|近期)*的?(?:待办(?:事项|任务|清单"
        r"|列表|工作|项)?"
        r"|行动(?:项|计划|点|事项|措施|清单)(?:清单|列表|表)?|跟进(?:事项|计划|任务|工作|项)"
        r"|任务(?:清单|列表|分工|分配|安排))",
        r"(?!.*(?:成员|角色|岗位))(?:制定|确定|明确|讨论|细化|安排|商量|规划|重新|进一步|初步|具体"
        r"|接下来|并|了|的)*.{0,6}?"
        r"(?:分工|(?:下一?阶段|下一?步|下周|近期|接下来)的?.{0,4}?(?:计划|安排|任务|工作))",
        r".{0,6}?(?:待完成|未完成|进行中|需完成|需要完成)的?(?:核心|主要)?(?:任务|事项|工作|项)",
        r"(?:后续|下一?步|近期)的?(?:行动|工作|改进)?建议|待(?:修正|完善|补充|整改|处理|跟进)(?:项|事项)?",
        r"(?:会后|后续|下一?步|下周|下阶段|下一阶段|近期)的?(?:主要)?(?:工作|事项|行动|计划|安排"
        r"|任务|跟进|措施|推进)"
        r"(?:计划|安排|事项|任务)?",
        r"(?:工作|责任)(?:安排|分工|任务)|需(?:跟进|落实)(?:的)?事项|待(?:办|跟进|落实"
        r"|闭环)(?:的)?(?:问题|事项)?",
    ),
    "left": (r"(?:会议|主要|本次)?遗留(?:问题|事项|任务|工作|项)?(?:跟踪|清单|列表|及.{1,8})?",),
    "decision": (
        r"(?:(?:key|main|final|the|summary of|list of|meeting|major) )*(?:decisions?(?: (?:made"
        r"|taken|log|points?|items?))?"
        r"|resolutions?|resolved|agreements?|agreed(?: (?:points|items|upon))?|conclusions?"
        r"|outcomes?|consensus)",
        r"(?:会议|评审|本次|主要|关键|核心|重要|讨论|最终|专家|形成的?|达成的?|议题)*(?:决议|决定"
        r"|结论|共识|决策"
        r"|议定|评审意见|一致意见|裁决)"
        r"(?:事项|内容|如下|意见|项)*",
    ),
    "question": (
        r"(?:(?:remaining|other|still|the|list of) )*(?:open|unresolved|unanswered|outstanding|pending)"
        r" (?:questions?|issues?|points?)|tbds?|to be (?:determined|decided|discussed|clarified|confirmed)"
        r"|questions? (?:to (?:answer|clarify)|for (?:the )?(?:client|customer))",
        r"(?:需要?|待|尚未|未|须|有待)(?:客户|甲方|双方|进一步)*(?:澄清|确认|定|解决|决|讨论|明确"
        r"|答复|回复|核实)(?:的)?"
        r"(?:问题|事项|议题|点|项|内容|信息)*",
        r"未决(?:问题|事项|议题)?|开放(?:性)?问题|存疑(?:问题|事项)?|疑问",
    ),
    "requirement": (
        r"(?:(?:the|our|new|key|main|core|initial|high[- ]level|additional|business|functional|user|system"
        r"|technical|client'?s?|customer'?s?|users?'?|stakeholders?'?) ){0,3}"
        r"(?:requirements?|needs|wish(?:es|[- ]?list)|feature requests?|requested features|must[- ]haves?)"
        r"(?: (?:discussed|gathered|raised|identified|from .{1,20}))?",
        r"specific features (?:and|&) functionality",
        r"(?:客户|甲方|用户|业务|主要|核心|新增|功能性?|非功能性?|校方|本次)*的?(?:需求|诉求|要求|期望)"
        r"(?:点|项|清单|列表|汇总|内容|要点|描述)?",
    ),
    "risk": (
        r"(?:(?:the|key|main|major|potential|project|open|current|client'?s?|customer'?s?) )*"
        r"(?:risks?|concerns?|challenges?|blockers?|obstacles?|bottlenecks?|worries)"
        r"(?: (?:and|&) (?:risks?|concerns?|challenges?|blockers?|constraints?|mitigations?|issues?))?"
        r"(?: (?:raised|identified|discussed))?",
        r"(?:主要|潜在|项目|重大|关键|客户)*的?(?:风险(?:点|项|提示|与应对|及应对)?|顾虑|担忧|隐患)",
    ),
    "present": (
        r"(?:(?:meeting|list of|voting|members|people|all|regular|tc) )*(?:attendees?|attending"
        r"|present|participants?"
        r"|attendance|attended(?: by)?|in attendance|who was (?:here|present)|roll ?call"
        r"|participating)(?: list)?",
        r"(?:会议|本次)?(?:参会|与会|出席|参加|到会|参与|列席)(?:会议)?(?:的)?(?:人员|人|者|成员"
        r"|嘉宾|代表|领导|专家|方|单位)+"
        r"(?:名单|列表|及单位|签到)?|参会|与会|出席|列席|到会",
    ),
    "absent": (
        r"(?:regrets|absent(?:ees)?|absences|apologies|not present|excused|members absent)",
        r"(?:缺席|请假|未到|未出席)(?:会议)?(?:人员|人|者)?(?:及原因)?",
    ),
    "host": (
        r"(?:meeting )?(?:hosts?|chairs?|chair(?:person|man)|co-chairs?|moderators?|facilitators?"
        r"|meeting leads?|chaired by)",
        r"(?:会议)?(?:主持|召集|组织)(?:人|者)?",
    ),
    "recorder": (
        r"(?:note[- ]?takers?|scribes?|minute[- ]?takers?|recorder|secretary|(?:minutes|notes)(?:"
        r" taken)? by)",
        r"(?:会议)?(?:记录|纪要)(?:人|员|者|整理人?)",
    ),
    "place": (r"(?:location|venue|place|where|room)", r"(?:会议)?(?:地点|会议室|会场|场所|方式)"),
    "subject": (r"(?:meeting )?(?:subject|title|name)", r"(?:会议)(?:主题|名称|标题)"),
    "other": (
        r"(?:agenda|topics?|discussion(?: (?:topics?|points?|items?|notes))?|notes|minutes|date"
        r"|time|when|links?|recording|background"
        r"|summary|overview|announcements?|references?|q&a|next meeting|subject|purpose"
        r"|presenters?|introductions?"
        r"|updates?|status|reports?|demos?|appendix|attachments?|resources|issues?|questions?"
        r"|feedback|risks?)(?: .{0,20})?",
        r"(?:会议)?(?:议题|议程|主题|目的|背景|内容|纪要|时间|日期|名称|概要|记录|编号|主旨)"
        r"|汇报人|主讲人?|讨论(?:内容|要点|过程|情况)?"
        r"|附件|备注|抄送|(?:主送|发送|分发)(?:范围|单位)?|下次会议(?:时间|安排)?|回放|链接"
        r"|签到表?|风险(?:与问题)?|进展(?:情况)?",
    ),
}
_KINDS = {kind: re.compile("|".join(f"(?:{words})" for words in every)) for kind, every in _WORDS.items()}
_LAST_TIME = re.compile(
    r"last (?:meeting|week|time)|previous|review of|上次|上周|上期|以往|历史", re.IGNORECASE
)
_CJK = re.compile(r"[\u3400-\u9fff]+")
_PARENS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】")
_EDGE = re.compile(r"^[^\w]+|[^\w)]+$")
_ARROW = re.compile(r"\s*(?:->|→|=>).*$")
"""`下周事项 -> 负责人`: the heading says what stands at the end of each of its lines."""
_LONGEST = 60


@lru_cache(maxsize=4096)
def label_kind(text: str) -> str:
    """What a label announces: `action`, `left`, `decision`, `question`, `present`, … ; empty: none known.

    Bilingual labels such as `与会人(Attendees)` count by either half. Of an earlier meeting's items
    nothing is announced: they were minuted then.
    """
    if len(text) > _LONGEST:
        return ""
    text = _ARROW.sub("", text)
    flat = _EDGE.sub("", half(plain(text)).casefold().replace("’", "'")).strip()
    if not flat or _LAST_TIME.search(flat):
        return ""
    bare = _EDGE.sub("", _PARENS.sub(" ", flat)).strip()
    tries = [flat, bare]
    han = "".join(_CJK.findall(bare))
    if han and not bare.startswith(han[-1]) and re.search(r"[a-z]", bare):
        latin = _EDGE.sub("", _CJK.sub(" ", bare)).strip()
        # `AI` in a Chinese sentence is no label.
        tries += [han if len(han) > 2 else "", latin if len(latin) > 3 else ""]
    for words in tries:
        for kind, pattern in _KINDS.items():
            if words and pattern.fullmatch(" ".join(words.split())):
                return kind
    return ""
