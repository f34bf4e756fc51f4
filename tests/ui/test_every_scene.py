"""All that `dev.py shots` pictures, played in a small window at 100 and 200 %.

Nothing is cut, nothing is for a mouse only, every panel goes at Esc and the keys are where they were, no form is left
out, and all of it can be read by eyes that see little and by screen readers.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from tests.house.tree import PACKAGE, tree_of
from tests.sample_fixture import SAMPLE_TODAY, MadeSample
from tests.shots.scenes import scenes
from tests.shots.stage import Stage
from tests.ui.colours import Eyes, told_apart, too_faint
from tests.ui.readers import unsaid
from tests.ui.sight import mouse_only, name_of, not_reached, stops, unreadable
from tests.ui.told_keys import ShownKeys, mistold
from zsm_desktop.settings import resources_dir
from zsm_desktop.ui.exchange.month_table import MonthView
from zsm_desktop.ui.overlay import Overlay
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.spoken import say_roles
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.tokens import LIGHT
from zsm_desktop.ui.wall import curtain

SMALL = (1280, 720)
NOON = datetime.combine(SAMPLE_TODAY, time(11), UTC)
KEEP_TAB = (MonthView, curtain._Aside)
"""A sheet goes to its next cell by Tab, and to the next face by Ctrl+Tab; a curtain lets no key through but its own."""
MOST_BACK = 4
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
    """Every scene once: what was cut in it, what the keys did not do, and which forms and panels were in sight.

    Screen readers and keys are looked at in the one size, the colours in the other, where letters are full of them.
    """
    say_roles(qapp)
    looks = told_apart(LIGHT)
    theme = Theme(qapp, resources_dir(), "light", request.param, looks=lambda _is_dark: looks)
    is_large, eyes = request.param == 200, Eyes(looks)
    unheard: dict[str, str] = {}
    shown_keys = ShownKeys()
    stage = Stage(theme, tmp_path_factory.mktemp("stage"), session_sample.folder, lambda: NOON)
    heard: dict[str, dict[str, list[str]]] = {"cut": {}, "keys": {}}
    seen: set[str] = set()
    gone_round: set[tuple[str, ...]] = set()
    try:
        for name in scenes(stage, without=NOT_OURS):
            stage.resize(*SMALL)
            over = [*stage.dialogs(), *stage.pieces(Overlay)]
            seen |= {name for one in over for name in sites_of(one)}
            heard["cut"][name] = _cut(stage, over, theme)
            root = over[-1] if over else stage.shown
            if is_large:
                eyes.look(root)
            else:
                unheard |= {fault: name for fault in unsaid(root) if fault not in unheard}
                shown_keys.look(stage.shown)
                heard["keys"][name] = _keys(stage, over, gone_round)
    finally:
        stage.close()
    found = {kind: {at: one for at, one in of.items() if one} for kind, of in heard.items()}
    faults = {"unheard": unheard, "mistold": [] if is_large else mistold(shown_keys)}
    yield SimpleNamespace(seen=seen, pairs=eyes.seen, is_large=is_large, **faults, **found)
    theme.set_zoom(100)
    theme.deleteLater()


def _cut(stage: Stage, over: list[QWidget], theme: Theme) -> list[str]:
    ours = [one for one in over if isinstance(one, FormDialog | Overlay)]
    faults = [fault for root in ours or [stage.shown] for fault in unreadable(root, theme)]
    faults += [f"higher than the window: {one.height()}" for one in over if one.height() > SMALL[1]]
    if (stage.shown.width(), stage.shown.height()) != SMALL:
        faults.append(f"the window does not get smaller than {stage.shown.size()}")
    return list(dict.fromkeys(faults))


def _keys(stage: Stage, over: list[QWidget], gone_round: set[tuple[str, ...]]) -> list[str]:
    """Where the keyboard comes, what Esc does, and where it is then; what looks the same was tried before."""
    top = next((one for one in reversed(over) if isinstance(one, FormDialog | Overlay)), None)
    root = (top or stage.shown).window()
    looks = (type(top).__name__, *(name_of(one) for one in stops(root, top or root)))
    if looks in gone_round:
        return []
    gone_round.add(looks)
    faults = mouse_only(top or root) + not_reached(root, top or root, KEEP_TAB)
    before = top._before if isinstance(top, Overlay) else stage.shown.focusWidget()
    if top is not None and not _goes(top):
        faults.append(f"{name_of(top)} stays at Esc")
    elif top is not None and not _is_back(stage.shown, top, before):
        faults.append(f"the keys are on {stage.shown.focusWidget()} and were on {before}")
    return faults


def _is_back(window: QWidget, top: QWidget, before: QWidget | None) -> bool:
    """Where they were is where they are, if that is there still; a form that asks first has not closed."""
    is_there = before is not None and isValid(before) and before.isVisible()
    is_closed = not isValid(top) or not top.isVisible()
    return not (is_there and is_closed) or window.focusWidget() is before


def _goes(top: QWidget) -> bool:
    """Esc closes it, or asks first whether what is typed may go; a guide goes back page by page."""
    for _ in range(MOST_BACK):
        QTest.keyClick(top.window().focusWidget() or top, Qt.Key.Key_Escape)
        QApplication.processEvents()
        if not isValid(top) or not top.isVisible():
            return True
        if isinstance(top, FormDialog) and top.confirm.isVisible():
            return True
    return False


def test_nothing_is_cut_in_any_scene(played: SimpleNamespace) -> None:
    assert played.cut == {}


def test_every_scene_is_for_the_keyboard(played: SimpleNamespace) -> None:
    assert played.keys == {}


def test_all_that_is_in_sight_can_be_heard(played: SimpleNamespace) -> None:
    """Each with the first scene it was found in."""
    assert played.unheard == {}


def test_the_guide_says_the_words_and_keys_that_are_shown(played: SimpleNamespace) -> None:
    assert played.mistold == []


def test_a_key_that_the_guide_does_not_say_right_is_named() -> None:
    shown = ShownKeys()
    shown._add("Ctrl+N", "Casus aanmelden")
    shown._add("Alt+1", "In de verantwoording: naar een onderdeel, Alt 1 tot en met Alt 6")
    assert not shown.missing("Casus aanmelden", "Ctrl+N")
    assert not shown.missing("Kosten", "Alt+6")
    assert shown.missing("Casus aanmelden", "Ctrl+M")
    assert shown.missing("Casus toevoegen", "Ctrl+N")
    assert len(mistold(ShownKeys())) > 90


def test_colours_that_meet_in_a_scene_have_contrast(played: SimpleNamespace) -> None:
    assert bool(played.pairs) is played.is_large
    assert too_faint(played.pairs) == {}


def test_every_form_and_panel_has_a_scene(played: SimpleNamespace) -> None:
    assert sites(PACKAGE / "ui") - played.seen == set()


def test_a_form_without_a_scene_is_named(tmp_path: Path) -> None:
    (tmp_path / "new.py").write_text(
        "class Panel(Overlay):\n    pass\n\ndef ask(theme):\n    FormDialog(theme, 'Nieuw')\n"
        "\nclass Room:\n    def ask_more(self):\n        return FormDialog(self.theme, 'Meer')\n",
        encoding="utf-8",
    )
    assert sites(tmp_path) == {"Panel", "ask", "Room.ask_more"}
