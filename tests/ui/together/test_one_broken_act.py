"""A meeting does not end while something that was typed for it lies on this computer only."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.builders import World
from tests.proxy import Proxy
from tests.ui.meeting.people import Hands
from tests.ui.together.lines import idle, kept_here, lose
from zsm_desktop.store.kept_here import NOTES
from zsm_desktop.ui.parts.talk.ending import ONLY_HERE

Key = Qt.Key


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
