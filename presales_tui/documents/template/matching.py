"""Which layout of a template serves what: by the placeholders it has and where they stand.

Names decide nothing that placeholders can: they are in any language, and often wrong. They only choose
between layouts that are alike otherwise, or are what the user has chosen by hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from presales_tui.documents.template import ROLES, Role
from presales_tui.documents.template.clearing import covered
from presales_tui.documents.template.reading import Drawn, Held

_NAMES: dict[Role, re.Pattern[str]] = {
    "cover": re.compile(
        r"封面|首页|标题幻灯片|cover|title slide|titre|(?:^|[-–_/]\s?|main |alternate )title(?: \d+)?$",
        re.IGNORECASE,
    ),
    "section": re.compile(r"章|节|过渡|section|divider|chapter", re.IGNORECASE),
    "content": re.compile(r"正文|内容|content|text|body", re.IGNORECASE),
    "two": re.compile(r"两栏|双栏|two|2", re.IGNORECASE),
    "title": re.compile(r"仅标题|title only", re.IGNORECASE),
    "closing": re.compile(r"封底|结束|致谢|谢谢|尾页|thank|closing|end\b|greeting", re.IGNORECASE),
}
_LENT = 0.5
"""How well a layout of another master must serve."""
_FEW = 5
"""Places for text; a layout with more is a list of people or the like."""
_LINES = 3
"""Places for a line or two each that a cover has below its title: who, when, what it is about."""
_KINDS: dict[Role, tuple[str, ...]] = {
    "cover": ("title",),
    "section": ("secHead",),
    "content": ("obj", "tx"),
    "two": ("twoObj", "twoColTx"),
    "title": ("titleOnly",),
    "closing": (),
}


def match(layouts: list[Drawn], width: float, height: float, chosen: Mapping[str, str]) -> dict[Role, Drawn]:
    """A layout for every role; what the user has chosen by name goes first.

    Where a template has nothing of the kind, the nearest thing serves: a slide need not use all
    placeholders of its layout, and can have text boxes where it has none.
    """
    found: dict[Role, Drawn] = {}
    for role in ROLES:
        best = max(layouts, key=lambda drawn: _score(role, drawn, width, height))
        if _score(role, best, width, height) > 0:
            found[role] = best
        named = role in ("cover", "closing") and (role not in found or _score(role, best, width, height) < 1)
        # Some are drawn without a title, or without any placeholder: then the name tells.
        if named and (bare := _bare(role, layouts, height)):
            other = max(bare, key=lambda drawn: len(drawn.used))
            if role not in found or _is_called(role, other) or not _is_called(role, best):
                found[role] = _titled(other)
        for drawn in layouts:
            if chosen.get(role) == drawn.name:
                found[role] = drawn
    narrow = "content" in found and found["content"].texts[:1] and _is_narrow(found["content"], width)
    if narrow and "content" not in chosen and "title" in found and not found["title"].texts:
        # One column of several: the whole width below a title alone serves text better.
        found["content"] = found["title"]
    if "content" not in found:
        plain = [d for d in layouts if d.of("title")] or [d for d in layouts if d.title] or layouts
        found["content"] = found.get("title") or min(
            plain,
            key=lambda d: (bool(d.words), not (d.title and _on_top(d.title, height)), len(d.held)),
        )
    found.setdefault("title", found["content"])
    found.setdefault("two", found["content"])
    found.setdefault(
        "cover", found.get("section") or next((d for d in layouts if d.of("ctrTitle")), found["title"])
    )
    found.setdefault("section", found["cover"] if found["cover"].title else found["title"])
    found.setdefault("closing", found["cover"])
    return found


def lent(
    found: Mapping[Role, Drawn], layouts: list[Drawn], width: float, height: float, chosen: Mapping[str, str]
) -> dict[Role, Drawn]:
    """With covers, chapters and closings of other masters, where that of the content has none of its own.

    Many companies draw them on a master of their own. Only those that sample slides show are taken,
    and those that the user has chosen.
    """
    all_ = dict(found)
    inner = {found[role].part for role in ("content", "two", "title")}
    others = [d for d in layouts if d.master != found["content"].master]
    front: tuple[Role, ...] = ("cover", "section", "closing")
    for role in front:
        by_hand = [d for d in layouts if d.name == chosen.get(role)]
        shown = [d for d in others if d.used and (d.kind in _KINDS[role] or not _heads(d, height))]
        if by_hand:
            all_[role] = by_hand[0]
        elif found[role].part in inner and shown:
            best = max(shown, key=lambda drawn: _score(role, drawn, width, height))
            bare = _bare(role, shown, height) if role != "section" else []
            if _score(role, best, width, height) >= _LENT:
                all_[role] = best
            elif bare:
                all_[role] = _titled(max(bare, key=lambda drawn: len(drawn.used)))
    if all_["closing"].part in inner and "closing" not in chosen:
        all_["closing"] = all_["cover"]
    return all_


def _is_called(role: Role, drawn: Drawn) -> bool:
    return _NAMES[role].search(drawn.name) is not None


def _bare(role: Role, layouts: list[Drawn], height: float) -> list[Drawn]:
    """Layouts drawn without a title, or without any placeholder, which by their names serve a role."""
    return [
        d
        for d in layouts
        if d.title is None
        and (_is_called(role, d) or (role == "cover" and 0 in d.used and d.told))
        and not _speaks(d, height)
        and not (len(d.texts) > _FEW or (d.of("pic") and len(d.texts) > 2))
    ]


def _heads(drawn: Drawn, height: float) -> bool:
    """Whether its title stands where that of any slide does."""
    return drawn.title is not None and _on_top(drawn.title, height)


def _is_narrow(drawn: Drawn, width: float) -> bool:
    first, *others = (held.inner for held in drawn.texts)
    return first.w < 0.55 * width and any(abs(other.w - first.w) < 0.2 * first.w for other in others)


def serves(layouts: list[Drawn], width: float, height: float) -> bool:
    """Whether there is a layout with a place for a title and one for text."""
    return any(_score("content", drawn, width, height) > 0 for drawn in layouts)


def _speaks(drawn: Drawn, height: float) -> bool:
    """Whether it has words of its own in the middle, such as a thank-you: no title is needed beside it."""
    return any(0.25 * height < box.y + box.h / 2 < 0.75 * height for box in drawn.words)


def _titled(drawn: Drawn) -> Drawn:
    """A layout whose largest place for text is where the title of the slide stands."""
    texts = drawn.texts
    if not texts or drawn.told:
        return drawn
    held = [each for each in drawn.held if each is not texts[0]]
    return replace(drawn, held=[replace(texts[0], kind="title", idx=-1), *held])


def _score(role: Role, drawn: Drawn, width: float, height: float) -> float:
    """How well a layout serves a role; 0 and less: not at all.

    Words of its own where text would stand speak against it.
    """
    score = _fit(role, drawn, width, height)
    if score <= 0 or not drawn.words:
        return score
    words = [each.box for each in drawn.standing if each.kind == "words"]
    title = covered(drawn.title.inner, words) if drawn.title else 0.0
    text = covered(drawn.texts[0].inner, words) if drawn.texts else 0.0
    return max(score - 1.5 * title - 3 * text, 0.01)


def _fit(role: Role, drawn: Drawn, width: float, height: float) -> float:
    title, texts = drawn.title, drawn.texts
    if title is None:
        return 0.0
    extra = len(drawn.of("pic", "chart", "media", "dgm", "clipArt"))
    hint = (2.0 if drawn.kind in _KINDS[role] else 0.0) + (0.6 if _is_called(role, drawn) else 0.0)
    hint += min(len(drawn.used), 3) * 0.2
    centred = bool(drawn.of("ctrTitle"))
    share = texts[0].inner.w * texts[0].inner.h / (width * height) if texts else 0.0
    subtitle = bool(drawn.of("subTitle"))
    body_like = not centred and drawn.kind not in ("title", "secHead") and _on_top(title, height)
    match role:
        case "content":
            if not body_like or subtitle or share < 0.2 or texts[0].inner.w < 0.4 * width:
                return 0.0
            if texts[0].inner.y < title.inner.y or _beside(title, texts[0]):
                return 0.0
            small = sum(held.inner.h < 0.3 * texts[0].inner.h for held in texts[1:])
            more = len(texts) - 1 - small
            return 1 + hint + share - 1.5 * more - 0.4 * small - 1.5 * extra
        case "two":
            pair = texts[:2]
            if not body_like or len(texts) != 2 or extra or abs(pair[0].inner.y - pair[1].inner.y) > 20:
                return 0.0
            like = min(pair[0].inner.h, pair[1].inner.h) / max(pair[0].inner.h, pair[1].inner.h)
            return hint + share if like > 0.7 and share > 0.12 else 0.0
        case "title":
            if not body_like or subtitle or share > 0.12:
                return 0.0
            return 1 + hint - 0.7 * extra - 0.5 * len(texts)
        case "cover":
            first = 1.0 if 0 in drawn.used else 0.0
            if not centred and not subtitle and drawn.kind != "title":
                lines = sum(held.inner.w * held.inner.h for held in texts) < 0.2 * width * height
                known = (first or _is_called("cover", drawn)) and lines and len(texts) <= _LINES
                if _on_top(title, height) or extra or not (known or len(texts) <= 1):
                    return 0.0
                return 0.5 * (hint + first)
            return (
                1
                + hint
                + first
                + (0.5 if subtitle else 0.0)
                - extra
                - (1.5 if drawn.kind == "secHead" else 0)
            )
        case "section":
            if drawn.kind != "secHead" and (centred or subtitle or _on_top(title, height)) and hint < 0.6:
                return 0.0
            if drawn.kind in ("title", "titleOnly", "obj", "twoObj"):
                return 0.0
            hint += 0.3 if _is_called("section", drawn) else 0.0  # more than use alone
            return hint - 0.5 * extra - 0.5 * max(len(texts) - 1, 0)
        case "closing":
            return hint if _is_called("closing", drawn) and share < 0.3 else 0.0


def _beside(title: Held, text: Held) -> bool:
    """Whether a text stands beside its title, which has but a column."""
    apart = text.inner.x >= title.inner.x + title.inner.w or title.inner.x >= text.inner.x + text.inner.w
    return apart and text.inner.y < title.inner.y + 0.5 * title.inner.h


def _on_top(title: Held, height: float) -> bool:
    """Whether a title stands over the rest of its slide, as on a slide with content."""
    return title.inner.y + title.inner.h / 2 < 0.34 * height
