"""Everything that moves by itself goes by the one switch of ui/motion.py."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

UI = Path(__file__).parents[2] / "zsm_desktop" / "ui"
MOVERS = {"QPropertyAnimation", "QVariantAnimation", "QTimeLine", "QMovie", "QSequentialAnimationGroup", "QProxyStyle"}
BY_THE_SWITCH = {"parts/progress.py"}


def movers_in(text: str) -> set[str]:
    """Names of what animates, and bars that never say how far they are."""
    tree = ast.parse(text)
    found = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} & MOVERS
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "setRange":
            said = [one.value for one in node.args if isinstance(one, ast.Constant)]
            may_be_unknown = len(node.args) == 2 and isinstance(node.args[1], ast.Name)
            if said == [0, 0] or (may_be_unknown and node.args[1].id == "total"):
                found.add("setRange")
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bar.setRange(0, 0)", {"setRange"}),
        ("bar.setRange(0, total)", {"setRange"}),
        ("bar.setRange(0, 100)", set()),
        ("QPropertyAnimation(self, b'pos')", {"QPropertyAnimation"}),
    ],
)
def test_what_moves_is_found(text: str, found: set[str]) -> None:
    assert movers_in(text) == found


def test_nothing_moves_but_by_the_switch() -> None:
    found = {
        f"{path.relative_to(UI)}: {sorted(movers)}"
        for path in sorted(UI.rglob("*.py"))
        if path.relative_to(UI).as_posix() not in BY_THE_SWITCH and (movers := movers_in(path.read_text("utf-8")))
    }
    assert found == set()
