"""What a slow line makes felt is how often the program asks and waits: a room, a point, an act each have their most."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.builders import SECRETARY, World, password_of
from tests.proxy import Proxy
from tests.ui.meeting.people import Hands
from tests.ui.together.lines import idle
from zsm_desktop.app import open_desk

Key = Qt.Key
SLOW = 0.002
ROOMS = {
    "today": 6, "meetings": 14, "pupils": 11, "offers": 12, "exchange": 8, "balances": 5, "settlements": 21,
    "steering": 5, "results": 11, "network": 9, "settings": 5,
}  # fmt: skip
"""Turns that opening a room for the first time may take, and reading it again; some beside the painting.

Of today two are beside the painting: what is over its term, copies of before, and whether a predecessor gets in.
"""
ALONGSIDE = 10
"""What may be read in between on a busy computer: news, and points ahead. Only reading again can be tried twice."""


def at_rest(noting: Hands) -> None:
    """Nothing is being written or read beside the painting, nor about to be."""
    pages = noting.window.pages
    meetings = pages["meetings"]

    def is_at_rest() -> bool:
        compares = "settlements" in pages and pages["settlements"].compare.reader.is_busy
        counts = "today" in pages and pages["today"].counting.is_busy
        reads = meetings.reader.is_busy or meetings.ahead.isActive() or compares or counts
        return not (meetings.writer.is_busy or reads)

    QApplication.processEvents()
    noting.until(is_at_rest)


def test_no_room_asks_more_often_than_it_did(way: Proxy, noting: Hands) -> None:
    def turns(act: Callable[[], object]) -> int:
        before = way.turns
        act()
        at_rest(noting)
        return way.turns - before

    way.delay = SLOW
    turns(lambda: noting.press(Key.Key_F8))
    counts = {}
    for room in noting.window.rooms:
        opened = turns(lambda room=room: noting.window.open(room.key))
        again = min(turns(noting.window._read_again) for _ in range(2))
        counts[room.key] = max(opened - ALONGSIDE, again)
    assert counts.keys() <= ROOMS.keys()
    assert {room: count for room, count in counts.items() if count > ROOMS[room]} == {}


def test_a_note_and_a_point_of_a_meeting(world: World, way: Proxy, noting: Hands) -> None:
    page = noting.page

    def note(text: str) -> int:
        idle(noting)
        before = way.turns
        page.talk.notes.editor.insertPlainText(text)  # at once: typed, it might be kept halfway too
        page.talk.notes.flush()
        noting.until(lambda: not page.talk.notes.is_waiting and not page.writer.is_busy)
        return way.turns - before

    way.delay = SLOW
    counts = [note(text) for text in ("Moeder", " belt", " morgen", " terug.")]
    assert min(counts) <= 8, "other news may be read in between, but not at every note"
    at_rest(noting)
    before = way.turns
    noting.press(Key.Key_F7)
    at_rest(noting)
    assert way.turns - before <= 12
    before = way.turns
    world.entered()
    assert way.turns - before <= 6


def test_a_point_is_shown_before_its_card_is_there(way: Proxy, noting: Hands) -> None:
    page = noting.page
    at_rest(noting)
    noting.press(Key.Key_F7)
    at_rest(noting)
    page.state.cards, page.state.asked = {}, set()
    way.delay = 0.2
    noting.press(Key.Key_F8)
    assert page.state.is_coming
    assert page.state.card is None
    assert page.card.question.text() == page.table.item.case.question != ""
    assert "opgehaald" in page.offers_note.text()
    way.delay = SLOW
    at_rest(noting)
    assert page.state.card is not None
    assert page.card.facts.pairs
    assert not page.state.is_coming


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
