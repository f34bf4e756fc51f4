"""Private windows stay out of screen capture where the system can, the wall never; help at a distance is let in."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QCompleter, QLabel, QLineEdit, QToolTip, QWidget

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


def popup_of(parent: QWidget) -> QWidget:
    popup = QLabel("uitleg", parent)
    popup.setWindowFlags(Qt.WindowType.ToolTip)
    return popup


def test_what_is_shown_without_the_keyboard_is_kept_out_before_it_is_painted(guard, told, shown, qtbot) -> None:
    private = shown(QLabel("eigen"))
    popup = popup_of(private)
    popup.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    popup.show()
    assert told[int(popup.winId())] is True
    told.clear()
    popup.hide()
    popup.show()
    assert told[int(popup.winId())] is True


@pytest.mark.allow_qt("does not support grabbing the keyboard")
def test_a_list_of_a_field_and_a_tooltip_are_kept_out(guard, told, shown, qtbot) -> None:
    field = QLineEdit()
    field.setCompleter(QCompleter(["Kievit 27"], field))
    shown(field)
    qtbot.keyClicks(field, "K")
    popup = field.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    assert told[int(popup.winId())] is True
    QToolTip.showText(QPoint(5, 5), "Kievit 27", field)
    (tip,) = [one for one in QApplication.topLevelWidgets() if one.inherits("QTipLabel") and one.isVisible()]
    assert told[int(tip.winId())] is True


def test_a_window_the_system_makes_anew_is_kept_out_anew(guard, told, shown) -> None:
    private = shown(QLabel("eigen"))
    told.clear()
    private.destroy()
    assert told == {}  # telling of a window that goes would make it again
    private.create()
    assert told == {int(private.winId()): True}


def test_a_picture_for_the_room_that_is_let_through_late_can_be_seen(guard, told, shown) -> None:
    picture = shown(QLabel("testbeeld"))
    assert told[int(picture.winId())] is True
    guard.let_through(picture)
    assert told[int(picture.winId())] is False


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
