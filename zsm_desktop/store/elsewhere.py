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
from typing import NamedTuple

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import is_there
from zsm_desktop.store import backup, backup_state, own_way, parting, raw, second_place, waybill
from zsm_desktop.store.backup import Copy
from zsm_desktop.store.backup_state import SOMEWHERE, BackupState, Origin, Stay
from zsm_desktop.store.folder import BACKUPS
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.lease import this_computer
from zsm_desktop.store.parting import Rows
from zsm_desktop.store.place import KEYS
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
        found += _made_ready(copies, rows, state.origin, now)
        found += _parted(folder, copies, keys, rows, state, now)
    news = [one for one in found if _is_news(one, state.stays)]
    if not news:
        return state

    again = {one.used_on for one in news if one.since is not None}

    def knowing(old: BackupState) -> BackupState:
        left = tuple(one for one in old.stays if one.since is None or one.used_on not in again)
        return replace(old, stays=(*left, *news))

    return backup_state.change(folder, knowing)


def _made_ready(copies: Iterable[Copy], rows: Rows, origin: Origin | None, now: datetime) -> Iterator[Stay]:
    for copy in copies:
        bill = waybill.read(copy.path)
        if bill is None or not _went_on(bill, rows):
            continue
        arrival = _arrival(copy, bill, rows, origin)
        if bill.arrived_at is not None:
            if arrival is None or arrival.on not in {bill.arrived_on, ""}:
                yield Stay(str(copy.path), now, is_logged=True, used_on=bill.arrived_on)
        elif arrival is None or arrival.on == bill.computer:  # put back where it was made: there its own copy lies too
            if not bill.is_withdrawn:
                waybill.withdraw(copy.path, now, this_computer())
        elif not bill.is_withdrawn:
            with suppress(RuleError):  # as it was when it took no writing then: another time
                waybill.write(copy.path, replace(bill, arrived_at=arrival.at, arrived_on=arrival.on or SOMEWHERE))


def _went_on(bill: Waybill, rows: Rows) -> bool:
    """That it was made ready is a line of ours, and others follow it."""
    number = bill.figures.acts
    return parting.facts_of_line(rows, number, "backup.leave") is not None and parting.last_line(rows) > number


class Arrival(NamedTuple):
    """When and on which computer it was put back; "" where that is not said."""

    at: datetime
    on: str


def _arrival(copy: Copy, bill: Waybill, rows: Rows, origin: Origin | None) -> Arrival | None:
    """How we became of it: the line that follows says so, or else where we came from; None where we did not.

    A reader leaves no line, and is not kept from bringing a network here.
    """
    number = bill.figures.acts + 1
    said = parting.facts_of_line(rows, number, "backup.put_back")
    if said is not None:
        return Arrival(parting.moment_of_line(rows, number) or copy.at, str(said.get("computer", "")))
    if origin is not None and origin.copy_at == copy.at:
        return Arrival(origin.at, this_computer())
    return None


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
        if own_way.is_of_another(copy.path, found, folder, keys, state.origin):
            yield Stay(str(copy.path), now, is_logged=True, used_on=found.computer or SOMEWHERE, since=found.since)
            return


def _is_news(found: Stay, known: Iterable[Stay]) -> bool:
    """Of one copy it is said once; another one of there says that it goes on being used."""
    return not any(one.used_on == found.used_on and Path(one.copy).name == Path(found.copy).name for one in known)
