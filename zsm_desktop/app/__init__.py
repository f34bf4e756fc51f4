"""The front door: opens and unlocks a network and hands out the desk; the one module that knows every floor.

Qt and SQLAlchemy are loaded only where they are needed: the short commands of the command line come through here too.
"""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import is_file_there
from zsm_desktop.domain.permissions import Actor, Role
from zsm_desktop.services.desk import Clock, Desk
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.moved import moved_to
from zsm_desktop.store.opening import Tell, open_store, silent, unlock
from zsm_desktop.store.place import TO_GO, is_published
from zsm_desktop.store.store import Store

if TYPE_CHECKING:
    from zsm_desktop.store.published import Published


def system_clock() -> datetime:
    return datetime.now(UTC)


def open_desk(
    folder: Path,
    *,
    password: str,
    user: str | None = None,
    read_only: bool = False,
    clock: Clock = system_clock,
    tell: Tell = silent,
) -> Desk:
    """Unlock the network in `folder` and sit down as the user of that key slot.

    Without `user` every slot is tried, which takes longer the more users there are. Raises RuleError: "store.*" and
    "keys.*" for what is wrong with folder or password, "user.unknown" and "user.inactive" for who may not come in.
    """
    keys = unlock(folder, password, user)
    desk = desk_for(folder, keys, read_only=read_only, clock=clock, tell=tell)
    if not read_only:
        from zsm_desktop.app.people import drop_left_slots, follow_row

        if (keys.user_name, keys.role) != (desk.actor.name, desk.actor.role.value):
            follow_row(desk, password)
        drop_left_slots(desk)
    return desk


def desk_for(
    folder: Path, keys: Keys, *, read_only: bool = False, clock: Clock = system_clock, tell: Tell = silent
) -> Desk:
    """The desk of the user these keys belong to."""
    store = open_store(folder, keys, user_name=keys.user_name, now=clock(), read_only=read_only, tell=tell)
    try:
        copy = _copy_in(folder)
        actor = actor_of(store, keys.user_id)
    except BaseException:
        store.close()
        raise
    has_names = copy is not None and keys.seal_key is not None
    desk = Desk(store, actor if copy is None else replace(actor, is_reading=True, opens_names=has_names), clock)
    if copy is not None:
        desk.published_at, desk.published_until = copy.at, copy.until
    desk.reads_along = read_only and copy is None and not moved_to(folder)
    if any(folder.glob(f"{TO_GO}*")):
        from zsm_desktop.services.forgetting_typed import carry_out

        carry_out(desk)
    return desk


def _copy_in(folder: Path) -> Published | None:
    """What a copy to read elsewhere says of itself."""
    if not is_published(folder):
        return None
    from zsm_desktop.store import published

    return published.found(folder)


def actor_of(store: Store, user_id: str) -> Actor:
    """Raises RuleError("user.unknown") and ("user.inactive")."""
    found = store.rows("SELECT name, role, school_id, is_active FROM user_account WHERE id = ?", (user_id,))
    if not found:
        raise RuleError("user.unknown", name=user_id)
    name, role, school_id, is_active = found[0]
    if not is_active:
        raise RuleError("user.inactive", name=name)
    return Actor(user_id, name, Role(role), school_id)


def calm_collector() -> None:
    """Python looks for dead cycles after every 700 new objects; a start makes many more, and next to none dies."""
    gc.set_threshold(50_000, 20, 50)


def run_window(
    folder: Path | None = None, *, password: str | None = None, user: str | None = None, is_smoke: bool = False
) -> int:
    """Open the program; with `folder` and `password` it goes straight to that network. Returns the exit status.

    `is_smoke` shows everything once and ends (app/smoke.py): how a built program is tried out.
    """
    calm_collector()
    desk = None
    if folder is not None and password is not None:
        from zsm_desktop.app.tries import Tries

        with Tries().one(folder, user or ""):
            desk = desk_or_copy(folder, password, user)
    if desk is not None:
        desk.listen()
    from zsm_desktop.app.rooms import rooms
    from zsm_desktop.app.start import Entrance
    from zsm_desktop.app.warm_up import WarmUp
    from zsm_desktop.ui.collector import Collector
    from zsm_desktop.ui.program import Program

    program = Program(Entrance(), rooms, WarmUp())
    Collector(program.application)
    if is_smoke:
        from zsm_desktop.app.smoke import show_once

        return show_once(program, desk)
    return program.run(desk, folder)


def desk_or_copy(folder: Path, password: str, user: str | None, tell: Tell = silent) -> Desk:
    """As `open_desk`; a reserve copy, in its own file or where a network would lie, is opened to read."""
    if is_file_there(folder):
        from zsm_desktop.app.copies import Copies
        from zsm_desktop.ui.start.actions import PuttingBack

        copies = Copies()
        desk: Desk = copies.look_into(PuttingBack(copies.at(folder), None, password, user or "")).desk
        return desk
    try:
        return open_desk(folder, password=password, user=user, tell=tell)
    except RuleError as error:
        if error.code != "store.is_copy":
            raise
        from zsm_desktop.app.backups import open_copy

        return open_copy(folder, password=password, user=user)
