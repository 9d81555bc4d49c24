"""The two sample opportunities, as data: a school that buys a product, a hospital that tenders a solution.

They are written relative to the day on which they are made, so there is always something due.
"""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from presales_tui.data import Workspace

SAMPLES = ("school", "hospital")
"""The folders of this package that hold a sample each."""

NOTES = Path(__file__).with_name("notes.md")
"""Notes of a meeting with marked lines, to try an import on."""


LIBRARY = NOTES.with_name("library.toml")
"""The product library that goes with the samples."""


def create(workspace: Workspace, *, today: date | None = None) -> list[str]:
    """Make the sample clients that are not in the workspace yet; the ids of all of them.

    A sample that is there is left alone, edited or not. One that was interrupted before its records
    were written is completed. `today` stands for the day (its noon) on which the story is told.
    """
    from presales_tui.model.change import Change
    from presales_tui.samples.story import read_story

    now = datetime.combine(today, time(12)).astimezone() if today else datetime.now().astimezone()
    there = {face.id: bool(face.opportunities) for face in workspace.clients()}
    ids = []
    for name in SAMPLES:
        story = read_story(NOTES.parent / name, now)
        ids.append(story.client.id)
        if there.get(story.client.id):
            continue
        known = story.client.id in there
        store = workspace.store(story.client.id) if known else workspace.create_client(story.client)
        change = Change("Create sample opportunity")
        for record in story.records:
            change.put(record)
        store.commit(change)
    if not workspace.has_library:
        _stock(workspace)
    return ids


def _stock(workspace: Workspace) -> None:
    """A product library to take suggestions from."""
    import tomllib

    from presales_tui.model.capability import Capability
    from presales_tui.model.change import Change
    from presales_tui.model.record import new_id

    change = Change("Create sample library")
    for row in tomllib.loads(LIBRARY.read_text(encoding="utf-8"))["capabilities"]:
        change.put(Capability.from_doc(new_id(), row))
    workspace.library().commit(change)
