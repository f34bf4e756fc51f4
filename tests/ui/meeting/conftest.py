"""The room Besprekingen in the real window."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.builders import World
from tests.ui.meeting.people import Hands
from tests.ui.offices import open_room
from zsm_desktop.ui.parts.talk.kept_line import KeptLine
from zsm_desktop.ui.parts.talk.notes import Notes


@pytest.fixture
def hands(world: World, theme, shown, qtbot) -> Iterator[Callable[..., Hands]]:
    """Opens the window in a room, on one meeting, with the focus in it.

    Text that a test leaves unkept is let go at its end: the window would write it when it is taken apart, and by then
    the store is closed.
    """
    opened: list[Hands] = []

    def open_(item_id: str = "", *, room: str = "meetings", user: str = "secretaris", size=(1280, 720)) -> Hands:
        window = open_room(theme, shown, world.desk_of(user), room, size)
        with qtbot.waitActive(window):
            window.activateWindow()
        if item_id:
            window.open(room, item_id)
        opened.append(Hands(qtbot, window))
        return opened[-1]

    yield open_
    for at in opened:
        for kept in (*at.window.findChildren(Notes), *at.window.findChildren(KeptLine)):
            kept.let_go()
