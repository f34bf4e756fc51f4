"""What lies at the places of copies tells whether this network is used elsewhere too.

A copy that went a way of its own was made by another one of it; and a copy that was made ready for another computer
says whether it was put to use there, while here everybody went on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import is_there
from zsm_desktop.store import backup, backup_state, moved, parting, raw, second_place, waybill
from zsm_desktop.store.backup import Copy
from zsm_desktop.store.backup_state import SOMEWHERE, BackupState, Stay
from zsm_desktop.store.folder import BACKUPS
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.lease import this_computer
from zsm_desktop.store.parting import PARTED, Rows
from zsm_desktop.store.place import DATABASE, KEYS
from zsm_desktop.store.waybill import Waybill

LOOKED_AT = 3
"""Of the copies at a place that are not of here, the newest."""


def look(folder: Path, keys: Keys, rows: Rows, now: datetime) -> BackupState:
    """What is found is remembered; a copy that was made ready and is of no use any more is told so.

    A place that cannot be read is looked at another time; raises as `backup_state.change`.
    """
    state = backup_state.read(folder)
    found: list[Stay] = []
    for path in dict.fromkeys((state.second, *(one.path for one in state.here))):
        place = Path(path)
        if not path or is_there(place.parent / KEYS):  # what was put back from is no sign of anybody at work
            continue
        try:
            copies = second_place.copies_at(place, keys.network_id)
        except RuleError:
            continue
        found += _made_ready(copies, rows, now)
        found += _parted(folder, copies, keys, rows, state, now)
    news = [one for one in found if _is_news(one, state.stays)]
    if not news:
        return state

    again = {one.used_on for one in news if one.since is not None}

    def knowing(old: BackupState) -> BackupState:
        left = tuple(one for one in old.stays if one.since is None or one.used_on not in again)
        return replace(old, stays=(*left, *news))

    return backup_state.change(folder, knowing)


def _made_ready(copies: Iterable[Copy], rows: Rows, now: datetime) -> Iterator[Stay]:
    for copy in copies:
        bill = waybill.read(copy.path)
        if bill is None or not _went_on(bill, rows):
            continue
        if bill.arrived_at is None and not bill.is_withdrawn:
            waybill.withdraw(copy.path, now, this_computer())
        elif bill.arrived_at is not None and not _is_our_way(bill, rows):
            yield Stay(str(copy.path), now, is_logged=True, used_on=bill.arrived_on)


def _went_on(bill: Waybill, rows: Rows) -> bool:
    """That it was made ready is a line of ours, and others follow it."""
    number = bill.figures.acts
    return parting.facts_of_line(rows, number, "backup.leave") is not None and parting.last_line(rows) > number


def _is_our_way(bill: Waybill, rows: Rows) -> bool:
    """We are what became of it: it was put back, on the computer it names, and went on from there to here."""
    said = parting.facts_of_line(rows, bill.figures.acts + 1, "backup.put_back")
    return said is not None and said.get("computer", bill.arrived_on) == bill.arrived_on


def _parted(
    folder: Path, copies: Iterable[Copy], keys: Keys, rows: Rows, state: BackupState, now: datetime
) -> Iterator[Stay]:
    own = {copy.path.name for copy in backup.found_in(folder / BACKUPS)}
    for copy in [one for one in copies if one.path.name not in own][:LOOKED_AT]:
        try:
            with parting.reading(copy.path, keys) as of:
                found = parting.relation(of, rows)
        except RuleError:
            continue
        except raw.DATABASE_ERRORS:
            continue
        since = state.origin.at.replace(microsecond=0) if state.origin is not None else None  # lines say seconds
        is_of_before = since is not None and found.last_at is not None and found.last_at < since
        if found.kind == PARTED and not is_of_before and not _is_aside(folder, copy.path, keys):
            yield Stay(str(copy.path), now, is_logged=True, used_on=found.computer or SOMEWHERE, since=found.since)
            return


def _is_aside(folder: Path, copy: Path, keys: Keys) -> bool:
    """It is of one that was set aside here for this one, and that nobody opens by mistake."""
    beside: list[Path] = []
    with suppress(OSError):  # the folder above may be closed to this user
        beside = list(folder.parent.iterdir())
    aside = (one for one in beside if moved.aside_for(one) == folder.absolute())
    return any(
        parting.between(copy, keys, one, keys).kind in {parting.SAME, parting.OLDER}
        for one in aside
        if is_there(one / DATABASE)
    )


def _is_news(found: Stay, known: Iterable[Stay]) -> bool:
    """Of one copy it is said once; another one of there says that it goes on being used."""
    return not any(one.used_on == found.used_on and Path(one.copy).name == Path(found.copy).name for one in known)
