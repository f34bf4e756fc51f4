"""A desk while its network is locked: it holds no key, no name and no open store, and can go on after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.services.changes import of_others

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

WITH_KEYS = ("typed_here", "taken_notes")
"""Services that seal beside the store."""


def rest(desk: Desk) -> None:
    """As closed; after `wake` whoever holds the desk goes on."""
    desk.close()
    desk.line = None
    held = vars(desk)
    if "masks" in held:
        from zsm_desktop.services.masks import forget

        forget(desk.masks)
    for name in WITH_KEYS:
        held.pop(name, None)


def wake(desk: Desk, fresh: Desk) -> None:
    """Goes on with the store of a desk that the same user just opened; all may have changed meanwhile."""
    if fresh.line is not None:
        fresh.line.stop()
    desk.store, desk.retired, desk.lost = fresh.store, fresh.retired, None
    if fresh.line is not None:
        desk.listen()
    desk.turned()
    desk.changes.publish(of_others(None))
