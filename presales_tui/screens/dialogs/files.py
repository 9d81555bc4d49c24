"""Choose a file on this machine: from a list, folders first, then the newest files, or by typing its path."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from presales_tui.locale import _
from presales_tui.model.errors import Problem
from presales_tui.model.text import one_line, visible
from presales_tui.screens.dialogs.paths import bare, complete, is_file, is_folder, is_path, typed_path
from presales_tui.screens.ground.dialog import Dialog, OptionGrid
from presales_tui.screens.ground.options import Option, rank
from presales_tui.widgets.bars import KeyBar
from presales_tui.widgets.grid import Column
from presales_tui.widgets.inputs import LineInput

if TYPE_CHECKING:
    from presales_tui.screens.ground.saving import SavingScreen

MOST = 2000
"""A folder with more entries shows these only: the name of the others can be typed."""

_UP = ".."
_UNITS = ("B", "K", "M", "G", "T")


def choose_file(
    screen: SavingScreen,
    title: str,
    folder: Path,
    then: Callable[[Path], None],
    *,
    endings: Collection[str] = (),
    first: Option | None = None,
    check: Callable[[Path], str] | None = None,
) -> None:
    """Ask until a file is chosen; leaving the list chooses nothing.

    It begins where a file was chosen last for the same thing, else in `folder`. `endings`: the list has
    no others (a typed path may); `first`: another choice above the files, which gives an empty path;
    `check` says what is wrong with a file (empty: nothing).
    """
    last = screen.desk.folders.get(title, folder)
    key = f"file:{screen.HERE}:{title}"
    draft = screen.drafting(key)

    def chosen(path: Path | None) -> None:
        draft("")
        if path is None:
            return
        if path != Path():
            screen.desk.folders[title] = path.parent
        try:
            then(path)
        except Problem as problem:
            screen.say(problem.sentence)

    start = next((one for one in (last, folder, Path.home()) if is_folder(one)), Path("/"))
    typed = screen.restored_draft(key)
    screen.app.push_screen(
        Files(title, start, endings=endings, first=first, check=check, draft=draft, typed=typed), chosen
    )


class Files(Dialog[Path]):
    """A line for a name or a path, and below it the folder that it leads into."""

    DEFAULT_CSS = """
    Files {
        & OptionGrid { height: 12; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,ctrl+k", "move(-1)", show=False, priority=True),
        Binding("down,ctrl+j", "move(1)", show=False, priority=True),
        Binding("pageup", "move(-10)", show=False, priority=True),
        Binding("pagedown", "move(10)", show=False, priority=True),
        Binding("tab", "complete", show=False, priority=True),
        Binding("backspace", "back", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        folder: Path,
        *,
        endings: Collection[str] = (),
        first: Option | None = None,
        check: Callable[[Path], str] | None = None,
        draft: Callable[[str], None] = lambda _text: None,
        typed: str = "",
    ) -> None:
        super().__init__()
        self.heading, self.folder, self.endings = title, folder, endings
        self.first, self.check, self.draft, self.typed = first, check, draft, typed
        self._shown: tuple[Path, bool] | None = None
        """The folder whose entries are at hand, and whether hidden ones are among them."""
        self._entries: list[Option] = []

    def compose(self) -> ComposeResult:
        """What it is for and where, the line, the list, keys."""
        columns = [
            Column("", 0, lambda option: (option.label, "strong" if option.label.endswith("/") else "")),
            Column("", 12, lambda option: (option.hint, "muted")),
        ]
        with Vertical():
            yield Static("", classes="title", markup=False)
            yield LineInput(self.typed, placeholder=_("Part of a name, or a path: ~/x, ../x, /x"))
            yield OptionGrid(columns)
            yield KeyBar()

    def on_mount(self) -> None:
        """Show the folder; the list follows the line, which has the focus."""
        self.query_one(OptionGrid).can_focus = False
        self._show()

    def _where(self) -> tuple[Path, str]:
        """The folder that is looked into, and the part of a name that is typed."""
        text = self.query_one(LineInput).value
        if not is_path(text):
            return self.folder, text.strip()
        head, slash, tail = bare(text).rpartition("/")
        if not slash:  # `~`, `..`
            return typed_path(text, self.folder), ""
        return typed_path(f"{head}{slash}", self.folder), tail

    def _show(self, told: str = "") -> None:
        folder, part = self._where()
        if self._shown != (folder, part.startswith(".")):
            self._shown = folder, part.startswith(".")
            try:
                self._entries = entries(folder, self.endings, hidden=part.startswith("."))
            except (OSError, ValueError):
                self._entries = []
        typed = bool(self.query_one(LineInput).value.strip())
        found = self._entries if not part else _fitting(part, self._entries, fuzzy=folder == self.folder)
        if self.first is not None and not typed:
            found = [self.first, *found]
        grid = self.query_one(OptionGrid)
        grid.load(found)
        grid.move_to(0 if typed or len(found) < 2 or found[0].id != _UP else 1)
        self.query_one(".title", Static).update(f"{self.heading}  {visible(one_line(str(folder)))}")
        keys = [("enter", _("Choose")), ("tab", _("Complete")), ("esc", _("Cancel"))]
        self.query_one(KeyBar).say_items(keys, told)

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """The list follows what is typed."""
        self.draft(event.value)
        self._show()

    def action_move(self, by: int) -> None:
        """Move in the list."""
        self.query_one(OptionGrid).action_move(by)

    def action_back(self) -> None:
        """Delete a character; on an empty line go up a folder."""
        line = self.query_one(LineInput)
        if line.value:
            line.action_delete_left()
        else:
            self._enter(self.folder.parent)

    def action_complete(self) -> None:
        """Complete as far as it is certain; if that is no further, take what the list is on."""
        line = self.query_one(LineInput)
        typed = bare(line.value)
        text, names = complete(typed, self.folder)
        option: Option | None = self.query_one(OptionGrid).current
        if text == typed and option is not None and option.id not in ("", _UP):
            _folder, part = self._where()
            if part or len(names) == 1:
                slash = "/" if option.label.endswith("/") else ""
                text = f"{typed[: len(typed) - len(part)]}{option.id}{slash}"
        if text != line.value:
            line.value = text
            line.cursor_position = len(text)
        elif not names:
            self._show(_("There is no such file."))

    @on(Input.Submitted)
    def take(self) -> None:
        """What is typed, if there is such a file or folder; else what the list is on."""
        text = self.query_one(LineInput).value
        path = typed_path(text, self.folder)
        if text.strip() and is_folder(path):
            self._enter(path)
        elif text.strip() and is_file(path):
            self._give(path)
        elif (option := self.query_one(OptionGrid).current) is None:
            self._show(_("There is no such file."))
        elif self.first is not None and option.id == self.first.id:
            self.dismiss(Path())
        else:
            folder, _part = self._where()
            path = folder.parent if option.id == _UP else folder / option.id
            if is_folder(path):
                self._enter(path)
            else:
                self._give(path)

    def _enter(self, folder: Path) -> None:
        try:
            entries(folder, self.endings)
        except OSError as error:
            name = one_line(str(folder))
            self._show(_("{name} cannot be read: {why}.").format(name=name, why=error.strerror))
            return
        self.folder = Path(os.path.normpath(folder.absolute()))
        self.query_one(LineInput).value = ""
        self._show()

    def _give(self, path: Path) -> None:
        wrong = self.check(path) if self.check else ""
        if wrong:
            self._show(wrong)
        else:
            self.dismiss(path)


def _fitting(part: str, options: list[Option], *, fuzzy: bool) -> list[Option]:
    """The entries that begin with what is typed, then those that have it somewhere.

    Of a path that is typed only those that begin so: it means that very file.
    """
    low = part.casefold()
    begin = [option for option in options if option.id.casefold().startswith(low)]
    rest = rank(part, [o for o in options if o.id != _UP and o not in begin]) if fuzzy else []
    return [*begin, *rest]


def entries(folder: Path, endings: Collection[str] = (), *, hidden: bool = False) -> list[Option]:
    """What a folder holds, hidden files only if asked, each with its size and its age. Raises OSError.

    `endings`: of files only those whose names end so.
    """
    folders: list[Option] = []
    files: list[tuple[float, Option]] = []
    now = time.time()
    with os.scandir(folder) as found:
        for entry in found:
            if entry.name.startswith("~$" if hidden else (".", "~$")):
                continue
            if len(files) + len(folders) >= MOST:
                break
            shown = visible(one_line(entry.name))
            try:
                if entry.is_dir():
                    folders.append(Option(entry.name, shown + "/"))
                elif not endings or entry.name.lower().endswith(tuple(endings)):
                    facts = entry.stat()
                    hint = f"{size(facts.st_size):>6} {age(now - facts.st_mtime):>4}"
                    files.append((facts.st_mtime, Option(entry.name, shown, hint)))
            except OSError:
                continue
    folders.sort(key=lambda option: option.label.casefold())
    files.sort(key=lambda pair: -pair[0])
    up = [Option(_UP, "../")] if folder.parent != folder else []
    return [*up, *folders, *(option for _when, option in files)]


def size(count: int) -> str:
    """Bytes in the unit that fits: `12K`, `3.4M`."""
    value = float(count)
    for unit in _UNITS:
        if value < 1000 or unit == _UNITS[-1]:
            break
        value /= 1024
    return f"{value:.1f}{unit}" if value < 10 and unit != "B" else f"{value:.0f}{unit}"


def age(seconds: float) -> str:
    """How long ago: `5m`, `3h`, `12d`."""
    minutes = max(int(seconds // 60), 0)
    if minutes < 60:
        return f"{minutes}m"
    return f"{minutes // 60}h" if minutes < 48 * 60 else f"{minutes // 1440}d"
