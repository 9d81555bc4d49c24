"""List: every kind, every field, the right ones."""

from __future__ import annotations

from pathlib import Path

from presales_tui.cli.listing import LISTINGS
from presales_tui.cli.verbs.common import ADDED, KINDS
from presales_tui.data.kinds import kind_of
from tests.cli.conftest import Presales
from tests.cli.support import records


def test_every_kind_is_listed_and_its_json_holds_every_field(presales: Presales, filled: Path) -> None:
    assert set(KINDS) == set(LISTINGS)
    for kind in ADDED[2:]:
        on = ("--on", "REQ-001") if kind == "comment" else ()
        assert presales("add", kind, f"a {kind}", *on).code == 0
    presales("attach", "ISS-001", "-", stdin=b"error 7")
    presales("import", "outline", "-", stdin=b"# One\n\n# Two")
    for kind in KINDS:
        rows = records(presales, kind)
        table = presales("list", kind).out.splitlines()
        assert len(table) == len(rows)
        cls = kind_of(kind)
        assert cls is not None
        for row, line in zip(rows, table, strict=True):
            assert set(row) - {"number", "touch"} == {"id", *cls.defaults()}
            assert str(row[cls.title_field]) in line
        refs = [row["ref"] for row in rows if row["ref"]]
        assert len(refs) == len(set(refs))
        if kind not in ("criteria", "contacts"):
            assert rows, kind


def test_a_table_shows_labels_in_the_language_in_use_and_aligns_wide_characters(presales: Presales) -> None:
    presales("add", "requirement", "x !must =config &排课 ~2-3d")
    presales("add", "requirement", "y !could =gap &CRM")
    assert presales("list", "requirements").out == (
        "REQ-001  must   configuration  2-3  排课  x\nREQ-002  could  gap                 CRM   y\n"
    )
    chinese = presales("list", "requirements", "--lang", "zh").out
    assert chinese.splitlines()[0].split() == ["REQ-001", "必须", "配置满足", "2-3", "排课", "x"]


def test_a_filter_is_that_of_the_workbench(presales: Presales) -> None:
    for text in ("sso !must =config", "排课 !must =custom", "report !could =custom"):
        presales("add", "requirement", text)
    shown = [row["ref"] for row in records(presales, "requirements", "--filter", "fit:二次开发 -prio:could")]
    assert shown == ["REQ-002"]
    none = presales("list", "requirements", "--filter", "nothing")
    assert (none.code, none.out, none.err) == (0, "", "None.\n")


def test_all_lists_every_client_and_numbers_each_outline_by_itself(presales: Presales) -> None:
    for client, deals in (("Acme", ("CRM", "ERP")), ("新东方", ("排课",))):
        presales("add", "client", client)
        for deal in deals:
            presales("add", "opportunity", deal, "--client", client)
            presales("import", "outline", "-", "--opportunity", deal, stdin=f"# {deal} goals".encode())
    rows = records(presales, "sections", "--all")
    assert [(row["client"], row["number"], row["title"]) for row in rows] == [
        ("Acme", "1", "CRM goals"),
        ("Acme", "1", "ERP goals"),
        ("新东方", "1", "排课 goals"),
    ]
    assert presales("list", "opportunities", "--all").out.splitlines()[0].startswith("Acme    OPP-001")
    assert len(records(presales, "sections", "--all", "--client", "acme")) == 2


def test_what_belongs_to_the_client_is_listed_without_naming_an_opportunity(presales: Presales) -> None:
    presales("add", "client", "Acme")
    assert records(presales, "contacts") == []
    presales("add", "opportunity", "CRM")
    presales("add", "opportunity", "ERP")
    assert [row["name"] for row in records(presales, "opportunities")] == ["CRM", "ERP"]
