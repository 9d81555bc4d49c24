"""How much room text takes, without a font file: an estimate that is never below what is drawn.

Latin widths are the larger ones of Arial and of DejaVu Sans, which stands in for it where it is missing;
an East Asian character is one em wide and its line 1.32 em high, as in 微软雅黑. What is unknown is taken
as wide. Widths here are in em, so a text is measured once for all sizes.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from itertools import accumulate, pairwise, repeat
from typing import NamedTuple

from presales_tui.documents.plan import Run, Runs, plain
from presales_tui.documents.planning.letters import BOLD_LETTERS, LETTERS, letter_width
from presales_tui.documents.scripts import EAST_ASIAN, Kinds, Ranges

LATIN_LINE = 1.2
CJK_LINE = 1.32
TALL_LINE = 1.6
"""Line heights in em; the last for scripts that a fallback font draws higher (Thai, Devanagari, …)."""

SAFETY = 1.015
"""Rounding in other programs: every width is taken this much wider."""

_MONO = 0.602
_BOLD = 1.12
_OPENING = "（［｛「『【〔〈《“‘("
_CLOSING = "，。、；：！？）］｝」』】〕〉》”’…％℃‰,.;:!?)%"
_MONEY = "￥＄￡"
_BLANK = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u3000"


def _is_wide(char: str) -> bool:
    return char in EAST_ASIAN or "\u1100" <= char <= "\u11ff"


_KOREAN = Ranges((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF))


def _kind(char: str) -> str:
    """A letter for the part it plays in breaking lines.

    `\n`, blank, `S` a wide one, `n` no breaking; `W` wide, `K` Korean (wide, broken at blanks only), `x`
    not; `O o` open, `C c` close, `p` money.
    """
    if char == "\n":
        return char
    if char in _BLANK:
        return "S" if char == "\u3000" else " "
    if char in _MONEY:
        return "p"
    if char in _OPENING:
        return "O" if _is_wide(char) else "o"
    if char in _CLOSING:
        return "C" if _is_wide(char) else "c"
    if char in _KOREAN:
        return "K"
    if _is_wide(char):
        return "W"
    return "n" if char.isspace() else "x"


_KINDS = Kinds(_kind)
_TOKEN = re.compile(
    r"\n|[ S]+|(?:[Oo]+(?=[xKn])|[Oo]*[WOCS][Cc]*(?<=C)(?=p))?[ocxKnp]+(?:C+[ocxKnp]+)*[Cc]*(?: +[Cc]+)*"
    r"|[Oo]*[WOCS][Cc]*(?: +[Cc]+)*"
)
"""What is not broken over two lines: a blank, a word, or an East Asian character with the
punctuation that may not begin or end a line. Two words with only such a sign between them
stay together too: not every program breaks there. Nor does a line begin with a closing sign that has
a blank before it."""


_SIGNS = "-/?!|–…—：；！？／～＋－、，。"
"""Signs between two letters behind which a line may end; no Latin comma, full stop or bracket is one."""


class _Lines(dict[str, float]):
    """Height in em of a line with a character in it."""

    def __missing__(self, char: str) -> float:
        found = self[char] = _line(char)
        return found


_TALL = Ranges(
    (0x0590, 0x10FF),
    (0x1200, 0x1DFF),
    (0xA000, 0xABFF),
    (0xFB00, 0xFE0F),
    (0xFE50, 0xFEFF),
    (0x10000, 0x1FFFF),
)
_AS_CJK = Ranges(
    (0x1100, 0x11FF),
    (0x2000, 0x200A),
    (0x2010, 0x2027),
    (0x2030, 0x205E),
    (0x2070, 0x9FFF),
    (0xAC00, 0xD7AF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
    (0x20000, 0x3FFFF),
)
"""Symbols come from the East Asian font too, so a line is as high with them."""


def _line(char: str) -> float:
    return TALL_LINE if char in _TALL else CJK_LINE if char in _AS_CJK else LATIN_LINE


_LINES = _Lines()


def has_cjk(text: str) -> bool:
    """Whether a line of this text is as high as an East Asian one."""
    return not text.isascii() and any(_LINES[char] == CJK_LINE for char in set(text))


def line_height(text: str) -> float:
    """Height of a line of this text in em."""
    if text.isascii():
        return LATIN_LINE
    return max(map(_LINES.__getitem__, set(text)))


_WIDTHS: dict[float, dict[str, float]] = {}
_BOLD_WIDTHS: dict[float, dict[str, float]] = {}
_LATIN = ContextVar("latin", default=1.0)


@contextmanager
def latin_width(factor: float) -> Iterator[None]:
    """Within it Latin text is that much wider: for a template with wide fonts."""
    before = _LATIN.set(factor)
    try:
        yield
    finally:
        _LATIN.reset(before)


def char_width(char: str) -> float:
    """Width of a character in em, plain."""
    latin = _LATIN.get()
    widths = _WIDTHS.setdefault(latin, {})
    found = widths.get(char)
    if found is None:
        found = widths[char] = letter_width(char, LETTERS) * SAFETY * (latin if char < "\u2e80" else 1.0)
    return found


def _bold_width(char: str) -> float:
    """Width of a character in em, bold: an East Asian one is no wider than plain."""
    latin = _LATIN.get()
    widths = _BOLD_WIDTHS.setdefault(latin, {})
    found = widths.get(char)
    if found is None:
        found = char_width(char)
        if char < "\x7f":
            found = letter_width(char, BOLD_LETTERS) * SAFETY * latin
        elif char < "\u2e80":
            found *= _BOLD
        widths[char] = found
    return found


SEAM_GAP = 0.25
"""Em that some programs put between an East Asian character and a Latin one, a blank between them or not."""
_SEAM = re.compile("[WKOCSp](?=[ocxn])|[ocxn](?=[WKOCSp])|(?<=[WKOCp]) (?=[ocx])|(?<=[ocx]) (?=[WKOCp])")


class _Measured(NamedTuple):
    text: str
    cum: list[float]
    """Width up to each character; one more than there are characters."""
    tokens: list[tuple[int, int, bool]]
    """Start, end, and whether it is blank; a line break is a token too."""
    line: float
    """Height of a line in em."""


def _measure(runs: Runs) -> _Measured:
    return _measured(runs, _LATIN.get())


@lru_cache(maxsize=4096)
def _measured(runs: Runs, _latin: float) -> _Measured:
    text = plain(runs)
    widths: list[float] = []
    for run in runs:
        if run.code:
            mono = _MONO * SAFETY
            widths.extend(mono if c < "\x7f" else max(mono, char_width(c)) for c in run.text)
        elif run.bold:
            widths.extend(map(_bold_width, run.text))
        else:
            widths.extend(map(char_width, run.text))
    kinds = text.translate(_KINDS)
    if not text.isascii():
        for seam in _SEAM.finditer(kinds):
            widths[seam.start()] += SEAM_GAP
    tokens = [(m.start(), m.end(), kinds[m.start()] in " S") for m in _TOKEN.finditer(kinds)]
    return _Measured(text, list(accumulate(widths, initial=0.0)), tokens, line_height(text))


def text_width(runs: Runs) -> float:
    """Width in em of the longest line, were there room enough."""
    measured = _measure(runs)
    cuts = [0, *(i + 1 for i, c in enumerate(measured.text) if c == "\n"), len(measured.text)]
    return max(measured.cum[b] - measured.cum[a] for a, b in pairwise(cuts))


def longest_token(runs: Runs) -> float:
    """Width in em of the widest thing that a line break cannot divide."""
    measured = _measure(runs)
    return max((measured.cum[end] - measured.cum[start] for start, end, _ in measured.tokens), default=0.0)


def wrap(runs: Runs, width: float) -> list[int]:
    """Where the lines end (offsets into the text) in a column of `width` em; at least one line.

    A word longer than a line is broken where the line is full.
    """
    return _wrapped(_measure(runs), width)


def _wrapped(measured: _Measured, width: float) -> list[int]:
    text, cum, tokens, _ = measured
    if cum[-1] <= width and "\n" not in text:
        return [len(text)]
    ends: list[int] = []
    begin, x = 0, 0.0
    for start, end, blank in tokens:
        if text[start] == "\n":
            ends.append(end)
            begin, x = end, 0.0
            continue
        w = cum[end] - cum[start]
        while x > 0 and x + w > width and not blank:
            room = bisect_right(cum, cum[begin] + width, start, end)
            begin = _line_end(text, begin, start, room)
            ends.append(begin)
            x = cum[start] - cum[begin]
        while w > width and end - start > 1:
            cut = max(bisect_right(cum, cum[start] + width, start + 1, end) - 1, start + 1)
            # Some programs break it behind the last sign that allows it, which takes more lines.
            cut = 1 + max(map(text.rfind, _SIGNS, repeat(start), repeat(cut))) or cut
            ends.append(cut)
            begin = start = cut
            w = cum[end] - cum[start]
        x += w
    ends.append(len(text))
    return ends


_PATH = 65
"""Characters of a path that some programs keep whole: they end its line at a blank as near as that."""


def _line_end(text: str, begin: int, start: int, room: int) -> int:
    """Where a line ends that has no room for the word at `start`; up to `room` it would have.

    Before the word; but where a slash of it would still stand in the line, some programs go back to
    the last blank, whatever stands between the two.
    """
    slash = text.rfind("/", start, room)
    if slash < 0:
        return start
    blank = max(text.rfind(" ", max(begin, slash - _PATH), start), text.rfind("\u3000", begin, start))
    return blank + 1 if blank >= begin else start


def height(runs: Runs, size: float, width: float) -> float:
    """Height in points of a paragraph in a column of `width` points."""
    return _height(runs, size, width, _LATIN.get())


@lru_cache(maxsize=4096)  # the slides of a section are tried in several heights before one is chosen
def _height(runs: Runs, size: float, width: float, latin: float) -> float:
    measured = _measured(runs, latin)
    return len(_wrapped(measured, max(width / size, 1.0))) * size * measured.line


def split_runs(runs: Runs, at: int) -> tuple[Runs, Runs]:
    """The runs before and after an offset into their text; blanks at the cut go."""
    before: list[Run] = []
    after: list[Run] = []
    for run in runs:
        size = len(run.text)
        if at >= size:
            before.append(run)
        elif at <= 0:
            after.append(run)
        else:
            before.append(_with(run, run.text[:at]))
            after.append(_with(run, run.text[at:]))
        at -= size
    return _trim_end(before), _trim_start(after)


def _with(run: Run, text: str) -> Run:
    return Run(text, run.bold, run.italic, run.strike, run.code, run.link, run.tone)


def _trim_end(runs: list[Run]) -> Runs:
    while runs and not runs[-1].text.rstrip():
        runs.pop()
    if runs:
        runs[-1] = _with(runs[-1], runs[-1].text.rstrip())
    return tuple(runs)


def _trim_start(runs: list[Run]) -> Runs:
    while runs and not runs[0].text.lstrip():
        runs.pop(0)
    if runs:
        runs[0] = _with(runs[0], runs[0].text.lstrip())
    return tuple(runs)


_SENTENCE = r"[。！？；]+[」』）”’]*|[.!?;]+[)\"'”’]*(?=\s)|\n"
_CLAUSE = r"[，、：]|[,:](?=\s)"


def cut_point(text: str, limit: int) -> int:
    """The best place to divide a text at or before `limit`: a sentence, a clause, a blank, anywhere."""
    for pattern, share in ((_SENTENCE, 0.35), (_CLAUSE, 0.5), (r"\s+", 0.5)):
        ends = [m.end() for m in re.compile(pattern).finditer(text, 0, limit) if m.end() >= limit * share]
        if ends:
            return ends[-1]
    return whole_character(text, limit)


def sentence_end(text: str, limit: int) -> int:
    """The last sentence end at or before `limit`; 0: none."""
    return max((m.end() for m in re.compile(_SENTENCE).finditer(text, 0, limit)), default=0)


def whole_character(text: str, at: int) -> int:
    """`at`, moved back so that no accent or joined emoji is torn from its base."""
    start = at
    while 1 < at < len(text) and (
        unicodedata.combining(text[at]) or text[at] in "\u200d\ufe0e\ufe0f" or text[at - 1] == "\u200d"
    ):
        at -= 1
    return at if at > 1 else start


def shorten(text: str, width: float) -> str:
    """`text`, or as much of it as fits into `width` em, with an ellipsis."""
    runs = (Run(text),)
    if text_width(runs) <= width:
        return text
    cum = _measure(runs).cum
    room = max(width - char_width("…") - SEAM_GAP, 0.0)
    at = whole_character(text, max(bisect_right(cum, room) - 1, 1))
    return text[:at].rstrip() + "…"
