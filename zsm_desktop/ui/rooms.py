"""What the window needs to know of a room to give it a place; app.py makes the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from zsm_desktop.ui.parts.page import Page
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.work import Workshop


class Tools(NamedTuple):
    """What the window lends a page."""

    theme: Theme
    workshop: Workshop
    wall: Any = None
    """What keeps the wall (ui/wall/keeper.py); None in a window without one."""


class RoomSpec(NamedTuple):
    """`factory` is called when the room is first shown, and should import its page then."""

    key: str
    title: str
    icon: str
    factory: Callable[[Tools], Page]
    shortcut: str = ""


class Hit(NamedTuple):
    """Something found: `kind` in Dutch ("Leerling", "School"), and where it can be seen."""

    kind: str
    label: str
    detail: str
    room: str
    id: str = ""


Search = Callable[[str], list[Hit]]
