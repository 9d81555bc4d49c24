"""What is internal never reaches a deck for the client: not on a slide, not in the notes, not in the file."""

from __future__ import annotations

import io
import zipfile

import pytest

from presales_tui.documents.book import Book
from presales_tui.documents.deck import deck_bytes
from presales_tui.documents.planning.planner import plan_deck
from presales_tui.documents.slots import SLOTS
from presales_tui.model.client import Client
from presales_tui.model.errors import NotFound
from presales_tui.model.followup import Action, Commitment, Risk
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section
from presales_tui.model.record import Record
from presales_tui.model.requirement import Pain, Requirement
from presales_tui.model.trial import Criterion, Issue, Trial
from tests.documents.support import Store, said

SECRET = "SECRETWORD"
HIDDEN: dict[str, tuple[Record, ...]] = {
    "requirements": (
        Requirement(
            id="r", ref=f"REQ-{SECRET}", title=SECRET, fit="custom", module=SECRET, visibility="internal"
        ),
        Requirement(id="x", ref="REQ-002", title="open", quote=f"said {SECRET}", speaker=SECRET),
    ),
    "pains": (Pain(title=SECRET, quote=SECRET, visibility="internal"),),
    "trials": (Trial(title=SECRET, purpose=SECRET, visibility="internal"),),
    "criteria": (Criterion(title=SECRET, visibility="internal"),),
    "issues": (Issue(ref="ISS-1", title=SECRET, visibility="internal"),),
    "actions": (Action(title=SECRET, visibility="internal"),),
    "commitments": (Commitment(title=SECRET, visibility="internal"),),
    "risks": (Risk(title=SECRET),),
}


def secret_book() -> Book:
    every = "\n\n".join(f"{{{{{name}}}}}" for name in SLOTS)
    return Book(
        client=Client(name="客户", background=SECRET, notes=SECRET, visibility="internal"),
        opportunity=Opportunity(
            name="商机", summary=SECRET, key_dates=(("2026-01-01", SECRET),), visibility="internal"
        ),
        sections=(
            Section(id="1", pos="a1", title="可见", body=every, requirements=("r", "x")),
            Section(id="2", pos="a2", title=SECRET, body=SECRET, notes=SECRET, visibility="internal"),
            Section(id="3", pos="a1", parent="2", title="下级", body=f"child {SECRET}"),
            Section(id="4", pos="a3", title="结尾", body="text"),
        ),
        **HIDDEN,  # type: ignore[arg-type]
    )


def everything(data: bytes) -> str:
    """All that is in a file, its sheets behind the charts included."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            blob = package.read(name)
            found.append(everything(blob) if name.endswith(".xlsx") else blob.decode("utf-8", "replace"))
    return "\n".join(found)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_internal_is_in_a_deck_for_the_client(lang: str) -> None:
    plan = plan_deck(secret_book(), lang=lang, audience="client")
    assert SECRET not in said(plan)
    assert "下级" not in said(plan)
    assert SECRET not in everything(deck_bytes(plan))


def test_the_same_deck_in_the_house_has_it_all() -> None:
    told = said(plan_deck(secret_book(), lang="zh", audience="internal"))
    assert told.count(SECRET) > 10
    assert f"“said{SECRET}”" in told


def test_the_client_is_the_default_audience() -> None:
    assert SECRET not in said(plan_deck(secret_book(), lang="zh"))


def test_what_is_neither_internal_nor_external_stays_in_the_house() -> None:
    made = secret_book()
    odd = made._replace(pains=(Pain(title="odd one", visibility="partner"),))
    assert "oddone" not in said(plan_deck(odd, lang="zh"))


def test_a_book_holds_the_records_of_its_opportunity() -> None:
    deal = Opportunity(id="o", name="商机", owner="王工")
    store = Store(
        deal,
        Section(opportunity="o", title="b", created="2026-02-01"),
        Section(opportunity="o", title="a", created="2026-01-01"),
        Section(opportunity="other", title="c"),
        Risk(opportunity="o", title="r"),
    )
    made = Book.of(store, "o", date="2026-11-23", version="V1")
    assert made.client.name == "启明"
    assert [s.title for s in made.sections] == ["a", "b"]
    assert [r.title for r in made.risks] == ["r"]
    assert (made.author, made.date, made.version) == ("王工", "2026-11-23", "V1")
    assert len(Book.of(store, "o").date) == 10
    with pytest.raises(NotFound):
        Book.of(store, "gone")
