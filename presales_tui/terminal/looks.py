"""How a cell looks, and the shortest way to change from one look to another (SGR)."""

from __future__ import annotations

from functools import lru_cache

from rich.color import ColorSystem
from rich.style import Style

_ATTRIBUTES = (
    ("bold", "1", "22"),
    ("dim", "2", "22"),
    ("italic", "3", "23"),
    ("underline", "4", "24"),
    ("blink", "5", "25"),
    ("blink2", "6", "25"),
    ("reverse", "7", "27"),
    ("conceal", "8", "28"),
    ("strike", "9", "29"),
    ("underline2", "21", "24"),
    ("frame", "51", "54"),
    ("encircle", "52", "54"),
    ("overline", "53", "55"),
)
_OFF = {on: off for _, on, off in _ATTRIBUTES}
_SEEN_ON_BLANKS = frozenset({"4", "5", "6", "7", "9", "21", "51", "52", "53"})

Key = tuple[frozenset[str], str, str, str]


class Look:
    """One appearance. There is one object for each, so `is` compares."""

    __slots__ = ("attributes", "background", "blank", "erasable", "foreground", "link")

    attributes: frozenset[str]
    """SGR codes that are on, without colours."""
    foreground: str
    """SGR parameters of the colour, `` for the default."""
    background: str
    link: str
    """The address that the text leads to, or ``."""
    blank: Look
    """What is left of this look on a blank: two looks with the same `blank` show the same blank."""
    erasable: bool
    """Whether erasing a cell in this look shows the same as writing a blank in it."""


class Looks:
    """The looks of one terminal."""

    def __init__(self, colours: ColorSystem | None, erases_with_colour: bool) -> None:
        """Without `colours`, attributes are all there is.

        `erases_with_colour`: erased cells take the background colour in use.
        """
        self._colours = colours
        self._erases_with_colour = erases_with_colour
        self._known: dict[Key, Look] = {}
        self._of_style: dict[Style, Look] = {}
        self.plain = self._look((frozenset(), "", "", ""))
        """The look after a reset."""

    def of(self, style: Style | None) -> Look:
        """The look of a Rich style on this terminal."""
        if style is None:
            return self.plain
        look = self._of_style.get(style)
        if look is None:
            if len(self._of_style) > 8192:
                self._of_style.clear()  # styles carry metadata, so there is no end of them
            look = self._of_style[style] = self._look(self._key(style))
        return look

    def for_blank(self, worn: Look, wanted: Look) -> Look:
        """A look that shows the same blank as `wanted` and differs as little as may be from `worn`."""
        blank = wanted.blank
        if worn.blank is blank:
            return worn
        if blank.attributes:
            return wanted
        return self._look((worn.attributes - _SEEN_ON_BLANKS, worn.foreground, blank.background, blank.link))

    def _key(self, style: Style) -> Key:
        return (
            frozenset(on for name, on, _ in _ATTRIBUTES if getattr(style, name)),
            self._colour(style, foreground=True),
            self._colour(style, foreground=False),
            style.link or "",
        )

    def _colour(self, style: Style, foreground: bool) -> str:
        colour = style.color if foreground else style.bgcolor
        if colour is None or colour.is_default or self._colours is None:
            return ""
        return ";".join(colour.downgrade(self._colours).get_ansi_codes(foreground))

    def _look(self, key: Key) -> Look:
        look = self._known.get(key)
        if look is None:
            look = self._known[key] = Look()
            look.attributes, look.foreground, look.background, look.link = key
            on_blank = look.attributes & _SEEN_ON_BLANKS
            # Reversed or underlined, a blank shows the colour of the text as well.
            blank = (on_blank, look.foreground if on_blank else "", look.background, look.link)
            look.blank = look if blank == key else self._look(blank)
            look.erasable = (
                not on_blank and not look.link and (not look.background or self._erases_with_colour)
            )
        return look


@lru_cache(4096)
def change(old: Look, new: Look) -> str:
    """The shortest sequence that turns `old` into `new`."""
    if old is new:
        return ""
    on = sorted(new.attributes, key=int)
    afresh = ["0", *on]
    afresh += [colour for colour in (new.foreground, new.background) if colour]
    step = sorted({_OFF[code] for code in old.attributes - new.attributes})
    # An off code may take a second attribute with it (22: bold and dim).
    step += [code for code in on if code not in old.attributes or _OFF[code] in step]
    if new.foreground != old.foreground:
        step.append(new.foreground or "39")
    if new.background != old.background:
        step.append(new.background or "49")
    sequence = min(_sgr(step), _sgr(afresh), key=len)
    if new.link != old.link:
        sequence += f"\x1b]8;{f'id={_link_id(new.link)}' if new.link else ''};{new.link}\x1b\\"
    return sequence


def _sgr(codes: list[str]) -> str:
    if not codes:
        return ""
    return "\x1b[m" if codes == ["0"] else f"\x1b[{';'.join(codes)}m"


def _link_id(link: str) -> str:
    """Ties the parts of a link together for the terminal, the same for the same address."""
    from zlib import crc32

    return f"{crc32(link.encode('utf-8', 'replace')):x}"
