"""What a shell offers at the tab key: asked as the scripts of the shells ask."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from presales_tui.cli import main
from presales_tui.data import Workspace
from presales_tui.samples import create


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two samples."""
    path = tmp_path_factory.mktemp("completion") / "workspace"
    opened = Workspace.open(path, user="陈工")
    create(opened)
    opened.close()
    return path


def offered(line: str, workspace: Path) -> list[str]:
    """What may stand at the end of a command line."""
    env = {
        **os.environ,
        "PRESALES_HOME": str(workspace),
        "_ARGCOMPLETE": "1",
        "_ARGCOMPLETE_IFS": "\n",
        "COMP_LINE": line,
        "COMP_POINT": str(len(line)),
    }
    # The answer goes to file descriptor 8, beside all that may be printed.
    command = ["sh", "-c", 'exec "$0" -m presales_tui 8>&1 9>&2 >/dev/null 2>&1', sys.executable]
    done = subprocess.run(command, env=env, capture_output=True, check=True)
    return [word.rstrip() for word in done.stdout.decode().split("\n") if word]


@pytest.mark.parametrize(
    ("line", "some"),
    [
        ("presales exp", {"export"}),
        ("presales export --va", {"--variant"}),
        ("presales list --client ", {"积云教育"}),
        ("presales --client 积", {"积云教育"}),
        ("presales show REQ-00", {"REQ-001", "REQ-002"}),
        ("presales set requirement REQ-001 fit=c", {"fit=config", "fit=custom"}),
        ("presales config set ", {"theme", "language"}),
        ("presales config set theme ", {"dark", "light"}),
        ("presales completion f", {"fish"}),
    ],
)
def test_the_tab_key_offers(line: str, some: set[str], workspace: Path) -> None:
    found = offered(line, workspace)
    assert some <= set(found), found
    assert len(found) == len(set(found))


def test_nothing_is_offered_and_nothing_made_where_there_is_no_workspace(tmp_path: Path) -> None:
    assert offered("presales show REQ-", tmp_path / "none") == []
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_that_the_shell_can_read(
    shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", shell]) == 0
    script = tmp_path / "script"
    script.write_text(capsys.readouterr().out, encoding="utf-8")
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    subprocess.run([program, "--no-execute" if shell == "fish" else "-n", str(script)], check=True)
