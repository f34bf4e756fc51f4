"""The contracts in pyproject.toml hold, and each of them catches a violation that is planted in a copy of the house."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import PACKAGE, ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
NAMES = {contract["id"]: contract["name"] for contract in CONTRACTS}
ROOMS = next(contract["modules"] for contract in CONTRACTS if contract["id"] == "rooms")
A_ROOM, ANOTHER_ROOM = (name.rpartition(".")[2] for name in ROOMS[:2])

PLANTED = [
    ("staircase", "domain/planted.py", "import zsm_desktop.services"),
    ("staircase", "settings.py", "from zsm_desktop import domain"),
    ("staircase", "models/planted.py", "from zsm_desktop import store"),
    ("staircase", "store/planted.py", "from zsm_desktop import words"),
    ("staircase", "services/planted.py", "from zsm_desktop import words"),
    ("staircase", "words/planted.py", "from zsm_desktop import services"),
    ("staircase", "services/planted.py", "from zsm_desktop import reports"),
    ("staircase", "intake/planted.py", "from zsm_desktop import reports"),
    ("staircase", "reports/planted.py", "from zsm_desktop import intake"),
    ("staircase", "reports/planted.py", "from zsm_desktop import ui"),
    ("staircase", "ui/planted.py", "from zsm_desktop import app"),
    ("staircase", "app.py", "from zsm_desktop import __main__"),
    ("staircase", "attic/__init__.py", "'''A floor that nobody drew.'''"),
    ("qt", "services/planted.py", "def late():\n    from PySide6 import QtCore"),
    ("qt", "reports/planted.py", "import PySide6.QtGui"),
    ("qt", f"ui/{A_ROOM}/state.py", "from PySide6 import QtCore"),
    ("qt-front-door", "__main__.py", "from PySide6 import QtWidgets"),
    ("database", "ui/planted.py", "import sqlalchemy.orm"),
    ("database", "words/planted.py", "from sqlcipher3 import dbapi2"),
    ("rooms", f"ui/{A_ROOM}/planted.py", f"from zsm_desktop.ui import {ANOTHER_ROOM}"),
    ("rows", "ui/planted.py", "from zsm_desktop import models"),
    ("rows", "intake/planted.py", "from zsm_desktop import store"),
]


def lint(root: Path) -> tuple[int, str]:
    """The outcome and words of import-linter on the copy of the package in `root`."""
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
        "--no-cache",
        "--no-logo",
    ]
    environment = {**os.environ, "PYTHONPATH": str(root), "NO_COLOR": "1", "COLUMNS": "200"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout + done.stderr


def test_the_house_keeps_its_contracts() -> None:
    status, words = lint(ROOT)
    assert status == 0, words
    assert f"{len(CONTRACTS)} kept, 0 broken" in words


@pytest.mark.parametrize(("contract", "file", "line"), PLANTED, ids=[f"{p[0]}: {p[1]} {p[2][:60]}" for p in PLANTED])
def test_a_planted_violation_is_caught(tmp_path: Path, contract: str, file: str, line: str) -> None:
    shutil.copytree(PACKAGE, tmp_path / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    target = tmp_path / PACKAGE.name / file
    target.parent.mkdir(exist_ok=True)
    before = target.read_text(encoding="utf-8") if target.exists() else ""
    target.write_text(f"{before}\n{line}\n", encoding="utf-8")
    status, words = lint(tmp_path)
    assert status == 1, words
    assert f"{NAMES[contract]} BROKEN" in words
    assert target.stem in words or target.parent.stem in words


def test_every_contract_has_a_planted_violation() -> None:
    assert {contract for contract, _, _ in PLANTED} == set(NAMES)


def test_every_room_of_the_window_is_in_the_contract() -> None:
    on_disk = {f"zsm_desktop.ui.{init.parent.name}" for init in (PACKAGE / "ui").glob("*/__init__.py")}
    assert set(ROOMS) == on_disk - {"zsm_desktop.ui.parts"}
