"""What a slow line makes felt is how often the program asks and waits: a room, a point, an act each have their most."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.builders import SECRETARY, World, password_of
from tests.proxy import Proxy
from tests.ui.meeting.people import Hands
from tests.ui.together import test_lost_line
from zsm_desktop.app import open_desk

Key = Qt.Key
way, noting = test_lost_line.way, test_lost_line.noting
SLOW = 0.002
ROOMS = {
    "today": 15, "meetings": 52, "pupils": 31, "offers": 30, "exchange": 8, "balances": 5, "steering": 5, "network": 11,
    "settings": 26,
}  # fmt: skip
"""Turns that opening a room for the first time may take, and reading it again."""


def test_no_room_asks_more_often_than_it_did(way: Proxy, noting: Hands) -> None:
    def turns(act: Callable[[], object]) -> int:
        before = way.turns
        act()
        QApplication.processEvents()
        writer = getattr(noting.page, "writer", None)
        noting.until(lambda: writer is None or not writer.is_busy)
        return way.turns - before

    way.delay = SLOW
    turns(lambda: noting.press(Key.Key_F8))
    counts = {}
    for room in noting.window.rooms:
        opened = turns(lambda room=room: noting.window.open(room.key))
        counts[room.key] = max(opened, turns(noting.window._read_again))
    assert counts.keys() <= ROOMS.keys()
    assert {room: count for room, count in counts.items() if count > ROOMS[room]} == {}


def test_a_note_and_a_point_of_a_meeting(world: World, way: Proxy, noting: Hands) -> None:
    page = noting.page

    def note(text: str) -> int:
        test_lost_line.idle(noting)
        before = way.turns
        page.talk.notes.editor.insertPlainText(text)  # at once: typed, it might be kept halfway too
        page.talk.notes.flush()
        noting.until(lambda: not page.talk.notes.is_waiting and not page.writer.is_busy)
        return way.turns - before

    way.delay = SLOW
    counts = [note(text) for text in ("Moeder", " belt", " morgen", " terug.")]
    assert min(counts) <= 20, "other news may be read in between, but not at every note"
    before = way.turns
    noting.press(Key.Key_F7)
    assert way.turns - before <= 40
    before = way.turns
    world.entered()
    assert way.turns - before <= 20


def test_opening_a_network(world: World, way: Proxy) -> None:
    folder = world.entrance(SECRETARY)
    way.delay = SLOW
    before = way.turns
    desk = open_desk(folder, password=password_of(SECRETARY), clock=lambda: world.now)
    try:
        assert desk.network_name
        assert way.turns - before <= 30
    finally:
        desk.close()
