"""What templates of meetings and of outlines have in common: those that come along, one by its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Protocol, TypeVar

from presales_tui.locale import _
from presales_tui.model.errors import NotFound
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


def by_name(every: Sequence[T], name: str) -> T:
    """The template of this name or title. NotFound if there is none."""
    wanted = name.removesuffix(".md").casefold()
    for template in every:
        if wanted in (template.name.casefold(), template.title.casefold()):
            return template
    names = ", ".join(template.name for template in every)
    raise NotFound(
        _("There is no template “{name}”; there are: {names}.").format(name=one_line(name), names=names)
    )


def built_in(kind: str, lang: str) -> Iterator[tuple[str, str]]:
    """(name, text) of the templates that come along; `kind` is `meetings` or `outlines`."""
    folder = files("presales_tui") / "templates" / kind / ("zh" if lang == "zh" else "en")
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".md"):
            yield path.name.removesuffix(".md"), path.read_text("utf-8")
