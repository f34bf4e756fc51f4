"""What must answer at once may not wait for the heavy libraries: each module is imported in a Python of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

HEAVY = {"sqlalchemy", "PySide6", "openpyxl", "reportlab", "babel", "alembic", "lxml", "hypothesis", "keyring"}
# The road from the command line to a balance, with the store open, and the words for it.
LIGHT = [
    "zsm_desktop.cli",
    "zsm_desktop.settings",
    "zsm_desktop.store.raw",
    "zsm_desktop.store.keys",
    "zsm_desktop.services.desk",
    "zsm_desktop.services.balances",
    "zsm_desktop.services.today",
    "zsm_desktop.words.rules",
    "zsm_desktop.words.format",
]


def heavy_behind(module: str, root: Path = ROOT) -> set[str]:
    """Which heavy libraries are loaded after `import module` in a fresh Python."""
    script = f"import {module}, json, sys; print(json.dumps(sorted(sys.modules)))"
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return {name.partition(".")[0] for name in json.loads(done.stdout)} & HEAVY


@pytest.mark.parametrize("module", LIGHT)
def test_it_starts_light(module: str) -> None:
    assert heavy_behind(module) == set()


def test_the_start_window_does_not_wait_for_the_keyring() -> None:
    assert "keyring" not in heavy_behind("zsm_desktop.app.start")


def test_a_heavy_import_is_seen(tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text("import reportlab.lib.colors\n", encoding="utf-8")
    assert heavy_behind("planted", tmp_path) == {"reportlab"}
