"""The store: a workspace of client folders, each a journal of changes that TinyDB reads.

    workspace = Workspace.open(None, user="chen")
    store = workspace.store(workspace.find_client("Acme").id)
    store.commit(Change("Add requirement").put(Requirement(title="single sign-on")))

Names are imported when first used: a command pays only for what it does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from presales_tui.data.archive import backup as backup
    from presales_tui.data.archive import restore as restore
    from presales_tui.data.diagnosis import Finding as Finding
    from presales_tui.data.diagnosis import doctor as doctor
    from presales_tui.data.drafts import Draft as Draft
    from presales_tui.data.drafts import LeftOver as LeftOver
    from presales_tui.data.faces import ClientFace as ClientFace
    from presales_tui.data.faces import OpportunityFace as OpportunityFace
    from presales_tui.data.history import Entry as Entry
    from presales_tui.data.history import FieldChange as FieldChange
    from presales_tui.data.places import default_path as default_path
    from presales_tui.data.plain import export_plain as export_plain
    from presales_tui.data.plain import plain_json as plain_json
    from presales_tui.data.store import ClientStore as ClientStore
    from presales_tui.data.store import Commit as Commit
    from presales_tui.data.workspace import Workspace as Workspace

_WHERE = {
    "ClientFace": "faces",
    "ClientStore": "store",
    "Commit": "store",
    "Draft": "drafts",
    "LeftOver": "drafts",
    "Entry": "history",
    "FieldChange": "history",
    "Finding": "diagnosis",
    "OpportunityFace": "faces",
    "Workspace": "workspace",
    "backup": "archive",
    "default_path": "places",
    "doctor": "diagnosis",
    "export_plain": "plain",
    "plain_json": "plain",
    "restore": "archive",
}


def __getattr__(name: str) -> Any:
    module = _WHERE.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{module}"), name)
