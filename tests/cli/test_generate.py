"""`presales generate outline`, and the outline templates of `presales templates`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Presales
from tests.cli.support import refused


def test_an_outline_is_generated_and_made_again_without_touching_what_was_written(presales: Presales) -> None:
    presales("add", "client", "启明教育")
    presales("add", "opportunity", "教务平台")
    presales("add", "requirement", "排课冲突提示 #排课")
    dry = presales("generate", "outline", "--dry-run", "--lang", "zh")
    assert dry.code == 0
    assert presales("list", "sections").out == ""
    made = presales("generate", "outline", "--lang", "zh", "--json")
    rows = json.loads(made.out)
    assert {row["action"] for row in rows} == {"add", "drop"}
    pains = next(row for row in rows if row["slot"] == "pains")
    assert pains["missing"]
    assert pains["ref"].startswith("SEC-")
    assert presales("set", "section", pains["ref"], "body=校长说的").code == 0
    again = json.loads(presales("generate", "outline", "--lang", "zh", "--json").out)
    assert next(row["action"] for row in again if row["slot"] == "pains") == "keep"
    one = presales("generate", "outline", "--lang", "zh", "--slot", pains["ref"])
    assert one.out.count("\n") == 1
    (section,) = (
        row for row in json.loads(presales("list", "sections", "--json").out) if row["slot"] == "pains"
    )
    assert section["body"] == "校长说的\n\n{{pains}}"
    refused(presales("generate", "outline", "--slot", "nowhere"), 3, "nowhere", "pains")
    refused(presales("generate", "outline", "--variant", "nothing"), 3, "nothing", "bid_defence")


def test_a_template_of_ones_own(presales: Presales) -> None:
    presales("add", "client", "启明教育")
    presales("add", "opportunity", "教务平台")
    path = Path(presales("templates", "copy", "executive", "--lang", "zh").out.strip())
    path.write_text("---\ntitle: 两页\n---\n# 甲\n待补：写\n\n# 乙\n{{sla}}\n", "utf-8")
    assert "executive\t两页\t自定义\t大纲" in presales("templates", "--lang", "zh").out
    out = presales("generate", "outline", "--variant", "两页", "--lang", "zh").out
    assert [line.split("\t")[2] for line in out.splitlines()] == ["甲", "乙"]
    refused(presales("templates", "show", "nothing"), 3, "nothing", "solution", "first_visit")


def test_sections_are_copied_into_another_opportunity(presales: Presales) -> None:
    presales("add", "client", "启明教育")
    presales("add", "opportunity", "教务平台")
    presales("import", "outline", "-", stdin="# 方案\n## 架构\n启明教育的三层\n# 附录\n".encode())
    presales("add", "client", "海港医院")
    presales("add", "opportunity", "导诊", "--client", "海港医院")
    go = ("copy", "SEC-001", "--opportunity", "教务平台", "--to", "导诊")
    assert presales(*go, "--dry-run").out == "-\t方案\n-\t架构\n"
    made = presales(*go)
    assert made.out == "SEC-001\t方案\nSEC-002\t架构\n"
    assert "启明教育" in made.err
    listed = presales("list", "sections", "--opportunity", "导诊").out.splitlines()
    assert [line.split()[1:] for line in listed] == [["1", "方案"], ["1.1", "架构"]]
    refused(presales("copy", "SEC-009", "--opportunity", "导诊"), 3, "SEC-009")


def test_place_makes_sections_for_the_modules_that_have_none(presales: Presales, filled: Path) -> None:
    presales("import", "outline", "-", stdin="# 平台\n\n文字\n".encode())
    for text in ("支持达梦 &数据库", "导出报表 &报表", "还没有模块"):
        presales("add", "requirement", text)
    told = presales("place", "--dry-run", "--new")
    assert "\t数据库\t支持达梦" in told.out
    assert "数据库" not in presales("list", "sections").out
    made = presales("place", "--new")
    assert made.code == 0
    assert "数据库\t支持达梦" in made.out
    assert {"数据库", "报表", "Other requirements"} <= {
        row["title"] for row in json.loads(presales("list", "sections", "--json").out)
    }
    assert "-" not in {line.split("\t")[1] for line in presales("place").out.splitlines()}
