"""Issue lists and exports of trackers become issues: nothing is lost, and what is not understood is said."""

# ruff: noqa: E501 - rows of sheets

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presales_tui.imports.issues import plan_import
from presales_tui.imports.issues.moments import read_moment, show_moment, stored
from presales_tui.imports.records.found import NEW, REFUSED, SAME, UPDATED
from presales_tui.imports.records.planning import Plan
from presales_tui.imports.sheets import read_tables
from presales_tui.model.errors import BadInput
from presales_tui.model.sla import priority
from presales_tui.model.trial import Issue

CHINESE = """\
工单号,标题,问题描述,问题类型,严重程度,优先级,状态,提出人,联系电话,处理人,创建时间,首次响应时间,解决时间,解决方案,院区
WO-1,登录报 500,点登录后白屏,异常报错,致命,高,已解决,王老师,13800000000,小李,2026/3/2 9:05,2026-03-02 09:20,2026年3月2日 下午3时,重启网关,东院
WO-2,不会导出,,使用咨询,低,低,待客户反馈,李主任,,小张,2026-03-03 10:00:00,,,,
WO-3,打不开,,无法访问,一般,紧急,等领导批,赵工,,,2026-03-05,,2026-03-04,,
,,,,,,,,,,,,,,
WO-4,,,,,,,,,,2026-03-05,,,,
"""


def planned(text: str | bytes, name: str = "log.csv", existing: list[Issue] | None = None) -> Plan:
    data = text.encode() if isinstance(text, str) else text
    return plan_import(read_tables(data, name), opportunity="o", existing=existing or [])


def issues(plan: Plan) -> list[Issue]:
    return [outcome.record for outcome in plan.outcomes if outcome.kind in (NEW, UPDATED, SAME)]


def local(*parts: int) -> str:
    return stored(datetime(*parts).astimezone())  # type: ignore[arg-type]


def test_a_chinese_list_becomes_issues_with_steps_and_words_mapped() -> None:
    plan = planned(CHINESE)
    first, second, third, fourth = issues(plan)
    assert (first.external_ticket, first.title, first.observed) == ("WO-1", "登录报 500", "点登录后白屏")
    assert (first.kind, first.severity, priority(first), first.status) == ("defect", "s1", "P2", "resolved")
    assert (first.reporter, first.phone, first.assignee) == ("王老师", "13800000000", "小李")
    assert first.status_log == (
        ("open", local(2026, 3, 2, 9, 5), "王老师"),
        ("ack", local(2026, 3, 2, 9, 20), "小李"),
        ("resolved", local(2026, 3, 2, 15, 0), "小李"),
    )
    assert (first.fix, first.note) == ("重启网关", "院区: 东院")
    assert (second.kind, second.severity, second.status) == ("usage", "s4", "waiting_customer")
    assert (third.kind, priority(third)) == ("deployment", "P1")
    assert (third.note, third.status) == ("状态: 等领导批", "open")
    assert fourth.title == "WO-4"


def test_what_is_not_known_or_cannot_be_is_said() -> None:
    plan = planned(CHINESE)
    why = {outcome.line: outcome.why for outcome in plan.outcomes}
    assert "“等领导批” is not known: kept in the note" in why[4]
    assert "solved before it was reported" in why[4]
    assert any("等领导批" in sentence for sentence in plan.told)
    skewed = planned("title,created\nslow,2099-01-01 00:00\n")
    assert "clock" in skewed.outcomes[-1].why
    assert issues(skewed)[0].reported == local(2099, 1, 1)


def test_a_second_import_finds_them_by_their_number_and_shows_what_changed() -> None:
    first = issues(planned(CHINESE))
    again = planned(CHINESE, existing=first)
    assert again.count(SAME) == 4
    assert not again.change
    later = planned(CHINESE.replace("低,低,待客户反馈", "低,低,已关闭"), existing=first)
    assert later.count(UPDATED) == 1
    changed = next(outcome for outcome in later.outcomes if outcome.kind == UPDATED)
    assert ("status", "waiting for customer", "closed") in changed.changes
    assert changed.record.status_log[-1][0] == "closed"


GITHUB = [
    {
        "id": 99,
        "number": 7,
        "title": "Crash on start",
        "body": "It crashes.\n\n```\nTrace\n```",
        "state": "closed",
        "user": {"login": "ann", "id": 1, "avatar_url": "https://x"},
        "assignee": {"login": "bob", "id": 2},
        "labels": [{"name": "kind/bug", "color": "f00"}, {"name": "severity: high"}],
        "created_at": "2026-01-02T03:04:05Z",
        "closed_at": "2026-01-03T03:04:05Z",
        "url": "https://api.example.com/7",
    }
]
JIRA = {
    "issues": [
        {
            "key": "ABC-1",
            "fields": {
                "summary": "登录失败",
                "issuetype": {"name": "Bug"},
                "status": {"name": "In Progress"},
                "priority": {"name": "Highest"},
                "description": {
                    "type": "doc",
                    "content": [{"type": "paragraph", "content": [{"type": "text", "text": "点了没反应"}]}],
                },
                "created": "2026-01-02T03:04:05.000+0800",
                "comment": {"comments": [{"author": {"displayName": "甲"}, "body": "已看"}]},
            },
        }
    ]
}


def test_exports_of_trackers_are_read_with_what_is_nested_in_them() -> None:
    (github,) = issues(planned(json.dumps(GITHUB), "github.json"))
    assert (github.external_ticket, github.title, github.status) == ("7", "Crash on start", "closed")
    assert (github.kind, github.severity, github.reporter, github.assignee) == ("defect", "s2", "ann", "bob")
    assert github.tags == ("kind/bug", "severity: high")
    assert github.status_log[-1] == ("closed", "2026-01-03T03:04:05Z", "bob")
    assert "id: 99" in github.note
    (jira,) = issues(planned(json.dumps(JIRA), "jira.json"))
    assert (jira.external_ticket, jira.title, jira.observed) == ("ABC-1", "登录失败", "点了没反应")
    assert (jira.kind, jira.status, priority(jira)) == ("defect", "in_progress", "P1")
    assert jira.reported == "2026-01-01T19:04:05Z"
    assert jira.note == "comment: 甲: 已看"
    lines = "\n".join(json.dumps(one) for one in GITHUB)
    assert issues(planned(lines, "github.jsonl"))[0].title == "Crash on start"


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ('{"a": 1}', "a.json", "no list"),
        ('{"a": ', "a.json", "not JSON"),
        ("[" * 100_000, "a.json", "nested too deeply"),
        ("[1, 2]", "a.json", "no list"),
    ],
)
def test_what_is_no_export_is_refused_with_a_sentence(text: str, name: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        planned(text, name)


def test_a_list_of_numbers_and_times_is_a_list_of_issues_too() -> None:
    plan = planned(
        "repo,number,created,closed\nx,17,2026-01-31T04:35:08Z,2026-02-01T04:35:08Z\nx,18,2026-02-02T00:00:00Z,\n"
    )
    assert [(i.title, i.status) for i in issues(plan)] == [("17", "closed"), ("18", "open")]
    figures = planned("owner,count\nx,3\ny,4\n")
    assert figures.count(REFUSED) or not figures.count(NEW)


def test_a_text_whose_quotes_were_forgotten_stays_with_its_issue() -> None:
    plan = planned("kind,title,body\nbug,It fails,I run it\nand it says no.\nbug,Another,body\n")
    first, second = issues(plan)
    assert (first.observed, second.title) == ("I run it\nand it says no.", "Another")


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-04-01T10:20:30Z", "2026-04-01T10:20:30Z"),
        ("2026-04-01T10:20:30.123+0800", "2026-04-01T02:20:30Z"),
        ("2026-04-01 10:20:30 +0800", "2026-04-01T02:20:30Z"),
        ("2026-04-01 10:20:30 UTC", "2026-04-01T10:20:30Z"),
        ("Wed, 01 Apr 2026 10:20:30 +0000", "2026-04-01T10:20:30Z"),
        ("1775038830", "2026-04-01T10:20:30Z"),
        ("1775038830000", "2026-04-01T10:20:30Z"),
    ],
)
def test_a_time_with_its_zone(text: str, utc: str) -> None:
    found = read_moment(text)
    assert found is not None
    assert stored(found) == utc


@pytest.mark.parametrize(
    ("text", "day_first", "parts"),
    [
        ("2026/4/1 9:05", True, (2026, 4, 1, 9, 5)),
        ("2026年4月1日 下午3时20分", True, (2026, 4, 1, 15, 20)),
        ("2026-4-1", True, (2026, 4, 1)),
        ("20260401", True, (2026, 4, 1)),
        ("01/Apr/26 3:20 PM", True, (2026, 4, 1, 15, 20)),
        ("1/四月/26 3:20 下午", True, (2026, 4, 1, 15, 20)),
        ("Apr 1, 2026 12:05 AM", True, (2026, 4, 1, 0, 5)),
        ("4/1/2026", False, (2026, 4, 1)),
        ("1/4/2026", True, (2026, 4, 1)),
        ("13/4/2026", False, (2026, 4, 13)),
        ("46113.5", True, (2026, 4, 1, 12)),
        ("2026-04-01 星期三", True, None),
        ("soon", True, None),
        ("2026-02-30", True, None),
        ("17", True, None),
        ("1.2.3", True, None),
    ],
)
def test_a_time_of_this_place(text: str, day_first: bool, parts: Any) -> None:
    found = read_moment(text, day_first)
    assert (found and stored(found)) == (local(*parts) if parts else None)


@given(st.datetimes(datetime(1981, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))
def test_a_time_that_is_shown_is_read_as_the_same(when: datetime) -> None:
    kept = stored(when)
    again = read_moment(show_moment(kept))
    assert again is not None
    assert stored(again) == kept
    far = when.astimezone(timezone(timedelta(hours=-9)))
    assert read_moment(far.isoformat()) == when.replace(microsecond=0)


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        (
            "Bug编号,所属模块,Bug标题,严重程度,优先级,Bug类型,Bug状态,由谁创建,创建日期,指派给,解决日期\n"
            "12,/登录(#3),登录报500,1,2,代码错误,已关闭,王,2026-03-01 10:00:00,李,2026-03-02 11:00:00\n",
            "zentao.csv",
            ("12", "defect", "s1", "closed", "王", "李"),
        ),
        (
            "Number,Short description,Caller,Severity,State,Category,Assigned to,Opened,Resolved\n"
            "INC01,VPN down,Bob,1 - Critical,On Hold,Network,Ann,03/13/2026 08:15:00,\n",
            "servicenow.csv",
            ("INC01", "deployment", "s1", "waiting_customer", "Bob", "Ann"),
        ),
        (
            "#,跟踪,状态,优先级,主题,作者,指派给,创建于\n101,支持,进行中,紧急,课表冲突,王,李,2026-03-01 10:00\n",
            "redmine.csv",
            ("101", "usage", "s3", "in_progress", "王", "李"),
        ),
        (
            '{"bugs": [{"id": 5, "summary": "Crash", "status": "RESOLVED", "severity": "critical", "type": "defect",'
            ' "creator": "a@x", "creator_detail": {"name": "A"}, "assigned_to": "b@x",'
            ' "creation_time": "2026-01-02T03:04:05Z"}]}',
            "bugzilla.json",
            ("5", "defect", "s1", "resolved", "a@x", "b@x"),
        ),
        (
            '[{"id": 9, "iid": 5, "title": "x", "state": "opened", "labels": ["question", "severity::2"],'
            ' "author": {"username": "w", "name": "王"}, "assignee": {"name": "李"}, "_links": {"self": "u"}}]',
            "gitlab.json",
            ("5", "usage", "s2", "open", "王", "李"),
        ),
        (
            '[{"number": "I3R", "title": "x", "state": "progressing", "issue_type": "缺陷", "user": {"name": "王"},'
            ' "assignee": {"name": "李"}, "created_at": "2026-05-01T10:00:00+08:00"}]',
            "gitee.json",
            ("I3R", "defect", "s3", "in_progress", "王", "李"),
        ),
    ],
)
def test_trackers_speak_their_own_words(text: str, name: str, said: tuple[str, ...]) -> None:
    (one,) = issues(planned(text, name))
    assert (
        one.external_ticket,
        one.kind,
        one.severity,
        one.status,
        one.reporter,
        one.assignee,
    ) == said


def test_a_log_that_comes_with_an_issue_is_masked_before_it_is_kept() -> None:
    sheet = "number,title,stack trace\n1,x,connect 10.2.3.4 password=Zk9!geheim failed\n"
    plan = planned(sheet)
    (one,) = issues(plan)
    assert one.log.startswith("connect <ip-")
    assert "geheim" not in repr(plan.change.puts)
    assert "masked" in plan.outcomes[-1].why
    assert planned(sheet, existing=[one]).count(SAME) == 1


def test_all_free_text_of_an_issue_is_masked_unless_it_shall_stay() -> None:
    sheet = (
        "标题,问题描述,处理结果,联系电话,客户备注\n"
        "连不上 10.2.3.4,password=Zk9!geheim 报错,已重置 13800138000,13912345678,服务器 10.2.3.4\n"
    )
    (one,) = issues(planned(sheet))
    for text in (one.title, one.observed, one.fix, one.note):
        assert "<" in text, text
        assert not any(word in text for word in ("10.2.3.4", "geheim", "13800138000")), text
    assert one.phone == "13912345678", "the field for it"
    assert planned(sheet, existing=[one]).count(SAME) == 1
    tables = read_tables(sheet.encode(), "a.csv")
    (as_it_is,) = issues(plan_import(tables, opportunity="o", as_it_is=True))
    assert (as_it_is.title, as_it_is.note) == ("连不上 10.2.3.4", "客户备注: 服务器 10.2.3.4")
    assert plan_import(tables, opportunity="o", existing=[as_it_is]).count(SAME) == 1, "a person kept it"


JIRA_XML = """<?xml version="1.0" encoding="UTF-8"?>
<!-- RSS generated by JIRA -->
<rss version="0.92"><channel><title>Tracker</title><item><title>[WEB-7] 登录 500</title>
<link>https://jira.example.com/browse/WEB-7</link><project id="1" key="WEB">Web</project>
<description>&lt;p&gt;点登录就报错&lt;br/&gt;第二行&lt;/p&gt;</description><environment/><key id="9">WEB-7</key><summary>登录 500</summary>
<type id="1">Bug</type><priority id="2">Critical</priority><status id="5">Resolved</status>
<assignee username="li">李工</assignee><reporter username="wang">王工</reporter>
<created>Tue, 3 Nov 2026 09:00:00 +0800</created><resolved>Wed, 4 Nov 2026 09:00:00 +0800</resolved>
<component>CRM</component><component>门户</component>
<comments><comment id="1" author="li" created="x">重启好了</comment></comments>
<customfields><customfield id="c1"><customfieldname>客户</customfieldname><customfieldvalues>
<customfieldvalue>某校</customfieldvalue></customfieldvalues></customfield></customfields></item></channel></rss>"""

REDMINE = """<?xml version="1.0"?><issues total_count="1" type="array"><issue><id>31</id><project id="1" name="门户"/>
<tracker id="1" name="缺陷"/><status id="2" name="进行中"/><priority id="4" name="紧急"/><author id="3" name="王工"/>
<assigned_to id="5" name="李工"/><subject>导出乱码</subject><description>Excel 打开是乱码</description>
<custom_fields type="array"><custom_field id="2" name="客户"><value>某校</value></custom_field></custom_fields>
<created_on>2026-11-03T01:00:00Z</created_on></issue></issues>"""

BUGZILLA = """<?xml version="1.0" ?><!DOCTYPE bugzilla SYSTEM "https://bugs.example.com/page.cgi?id=bugzilla.dtd">
<bugzilla version="5.0"><bug><bug_id>77</bug_id><creation_ts>2026-11-03 01:00:00 +0000</creation_ts>
<short_desc>Crash on save</short_desc><component>Core</component><bug_status>NEW</bug_status><bug_severity>critical</bug_severity>
<reporter name="Ann">ann@example.com</reporter><assigned_to name="Bob">bob@example.com</assigned_to>
<long_desc><who>a</who><thetext>It crashes.</thetext></long_desc><long_desc><who>b</who><thetext>Seen too.</thetext></long_desc>
<attachment><attachid>1</attachid><filename>a.txt</filename><data encoding="base64">QUJD</data></attachment></bug></bugzilla>"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (JIRA_XML, ("WEB-7", "登录 500", "点登录就报错\n第二行", "defect", "resolved", "王工", "李工")),
        (REDMINE, ("31", "导出乱码", "Excel 打开是乱码", "defect", "in_progress", "王工", "李工")),
        (BUGZILLA, ("77", "Crash on save", "It crashes.", "defect", "open", "Ann", "Bob")),
    ],
)
def test_xml_of_trackers_is_a_list_of_issues(text: str, said: tuple[str, ...]) -> None:
    (one,) = issues(planned(text, "export.xml"))
    got = (one.external_ticket, one.title, one.observed, one.kind, one.status, one.reporter, one.assignee)
    assert got == said
    if "某校" in text:
        assert "客户: 某校" in one.note
    assert one.reported.startswith("2026-11-03T01:00")
    assert "QUJD" not in repr(one)


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]><issues><issue><id>&b;</id></issue></issues>',
        '<?xml version="1.0"?><issues><issue>',
        '<?xml version="1.0"?><config><a>1</a></config>',
        "<html><body><table><tr><td>x</td></tr></table></body></html>",
    ],
)
def test_other_xml_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(BadInput):
        read_tables(text.encode(), "export.xml")


@pytest.mark.parametrize(
    "line",
    [
        "2026-11-25 14:03:11,234 INFO [exec-{n}] a.B took, 18 ms, ok\n",
        '10000 1697048351.00000{n} execve("./w", ["./w"], 0x7f) = 0, x\n',
        "[pid: 88185|app: {n}, req: 1/1, GET /, done]\n",
    ],
)
def test_a_log_is_no_list_of_issues(line: str) -> None:
    plan = planned("".join(line.format(n=n) for n in range(9)), "app.txt")
    assert not plan.count(NEW)
