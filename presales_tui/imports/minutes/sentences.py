"""What a single line says by itself: `AI: …`, `决议：…`, `we agreed to …`, `Kim will …`."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from presales_tui.capture.width import half
from presales_tui.imports.minutes.found import KINDS
from presales_tui.imports.minutes.labels import label_kind
from presales_tui.imports.minutes.prose import kind_of, sentences
from presales_tui.imports.minutes.words import asks, split_label

_WORD = (
    r"action[ _-]?items?|actions?|a\.?i\.?|to-?do|todos?|ar|follow[- ]?up|next steps?|decisions?"
    r"|decided|resolved|resolutions?"
    r"|agreed|agreement|conclusions?|consensus|outcome|open (?:question|issue)s?|unresolved|tbd"
    r"|tb[cd]|question raised|motion"
    r"|待办(?:事项)?|行动项?|跟进(?:事项)?|后续(?:计划|行动|工作)?|下一?步(?:计划|工作|行动)?|决议"
    r"|决定|结论|共识|会议(?:决议|决定|结论)|评审结论"
    r"|遗留(?:问题|事项)?|待(?:确认|澄清|定|讨论|明确|解决)(?:问题|事项)?|未决(?:问题|事项)?|开放问题"
)
_INLINE = re.compile(
    rf"(?:[\[【(<]\s*)?(?P<word>{_WORD})(?P<first>\s*[(（\[]\s*@?(?P<who>[^()（）\[\]]{{1,40}})\s*[)）\]])?(?:\s*\d{{1,3}})?"
    r"(?P<sign>\s*[\]】)>]\s*[:：]?|\s*[:：]|\s+[-–—]{1,2}\s)\s*(?P<rest>\S.*)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[\[【](?P<word>[^\[\]【】]{2,16})[\]】]\s*[:：]?\s*(?P<rest>\S.*)")
_FOR = re.compile(
    r"[(\[](?:action(?: item)?|ai|todo)\s*(?:for|on|:|->)\s*@?(?P<who>[\w .@-]{2,40})[)\]]", re.IGNORECASE
)
_INSIDE = re.compile(
    r"(?:^|[\s.;。；—–-])(?P<word>AI|ACTION|ACTION ITEM|TODO|DECISION|待办"
    r"|决议)\s*[:：]\s*(?P<rest>\S.{3,})"
)
_KIND_OF = (
    (re.compile(r"action|a\.?i|to-?do|ar$|follow|next|待办|行动|跟进|后续|下", re.IGNORECASE), "action"),
    (
        re.compile(r"deci|resol(?!.*un)|agree|conclu|consen|outcome|motion|决|结论|共识", re.IGNORECASE),
        "decision",
    ),
    (re.compile(r"遗留"), "left"),
)
_GROUP = (
    r"(?:we|they|(?:the )?(?:group|team|committee|board|council|members|participants|tsc|tc|cpc|wg"
    r"|sig|pmc|ec))"
)
_DECIDED = re.compile(
    rf"{_GROUP}(?: have| has| all| unanimously)? (?:agreed|decided|resolved"
    rf"|voted)(?: unanimously)? (?:to|that|on|it|we|against|not to)\b"
    r"|it (?:was|has been) (?:agreed|decided|resolved)\b|^(?:agreed|decided|resolved|voted) (?:to"
    r"|that|on|unanimously)\b"
    rf"|(?:which|,|and) (?:{_GROUP} )?(?:agreed|decided) (?:to|that|on|against)\b"
    r"|^(?:general |rough |strong |broad )?consensus (?:is|was|on|to|that|reached)\b"
    r"|^(?:general|broad|unanimous) agreement\b|\blet['’]?s do (?:that|it|this)\b"
    r"|^[A-Z][\w -]{2,60} (?:is|are|was|were) (?:postponed|deferred|tabled|cancelled)\b"
    r"|^consensus\b.{0,60}\b(?:achieved|reached)\b"
    r"|^(?:motion|vote|proposal|resolution|the motion)\b(?: to .{1,80})? (?:was |is |has been |have been )?"
    r"(?:passed|carried|approved|accepted|adopted|rejected)\b"
    r"|\b(?:motion|proposal|resolution|vote|amendment)s? (?:was|were|has been|have been) (?:unanimously )?"
    r"(?:passed|carried|approved|accepted|adopted|rejected)\b"
    r"|^[A-Z][\w -]{2,40} (?:was|were|has been|have been) (?:decided|agreed)(?: (?:on|upon|by|to"
    r"|that)\b|[.!]?$)"
    r"|^(?:defer(?:red)?|postponed?|tabled) (?:until|to|for)\b"
    r"|^let['’]s (?:just )?(?:go with|stick (?:with|to)|keep|use|adopt|settle on)\b",
    re.IGNORECASE,
)
_UNDECIDED = re.compile(
    r"\b(?:not|n't|never|yet|once|if|until|unless|whether|should be|to be|needs? to|last (?:meeting"
    r"|week)|previously)"
    r"\b[^.,;]{0,24}\b(?:agreed?|decided?|resolved|voted|approved|consensus)\b",
    re.IGNORECASE,
)
_EVERYONE = r"(?:与会(?:人员|代表|专家)|大家|双方|各方|会议|会上|组员|团队|小组|全体(?:成员|组员))"
_HAN_DECIDED = re.compile(
    rf"^(?:经|会议)?(?:讨论|研究|协商|评审|表决)(?:后)?[,，]?{_EVERYONE}?(?:一致|共同)?"
    r"(?:决定|同意|议定|确定|通过|认为应)"
    rf"|^{_EVERYONE}(?:最终|一致|共同|初步)?(?:决定|同意|议定|商定|达成|确定|明确)(?!与)"
    # … 最终决定了…, wherever the sentence says who or how before it
    rf"|(?:^|[，,。；;])[^，,。；;]{{0,24}}(?:最终|一致|共同|初步|当场|现场){_EVERYONE}?(?:最终|一致|初步)?"
    r"(?:决定|商定|议定|敲定|确定)(?!性|权|是否)"
    # 确定…为…, 确认…为…：a value is given
    r"|^(?:并)?决定(?!性|权|因素|书|是否|于|了?吗)"
    r"|^(?:并)?(?:初步|最终|共同)?(?:确定|确认|商定|约定)(?:了)?(?!是否|如何|问题)[^，。；：:]{2,30}"
    r"(?:为(?!了|什么|何)|[:：]|采用)"
    rf"|(?:^|[，,])确定了(?:如下|以下)"
)
_HAN_UNDECIDED = re.compile(
    r"(?:未|没有?|待|再|需要?|尚|是否|如何|下次|等)[^，。；]{0,6}(?:决定|确定|商定|议定|敲定|确认)"
)
_VERB_NOT = (
    r"(?!(?:be (?:out|away|off|absent|late|able|on (?:vacation|leave|holiday|pto)|joining)"
    r"|not|have|also be)\b)"
)
_PROMISE = re.compile(
    r"^(?:@(?P<handle>[\w.-]+)|(?P<who>[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)?(?:(?:, | and | & "
    r"|/)[A-Z][\w'’.-]*)*))"
    r"(?: \([^()]{1,30}\))?(?P<comma>,)?\s+"
    rf"(?:(?:will|shall|is going to|are going to|(?:has|have|took|takes) (?:an?|the) (?:action|ai"
    rf"|todo)(?: item)? to"
    r"|volunteer(?:ed|s) to|agreed to|offered to|promised to|needs? to|(?(comma)(?!)|to) (?=[a-z]{3,}\b))"
    rf"\s*{_VERB_NOT}[a-z])"
)
_SENTENCE = re.compile(r"(?:(?<=[.!?;,])\s+|\s[-–—]{1,2}\s)(?=[A-Z@])")
_HAN_PROMISE = re.compile(
    r"[（(][^()（）]{0,14}?(?P<who>[\u4e00-\u9fff]{2,4}(?:[和、与][\u4e00-\u9fff]{2,4})*)(?:负责"
    r"|跟进|牵头)[)）]\s*[。.]?$"
)


_IN_THE_WAY = re.compile(
    r"\b(?:obstacle|bottleneck|blocker|concern|risk|challenge)s?$|(?:风险|瓶颈|顾虑)$", re.IGNORECASE
)
"""Labels that end by saying that something is in the way: `Data bottleneck: …`."""


_ABOUT_WORK = re.compile(r"分工|分配|安排|assignment", re.IGNORECASE)
"""Labels whose words on the same line tell of a sharing out of work rather than of a task."""


_LEFT_OPEN = re.compile(
    r"[（(](?:待|尚未|需)(?:解决|确认|澄清|讨论|明确|回复)[)）][。.]?$|[(\[](?:to be (?:confirmed"
    r"|clarified)|tbc)[)\]]\.?$",
    re.IGNORECASE,
)
"""`（待解决）` at the end of a line."""


_ANNOUNCES = (
    (
        "decision",
        re.compile(
            r"(?:decided|agreed|resolved)(?: up)?(?: ?on| to)?(?: the)? following|following (?:was"
            r"|were) (?:decided|agreed)|^(?:the )?following decisions\b"
            r"|(?:达成|形成|作出|做出|议定|决定|确定|明确)(?:了)?(?:如下|以下)(?!的?(?:需求|功能"
            r"|要求)).{0,8}|(?:决定|议定|决议|结论|共识).{0,6}如下",
            re.IGNORECASE,
        ),
    ),
    (
        "action",
        re.compile(
            r"(?:tasks?|work|actions?) (?:was|were|is|are) (?:assigned|divided|shared)"
            r"|volunteer\w* (?:to|for)\b|(?:分工|任务"
            r"|安排|待办).{0,6}如下"
            r"|(?:下一步|后续|会后|需要?).{0,8}(?:如下|以下).{0,8}",
            re.IGNORECASE,
        ),
    ),
)


_FOLLOWING = re.compile(r"(?:the )?following decisions\b", re.IGNORECASE)


def announces(words: str) -> str:
    """What a sentence that ends with a colon says of the items below it: `we decided on the following:`."""
    opens = words.endswith((":", "：")) or _FOLLOWING.match(words)
    if len(words) > 160 or not opens:
        return ""
    return next((kind for kind, pattern in _ANNOUNCES if pattern.search(words)), "")


class Piece(NamedTuple):
    """A record that a line says by itself."""

    kind: str
    """`left` where it says only that something is left over."""
    words: str
    owner: str = ""


def behind_label(words: str) -> Piece | None:
    """`AI: …`, `Decision: …`, `【决议】…`, `Action point: …`."""
    found = _INLINE.match(words)
    if found is None:
        return _behind_other(words)
    word, rest = found["word"], found["rest"].strip()
    bracketed = words[0] in "[【(<"
    if not bracketed and found["sign"].strip() and found["sign"].strip()[0] not in ":：-–—":
        return None
    if word in ("ai", "ar", "Ai", "Ar") or (word.casefold() == "ar" and not word.isupper()):
        return None
    first = found["first"]
    if first and half(first).strip()[0] == "(" and word.casefold() in ("decisions", "decision"):
        return None
    kind = next((kind for pattern, kind in _KIND_OF if pattern.match(word)), "question")
    return Piece(kind, rest, (found["who"] or "").strip().lstrip("@"))


def _behind_other(words: str) -> Piece | None:
    """A label that would open a section too, with its item on the same line."""
    found = _BRACKETED.match(words)
    label, rest = (found["word"], found["rest"]) if found else split_label(words)
    kind = label_kind(label) if rest and not _ABOUT_WORK.search(label) else ""
    if rest and not kind and _IN_THE_WAY.search(label):
        kind = "risk"
    return Piece(kind, rest) if kind in ("left", *KINDS) else None


def by_itself(words: str, people: Collection[str], likely: Collection[str] = ()) -> list[Piece]:
    """The records that a line says by itself; `people` may promise something, `likely` may be people.

    A line that says one thing is kept whole; of one that says more each keeps its own sentence.
    """
    if piece := _at_once(words, people):
        first = sentences(words)
        if len(first) == 1 or piece.words != words:
            return [piece]
        others = [told for each in first if (told := _in_prose(each, people, likely))]
        apart = [each for each in others if each.kind in ("requirement", "risk", "question")]
        return [piece, *apart]
    said = [told for each in sentences(words) if (told := _in_prose(each, people, likely))]
    if len({told.kind for told in said}) == 1:
        who = ", ".join(dict.fromkeys(told.owner for told in said if told.owner))
        return [Piece(said[0].kind, words, who)]
    return said


def _in_prose(sentence: str, people: Collection[str], likely: Collection[str]) -> Piece | None:
    kind, who = kind_of(sentence, people, likely)
    return Piece(kind, sentence.strip(), who) if kind else None


def _at_once(words: str, people: Collection[str]) -> Piece | None:
    """What one of the plain forms says of the whole line."""
    if found := _FOR.search(words):
        return Piece("action", _FOR.sub("", words), found["who"].strip())
    if found := _INSIDE.search(words):
        return Piece("decision" if found["word"] in ("DECISION", "决议") else "action", found["rest"])
    if decides(words):
        return Piece("decision", words)
    for sentence in _SENTENCE.split(words[:1500]):
        if (who := promised_by(sentence, people)) and not asks(sentence):
            return Piece("action", words, who)
    if found := _HAN_PROMISE.search(words):
        return Piece("action", words, found["who"])
    if found := _LEFT_OPEN.search(words):
        return Piece("question", words[: found.start()].strip() or words)
    return None


def decides(words: str) -> bool:
    """Whether the words tell of a decision that was made."""
    if asks(words):
        return False
    return (_DECIDED.search(words) is not None and _UNDECIDED.search(words) is None) or (
        _HAN_DECIDED.search(words) is not None and _HAN_UNDECIDED.search(words) is None
    )


def promised_by(sentence: str, people: Collection[str]) -> str:
    """Who of the people says to do something: `Kim will send it`, `Lee, need to check`; empty: nobody."""
    found = _PROMISE.match(sentence)
    if found is None:
        return ""
    if found["handle"]:
        return str(found["handle"])
    names = re.split(r", | and | & |/", found["who"])
    known = all(name in people or (" " in name and name.split()[1] in people) for name in names)
    return ", ".join(names) if known else ""
