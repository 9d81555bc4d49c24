"""Which requirements no section answers yet, and which section each belongs to by its module."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from presales_tui.model.change import Change
from presales_tui.model.coverage import live
from presales_tui.model.matching import Index
from presales_tui.model.outline import Section, fingerprint, in_order, shown
from presales_tui.model.position import following
from presales_tui.model.requirement import Requirement
from presales_tui.model.text import one_line

_LIKE = 0.25
"""Share of the words that two must have in common for a guess."""
_SECTIONS = 12
_NO_MODULE = "-"
"""What a data line calls the requirements without a module."""


def unplaced(requirements: Iterable[Requirement], sections: Iterable[Section]) -> list[Requirement]:
    """The requirements that count and that no section of the documents answers."""
    placed = {id_ for section in shown(sections) for id_ in section.requirements}
    return [r for r in live(requirements) if r.id not in placed]


def suggestions(requirements: Iterable[Requirement], sections: Iterable[Section]) -> dict[str, Section]:
    """Module (as `folded` writes it) to the section that its requirements belong to.

    The section that was generated for the module; else one whose title names it, the longest name first;
    else the one that most of the module's requirements are in already, if it is of that module alone.
    """
    every = [one.section for one in in_order(shown(sections))]
    found: dict[str, Section] = {}
    known = {r.id: folded(r.module) for r in requirements if folded(r.module)}
    modules = set(known.values())
    for section in every:
        _stem, slash, module = section.slot.partition("/")
        if slash and folded(module) in modules:
            found.setdefault(folded(module), section)
    for module in sorted(modules - found.keys(), key=len, reverse=True):
        named = (section for section in every if module in folded(section.title))
        if (first := next(named, None)) is not None:
            found[module] = first
    counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for n, section in enumerate(every):
        own = Counter(known[id_] for id_ in section.requirements if id_ in known)
        for module, count in own.items():
            if module not in found and 5 * count > 4 * len(section.requirements):
                counts[module][n] = count
    for module, places in counts.items():
        found[module] = every[places.most_common(1)[0][0]]
    return found


def likely(
    wanted: Iterable[Requirement], requirements: Iterable[Requirement], sections: Iterable[Section]
) -> dict[str, Section]:
    """Id of a requirement to the section whose words and requirements are most like it; a guess."""
    every = [one.section for one in in_order(shown(sections)) if one.section.requirements]
    known = {r.id: r.title for r in requirements}
    texts = [[(s.title, 2), *((known[id_], 1) for id_ in s.requirements if id_ in known)] for s in every]
    index = Index(texts, least=_SECTIONS)
    found: dict[str, Section] = {}
    for requirement in wanted:
        best = index.find([(requirement.title, 1.0), (requirement.statement, 0.4)], most=1)
        if best and best[0][1] >= _LIKE:
            found[requirement.id] = every[best[0][0]]
    return found


def folded(module: str) -> str:
    """A name of a module as it is compared."""
    return one_line(module).replace('"', "").casefold()


def place(wanted: Mapping[str, str], sections: Sequence[Section]) -> Change:
    """One change that links requirements (id to id of the section that shall answer it)."""
    change = Change("Place requirements")
    by_section: defaultdict[str, list[str]] = defaultdict(list)
    for requirement, target in wanted.items():
        by_section[target].append(requirement)
    for section in sections:
        new = [id_ for id_ in by_section.get(section.id, ()) if id_ not in section.requirements]
        if new:
            change.put(replace(section, requirements=(*section.requirements, *new)), section)
    return change


def own_sections(wanted: Iterable[Requirement], sections: Sequence[Section], rest: str) -> list[Section]:
    """A section at the end for each module of the requirements, as generating makes it, which answers them.

    `rest` is the title of the one for those without a module.
    """
    by_module: defaultdict[str, list[Requirement]] = defaultdict(list)
    for requirement in wanted:
        by_module[folded(requirement.module)].append(requirement)
    taken = {section.slot for section in sections}
    ids = {section.id for section in sections}
    last = max((section.pos for section in sections if section.parent not in ids), default="")
    made = []
    for pos, rows in zip(following(last, len(by_module)), by_module.values(), strict=True):
        module = one_line(rows[0].module).replace('"', "").strip()
        body = f'{{{{functions module="{module or _NO_MODULE}"}}}}'
        slot = f"functions/{module or _NO_MODULE}"
        made.append(
            Section(
                opportunity=rows[0].opportunity,
                pos=pos,
                title=module or rest,
                body=body,
                requirements=tuple(row.id for row in rows),
                slot="" if slot in taken else slot,
                made=fingerprint(body),
            )
        )
    return made
