"""What the window needs to know of a room to give it a place; app.py makes the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from zsm_desktop.ui.departure import Departure, ToCopies
from zsm_desktop.ui.parts.page import Page, PageKey
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.work import Workshop


def spot(*ids: str) -> str:
    """The id of a thing within a thing: a meeting, a point on its agenda, what was agreed there."""
    return "/".join(ids).rstrip("/")


class Tools(NamedTuple):
    """What the window lends a page."""

    theme: Theme
    workshop: Workshop
    wall: Any = None
    """What keeps the wall (ui/wall/keeper.py); None in a window without one."""
    depart: Callable[[Departure | ToCopies], object] = lambda _departure: None
    """Has the window close, and the network go elsewhere."""
    habits: Any = None
    """What was chosen about the program on this computer (ui/habits.py); None in a window without it."""
    backups: Any = None
    """What keeps the copies (ui/backups.py); None in a window without them."""


class RoomSpec(NamedTuple):
    """`factory` is called when the room is first shown, and should import its page then."""

    key: str
    title: str
    icon: str
    factory: Callable[[Tools], Page]
    shortcut: str = ""
    acts: Callable[[], Sequence[PageKey]] = tuple
    """What this user can have the page do from any room; reading it may load the page."""
    faces: Sequence[tuple[str, str]] = ()
    """(key, name) of those this user has, where there are several; `Page.open_item` takes the key."""


class Hit(NamedTuple):
    """Something found: `kind` in Dutch ("Leerling", "School"), and where it can be seen.

    Or something to do: `do` is told to the page of the room, or to the present page without one.
    """

    kind: str
    label: str
    detail: str
    room: str
    id: str = ""
    key: str = ""
    do: Callable[[Any], object] | None = None


Search = Callable[[str], list[Hit]]
