"""All that `dev.py shots` pictures, played in a small window at 100 and 200 %: nothing is cut, no form is left out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.house.tree import PACKAGE, tree_of
from tests.sample_fixture import SAMPLE_TODAY, MadeSample
from tests.shots.scenes import scenes
from tests.shots.stage import Stage
from tests.ui.offices import cut_pieces, cut_words
from zsm_desktop.settings import resources_dir
from zsm_desktop.ui.overlay import Overlay
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.theme import Theme

SMALL = (1280, 720)
NOON = datetime.combine(SAMPLE_TODAY, time(11), UTC)
NOT_OURS = frozenset({"storing"})
"""Groups that are about a failing store: what they show is said in toasts, and in the log."""


def sites(root: Path) -> set[str]:
    """Where forms and panels come from: classes of their own, and functions that fill a plain FormDialog."""
    found: set[str] = set()
    for file in sorted(root.rglob("*.py")):
        found |= _sites(tree_of(file), "")
    return found


def _sites(node: ast.AST, inside: str) -> set[str]:
    found: set[str] = set()
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            name = f"{inside}{child.name}"
            bases = {base.id for base in child.bases if isinstance(base, ast.Name)}
            found |= {name} if bases & {"FormDialog", "Overlay"} else set()
            found |= _sites(child, f"{name}.")
        elif isinstance(child, ast.FunctionDef):
            makes = any(
                isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id == "FormDialog"
                for one in ast.walk(child)
            )
            found |= {f"{inside}{child.name}"} if makes else _sites(child, f"{inside}{child.name}.")
        else:
            found |= _sites(child, inside)
    return found


def sites_of(shown: QWidget) -> set[str]:
    """The place in the program that made this form or panel, as `sites` names it, and what that is a kind of."""
    if type(shown) is FormDialog:
        return {shown._submit.__qualname__.split(".<locals>")[0]}
    return {one.__qualname__ for one in type(shown).__mro__}


@pytest.fixture(scope="module", params=[100, 200])
def played(request, qapp: QApplication, session_sample: MadeSample, tmp_path_factory) -> Iterator[SimpleNamespace]:
    """Every scene once: what was cut in it, and which forms and panels were in sight."""
    theme = Theme(qapp, resources_dir(), "light", request.param)
    stage = Stage(theme, tmp_path_factory.mktemp("stage"), session_sample.folder, lambda: NOON)
    cut: dict[str, list[str]] = {}
    seen: set[str] = set()
    try:
        for name in scenes(stage, without=NOT_OURS):
            stage.resize(*SMALL)
            over = [one for kind in (QDialog, Overlay) for one in stage.shown.findChildren(kind) if one.isVisible()]
            seen |= {name for one in over for name in sites_of(one)}
            faults = [fault for root in _roots(stage, over) for fault in (*cut_pieces(root), *cut_words(root))]
            faults += [f"higher than the window: {one.height()}" for one in over if one.height() > SMALL[1]]
            if faults:
                cut[name] = faults
    finally:
        stage.close()
    yield SimpleNamespace(cut=cut, seen=seen)
    theme.set_zoom(100)
    theme.deleteLater()


def _roots(stage: Stage, over: list[QWidget]) -> list[QWidget]:
    page = getattr(stage.shown, "page", None)
    ours = [one for one in over if isinstance(one, FormDialog | Overlay)]
    return [*ours, page or stage.shown]


def test_nothing_is_cut_in_any_scene(played: SimpleNamespace) -> None:
    assert played.cut == {}


def test_every_form_and_panel_has_a_scene(played: SimpleNamespace) -> None:
    assert sites(PACKAGE / "ui") - played.seen == set()


def test_a_form_without_a_scene_is_named(tmp_path: Path) -> None:
    (tmp_path / "new.py").write_text(
        "class Panel(Overlay):\n    pass\n\ndef ask(theme):\n    FormDialog(theme, 'Nieuw')\n"
        "\nclass Room:\n    def ask_more(self):\n        return FormDialog(self.theme, 'Meer')\n",
        encoding="utf-8",
    )
    assert sites(tmp_path) == {"Panel", "ask", "Room.ask_more"}
