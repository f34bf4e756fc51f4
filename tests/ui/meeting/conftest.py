"""The room Besprekingen in the real window."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.builders import World
from tests.ui.meeting.people import Hands
from tests.ui.offices import open_room


@pytest.fixture
def hands(world: World, theme, shown, qtbot) -> Callable[..., Hands]:
    """Opens the window in a room, on one meeting, with the focus in it."""

    def open_(item_id: str = "", *, room: str = "meetings", user: str = "secretaris", size=(1280, 720)) -> Hands:
        window = open_room(theme, shown, world.desk_of(user), room, size)
        with qtbot.waitActive(window):
            window.activateWindow()
        if item_id:
            window.open(room, item_id)
        return Hands(qtbot, window)

    return open_
