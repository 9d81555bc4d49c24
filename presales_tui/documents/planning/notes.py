"""Speaker notes, and the refs of the requirements that a slide answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from presales_tui.documents.book import Audience, Book
from presales_tui.documents.plan import (
    Area,
    Box,
    Code,
    Items,
    Paragraph,
    Picture,
    Quote,
    Run,
    Runs,
    Table,
    plain,
    single,
)
from presales_tui.documents.planning.look import SMALL
from presales_tui.documents.planning.metrics import text_width
from presales_tui.documents.text.data_line import DataLine, Source
from presales_tui.documents.text.markdown import blocks
from presales_tui.documents.words import colon, word
from presales_tui.model.outline import Section
from presales_tui.model.requirement import Requirement
from presales_tui.model.text import clean, one_line


def _requirements(book: Book, sections: Sequence[Section]) -> list[Requirement]:
    """The requirements that the sections answer, each once; those that the book does not hold are gone."""
    wanted = dict.fromkeys(id_ for section in sections for id_ in section.requirements)
    if not wanted:
        return []
    from presales_tui.documents.slots.needs import answered

    known = {r.id: r for r in answered(book.requirements)}
    return [known[id_] for id_ in wanted if id_ in known]


def refs_of(book: Book, sections: Sequence[Section]) -> tuple[str, ...]:
    """Refs of the requirements that the sections answer."""
    return tuple(r.ref for r in _requirements(book, sections))


def refs_line(refs: Sequence[str], lang: str, box: Box) -> str:
    """The refs in one line of small print; what does not fit is counted."""
    between = "、" if lang == "zh" else ", "
    for count in range(len(refs), 0, -1):
        told = between.join(refs[:count])
        if count < len(refs):
            told += " " + word(lang, "more", n=len(refs) - count)
        line = word(lang, "answers", refs=told)
        if text_width((Run(line),)) * SMALL <= box.w:
            return line
    return word(lang, "answers", refs=word(lang, "more", n=len(refs))) if refs else ""


def refs_by_page(
    book: Book, refs: Sequence[str], pages: Sequence[Sequence[Area]]
) -> list[tuple[str, ...]] | None:
    """Of each page of a section the requirements it tells of; None: some are told of on no page."""
    titles = {r.ref: one_line(r.title) for r in book.requirements}
    found: list[tuple[str, ...]] = []
    for areas in pages:
        text = "\n".join(line for area in areas for block in single(area.blocks) for line in _told(block))
        found.append(tuple(ref for ref in refs if ref in text or (titles.get(ref) or ref) in text))
    return found if {ref for page in found for ref in page} == set(refs) else None


def spoken(text: str) -> str:
    """Notes as a speaker reads them: what Markdown marks up is told plainly, lines stay lines."""
    text = clean(text).strip()
    if not _MARKED(text):
        return text
    written = (f"\\{line}" if line.startswith("::") else line for line in text.split("\n"))
    source = "\n".join(f"{line}  " if line.strip() else "" for line in written)
    lines: list[str] = []
    for block in single(blocks(source)):
        lines += ["", *_told(block)]
    return "\n".join(lines).strip() or text


_MARKED = re.compile(r"[*_`~#>|<&\[\]\\]|^ *(?:[-+=]|\d+[.)]) ?", re.MULTILINE).search


_MARKS = {"": "- ", "open": "☐ ", "done": "☑ "}


def _told(block: Source) -> Iterator[str]:
    match block:
        case Paragraph() | Quote():
            yield from _linked(block.runs).split("\n")
        case Items(items=items):
            for item in items:
                mark = f"{item.number}. " if item.number else _MARKS[item.check]
                yield "  " * item.level + ("  " if item.continued else mark) + _linked(item.runs)
        case Code(lines=code):
            yield from code
        case Table(header=header, rows=rows):
            yield from (" | ".join(map(plain, row)) for row in (header, *rows))
        case Picture(label=label):
            yield label
        case DataLine(source=source):
            yield source
        case _:
            pass


def _linked(runs: Runs) -> str:
    """Text with the addresses of its links, which nobody can click in notes."""
    found = ""
    for run in runs:
        shown = run.link and run.link.removeprefix("mailto:") != run.text
        found += f"{run.text} ({run.link})" if shown else run.text
    return found


def notes_text(
    book: Book, sections: Sequence[Section], lang: str, audience: Audience, full_title: str = ""
) -> str:
    """The notes of a slide: what the speaker wrote, the requirements, and in the house their words."""
    parts = [f"{word(lang, 'note_title')}{colon(lang)}{full_title}"] if full_title else []
    parts += [text for section in sections if (text := spoken(section.notes))]
    requirements = _requirements(book, sections)
    if requirements:
        lines = [word(lang, "note_requirements") + colon(lang).rstrip()]
        lines += [f"- {one_line(r.ref)} {one_line(r.title)}" for r in requirements]
        parts.append("\n".join(lines))
    if audience == "internal":
        quotes = [
            f"- {r.ref} “{one_line(r.quote)}”" + (f" — {one_line(r.speaker)}" if r.speaker.strip() else "")
            for r in requirements
            if r.quote.strip()
        ]
        if quotes:
            parts.append("\n".join([word(lang, "note_quotes") + colon(lang).rstrip(), *quotes]))
    return "\n\n".join(parts)
