"""A key the window hears in every room does nothing else in one of them: pressed, neither of the two would act."""

from __future__ import annotations

import ast
from pathlib import Path

from zsm_desktop.app.rooms import _KEYS
from zsm_desktop.ui.keys import EVERYWHERE

UI = Path(__file__).parents[2] / "zsm_desktop" / "ui"
TAKEN = {key for key, _ in EVERYWHERE} | set(_KEYS.values()) | {f"Ctrl+{number}" for number in range(10)}
SHOWN_ONLY = {"F1", "F11", "Shift+F11", "Alt+M"}
"""On a button that only shows them: the window hears them."""


def keys_of_buttons(text: str) -> set[str]:
    """What stands as `key=` in a call, also where a constant does."""
    tree = ast.parse(text)
    named = {
        name.id: value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        for name, value in _pairs(target, node.value)
        if isinstance(name, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str)
    }
    given = [one.value for node in ast.walk(tree) if isinstance(node, ast.Call) for one in node.keywords
             if one.arg == "key"]  # fmt: skip
    said = {one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return said | {named[one.id] for one in given if isinstance(one, ast.Name) and one.id in named}


def _pairs(target: ast.expr, value: ast.expr) -> list[tuple[ast.expr, ast.expr]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        return list(zip(target.elts, value.elts, strict=False))
    return [(target, value)]


def test_keys_of_buttons_are_found_also_behind_a_name() -> None:
    text = 'MATCH, ADD = "Ctrl+M", "Ctrl+J"\nButton(key=ADD)\nButton(key="F5")\nother("F6")'
    assert keys_of_buttons(text) == {"Ctrl+J", "F5"}


def test_no_button_has_a_key_the_window_hears_everywhere() -> None:
    found = {
        f"{path.relative_to(UI)}: {key}"
        for path in sorted(UI.rglob("*.py"))
        for key in keys_of_buttons(path.read_text("utf-8")) & (TAKEN - SHOWN_ONLY)
    }
    assert found == set()
