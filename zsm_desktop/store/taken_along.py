"""A meeting taken along: what its leader reads of a network on a server, in an encrypted file of this computer.

It is only read. The note in the network's folder names the folder it lies in, so that a newer one takes its place in
one write and an interrupted one never counts.

The network's store key opens no copy: everybody of the network holds it, and the server shows each of them other rows.
A copy's own key is made of its random name and of what the login of who took it asks for, which only the password
gives; the slot that goes along is bound to the same, so that a password chosen later changes neither.

Whoever makes or reads a copy has the lease of its folder, and what is leased is left where it is.
"""

from __future__ import annotations

import hmac
import json
import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import write_atomically
from zsm_desktop.domain.json_text import moment, read_json
from zsm_desktop.store import folder as network_folder
from zsm_desktop.store import raw
from zsm_desktop.store.keys import KeyFile, Keys, Owner
from zsm_desktop.store.lease import Lease, holder_of
from zsm_desktop.store.place import DATABASE, KEYS, FilePlace
from zsm_desktop.store.schema import SCHEMA_VERSION
from zsm_desktop.store.store import Store

NOTE = "meegenomen.json"
FORMAT = 1
FOLDERS = "meegenomen-"
OLD_AFTER = timedelta(days=14)
"""It is a copy of young people's data: from then on it is asked whether it may go."""
BITE = 1000
Progress = Callable[[int, int], object]
"""(rows done, rows in all); raising in it stops the copying and leaves nothing."""


@dataclass(frozen=True, slots=True)
class TakenAlong:
    """What the note says: `name` of the folder it lies in, which meeting, when.

    `has_typed`: something was written at it, so that it has served when that is all at the server. `forgotten`: a
    sign of which pupils had been forgotten before it was taken, never the same of others; "" where nobody wrote it.
    """

    name: str
    meeting_id: str
    number: str
    body: str
    held_on: date
    at: datetime
    has_typed: bool = False
    forgotten: str = ""

    def is_old(self, now: datetime) -> bool:
        """Also where a clock was wrong and this is still to come by more than a day, which no place on earth is."""
        return not -timedelta(days=1) <= now - self.at <= OLD_AFTER


def lies_in(folder: Path) -> bool:
    """Something was taken along, or is left of it: one that was never whole, or was open when it had to go."""
    return (folder / NOTE).is_file() or any(folder.glob(f"{FOLDERS}*"))


def is_open(folder: Path) -> bool:
    """What the note names is being read in another window."""
    taken = found(folder)
    return taken is not None and holder_of(folder / taken.name) is not None


def new_name() -> str:
    return FOLDERS + os.urandom(6).hex()


def found(folder: Path) -> TakenAlong | None:
    """What was taken along of the network of `folder`; None for nothing, and for a note that nobody can read."""
    try:
        document = read_json(folder / NOTE)
        if document.pop("format") != FORMAT:
            return None
        taken = TakenAlong(
            str(document["name"]),
            str(document["meeting_id"]),
            str(document["number"]),
            str(document["body"]),
            date.fromisoformat(document["held_on"]),
            moment(document["at"]),
            document["has_typed"] is True,
            str(document.get("forgotten", "")),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    is_ours = taken.name.startswith(FOLDERS) and taken.name == Path(taken.name).name
    return taken if is_ours and (folder / taken.name / KEYS).is_file() else None


def lay_down(source: Store, taken: TakenAlong, login: str, progress: Progress = lambda _done, _all: None) -> None:
    """Copy what the login of `source` may read; an earlier one goes when this one is whole.

    `login` is what it asks for; the same password gives it without a line. Raises those of reading and of writing
    files.
    """
    from zsm_desktop.store.migrations import upgrade
    from zsm_desktop.store.work import speaking

    folder = source.folder / taken.name
    try:
        with raw.refusing(folder):
            folder.mkdir(mode=0o700)
        with Lease.take(folder, source.keys.user_name, taken.at):
            keys = _keys_of_file(source.keys, login, taken.name)
            raw.create(folder / DATABASE, keys.store_key)
            target = Store(folder, keys)
            try:
                upgrade(target.engine)
                with speaking(source.place):
                    _copy(source, target, progress)
            finally:
                target.close()
            _slot(source.keys, login).write(folder / KEYS)
            _note(source.folder, taken)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    sweep(source.folder)


def note_typed(folder: Path, taken: TakenAlong) -> TakenAlong:
    """Something was written at it; a newer one that took its place is left alone."""
    typed = replace(taken, has_typed=True)
    if found(folder) == taken:
        _note(folder, typed)
    return typed


def throw_away(folder: Path) -> None:
    """What was typed meanwhile lies beside it and stays. Raises RuleError("taken.open") while it is being read."""
    if is_open(folder):
        raise RuleError("taken.open")
    with raw.refusing(folder):
        (folder / NOTE).unlink(missing_ok=True)
    sweep(folder)


def sweep(folder: Path) -> None:
    """Take away what the note does not name: earlier ones, and one that was being made when the power went.

    One that is being made or read stays until the next time.
    """
    taken = found(folder)
    for left in folder.glob(f"{FOLDERS}*"):
        if (taken is None or left.name != taken.name) and holder_of(left) is None:
            shutil.rmtree(left, ignore_errors=True)


def unlock(folder: Path, password: str) -> Keys:
    """The network's keys, with the login that opens the copy.

    Raises RuleError("taken.none"), and as `KeyFile.unlock`.
    """
    from zsm_desktop.store.postgres.logins import login_name, login_secret

    header = KeyFile.read(_place(folder) / KEYS)
    login = login_secret(password, login_name(header.users[0].user_id))
    return replace(header.unlock(login), login=login)


def open_taken(folder: Path, keys: Keys, now: datetime) -> Store:
    """A store to read only, of which the folder is still that of the network.

    Raises RuleError("taken.none"), ("taken.older") when the program was brought up to date since, and those of
    `Lease.take` and `raw.connect`.
    """
    within = _place(folder)
    with ExitStack() as opened:
        lease = Lease.take(within, keys.user_name, now)
        opened.callback(lease.release)
        if _place(folder) != within:  # it went just before it was leased
            raise RuleError("taken.none")
        place = FilePlace(within, _keys_of_file(keys, keys.login, within.name), is_read_only=True)
        connection = place.connect()
        opened.callback(connection.close)
        if network_folder.require_known_version(connection, SCHEMA_VERSION, folder) < SCHEMA_VERSION:
            raise RuleError("taken.older")
        opened.pop_all()
    return Store(folder, keys, read_only=True, lease=lease, connection=connection, place=place)


def _keys_of_file(keys: Keys, login: str, name: str) -> Keys:
    return replace(keys, store_key=hmac.digest(login.encode(), b"zsm copy\x00" + name.encode(), "sha256"))


def _slot(keys: Keys, login: str) -> KeyFile:
    owner = Owner(keys.user_id, keys.user_name, keys.role)
    header = KeyFile(keys.network_id, (), is_whole=False)
    return header.with_password(keys, owner, login, sees_names=keys.seal_key is not None)


def _note(folder: Path, taken: TakenAlong) -> None:
    document = asdict(taken) | {"held_on": taken.held_on.isoformat(), "at": taken.at.isoformat(), "format": FORMAT}
    write_atomically(folder / NOTE, json.dumps(document, indent=1, ensure_ascii=False).encode() + b"\n")


def _place(folder: Path) -> Path:
    taken = found(folder)
    if taken is None:
        raise RuleError("taken.none")
    return folder / taken.name


def _copy(source: Store, target: Store, progress: Progress) -> None:
    """Of one moment. A row may name one that this login does not see, so references are not looked at."""
    from sqlalchemy import func, select

    from zsm_desktop.models import Base, Draft
    from zsm_desktop.store.engine import plain

    own = Draft.user_id == source.keys.user_id
    queries = {
        table: select(table).where(own) if table is Draft.__table__ else select(table)
        for table in Base.metadata.sorted_tables
    }
    with source.shelf.lent() as reading, target.shelf.lent() as writing:
        into = plain(writing)
        into.execute("PRAGMA foreign_keys=OFF")
        target.place.begin_writing(into)
        with reading.begin(), writing.begin(), target.place.without_guards(into):
            counts = [
                reading.scalar(select(func.count()).select_from(query.subquery())) or 0 for query in queries.values()
            ]
            done, whole = 0, sum(counts)
            progress(0, whole)
            for table, query in queries.items():
                with reading.execute(query.execution_options(yield_per=BITE)) as rows:
                    for bite in rows.partitions(BITE):
                        writing.execute(table.insert(), [dict(row._mapping) for row in bite])  # noqa: SLF001
                        done += len(bite)
                        progress(done, whole)
