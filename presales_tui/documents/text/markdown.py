"""Markdown to blocks. Nothing that is written is lost but comments, scripts, rules and front matter.

Most texts are read without the parser, which is loaded with the first one that needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from presales_tui.documents.plan import Paragraph, Picture, Run, Runs
from presales_tui.documents.text.addresses import defines, plain_targets
from presales_tui.documents.text.data_line import FindPicture, LinkTargets, Source
from presales_tui.documents.text.footnotes import collected, marks, named, taken_apart
from presales_tui.documents.text.plain import plain_blocks
from presales_tui.model.text import clean

_FRONT = re.compile(r"\A---[ \t]*\n(?=[\w.-]+[ \t]*:)(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TASK = "X"
"""The link target that would make the mark of a task that is done a link."""


def no_picture(address: str, label: str) -> Picture:
    """The marked place of a picture that is not looked for."""
    return Picture("", label or address)


def blocks(
    text: str,
    data_lines: Mapping[str, tuple[str, ...]] | None = None,
    picture: FindPicture = no_picture,
    links: LinkTargets | None = None,
    footnotes: Mapping[str, str] | None = None,
) -> list[Source]:
    """The blocks of a Markdown text.

    `data_lines` are the names that `{{name}}` may have, each with the options that it takes; any other
    such line stays text. `links` are targets of reference links, `footnotes` what footnotes say, that are
    defined elsewhere; what the footnotes of this text say stands at its end in small print.
    """
    source = _FRONT.sub("", clean(text))
    if not source.strip():
        return []
    known = collected([source]) if footnotes is None else footnotes
    source = taken_apart(source, known)[0]
    numbers = marks(named(source), known) if known else {}
    found = (
        None if links and _TASK in links else plain_blocks(source, data_lines or {}, picture, numbers, links)
    )
    if found is None:
        from presales_tui.documents.text.parsed import parsed

        try:
            found = parsed(source, data_lines or {}, picture, links or {}, numbers)
        except RecursionError:
            return [Paragraph((Run(line.strip()),)) for line in source.split("\n") if line.strip()]
    for name, mark in numbers.items():
        found += _footnote(mark, blocks(known[name], None, picture, links, {}))
    return found


def _footnote(mark: str, said: list[Source]) -> Iterator[Source]:
    """What a footnote says: its first paragraph behind its number, the rest as it is."""
    runs: Runs = ()
    if said and isinstance(first := said[0], Paragraph):
        runs = first.runs
        del said[0]
    yield Paragraph((Run(f"{mark} "), *runs), "small")
    yield from (each._replace(style="small") if isinstance(each, Paragraph) else each for each in said)


def link_targets(texts: Iterable[str]) -> LinkTargets:
    """The targets that lines such as `[label]: address` define, in any of the texts."""
    found: LinkTargets = {}
    for text in texts:
        if not defines(text):
            continue
        plain = plain_targets(clean(text))
        if plain is None:
            from presales_tui.documents.text.parsed import add_targets

            add_targets(clean(text), found)
        else:
            found = plain | found
    return {label: target for label, target in found.items() if not label.startswith("^")}
