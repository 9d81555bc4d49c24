"""Edits of words: titles, bodies, cells, notes, links, comments."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from tests.documents.colleague.desk import RT_SLIDE, A, Desk, group, said, says, shapes, some, tables, texts

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MS = "http://schemas.microsoft.com/office/2018/10/relationships"
_PML = "http://schemas.openxmlformats.org/presentationml/2006/main"
_P188 = "http://schemas.microsoft.com/office/powerpoint/2018/8/main"


def title(desk: Desk) -> None:
    """Another title."""
    slide, words = desk.slide(), desk.words()
    if slide.shapes.title is not None:
        slide.shapes.title.text_frame.text = words
        desk.fact(f"title {words}", says(words))


def word(desk: Desk) -> None:
    """A word put into a paragraph, its looks kept."""
    found = texts(desk.slide())
    if not found:
        return
    runs = [run for p in desk.rng.choice(found).text_frame.paragraphs for run in p.runs]
    if runs:
        run, words = desk.rng.choice(runs), desk.words()
        run.text = run.text[: len(run.text) // 2] + words + run.text[len(run.text) // 2 :]
        desk.fact(f"word {words}", says(words))


def paragraph(desk: Desk) -> None:
    """One more paragraph."""
    found = texts(desk.slide())
    if found:
        words = desk.words()
        desk.rng.choice(found).text_frame.add_paragraph().text = words
        desk.fact(f"paragraph {words}", says(words))


def shorter(desk: Desk) -> None:
    """A paragraph goes; that it is gone is the fact."""
    slide = desk.slide()
    bodies = [s for s in texts(slide) if len(s.text_frame.paragraphs) > 1]
    here = group(slide)
    if bodies and here:
        gone = desk.rng.choice(desk.rng.choice(bodies).text_frame.paragraphs)
        words = gone.text
        gone._p.getparent().remove(gone._p)
        if len(words) > 3 and not any(words in said(one) for one in desk.deck.slides):
            desk.done[-1] += f" (gone: {words:.20})"


def cell(desk: Desk) -> None:
    """Other words in a cell."""
    found = tables(desk.deck)
    if found:
        table, words = desk.rng.choice(found).table, desk.words()
        row, column = desk.rng.randrange(len(table.rows)), desk.rng.randrange(len(table.columns))
        one = table.cell(row, column)
        if one.is_spanned:
            return
        one.text = words
        desk.fact(f"cell {words}", says(words))


def notes(desk: Desk) -> None:
    """Words in the notes, also where there were none."""
    slide, words = desk.slide(), desk.words()
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = frame.text + "\n" + words if desk.rng.random() < 0.5 else words
        desk.fact(f"notes {words}", says(words))


def link(desk: Desk) -> None:
    """A web address on some words."""
    found = texts(desk.slide())
    runs = [run for s in found for p in s.text_frame.paragraphs for run in p.runs]
    if runs:
        address = f"https://example.com/{desk.number()}"
        desk.rng.choice(runs).hyperlink.address = address
        desk.fact(
            f"link {address}",
            lambda deck: any(
                rel.is_external and rel.target_ref == address
                for slide in deck.slides
                for rid, rel in slide.part.rels.items()
                if rid in etree.tostring(slide._element, encoding="unicode")
            ),
        )


def jump(desk: Desk) -> None:
    """A box that leads to another slide."""
    slide, target, words = desk.slide(), desk.slide(), desk.words()
    box = slide.shapes.add_textbox(0, 0, 900000, 300000)
    box.text_frame.text = words
    rid = slide.part.relate_to(target.part, RT_SLIDE)
    run = box.text_frame.paragraphs[0].runs[0]._r.get_or_add_rPr()
    click = etree.SubElement(run, f"{A}hlinkClick")
    click.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", rid)
    click.set("action", "ppaction://hlinksldjump")
    click.set("tooltip", words)
    desk.fact(f"jump {words}", some(f"{A}hlinkClick", "tooltip", words))


def alt(desk: Desk) -> None:
    """A description for readers who cannot see."""
    slide, words = desk.slide(), desk.words()
    found = shapes(slide)
    if found:
        about = next(desk.rng.choice(found)._element.iter("{*}cNvPr"))
        about.set("descr", words)
        desk.fact(f"alt text {words}", some(about.tag, "descr", words))


def comment(desk: Desk) -> None:
    """A comment as PowerPoint 2010 writes it."""
    slide, words = desk.slide(), desk.words()
    package = desk.deck.part.package
    _once(
        desk.deck.part,
        f"{_REL}/commentAuthors",
        "/ppt/commentAuthors.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.commentAuthors+xml",
        f'<p:cmAuthorLst xmlns:p="{_PML}"><p:cmAuthor id="1" name="同事" initials="T" lastIdx="9" '
        'clrIdx="0"/></p:cmAuthorLst>',
    )
    xml = (
        f'<p:cmLst xmlns:p="{_PML}"><p:cm authorId="1" dt="2026-11-20T10:00:00.000" idx="1">'
        f'<p:pos x="10" y="10"/><p:text>{words}</p:text></p:cm></p:cmLst>'
    )
    if any(rel.reltype == f"{_REL}/comments" for rel in slide.part.rels.values()):
        return
    part = Part(
        PackURI(f"/ppt/comments/comment{desk.number()}.xml"),
        "application/vnd.openxmlformats-officedocument.presentationml.comments+xml",
        package,
        xml.encode(),
    )
    slide.part.relate_to(part, f"{_REL}/comments")
    desk.fact(f"comment {words}", lambda deck: commented(deck, words))


def thread(desk: Desk) -> None:
    """A comment as PowerPoint writes it since 2021, with an answer."""
    slide, words = desk.slide(), desk.words()
    package = desk.deck.part.package
    who = "{0B4E9A54-52B0-4B4B-8B5E-0F3C1A6D1234}"
    _once(
        desk.deck.part,
        f"{_MS}/authors",
        "/ppt/authors.xml",
        "application/vnd.ms-powerpoint.authors+xml",
        f'<p188:authorLst xmlns:p188="{_P188}"><p188:author id="{who}" name="同事" initials="T" '
        'userId="x" providerId="None"/></p188:authorLst>',
    )
    if any(rel.reltype == f"{_MS}/comments" for rel in slide.part.rels.values()):
        return
    body = "<p188:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:t>{}</a:t></a:r></a:p></p188:txBody>"
    xml = (
        f'<p188:cmLst xmlns:a="{A[1:-1]}" xmlns:p188="{_P188}" '
        'xmlns:pc="http://schemas.microsoft.com/office/powerpoint/2013/main/command">'
        f'<p188:cm id="{{0D8C5F0E-0000-4000-8000-{desk.number():012d}}}" authorId="{who}" '
        'created="2026-11-20T10:00:00.000"><pc:sldMkLst><pc:docMk/>'
        f'<pc:sldMk cId="1" sldId="{slide.slide_id}"/></pc:sldMkLst><p188:replyLst><p188:reply '
        f'id="{{0D8C5F0E-0000-4000-9000-{desk.number():012d}}}" authorId="{who}" '
        f'created="2026-11-20T11:00:00.000">{body.format("好")}</p188:reply></p188:replyLst>'
        f"{body.format(words)}</p188:cm></p188:cmLst>"
    )
    part = Part(
        PackURI(f"/ppt/comments/modernComment_{desk.number():X}_0.xml"),
        "application/vnd.ms-powerpoint.comments+xml",
        package,
        xml.encode(),
    )
    slide.part.relate_to(part, f"{_MS}/comments")
    desk.fact(f"thread {words}", lambda deck: commented(deck, words))


def commented(deck: Any, words: str) -> bool:
    """Some slide has a comment that says it; a modern one names the slide that it hangs on."""
    for slide in deck.slides:
        for rel in slide.part.rels.values():
            if rel.reltype.endswith("/comments") and words in rel.target_part.blob.decode():
                blob = rel.target_part.blob.decode()
                return "sldMk " not in blob or f'sldId="{slide.slide_id}"' in blob
    return False


def _once(owner: Any, reltype: str, name: str, kind: str, xml: str) -> None:
    if not any(rel.reltype == reltype for rel in owner.rels.values()):
        owner.relate_to(Part(PackURI(name), kind, owner.package, xml.encode()), reltype)


EDITS = (title, word, word, paragraph, shorter, cell, notes, link, jump, alt, comment, thread)
