"""A network goes on at another computer: what the old one makes ready, and what the new one does with it.

The way there is a reserve copy with a waybill beside it, laid on a stick; the way in is putting that copy back.
"""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from zsm_desktop.app import desk_for, system_clock
from zsm_desktop.app.backups import copy_out
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.desk import Clock, Desk
from zsm_desktop.store import backup, moved, second_place, waybill
from zsm_desktop.store.backup import Tell, silent
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
    """Lay a checked copy at the place, and only then close the network in `folder`, which nobody has open.

    Raises as `require_may_leave`, as making and laying a copy does, and ("leave.differs", path); then the network is
    open here as it was.
    """
    with closing(desk_for(folder, keys, clock=clock)) as desk:
        require_may_leave(desk, place)
        desk.access.leaving()
        made = desk.backups.make(WHY, tell)
        laid = copy_out(desk, made, second_place.folder_at(place, folder, keys.network_id), tell)
        try:
            figures = waybill.figures_of(desk.store.rows)
            if waybill.figures_in(laid, keys) != figures:
                raise RuleError("leave.differs", path=str(place))
            waybill.write(laid, Waybill(clock(), this_computer(), figures))
            tell(1, 1)
            moved.leave(folder, laid)
        except BaseException:
            moved.forget(folder)  # whatever was written of it already: without its copy it goes on here
            backup.remove(laid)
            raise
    return Left(laid, figures)


def stay(folder: Path, *, clock: Clock = system_clock) -> None:
    """Go on here after all; the copy says so, as far as it can be reached, and is then of no use elsewhere.

    Raises RuleError("store.in_use").
    """
    copy = moved.left_as(folder)
    if copy is None:
        return
    with Lease.take(folder, "", clock()):
        found = waybill.read(copy)
        if found is not None and found.arrived_at is None:
            with suppress(RuleError):
                waybill.write(copy, replace(found, is_withdrawn=True))
        moved.forget(folder)


def require_arrived(desk: Desk, copy: Path) -> None:
    """What was put back holds what the waybill says; raises RuleError("leave.differs", path)."""
    found = waybill.read(copy)
    if found is not None and waybill.figures_of(desk.store.rows) != found.figures:
        raise RuleError("leave.differs", path=str(copy.parent))


def note_arrival(copy: Path, *, clock: Clock = system_clock) -> None:
    """For who would put the same copy to use once more, or go on at the old computer; a stick may take no writing."""
    found = waybill.read(copy)
    if found is not None:
        with suppress(RuleError):
            waybill.write(copy, replace(found, arrived_at=clock(), arrived_on=this_computer()))
