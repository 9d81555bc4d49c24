"""Export, backup and the demo: whole documents, for the audience that is meant."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation
from tinydb import TinyDB

from presales_tui.cli.verbs.common import KINDS
from presales_tui.data import Workspace
from presales_tui.data.kinds import kind_of
from presales_tui.model.change import Change
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.outline import Section
from presales_tui.model.record import Record
from tests.cli.conftest import Presales
from tests.cli.support import deck_words, records, refused


def test_the_deck_goes_to_a_file_and_to_standard_output(presales: Presales, filled: Path) -> None:
    presales("import", "outline", "-", stdin=b"# Goals\n\nfaster\n")
    done = presales("export", "deck", "-o", "deck.pptx")
    assert (done.code, done.out) == (0, "")
    told = "3 slides, no author: name the presales engineer of the opportunity"
    assert done.err == f"Written: {Path('deck.pptx').absolute()}\n{told}\n"
    piped = presales("export", "deck", "-o", "-").raw
    for deck in (Path("deck.pptx").read_bytes(), piped):
        titles = [
            slide.shapes.title.text_frame.text
            for slide in Presentation(io.BytesIO(deck)).slides
            if slide.shapes.title
        ]
        assert "Goals" in titles


def test_the_outline_can_be_imported_again(presales: Presales) -> None:
    text = "# Goals\n\nfaster\n\n## Now\n\n- by hand\n\n# Prices\n"
    presales("import", "outline", "-", stdin=text.encode())
    assert presales("export", "outline", "-o", "-").out == f"<!-- presales outline -->\n\n{text}"


@pytest.mark.parametrize(
    ("what", "shown", "hidden"),
    [
        ("deck", ["Goals"], ["they fear the price", "Prices", "a secret sum"]),
        ("outline", ["Goals"], ["Prices", "a secret sum"]),
        (
            "minutes",
            ["visit", "hello"],
            ["they fear the price", "our team is busy", "our price is low", "among us", "ask for more"],
        ),
    ],
)
def test_what_is_internal_leaves_only_if_asked_for(
    presales: Presales, what: str, shown: list[str], hidden: list[str]
) -> None:
    visit = b"# 2026-11-20 visit\n\nhello\nR:: they fear the price !internal\nK:: our team is busy\n"
    presales("import", "notes", "-", stdin=visit + b"our price is low\n")
    presales("import", "notes", "-", stdin=b"# among us\n\nask for more\n")
    presales("import", "outline", "-", stdin=b"# Goals\n\n{{requirements}}\n\n# Prices\n\na secret sum\n")
    make_internal("Prices", "among us", "our price is low")
    client = presales("export", what, "-o", "client")
    assert client.code == presales("export", what, "-o", "us", "--internal").code == 0
    told = deck_words if what == "deck" else lambda path: Path(path).read_text("utf-8")
    for words in shown:
        assert words in told("client")
    for words in hidden:
        assert words not in told("client")
        assert words in told("us")
    if what == "minutes":
        assert "6 internal lines left out" in client.err


def make_internal(*headlines: str) -> None:
    """Shuts the records of these names to the client."""
    workspace = Workspace.open(None)
    store = workspace.store(workspace.clients()[0].id)
    change = Change("Edit")
    kinds: tuple[type[Record], ...] = (Section, Meeting, Line)
    for was in (record for kind in kinds for record in store.all(kind)):
        if was.headline in headlines:
            change.put(replace(was, visibility="internal"), was)
    assert len(change) == len(headlines)
    store.commit(change)
    workspace.close()


def test_the_workspace_is_plain_tinydb_with_equal_content(presales: Presales, filled: Path) -> None:
    assert presales("export", "workspace", "-o", "plain.json").code == 0
    assert presales("export", "workspace", "-o", "-").raw == Path("plain.json").read_bytes()
    with TinyDB("plain.json") as db:
        for kind in KINDS:
            table = db.table(kind)
            table.document_id_class = str
            stored = {doc.doc_id: doc for doc in table.all()}
            cls = kind_of(kind)
            assert cls is not None
            listed = {str(row.pop("id")): row for row in records(presales, kind)}
            assert stored.keys() == listed.keys()
            for record_id, doc in stored.items():
                full = {**json.loads(json.dumps(cls.defaults())), **doc}
                assert full == {name: listed[record_id][name] for name in full}


def test_a_client_without_opportunity_can_be_handed_over(presales: Presales) -> None:
    presales("add", "client", "Acme")
    assert json.loads(presales("export", "workspace", "-o", "-").raw)["clients"]


def test_the_demo_without_a_terminal_prints_the_path_of_its_deck_twice(
    presales: Presales, home: Path
) -> None:
    first = presales("demo")
    second = presales("demo")
    paths = [Path(done.out.rstrip("\n")) for done in (first, second)]
    assert [done.code for done in (first, second)] == [0, 0]
    assert [path.name for path in paths] == ["presales-demo.pptx", "presales-demo-2.pptx"]
    for path in paths:
        slides = Presentation(str(path)).slides
        assert len(slides) > 5
    cells = [
        cell.text
        for s in slides
        for f in s.shapes
        if f.has_table
        for row in f.table.rows
        for cell in row.cells
    ]
    at = cells.index("提供脱敏的咨询登记表样例")
    assert cells[at - 1 : at + 2] == ["客户", "提供脱敏的咨询登记表样例", "李敏"]
    assert "38 lines, 20 records" in first.err
    assert not home.exists()


def test_the_minutes_of_one_meeting(presales: Presales) -> None:
    presales("import", "notes", "-", stdin=b"# 2026-11-20 first\n\nhello\n")
    presales("import", "notes", "-", stdin=b"# 2026-11-21 second\n\nbye\n")
    presales("add", "action", "call back")
    one = presales("export", "minutes", "--meeting", "MTG-002", "-o", "-").out
    assert "second" in one
    assert "hello" not in one
    assert presales("export", "minutes", "--meeting", "MTG-009", "-o", "-").code == 3
    assert presales("export", "minutes", "--meeting", "ACT-001", "-o", "-").code == 4
    assert presales("export", "outline", "--meeting", "MTG-001", "-o", "-").code == 4
    assert presales("export", "minutes", "--meeting", "MTG-001", "-o", "one.docx").code == 0
    assert Path("one.docx").read_bytes()[:2] == b"PK"


def test_the_outline_goes_to_an_outliner_and_back(presales: Presales, filled: Path) -> None:
    presales("import", "outline", "-", stdin="# 目标\n\n更快\n\n## 现状\n\n# 方案\n".encode())
    assert presales("export", "outline", "-o", "plan.opml").code == 0
    before = len(records(presales, "sections"))
    done = presales("import", "outline", "plan.opml")
    assert (done.code, done.err) == (0, "3 sections from plan.opml (utf-8)\n")
    rows = records(presales, "sections")
    shown = [(row["title"], row.get("body", "")) for row in rows[before:]]
    assert shown == [("目标", "更快"), ("现状", ""), ("方案", "")]
    assert presales("export", "outline", "-o", "plan.docx").code == 0
    assert Path("plan.docx").read_bytes()[:2] == b"PK"
    Path("bad.opml").write_text("<opml>", encoding="utf-8")
    refused = presales("import", "outline", "bad.opml")
    assert (refused.code, refused.err.count("\n")) == (4, 1)


def test_a_deck_onto_one_that_a_colleague_has_worked_on(presales: Presales, filled: Path) -> None:
    presales("import", "outline", "-", stdin=b"# Goals\n\nfaster\n\n# Plan\n\nin May\n")
    presales("export", "deck", "-o", "deck.pptx")
    deck = Presentation("deck.pptx")
    goals = next(s for s in deck.slides if s.shapes.title and s.shapes.title.text_frame.text == "Goals")
    goals.shapes.title.text_frame.text = "Goals, said better"
    deck.save("edited.pptx")
    presales("import", "outline", "-", stdin=b"# Price\n\nas agreed\n")
    shown = presales("export", "deck", "--onto", "edited.pptx", "-o", "new.pptx", "--dry-run")
    assert not Path("new.pptx").exists()
    assert "changed there, kept: Goals, said better" in shown.out
    assert "new: Price" in shown.out
    presales("add", "requirement", "an audit trail")
    before = presales("baseline", "list", "--json").out
    presales("export", "deck", "--onto", "edited.pptx", "-o", "new.pptx", "--dry-run")
    assert presales("baseline", "list", "--json").out == before
    done = presales("export", "deck", "--onto", "edited.pptx", "-o", "new.pptx")
    assert done.code == 0
    assert done.err.splitlines()[1:] == shown.out.splitlines()
    (kept,) = json.loads(presales("baseline", "list", "--json").out)[-1:]
    assert kept["kind"] == "deck"
    titles = [s.shapes.title.text_frame.text for s in Presentation("new.pptx").slides if s.shapes.title]
    assert "Goals, said better" in titles
    assert "Price" in titles
    assert presales("export", "outline", "--onto", "edited.pptx", "-o", "o.md").code == 4
    assert presales("export", "deck", "--onto", "gone.pptx", "-o", "n.pptx").code == 3
    Path("shut.pptx").write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600))
    shut = presales("export", "deck", "--onto", "shut.pptx", "-o", "n.pptx")
    assert (shut.code, "password" in shut.err) == (4, True)
    Path("~$edited.pptx").touch()
    assert (
        "open in another program"
        in presales("export", "deck", "--onto", "edited.pptx", "-o", "n.pptx", "--dry-run").out
    )


def test_the_follow_up_list_leaves_out_what_is_internal(presales: Presales) -> None:
    visit = b"# 2026-11-20 visit\n\nA:: send the list @Chen >2026-01-02\nA:: find out their price !internal\n"
    presales("import", "notes", "-", stdin=visit)
    client, us = (
        presales("export", "followup", "-o", "-"),
        presales("export", "followup", "-o", "-", "--internal"),
    )
    assert client.code == us.code == 0
    assert "2026-01-02 (overdue by " in client.out
    assert "their price" not in client.out
    assert "1 internal record left out" in client.err
    assert "their price" in us.out


def test_the_hand_over_is_made_for_us_alone(presales: Presales, filled: Path) -> None:
    refused(presales("export", "handover", "-o", "h.docx"), 4, "has no edition for the client")
    assert not Path("h.docx").exists()
    for asked in (["--internal"], ["--variant", "internal"]):
        done = presales("export", "handover", "--format", "md", "-o", "-", *asked)
        assert done.code == 0
        assert "内部资料，请勿外发" in done.out
        assert "Internal, not for the client" in done.err


def test_the_outline_as_text_is_stopped_too_notes_and_comments_included(presales: Presales) -> None:
    presales("add", "client", "启明教育")
    presales("add", "opportunity", "教务平台")
    presales("add", "requirement", "友商报价比我们低两成左右")
    presales("set", "requirement", "REQ-001", "visibility=internal")
    presales("import", "outline", "-", stdin="# 方案\n正文\n".encode())
    for field in ("notes=友商报价比我们低两成左右", "body=<!-- 友商报价比我们低两成左右 -->"):
        presales("set", "section", "SEC-001", "notes=", "body=正文")
        presales("set", "section", "SEC-001", field)
        for name in ("o.md", "o.opml"):
            refused(presales("export", "outline", "-o", name), 4, "REQ-001")
            assert not Path(name).exists()
    assert presales("export", "outline", "-o", "o.md", "--internal").code == 0


def test_a_deck_stays_in_its_language(presales: Presales, filled: Path) -> None:
    presales("import", "outline", "-", stdin=b"# Goals\n\n{{dates}}\n")
    presales("--lang", "zh", "export", "deck", "-o", "deck.pptx")
    again = presales("--lang", "en", "export", "deck", "--onto", "deck.pptx", "-o", "again.pptx")
    assert again.code == 0
    assert "updated" not in again.err
    assert "待补" in "".join(
        shape.text_frame.text
        for s in Presentation("again.pptx").slides
        for shape in s.shapes
        if shape.has_text_frame
    )
