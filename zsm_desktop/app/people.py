"""Who may open a network: the user's row in the store and the key slot beside it, made and taken away together."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from zsm_desktop.app.tries import own_password
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import ROLES_WITH_NAMES, Permission, Role
from zsm_desktop.services.changes import Changes
from zsm_desktop.services.desk import Desk
from zsm_desktop.store import left_slots
from zsm_desktop.store.keys import SHORTEST_PASSWORD, Kdf, Owner
from zsm_desktop.store.store import header_of

if TYPE_CHECKING:
    from zsm_desktop.services.users import GiveKey
    from zsm_desktop.store.work import Work


class People:
    """The settings room's `PeopleActs`, for the desk that is open."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add(self, name: str, role: Role, school_id: str | None, password: str) -> Changes:
        return add_user(self._desk, name, role, school_id, password)

    def edit(self, user_id: str, version: int, name: str, role: Role, school_id: str | None, password: str) -> Changes:
        return edit_user(self._desk, user_id, version, name, role, school_id, password)

    def retire(self, user_id: str) -> Changes:
        return retire_user(self._desk, user_id)

    def without_entry(self) -> frozenset[str]:
        return without_entry(self._desk)

    def change_password(self, old: str, new: str) -> None:
        change_password(self._desk, old, new)


def add_user(
    desk: Desk, name: str, role: Role, school_id: str | None, password: str, *, kdf: Kdf | None = None
) -> Changes:
    """A user who opens the network with `password`; a role without names gets a slot that cannot open them.

    Raises RuleError of `Users.add`, ("keys.password_short") and those of writing; then nothing was added.
    """
    give_key = _key_giver(desk, name, role, password, kdf)
    return desk.users.add(name=name, role=role, school_id=school_id, give_key=give_key)


def edit_user(
    desk: Desk,
    user_id: str,
    version: int,
    name: str,
    role: Role,
    school_id: str | None,
    password: str = "",
    *,
    kdf: Kdf | None = None,
) -> Changes:
    """Another name, role or school, and with `password` a new key slot; raises as `add_user` and `Users.edit`.

    Without one the slot keeps the words it was made with until its user next opens the network.
    """
    give_key = _key_giver(desk, name, role, password, kdf) if password else None
    return desk.users.edit(user_id, version, name=name, role=role, school_id=school_id, give_key=give_key)


def _key_giver(desk: Desk, name: str, role: Role, password: str, kdf: Kdf | None) -> GiveKey:
    if len(password) < SHORTEST_PASSWORD:
        raise RuleError("keys.password_short", least=SHORTEST_PASSWORD)

    def give_key(work: Work, user_id: str) -> None:
        owner = Owner(user_id, name.strip(), role.value)
        sees_names = role in ROLES_WITH_NAMES
        place = desk.store.place
        changed = place.header(work.driver).with_password(
            desk.store.keys, owner, password, sees_names=sees_names, kdf=kdf
        )
        place.keep_header(changed, (user_id, password), work.driver)

    return give_key


def follow_row(desk: Desk, password: str, *, kdf: Kdf | None = None) -> None:
    """Bring the words of the slot just opened in line with the user's row: only its own password can bind them anew.

    What the slot opens stays as it is. A folder that cannot be written keeps the old words, which open it as well.
    """
    keys, actor = desk.store.keys, desk.actor
    owner = Owner(actor.user_id, actor.name, actor.role.value)
    with contextlib.suppress(RuleError):
        place = desk.store.place
        place.keep_header(
            header_of(desk.store).with_password(keys, owner, password, sees_names=keys.seal_key is not None, kdf=kdf)
        )


def retire_user(desk: Desk, user_id: str) -> Changes:
    """Close the door: the row is kept for what the user did, the key slot goes.

    In one act: where the slot cannot be taken away the user stays as before, and it can be asked again.
    """
    place = desk.store.place

    def take_key(work: Work) -> None:
        header = place.header(work.driver)
        if any(owner.user_id == user_id for owner in header.users):
            place.keep_header(header.without_user(user_id), None, work.driver)

    changes = desk.users.retire(user_id, take_key=take_key)
    drop_left_slots(desk)  # asked again after the key file was written and the one beside it was not
    return changes


def drop_left_slots(desk: Desk) -> None:
    """By who manages users; what cannot be written now is tried again at the next opening."""
    if desk.actor.may(Permission.MANAGE_USERS) and not desk.store.is_read_only:
        with contextlib.suppress(RuleError):
            left_slots.drop(desk.store)


def without_entry(desk: Desk) -> frozenset[str]:
    """Users who are let in but have no key slot, as after a network went to a server; to who may give one."""
    if not desk.actor.may(Permission.MANAGE_USERS):
        return frozenset()
    with_entry = {owner.user_id for owner in header_of(desk.store).users}
    return frozenset(row.id for row in desk.users.rows() if row.is_active and row.id not in with_entry)


def change_password(desk: Desk, old: str, new: str, *, kdf: Kdf | None = None) -> None:
    """Another password for who is at the desk; raises RuleError("keys.wrong_password") or ("keys.password_short")."""
    place = desk.store.place
    keys = own_password(desk, old)
    header = header_of(desk.store)
    owner = Owner(keys.user_id, desk.actor.name, desk.actor.role.value)
    changed = header.with_password(keys, owner, new, sees_names=keys.seal_key is not None, kdf=kdf)
    place.keep_header(changed, (keys.user_id, new))
