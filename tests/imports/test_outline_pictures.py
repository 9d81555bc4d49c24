"""Pictures of an imported outline are found from the folder of its file on, wherever one stands later."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from presales_tui.documents.plan import Picture
from presales_tui.documents.text.markdown import blocks
from presales_tui.documents.text.pictures import find_picture
from presales_tui.imports.outline import outline_change
from presales_tui.imports.pictures import placed_pictures
from presales_tui.model.outline import Section
from tests.imports.support import OPPORTUNITY

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with pictures whose names a link has to quote."""
    inside = tmp_path / "方案 (终稿) 50%" / "图"
    inside.mkdir(parents=True)
    for name in ("总体架构.png", "a b.png", "flow(1).png"):
        (inside / name).write_bytes(DOT)
    return inside.parent


def shown(text: str) -> list[Picture]:
    return [block for block in blocks(text, picture=find_picture) if isinstance(block, Picture)]


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("![总体架构](图/总体架构.png)", "总体架构"),
        ("文字 ![](./图/总体架构.png) 文字", "总体架构"),
        ("![两个字](<图/a b.png>)", "两个字"),
        ("![quoted](图/a%20b.png 'title')", "quoted"),
        ("![round](图/flow(1).png)", "round"),
        ("![by name][arch]\n\n[arch]: 图/总体架构.png", "by name"),
    ],
)
def test_a_picture_is_found_from_anywhere(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, label: str
) -> None:
    change = outline_change(
        f"# 一\n\n{written}\n", opportunity=OPPORTUNITY, existing=[], name="方案.md", folder=folder
    )
    (section,) = (put.new for put in change.puts if isinstance(put.new, Section))
    monkeypatch.chdir(tmp_path)
    (picture,) = shown(section.body)
    assert Path(picture.path).parent == folder / "图"
    assert picture.label == label


@pytest.mark.parametrize(
    "text",
    [
        "![web](https://example.com/a.png)",
        "![gone](图/没有.png)",
        "![absolute](/tmp/none.png)",
        "```md\n![code](图/总体架构.png)\n```",
        "![no picture](secret.txt)",
        '<img src="secret.txt">\n\n```html\n<img src="图/总体架构.png">\n```',
    ],
)
def test_all_else_stays_as_it_was_written(folder: Path, text: str) -> None:
    (folder / "secret.txt").write_text("x")
    assert placed_pictures(text, folder) == text


def test_a_picture_that_is_gone_tells_the_client_no_folder_of_ours(folder: Path) -> None:
    text = placed_pictures("![架构](图/总体架构.png)", folder)
    (folder / "图" / "总体架构.png").unlink()
    (picture,) = shown(text)
    assert (picture.path, picture.label) == ("", "架构 (总体架构.png)")


@pytest.mark.parametrize(
    "text",
    [
        '<img src="图/总体架构.png" alt="架构" width="300">',
        "<p align='center'>\n  <IMG alt='架构' src='./图/总体架构.png'/>\n</p>",
        '如图 <img src="图/总体架构.png" alt="架构"> 所示',
    ],
)
def test_a_picture_in_html_is_one_too(folder: Path, text: str) -> None:
    (picture,) = shown(placed_pictures(text, folder))
    assert (Path(picture.path).name, picture.label) == ("总体架构.png", "架构")
