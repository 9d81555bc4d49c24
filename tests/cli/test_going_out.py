"""Export, backup and the demo: whole documents, for the audience that is meant."""

from __future__ import annotations

import io
import json
from pathlib import Path

from pptx import Presentation
from tinydb import TinyDB

from presales_tui.cli.verbs import KINDS
from presales_tui.data.kinds import kind_of
from tests.cli.conftest import Presales
from tests.cli.support import deck_words, records


def test_the_deck_goes_to_a_file_and_to_standard_output(presales: Presales, filled: Path) -> None:
    presales("import", "outline", "-", stdin=b"# Goals\n\nfaster\n")
    done = presales("export", "deck", "-o", "deck.pptx")
    assert (done.code, done.out) == (0, "")
    assert done.err == f"Written: {Path('deck.pptx').absolute()}\n3 slides\n"
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
    assert presales("export", "outline", "-o", "-").out == text


def test_what_is_internal_leaves_only_if_asked_for(presales: Presales) -> None:
    presales("import", "notes", "-", stdin=b"# 2026-11-20 visit\n\nR:: they fear the price !internal\n")
    presales("import", "outline", "-", stdin=b"# Goals\n\n{{requirements}}\n")
    for what in ("deck", "outline"):
        assert presales("export", what, "-o", f"client.{what}").code == 0
        assert presales("export", what, "-o", f"us.{what}", "--internal").code == 0
    assert deck_words("client.deck").count("they fear the price") == 0
    assert deck_words("us.deck").count("they fear the price") > 0


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
        assert len(Presentation(str(path)).slides) > 5
    assert "36 lines, 18 records" in first.err
    assert not home.exists()
