"""One network is one folder: what it holds, how it is made, and what is wrong when it does not open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import flush_folder
from zsm_desktop.store import keys_json, place, raw
from zsm_desktop.store.keys import Kdf, KeyFile, Keys, Owner
from zsm_desktop.store.lease import Holder, holder_of
from zsm_desktop.store.place import SERVER, is_on_server
from zsm_desktop.store.whereabouts import SHARED, SYNCED, require_own_disk

DATABASE, KEYS = place.DATABASE, place.KEYS
BACKUPS = "backups"
KEYS_LOST = frozenset({"keys.missing", "keys.damaged"})
"""What `restore_previous_keys` can mend."""


class FolderState(StrEnum):
    """What a folder is, as far as can be told without a password."""

    NOTHING = "nothing"
    NOT_A_STORE = "not_a_store"
    DAMAGED = "damaged"
    MISPLACED = "misplaced"
    STORE = "store"


_STATES = {
    "store.nothing": FolderState.NOTHING,
    "store.not_a_store": FolderState.NOT_A_STORE,
    "store.not_encrypted": FolderState.NOT_A_STORE,
    SYNCED: FolderState.MISPLACED,
    SHARED: FolderState.MISPLACED,
}


@dataclass(frozen=True, slots=True)
class Look:
    """A folder from the outside. `refusal` is what opening would raise; `users` is what the header claims."""

    state: FolderState
    refusal: RuleError | None = None
    users: tuple[Owner, ...] = ()
    holder: Holder | None = None
    has_previous_keys: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A new network: `recovery_key` is to be printed now and is kept nowhere."""

    keys: Keys
    recovery_key: str


def look(folder: Path) -> Look:
    """Raises nothing for what it finds, nor for what it may not look into: a start screen shows it."""
    try:
        with raw.refusing(folder):
            return _look(folder)
    except RuleError as error:
        return Look(_STATES.get(error.code, FolderState.DAMAGED), error)


def _look(folder: Path) -> Look:
    if is_on_server(folder):
        return _look_at_server(folder)
    has_previous = keys_json.previous_of(folder / KEYS).is_file()
    try:
        header = whole_header(folder)
    except RuleError as error:
        state = _STATES.get(error.code, FolderState.DAMAGED)
        return Look(state, error, has_previous_keys=has_previous)
    try:
        require_own_disk(folder)
    except RuleError as error:
        return Look(_STATES[error.code], error, header.users)
    return Look(FolderState.STORE, None, header.users, holder_of(folder), has_previous)


def _look_at_server(folder: Path) -> Look:
    """What is kept here of it; nobody is asked."""
    from zsm_desktop.store.postgres.known import Known

    try:
        name = Known.read(folder / SERVER).user_name
    except RuleError as error:
        return Look(FolderState.DAMAGED, error)
    return Look(FolderState.STORE, None, (Owner("", name, ""),) if name else ())


def is_taken(folder: Path) -> bool:
    """Whether no network can come there: a file has that name, or the folder holds anything. Raises as `refusing`."""
    with raw.refusing(folder):
        return folder.exists() and (not folder.is_dir() or any(folder.iterdir()))


def header_of(folder: Path) -> KeyFile:
    """The key slots of a network that may be opened where it lies; raises as `whole_header` and `require_own_disk`."""
    header = whole_header(folder)
    require_own_disk(folder)
    return header


def whole_header(folder: Path) -> KeyFile:
    """The key slots of a folder that looks whole, wherever it lies; a renewal that broke off is settled first.

    Raises RuleError: "server.no_recovery" (they are on a server), "store.nothing" (no folder, or an empty one),
    "store.not_a_store", "store.not_encrypted", "store.no_database", "store.empty_database", "store.short_database",
    "keys.missing", "keys.damaged", "keys.newer", "keys.unreadable", "store.cannot_open", "store.disk_error".
    """
    with raw.refusing(folder):
        if is_on_server(folder):
            raise RuleError("server.no_recovery")
        is_half_renewed = (folder / place.RENEWAL).is_dir()
    if is_half_renewed:
        from zsm_desktop.store.renewal import settle

        settle(folder)
    database = folder / DATABASE
    with raw.refusing(folder):
        if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
            raise RuleError("store.nothing", path=str(folder))
        if not folder.is_dir() or not ((folder / KEYS).exists() or database.exists()):
            raise RuleError("store.not_a_store", path=str(folder))
    header = KeyFile.read(folder / KEYS)
    raw.require_encrypted(database)
    return header


def create(folder: Path, network_id: str, owner: Owner, password: str, kdf: Kdf | None = None) -> Made:
    """Make a network with an empty database (schema version 0, for the migrations to fill) and a first user.

    The header comes last, so that a half made folder is never taken for a network. Raises RuleError
    ("store.folder_not_empty"), ("keys.password_short"), and those of `require_own_disk` and of writing.
    """
    require_own_disk(folder)
    with raw.refusing(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise RuleError("store.folder_not_empty", path=str(folder))
    header, keys = KeyFile.new(network_id, owner, password, kdf)
    header, recovery_key = header.with_recovery(keys, owner, kdf)
    raw.create(folder / DATABASE, keys.store_key)
    with raw.refusing(folder):
        (folder / BACKUPS).mkdir(mode=0o700)
        flush_folder(folder)
    header.write(folder / KEYS)
    return Made(keys, recovery_key)


def unlock(folder: Path, password: str, user_id: str | None = None) -> Keys:
    """Raises as `header_of` and `KeyFile.unlock`; touches nothing and needs no lease."""
    return header_of(folder).unlock(password, user_id)


def recover(folder: Path, recovery_key: str) -> Keys:
    """Raises as `header_of` and `KeyFile.recover`."""
    return header_of(folder).recover(recovery_key)


def require_known_version(connection: raw.RawConnection, known: int, path: Path) -> int:
    """The schema version of an open database; for a later program's RuleError("store.newer", path, found, known)."""
    found = raw.schema_version(connection)
    if found > known:
        raise RuleError("store.newer", path=str(path), found=found, known=known)
    return found


def restore_previous_keys(folder: Path) -> KeyFile:
    """Put the header before the last change back when the present one is lost; passwords are then those of that time.

    Raises RuleError("keys.not_damaged") when the present one is whole, and as `KeyFile.read` for the previous one.
    """
    path = folder / KEYS
    try:
        KeyFile.read(path)
    except RuleError as error:
        if error.code not in KEYS_LOST:
            raise
        header = KeyFile.read(keys_json.previous_of(path))
        path.unlink(missing_ok=True)  # so that the damaged one does not take the place of the good previous one
        header.write(path)
        return header
    raise RuleError("keys.not_damaged", path=str(path))
