"""The earlier answer, found while the title of a new issue is typed.

Of the same client every issue counts. Of other clients only answers that somebody has flagged as FAQ,
with personal data, addresses and the name of that client taken out, and without any ref of theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from presales_tui.locale import _
from presales_tui.model.masking import mask
from presales_tui.model.matching import Index
from presales_tui.model.pulse import Faq
from presales_tui.model.text import one_line
from presales_tui.model.trial import Issue

LEAST = 0.3
"""What is less alike than this is no answer but noise."""
_LEAST_CHARACTERS = 2
_LOOKED_AT = 120
"""Characters of what was observed that are searched."""
_THOUGHT_OF = 50
_UNANSWERED = 0.6
"""What an issue without an answer is worth beside one that has it."""


class Answer(NamedTuple):
    """An earlier issue, or an answer of another client."""

    ref: str
    """Empty: of another client."""
    title: str
    fix: str
    workaround: str
    cause: str

    @property
    def text(self) -> str:
        """The answer in one line; empty: there is none yet."""
        return one_line(self.fix or self.workaround or self.cause)


class Answers:
    """All that may be asked; made once, asked with every key."""

    def __init__(self, issues: Iterable[Issue], faqs: Iterable[tuple[str, Faq]] = ()) -> None:
        """`faqs` are of other clients: (name of the client, answer)."""
        own = list(issues)
        self._answers = [Answer(i.ref, i.title, i.fix, i.workaround, i.cause) for i in own]
        texts: list[Sequence[tuple[str, int]]] = [
            ((i.title, 3), (" ".join(i.tags), 1), (i.observed[:_LOOKED_AT], 1)) for i in own
        ]
        for client, faq in faqs:
            one = Answer("", _impersonal(faq.title, client), _impersonal(faq.answer, client), "", "")
            self._answers.append(one)
            texts.append(((one.title, 3), (one.fix, 1)))
        self._index = Index(texts, _THOUGHT_OF)

    def find(self, words: str) -> Answer | None:
        """The best answer to what is typed; one that is solved before one that is only alike."""
        if len(words.strip()) < _LEAST_CHARACTERS:
            return None
        found = []
        for number, score in self._index.find([(words, 1.0)]):
            answer = self._answers[number]
            if score >= LEAST:
                found.append((score if answer.text else score * _UNANSWERED, bool(answer.ref), number))
        return self._answers[max(found)[2]] if found else None


def told(answer: Answer) -> str:
    """`like ISS-004: the answer`; without an answer the title that it is like."""
    if answer.text:
        return _("like {ref}: {answer}").format(ref=answer.ref or _("another client"), answer=answer.text)
    return _("like {ref} {title}").format(ref=answer.ref, title=answer.title)


def _impersonal(text: str, client: str) -> str:
    """Nothing of another client but the answer."""
    shown = text.replace(client, "***") if client.strip() else text
    return mask(shown, "").text
