"""What import contracts do not say: no module leads back to itself, and no room to a room beside it."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import grimp
import pytest


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("presales_tui", cache_dir=None)


def no_circle(needs: dict[str, set[str]]) -> None:
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as circle:
        raise AssertionError(" -> ".join(circle.args[1])) from None


def test_no_module_imports_another_in_a_circle(graph: grimp.ImportGraph) -> None:
    """Imports for types count too: who reads one module shall not have to read the other first."""
    no_circle({module: graph.find_modules_directly_imported_by(module) for module in graph.modules})


def test_no_room_leads_back_to_itself(graph: grimp.ImportGraph) -> None:
    """In every room, the rooms and modules in it can be read one after the other."""
    for room in sorted(graph.modules):
        inside = graph.find_children(room)
        at = {module: child for child in inside for module in (child, *graph.find_descendants(child))}
        needs: dict[str, set[str]] = {child: set() for child in inside}
        for module, child in at.items():
            needs[child] |= {
                at[other] for other in graph.find_modules_directly_imported_by(module) if other in at
            } - {child}
        no_circle(needs)
