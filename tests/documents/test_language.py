"""The language that a document is written in."""

from __future__ import annotations

from typing import Any

import pytest

from presales_tui import locale
from presales_tui.data import ClientStore
from presales_tui.documents.language import document_language
from presales_tui.model.client import Client
from presales_tui.model.meeting import Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section
from presales_tui.model.record import Record
from presales_tui.model.requirement import Requirement


class Store:
    """As much of a store as the language is told by."""

    def __init__(self, client: str, deal: str, *records: Record) -> None:
        self.client = Client(name=client)
        self.deal = Opportunity(id="O", name=deal)
        self.records = records

    def get(self, kind: type[Record], record_id: str) -> Record | None:
        return self.deal if record_id == "O" else None

    def where(self, kind: type[Record], **equals: Any) -> list[Record]:
        return [record for record in self.records if isinstance(record, kind)]


def told(*records: Record, client: str = "启明", deal: str = "CRM", of: str = "O") -> str:
    store: Any = Store(client, deal, *records)
    known: ClientStore = store
    return document_language(known, of)


def sections(*titles: str) -> list[Section]:
    return [Section(title=title) for title in titles]


@pytest.mark.parametrize("messages", ["en", "zh"])
def test_a_document_is_in_the_language_of_its_headings(messages: str) -> None:
    locale.set_language(messages)
    assert told(*sections("背景", "Kubernetes 平台", "API", "2026")) == "zh"
    assert told(*sections("Background", "Plan", "启明 today")) == "en"
    assert told(*sections("Plan"), Requirement(title="单点登录")) == "en"


def test_without_an_outline_requirements_meetings_and_names_tell() -> None:
    locale.set_language("en")
    assert told(*sections("1", ""), Requirement(title="单点登录"), Requirement(title="SSO")) == "zh"
    assert told(Meeting(title="首次交流")) == "zh"
    assert told(Requirement(title="SSO")) == "en"
    assert told() == "zh"
    assert told(client="ACME", deal="CRM", of="gone") == "en"
    locale.set_language("zh")
    assert told(client="", deal="") == "zh"


def test_the_language_that_is_asked_for_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESALES_DOCUMENTS", "en")
    assert told(*sections("背景")) == "en"
    locale.set_language_of_documents("auto")
    assert told(*sections("背景")) == "zh"
    locale.set_language_of_documents("en")
    assert told(*sections("背景")) == "en"
