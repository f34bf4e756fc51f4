"""From a copy to a network again: looked into, compared with the present one, put back in a folder of its own."""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from zsm_desktop.domain.backups import Loss
from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.domain.files import flush_folder
from zsm_desktop.store import backup_state, parting, raw
from zsm_desktop.store.backup import STEPS, Tell, books_faults, keys_beside, silent, stoppable
from zsm_desktop.store.backup_state import BackupState, Origin
from zsm_desktop.store.check import faults_of
from zsm_desktop.store.folder import BACKUPS, header_of, is_taken
from zsm_desktop.store.keys import KeyFile, Keys
from zsm_desktop.store.place import DATABASE, KEYS, FilePlace
from zsm_desktop.store.second_place import lay

SPOILT = frozenset(
    {
        "backup.not_whole", "backup.other_keys", "keys.damaged", "keys.missing", "store.damaged", "store.disk_error",
        "store.empty_database", "store.not_a_store", "store.not_encrypted", "store.short_database",
    }
)  # fmt: skip
"""What says that the copy itself is no good; else it could only not be tried now."""
SCRATCH, SCRATCH_S = "zsm-reservekopie-", 24 * 3600
_COUNTED = {"cases": "case_file", "decisions": "decision", "deliveries": "delivery"}


@dataclass(frozen=True, slots=True)
class TryingPlace(FilePlace):
    """Whoever closes the window does not wait for a trial: reading stops as soon as `tell` raises.

    What comes out is an error of the database; asking `tell` once more says why.
    """

    tell: Tell = silent

    def connect(self) -> raw.RawConnection:
        connection = raw.connect(self.path, self.keys.store_key, read_only=True)
        connection.set_progress_handler(self._ask, STEPS)  # type: ignore[attr-defined]
        return connection

    def faults(self) -> list[Finding]:
        with closing(raw.connect(self.path, self.keys.store_key)) as connection, stoppable(connection, self.tell):
            return faults_of(connection)

    def _ask(self) -> int:
        try:
            self.tell(0, 0)
        except BaseException:  # noqa: BLE001 - raised anew where it can be heard
            return 1
        return 0


LOCKED = frozenset({"keys.wrong_password", "user.unknown"})
"""What `unlock` raises where another password or another user is needed."""


def unlock(copy: Path, password: str, user_name: str = "") -> Keys:
    """The keys of the day of the copy; the printed key of then opens it too.

    Raises as `KeyFile.read` and `KeyFile.unlock`, and ("user.unknown", name).
    """
    header = KeyFile.read(keys_beside(copy))
    try:
        return _unlocked(header, password, user_name)
    except RuleError as wrong:
        if wrong.code != "keys.wrong_password":
            raise
        try:
            return header.recover(password)
        except RuleError:
            raise wrong from None


def _unlocked(header: KeyFile, password: str, user_name: str) -> Keys:
    if not user_name:
        return header.unlock(password)
    named = [owner for owner in header.users if owner.user_name.casefold() == user_name.casefold()]
    if not named:
        raise RuleError("user.unknown", name=user_name)
    return header.unlock(password, named[0].user_id)


def name_of(copy: Path, keys: Keys) -> str:
    """Whose keys they are at the copy; "" for who came in with the printed key."""
    return next((one.user_name for one in KeyFile.read(keys_beside(copy)).users if one.user_id == keys.user_id), "")


def is_whole(copy: Path, keys: Keys, tell: Tell = silent) -> bool:
    """Its pages, structure, references and books, looked at anew where it lies; what `tell` raises comes out."""
    try:
        with (
            raw.refusing(copy),
            closing(raw.connect_finished(copy, keys.store_key)) as connection,
            stoppable(connection, tell),
        ):
            if any(not one.is_warning for one in faults_of(connection)):
                return False
            return not (raw.schema_version(connection) and books_faults(connection))
    except raw.DATABASE_ERRORS:
        return False
    except RuleError as error:
        if error.code in SPOILT:
            return False
        raise


def require_opens(copy: Path, keys: Keys) -> None:
    """The key slots beside the copy are of this network and let this user in.

    Raises RuleError("backup.other_keys", path).
    """
    beside = KeyFile.read(keys_beside(copy))
    knows = {slot.owner.user_id for slot in beside.slots}
    if beside.network_id != keys.network_id or keys.user_id not in knows:
        raise RuleError("backup.other_keys", path=str(copy))


def lay_out(copy: Path, into: Path, *, tell: Tell = silent) -> None:
    """The copy as a network's folder, which still says that it is a copy: to look into.

    `into` is made; raises RuleError("store.folder_not_empty", path) and those of reading and writing, and then it is
    not there.
    """
    with raw.refusing(into):
        if is_taken(into):
            raise RuleError("store.folder_not_empty", path=str(into))
        into.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        laid = lay(copy, into, tell)
        with raw.refusing(into):
            laid.rename(into / DATABASE)
            keys_beside(laid).rename(into / KEYS)
            flush_folder(into)
    except BaseException:
        shutil.rmtree(into, ignore_errors=True)
        raise


def put_back(
    copy: Path,
    keys: Keys,
    into: Path,
    now: datetime,
    *,
    copy_at: datetime,
    old: Path | None = None,
    tell: Tell = silent,
) -> None:
    """A network again, in a folder of its own; what it came from, and the `old` one it replaces, stay as they were.

    Raises as `lay_out`, and RuleError("backup.not_whole", path, what) for a copy that turns out not to be; then there
    is nothing at `into`.
    """
    lay_out(copy, into, tell=tell)
    try:
        with (
            raw.refusing(copy),
            closing(raw.connect(into / DATABASE, keys.store_key, may_be_copy=True)) as connection,
        ):
            with stoppable(connection, tell):
                faults = faults_of(connection)
            if faults:
                raise RuleError("backup.not_whole", path=str(copy), what=faults[0].code)
            connection.execute(f"PRAGMA application_id={raw.APPLICATION_ID}")
        with raw.refusing(into):
            (into / BACKUPS).mkdir(mode=0o700)
            origin = Origin(copy_at, now, "" if old is None else str(old.absolute()))
            backup_state.change(into, lambda _state: BackupState(origin=origin))
    except BaseException:
        shutil.rmtree(into, ignore_errors=True)
        raise


def scratch() -> Path:
    """A new folder that is thrown away after use; those of a program that was killed go on the next day."""
    place = Path(tempfile.gettempdir())
    for left in place.glob(f"{SCRATCH}*"):
        try:
            is_old = time.time() - left.stat().st_mtime > SCRATCH_S
        except OSError:
            continue
        if is_old:
            shutil.rmtree(left, ignore_errors=True)
    with raw.refusing(place):
        return Path(tempfile.mkdtemp(prefix=SCRATCH))


def present_keys(folder: Path, password: str, of_copy: Keys) -> Keys:
    """What opens the network that is in `folder` now: the same password, or else the same key as the copy's."""
    try:
        return header_of(folder).unlock(password)
    except RuleError:
        return of_copy


def loss(copy: Path, of_copy: Keys, folder: Path, present: Keys) -> Loss:
    """What the network in `folder` has that the copy has not; raises as `raw.connect` where that does not open."""
    with (
        raw.refusing(copy),
        closing(raw.connect(folder / DATABASE, present.store_key, read_only=True)) as now,
        closing(_scratch(copy, of_copy)) as then,
    ):
        counted = {
            name: len(_ids(now, table) - _ids(then, table))
            for name, table in _COUNTED.items()  # names of ours
        }
        entries, old_entries = _entries(now), _entries(then)
        (acts,), (old_acts,) = _acts(now), _acts(then)
        found = parting.relation(then.execute, now.execute)
    is_parted = found.kind == parting.PARTED
    is_known = found.kind != parting.UNKNOWN
    shared_entries = min(entries, old_entries)
    return Loss(
        **counted,
        entries=entries - found.entries,
        acts=acts - found.lines if is_known else max(0, acts - old_acts),
        is_other=is_parted or found.entries < shared_entries or (not is_known and old_acts > acts),
        since=found.since if is_parted else None,
        computer=found.computer if is_parted else "",
    )


def _scratch(copy: Path, keys: Keys) -> raw.RawConnection:
    """The copy read where it lies, which may be a disk that takes nothing: not even the log of reading."""
    return raw.connect_finished(copy, keys.store_key)


def _ids(connection: raw.RawConnection, table: str) -> set[str]:
    return {row[0] for row in connection.execute(f"SELECT id FROM {table}")}  # noqa: S608 - a table of ours


def _entries(connection: raw.RawConnection) -> int:
    (number,) = connection.execute("SELECT coalesce(max(number), 0) FROM journal_entry").fetchone()
    return int(number)


def _acts(connection: raw.RawConnection) -> tuple[int]:
    (number,) = connection.execute("SELECT coalesce(max(number), 0) FROM audit_event").fetchone()
    return (int(number),)
