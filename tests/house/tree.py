"""The source tree as the house tests read it: files and their syntax trees."""

from __future__ import annotations

import ast
import functools
import gc
import heapq
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
    """Kept to the end: the collector does not look through these millions of nodes again and again."""
    tree = ast.parse(file.read_text(encoding="utf-8"), str(file))
    gc.freeze()
    return tree


def named(file: Path, root: Path = ROOT) -> str:
    return file.relative_to(root).as_posix()


@functools.cache
def _by_kind(file: Path) -> dict[type[ast.AST], list[tuple[int, ast.AST]]]:
    """The nodes of a file with their places, walked through once for all who ask."""
    found: dict[type[ast.AST], list[tuple[int, ast.AST]]] = {}
    for at, node in enumerate(ast.walk(tree_of(file))):
        found.setdefault(type(node), []).append((at, node))
    gc.freeze()
    return found


def nodes(file: Path, kind: type[T]) -> Iterator[T]:
    of_kind = [places for one, places in _by_kind(file).items() if issubclass(one, kind)]
    return (node for _, node in heapq.merge(*of_kind))
