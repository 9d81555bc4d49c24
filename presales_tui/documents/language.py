"""The language of documents: that of what is written in them, unless another is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from presales_tui.data.store import ClientStore
from presales_tui.locale import language, language_of_documents
from presales_tui.model.meeting import Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section
from presales_tui.model.requirement import Requirement

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[^\W\d_]")


def document_language(store: ClientStore, opportunity_id: str) -> str:
    """`zh` or `en`: the language that is asked for, else the one that most headings are written in.

    An engineer on a client's server seldom has a Chinese locale, and still writes a Chinese outline:
    what the program adds to it (agenda, confidentiality, heads of tables) is in the same language.
    Without an outline the titles of requirements and meetings decide, then the names of client and
    opportunity, and at last the language of the messages.
    """
    if asked := language_of_documents():
        return asked
    for titles in _headings(store, opportunity_id):
        if known := _most(titles):
            return known
    return language()


def _headings(store: ClientStore, opportunity_id: str) -> Iterator[Iterable[str]]:
    yield (section.title for section in store.where(Section, opportunity=opportunity_id))
    yield [
        *(requirement.title for requirement in store.where(Requirement, opportunity=opportunity_id)),
        *(meeting.title for meeting in store.where(Meeting, opportunity=opportunity_id)),
    ]
    opportunity = store.get(Opportunity, opportunity_id)
    yield (store.client.name, opportunity.name if opportunity else "")


def _most(titles: Iterable[str]) -> str:
    """The language of most of them; empty: no title has letters."""
    written = [title for title in titles if _LETTER.search(title)]
    chinese = sum(1 for title in written if _CHINESE.search(title))
    return ("zh" if 2 * chinese >= len(written) else "en") if written else ""
