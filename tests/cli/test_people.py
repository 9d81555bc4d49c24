"""People on the command line: added from one line, set, never in a circle."""

from __future__ import annotations

import json
from datetime import date, timedelta

from tests.cli.conftest import Presales
from tests.cli.support import refused


def test_a_person_is_added_from_one_line_and_set(presales: Presales) -> None:
    presales("add", "client", "Acme")
    presales("add", "opportunity", "Portal")
    assert presales("add", "contact", "张主任 信息中心 决策人 客户").out == "CON-001\n"
    assert presales("add", "contact", "李敏，招生中心主任").out == "CON-002\n"
    presales("set", "contact", "CON-002", "reports_to=张主任", "influence=高", "stance=支持")
    (zhang, li) = json.loads(presales("list", "contacts", "--json").out)
    assert (zhang["department"], zhang["role"], zhang["visibility"]) == ("信息中心", "DM", "internal")
    assert (li["reports_to"], li["influence"], li["stance"]) == (zhang["id"], 3, "supporter")
    day = (date.today() - timedelta(days=2)).isoformat()
    presales("add", "meeting", "First visit", "--start", day)
    presales("set", "meeting", "MTG-001", "state=held", "attendees=李敏")
    touches = [who["touch"] for who in json.loads(presales("list", "contacts", "--json").out)]
    assert touches == ["", day]
    assert day in presales("list", "opportunities").out.split()
    refused(presales("set", "contact", "CON-001", "reports_to=CON-002"), 4, "superior")
    refused(presales("set", "contact", "CON-001", "influence=9"), 4, "1 (low)")
    refused(presales("add", "contact", "，主任"), 4, "name")
    told = presales("add", "action", "发清单 @钱工 >2-30")
    assert (told.out, told.err) == ("ACT-001\n", "no such day: 2-30\nNo contact yet: 钱工\n")
    (action,) = json.loads(presales("list", "actions", "--json").out)
    assert (action["title"], action["owner"], action["due"]) == ("发清单 >2-30", "钱工", "")
    assert presales("add", "action", "发清单 @李敏 >next fri").err == ""
    note = "# Visit\n\nA:: 报价 @钱工 >2026-02-30\n".encode()
    told = presales("import", "notes", "-", stdin=note)
    assert "Line 3: no such day: 2026-02-30" in told.err
    assert "No contact yet: 钱工" in told.err
