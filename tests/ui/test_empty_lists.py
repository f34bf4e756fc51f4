"""Beside an empty list nobody is asked to choose, and the keys go to what there is to do there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.builders import World
from tests.ui.offices import open_room
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.facts import NOTHING_TO_CHOOSE, DetailPanel, Sides
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.parts.tabs import Tabs
from zsm_desktop.ui.window import Window


@pytest.fixture
def kept() -> str:
    return "file"


@pytest.fixture
def window(world: World, theme, shown, qtbot) -> Window:
    made = open_room(theme, shown, world.desk, "today")
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def asked(page: QWidget) -> dict[str, str]:
    """What stands in each panel in sight that has nothing, by the name of the list beside it."""
    found = {}
    for sides in page.findChildren(Sides):
        panel, table = sides.findChild(DetailPanel), sides.findChild(Table)
        if panel is not None and table is not None and panel.nothing.isVisible() and not table.rows.rowCount():
            found[table.view.accessibleName()] = panel.nothing.title.text()
    return found


def test_nowhere_is_one_asked_to_choose_from_nothing(window: Window) -> None:
    seen: dict[str, str] = {}
    for spec in window.rooms:
        window.open(spec.key)
        tabs = next((one for one in window.page.findChildren(Tabs) if one.isVisible()), None)
        for key in tabs.tabs if tabs is not None else ("",):
            if tabs is not None:
                tabs.open_face(key)
            QApplication.processEvents()
            seen |= asked(window.page)
    assert len(seen) >= 8
    assert set(seen.values()) == {NOTHING_TO_CHOOSE[0]}


def test_something_in_the_list_asks_to_choose_again(window: Window, world: World) -> None:
    window.open("exchange", "deliveries")
    sides = window.page.findChildren(Sides)
    named = {one.findChild(Table).view.accessibleName(): one.findChild(DetailPanel) for one in sides}
    panel = named["Leveringen"]
    assert panel.nothing.title.text() == NOTHING_TO_CHOOSE[0]
    world.entered()
    window._read_again()
    assert panel.nothing.title.text() == "Kies een levering"
    assert panel.nothing.text.text() == "Met Shift en de pijltjes kiest u er meer tegelijk."


@pytest.mark.parametrize("room", ["exchange", "pupils", "meetings", "steering", "settlements"])
def test_the_keys_are_in_the_room_also_while_its_list_is_empty(window: Window, room: str) -> None:
    spec = next(one for one in window.rooms if one.key == room)
    QTest.keyClick(window.focusWidget() or window, Qt.Key(ord(spec.shortcut[-1])), Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    focus = window.focusWidget()
    assert window.room == room
    assert focus is not None
    assert window.page.isAncestorOf(focus)
    assert focus.isVisible()
    assert focus.isEnabled()
    offered = [one for one in window.page.findChildren(Button) if one is focus]
    assert offered or focus.focusPolicy() & Qt.FocusPolicy.TabFocus
