"""Every scale of the trade, as data: code, label in both languages, order, tone and text mark.

Codes are stored, labels are shown. The order of the rows is the order of the scale. The mark is a
short text that tells the state where colour cannot (16 colours, NO_COLOR, a black and white print).
"""

from __future__ import annotations

from typing import NamedTuple


class Term(NamedTuple):
    """One value of a scale."""

    code: str
    zh: str
    en: str
    mark: str = ""
    """One or two cells of ASCII; empty: the label itself is shown."""
    tone: str = ""
    """`good`, `warn`, `bad`, `muted` or empty: what a theme colours."""

    def label(self, lang: str) -> str:
        """The label in `zh` or `en`."""
        return self.zh if lang == "zh" else self.en


class Scale:
    """An ordered set of terms."""

    def __init__(self, name: str, *terms: Term) -> None:
        self.name = name
        self.terms = terms
        self._by_code = {term.code: term for term in terms}
        self._order = {term.code: n for n, term in enumerate(terms)}

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes, in order."""
        return tuple(self._by_code)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def term(self, code: str) -> Term:
        """The term of a code; a code that this version does not know stands for itself."""
        return self._by_code.get(code) or Term(code, code, code)

    def label(self, code: str, lang: str) -> str:
        """The label of a code; empty for the empty code."""
        return self.term(code).label(lang) if code else ""

    def order(self, code: str) -> int:
        """Place in the scale, from 0; unknown codes come last."""
        return self._order.get(code, len(self.terms))

    def find(self, word: str) -> str:
        """The code that a person means by a word: code or label in either language; empty: none.

        Case is ignored, and so are spaces, hyphens and underscores.
        """
        wanted = _fold(word)
        for term in self.terms:
            if wanted in (_fold(term.code), _fold(term.zh), _fold(term.en)):
                return term.code
        return ""


def _fold(word: str) -> str:
    return word.casefold().replace(" ", "").replace("-", "").replace("_", "")


def _scale(name: str, rows: str) -> Scale:
    """A scale from one row a line: code | 中文 | English | mark | tone."""
    terms = []
    for row in rows.strip().splitlines():
        cells = [cell.strip() for cell in row.split("|")]
        terms.append(Term(*cells))
    return Scale(name, *terms)


VISIBILITY = _scale(
    "visibility",
    """
internal | 内部   | internal | [i] | warn
external | 可外发 | external
""",
)

STAGE = _scale(
    "stage",
    """
lead        | 线索获取 | lead
qualified   | 商机确认 | qualified
discovery   | 需求调研 | discovery
solution    | 方案编制 | solution
presented   | 方案讲解 | presented
trial       | 试用验证 | trial
bidding     | 投标     | bidding
defence     | 答标     | defence
negotiation | 商务谈判 | negotiation
signed      | 已签约   | signed      | + | good
delivery    | 售中     | delivery    | + | good
support     | 售后     | support     | + | good
lost        | 丢单     | lost        | x | bad
dropped     | 放弃     | dropped     | x | muted
on_hold     | 搁置     | on hold     | - | warn
no_decision | 无结论   | no decision | - | muted
""",
)

CLOSED_STAGES = frozenset({"lost", "dropped", "no_decision"})
"""Stages in which nothing is due any more."""

PRESALES_KIND = _scale(
    "presales_kind",
    """
product  | 产品型售前 | product
solution | 方案型售前 | solution
""",
)

TECHNICAL_OUTCOME = _scale(
    "technical_outcome",
    """
open | 未定     | open           | .
win  | 技术胜出 | technical win  | + | good
loss | 技术失利 | technical loss | x | bad
n_a  | 不适用   | not applicable | - | muted
""",
)

DEPLOYMENT = _scale(
    "deployment",
    """
on_premises    | 私有化(客户机房) | on-premises
customer_cloud | 客户云(VPC)      | customer cloud
hosted         | 厂商托管(SaaS)   | vendor-hosted
hybrid         | 混合             | hybrid
""",
)

MEETING_TYPE = _scale(
    "meeting_type",
    """
call          | 电话沟通          | call
first_visit   | 首次拜访/产品宣讲 | first visit
tech_exchange | 技术交流          | technical exchange
discovery     | 需求调研          | discovery
presentation  | 方案讲解          | presentation
demo          | 演示              | demo
trial_kickoff | 试用启动          | trial kick-off
trial_review  | 试用例会/答疑     | trial review
pre_bid_qa    | 标前答疑          | pre-bid Q&A
defence       | 述标/答标         | bid defence
req_review    | 需求评审          | requirement review
handover      | 需求交底          | hand-over
training      | 培训              | training
revisit       | 回访              | revisit
internal      | 内部会            | internal
""",
)

CHANNEL = _scale(
    "channel",
    """
onsite | 现场 | on site
phone  | 电话 | phone
wechat | 微信 | WeChat
email  | 邮件 | e-mail
video  | 视频 | video
""",
)

MEETING_STATE = _scale(
    "meeting_state",
    """
planned   | 计划   | planned   | .
held      | 已开   | held      | + | good
cancelled | 已取消 | cancelled | - | muted
""",
)

SIDE = _scale(
    "side",
    """
us      | 我方     | us
client  | 客户     | client
partner | 合作伙伴 | partner
""",
)

LEVEL = _scale(
    "level",
    """
1 | 低 | low
2 | 中 | medium
3 | 高 | high
""",
)

BUYING_ROLE = _scale(
    "buying_role",
    """
EB             | 经济决策者 | economic buyer
DM             | 决策人     | decision maker
TB             | 技术把关者 | technical buyer
UB             | 使用者     | user buyer
coach          | 教练/内线  | coach
champion       | 支持者     | champion
influencer     | 影响者     | influencer
procurement    | 采购       | procurement
legal          | 法务       | legal
gatekeeper     | 守门人     | gatekeeper
blocker        | 反对者     | blocker        | x | bad
enemy_champion | 友商内线   | enemy champion | x | bad
""",
)

STANCE = _scale(
    "stance",
    """
champion  | 倡导 | champion  | ++ | good
supporter | 支持 | supporter | +  | good
neutral   | 中立 | neutral   | o
skeptic   | 质疑 | skeptic   | -  | warn
opponent  | 反对 | opponent  | -- | bad
unknown   | 未知 | unknown   | ?  | muted
""",
)

REQUIREMENT_TYPE = _scale(
    "requirement_type",
    """
functional      | 功能          | functional
data            | 数据          | data
interface       | 接口/集成     | interface
performance     | 性能          | performance
reliability     | 可靠性        | reliability
security        | 安全/等保     | security
compatibility   | 兼容/信创     | compatibility
usability       | 易用          | usability
maintainability | 运维          | maintainability
deployment      | 部署环境      | deployment
compliance      | 合规          | compliance
service         | 服务/售后     | service
training        | 培训          | training
project         | 项目管理/人员 | project
acceptance      | 验收          | acceptance
commercial      | 商务          | commercial
""",
)

REQUIREMENT_LEVEL = _scale(
    "requirement_level",
    """
business | 业务需求 | business
user     | 用户需求 | user
system   | 系统需求 | system
""",
)

QUALITY = _scale(
    "quality",
    """
functional_suitability | 功能适合性   | functional suitability
performance_efficiency | 性能效率     | performance efficiency
compatibility          | 兼容性       | compatibility
interaction_capability | 交互能力     | interaction capability
reliability            | 可靠性       | reliability
security               | 信息安全性   | security
maintainability        | 可维护性     | maintainability
flexibility            | 灵活性       | flexibility
safety                 | 安全(防危害) | safety
""",
)

SOURCE = _scale(
    "source",
    """
meeting    | 会议     | meeting
tender     | 招标条款 | tender clause
email      | 邮件     | e-mail
trial      | 试用     | trial
after_sale | 售后     | after-sale
""",
)

REQUIREMENT_STATUS = _scale(
    "requirement_status",
    """
captured    | 已记录     | captured
clarifying  | 待澄清     | clarifying  | ? | warn
confirmed   | 客户确认   | confirmed   | + | good
reviewed    | 已评审     | reviewed    | + | good
planned     | 已纳入方案 | planned     | + | good
verified    | 试用验证   | verified    | * | good
handed_over | 已交底     | handed over | * | good
deferred    | 延后(二期) | deferred    | - | muted
rejected    | 不做       | rejected    | x | muted
superseded  | 已替代     | superseded  | x | muted
""",
)

PRIORITY = _scale(
    "priority",
    """
must   | 必须     | must   | M | bad
should | 应有     | should | S | warn
could  | 可有     | could  | C
wont   | 本期不做 | won't  | W | muted
""",
)

DEAL_IMPACT = _scale(
    "deal_impact",
    """
breaker   | 一票否决 | deal breaker   | !! | bad
challenge | 影响成交 | deal challenge | !  | warn
nice      | 锦上添花 | nice to have   | .
""",
)

FIT = _scale(
    "fit",
    """
standard    | 标准满足    | out of the box | ++ | good
config      | 配置满足    | configuration  | +  | good
custom      | 二次开发    | customisation  | D  | warn
third_party | 第三方/集成 | third party    | 3  | warn
roadmap     | 版本规划    | roadmap        | R  | warn
workaround  | 变通        | workaround     | ~  | warn
gap         | 不满足      | gap            | x  | bad
unknown     | 待评估      | to assess      | ?  | muted
""",
)

ROLE = _scale(
    "role",
    """
pm             | 项目经理  | project manager
architect      | 架构      | architect
product        | 产品/需求 | product/requirements
frontend       | 前端      | front end
backend        | 后端      | back end
test           | 测试      | test
implementation | 实施      | implementation
training       | 培训      | training
operations     | 运维      | operations
""",
)
"""Whose person-days an estimate is made of."""

FIT_SHORT = {
    "standard": "标准",
    "config": "配置",
    "custom": "二开",
    "third_party": "第三方",
    "roadmap": "规划",
}
"""What people of the trade say for a fit where there is little room; the others are short as they are."""

DECLARED = {
    "standard": ("完全满足", "Full"),
    "config": ("配置满足", "Config"),
    "custom": ("满足(定制)", "Full (customised)"),
    "third_party": ("满足(合作伙伴)", "Partner"),
    "roadmap": ("版本规划", "Roadmap"),
    "workaround": ("部分满足", "Partial"),
    "gap": ("不满足", "No"),
}
"""What a fit is declared as to the client: (中文, English). `unknown` declares nothing."""

DEVIATION = _scale(
    "deviation",
    """
positive | 正偏离 | positive | + | good
none     | 无偏离 | none     | =
negative | 负偏离 | negative | - | bad
""",
)

LEVEL3 = _scale(
    "level3",
    """
high   | 高 | high   | H | bad
medium | 中 | medium | M | warn
low    | 低 | low    | L
""",
)

ISSUE_KIND = _scale(
    "issue_kind",
    """
usage       | 不会使用 | usage
deployment  | 无法访问 | deployment
defect      | 异常报错 | defect
new_need    | 新需求   | new need
environment | 环境问题 | environment
""",
)

ISSUE_STATUS = _scale(
    "issue_status",
    """
open             | 新建     | open                 | o | bad
ack              | 已响应   | acknowledged         | a | warn
in_progress      | 处理中   | in progress          | > | warn
waiting_customer | 待客户   | waiting for customer | = | muted
workaround       | 已规避   | workaround           | ~ | warn
resolved         | 已解决   | resolved             | + | good
closed           | 客户确认 | closed               | * | good
reopened         | 重新打开 | reopened             | o | bad
rejected         | 不受理   | rejected             | x | muted
escalated_dev    | 转研发   | escalated to dev     | ^ | warn
""",
)

ISSUE_DONE = frozenset({"resolved", "closed", "rejected"})
"""Issue states in which the solution clock has stopped for good."""

SEVERITY = _scale(
    "severity",
    """
s1 | 严重 | critical | 1 | bad
s2 | 重大 | major    | 2 | warn
s3 | 一般 | minor    | 3
s4 | 轻微 | trivial  | 4 | muted
""",
)

ISSUE_PRIORITY = _scale(
    "issue_priority",
    """
P1 | P1 | P1 | 1 | bad
P2 | P2 | P2 | 2 | warn
P3 | P3 | P3 | 3
P4 | P4 | P4 | 4 | muted
""",
)
"""What impact and urgency make together; not kept."""

CLOCK = _scale(
    "clock",
    """
early   | 未到 | in time | .
soon    | 将到 | soon    | ! | warn
late    | 超时 | late    | !!| bad
paused  | 暂停 | paused  | = | muted
met     | 达成 | met     | + | good
missed  | 未达 | missed  | x | bad
""",
)

CALENDAR = _scale(
    "calendar",
    """
always  | 7x24     | 7x24
working | 工作时间 | working hours
""",
)

TRIAL_KIND = _scale(
    "trial_kind",
    """
trial | 免费试用 | free trial
poc   | POC      | POC
pov   | POV      | POV
pilot | 试点     | pilot
""",
)

NEED_SOURCE = _scale(
    "need_source",
    """
trial      | 试用新需求 | trial
after_sale | 售后新需求 | after-sale
deferred   | 延后(二期) | deferred
""",
)

TRAINING_STATE = _scale(
    "training_state",
    """
planned | 计划   | planned | .
held    | 已举行 | held    | + | good
dropped | 取消   | dropped | x | muted
""",
)

TRIAL_STATE = _scale(
    "trial_state",
    """
draft    | 草稿     | draft       | .
to_sign  | 待签     | to be signed| ?
running  | 进行中   | running     | > | good
midpoint | 中期评审 | mid-point   | > | warn
ended    | 结束     | ended       | *
""",
)

TRIAL_VERDICT = _scale(
    "trial_verdict",
    """
passed      | 通过       | passed      | + | good
conditional | 有条件通过 | conditional | ~ | warn
failed      | 不通过     | failed      | x | bad
aborted     | 中止       | aborted     | x | muted
""",
)

MIDPOINT = _scale(
    "midpoint",
    """
go     | 继续 | go     | + | good
adjust | 调整 | adjust | ~ | warn
stop   | 停止 | stop   | x | bad
""",
)

CRITERION_CATEGORY = _scale(
    "criterion_category",
    """
functional  | 功能   | functional
integration | 集成   | integration
performance | 性能   | performance
usability   | 易用性 | usability
security    | 安全   | security
operation   | 运维   | operation
""",
)

CRITERION_STATE = _scale(
    "criterion_state",
    """
untested | 未测   | untested | ?
met      | 达成   | met      | + | good
partial  | 部分   | partial  | ~ | warn
not_met  | 未达   | not met  | x | bad
n_a      | 不适用 | n/a      | - | muted
""",
)

ACTION_STATE = _scale(
    "action_state",
    """
todo      | 待办 | to do       | [ ]
doing     | 进行 | in progress | [>] | warn
waiting   | 等待 | waiting     | [=] | muted
done      | 完成 | done        | [x] | good
cancelled | 取消 | cancelled   | [-] | muted
""",
)

ACTION_OPEN = frozenset({"todo", "doing", "waiting"})
"""States in which an action or a commitment is still owed."""

DECISION_STATE = _scale(
    "decision_state",
    """
proposed   | 提议   | proposed   | ?
accepted   | 采纳   | accepted   | + | good
rejected   | 否决   | rejected   | x | bad
deprecated | 废弃   | deprecated | - | muted
superseded | 被替代 | superseded | - | muted
""",
)

QUESTION_STATE = _scale(
    "question_state",
    """
open     | 待答复 | open     | ? | warn
answered | 已答复 | answered | + | good
dropped  | 不再问 | dropped  | - | muted
""",
)

RAID_KIND = _scale(
    "raid_kind",
    """
risk       | 风险 | risk
assumption | 假设 | assumption
issue      | 问题 | issue
dependency | 依赖 | dependency
""",
)

RISK_STATE = _scale(
    "risk_state",
    """
open      | 未关闭 | open      | ! | warn
mitigated | 已缓解 | mitigated | ~
closed    | 已关闭 | closed    | + | good
occurred  | 已发生 | occurred  | !! | bad
""",
)

CONTRACTUAL = _scale(
    "contractual",
    """
yes     | 合同内 | contractual
no      | 非合同 | not contractual
implied | 默示   | implied         | ~ | warn
""",
)

MEDDPICC = _scale(
    "meddpicc",
    """
metrics           | 量化指标     | metrics           | M
economic_buyer    | 经济决策者   | economic buyer    | E
decision_criteria | 决策标准     | decision criteria | D
decision_process  | 决策流程     | decision process  | D
paper_process     | 商务法务流程 | paper process     | P
pain              | 痛点         | identified pain   | I
champion          | 支持者       | champion          | C
competition       | 竞争         | competition       | C
""",
)

EVIDENCE_STATE = _scale(
    "evidence_state",
    """
red    | 未知     | unknown          | ? | bad
yellow | 部分确认 | partly confirmed | ~ | warn
green  | 已验证   | validated        | + | good
""",
)

STEP_STATE = _scale(
    "step_state",
    """
open    | 未到   | to come     | .
running | 进行中 | in progress | > | warn
passed  | 已通过 | passed      | + | good
blocked | 受阻   | blocked     | x | bad
skipped | 跳过   | skipped     | - | muted
""",
)

ALL: dict[str, Scale] = {value.name: value for value in list(globals().values()) if isinstance(value, Scale)}
"""Every scale by name."""
