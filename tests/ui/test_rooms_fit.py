"""Rooms on a small screen and at the largest size: no button or field loses its words, nothing sticks out."""

from __future__ import annotations

from contextlib import suppress

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.builders import World
from tests.ui.offices import cut_pieces, open_room
from tests.ui.sight import mouse_only, not_reached, unreadable
from zsm_desktop.ui.exchange.month_table import MonthView
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.table import Table

ROOMS = (
    "today",
    "meetings",
    "pupils",
    "offers",
    "exchange",
    "balances",
    "settlements",
    "steering",
    "results",
    "network",
    "settings",
)


def unnamed(page: QWidget) -> list[str]:
    """What the keyboard reaches and a screen reader could not name."""
    return [
        type(piece).__name__
        for piece in page.findChildren(QWidget)
        if piece.isVisibleTo(page) and piece.focusPolicy() & Qt.FocusPolicy.TabFocus and not piece.accessibleName()
    ]


@pytest.fixture
def full(world: World) -> World:
    """Something in every list."""
    world.case("ZEEUW")
    world.delivered()
    world.entered()
    return world


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("room", ROOMS)
def test_nothing_is_cut_on_a_small_screen(full: World, theme, shown, qtbot, room: str, zoom: int) -> None:
    theme.set_zoom(zoom)
    window = open_room(theme, shown, full.desk, room)
    if room == "settlements":  # its figures are read beside the painting
        window.page.compare.reader.drain()
    with suppress(TimeoutError):  # laying out comes to rest
        qtbot.waitUntil(lambda: not unreadable(window, theme), timeout=3_000)
    assert unreadable(window, theme) == []
    assert unnamed(window.page) == []
    if zoom == 100:
        assert mouse_only(window) == []
        assert not_reached(window, window, (MonthView,)) == []


@pytest.mark.parametrize("room", ["today", "results"])
def test_tab_does_not_stick_before_a_list_without_rows(world: World, theme, shown, room: str) -> None:
    window = open_room(theme, shown, world.desk, room)
    tables = [one for one in window.page.findChildren(Table) if one.isVisible()]
    assert tables
    assert not any(one.rows.rowCount() for one in tables)
    assert not_reached(window, window) == []


def test_what_is_too_long_to_see_is_scrolled_by_keys(theme, shown, qtbot) -> None:
    area = shown(layout.scrolled(layout.column(theme, layout.label("Regel.\n" * 90))), 300, 200)
    assert area.focusPolicy() == Qt.FocusPolicy.StrongFocus
    area.setFocus()
    qtbot.keyClick(area, Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0
    area.resize(300, 4000)
    qtbot.waitUntil(lambda: area.focusPolicy() == Qt.FocusPolicy.NoFocus)


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("face", ["show_form", "show_import"])
def test_the_other_faces_of_the_room_of_pupils_fit_too(full: World, theme, shown, qtbot, face: str, zoom: int) -> None:
    theme.set_zoom(zoom)
    window = open_room(theme, shown, full.desk, "pupils")
    getattr(window.page, face)()
    window.page.form.ground.has_consent.setChecked(True)
    qtbot.wait(50)
    assert cut_pieces(window.page.stack.currentWidget()) == []
    assert unnamed(window.page.stack.currentWidget()) == []


def test_a_pupils_room_on_a_laptop_needs_no_second_scroll_bar(full: World, theme, shown, qtbot) -> None:
    window = open_room(theme, shown, full.desk, "pupils")
    area = window.page.parentWidget().parentWidget()
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
    assert area.horizontalScrollBar().maximum() == 0


def test_every_key_of_a_page_is_told_in_dutch(full: World, theme, shown) -> None:
    window = open_room(theme, shown, full.desk, "today")
    for room in ROOMS:
        window.open(room)
        assert all(key and words[:1].isalpha() for key, words, *_ in window.page.keys), room


def test_what_is_planted_too_narrow_is_seen(full: World, theme, shown) -> None:
    window = open_room(theme, shown, full.desk, "network")
    page = window.page
    page.import_.setFixedWidth(60)
    assert any(page.import_.accessibleName() in words for words in cut_pieces(page))
    page.search.move(-40, 0)
    assert any("sticks out" in words and page.search.accessibleName() in words for words in cut_pieces(page))
