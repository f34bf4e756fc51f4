"""Two at work on one server: one with a window, the others at desks of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from tests.builders import World
from tests.proxy import Proxy
from tests.ui.meeting.conftest import hands
from tests.ui.meeting.people import Hands, running

__all__ = ["hands"]


@pytest.fixture
def kept() -> str:
    return "server"


@pytest.fixture
def noting(world: World, way: Proxy, hands: Callable[..., Hands]) -> Hands:
    """In the notes of the first case of a running meeting."""
    meeting_id = running(world, world.case(), world.case("DUIN"))
    world.desk.listen()
    at = hands(meeting_id)
    at.press(Qt.Key.Key_F8, Qt.Key.Key_F2)
    return at
