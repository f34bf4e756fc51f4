"""What the program needs is said once in requirements.in, again in pyproject.toml, and in full in the lock."""

from __future__ import annotations

import re
import tomllib

from installer.requirements import locked, runtime_names, runtime_requirements
from tests.house.tree import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_pyproject_asks_for_what_the_program_needs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert sorted(project["dependencies"]) == sorted(runtime_requirements(ROOT))


def test_every_requirement_is_locked_with_hashes() -> None:
    packages = locked(LOCK)
    wanted = [
        line for line in (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines() if line[:1].isalpha()
    ]
    names = {re.split(r"[<>=!~\[; ]", line)[0].lower() for line in wanted}
    assert len(names) > 20
    assert names <= set(packages)
    assert [name for name, package in packages.items() if "--hash=sha256:" not in package.text] == []


def test_the_lock_holds_no_address() -> None:
    assert "://" not in LOCK
    assert not [line for line in LOCK.splitlines() if line.startswith("-")]


def test_qt_stays_below_the_version_that_aborts() -> None:
    major, minor, _patch = map(int, locked(LOCK)["pyside6-essentials"].version.split("."))
    assert (major, minor) < (6, 12)


def test_the_program_itself_needs_no_tool_of_ours() -> None:
    names = runtime_names(ROOT)
    assert {"sqlalchemy", "pyside6-essentials", "shiboken6", "argon2-cffi-bindings", "pycparser", "mako"} <= names
    assert not names & {"pytest", "ruff", "mypy", "pyinstaller", "hypothesis", "setuptools", "mt-940", "saxonche"}
