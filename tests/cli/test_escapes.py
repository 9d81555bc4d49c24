"""Control and escape characters of a client's text never drive a terminal, and never break a document."""

from __future__ import annotations

import io
import json
import re
import sys

import pytest
from pptx import Presentation

from presales_tui.data import Workspace
from presales_tui.model.change import Change
from presales_tui.model.meeting import Line
from presales_tui.model.requirement import Requirement
from tests.cli.conftest import Presales

EVIL = "R:: red \x1b[31malarm\x1b[0m \x9b2J bell\x07 \x08\x7f \x1b]0;owned\x07 end\u2028 \u202eodd !must"
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
REORDERS = re.compile("\u202e")


@pytest.fixture
def attacked(presales: Presales) -> Presales:
    """A workspace whose minutes, outline and names hold escape sequences."""
    assert presales("import", "notes", "-", stdin=f"# visit\n\n{EVIL}\n".encode()).code == 0
    outline = f"# Goals \x1b[2J\n\n{EVIL}\n\n```\n\x1b[5m\n```\n\n{{{{responses}}}}\n"
    assert presales("import", "outline", "-", stdin=outline.encode()).code == 0
    assert presales("add", "action", "call \x1b[2J @李\x9bm").code == 0
    assert presales("add", "opportunity", "CRM \x1b[2J").code == 0
    # What another program has put there did not pass through an import.
    workspace = Workspace.open(None, user="li\x1b[m")
    store = workspace.store(workspace.clients()[0].id)
    deal, meeting = store.find_ref("OPP-001"), store.find_ref("MTG-001")
    assert deal is not None
    assert meeting is not None
    change = Change("Add \x1b[2J").put(Requirement(opportunity=deal.id, title="raw \x1b[31m\x9b5n"))
    store.commit(change.put(Line(meeting=meeting.id, pos="zz", text="raw \x1b[31m\x9b5n")))
    workspace.close()
    return presales


SHOWN = (
    ("list", "requirements"),
    ("list", "requirements", "--json"),
    ("list", "actions", "--all"),
    ("list", "opportunities"),
    ("list", "sections"),
    ("history",),
    ("history", "REQ-001"),
    ("history", "REQ-002"),
    ("export", "outline", "-o", "-"),
    ("export", "minutes", "-o", "-"),
    ("export", "workspace", "-o", "-"),
    ("list", "requirements", "--opportunity", "none \x1b[2J"),
    ("list", "requirements", "--client", "none"),
)


@pytest.mark.parametrize("argv", SHOWN, ids=" ".join)
def test_a_terminal_gets_no_raw_control_character(
    attacked: Presales, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    pick = () if "--opportunity" in argv or "--all" in argv else ("--opportunity", "Unsorted")
    done = attacked(*argv, *pick)
    assert done.raw or done.code == 3
    for told in (done.out, done.err):
        assert not RAW.search(told)
        assert not REORDERS.search(told)


def test_json_gives_a_program_what_is_stored(attacked: Presales) -> None:
    rows = json.loads(attacked("list", "requirements", "--json", "--opportunity", "Unsorted").raw)
    assert rows[1]["title"] == "raw \x1b[31m\x9b5n"
    assert "␛[31malarm" in rows[0]["title"]


def test_a_deck_of_it_opens_and_keeps_the_words(attacked: Presales) -> None:
    deck = attacked("export", "deck", "-o", "-", "--opportunity", "Unsorted").raw
    slides = Presentation(io.BytesIO(deck)).slides
    texts = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    assert any("␛[31malarm" in text for text in texts)
    assert not any(RAW.search(text.replace("\x0b", "")) for text in texts)


def test_signs_that_the_terminal_lacks_do_not_end_a_command(
    attacked: Presales, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    assert attacked("list", "requirements", "--json", "--opportunity", "Unsorted").code == 0
    assert attacked("list", "requirements", "--opportunity", "Unsorted").code == 0
    stream.flush()
    shown = stream.buffer.getvalue()
    assert b"\\u241b" in shown
    assert b"?[31malarm" in shown
