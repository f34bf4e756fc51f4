"""Toasts stay off what can be used: buttons, fields and questions, whatever comes, goes or scrolls under them."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from tests.builders import World
from tests.ui.meeting.people import planned, running
from tests.ui.offices import cut_pieces, cut_words, open_room
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


def scrolled_to(line: QWidget) -> bool:
    """As somebody does who looks for it; where news takes room from the page it goes out of sight again."""
    layout.bring(line, line.rect())
    return True


def has_address(window: Window) -> bool:
    return any(one.accessibleName().startswith("Adres van Collega") for one in in_sight(window))


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
        qtbot.waitUntil(lambda line=line: scrolled_to(line) and covered(window) == [] and has_address(window))
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


def test_a_meeting_scrolls_where_a_toast_leaves_less_than_it_needs(world: World, theme, shown, qtbot) -> None:
    """Its list first, whose header was cut; then the chips of its parts, which were."""
    theme.set_zoom(200)
    window = open_room(theme, shown, world.desk, "meetings", (1280, 640))
    for item_id in ("", planned(world, world.case()), running(world, world.case())):
        window.open("meetings", item_id)
        for text in ("Niet bewaard.", LONG):
            window.say(text, "bad")
        qtbot.waitUntil(window.toasts.room.isVisible)
        bar = window.page.parentWidget().parentWidget().verticalScrollBar()
        qtbot.waitUntil(lambda bar=bar: bar.maximum() > 0)
        view = window.page.stack.currentWidget()
        assert view.header.height() >= view.header.minimumSizeHint().height()
        assert cut_pieces(window.page) == cut_words(window.page) == []
        for toast in list(window.toasts.shown):
            toast.close()


def test_the_parts_of_a_large_preparation_do_not_overlap(world: World, theme, shown, qtbot) -> None:
    theme.set_zoom(200)
    window = open_room(theme, shown, world.desk, "meetings")
    window.open("meetings", planned(world, world.case()))
    card = window.page.views["prepare"].agenda.parentWidget()
    qtbot.waitUntil(lambda: card.height() >= card.layout().totalMinimumSize().height())
    assert cut_pieces(window.page) == cut_words(window.page) == []


def test_a_panel_covers_what_is_in_sight_of_a_page_that_scrolls(world: World, theme, shown, qtbot) -> None:
    theme.set_zoom(200)
    window = open_room(theme, shown, world.desk, "meetings", (1280, 640))
    window.open("meetings", planned(world, world.case()))
    page, view = window.page, window.page.parentWidget()
    qtbot.waitUntil(lambda: page.height() > view.height())
    bar = view.parentWidget().verticalScrollBar()
    bar.setValue(bar.maximum())
    panel = page.before.orders
    panel.open_panel()
    for at in (bar.maximum(), 0):
        bar.setValue(at)
        assert QRect(panel.mapTo(view, QPoint(0, 0)), panel.size()) == view.rect()
