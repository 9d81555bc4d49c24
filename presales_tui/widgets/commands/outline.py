"""The outline."""

from presales_tui.locale import N_
from presales_tui.widgets.commands.command import Command

HEADINGS = {
    "outline": N_("Outline"),
}
"""Context to its heading in help (English message)."""

_WRITE = (
    Command(
        "outline",
        "add",
        "a",
        N_("Add"),
        N_("Add sections after this one, a title a line; tab goes a level down."),
        topic=N_("Write and link"),
    ),
    Command("outline", "before", "B", N_("Add before"), N_("Add a section before this one."), False),
    Command("outline", "child", "A", N_("Child"), N_("Add a section below this one."), False),
    Command("outline", "edit", "e,enter", N_("Edit"), N_("Edit the text of the section (Markdown).")),
    Command("outline", "rename", "r", N_("Title"), N_("Change the title of the section."), False),
    Command("outline", "notes", "o", N_("Notes"), N_("Edit the speaker notes of the section."), False),
    Command("outline", "link", "l", N_("Link"), N_("Choose the requirements that the section answers.")),
    Command(
        "outline",
        "insert",
        "i",
        N_("Data line"),
        N_("Add a line that is filled from the records: tables, figures, lists."),
        False,
    ),
    Command("outline", "minutes", "n", N_("Talk time"), N_("How long to talk of the section."), False),
    Command(
        "outline",
        "split",
        "s",
        N_("Split"),
        N_("Make sections of its headings or points, or one of its own from a line on."),
        False,
    ),
    Command(
        "outline",
        "join",
        "S",
        N_("Join"),
        N_("Join it to the section before, or all that is marked to the first of them."),
        False,
    ),
)
_LOOK = (
    Command(
        "outline", "fold", "space", N_("Fold"), N_("Fold or unfold what is below."), False, N_("Look around")
    ),
    Command("outline", "open", "right", N_("Unfold"), N_("Unfold it, or go to the first one below."), False),
    Command("outline", "close", "left", N_("Fold up"), N_("Fold it, or go up to what it hangs on."), False),
    Command("outline", "fold_all", "F", N_("Fold all"), N_("Fold the whole tree; again: unfold it."), False),
    Command("outline", "fewer", "left_square_bracket", N_("Fewer levels"), N_("Show one level less."), False),
    Command("outline", "more", "right_square_bracket", N_("More levels"), N_("Show one level more."), False),
    Command(
        "outline",
        "next",
        "right_curly_bracket",
        N_("Next beside"),
        N_("On to the next section of this level, past what is below this one."),
        False,
    ),
    Command(
        "outline",
        "previous",
        "left_curly_bracket",
        N_("Before beside"),
        N_("Back to the section before on this level."),
        False,
    ),
    Command("outline", "zoom", "z", N_("Zoom in"), N_("Look at this branch alone."), False),
    Command("outline", "zoom_out", "Z", N_("Zoom out"), N_("One level up again."), False),
    Command(
        "outline",
        "hit",
        "f",
        N_("Next hit"),
        N_("On to the next section that the filter has found; without one to the next to be completed (?)."),
        False,
    ),
    Command("outline", "preview", "p", N_("Preview"), N_("Slides or text on the right.")),
)
_ARRANGE = (
    Command(
        "outline",
        "indent",
        "greater_than_sign",
        N_("Indent"),
        N_("Move one level down."),
        False,
        N_("Arrange: this one, or all that is marked"),
    ),
    Command("outline", "outdent", "less_than_sign", N_("Outdent"), N_("Move one level up."), False),
    Command("outline", "down", "J", N_("Down"), N_("Move below the next section."), False),
    Command("outline", "up", "K", N_("Up"), N_("Move above the section before."), False),
    Command("outline", "mark", "m", N_("Mark"), N_("Mark it; moves then take all that is marked."), False),
    Command(
        "outline", "cut", "M", N_("Cut"), N_("Cut the section with what is below it; again: leave it."), False
    ),
    Command(
        "outline",
        "take",
        "c",
        N_("Copy"),
        N_("Copy the section with what is below it; P puts it, in any opportunity."),
        False,
    ),
    Command("outline", "paste", "P", N_("Paste"), N_("Put what is cut or copied after this section."), False),
    Command(
        "outline", "copy", "plus", N_("Duplicate"), N_("One more of the section and what is below it."), False
    ),
    Command(
        "outline",
        "park",
        "b",
        N_("Set aside"),
        N_("Keep it, but in no document; again: back."),
        False,
    ),
    Command("outline", "delete", "d", N_("Delete"), N_("Delete the section and what is below it."), False),
)
_MAKE = (
    Command(
        "outline",
        "template",
        "t",
        N_("Generate"),
        N_("Make the outline from a template and the records."),
        topic=N_("Make and check"),
    ),
    Command(
        "outline",
        "again",
        "R",
        N_("Make again"),
        N_("Make this section again from the records; what is written by hand stays."),
        False,
    ),
    Command(
        "outline",
        "import",
        "I",
        N_("Import"),
        N_("Import an outline: Markdown, mind map (XMind, FreeMind, OPML), deck, Word document."),
        False,
    ),
    Command(
        "outline",
        "unplaced",
        "w",
        N_("Unplaced"),
        N_("Requirements that no section answers: place them by module or one by one."),
    ),
    Command(
        "outline", "fine", "y", N_("Still fine"), N_("It still answers the changed requirements (~)."), False
    ),
    Command("outline", "limit", "N", N_("Talk limit"), N_("How long the presentation may take."), False),
    Command(
        "outline", "design", "T", N_("Deck template"), N_("Choose the company's template for decks."), False
    ),
    Command(
        "outline",
        "onto",
        "O",
        N_("Re-export"),
        N_("Export onto a deck that a colleague has worked on; see first what happens to which slide."),
        False,
    ),
)
COMMANDS = (*_WRITE, *_LOOK, *_ARRANGE, *_MAKE)
