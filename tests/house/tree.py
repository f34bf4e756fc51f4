"""The source tree as the house tests read it: files and their syntax trees."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

T = TypeVar("T", bound=ast.AST)
ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "zsm_desktop"
OURS = ("zsm_desktop", "tests", "bench", "installer")


def python_files(root: Path = ROOT) -> list[Path]:
    """Every Python file of ours, in a fixed order."""
    files = [root / "dev.py", root / "setup.py"]
    for folder in OURS:
        files += sorted((root / folder).rglob("*.py"))
    return [file for file in files if file.is_file()]


@functools.cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def named(file: Path, root: Path = ROOT) -> str:
    return file.relative_to(root).as_posix()


def nodes(file: Path, kind: type[T]) -> Iterator[T]:
    return (node for node in ast.walk(tree_of(file)) if isinstance(node, kind))
