"""The outline as OPML, for outliners and mind maps, and to import again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from presales_tui.model.opml import NAMESPACE, NOTE
from presales_tui.model.outline import Section, in_order
from presales_tui.model.requirement import Requirement
from presales_tui.model.text import clean, one_line


def outline_opml(sections: Iterable[Section], title: str, requirements: Iterable[Requirement] = ()) -> str:
    """Sections nested as they are, bodies as notes of their headings, Markdown as it was written."""
    refs = {r.id: r.ref for r in requirements if r.ref}
    return "\n".join(_lines(sections, title, refs)) + "\n"


def _lines(sections: Iterable[Section], title: str, refs: Mapping[str, str]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<opml version="2.0" xmlns:presales="{NAMESPACE}">'
    yield f"<head><title>{escape(one_line(clean(title)))}</title></head>"
    yield "<body>"
    open_ = 0
    for section, depth, _number in in_order(sections):
        while open_ > depth:
            open_ -= 1
            yield "</outline>"
        said = f"text={_attribute(one_line(section.title) or '—')}"
        if body := clean(section.body).strip("\n"):
            said += f" {NOTE}={_attribute(body)}"
        if notes := clean(section.notes).strip("\n").rstrip():
            said += f" presales:notes={_attribute(notes)}"
        if answers := [refs[id_] for id_ in section.requirements if id_ in refs]:
            said += f" presales:requirements={_attribute(' '.join(answers))}"
        yield f"<outline {said}>"
        open_ = depth + 1
    yield from ["</outline>"] * open_
    yield "</body>"
    yield "</opml>"


def _attribute(text: str) -> str:
    """A quoted attribute; line ends as references, else a reader makes blanks of them."""
    return quoteattr(clean(text))
