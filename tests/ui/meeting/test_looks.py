"""Nothing is cut, at the least size and at twice the size, whatever view is open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.builders import World
from tests.ui.meeting.people import planned, running, withdrawn
from tests.ui.offices import cut_pieces
from zsm_desktop.ui.parts import layout

Key = Qt.Key


@pytest.fixture(params=[100, 150, 200])
def zoomed(request, theme):
    yield request.param
    theme.set_zoom(100)


def settled(theme, percent: int) -> None:
    theme.set_zoom(percent)
    for _ in range(5):
        QApplication.processEvents()


def test_nothing_is_cut_before_the_meeting(world: World, hands, theme, zoomed) -> None:
    at = hands(planned(world, world.case(), withdrawn(world)))
    settled(theme, zoomed)
    assert cut_pieces(at.page) == []
    at.press(Key.Key_F4)
    assert cut_pieces(at.page) == []
    assert (at.window.width(), at.window.height()) == (1280, 720)


def test_nothing_is_cut_in_the_meeting(world: World, hands, theme, zoomed) -> None:
    at = hands(running(world, world.case(), withdrawn(world)))
    settled(theme, zoomed)
    for pane in ("agenda", "point", "side"):
        at.page.talk.panes.show_pane(pane)
        QApplication.processEvents()
        assert cut_pieces(at.page) == [], pane
    at.press(Key.Key_F8, Key.Key_F6)
    assert cut_pieces(at.page) == []
    assert (at.window.width(), at.window.height()) == (1280, 720)


def test_nothing_is_cut_where_a_reason_is_asked(world: World, hands, theme, zoomed) -> None:
    at = hands(running(world, world.case()))
    settled(theme, zoomed)
    at.press(Key.Key_F8, Key.Key_F4, Key.Key_6, Key.Key_Return)
    QApplication.processEvents()
    panel = at.page.outcome
    assert panel.error.isVisible()
    assert cut_pieces(panel) == []
    columns = {button.mapTo(panel, button.rect().topLeft()).x() for button in panel.why.buttons.values()}
    assert len(columns) == 1
    (area,) = panel.findChildren(layout.Upright)
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()
    assert area.geometry().right() <= panel.panel.width()
    if zoomed == 100:
        assert area.verticalScrollBar().maximum() == 0
    assert (panel.panel.geometry().left() >= 0, panel.panel.geometry().right() < panel.width()) == (True, True)
    assert area.horizontalScrollBar().maximum() == 0


def test_all_three_panels_stand_side_by_side_at_the_least_size(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    QApplication.processEvents()
    panes = at.page.talk.panes
    assert panes.together == 3
    assert not panes.chips.isVisible()


def test_one_panel_at_a_time_when_everything_is_twice_as_large(world: World, hands, theme) -> None:
    at = hands(running(world, world.case()))
    settled(theme, 200)
    try:
        assert at.page.talk.panes.together == 1
        at.press(Key.Key_F8, Key.Key_F3)
        assert at.page.offers.isVisible()
        at.press(Key.Key_F2)
        assert at.page.talk.notes.isVisible()
        assert at.page.talk.notes.editor.hasFocus()
    finally:
        theme.set_zoom(100)


def test_there_is_no_money_beside_a_pupil(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    at.press(Key.Key_F8)
    offers = at.page.offers
    spoken = [offers.cards.data(offers.cards.index(at_)) for at_ in range(offers.cards.rowCount())]
    assert len(spoken) == 2
    assert not any("€" in text or "24,70" in text for text in spoken)
