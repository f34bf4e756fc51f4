"""Key slots that stayed behind in a network's file: of who may no longer come in, or never was a user of it.

The row of a user and the slot beside it are two files, and a full disk or a broken off program comes between them. On a
server both go in one act.
"""

from __future__ import annotations

from contextlib import suppress

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import keys_json
from zsm_desktop.store.keys import KeyFile, Owner
from zsm_desktop.store.place import KEYS, FilePlace
from zsm_desktop.store.store import Store


def found(store: Store) -> tuple[Owner, ...]:
    """Whose they are, also in the key file that is kept beside it; none where no key file can be read."""
    return tuple({owner.user_id: owner for owners in _left(store) for owner in owners}.values())


def drop(store: Store) -> None:
    """Raises as `KeyFile.without_user`, and as writing: then some are still there."""
    now, beside = _left(store)
    if now:
        header = store.place.header()
        for owner in now:
            header = header.without_user(owner.user_id)
        store.place.keep_header(header)
    elif beside:
        keys_json.level(store.folder / KEYS)


def _left(store: Store) -> tuple[list[Owner], list[Owner]]:
    """Of the key file and of the one beside it."""
    if not isinstance(store.place, FilePlace) or store.place.is_finished:
        return [], []
    let_in = {user_id for (user_id,) in store.rows("SELECT id FROM user_account WHERE is_active")}
    read: list[list[Owner]] = []
    for path in (store.folder / KEYS, keys_json.previous_of(store.folder / KEYS)):
        owners: tuple[Owner, ...] = ()
        with suppress(RuleError):
            owners = KeyFile.read(path).users
        read.append([owner for owner in owners if owner.user_id not in let_in])
    return read[0], read[1]
