"""One act breaks while the line to the server itself holds: what was typed goes again, and is not left out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.builders import World
from tests.proxy import Proxy
from tests.ui.meeting.people import Hands
from tests.ui.together.lines import find, idle, kept_here, lose
from zsm_desktop.store.kept_here import NOTES
from zsm_desktop.ui.parts.talk.ending import ONLY_HERE

Key = Qt.Key


def break_one(way: Proxy) -> None:
    way.swallow, way.before = b"; COMMIT", lambda: None  # of notes; what is half written has no news


def test_it_is_sent_again_without_anybody_asking(world: World, way: Proxy, noting: Hands) -> None:
    item_id = noting.page.table.item_id
    idle(noting)
    noting.window.line.soon.setInterval(200)
    break_one(way)
    noting.type("Moeder belt.")
    noting.until(lambda: kept_here(world) != [])
    assert world.desk.lost is None
    noting.until(lambda: kept_here(world) == [])
    idle(noting)
    assert world.desk.live.notes(item_id) == "Moeder belt."
    assert noting.page.table.notes.unsaved == {}


def test_a_meeting_ends_with_what_was_left_behind(world: World, way: Proxy, noting: Hands) -> None:
    item_id, talk = noting.page.table.item_id, noting.page.talk
    idle(noting)
    noting.window.line.soon.setInterval(600_000)
    break_one(way)
    noting.type("Moeder belt.")
    noting.press(Key.Key_F7)
    noting.until(lambda: kept_here(world) != [])
    idle(noting)
    assert kept_here(world) == [(NOTES, "Moeder belt.")]
    talk.ending.ask()
    assert world.desk.live.notes(item_id) == "Moeder belt."
    assert kept_here(world) == []
    assert talk.strip.isVisible()


@pytest.mark.parametrize("moved", [False, True])
def test_a_meeting_does_not_end_without_it(world: World, way: Proxy, noting: Hands, *, moved: bool) -> None:
    talk = noting.page.talk
    said: list[str] = []
    talk.said.connect(lambda text, _tone: said.append(text))
    idle(noting)
    lose(noting, way)
    noting.type("Moeder belt.")
    if moved:
        noting.press(Key.Key_F7)
    noting.until(lambda: kept_here(world) != [])
    idle(noting)
    talk.ending.ask()
    assert said[-1:] == [ONLY_HERE]
    assert not talk.strip.isVisible()
    assert kept_here(world) == [(NOTES, "Moeder belt.")]


def test_a_meeting_cannot_be_ended_while_the_server_is_gone(world: World, way: Proxy, noting: Hands) -> None:
    talk = noting.page.talk
    idle(noting)
    lose(noting, way)
    talk.ending.ask()
    assert not talk.strip.isVisible()
    way.mend()
    find(noting)
    talk.ending.ask()
    assert talk.strip.isVisible()
