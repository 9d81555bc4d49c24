"""Mind maps of FreeMind, Freeplane and XMind become outlines; ours come back as they went."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presales_tui.documents.outlines.freemind import outline_freemind
from presales_tui.documents.outlines.xmind import outline_xmind
from presales_tui.imports.any_outline import Read, read_outline
from presales_tui.imports.maps import topics
from presales_tui.model.errors import BadInput
from presales_tui.model.outline import Section, in_order
from presales_tui.model.requirement import Requirement
from presales_tui.model.text import clean, one_line

Rows = list[tuple[int, str, str, str]]
Saved = Callable[[str, str | bytes], Read]


@pytest.fixture
def read(tmp_path: Path) -> Saved:
    def read(name: str, content: str | bytes) -> Read:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_outline(path)

    return read


def rows(found: Read) -> Rows:
    change = found.change("o", [])
    sections = [put.new for put in change.puts if isinstance(put.new, Section)]
    return [(p.depth, p.section.title, p.section.body, p.section.notes) for p in in_order(sections)]


def freemind(*nodes: str) -> str:
    return f'<map version="1.0.1">{"".join(nodes)}</map>'


def note(*lines: str, kind: str = "NOTE") -> str:
    return f'<richcontent TYPE="{kind}"><html><head/><body>{"".join(lines)}</body></html></richcontent>'


def zipped(**parts: object) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            text = content if isinstance(content, str) else json.dumps(content)
            archive.writestr(name.replace("_", ".", 1).replace("__", "/"), text)
    return out.getvalue()


def zen(*topics_: object, title: str = "总图", **more: object) -> bytes:
    root = {"title": title, "children": {"attached": list(topics_)}, **more}
    return zipped(content_json=[{"title": "画布 1", "rootTopic": root}])


OUTLINE = [
    Section(id="1", pos="a", title='背景 & "现状" <旧>', body="第一行\n\n- 甲\n  - 乙\n\n```\n  x <  y\n```"),
    Section(
        id="11",
        parent="1",
        pos="a",
        title="更深",
        body="| 项 | 值 |\n|---|---|\n| a | 1 |",
        notes="讲\n\n两行",
    ),
    Section(id="111", parent="11", pos="a", title="空的"),
    Section(id="2", pos="b", title="应答", body="{{responses}}", requirements=("r1",)),
]


@pytest.mark.parametrize("form", ["mm", "xmind"])
def test_an_outline_comes_back_as_it_went(form: str, read: Saved) -> None:
    known = [Requirement(id="r1", ref="REQ-012", title="单点登录")]
    content: str | bytes
    if form == "mm":
        content = outline_freemind(OUTLINE, "智慧教务", known)
    else:
        content = outline_xmind(OUTLINE, "智慧教务", known)
    found = read(f"plan.{form}", content)
    assert (
        rows(found)[:3]
        == [(p.depth, p.section.title, p.section.body, p.section.notes) for p in in_order(OUTLINE)][:3]
    )
    assert found.title == "智慧教务"
    (last,) = (
        put.new
        for put in found.change("o", [], known).puts
        if isinstance(put.new, Section) and put.new.title == "应答"
    )
    assert (last.body, last.requirements) == ("{{responses}}", ("r1",))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=20), st.text(max_size=60), st.text(max_size=30))
def test_whatever_is_written_comes_back(title: str, body: str, notes: str) -> None:
    from presales_tui.imports.maps.freemind import freemind_map
    from presales_tui.imports.maps.xmind import xmind_map

    if "```" in body or "~~~" in body or "<!--" in body or "-->" in notes:
        return
    section = Section(title=title, body=body, notes=notes)
    said = clean(body).strip("\n").rstrip()
    for found in (
        freemind_map(outline_freemind([section], "t"), "x"),
        xmind_map(outline_xmind([section], "t"), "x"),
    ):
        part = topics.outlined(found, "x").parts[-1]
        assert part.title == (one_line(title) or "—")
        assert part.body.replace("\xa0", " ") == said.replace("\xa0", " ")
        assert "\n".join(part.notes).strip().replace("\xa0", " ") == clean(notes).strip().replace("\xa0", " ")


def test_xmind_8_opens_the_same_file(read: Saved) -> None:
    with zipfile.ZipFile(io.BytesIO(outline_xmind(OUTLINE, "智慧教务"))) as archive:
        old = zipped(content_xml=archive.read("content.xml").decode())
        assert set(json.loads(archive.read("manifest.json"))["file-entries"]) <= set(archive.namelist())
    new = read("new.xmind", outline_xmind(OUTLINE, "智慧教务"))
    assert rows(read("old.xmind", old)) == rows(new)


def test_a_map_of_freeplane_is_read(read: Saved) -> None:
    found = read(
        "方案.mm",
        freemind(
            '<node TEXT="智慧校园"><node TEXT="目标" FOLDED="true"><icon BUILTIN="idea"/>',
            note(
                "<p>\n      漏跟率 <b>降到 2</b>\n    </p>",
                "<ul><li>甲<ul><li>乙</li></ul></li><li>丙</li></ul>",
            ),
            note("<p>看得见的说明</p>", kind="DETAILS"),
            '<attribute NAME="负责人" VALUE="李工"/><node TEXT="子目标" LINK="https://example.com/a"/></node>',
            "<node>" + note("<p>富文本&#160;<i>标题</i></p>", "<p>第二段</p>", kind="NODE") + "</node>",
            '<node TEXT="报价&#xa;说明：&#xa;- 一期&#xa;- 二期"/><node><node TEXT="只有下级"/></node>',
            "<node TEXT='&lt;html&gt;&lt;p&gt;旧写法&lt;/p&gt;&lt;p&gt;下一段&lt;/p&gt;&lt;/html&gt;'/>",
            "</node>",
        ),
    )
    assert found.title == "智慧校园"
    assert rows(found) == [
        (0, "目标", "漏跟率 **降到 2**\n\n- 甲\n   - 乙\n- 丙\n\n看得见的说明", "负责人: 李工"),
        (1, "子目标", "<https://example.com/a>", ""),
        (0, "富文本 标题", "第二段", ""),
        (0, "报价", "说明：\n\n- 一期\n- 二期", ""),
        (0, "只有下级", "", ""),
        (0, "旧写法", "下一段", ""),
    ]
    assert "icons left out: 1" in found.told


def test_a_map_of_xmind_is_read(read: Saved) -> None:
    found = read(
        "方案.xmind",
        zen(
            {
                "id": "a",
                "title": "目标",
                "notes": {"plain": {"content": "第一行\n第二行\n- 甲\n- 乙"}},
                "labels": ["重点", "二期"],
                "markers": [{"markerId": "priority-1"}, {"markerId": "flag-red"}],
                "href": "https://example.com",
                "children": {"callout": [{"title": "客户原话"}]},
            },
            {"id": "b", "title": "部署", "image": {"src": "xap:resources/x.png"}, "href": "xmind:#a"},
            {"id": "c"},
        ),
    )
    assert rows(found) == [
        (
            0,
            "目标",
            "第一行\n\n第二行\n\n- 甲\n- 乙\n\n> 客户原话\n\n<https://example.com>",
            "Labels: 重点, 二期\n\nMarkers: priority-1",
        ),
        (0, "部署", "![部署]()", ""),
    ]
    assert set(found.told) == {
        "title of the whole, no section: 总图",
        "icons left out: 1",
        "links between topics left out: 1",
        "pictures to be put in again: 1",
    }


def test_sheets_floating_topics_and_summaries_have_their_places(read: Saved) -> None:
    first = {
        "title": "方案",
        "children": {
            "attached": [{"title": "甲"}, {"title": "乙"}, {"title": "丙"}],
            "summary": [{"id": "s", "title": "小结"}],
            "detached": [{"title": "浮动", "children": {"attached": [{"title": "其下"}]}}],
        },
        "summaries": [{"range": "(0,1)", "topicId": "s"}],
    }
    sheets = [{"title": "画布 1", "rootTopic": first}, {"title": "报价", "rootTopic": {"title": "价格"}}]
    found = read("two.xmind", zipped(content_json=sheets))
    assert [row[:2] for row in rows(found)] == [
        (0, "方案"),
        *((1, title) for title in ("甲", "乙", "小结", "丙", "浮动")),
        (2, "其下"),
        (0, "价格"),
    ]
    assert found.told[0] == "sheets of the map, each a chapter: 2 (画布 1, 报价)"


def test_a_map_of_xmind_8_is_read(read: Saved) -> None:
    content = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
        '<xmap-content xmlns="urn:xmind:xmap:xmlns:content:2.0" xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<sheet><topic id="r"><title>总图</title><children><topics type="attached">'
        '<topic id="a" xlink:href="https://example.com"><title>目标</title><notes><plain>备注&#13;\n第二行</plain></notes>'
        "<labels><label>重点</label></labels><marker-refs><marker-ref marker-id='task-done'/></marker-refs>"
        "<children><topics type='callout'><topic><title>原话</title></topic></topics></children></topic>"
        "</topics></children></topic><title>画布 1</title></sheet></xmap-content>"
    )
    comments = (
        '<comments xmlns="urn:xmind:xmap:xmlns:comments:2.0"><comment author="李工" object-id="a">'
        "<content>再看一下</content></comment></comments>"
    )
    found = read("old.xmind", zipped(content_xml=content, comments_xml=comments))
    assert rows(found) == [
        (
            0,
            "目标",
            "备注\n\n第二行\n\n> 原话\n\n<https://example.com>",
            "Labels: 重点\n\nMarkers: task-done",
        )
    ]
    assert "comments left out: 1" in found.told


DEEP = 10_000
BOMB = zipped(content_json=" " * (65 * 1024 * 1024))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.mm", '<!DOCTYPE x [<!ENTITY a "b">]><map><node TEXT="&a;"/></map>', "declares XML entities"),
        ("a.mm", "<map><node TEXT='x'></map>", "not well-formed FreeMind map"),
        ("a.mm", "<rss><node/></rss>", "no mind map"),
        ("a.mm", "<map></map>", "no mind map"),
        ("a.xmind", zipped(content_json="[{"), "cannot be read as an XMind map"),
        ("a.xmind", zipped(content_json={"rootTopic": 3}), "cannot be read as an XMind map"),
        ("a.xmind", zipped(content_json='[{"rootTopic":' * DEEP), "nested too deep"),
        (
            "a.xmind",
            zipped(
                content_json=[], manifest_json={"file-entries": {"content.json": {"encryption-data": {}}}}
            ),
            "encrypted",
        ),
        ("a.xmind", BOMB, "unpack to more"),
        ("a.zip", zipped(other_txt="x"), "no PowerPoint deck, Word document or XMind map"),
    ],
    ids=[
        "entities",
        "broken",
        "other XML",
        "empty",
        "broken JSON",
        "no sheets",
        "deep",
        "password",
        "bomb",
        "zip",
    ],
)
def test_what_means_harm_or_is_broken_is_refused(
    name: str, content: str | bytes, said: str, read: Saved
) -> None:
    with pytest.raises(BadInput, match=said):
        read(name, content)


def test_values_of_wrong_types_are_passed_over(read: Saved) -> None:
    found = read(
        "odd.xmind",
        zen(
            {"title": 7, "notes": [], "labels": "x", "markers": [1, {"markerId": None}], "children": ["x"]},
            {"title": "好", "children": {"attached": {"title": "x"}, "summary": [{}]}, "summaries": 3},
            "x",
            None,
        ),
    )
    assert [row[:2] for row in rows(found)] == [(0, "好")]


def test_very_deep_maps_are_read_and_too_many_topics_refused(
    read: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = freemind("<node TEXT='t'>" * DEEP, "</node>" * DEEP)
    last = read("deep.mm", deep).parts[-1]
    assert (last.level, last.title) == (DEEP, "t")
    monkeypatch.setattr(topics, "MOST_SECTIONS", 3)
    with pytest.raises(BadInput, match="more than 3 sections"):
        read("many.mm", freemind("<node TEXT='x'>", "<node TEXT='y'/>" * 4, "</node>"))


def test_a_very_deep_outline_is_written() -> None:
    sections = [
        Section(id=f"s{n}", parent=f"s{n - 1}" if n else "", pos="a", title=f"t{n}") for n in range(3000)
    ]
    assert "t2999" in outline_freemind(sections, "t")
    assert len(outline_xmind(sections, "t")) > 1000
