"""What templates of meetings and of outlines have in common: where all of them are, one by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Protocol, TypeVar

from presales_tui.imports.files import read_text
from presales_tui.locale import _
from presales_tui.model.errors import NotFound, Problem
from presales_tui.model.text import one_line


class Named(Protocol):
    """A template."""

    @property
    def name(self) -> str:
        """Of its file, without the ending."""

    @property
    def title(self) -> str:
        """What people call it."""


T = TypeVar("T", bound=Named)
Made = TypeVar("Made", covariant=True)


def by_name(every: Sequence[T], name: str, wrong: Mapping[str, Problem]) -> T:
    """The template of this name or title. NotFound if there is none.

    A file of one's own that cannot be read (`wrong`) does not give way to what comes along: its Problem.
    """
    wanted = name.removesuffix(".md").casefold()
    for template in every:
        if wanted in (template.name.casefold(), template.title.casefold()):
            wanted = template.name.casefold()
            break
    for stem, problem in wrong.items():
        if stem.casefold() == wanted:
            raise problem
    for template in every:
        if template.name.casefold() == wanted:
            return template
    names = ", ".join(template.name for template in every)
    raise NotFound(
        _("There is no template “{name}”; there are: {names}.").format(name=one_line(name), names=names)
    )


class Parse(Protocol[Made]):
    """Reads the text of a template."""

    def __call__(self, text: str, name: str, *, own: bool) -> Made:
        """The template; `own`: from the workspace."""


def every_template(
    kind: str, folder: Path | None, lang: str, parse: Parse[T]
) -> tuple[list[T], dict[str, Problem]]:
    """(those that come along and those in a folder, which go before them, what is wrong with its files).

    `kind` is `meetings` or `outlines`. What is wrong stands under the name of the file without its ending.
    """
    found = {name: parse(text, name, own=False) for name, text in _built_in(kind, lang)}
    wrong: dict[str, Problem] = {}
    for path in sorted(folder.glob("*.md")) if folder is not None and folder.is_dir() else ():
        try:
            found[path.stem] = parse(read_text(path).text, path.stem, own=True)
        except Problem as problem:
            wrong[path.stem] = problem
    return list(found.values()), wrong


def _built_in(kind: str, lang: str) -> Iterator[tuple[str, str]]:
    """(name, text) of the templates that come along."""
    folder = files("presales_tui") / "templates" / kind / ("zh" if lang == "zh" else "en")
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".md"):
            yield path.name.removesuffix(".md"), path.read_text("utf-8")
