"""The words and the pictures of HTML that stands in Markdown."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from html.parser import HTMLParser

from presales_tui.documents.plan import Run, Runs
from presales_tui.documents.text.addresses import web_address
from presales_tui.model.text import clean

_INLINE = """
a abbr b bdi bdo big cite code data dfn em font i ins kbd label mark q s samp small span strike strong sub
sup time tt u var wbr
"""
_BLOCK = """
address article aside audio base blockquote body br button canvas caption center col colgroup dd del
details dialog div dl dt embed fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr
html iframe img input legend li link main map meta nav noscript object ol optgroup option output p param
picture pre progress script section select source style summary svg table tbody td template textarea tfoot
th thead title tr track ul video
"""
_NO_BREAK = frozenset(_INLINE.split())
_TAGS = _NO_BREAK | frozenset(_BLOCK.split())
_TAG_NAME = re.compile(r"</?([a-zA-Z][\w:.-]*)")
_CLOSING = re.compile(r"</([a-zA-Z][\w:.-]*)")
_SAID = ("title", "subtitle", "heading", "label", "text", "caption", "description")
"""Attributes of a component that are words to be read."""
_PLAYED = {"iframe": "src", "video": "src", "audio": "src", "embed": "src", "source": "src", "object": "data"}
"""Tags that stand for something elsewhere, and the attribute that says where."""


def is_html_tag(text: str, closed: Collection[str] = ()) -> bool:
    """Whether `<...>` is a tag: `<b>`, a comment, a component such as `<Cite id="1">` or `<v-click>`.

    `<name>` and `<host>` are what the author wrote, unless such a tag is closed too.
    """
    if text.startswith(("<!", "<?")):
        return True
    found = _TAG_NAME.match(text)
    if found is None:
        return False
    name = found[1].lower()
    component = "=" in text or text.endswith("/>") or name.startswith("v-") or name in closed
    return name in _TAGS or component


def _told(tag: str, attrs: Iterable[tuple[str, str | None]]) -> list[str]:
    """What a tag says itself: the words of a component, the address of what is played or shown there."""
    wanted = (_PLAYED[tag],) if tag in _PLAYED else () if tag in _TAGS else _SAID
    return [value.strip() for name, value in attrs if name in wanted and value and value.strip()]


class _Words(HTMLParser):
    def __init__(self, closed: Collection[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._closed = closed
        self._silent: list[str] | None = None
        """What stands in a script or a style sheet, with its tag: words, if that is never closed."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = _told(tag, attrs)
        if tag in ("script", "style"):
            self._silent = [self.get_starttag_text() or ""]
        elif not is_html_tag(self.get_starttag_text() or "", self._closed):
            self.words.append(self.get_starttag_text() or "")
        elif tag in ("td", "th"):
            self.words.append("  ")
        elif told or tag not in _NO_BREAK:
            self.words += ["\n", *(f"{each}\n" for each in told)]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._silent = None
        elif tag not in _NO_BREAK and tag not in ("td", "th"):
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        (self.words if self._silent is None else self._silent).append(data)

    def close(self) -> None:
        """Take the rest for words."""
        super().close()
        if self._silent is not None:
            # Some versions of the library keep what is not closed to themselves.
            self.words += [*self._silent, self.rawdata]


def text_of_html(source: str) -> str:
    """The words, in lines; tags, comments, scripts and styles go, if they end."""
    parser = _Words({name.lower() for name in _CLOSING.findall(source)})
    return "".join(parser.words) if _is_read(parser, source) else source


def said_in_html(source: str) -> Iterator[Runs]:
    """The same as paragraphs; an address is a link."""
    for line in text_of_html(source).split("\n"):
        if said := line.strip():
            yield (Run(said, link=web_address(said)),)


def words_of_tag(source: str) -> str:
    """What a tag in a line says itself; mostly nothing."""
    if "=" not in source or not _TAG_NAME.match(source):
        return ""
    parser = _Words(())
    parser.feed(source)
    return " ".join("".join(parser.words).split())


class _Pictures(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "img" and (address := (values.get("src") or "").strip()):
            self.found.append((address, values.get("alt") or values.get("title") or ""))


def pictures_of_html(source: str) -> list[tuple[str, str]]:
    """The pictures: (address, what it shows)."""
    if "<img" not in source.lower():
        return []
    parser = _Pictures()
    _is_read(parser, source)
    return [(address, clean(label)) for address, label in parser.found]


def _is_read(parser: HTMLParser, source: str) -> bool:
    """Whether all of it could be read."""
    try:
        parser.feed(source)
        parser.close()
    except AssertionError:  # the parser's own, on a broken declaration
        return False
    return True
