"""Where the keyboard is on entering a room by its key, and on going to another face of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from tests.builders import World, made_id
from tests.services.leaving import left
from tests.services.working import employer
from tests.ui.meeting.people import STEERING_BODY, planned
from tests.ui.offices import open_room
from zsm_desktop.domain.outcomes import Destination
from zsm_desktop.ui.parts.tabs import Tabs
from zsm_desktop.ui.window import Window

WITHOUT_LIST = {"settings", "lists", "needs", "funds", "group", "together"}
"""Rooms and faces that have none, or none in sight while it is empty."""


@pytest.fixture
def window(world: World, theme, shown, qtbot) -> Window:
    """Something in every list."""
    left(world, "DUIN", {Destination.WORK: 6})
    world.placement()
    handed_over(world)
    employer(world)
    world.delivered()
    world.entered()
    planned(world)
    steering = planned(world, body=STEERING_BODY)
    item = world.desk.meetings.add_item(steering, "Vervoer").made_id
    world.desk.live.start(steering)
    world.desk.live.add_action(item, "Werkgever bellen", owner="secretaris", due_on=world.now.date())
    made = open_room(theme, shown, world.desk, "settings")
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def handed_over(world: World) -> None:
    case, guiding = world.case(), world.desk.guiding
    guiding.set_first(case, guiding.of_case(case).version, made_id(4, 2), began_on=world.desk.day)
    guiding.offer(case, guiding.of_case(case).version, made_id(4, 1), "Kent de weg.")


def control(window: Window, key: Qt.Key) -> QWidget | None:
    """What has the keyboard after it."""
    QTest.keyClick(window.focusWidget() or window, key, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    return window.focusWidget()


def test_a_room_opened_by_its_key_begins_in_its_list(window: Window) -> None:
    rooms = [spec for spec in window.rooms if spec.shortcut and spec.key not in WITHOUT_LIST]
    assert len(rooms) == 10
    for spec in rooms:
        focus = control(window, Qt.Key(ord(spec.shortcut[-1])))
        assert window.room == spec.key
        if spec.key == "settlements":  # its figures are read beside the painting
            window.page.compare.reader.drain()
            focus = window.focusWidget()
        assert isinstance(focus, QAbstractItemView), f"{spec.key}: {focus}"
        assert window.page.isAncestorOf(focus)


def test_a_room_without_a_list_begins_in_its_first_field(window: Window) -> None:
    window.open("network")
    focus = control(window, Qt.Key(ord(next(room.shortcut for room in window.rooms if room.key == "settings")[-1])))
    assert window.room == "settings"
    assert focus is not None
    assert window.page.isAncestorOf(focus)


def test_where_one_was_in_a_room_is_kept(window: Window) -> None:
    window.open("network")
    window.page.search.setFocus()
    window.open("offers")
    window.open("network")
    assert window.page.search.hasFocus()


@pytest.mark.parametrize("room", ["pupils", "offers", "exchange", "balances", "results", "network"])
def test_another_face_by_its_key_begins_in_its_list(window: Window, room: str) -> None:
    window.open(room)
    tabs = next(one for one in window.page.findChildren(Tabs) if one.isVisible())
    for _ in tabs.tabs:
        focus = control(window, Qt.Key.Key_PageDown)
        assert window.page.isAncestorOf(focus)
        assert tabs.current in WITHOUT_LIST or isinstance(focus, QAbstractItemView), f"{tabs.current}: {focus}"
