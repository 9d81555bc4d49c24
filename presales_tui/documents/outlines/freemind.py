"""The outline as a mind map of FreeMind and Freeplane (`.mm`), which nearly every such program opens.

The text of a section is the note of its node, a paragraph a line, as the Markdown export has it below a
heading: requirements and speaker notes come along, and an import reads all of it back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from presales_tui.documents.outlines.markdown import below
from presales_tui.model.mind_maps import OWN, OWN_VALUE
from presales_tui.model.outline import Section, in_order
from presales_tui.model.requirement import Requirement
from presales_tui.model.text import clean, one_line

_BLANKS = re.compile(r"^ +| (?= )| $")


def outline_freemind(
    sections: Iterable[Section], title: str, requirements: Iterable[Requirement] = ()
) -> str:
    """The opportunity in the middle, chapters around it; what is below a chapter comes folded."""
    return "\n".join(_lines(sections, title, {r.id: r for r in requirements})) + "\n"


def _lines(sections: Iterable[Section], title: str, known: dict[str, Requirement]) -> Iterator[str]:
    yield '<map version="1.0.1">'
    yield f"<node TEXT={quoteattr(one_line(clean(title)) or '—')}>"
    yield f'<attribute NAME="{OWN}" VALUE="{OWN_VALUE}"/>'
    open_ = 0
    placed = in_order(sections)
    for at, (section, depth, _number) in enumerate(placed):
        while open_ > depth:
            open_ -= 1
            yield "</node>"
        more = at + 1 < len(placed) and placed[at + 1].depth > depth
        folded = ' FOLDED="true"' if more and depth == 0 else ""
        yield f"<node TEXT={quoteattr(one_line(section.title) or '—')}{folded}>"
        if said := below(section, known):
            lines = "".join(f"<p>{_visible(line)}</p>\n" for line in said.split("\n"))
            yield f'<richcontent TYPE="NOTE"><html>\n<head/>\n<body>\n{lines}</body>\n</html></richcontent>'
        open_ = depth + 1
    yield from ["</node>"] * open_
    yield "</node>"
    yield "</map>"


def _visible(line: str) -> str:
    """A line as XHTML: blanks that a reader would draw together stay apart."""
    return escape(_BLANKS.sub(lambda found: "\xa0" * len(found[0]), line))
