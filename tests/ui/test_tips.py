"""A room is explained once, in one line; it can be switched off and asked back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.builders import World
from tests.ui.offices import open_room
from zsm_desktop.ui.tips import Tips
from zsm_desktop.ui.window import Window
from zsm_desktop.words.tips import TIPS


@pytest.fixture
def window(world: World, theme, shown) -> Window:
    made = open_room(theme, shown, world.desk, "today")
    made.tips = Tips(made, lambda: world.desk.nouns)
    return made


def test_each_room_tells_once(window: Window) -> None:
    banner = window.tips.banner
    assert TIPS["today"] in banner.text.text()
    window.open("network")
    assert TIPS["network"] in banner.text.text()
    window.open("today")
    assert banner.isHidden()
    assert window.habits.now.tips_seen == ("today", "network")


def test_its_key_takes_it_away(window: Window) -> None:
    QTest.keyClick(window, Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
    assert window.tips.banner.isHidden()


def test_in_the_settings_they_go_and_come_back(window: Window) -> None:
    window.open("settings")
    assert window.tips.banner.isVisible()
    card = window.page.help
    card.tips.click()
    assert window.tips.banner.isHidden()
    window.open("network")
    assert window.tips.banner.isHidden()
    window.open("settings")
    card.again.click()
    assert card.tips.isChecked()
    window.open("today")
    assert window.tips.banner.isVisible()


def test_what_is_chosen_about_locking_and_motion_is_kept(window: Window) -> None:
    window.open("settings")
    page = window.page
    assert page.lock.minutes.current == "10"
    assert page.lock.alone.isHidden()
    page.lock.minutes.chips["0"].click()
    assert not page.lock.alone.isHidden()
    page.computer.motion.chips["none"].click()
    assert (window.habits.now.lock_minutes, window.habits.now.motion) == (0, "none")
