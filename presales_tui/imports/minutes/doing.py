"""Who will do what, as a sentence says it: `Kim will send it`, `we’ll check`, `send it by Friday`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

_WORK = (
    r"adjust|announce|arrange|ask|book|bring|build|call|capture|chase|check|circulate|clarify|clean up"
    r"|collect|compile|complete|compose|confirm|contact|coordinate|create|define|deliver|demo|describe"
    r"|discuss|distribute|document|draft|email|e-mail|escalate|estimate|evaluate|explore|file|fill in"
    r"|finali[sz]e|find|fix|follow[- ]up|forward|gather|get|give|handle|hand over|help|host|implement"
    r"|improve|incorporate|inform|install|integrate|investigate|invite|issue|join|lead|liaise|list"
    r"|look (?:at|for|into)|make|measure|meet|merge|message|migrate|move|notify|open|organi[sz]e|own"
    r"|perform|ping|plan|post|prepare|present|print|produce|propose|provide|publish|pull together|purchase"
    r"|push|put|raise|reach out|read|record|recruit|redesign|refactor|remind|rename|report|request"
    r"|research|resend|resolve|respond|review|revise|rewrite|run|schedule|send|set up|share|show|sign"
    r"|speak|start|submit|suggest|summari[sz]e|supply|sync|take|talk|test|track|train|try|update"
    r"|upload|validate|verify|visit|work on|write|pursue|continue|begin|finish|ensure|assist|add"
)
_SURE = (
    r"arrange|ask|book|call|chase|check|circulate|clarify|collect|compile|confirm|contact|coordinate"
    r"|create|discuss|distribute|draft|e-?mail|escalate|finali[sz]e|fix|follow[- ]up|forward|incorporate"
    r"|investigate|invite|liaise|look (?:at|for|into)|meet|organi[sz]e|ping|prepare|present|pursue"
    r"|reach out|remind|research|respond|review|revise|schedule|send|set up|share|speak|submit"
    r"|summari[sz]e|talk|update|write|adjust|report back|work on|start|begin|complete|continue|add|make"
)
"""Work that no software does by itself: enough where the subject is not known to be a person."""

_NAME = r"[A-Z][\w'’-]+(?: [A-Z]\.)?(?: [A-Z][\w'’-]+)?"
_NAMES = rf"{_NAME}(?:(?:,| and| &|, and) {_NAME}){{0,3}}"
_WILL = r"(?:will|shall|’ll|'ll|is going to|are going to|is to|are to|agreed to|offered to|promised to)"
_ALSO = r"(?: (?:also|then|now|first|both|all|primarily|just|probably))?"
_BY_NAME = re.compile(rf"^(?P<who>{_NAMES}),? (?:{_WILL}|to){_ALSO} (?P<verb>{_WORK})\b(?!ed\b)")
_MIDDLE_NAME = re.compile(
    rf"(?:^|[,;.:–—-] )(?:and |but |then )?(?P<who>{_NAMES}) {_WILL}{_ALSO} (?:{_SURE})\b"
)
_AND_WILL = re.compile(
    rf"^(?P<who>{_NAMES}) [a-z][^.;?]{{4,80}} and (?:will|shall|is going to) (?:{_WORK})\b"
)
_THE_TEAM = (
    r"(?:the )?(?:team|client|customer|supplier|vendor|supervisor|project manager|pm|students?|developers?"
    r"|backend team|frontend team|sales|group|working group|board|everyone|everybody|all members?)"
)
_BY_US = re.compile(
    rf"^(?:(?:so|then|also|next|therefore),? )?(?:(?P<who>I|we|{_THE_TEAM}) ?{_WILL}{_ALSO} (?:{_SURE})\b"
    rf"|will{_ALSO} (?:{_SURE})\b"
    rf"|(?:(?:I|we|you|{_THE_TEAM}) )?(?:should|need to|needs to|have to|must) (?:{_SURE})\b)",
    re.IGNORECASE,
)
_NOT_LATER = re.compile(
    r"\b(?:in|during|at) (?:the|this|today['’]s) (?:meeting|session|call)\b|\blater today\b"
    r"|\bwill (?:discuss|talk)\b[^.]{0,40}\b(?:now|today)\b",
    re.IGNORECASE,
)
_PLEASE = re.compile(
    rf"^(?:please|pls|kindly) (?:{_WORK})\b(?! your\b)(?!.*(?:://|\byour\b|add yourself))", re.IGNORECASE
)
_TO_BE_DONE = re.compile(
    r"^[\[\w][^.?;]{2,80} (?:is to be|are to be|to be|will be|still needs? to be|needs? to be"
    r"|must be) (?:re)?"
    r"(?:sent|shared|updated|scheduled|drafted|reviewed|finali[sz]ed|circulated|confirmed|arranged|prepared"
    r"|submitted|clarified|written|followed up|sorted out|looked into|checked|agreed"
    r"|discussed (?:at|in|on|with))\b",
    re.IGNORECASE,
)
_DAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|next week|end of (?:the )?(?:day"
    r"|week|month)"
    r"|eod|eow|cob|\d{1,2}(?:st|nd|rd|th)?\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
    r"|dec)[a-z]*\.? \d"
)
_BY_A_DAY = re.compile(
    rf"^(?:{_WORK})\b[^.?]{{3,}}\b(?:by|before|until|no later than) (?:next |this |the )?(?:{_DAY})",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:already|was|were|has been|have been|used to|previously|last (?:week|time|meeting)|done"
    r"|finished|completed)\b",
    re.IGNORECASE,
)


def doer(sentence: str, people: Collection[str], likely: Collection[str]) -> str:
    """Who will do what the sentence says; `-` if it does not name them; empty: nobody will."""
    if _NOT_LATER.search(sentence):
        return ""
    for rule in (_BY_NAME, _MIDDLE_NAME, _AND_WILL):
        found = rule.search(sentence)
        if found is None:
            continue
        names = re.split(r", and |,? and |, | & ", found["who"])
        if all(name in people or name.split()[0] in people for name in names):
            return ", ".join(names)
        sure = re.search(rf"\b(?:will|shall|to|’ll|'ll)\b[a-z ]{{0,12}}\b(?:{_SURE})\b", sentence)
        if sure and all(name.split()[0] in likely for name in names):
            return ", ".join(names)
    if _PLEASE.search(sentence) or _BY_A_DAY.search(sentence):
        return "-"
    told = _TOLD.search(sentence)
    return "-" if (_BY_US.search(sentence) or _TO_BE_DONE.search(sentence)) and not told else ""


_CAPITAL = re.compile(r"(?<![\w.])[A-Z][a-z]{2,}\b")
_WORD = re.compile(r"[a-z]{3,}")
_START = re.compile(r"^[\W\d]*(?P<word>[A-Z][a-z]{2,})\b")
_NEVER_A_NAME_WORDS = """
    able access action also back client customer due everyone example frontend backend going github google
    having how link linux meeting need next plan product project python ready server slack system task team
    thanks there they this time tests test try user using version want web website welcome what when windows
    work you your zoom docker excel word teams android apple java javascript azure react
"""
_NEVER_A_NAME = frozenset(_NEVER_A_NAME_WORDS.split())


def likely_names(lines: Iterable[str]) -> frozenset[str]:
    """Words that a text writes with a capital wherever they stand, and more than once."""
    seen: dict[str, int] = {}
    small: set[str] = set()
    for line in lines:
        if len(line) > 1000:
            continue
        small.update(_WORD.findall(line))
        start = _START.match(line)
        for word in _CAPITAL.findall(line):
            seen[word] = seen.get(word, 0) + 1
        if start is not None and f"**{start['word']}" in line:
            seen[start["word"]] = seen.get(start["word"], 0) + 1
    return frozenset(
        word
        for word, times in seen.items()
        if times > 1 and word.casefold() not in small and word.casefold() not in _NEVER_A_NAME
    )
