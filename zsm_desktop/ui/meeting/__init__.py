"""Besprekingen: the maatwerkbespreking before, during and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.ui.rooms import RoomSpec, Tools

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.ui.parts.page import Page


def room(desk: Desk, shortcut: str = "") -> RoomSpec:
    """The room's place in the window; its page is loaded when it is first shown."""

    def make(tools: Tools) -> Page:
        from zsm_desktop.ui.meeting.page import MeetingPage

        return MeetingPage(tools, desk)

    return RoomSpec("meetings", "Besprekingen", "users", make, shortcut)
