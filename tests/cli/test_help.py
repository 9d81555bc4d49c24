"""Help that can be read in both languages, and examples that do what they show."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from presales_tui.cli.examples import EXAMPLES
from presales_tui.cli.verbs import VERBS
from presales_tui.data import Workspace
from presales_tui.model.text import cells
from presales_tui.samples import create
from presales_tui.screens.ground.desk import Desk
from tests.cli.conftest import Presales
from tests.documents.companies import company

LOG = "".join(f"2026-11-26 10:00:{n % 60:02} ERROR login failed\n" for n in range(200))
FILES = {
    "app.log": LOG,
    "minutes.md": "# 2026-11-20 visit\n\nR:: 分级派单 !must\n\n待办事项：\n- 小陈：周五前给清单\n",
    "plan.md": "# Plan\n\nTwo steps.\n\n# Price\n\nlater\n",
    "needs.csv": "编号,需求描述,状态\n1,报名协议在线签署,新\n",
    "issues.csv": "标题,状态\n登录 500,待处理\n",
    "capabilities.csv": "模块,功能\n排课,课表打印\n",
}
"""The files that the examples name."""
ENDS = {"check": 8, "trial lock": 4}
"""What ends with another code than 0 on the sample: it finds something; the trial is locked already."""


@pytest.fixture
def samples(presales: Presales, home: Path) -> None:
    """The sample opportunities, the school open last, and the files that the examples name."""
    workspace = Workspace.open(home, user="chen")
    create(workspace)
    face = next(face for face in workspace.clients() if face.name == "积云教育")
    Desk(workspace).open(face.id, face.opportunities[0].id)
    workspace.close()
    for name, text in FILES.items():
        Path(name).write_text(text, "utf-8")
    company(Path(), "company.pptx")
    assert presales("export", "deck", "-o", "edited.pptx").code == 0


def commands() -> list[list[str]]:
    """The words of every example that runs `presales` here, in the order of the help."""
    found = []
    for verb in ("", *VERBS):
        for line in EXAMPLES[verb]:
            words = shlex.split(line.rpartition(" | ")[2], comments=True)
            words = words[: words.index(">")] if ">" in words else words
            # Not the workbench itself, nor what the shell or another machine runs.
            if words[0] == "presales" and words[1:] not in ([], ["demo"]):
                found.append(words[1:])
    return found


def test_every_verb_has_examples_and_each_of_them_works(presales: Presales, samples: None) -> None:
    assert set(EXAMPLES) == {"", *VERBS}
    for words in commands():
        done = presales(*words, "--force" if words[0] == "export" else "--lang=en", stdin=LOG.encode())
        assert done.code == ENDS.get(words[0], ENDS.get(" ".join(words[:2]), 0)), (words, done.err)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_help_fits_a_narrow_terminal(presales: Presales, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for verb in VERBS:
        text, _examples, _rest = presales(verb, "--help", "--lang", lang).out.rpartition("\n\n")
        assert [line for line in text.split("\n") if cells(line) > 80] == [], verb
        assert [line for line in text.split("\n") if line.strip()[:1] in tuple("，。、；：）”")] == [], verb
        usage = text.split("\n\n")[0].split("\n")
        # Further lines of the usage begin below its first option, also behind wide characters.
        begins = cells(usage[0].partition(f"presales {verb} ")[0] + f"presales {verb} ")
        assert all(line.startswith(" " * begins) for line in usage[1:]), usage


def test_help_is_a_verb_too(presales: Presales) -> None:
    assert presales("help", "list").out == presales("list", "--help").out
    assert presales("help").out == presales("--help").out


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_error_begins_with_the_name_of_the_program_in_both_languages(
    presales: Presales, lang: str
) -> None:
    for words in (("frobnicate",), ("show", "REQ-001"), ("import", "notes", "none.md")):
        assert presales(*words, "--lang", lang).err.startswith("presales: ")
