"""The start window, and a small network on a server for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from zsm_desktop.app.start import Entrance


@pytest.fixture
def kept() -> str:
    return "server"


@pytest.fixture
def entrance(tmp_path: Path) -> Entrance:
    return Entrance(tmp_path / "netwerken", tmp_path / "preferences.json")
