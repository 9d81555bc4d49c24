"""What our product can do (产品能力): the answers we give again and again, kept once for all clients."""

from __future__ import annotations

from typing import ClassVar

from presales_tui.model.record import Record, frozen_record


@frozen_record
class Capability(Record):
    """One capability of the product. It belongs to our company, not to a client (see `Workspace.library`)."""

    table: ClassVar[str] = "capabilities"
    prefix: ClassVar[str] = "CAP"
    title_field: ClassVar[str] = "name"

    name: str = ""
    module: str = ""
    description: str = ""
    """What it does, in the product's own words. Markdown."""
    fit: str = "standard"
    """Scale `fit`: what a requirement that it meets is proposed to be."""
    answer: str = ""
    """The standard answer, as a client is told it. Markdown."""
    limits: str = ""
    """What it does not do: numbers, platforms, conditions."""
    version: str = ""
    """Since, or planned for, which version."""
    evidence: str = ""
    """Where it can be seen: manual page, demo, reference client, case."""
    synonyms: tuple[str, ...] = ()
    """Other words for it, in any language; a client seldom uses the product's own."""
    tags: tuple[str, ...] = ()

    @property
    def named(self) -> str:
        """What a requirement that it meets says under `capability`."""
        return f"{self.ref} {self.name}".strip()
