"""`presales templates`: a built-in template is copied out, edited, and takes the place of its original."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Presales


def test_a_template_is_copied_out_and_edited(presales: Presales) -> None:
    listed = presales("templates", "--lang", "zh").out
    assert "first_visit\t首次拜访\t-" in listed
    assert len(listed.splitlines()) == len(presales("templates", "--lang", "en").out.splitlines()) == 13
    path = Path(presales("templates", "copy", "first_visit").out.strip())
    path.write_text(path.read_text("utf-8").replace("title: First visit", "title: Ours"), "utf-8")
    assert "first_visit\tOurs\town" in presales("templates", "list").out
    assert "title: Ours" in presales("templates", "show", "ours").out
    assert presales("templates", "copy", "first_visit").code == 5
    assert presales("templates", "show", "no such").code == 3
    assert presales("templates", "show").code == 4
