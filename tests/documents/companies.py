"""Templates of a company to test with: the stock one of python-pptx, changed."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from pptx import Presentation

from presales_tui.documents.deck import deck_bytes
from presales_tui.documents.planning.planner import plan_deck
from presales_tui.documents.template import Template
from tests.documents.support import book

SENTENCE = "系统应支持按校区、年级、学科多维度配置排课规则，并在冲突时自动提示。"
NAMES = {
    "Title Slide": "封面页",
    "Section Header": "过渡页",
    "Title and Content": "A-01",
    "Two Content": "A-02",
    "Title Only": "A-03",
}


def company(folder: Path, name: str = "公司模板.pptx", *, samples: int = 2) -> Path:
    """The stock template with layouts renamed, and sample slides."""
    deck: Any = Presentation()
    for layout in deck.slide_layouts:
        layout.name = NAMES.get(layout.name, "版式")
    for n in range(samples):
        slide = deck.slides.add_slide(deck.slide_layouts[n])
        slide.shapes.title.text = f"样例 {n}"
        slide.notes_slide.notes_text_frame.text = "样例备注"
    path = folder / name
    deck.save(path)
    return path


def changed(path: Path, name: str, change: Any) -> Path:
    """The file with each part as `change(part name, bytes)` gives it; None: left out."""
    target = path.with_name(name)
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as out:
        for entry in source.namelist():
            blob = change(entry, source.read(entry))
            if blob is not None:
                out.writestr(entry, blob)
    return target


def made(template: Template, body: str = SENTENCE) -> Any:
    """A deck in it, as python-pptx reads it back."""
    plan = plan_deck(
        book(
            ("1", "背景", ""),
            ("1.1", "现状", body),
            ("2", "方案", ""),
            ("2.1", "架构", "|a|b|\n|-|-|\n|1|2|"),
        ),
        lang="zh",
        frame=template.frame,
    )
    data = deck_bytes(plan, template)
    return Presentation(io.BytesIO(data)), zipfile.ZipFile(io.BytesIO(data))


def part_changed(path: Path, part: str, pattern: str, new: str) -> Path:
    """The file with one part changed by a pattern."""

    def change(name: str, blob: bytes) -> bytes:
        if name != part:
            return blob
        text, count = re.subn(pattern, new, blob.decode(), flags=re.DOTALL)
        assert count, pattern
        return text.encode()

    return changed(path, f"x-{path.name}", change)


def without(kind: bytes, blob: bytes) -> bytes:
    """A layout without the placeholder of a type."""
    return re.sub(
        rb"<p:sp>(?:(?!</p:sp>).)*?<p:ph type=\"" + kind + rb".*?</p:sp>", b"", blob, flags=re.DOTALL
    )


def saying(words: str, x: int, y: int, blob: bytes) -> bytes:
    """A layout with words of its own, at a place in points."""
    shape = (
        '<p:sp><p:nvSpPr><p:cNvPr id="90" name="Words"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>'
        f'<a:xfrm><a:off x="{x * 12700}" y="{y * 12700}"/><a:ext cx="1524000" cy="254000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/>'
        f"<a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree>"
    )
    return blob.replace(b"</p:spTree>", shape.encode())
