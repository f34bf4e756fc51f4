"""Toasts stay off what can be used: buttons, fields and questions, whatever comes, goes or scrolls under them."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from tests.builders import World
from tests.ui.meeting.people import running
from tests.ui.offices import open_room
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.toast import Toast
from zsm_desktop.ui.window import Window

LONG = "Marijke Poppe kan het netwerk nu openen met het eigen wachtwoord. Geef ook het adres door: dat staat hieronder."
USEFUL = QAbstractButton | QLineEdit | QPlainTextEdit | QComboBox


class Colleague(NamedTuple):
    name: str
    address: str


COLLEAGUES = [Colleague(f"Collega {at}", f"postgresql://zsm_{at}@server.voorbeeld.nl/netwerk") for at in range(9)]


def in_sight(window: Window) -> list[QWidget]:
    found = [one for one in window.findChildren(QWidget) if isinstance(one, USEFUL) and one.isVisible()]
    return [one for one in found if not isinstance(one.parentWidget(), Toast) and not one.visibleRegion().isEmpty()]


def covered(window: Window) -> list[str]:
    """What of the buttons and fields in sight lies under a toast."""
    found = []
    for one in in_sight(window):
        part = one.visibleRegion().boundingRect()
        spot = QRect(one.mapTo(window, part.topLeft()), part.size())
        found += [one.accessibleName() for toast in window.toasts.shown if toast.geometry().intersects(spot)]
    return found


@pytest.mark.parametrize("zoom", [100, 200])
def test_the_addresses_that_appear_under_a_toast_can_be_copied(world: World, theme, shown, qtbot, zoom: int) -> None:
    theme.set_zoom(zoom)
    window = open_room(theme, shown, world.desk, "settings")
    window.say(LONG, "bad")
    addresses = window.page.place[0].addresses
    addresses.show_entries(COLLEAGUES)
    addresses.show()
    for entry in (0, 4, 8):
        line = addresses.lines.itemAt(entry).widget()
        layout.bring(line, line.rect())
        qtbot.waitUntil(lambda: covered(window) == [])
        assert any(one.accessibleName().startswith("Adres van Collega") for one in in_sight(window))
        assert all(window.rect().contains(toast.geometry()) for toast in window.toasts.shown)


@pytest.mark.parametrize("zoom", [100, 200])
def test_the_acts_of_a_meeting_come_back_beside_the_toasts(world: World, theme, shown, qtbot, zoom: int) -> None:
    theme.set_zoom(zoom)
    window = open_room(theme, shown, world.desk, "meetings")
    window.open("meetings", running(world, world.case()))
    live = window.page.views["live"]
    qtbot.waitUntil(live.acts["bottleneck"].isVisible)
    live.compose("action")
    for text in ("Niet bewaard.", LONG, "De server antwoordt niet."):
        window.say(text, "bad")
    live.composer.leave()
    qtbot.waitUntil(live.acts["bottleneck"].isVisible)
    qtbot.waitUntil(lambda: covered(window) == [])
    assert len(window.toasts.shown) == (3 if zoom == 100 else 2)


def test_the_room_the_page_made_is_its_own_again_when_they_are_gone(shell: Window, qtbot) -> None:
    """At 200 % fields and buttons leave no place of the size of two toasts."""
    shell.theme.set_zoom(200)
    qtbot.waitUntil(lambda: shell.top.height() > 100)
    before = shell.stack.height()
    for text in ("Niet bewaard.", LONG):
        shell.say(text, "bad")
    qtbot.waitUntil(lambda: shell.stack.height() < before)
    qtbot.waitUntil(lambda: covered(shell) == [])
    for toast in list(shell.toasts.shown):
        toast.close()
    qtbot.waitUntil(lambda: shell.stack.height() == before)
