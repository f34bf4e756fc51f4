"""Where this room stands in the rail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.ui.parts.page import Page
from zsm_desktop.ui.rooms import RoomSpec, Tools

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk


def room(desk: Desk, shortcut: str = "") -> RoomSpec:
    """The page is imported when the room is first shown."""

    def make(tools: Tools) -> Page:
        from zsm_desktop.ui.balances.page import BalancesPage

        return BalancesPage(tools, desk)

    return RoomSpec("balances", "Saldi", "scale", make, shortcut)
