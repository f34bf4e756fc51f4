"""A network goes on at another computer: what the old one makes ready, and what the new one does with it.

The way there is a reserve copy with a waybill beside it, laid on a stick; the way in is putting that copy back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from zsm_desktop.app import desk_for, system_clock
from zsm_desktop.app.backups import copy_out
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import is_there
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.desk import Clock, Desk
from zsm_desktop.store import backup, backup_state, duties, moved, second_place, waybill
from zsm_desktop.store.backup import Tell, silent
from zsm_desktop.store.backup_state import PlaceState, Stay
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.lease import Lease, this_computer
from zsm_desktop.store.place import is_on_server
from zsm_desktop.store.waybill import Figures, Waybill

WHY = "verhuizing"


@dataclass(frozen=True, slots=True)
class Left:
    """`copy` is what goes to the other computer, with `figures` in it."""

    copy: Path
    figures: Figures


def require_may_leave(desk: Desk, place: Path) -> None:
    """Raises RuleError("permission.missing"), ("leave.on_server") and those of `second_place.require_fit`."""
    desk.actor.require(Permission.MANAGE_USERS)
    if is_on_server(desk.folder):
        raise RuleError("leave.on_server")
    second_place.require_fit(place, desk.folder)


def leave(folder: Path, keys: Keys, place: Path, *, tell: Tell = silent, clock: Clock = system_clock) -> Left:
    """Lay a checked copy at the place, close the network in `folder`, which nobody has open, and only then release it.

    Raises as `require_may_leave`, as making and laying a copy does, and ("leave.differs", path); then the network is
    open here as it was. After ("leave.not_released", path) it is closed, and what lies there of no use: `stay`.
    """
    with closing(desk_for(folder, keys, clock=clock)) as desk:
        require_may_leave(desk, place)
        desk.access.leaving()
        try:
            made = desk.backups.make(WHY, tell)
            laid = copy_out(desk, made, second_place.folder_at(place, folder, keys.network_id), tell)
            bill = _bill(desk, laid, keys, clock)
        except BaseException:
            _stays(desk)
            raise
        try:
            waybill.write(laid, replace(bill, is_withdrawn=True))  # until it is closed here, whoever pulls the plug
            tell(1, 1)
            moved.leave(folder, laid)
        except BaseException:
            moved.forget(folder)  # whatever was written of it already: without its copy it goes on here
            _remove(laid)
            _stays(desk)
            raise
    try:
        waybill.write(laid, bill)
    except RuleError as error:
        raise RuleError("leave.not_released", path=str(place)) from error
    return Left(laid, bill.figures)


def _bill(desk: Desk, laid: Path, keys: Keys, clock: Clock) -> Waybill:
    figures = waybill.figures_of(desk.store.rows)
    try:
        if waybill.figures_in(laid, keys) != figures:
            raise RuleError("leave.differs", path=str(laid.parent.parent))
    except BaseException:
        _remove(laid)
        raise
    to_do = duties.from_here(desk.folder, desk.store.rows, clock(), laid.parent)
    return Waybill(clock(), this_computer(), figures, duties=to_do)


def _remove(laid: Path) -> None:
    """The stick may be gone, and that may be why."""
    with suppress(OSError):
        backup.remove(laid)


def _stays(desk: Desk) -> None:
    """The line that it left stays in the logbook, and this one follows it."""
    with suppress(RuleError):
        desk.access.staying(is_withdrawn=True)


def stay(folder: Path, *, is_sure: bool = False, clock: Clock = system_clock) -> None:
    """Go on here after all; the copy says so from then on, and is of no use elsewhere.

    Raises RuleError("store.in_use"); ("leave.used", computer) where it was put to use, and ("leave.not_seen", place) or
    ("leave.not_written", place) where it cannot be told: two would be in use. Whoever `is_sure` that it is lost goes
    on, and it is told as soon as it is seen.
    """
    copy = moved.left_as(folder)
    if copy is None:
        return
    now = clock()
    with Lease.take(folder, "", now):
        found = waybill.read(copy)
        is_used = found is not None and found.arrived_at is not None
        if found is not None and is_used and not is_sure:
            raise RuleError("leave.used", computer=found.arrived_on)
        is_withdrawn = not is_used and waybill.withdraw(copy, now, this_computer())
        if not (is_withdrawn or is_sure):
            code = "leave.not_written" if is_there(copy) else "leave.not_seen"
            raise RuleError(code, place=str(copy.parent))
        said = Stay(str(copy), now, is_withdrawn, used_on=found.arrived_on if found is not None else "")
        backup_state.change(folder, lambda state: replace(state, stays=(*state.stays, said)))
        moved.forget(folder)


def require_arrived(desk: Desk, copy: Path) -> None:
    """What was put back holds what the waybill says; raises RuleError("leave.differs", path)."""
    found = waybill.read(copy)
    if found is not None and waybill.figures_of(desk.store.rows) != found.figures:
        raise RuleError("leave.differs", path=str(copy.parent))


@contextmanager
def arriving(copy: Path, *, clock: Clock = system_clock) -> Iterator[Waybill | None]:
    """Inside it what was made ready elsewhere is put to use here; None for an ordinary copy.

    The copy says so beforehand: whatever happens in between, nobody is told that the old computer may go on.

    Raises RuleError("leave.withdrawn", computer).
    """
    waybill.require_usable(copy)
    found = waybill.read(copy)
    if found is None:
        yield None
        return
    with suppress(RuleError):  # one that takes no writing is said afterwards
        waybill.write(copy, replace(found, arrived_at=clock(), arrived_on=this_computer()))
    try:
        yield found
    except BaseException:
        with suppress(RuleError):
            waybill.write(copy, found)
        raise


def take_over(desk: Desk, copy: Path, found: Waybill) -> None:
    """What has to be done for it goes along; the copy it came with is one more that has to go one day."""
    there = PlaceState(str(copy.parent.absolute()), seen=desk.clock())
    duties.take_over(desk.folder, replace(found.duties, places=(*found.duties.places, there)))


def is_noted(copy: Path) -> bool:
    """The copy says that it was put to use on this computer."""
    found = waybill.read(copy)
    return found is not None and found.arrived_on == this_computer()
