"""A network on a server without a line to it: the desk at what was taken along of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from zsm_desktop.app import actor_of, system_clock
from zsm_desktop.services.desk import Clock, Desk
from zsm_desktop.store import taken_along


def open_taken(folder: Path, *, password: str, clock: Clock = system_clock) -> Desk:
    """Sit down at the copy in the network's `folder`, as who took it along.

    The dossiers of its meeting are open: taking it along is in the logbook. Raises RuleError as `taken_along.unlock`
    and `taken_along.open_taken`.
    """
    keys = taken_along.unlock(folder, password)
    store = taken_along.open_taken(folder, keys, clock())
    try:
        actor = replace(actor_of(store, keys.user_id), is_reading=True)
    except BaseException:
        store.close()
        raise
    desk = Desk(store, actor, clock)
    desk.taken = taken_along.found(folder)
    if desk.taken is not None:
        desk.opened.add(desk.taken.meeting_id)
    return desk
