"""What import contracts do not say: no module leads back to itself."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import grimp


def test_no_module_imports_another_in_a_circle() -> None:
    """Imports for types count too: who reads one module shall not have to read the other first."""
    graph = grimp.build_graph("presales_tui", cache_dir=None)
    modules = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(modules).prepare()
    except CycleError as circle:
        raise AssertionError(" -> ".join(circle.args[1])) from None
