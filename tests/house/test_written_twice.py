"""A table has each of its keys once: of two lines for one key the first is never shown."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

from tests.house.tree import named, nodes, python_files


def twice(file: Path) -> list[str]:
    """Of the names with a dot: ruff compares the other keys."""
    found = []
    for table in nodes(file, ast.Dict):
        keys = Counter(ast.unparse(key) for key in table.keys if isinstance(key, ast.Attribute))
        found += [f"{table.lineno}: {key}" for key, times in keys.items() if times > 1]
    return found


def test_no_table_has_a_key_twice() -> None:
    assert {named(file): found for file in python_files() if (found := twice(file))} == {}


def test_a_key_that_is_there_twice_is_named(tmp_path: Path) -> None:
    file = tmp_path / "one.py"
    file.write_text("A = {Role.READER: 1, Role.OTHER: 1, **B,\n Role.READER: 2}\nC = {f(): 1, 'a': {'a': 2}}\n")
    assert twice(file) == ["1: Role.READER"]
