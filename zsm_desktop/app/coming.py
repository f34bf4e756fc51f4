"""A copy comes in: whether it may, what it means for what is here already, and putting it to use.

One rule for the window and the command line, so that no network is in use twice by the way somebody came in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from zsm_desktop import settings
from zsm_desktop.app import leaving
from zsm_desktop.app.backups import put_back
from zsm_desktop.app.tries import Tries
from zsm_desktop.domain.calendar import HOME
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.desk import Clock, Desk
from zsm_desktop.store import backup, first_steps, moved, parting, restoring, waybill
from zsm_desktop.store import folder as network_folder
from zsm_desktop.store.backup import Tell
from zsm_desktop.store.folder import BACKUPS, FolderState
from zsm_desktop.store.keys import KeyFile, Keys
from zsm_desktop.store.lease import this_computer
from zsm_desktop.store.place import is_on_server, is_published


@dataclass(frozen=True, slots=True)
class Here:
    """Of one network on this computer: `live` is the folder in which it is used, `left` those it left from."""

    live: Path | None = None
    left: tuple[Path, ...] = ()


def networks(data: Path, *besides: Path | None) -> list[Path]:
    """The folders of networks in `data`, and what is named besides as far as it is one.

    A copy to read has the identifier of its network, and is not that network.
    """
    found: list[Path] = []
    with suppress(OSError):
        found = sorted(data.iterdir())
    return [folder for folder in dict.fromkeys((*found, *filter(None, besides))) if _is_network(folder)]


def _is_network(folder: Path) -> bool:
    """What is closed to this user is none of theirs: a folder beside it may be anybody's."""
    try:
        return not is_published(folder) and network_folder.look(folder).state is FolderState.STORE
    except RuleError:
        return False


def last_opened(preferences: Path) -> Path | None:
    """It may lie where nobody would look for it."""
    last = settings.load_preferences(preferences).last_network
    return Path(last) if last else None


def lies_in(copy: Path) -> Path | None:
    """The folder of the network whose own copies it lies among."""
    return copy.parent.parent if copy.parent.name == BACKUPS else None


def here(network_id: str | None, folders: Iterable[Path]) -> Here:
    own = [folder for folder in folders if network_id and id_of(folder) == network_id]
    live = next((folder for folder in own if not moved.moved_to(folder)), None)
    return Here(live, tuple(folder for folder in own if moved.left_as(folder) is not None))


def unlock(tries: Tries, copy: Path, password: str, user: str) -> Keys:
    """A copy opens with the password of its network: it is as slow to guess. Raises as `one` and `restoring.unlock`."""
    with tries.one(copy.parent, user):
        return restoring.unlock(copy, password, user)


def require_may_come(copy: Path, keys: Keys, password: str, found: Here) -> None:
    """Where it went from here to another computer only what went, or goes on from there, comes in: else there are two.

    A copy that was left behind by what went since says from now on that it is of no use, here and elsewhere. Raises
    RuleError("leave.stay_first"), ("leave.used", computer), ("leave.older", at) and ("leave.parted", since, computer).
    """
    if found.live is not None or not found.left:
        return
    bill = waybill.read(copy)
    if bill is None:
        raise RuleError("leave.stay_first")
    if bill.arrived_at is not None:
        raise RuleError("leave.used", computer=bill.arrived_on)
    for folder in found.left:
        beside = parting.between(copy, keys, folder, restoring.present_keys(folder, password, keys))
        if beside.kind == parting.OLDER:
            waybill.withdraw(copy, bill.at, this_computer())
            raise RuleError("leave.older", at=bill.at.astimezone(HOME))
        if beside.kind == parting.PARTED:
            since = (beside.since or bill.at).astimezone(HOME)
            raise RuleError("leave.parted", since=since, computer=bill.computer)


def bring_in(
    copy: Path,
    keys: Keys,
    into: Path,
    old: Path | None,
    found: Here,
    *,
    is_move: bool,
    set_aside: bool,
    clock: Clock,
    tell: Tell,
    first: Callable[[], object] = lambda: None,
) -> Desk:
    """The desk at what was put back; one that was made ready elsewhere (`is_move`) says so before and after.

    `first` is done when it is known to be fit to come. Raises as `leaving.arriving` and `app.backups.put_back`.
    """
    arriving = leaving.arriving(copy, clock=clock) if is_move else nullcontext()
    with arriving as bill:
        first()
        require = (lambda desk: leaving.require_arrived(desk, copy)) if is_move else (lambda _desk: None)
        desk = put_back(copy, keys, into, old, set_aside=set_aside, clock=clock, tell=tell, require=require)
    if is_move:
        if desk.put_back is not None and bill is not None:
            desk.put_back = desk.put_back._replace(is_move=True, is_noted=leaving.is_noted(copy))
        with suppress(RuleError):  # it is there and open: what cannot be written down is no reason to refuse it
            first_steps.ask(desk.folder, first_steps.COPIES)
            if bill is not None:
                leaving.take_over(desk, copy, bill)
            for folder in found.left:
                moved.set_aside(folder, desk.folder)
    return desk


def id_of(folder: Path) -> str | None:
    """None where the folder does not say any more: then what lies in it is its own."""
    try:
        return KeyFile.read(_slots_of(folder)).network_id
    except RuleError:
        return None


def id_of_copy(copy: Path) -> str | None:
    try:
        return KeyFile.read(backup.keys_beside(copy)).network_id
    except RuleError:
        return None


def _slots_of(folder: Path) -> Path:
    """Of a network on a server only the copies that were taken home lie here, with their key slots."""
    if is_on_server(folder):
        return next((backup.keys_beside(copy) for copy in reversed(backup.copies(folder))), folder)
    return folder / network_folder.KEYS
