"""A copy of the network to read elsewhere, under a key of its own: opened by one password, only to read, for good.

Of pupils it holds what a server shows a reader and nothing else (`postgres.figures`): no sealed value, of the case
tables only what is counted; with names what `published_names` adds. What is left out is gone from the file, not just
unreadable. Nobody can take the copy back.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import flush_folder, flush_to_disk, write_atomically
from zsm_desktop.domain.ids import new_id
from zsm_desktop.domain.json_text import moment, read_json
from zsm_desktop.domain.permissions import Role, allowed
from zsm_desktop.store import guards, published_names, raw
from zsm_desktop.store.check import faults_of
from zsm_desktop.store.keys import KEY_BYTES, Kdf, KeyFile, Keys, Owner
from zsm_desktop.store.place import DATABASE, KEYS, PUBLISHED
from zsm_desktop.store.published_names import IS_KEPT, IS_NOT_KEPT, MORE, Named
from zsm_desktop.store.raw import RawConnection

if TYPE_CHECKING:
    from sqlalchemy import Column

FORMAT, FORMAT_NAMED = 1, 2
"""A program that knows no copies with names does not open one."""
READER = "Lezer van de kopie"
PAGES = 500
Progress = Callable[[int, int], object]
"""(pages done, in all); raising in it stops the copying and leaves nothing."""
Fill = Callable[[Path, Keys], object]
_OF_CASES = "meeting_id IN (SELECT id FROM meeting WHERE kind = 'case')"
_RENUMBERED = """
UPDATE pupil SET sequence = -n.number FROM (SELECT id, row_number() OVER (ORDER BY id) AS number FROM pupil) n
WHERE n.id = pupil.id
"""
"""A pupil's number is what the pseudonym is made of."""
_HIDDEN = {
    "draft": "1 = 1",
    "minutes_version": "sealed_content IS NOT NULL",
    "amendment": _OF_CASES,
    "attendance": _OF_CASES,
    "action_item": f"sealed_text IS NOT NULL OR {_OF_CASES}",
    **dict.fromkeys(
        ("dispute_message", "confirmation_line", "confirmation_round", "invoice_payment", "reminder"), "1 = 1"
    ),
    **dict.fromkeys(
        ("pupil_request", "data_breach", "privacy_text", "destruction_line", "destruction", "import_batch"), "1 = 1"
    ),
}
"""Rows that a server hides from a reader: work in hand, what is between two schools, and who was at a case meeting."""


@dataclass(frozen=True, slots=True)
class Published:
    """What the copy says of itself before it is opened: when it was made, and by when one with names is to be gone."""

    at: datetime
    until: date | None = None


def found(folder: Path) -> Published | None:
    """None where there is no copy; raises RuleError("published.damaged") for a note nobody can read."""
    try:
        document = read_json(folder / PUBLISHED)
        if document["format"] == FORMAT_NAMED:
            return Published(moment(document["at"]), date.fromisoformat(document["until"]))
        if document["format"] != FORMAT:
            raise ValueError("of a later program")
        return Published(moment(document["at"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RuleError("published.damaged", path=str(folder)) from error


def publish(
    folder: Path,
    keys: Keys,
    into: Path,
    password: str,
    at: datetime,
    progress: Progress = lambda _done, _all: None,
    kdf: Kdf | None = None,
    fill: Fill | None = None,
    *,
    named: Named | None = None,
    noted: Callable[[], object] = lambda: None,
    undone: Callable[[], object] = lambda: None,
) -> None:
    """Make the copy of the network in `folder` as the new folder `into`; there is all of it or nothing.

    `fill` puts all there is in a new file under the key it is given, where the rows are not in that folder. `noted` is
    called when all is done but the key file, without which nobody opens the rest: what it refuses leaves nothing.
    `undone` is called where it failed and nothing is left of it; else it raises RuleError("published.left", path).
    Raises RuleError("published.exists", path), ("keys.password_short"), ("published.differs") when it is not whole,
    and those of `raw.connect` and of writing files.
    """
    if into.exists():
        raise RuleError("published.exists", path=str(into))
    unfinished = into.with_name(f".{into.name[:80]}.{os.urandom(4).hex()}.tmp")
    owner = Owner(new_id(at), READER, (Role.READER if named is None else Role.SECRETARY).value)
    seal_key = None if named is None else os.urandom(KEY_BYTES)
    own = Keys(os.urandom(KEY_BYTES), seal_key, owner.user_id, "password", READER, owner.role, keys.network_id)
    bare = KeyFile(keys.network_id, (), is_whole=False)
    header = bare.with_password(own, owner, password, sees_names=named is not None, kdf=kdf)
    laid = [unfinished]
    try:
        database = unfinished / DATABASE
        with raw.refusing(into):
            unfinished.mkdir(mode=0o700)
            (fill or partial(_copy, folder / DATABASE, keys, progress))(database, own)
        _finish(database, own, owner, keys, named)
        noted()
        header.write(unfinished / KEYS)
        write_atomically(unfinished / PUBLISHED, _note(at, named))
        with raw.refusing(into):
            flush_folder(unfinished)
            unfinished.rename(into)
            laid.append(into)
            flush_folder(into.parent)
    except BaseException as error:
        if (left := _left_after(laid)) is not None:
            raise RuleError("published.left", path=str(left)) from error
        undone()
        raise


def _left_after(folders: Iterable[Path]) -> Path | None:
    """Throws them away, the key first; which one is still there, or lay on a disk that is not there to be asked."""
    for folder in folders:
        with suppress(OSError):
            (folder / KEYS).unlink()
        shutil.rmtree(folder, ignore_errors=True)
        if os.path.lexists(folder) or not folder.parent.is_dir():
            return folder
    return None


def _note(at: datetime, named: Named | None) -> bytes:
    said: dict[str, object] = {"format": FORMAT, "at": at.isoformat()}
    if named is not None:
        said |= {"format": FORMAT_NAMED, "until": named.until.isoformat()}
    return json.dumps(said).encode() + b"\n"


def _copy(source: Path, keys: Keys, progress: Progress, target: Path, own: Keys) -> None:
    with (
        closing(raw.connect(source, keys.store_key, read_only=True)) as origin,
        closing(raw.blank(target, own.store_key)) as copy,
    ):
        origin.backup(copy, pages=PAGES, progress=lambda _s, left, whole: progress(whole - left, whole))


def _finish(database: Path, own: Keys, owner: Owner, before: Keys, named: Named | None) -> None:
    """Take out what is not to be read there, so that no page holds it any more, and close the file for writing."""
    with raw.refusing(database), closing(raw.connect(database, own.store_key)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("PRAGMA ignore_check_constraints=ON")  # of what is left out no rule holds any more
        connection.execute("PRAGMA secure_delete=ON")
        take_out(connection, named, lambda: published_names.put_under(connection, before, own))
        connection.execute(
            "INSERT INTO user_account (id, name, role, is_active, version) VALUES (?, ?, ?, 1, 1)",
            (owner.user_id, owner.user_name, owner.role),
        )
        if faults_of(connection) or (named is None and _sealed_left(connection)):
            raise RuleError("published.differs")
        if named is not None:
            published_names.require_right(connection, named, own)
            connection.execute(f"PRAGMA application_id={raw.COPY_ID}")  # also without its note nobody works in it
        connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    flush_to_disk(database)


def take_out(
    connection: RawConnection, named: Named | None = None, reseal: Callable[[], object] = lambda: None
) -> None:
    """What a reader is not shown; deleted securely, and the file written anew, so that no page holds it."""
    connection.execute("BEGIN IMMEDIATE")
    guards.remove(connection.execute)
    if named is not None:
        published_names.mark(connection, named)
    for sql in _left_out(with_names=named is not None):
        connection.execute(sql)
    if named is not None:
        reseal()
        published_names.forget_marks(connection)
    guards.install(connection.execute)
    connection.execute("COMMIT")
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _left_out(*, with_names: bool) -> Iterator[str]:
    """Names of tables and columns come from the models."""
    from zsm_desktop.models.sealed import sealed_columns
    from zsm_desktop.store.postgres.figures import SHOWN
    from zsm_desktop.store.postgres.rights import READ

    for table, where in _HIDDEN.items():
        yield f"DELETE FROM {table} WHERE {where}"  # noqa: S608
    may, counted = allowed(Role.READER), dict(SHOWN)
    for name, needed in READ.items():
        if may.isdisjoint(needed) and name not in counted and not (with_names and name == "consent"):
            yield f"DELETE FROM {name}"  # noqa: S608
    for name, shown in counted.items():
        more = MORE.get(name, ()) if with_names else ()
        if more:
            yield from _blanked(name, {**shown, **{column: column for column in more}}, f"id {IS_KEPT}")
        yield from _blanked(name, shown, f"id {IS_NOT_KEPT}" if more else _OF_CASES if name == "agenda_item" else "")
    yield _RENUMBERED + (f" AND pupil.id {IS_NOT_KEPT}" if with_names else "")
    if with_names:
        yield from published_names.called()
    for table, column in sealed_columns():
        opened = {"sealed_text": ", open_text = coalesce(open_text, '')"}.get(column, "")
        stays = f" AND id {IS_NOT_KEPT}" if with_names and table == "pupil" and column in published_names.SEALED else ""
        yield f"UPDATE {table} SET {column} = NULL{opened} WHERE {column} IS NOT NULL{stays}"  # noqa: S608


def _blanked(name: str, shown: Mapping[str, str], where: str) -> Iterator[str]:
    from zsm_desktop.models import Base

    blank = [
        f"{column.name} = {_nothing(column)}"
        for column in Base.metadata.tables[name].columns
        if shown.get(column.name) != column.name and column.name != "sequence"
    ]
    if blank:
        yield f"UPDATE {name} SET {', '.join(blank)}{f' WHERE {where}' if where else ''}"  # noqa: S608


def _nothing(column: Column[Any]) -> str:
    """What stands where nothing is shown: of what must be there and be unlike all others, its row's own identifier."""
    if column.nullable:
        return "NULL"
    kind = column.type.python_type
    for key in column.foreign_keys:
        return f"(SELECT min({key.column.name}) FROM {key.column.table.name})"  # noqa: S608
    if column.unique:
        return "id"
    if kind is bytes:
        return "x''"
    return "''" if kind is str else "0"


def _sealed_left(connection: RawConnection) -> bool:
    from zsm_desktop.models.sealed import sealed_columns

    return any(
        connection.execute(f"SELECT 1 FROM {table} WHERE {column} IS NOT NULL LIMIT 1").fetchone()  # noqa: S608
        for table, column in sealed_columns()
    )
