"""A slide that was just drawn is stamped without parsing it: the digests are those of the parsed slide."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presales_tui.documents.drawing.deck import Deck, _Shown
from presales_tui.documents.planning.planner import plan_deck
from presales_tui.documents.stamps import fresh, reading, stamp
from tests.documents.support import book
from tests.documents.test_slots import NEEDS

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63f8cfc0f01f0005000201a5d4a6a40000000049454e44ae426082"
)
BODIES = (
    "一句话，**重点** 与 *斜体*、~~删去~~、`code`，以及 [链接](https://example.com/?a=1&b=2)。",
    '- 一级 <b> & "引号"\n  - 二级 > 一级\n    - 三级\n\n1. 一\n2. 二\n\n- [x] 完成\n- [ ] 待办',
    "| 项 | 值 | 说明 |\n|:--|--:|:-:|\n| A & B | 12 | **粗** |\n| C | 3.50 | |",
    "> 引用一句话\n\n```\nif a < b && c:\n\n    pass\n```",
    "{{coverage}}",
    "{{responses}}",
    "![示意图](picture.png)\n\n![缺失](nowhere.png)",
)


def digests(body: str, where: Path | None = None) -> list[tuple[stamp.Face, stamp.Face]]:
    """Of every slide: digests by parsing, digests by reading the text."""
    text = body.replace("picture.png", str(where / "picture.png")) if where else body
    rows = (("1", "章", ""), ("1.1", "节 & <节>", text))
    deck = Deck(plan_deck(book(*rows, requirements=NEEDS), lang="zh"))
    kinds = {"{{coverage}}": "/charts/", BODIES[-1]: "/media/"}
    assert body not in kinds or any(kinds[body] in part for part in deck.package.parts)
    found = []
    for name in deck._slides:
        related = _Shown(deck.package, name, "Content")
        xml = deck.package.parts[name].decode()
        head, _, tail = xml.rpartition("<p:sp><p:nvSpPr><p:cNvPr ")
        unstamped = head + tail[tail.index("</p:spTree>") :]
        parsed = reading.face_of(ElementTree.fromstring(xml), related, "0")
        assert stamp.read_stamp(ElementTree.fromstring(xml)) is not None
        found.append((parsed, fresh.face_of(unstamped, related, "0")))
    return found


@pytest.mark.parametrize("body", BODIES)
def test_the_digests_are_those_of_the_parsed_slide(body: str, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(PIXEL)
    for parsed, read in digests(body, tmp_path):
        assert parsed == read


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=12))
def test_whatever_is_written(lines: list[str]) -> None:
    for parsed, read in digests("\n".join(f"- {line}" for line in lines)):
        assert parsed == read


def test_every_shape_keeps_an_id_of_its_own() -> None:
    deck = Deck(plan_deck(book(("1", "章", BODIES[1])), lang="zh"))
    for name in deck._slides:
        ids = [
            about.get("id")
            for about in ElementTree.fromstring(deck.package.parts[name]).iter(f"{stamp._P}cNvPr")
        ]
        assert len(ids) == len(set(ids))
