"""Private windows stay out of screen capture where the system can, the wall never; help at a distance is let in."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QLabel

from zsm_desktop.ui import capture
from zsm_desktop.ui.capture import CaptureGuard, platform_hide


@pytest.fixture
def told() -> dict[int, bool]:
    return {}


@pytest.fixture
def guard(qapp, told: dict[int, bool]):
    def hide(number: int, is_kept: bool) -> bool:
        told[number] = is_kept
        return True

    made = CaptureGuard(hide=hide)
    yield made
    made.deleteLater()


def test_every_shown_window_is_kept_out_but_the_wall(guard, told, shown) -> None:
    private, wall = QLabel("eigen"), QLabel("wand")
    guard.let_through(wall)
    shown(private)
    shown(wall)
    guard.apply()
    assert (told[int(private.winId())], told[int(wall.winId())]) == (True, False)


def test_a_window_that_gets_the_keyboard_is_kept_out_by_itself(guard, told, shown, qtbot) -> None:
    private = shown(QLabel("eigen"))
    with qtbot.waitActive(private):
        private.activateWindow()
    qtbot.waitUntil(lambda: told.get(int(private.winId())) is True)


def test_help_at_a_distance_is_let_in_for_ten_minutes(guard, told, shown) -> None:
    private = shown(QLabel("eigen"))
    guard.allow()
    assert told[int(private.winId())] is False
    assert guard.is_allowed
    assert guard.minutes_left == capture.MINUTES
    guard._timer.timeout.emit()
    assert told[int(private.winId())] is True
    assert not guard.is_allowed
    assert guard.minutes_left == 0


def test_a_system_that_refuses_does_no_harm(qapp, shown) -> None:
    def refuse(_number: int, _is_kept: bool) -> bool:
        raise OSError("niet hier")

    shown(QLabel("eigen"))
    guard = CaptureGuard(hide=refuse)
    guard.apply()
    assert guard.is_possible


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="there it is possible")
def test_linux_says_that_it_cannot(qapp, world, theme, shown) -> None:
    from tests.ui.offices import open_room, words_of

    assert platform_hide() is None
    guard = CaptureGuard()
    assert not guard.is_possible
    assert guard.is_allowed
    guard.apply()
    window = open_room(theme, shown, world.desk, "settings")
    (card,) = window.page.wall
    assert "Deel daarom in een overleg op afstand alleen het venster ‘Wand’" in words_of(card)
    assert card.allow.isHidden()


def test_the_settings_let_help_in_and_shut_it_out(world, theme, shown, guard) -> None:
    from tests.ui.offices import open_room, words_of
    from zsm_desktop.ui.settings.wall_card import ALLOW, FORBID, WallCard

    window = open_room(theme, shown, world.desk, "settings")
    window.wall.capture = guard
    card = shown(WallCard(theme, window.wall))
    assert card.allow.text() == ALLOW
    card.allow.click()
    assert "nog 10 minuten" in words_of(card)
    assert card.allow.text() == FORBID
    card.allow.click()
    assert "niet te zien in een schermopname" in words_of(card)
