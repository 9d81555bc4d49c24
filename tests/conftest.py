"""What all tests share: no test reads or writes the user's own data, locale or configuration."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from presales_tui import locale
from presales_tui.model import record

# A busy machine is slow, not wrong: no test fails by the clock.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("here")


@pytest.fixture(autouse=True)
def private_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home of its own and an English locale for every test."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(home))
    for name in (
        "PRESALES_HOME",
        "PRESALES_USER",
        "PRESALES_LANG",
        "PRESALES_DOCUMENTS",
        "PRESALES_THEME",
        "NO_COLOR",
        "SSH_CONNECTION",
    ):
        monkeypatch.delenv(name, raising=False)
    # A test that told a later time would leave ids behind that sort after those of a real program.
    monkeypatch.setattr(record, "_last_id", 0)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    locale.set_language("en")
    locale.set_language_of_documents("")
    yield home
    locale.set_language("en")
    locale.set_language_of_documents("")
