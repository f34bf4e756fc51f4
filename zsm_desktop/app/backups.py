"""A copy from the outside: sitting down at one to read, putting one back, laying one where somebody wants it.

A copy is opened with the password of its own day. Nothing is ever put back over a network: it gets a folder of its own.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from zsm_desktop.app import actor_of, desk_for, system_clock
from zsm_desktop.domain.files import make_folder
from zsm_desktop.services.backups import LOGGING
from zsm_desktop.services.desk import Clock, Desk, PutBack
from zsm_desktop.store import backup, backup_state, duties, moved, raw, restoring, second_place
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.lease import Lease
from zsm_desktop.store.opening import open_store, unlock

_LAST_ACT = "SELECT max(at) FROM audit_event"


def open_copy(folder: Path, *, password: str, user: str | None = None, clock: Clock = system_clock) -> Desk:
    """Sit down to read at a copy that lies in `folder` as a network would.

    Raises as `unlock` and `open_store`, so ("store.needs_update") for one of an older program: that is put back first.
    """
    keys = unlock(folder, password, user)
    store = open_store(folder, keys, user_name=keys.user_name, now=clock(), read_only=True)
    try:
        actor = replace(actor_of(store, keys.user_id), is_reading=True)
        ((last,),) = store.rows(_LAST_ACT)
    except BaseException:
        store.close()
        raise
    desk = Desk(store, actor, clock)
    desk.copy_at = datetime.fromisoformat(last).replace(tzinfo=UTC) if last else clock()
    return desk


def put_back(
    copy: Path,
    keys: Keys,
    into: Path,
    old: Path | None,
    *,
    set_aside: bool,
    clock: Clock,
    tell: backup.Tell,
    require: Callable[[Desk], object] = lambda _desk: None,
) -> Desk:
    """The desk at what was put back; `old` is then set aside, or left as it is.

    Raises as `restoring.put_back` and `desk_for`, ("store.in_use") while `old` is open elsewhere, and what `require`
    says of what was put back; then there is nothing new and `old` is as it was.
    """
    now, at = clock(), moment_of(copy)
    with ExitStack() as held:
        if old is not None:
            held.enter_context(Lease.take(old, keys.user_name, now))
        restoring.put_back(copy, keys, into, now, copy_at=at, old=old, tell=tell)
        try:
            desk = desk_for(into, keys, clock=clock)
        except BaseException:
            shutil.rmtree(into, ignore_errors=True)
            raise
        try:
            require(desk)
            if old is not None:
                duties.take_over(into, duties.of(old, desk.store.rows, now))
            if any(desk.actor.may(one) for one in LOGGING):
                desk.backups.log_put_back(at)
            if old is not None and set_aside:
                moved.set_aside(old, into)
        except BaseException:
            desk.close()
            shutil.rmtree(into, ignore_errors=True)
            raise
    desk.put_back = PutBack(at, old, set_aside)
    return desk


def copy_out(desk: Desk, made: Path, out: Path, tell: backup.Tell = backup.silent) -> Path:
    """The copy beside the network's own in a folder somebody named, which is known from then on.

    Raises as `make_folder`, ("backup.place_in_network") and `second_place.lay`.
    """
    make_folder(out)
    second_place.require_fit(out, desk.folder)
    laid = second_place.lay(made, out, tell)
    now = desk.clock()

    def knowing(state: backup_state.BackupState) -> backup_state.BackupState:
        return state.with_place(replace(state.place(str(out.absolute())), seen=now, missed=None))

    with raw.refusing(out):
        backup.rotate(backup.found_in(out, desk.store.keys.network_id), now)
    backup_state.change(desk.folder, knowing)
    return laid


def moment_of(copy: Path) -> datetime:
    """When it was made, as its name says; for one that was named anew, when it was written."""
    for found in backup.found_in(copy.parent):
        if found.path == copy:
            return found.at
    with raw.refusing(copy):
        return datetime.fromtimestamp(copy.stat().st_mtime, UTC)
