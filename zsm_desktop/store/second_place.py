"""Copies outside the network's folder: a second disk or stick, which is there today and not tomorrow.

The place itself is never made: an unplugged stick would leave its name on the first disk. Everything of one network
lies in one folder of that place, and every copy is read back before it counts.
"""

from __future__ import annotations

import glob
import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from zsm_desktop.domain.backups import MONTHS
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import (
    NETWORK_MARK,
    flush_folder,
    flush_to_disk,
    is_there,
    safe_file_name,
    write_atomically,
)
from zsm_desktop.store import backup, backup_state, own_way, parting, raw, waybill
from zsm_desktop.store.backup import Copy, Tell, silent
from zsm_desktop.store.backup_state import BackupState, Failure, PlaceState, Stay, failure_of
from zsm_desktop.store.folder import BACKUPS
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.lease import this_computer

SIGNS = 12
BITE = 1 << 20


def require_fit(place: Path, folder: Path) -> None:
    """Raises RuleError("backup.place_gone", path) and ("backup.place_in_network", path)."""
    if not is_there(place, is_folder=True):
        raise RuleError("backup.place_gone", path=str(place))
    with raw.refusing(place):
        here = (place.resolve(), *place.resolve().parents)
        is_inside = any((one / NETWORK_MARK).exists() for one in here) or folder.resolve() in here
    if is_inside:
        raise RuleError("backup.place_in_network", path=str(place))


def is_same_disk(place: Path, folder: Path) -> bool:
    """Whatever breaks the one breaks the other too."""
    try:
        return place.stat().st_dev == folder.stat().st_dev
    except OSError:
        return False


def folder_at(place: Path, folder: Path, network_id: str) -> Path:
    """Where the copies of the network in `folder` lie at that place, or would; raises as `raw.refusing`."""
    with raw.refusing(place):
        ours = _folders(place, network_id)
    return ours[0] if ours else place / f"{safe_file_name(folder.name)}-{network_id[-SIGNS:]}"


def copies_at(place: Path, network_id: str | None = None) -> list[Copy]:
    """Those of this network that lie in the place itself or in a folder of ours there, newest first.

    Raises RuleError as `raw.refusing`.
    """
    with raw.refusing(place):
        folders = [place, *(_folders(place, network_id) if network_id else place.glob("*-" + "[0-9a-f]" * SIGNS))]
        found = [copy for folder in folders for copy in backup.found_in(folder, network_id)]
    return backup.newest_first(found)


def keep_up(folder: Path, keys: Keys, now: datetime, tell: Tell = silent) -> BackupState:
    """Lay the newest copy at the second place, and do elsewhere what could not be reached before.

    What does not succeed is remembered, and is no reason to stop: it is said until it does.
    """
    state = backup_state.read(folder)
    for path in dict.fromkeys((state.second, *(one.path for one in state.here))):
        is_second = path == state.second
        if path and (is_second or state.place(path).owes is not None):
            found = _kept_up(folder, state.place(path), keys, now, tell, is_second=is_second)
            backup_state.change(folder, lambda old, found=found: old.with_place(found))  # type: ignore[misc]
    if not all(one.is_withdrawn or one.used_on for one in state.stays):
        stays = tuple(_told(one, now) for one in state.stays)
        backup_state.change(folder, lambda old: replace(old, stays=stays))
    return backup_state.read(folder)


def _told(stay: Stay, now: datetime) -> Stay:
    """The copy it was made ready with, where it is seen again: whether it was used, or else that it is of no use."""
    if stay.is_withdrawn or stay.used_on:
        return stay
    found = waybill.read(Path(stay.copy))
    if found is not None and found.arrived_at is not None:
        return replace(stay, at=now, used_on=found.arrived_on)
    is_told = waybill.withdraw(Path(stay.copy), now, this_computer())
    return replace(stay, is_withdrawn=is_told)


def choose(folder: Path, place: str, keys: Keys, now: datetime, tell: Tell = silent) -> BackupState:
    """From now on this is the second place, "" for none; a first copy is laid there at once if there is one.

    Raises as `require_fit` and for what cannot be written there; then nothing was chosen.
    """
    if place:
        require_fit(Path(place), folder)
        was = backup_state.read(folder).place(place)
        found = _laid(folder, replace(was, seen=None), keys, now, tell)
        backup_state.change(folder, lambda state: replace(state.with_place(found), second=place))
    else:
        backup_state.change(folder, lambda state: replace(state, second=""))
    return backup_state.read(folder)


def renew(folder: Path, keys: Keys, now: datetime, tell: Tell = silent, make: Callable[[], Path] | None = None) -> Path:
    """One fresh checked copy in the place of all older ones, wherever they lie: after pupils were anonymised.

    A place that cannot be reached now is remembered, and cleared as soon as it is there. Raises as
    `backup.copy_before`, or as `make` where that makes it; then every older copy is still there.
    """
    with raw.refusing(folder / BACKUPS):
        before = backup.found_in(folder / BACKUPS)  # older than what is made now, whatever the clock says
    fresh = make() if make is not None else backup.copy_before(folder, "vernieuwd", keys, now, tell=tell)
    (made,) = (copy for copy in backup.found_in(folder / BACKUPS) if copy.path == fresh)
    with raw.refusing(folder / BACKUPS):
        for copy in before:
            backup.remove(copy.path)
        flush_folder(folder / BACKUPS)

    def owing(state: BackupState) -> BackupState:
        for place in (*state.places, *([state.place(state.second)] if state.second else [])):
            state = state.with_place(replace(place, owes=made.at))
        return replace(state, last_at=made.at)

    backup_state.change(folder, owing)
    keep_up(folder, keys, now, tell)
    return fresh


def lay(copy: Path, place: Path, tell: Tell = silent) -> Path:
    """The copy and its key slots under the same name in a folder that is there, read back; raises as `raw.refusing`."""
    target = place / copy.name
    unfinished = target.with_name(target.name + ".tmp")
    with raw.refusing(place):
        backup.sweep(place)
        try:
            digest = _copied(copy, unfinished, tell)
            if _digest(unfinished, tell) != digest:
                raise RuleError("backup.place_differs", path=str(place))
            write_atomically(backup.keys_beside(target), backup.keys_beside(copy).read_bytes())
            unfinished.replace(target)
            flush_folder(place)
        finally:
            unfinished.unlink(missing_ok=True)
            if not target.exists():
                backup.keys_beside(target).unlink(missing_ok=True)
    return target


def _kept_up(folder: Path, was: PlaceState, keys: Keys, now: datetime, tell: Tell, *, is_second: bool) -> PlaceState:
    try:
        return _laid(folder, was, keys, now, tell) if is_second else _cleared(folder, was, keys.network_id, now)
    except RuleError as error:
        since: Failure | None = was.missed
        return replace(was, missed=failure_of(error, now, since))


def _laid(folder: Path, was: PlaceState, keys: Keys, now: datetime, tell: Tell) -> PlaceState:
    place, network_id = Path(was.path), keys.network_id
    require_fit(place, folder)
    with raw.refusing(place):
        ours = _folders(place, network_id)
        if not ours and was.seen is not None:
            # Its folder is there and ours in it is not: where a stick hangs when it hangs there, for example.
            raise RuleError("backup.place_empty", path=str(place))
        inside = folder_at(place, folder, network_id)
        inside.mkdir(mode=0o700, exist_ok=True)
    newest = backup.latest(backup.found_in(folder / BACKUPS), now)
    if newest is not None and not is_there(inside / newest.path.name):
        lay(newest.path, inside, tell)
    cleared = _cleared(folder, was, network_id, now)
    with raw.refusing(place):
        backup.rotate(copies_at(place, network_id), now, lambda copy: _may_go(folder, copy, keys, now))
    return replace(cleared, seen=now, missed=None)


def _may_go(folder: Path, copy: Copy, keys: Keys, now: datetime) -> bool:
    """Of another one of this network it is for there to say, as long as any copy of it may stay at all."""
    if now - copy.at >= MONTHS:
        return True
    found = parting.between(copy.path, keys, folder, keys)
    return not own_way.is_of_another(copy.path, found, folder, keys, backup_state.read(folder).origin)


def _cleared(folder: Path, was: PlaceState, network_id: str, now: datetime) -> PlaceState:
    """Rid of what it owes, and of what seems to be still to come: that was made while a clock was wrong.

    What lies in the network's own folder too was made since. Where the moment it owes from is still to come, the clock
    may as well be behind now: what is not of before it stays, and is looked at again when that moment is there.
    """
    place = Path(was.path)
    if was.owes is None:
        return was
    if not is_there(place, is_folder=True):
        raise RuleError("backup.place_gone", path=was.path)
    is_told = was.owes <= now
    is_doubtful = False
    with raw.refusing(place):
        here = {copy.path.name for copy in backup.found_in(folder / BACKUPS)}
        for copy in copies_at(place, network_id):
            is_since = copy.at > was.owes or (copy.at == was.owes and copy.why.startswith("vernieuwd"))
            if copy.path.name in here or (is_since and copy.at <= now):
                continue
            if is_told or copy.at < was.owes:
                backup.remove(copy.path)
            else:
                is_doubtful = True
    return replace(was, owes=was.owes if is_doubtful else None, missed=None)


def _folders(place: Path, network_id: str) -> list[Path]:
    """However the network's folder was called when it was first laid there."""
    return sorted(one for one in place.glob(f"*-{glob.escape(network_id[-SIGNS:])}") if one.is_dir())


def _copied(source: Path, target: Path, tell: Tell) -> bytes:
    """A slow stick is no reason to keep somebody: between two bites it is asked whether to go on."""
    digest = hashlib.sha256()
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with raw.refusing(source), source.open("rb") as reading, raw.refusing(target), target.open("wb") as writing:
        while bite := reading.read(BITE):
            tell(0, 0)
            digest.update(bite)
            writing.write(bite)
    with raw.refusing(target):
        flush_to_disk(target)
    return digest.digest()


def _digest(path: Path, tell: Tell) -> bytes:
    """Of what is on the disk, where the system lets us forget what it still has in memory."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while bite := file.read(BITE):
            tell(0, 0)
            digest.update(bite)
    return digest.digest()
