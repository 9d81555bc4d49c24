"""Edits of slides: own ones, copies, deletions, order, sections, hidden ones."""

from __future__ import annotations

import copy
from typing import Any

from lxml import etree

from tests.documents.colleague.desk import (
    P14,
    RT_SLIDE,
    A,
    Desk,
    P,
    R,
    group,
    into_section,
    pointers,
    said,
    says,
    section_of,
    sections,
    texts,
    twin,
)


def own(desk: Desk) -> None:
    """A slide of their own, somewhere."""
    layouts = [each for each in desk.deck.slide_layouts if "正文" in each.name]
    if layouts:
        beside = desk.slide()
        slide, words = desk.deck.slides.add_slide(layouts[0]), desk.words()
        slide.shapes.title.text = words
        listed = desk.deck.slides._sldIdLst
        at = [entry.id for entry in listed].index(beside.slide_id)
        listed.insert(at + 1, listed[-1])
        into_section(desk.deck, beside.slide_id, slide.slide_id)
        desk.fact(f"own slide {words}", says(words))


def double(desk: Desk) -> None:
    """A copy of a slide, changed: both are there, once each."""
    slide, words = desk.slide(), desk.words()
    found = [s for s in texts(slide) if s.is_placeholder]
    if found:
        new = twin(desk.deck, slide)
        texts(new)[0].text_frame.text = words
        desk.fact(f"copy {words}", lambda deck: sum(words in said(s) for s in deck.slides) == 1)


def split(desk: Desk) -> None:
    """A slide that is too full becomes two."""
    full = [
        slide
        for slide in desk.deck.slides
        if any(s.is_placeholder and len(s.text_frame.paragraphs) > 3 for s in texts(slide))
    ]
    if full:
        slide = desk.rng.choice(full)
        new, words = twin(desk.deck, slide), desk.words()
        for one, part in ((slide, 0), (new, 1)):
            for shape in texts(one):
                paragraphs = shape.text_frame.paragraphs
                if shape.is_placeholder and len(paragraphs) > 3:
                    half = len(paragraphs) // 2
                    for gone in paragraphs[half:] if part == 0 else paragraphs[:half]:
                        gone._p.getparent().remove(gone._p)
        if new.shapes.title is not None:
            new.shapes.title.text_frame.text = words
            desk.fact(f"second half {words}", lambda deck: sum(words in said(s) for s in deck.slides) == 1)


def delete(desk: Desk) -> None:
    """A slide goes, with the links to it and its place in its section, as PowerPoint does it."""
    listed = desk.deck.slides._sldIdLst
    if len(listed) < 4:
        return
    entry = desk.rng.choice(list(listed))
    part = desk.deck.part.related_part(entry.rId)
    if "同事" in said(part.slide):
        return
    for slide, rid in pointers(desk.deck, part):
        for click in list(slide._element.iter(f"{A}hlinkClick")):
            if click.get(f"{R}id") == rid:
                click.getparent().remove(click)
        slide.part.rels.pop(rid)
    for member in list(desk.deck.element.iter(f"{P14}sldId")):
        if member.get("id") == str(entry.id):
            member.getparent().remove(member)
    desk.deck.part.drop_rel(entry.rId)
    listed.remove(entry)


def order(desk: Desk) -> None:
    """A slide goes elsewhere, and into the section there."""
    listed = desk.deck.slides._sldIdLst
    entry, beside = desk.rng.choice(list(listed)), desk.rng.choice(list(listed))
    if entry is beside:
        return
    for member in list(desk.deck.element.iter(f"{P14}sldId")):
        if member.get("id") == str(entry.id):
            member.getparent().remove(member)
    beside.addnext(entry)
    into_section(desk.deck, beside.id, entry.id)


def rename(desk: Desk) -> None:
    """A section gets another name."""
    found = [s for s in sections(desk.deck) if len(s[0])]
    if found:
        section, words = desk.rng.choice(found), desk.words()
        section.set("name", words)
        desk.fact(f"section {words}", lambda deck: _named(deck, words))


def cut(desk: Desk) -> None:
    """A section of their own from some slide on."""
    found = [s for s in sections(desk.deck) if len(s[0]) > 1]
    if found:
        section, words = desk.rng.choice(found), desk.words()
        new = copy.deepcopy(section)
        new.set("name", words)
        new.set("id", f"{{00000000-0000-4000-8000-{desk.number():012d}}}")
        for at, entry in enumerate(list(section[0])):
            if at:
                section[0].remove(entry)
        new[0].remove(new[0][0])
        section.addnext(new)
        desk.fact(f"section {words}", lambda deck: _named(deck, words))


def _named(deck: Any, words: str) -> bool:
    return any(section_of(deck, slide) == words for slide in deck.slides)


def unsection(desk: Desk) -> None:
    """All sections go, the slides stay."""
    for found in list(desk.deck.element.iter(f"{P14}sectionLst")):
        extension = found.getparent()
        extension.getparent().remove(extension)


def hide(desk: Desk) -> None:
    """A slide is not shown."""
    slide = desk.slide()
    here = group(slide)
    slide._element.set("show", "0")
    if here:
        desk.fact(
            f"hidden {here}",
            lambda deck: any(group(s) == here and s._element.get("show") == "0" for s in deck.slides),
        )


def show(desk: Desk) -> None:
    """A custom show of two slides."""
    root = desk.deck.element
    if root.find(f"{P}custShowLst") is None:
        one, other, words = desk.slide(), desk.slide(), desk.words()
        ids = [desk.deck.part.relate_to(s.part, RT_SLIDE) for s in (one, other)]
        made = etree.fromstring(
            f'<p:custShowLst xmlns:p="{P[1:-1]}" xmlns:r="{R[1:-1]}"><p:custShow name="{words}" id="0">'
            f'<p:sldLst><p:sld r:id="{ids[0]}"/><p:sld r:id="{ids[1]}"/></p:sldLst></p:custShow>'
            "</p:custShowLst>"
        )
        root.find(f"{P}notesSz").addnext(made)
        desk.fact(
            f"show {words}",
            lambda deck: any(each.get("name") == words for each in deck.element.iter(f"{P}custShow")),
        )


EDITS = (own, own, double, split, delete, delete, order, order, rename, cut, unsection, hide, show)
