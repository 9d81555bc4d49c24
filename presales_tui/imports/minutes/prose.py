"""What a sentence says with no label before it: who does what, what was settled, feared, needed.

Each rule wants two things that agree, such as a subject that can act and a verb of office work, or a
client as subject and a wish as verb: what has only one of them stays minutes.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from presales_tui.imports.minutes.doing import doer

_TOGETHER = (
    r"(?:everyone|everybody|we all|all (?:parties|members|present|sides|of us)|both (?:sides"
    r"|parties|teams))"
)
_SETTLED = re.compile(
    rf"(?:^|[-–—:;.] )(?:{_TOGETHER} (?:agree[ds]?\b|(?:is|are|was|were) (?:ok|okay|fine|happy|on board)\b)"
    r"|(?:decided|agreed) (?:to|that|on|upon|against|not to)\b"
    r"|meetings? (?:are|will be|is) (?:to be )?held (?:every|on|at|weekly)\b|resolved,? that\b"
    r"|there (?:was|is) (?:a )?(?:\w+ )?(?:consensus|agreement)\b"
    r"|(?:we|they|the \w+|client|customer) (?:are|is|will be|were) (?:now )?going (?:to go )?with\b"
    r"|(?:we|they|the (?:team|group|client|customer))(?: ?['’]ll| will| shall) (?:now |just |still )?"
    r"(?:go with|go for|proceed with|stick (?:with|to)|stay with|settle (?:on|for)"
    r"|move forward with|go ahead with"
    r"|no longer|not be |use|keep|replace)\b"
    r"|(?:we|they|the (?:team|group|client|customer)) (?:have )?(?:chosen|chose|opted|settled"
    r"|went) (?:to|for|on|with)\b"
    r"|the (?:client|customer|sponsor|board) (?:has |have )?(?:approved|accepted|signed off)\b)"
    r"|^[A-Z][\w '’-]{2,60} (?:was|were|has been|have been) (?:chosen|selected|approved|agreed"
    r"|postponed|dropped)"
    r"(?: (?:as|for|by|to|until)\b|[.!]?$)",
    re.IGNORECASE,
)
_UNSETTLED = re.compile(
    r"\b(?:not (?:yet )?(?:decided|agreed)|n['’]t (?:decided|agreed)|if (?:we|they|you)|until"
    r"|last (?:meeting|week|time)|(?:was|were) previously)\b",
    re.IGNORECASE,
)
_WH = r"(?:if|whether|how|what|which|who|when|where|why)"
_OPEN = re.compile(
    r"(?:^|[-–—;:.] |\b(?:it is|it['’]s|is|are|still|remains?) )"
    rf"(?:unclear|not clear|undecided|unresolved|an open question)(?: {_WH}\b|[.!]?$)"
    r"|\b(?:asked|asks|wonder(?:s|ed)?|wondering|raised the question(?: of)?) (?:about )?whether\b"
    rf"|\b(?:client|customer|user|supervisor)s? (?:asked|asks|wonder(?:s|ed)?) {_WH}\b"
    rf"|\b(?:need|needs|have|has) to (?:find out|clarify|work out|figure out|decide|determine"
    rf"|establish) {_WH}\b"
    rf"|^not (?:yet )?sure {_WH}\b|\b(?:we|they) don['’]t know (?:yet )?{_WH}\b"
    r"|\b(?:yet|remains|still) to be (?:decided|determined|confirmed|clarified|defined|agreed)\b",
    re.IGNORECASE,
)
_FEAR = re.compile(
    r"\b(?:(?:has|have|had|raised|expressed|voiced|shared|noted|some|main|big|biggest|major|key)"
    r" (?:\w+ )?concerns?\b(?! (?:was|were) (?:addressed|resolved))"
    r"|(?:is|are|was|were|am|['’]s|['’]re|be) (?:very |quite |a bit |also |still "
    r"|rather )?(?:concerned|worried|afraid"
    r"|nervous|anxious) (?:about|that|of|with|by|over)\b|worr(?:y|ies) (?:about|that|is)\b"
    r"|(?:there (?:is|was) (?:a |some )?|biggest |main |major |high |the |a )risks? (?:of|that|is|here)\b"
    r"|at risk\b|runs? the risk\b|risk losing\b|(?:is|are|be|as) (?:a |the )?(?:main "
    r"|major )?(?:blocker|bottleneck|showstopper)s?\b"
    r"|(?:is|are|were|was|still|currently) (?:currently |still )?(?:blocked (?:by|on|until)"
    r"|stuck (?:on|with|at))\b"
    r"|(?:may|might|could|will) (?:be (?:very )?(?:difficult|hard|impossible) to|delay|slip"
    r"|jeopardi[sz]e|not be ready"
    r"|not be able to)\b"
    r"|(?:may|might|could|will) (?:lead to|cause|result in|create) [^.;]{0,40}(?:issue|problem"
    r"|delay|error|failure|conflict)s?\b)",
    re.IGNORECASE,
)
_NO_FEAR = re.compile(
    r"\b(?:no|not|without|n['’]t|nothing|if (?:you|anyone|anybody)) (?:\w+ ){0,2}(?:concern"
    r"|concerned|worr|risk|blocker|blocked)",
    re.IGNORECASE,
)
_CLIENT = (
    r"(?:the |our |most |some |all |many )?(?:client|customer|end[- ]?user|user|buyer|stakeholder"
    r"|sponsor|school"
    r"|hospital|company|business|department|management|owner|teacher|student|operator|admin(?:istrator)?"
    r"|product owner|head office|purchaser|it department|legal|finance)(?:s|['’]s team)?(?: team)?"
)
_WISHES = re.compile(
    rf"(?:^|[.;:–—-] |, (?:and|but|so) )(?:{_CLIENT}|they) (?:\([^)]*\) )?(?:also |would also "
    rf"|really |then |explicitly )?"
    r"(?:(?:would|['’]d) (?:also |really )?(?:like|prefer|love|want|expect|need)\b|wants?\b"
    r"|wanted\b|needs?\b(?! to (?:be|send|check|confirm)\b)"
    r"|requires?\b|expects?\b|asked for\b|requested\b|insists?\b|demands?\b|wishes\b|hopes?\b"
    r"|(?:must|should|shall) (?:be able to|never|not|only|have|see|receive|get)\b|asked (?:for|that)\b)",
    re.IGNORECASE,
)
_BUILT = (
    r"(?:the |an? |our |this |all |each |every |new )?(?:[\w-]+ ){0,4}?(?:system|app|application"
    r"|platform|site|website"
    r"|web ?page|page|product|solution|tool|software|report|dashboard|interface|ui|api|form"
    r"|database|data|service"
    r"|module|feature|portal|server|backend|frontend|file|export|import|integration|login|search"
    r"|response time|game|car|user"
    r"|event|field|screen|device|document|notification|chart|table|calendar)s?"
)
_MUST = re.compile(
    rf"(?:^|[.;:–—-] )(?:{_BUILT}|it|they) (?:(?:must|shall)\b(?! (?:admit|say|have been)\b)"
    r"|(?:should|needs?(?: to)?|has to|have to|ought to) (?:also |always |be able to|support|allow"
    r"|enable|handle|include|provide"
    r"|show|display|work (?:on|with|in|offline)|run (?:on|in)|be (?:accessible|available|compatible"
    r"|editable|encrypted|hosted|mobile"
    r"|responsive|scalable|searchable|secure|simple|usable|multilingual|configurable|easy|fast)"
    r"|comply|integrate|interface|never|not\b))"
    r"|\b(?:must[- ]have|is mandatory|are mandatory|hard requirement|is a requirement"
    r"|is required for (?:sign[- ]off|acceptance|the tender))\b"
    r"|^we (?:need|have) to (?:support|comply|be able to|handle|integrate with|interface with)\b"
    r"|^(?:we|I) (?:need|want|require) (?:the|it|a|an|our) (?:[\w-]+ ){1,4}?(?:to|that|which)\b"
    r"|^(?:a|the) (?:way|feature|ability|need) (?:for|to|that) \w+|\bthere is a need (?:to|for)\b",
    re.IGNORECASE,
)
_HAN_OPEN = re.compile(
    r"(?:尚未|还未|还没有?|仍未)(?:确定|明确|定下来|想好|决定)|(?:需要?|有待|待)(?:进一步)?(?:确认"
    r"|明确|澄清|商榷)(?:是否|如何|的问题|[。；;]?$)"
    r"|仍在(?:商定|讨论|考虑)"
)
_HAN_WHO = (
    r"(?:客户|甲方|用户|校方|学校|医院|业主|业务(?:部门|方)|对方|使用方|需求方|领导|老师"
    r"|局方|企业|院方)(?:方面|那边|侧|们)?"
)
_HAN_WISHES = re.compile(
    rf"(?:^|[，,。；;：:] ?){_HAN_WHO}[^，。；,;：:]{{0,10}}?(?:希望|要求|需要|想要|期望|期待|必须"
    rf"|提出要|强调要|要能|需能|能够?(?!力))"
)
_HAN_MUST = re.compile(
    r"(?:^|[，,。；;：:] ?)[\u4e00-\u9fffA-Za-z]{0,12}?(?:系统|平台|软件|产品|功能|页面|界面|模块"
    r"|接口|报表|小程序|数据|网站|后台|前台)"
    r"[^，。；,;：:]{0,6}?(?:必须|需要?支持|应支持|应当?能|需要?能|要能|需具备|应具备|要支持|须支持"
    r"|不得|需要?满足|应满足|需要?提供)"
)
_HAN_FEAR = re.compile(
    r"(?:客户|甲方|用户|领导|学校|校方|大家|我们|对方|业主|[\u4e00-\u9fff]{1,3}(?:总|工|老师|经理"
    r"|主任))[^，。；]{0,8}(?:担心|担忧|顾虑|忧虑)"
    r"|(?:存在|有)[^，。；]{0,12}(?:风险|隐患)(?!管理|评估|库|点)|风险(?:较|很|比较)?(?:高|大)"
    r"|(?:主要|最大|潜在)的?风险(?:是|在于|[:：])"
    r"|(?:可能|恐怕?|会)(?:导致|造成)[^，。；]{0,10}(?:延期|延误|推迟|无法|失败)|(?:成为|是)(?:瓶颈|卡点)"
)
_HAN_NO_FEAR = re.compile(r"(?:没有?|无|不存在|不用|不必|无需)[^，。；]{0,4}(?:风险|担心|顾虑|隐患)")


def kind_of(sentence: str, people: Collection[str], likely: Collection[str]) -> tuple[str, str]:
    """(kind, who) that a sentence says by itself; ("", "") if it says nothing surely.

    `people` are those of the meeting; `likely` the words that the text uses as names.
    """
    sentence = sentence.strip(" \t-–—•*")
    if len(sentence) < 6:
        return "", ""
    if sentence.endswith((":", "：")):
        who = doer(sentence, people, likely)
        return ("action", who) if who not in ("", "-") else ("", "")
    if (_FEAR.search(sentence) and not _NO_FEAR.search(sentence)) or (
        _HAN_FEAR.search(sentence) and not _HAN_NO_FEAR.search(sentence)
    ):
        return "risk", ""
    if _OPEN.search(sentence) or _HAN_OPEN.search(sentence):
        return "question", ""
    if "?" in sentence or "？" in sentence:
        return "", ""
    if _SETTLED.search(sentence) and not _UNSETTLED.search(sentence):
        return "decision", ""
    if who := doer(sentence, people, likely):
        return "action", "" if who == "-" else who
    if any(rule.search(sentence) for rule in (_WISHES, _MUST, _HAN_WISHES, _HAN_MUST)):
        return "requirement", ""
    return "", ""


@lru_cache(maxsize=1024)
def sentences(words: str) -> tuple[str, ...]:
    """The sentences of a line."""
    return tuple(
        part
        for part in re.split(
            r"(?<=[.!?])\s+(?=[A-Z\"“])"
            r"|(?<=[。！？；])",
            words[:1500],
        )
        if part.strip()
    )
