"""In again with the printed recovery key; on a server only together with the owner of the database there.

The key alone opens no connection, and the owner's login opens no sealed value: who has both could do it anyway.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from zsm_desktop.app import desk_for, remembered, system_clock
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import ROLES_WITH_NAMES, Role
from zsm_desktop.services.desk import Desk
from zsm_desktop.store import folder as network_folder
from zsm_desktop.store import keys_json
from zsm_desktop.store.keys import Keys, Owner
from zsm_desktop.store.place import SERVER, is_on_server
from zsm_desktop.store.postgres import logins, target
from zsm_desktop.store.postgres.address import Address
from zsm_desktop.store.postgres.known import Known
from zsm_desktop.store.postgres.place import ServerPlace
from zsm_desktop.store.raw import RawConnection


class DatabaseOwner(NamedTuple):
    address: Address
    password: str


def recover(folder: Path, recovery_key: str, password: str, owner: DatabaseOwner | None = None) -> Desk:
    """Open the network in `folder`, and give whoever the printed key was made for a new password.

    Raises as `folder.header_of` (so "server.no_recovery" without an owner), `KeyFile.recover` and `desk_for`; on a
    server also "server.other_database", "server.not_owner", "user.inactive", "guard.store.retired", those of
    `sharing.owner_of` and of `Place.commit`. Whatever is refused, nothing was changed; after ("server.maybe_kept")
    that cannot be told, and the same once more lets in.
    """
    if owner is not None and is_on_server(folder):
        return desk_for(folder, _on_server(folder, recovery_key, password, owner))
    header = network_folder.header_of(folder)
    keys = header.recover(recovery_key)
    desk = desk_for(folder, keys)  # before anything is written: who is no longer let in gets no new slot either
    try:
        actor = desk.actor
        whose, sees_names = Owner(actor.user_id, actor.name, actor.role.value), actor.role in ROLES_WITH_NAMES
        path = folder / network_folder.KEYS
        header.with_password(keys, whose, password, sees_names=sees_names).write(path)
        keys_json.level(path)
    except BaseException:
        desk.close()
        raise
    if sees_names:
        return desk
    desk.close()
    return desk_for(folder, replace(keys, seal_key=None))  # the printed key may be older than the role


def owner_here(folder: Path, owner: DatabaseOwner) -> ServerPlace:
    """The database of the network in `folder`, as its owner.

    Raises RuleError("server.other_database", path) and those of `sharing.owner_of`.
    """
    from zsm_desktop.app.sharing import owner_of

    here, there = Known.read(folder / SERVER).address, owner.address
    if (here.host, here.port, here.database) != (there.host, there.port, there.database):
        raise RuleError("server.other_database", path=here.shown)
    return owner_of(replace(there, ca_file=there.ca_file or here.ca_file), owner.password)


def _on_server(folder: Path, recovery_key: str, password: str, owner: DatabaseOwner) -> Keys:
    from zsm_desktop.store.work import add_line, speaking

    here, there = Known.read(folder / SERVER).address, owner.address
    place = owner_here(folder, owner)
    with speaking(place), closing(place.connect()) as driver:
        target.require_owner(driver, place)
        place.begin_writing(driver)  # before the slots are read: nobody's new one is lost
        keys = _let_in_again(driver, here.shown, recovery_key, password)
        whose = keys.user_id
        line = add_line(driver, system_clock(), whose, "user.recover", whose, {"owner": there.user})
        place.commit(driver, line, {"user": {whose}})
    login = logins.login_name(keys.user_id)
    remembered.clear(folder)
    Known(replace(here, user=login), keys.user_name).write(folder / SERVER)
    return replace(keys, login=logins.login_secret(password, login))


def _let_in_again(driver: RawConnection, shown: str, recovery_key: str, password: str) -> Keys:
    header = logins.read_slots(driver, shown)
    keys = header.recover(recovery_key)
    name, role, is_active = driver.execute(
        "SELECT name, role, is_active FROM user_account WHERE id = ?", (keys.user_id,)
    ).fetchone()
    if not is_active:
        raise RuleError("user.inactive", name=name)
    whose = Owner(keys.user_id, name, role)
    sees_names = Role(role) in ROLES_WITH_NAMES  # of now: the printed key may be older than the role
    logins.keep(driver, header.with_password(keys, whose, password, sees_names=sees_names), (keys.user_id, password))
    return replace(keys, user_name=name, role=role, seal_key=keys.seal_key if sees_names else None)
