"""Other keys for everything in a network on a server: by the secretary together with the owner of the database.

The secretary alone holds the keys and cannot write in what others sealed; the owner can, and opens nothing.
"""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from zsm_desktop.app import desk_for, system_clock
from zsm_desktop.app.keys import BEFORE, Renewed, printed_slot, require_renewable
from zsm_desktop.app.recovery import DatabaseOwner, owner_here
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import write_atomically
from zsm_desktop.services.desk import Clock, Desk
from zsm_desktop.store import kept_here, renewal
from zsm_desktop.store.first_steps import SHEET, reminded
from zsm_desktop.store.keys import Kdf, KeyFile, Keys, Owner
from zsm_desktop.store.postgres import rekeying
from zsm_desktop.store.store import header_of


def require_renewable_there(desk: Desk, password: str, owner: DatabaseOwner) -> None:
    """Raises what `renew_there` would refuse before it does anything; changes nothing."""
    require_renewable(desk, password)
    rekeying.require_fit(owner_here(desk.folder, owner))


def renew_there(
    folder: Path,
    keys: Keys,
    password: str,
    owner: DatabaseOwner,
    *,
    progress: renewal.Progress = lambda _doing, _done, _all: None,
    clock: Clock = system_clock,
    kdf: Kdf | None = None,
) -> Renewed:
    """As `keys.renew`, while others have it open: they read on, and are asked for a new password when it is done.

    A copy under the old keys is taken home first; the host makes the next one under the new. Raises as
    `require_renewable`, `recovery.owner_here`, `HomeCopies.make` and `rekeying.rekey`.
    """
    place = owner_here(folder, owner)
    with closing(desk_for(folder, keys, clock=clock)) as desk:
        require_renewable(desk, password)
        actor = desk.actor
        slots = header_of(desk.store)
        others = tuple(one.user_name for one in slots.users if one.user_id != actor.user_id)
        desk.home_copies.make(BEFORE, lambda done, whole: progress(renewal.COPYING, done, whole))
    whose = Owner(actor.user_id, actor.name, actor.role.value)
    header, new = KeyFile.new(keys.network_id, whose, password, kdf)
    header, printed = header.with_recovery(new, whose, kdf)
    with reminded(folder, SHEET, lambda: printed_slot(place.header()) == printed_slot(slots)):
        made = rekeying.rekey(place, keys, new, header, password, clock(), progress)
    new = replace(new, login=keys.login)
    with suppress(RuleError, OSError):  # it then comes along as that of others does: `earlier_keys`
        typed = renewal.resealed_typed(folder, keys, new)
        if typed is not None:
            write_atomically(folder / kept_here.FILE, typed)
    return Renewed(new, printed, *made, others)
